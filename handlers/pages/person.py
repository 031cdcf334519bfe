"""One person: what they answer for, their leave, the links that let them in, handing over all that
is theirs, erasing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    require_unchanged,
)
from handlers.pages.sure import sure
from handlers.people.directory import hand_over_and_tell, heir_named, invited_anew
from handlers.people.leave import (
    days_and_name,
    end_and_tell,
    hold_and_tell,
    leave_lines,
    standing_leave,
    sure_lines,
)
from handlers.people.same_person import known_as, likely_same
from handlers.speaking.texts import Html, plain
from roadmap.actions.assigning import find_person
from roadmap.actions.entering import (
    PASSED_ON_LASTS,
    PASSED_ON_LIFETIME,
    end_sessions,
    entrance,
    give_link_to,
    new_secret,
)
from roadmap.actions.leaving import ANSWERING, check_has_leave, erase
from roadmap.actions.looking import subjects
from roadmap.actions.one_person import items_to_part
from roadmap.errors import NotFound, UserError
from roadmap.model import Person, PersonState, Role
from roadmap.reading.leave import LeaveSpan
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
    leave = standing_leave(person, page.today)
    state = "leave" if person.on_leave(page.today) else person.state.value.replace("_", "-")
    values = {
        "person": person,
        "state": state,
        "bodies": await page.tx.bodies.bodies_of(person.id),
        "parts": parts,
        "most": POINTS,
        "leave": leave,
        "leave_lines": await leave_lines(page, person),
        "has_leave": person.role in ANSWERING,
        "stood": _stood(person),
        "given": given,
        "notes": notes,
        "may_decide": page.me.role is Role.COORDINATOR,
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


def _stood(person: Person) -> str:
    """The leave as it stands, for a form to bring back."""
    return f"{person.leave_from or ''} {person.leave_to or ''} {person.deputy_id or ''}"


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
    """Days and deputy as they were read are shown first; the second time they hold."""
    person = await person_named(page)
    check_has_leave(page.me, person)
    require_unchanged(page, page.form.get("before", ""), _stood(person))
    at = f"/people/{person.id}"
    if page.form.get("sure"):
        deputy_id = number_in(page.form.get("deputy_id", ""))
        deputy = await page.tx.people.get(deputy_id) if deputy_id else None
        days = LeaveSpan(_day(page, "first"), _day(page, "last"))
        await hold_and_tell(page, person, days, deputy)
        return Redirect(at, plain((await leave_lines(page, await person_named(page)))[0]))
    days, behind = days_and_name(page.form.get("days", "")[:300], page.today)
    name = page.form.get("deputy", "").strip()[:300] or behind
    deputy = await find_person(page.tx, name) if name else None
    sent = {
        "sure": 1,
        "first": days.first,
        "last": days.last,
        "deputy_id": deputy.id if deputy else 0,
        "before": _stood(person),
    }
    lines = sure_lines(page, person, days, deputy)
    return sure(lines, f"{at}/leave", at, page.texts("button-leave-hold"), sent)


def _day(page: Page, name: str) -> date:
    try:
        return date.fromisoformat(page.form.get(name, ""))
    except ValueError:
        raise NotFound("desk-no-page") from None


async def end_leave(page: Page) -> Response:
    """They are back, or do not go."""
    person = await person_named(page)
    require_unchanged(page, page.form.get("before", ""), _stood(person))
    await end_and_tell(page, person)
    return Redirect(f"/people/{person.id}", plain(page.texts("leave-ended", name=person.name)))


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
