"""Leave and who stands in: one's own, and, from a person's page, that of others."""

from __future__ import annotations

from datetime import date

from handlers.pages.page import (
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
    require_unchanged,
)
from handlers.pages.sure import sure
from handlers.people.leave import (
    days_and_name,
    end_and_tell,
    hold_and_tell,
    leave_lines,
    standing_leave,
    sure_lines,
)
from handlers.speaking.texts import plain
from roadmap.actions.assigning import find_person
from roadmap.actions.leaving import ANSWERING, check_has_leave
from roadmap.errors import NotFound
from roadmap.model import Person
from roadmap.reading.leave import LeaveSpan

_OWN = "/mine/leave"


async def leave_values(page: Page, person: Person, at: str) -> dict[str, object]:
    """What leave.html shows of somebody; its forms go to the address `at`."""
    return {
        "leave": standing_leave(person, page.today),
        "leave_lines": await leave_lines(page, person),
        "leave_at": at,
        "stood": _stood(person),
    }


def _stood(person: Person) -> str:
    """The leave as it stands, for a form to bring back."""
    return f"{person.leave_from or ''} {person.leave_to or ''} {person.deputy_id or ''}"


async def change_leave(page: Page, person: Person, back: str, at: str) -> Response:
    """Days and deputy as they were read are shown first; the second time they hold. The forms go to
    `at`, and then `back`.
    """
    check_has_leave(page.me, person)
    require_unchanged(page, page.form.get("before", ""), _stood(person))
    if page.form.get("sure"):
        deputy_id = number_in(page.form.get("deputy_id", ""))
        deputy = await page.tx.people.get(deputy_id) if deputy_id else None
        days = LeaveSpan(_day(page, "first"), _day(page, "last"))
        await hold_and_tell(page, person, days, deputy)
        now = await page.tx.people.get(person.id)
        return Redirect(back, plain((await leave_lines(page, now))[0]))
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
    return sure(lines, at, back, page.texts("button-leave-hold"), sent)


def _day(page: Page, name: str) -> date:
    try:
        return date.fromisoformat(page.form.get(name, ""))
    except ValueError:
        raise NotFound("desk-no-page") from None


async def finish_leave(page: Page, person: Person, back: str) -> Response:
    """They are back, or do not go."""
    check_has_leave(page.me, person)
    require_unchanged(page, page.form.get("before", ""), _stood(person))
    await end_and_tell(page, person)
    return Redirect(back, plain(page.texts("leave-ended", name=person.name)))


async def show(page: Page) -> Response:
    """One's own leave."""
    return Shown("own_leave.html", await leave_values(page, page.me, _OWN))


async def set_own(page: Page) -> Response:
    """One's own days and deputy."""
    return await change_leave(page, page.me, _OWN, _OWN)


async def end_own(page: Page) -> Response:
    """One is back, or does not go."""
    return await finish_leave(page, page.me, _OWN)


ROUTES = (
    Route("GET", _OWN, tuple(ANSWERING), show),
    Route("POST", _OWN, tuple(ANSWERING), set_own),
    Route("POST", f"{_OWN}/end", tuple(ANSWERING), end_own),
)
