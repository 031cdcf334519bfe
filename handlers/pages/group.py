"""One link for a group: how it fares, and who has come by it and is to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.pages.page import (
    COORDINATOR,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
)
from handlers.pages.person import Given, given_link
from handlers.people.group_link import (
    admit_and_tell,
    close_and_say_how,
    new_link,
    refuse_and_tell,
    state_words,
)
from handlers.speaking.texts import plain
from roadmap.actions.group_joining import not_joined, progress
from roadmap.errors import NotFound, UserError
from roadmap.model import Guest

#: Guests of one page: each that is decided makes room for the next.
GUESTS = 50


@dataclass(frozen=True, slots=True)
class Asking:
    """A guest, and the name that they have picked."""

    guest: Guest
    name: str

    @property
    def seen(self) -> str:
        """What a form brings back: who is to be let in as whom."""
        return f"{self.guest.id}-{self.guest.person_id}"


async def show(page: Page) -> Response:
    """The open link, and who waits."""
    return await _page(page)


async def _page(page: Page, given: Given | None = None) -> Shown:
    link = await page.tx.group_links.open_now(page.at)
    found = await progress(page.tx, link, page.at) if link is not None else None
    waiting = await page.tx.group_links.waiting(page.at) if link is not None else []
    names = {one.id: one.name for one in await not_joined(page.tx)}
    values = {
        "link": link,
        "state": state_words(page, link, found) if link and found else "",
        "expected": len(names),
        "waiting": [
            Asking(one, names[one.person_id])
            for one in waiting[:GUESTS]
            if one.person_id is not None and one.person_id in names
        ],
        "more": max(0, len(waiting) - GUESTS),
        "given": given,
    }
    return Shown("group.html", values)


async def change(page: Page) -> Response:
    """Another link, which is shown once, or none any more."""
    match page.form.get("do"):
        case "new":
            _, words = await new_link(page)
            return await _page(page, given_link(page, "desk-group-forward", words))
        case "close":
            return Redirect("/people/group", plain(await close_and_say_how(page)))
    raise NotFound("desk-no-page")


async def decide(page: Page) -> Response:
    """Let in one guest, or all who were shown, or refuse one; who has picked another name since the
    page was shown is not decided about.
    """
    match page.form.get("do"):
        case "admit":
            person = await admit_and_tell(page, await _guest(page, page.form.get("guest", "")))
            said = page.texts("desk-group-admitted", name=person.name)
        case "refuse":
            await refuse_and_tell(page, await _guest(page, page.form.get("guest", "")))
            said = page.texts("desk-group-refused")
        case "all":
            said = page.texts("desk-group-admitted-all", count=await _admit_all(page))
        case _:
            raise NotFound("desk-no-page")
    return Redirect("/people/group", plain(said))


async def _admit_all(page: Page) -> int:
    come = 0
    for seen in page.form.get("seen", "").split()[:GUESTS]:
        try:
            await admit_and_tell(page, await _guest(page, seen))
        except UserError:  # decided meanwhile, or two have picked one name
            continue
        come += 1
    return come


async def _guest(page: Page, seen: str) -> Guest:
    guest_id, _, person_id = seen.partition("-")
    guest = await page.tx.group_links.guest(number_in(guest_id))
    if guest is None or guest.person_id != number_in(person_id):
        raise UserError("group-decided")
    return guest


ROUTES = (
    Route("GET", "/people/group", COORDINATOR, show),
    Route("POST", "/people/group", COORDINATOR, change),
    Route("POST", "/people/group/guests", COORDINATOR, decide),
)
