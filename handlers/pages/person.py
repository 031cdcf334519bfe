"""One person: what they answer for, their leave, the links that let them in, handing over all that
is theirs, erasing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.pages.leave import change_leave, finish_leave, leave_values
from handlers.pages.mine import own_in
from handlers.pages.page import (
    COORDINATOR,
    READERS,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
)
from handlers.pages.sure import sure
from handlers.people.directory import hand_over_and_tell, heir_named, invited_anew
from handlers.people.same_person import known_as, likely_same
from handlers.speaking.texts import Html, plain
from roadmap.actions.entering import (
    PASSED_ON_LASTS,
    PASSED_ON_LIFETIME,
    end_sessions,
    entrance,
    give_link_to,
    new_secret,
)
from roadmap.actions.leaving import ANSWERING, erase
from roadmap.actions.looking import subjects
from roadmap.actions.one_person import items_to_part
from roadmap.errors import NotFound, UserError
from roadmap.model import Person, PersonState, Role
from roadmap.reading.name_forms import addressed

#: Due days of one roadmap: the board has the others.
POINTS = 50


@dataclass(frozen=True, slots=True)
class Given:
    """Words with a link, shown once; `how` says to whom they are to be sent."""

    how: Html
    words: str


def given_link(page: Page, how: str, words: Html, **variables: object) -> Given:
    """A message with a link that is to be copied; `how` is the key of what to do with it."""
    return Given(page.texts(how, **variables), plain(words))


async def show(page: Page) -> Response:
    """The person as they stand."""
    return await person_page(page, await person_named(page))


async def person_named(page: Page) -> Person:
    """Whose page it is; raises NotFound for who has left, and for a chat."""
    return await standing(page, page.ids["person"])


async def standing(page: Page, person_id: int) -> Person:
    """The person with this id; raises NotFound for who has left, and for a chat."""
    person = await page.tx.people.get(person_id)
    if person.state is PersonState.GONE or person.role is Role.CHAT:
        raise NotFound("desk-no-page")
    return person


async def person_page(
    page: Page, person: Person, given: Given | None = None, notes: Sequence[Html] = ()
) -> Shown:
    """Their page, with a link that was made for them just now."""
    theirs = await page.tx.people.roadmaps_of([person.id])
    parts = [
        await own_in(page, roadmap, person)
        for roadmap in await page.tx.roadmaps.all()
        if roadmap.id in theirs
    ]
    state = "leave" if person.on_leave(page.today) else person.state.value.replace("_", "-")
    values = {
        "person": person,
        "state": state,
        "bodies": await page.tx.bodies.bodies_of(person.id),
        "parts": parts,
        "most": POINTS,
        "has_leave": person.role in ANSWERING,
        "given": given,
        "notes": notes,
        "may_decide": page.me.role is Role.COORDINATOR,
        **await leave_values(page, person, f"/people/{person.id}/leave"),
        **await _record(page, person),
    }
    return Shown("person.html", values)


async def _record(page: Page, person: Person) -> dict[str, object]:
    """Who may be the same person, and what may be another's."""
    if page.me.role is not Role.COORDINATOR:
        return {"alike": [], "to_part": [], "about": {}}
    items = await items_to_part(page.tx, person)
    alike = await likely_same(page.tx, person)
    return {
        "alike": [(one.id, await known_as(page.tx, one)) for one in alike],
        "to_part": items,
        "about": await subjects(page.tx, items),
    }


async def give_invitation(page: Page) -> Response:
    """A new one-time link to the messenger."""
    person = await person_named(page)
    words = await invited_anew(page, person)
    return await person_page(page, person, given_link(page, "desk-people-invitation", words))


async def give_way_in(page: Page) -> Response:
    """A link into the desk, for somebody who has no messenger."""
    person, secret = await person_named(page), new_secret()
    if not page.office.feed_base:
        raise UserError("error-desk-off")
    await give_link_to(page.tx, page.me, person, secret, page.at)
    words = page.texts(
        "desk-people-way-in",
        name=addressed(person.name),
        address=entrance(page.office.feed_base, secret),
        days=PASSED_ON_LIFETIME // timedelta(days=1),
    )
    lasts = PASSED_ON_LASTS // timedelta(days=1)
    return await person_page(
        page, person, given_link(page, "desk-people-way-in-how", words, days=lasts)
    )


async def end_all(page: Page) -> Response:
    """Every browser in which they have entered is shut out, and links not yet opened are void."""
    person = await person_named(page)
    ended = await end_sessions(page.tx, page.me, person, page.at)
    return Redirect(f"/people/{person.id}", plain(page.texts("desk-people-ended", count=ended)))


async def set_leave(page: Page) -> Response:
    """Their days and deputy."""
    person = await person_named(page)
    at = f"/people/{person.id}"
    return await change_leave(page, person, at, f"{at}/leave")


async def end_leave(page: Page) -> Response:
    """They are back, or do not go."""
    person = await person_named(page)
    return await finish_leave(page, person, f"/people/{person.id}")


async def hand_over(page: Page) -> Response:
    """Everything that is theirs goes to the one named, after it was shown who that is."""
    person = await person_named(page)
    at = f"/people/{person.id}"
    if page.form.get("sure"):
        heir = await heir_named(page, person, f"#{number_in(page.form.get('heir', ''))}")
        return Redirect(at, plain(await hand_over_and_tell(page, person, heir)))
    heir = await heir_named(page, person, page.form.get("name", "").strip()[:300])
    count = len(await page.tx.people.assignments_of_person(person.id))
    lines = [page.texts("desk-people-hand-sure", leaver=person.name, heir=heir.name, count=count)]
    yes = page.texts("desk-people-hand")
    return sure(lines, f"{at}/hand-over", at, yes, {"sure": 1, "heir": heir.id})


async def erase_person(page: Page) -> Response:
    """Asked twice: it cannot be taken back."""
    person = await person_named(page)
    at = f"/people/{person.id}"
    if not page.form.get("sure"):
        lines = [page.texts("erase-sure", name=person.name)]
        yes = page.texts("button-erase-now")
        return sure(lines, f"{at}/erase", at, yes, {"sure": 1}, danger=True)
    await erase(page.tx, page.me, person, page.at)
    return Redirect("/people", plain(page.texts("erased")))


ROUTES = (
    Route("GET", "/people/{person}", READERS, show),
    Route("POST", "/people/{person}/invitation", COORDINATOR, give_invitation),
    Route("POST", "/people/{person}/way-in", COORDINATOR, give_way_in),
    Route("POST", "/people/{person}/sessions", COORDINATOR, end_all),
    Route("POST", "/people/{person}/leave", COORDINATOR, set_leave),
    Route("POST", "/people/{person}/leave/end", COORDINATOR, end_leave),
    Route("POST", "/people/{person}/hand-over", COORDINATOR, hand_over),
    Route("POST", "/people/{person}/erase", COORDINATOR, erase_person),
)
