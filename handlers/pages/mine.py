"""What an official answers for, in every roadmap, and for whom they stand in: the way of those who
have no messenger, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from secrets import randbits

from handlers.pages.board import Stand
from handlers.pages.item import PointShown, point_shown
from handlers.pages.kept import kept_of
from handlers.pages.page import Page, Response, Route, Shown
from handlers.pages.timeline import Axis, Line, axis_of, line_of, state_names
from roadmap.actions.leaving import absent_for
from roadmap.actions.postponing import days_asked_for
from roadmap.model import DueState, Item, Person, Roadmap, Role
from roadmap.ports import DueView
from roadmap.standing.status import due_status

_STILL_OPEN = (DueState.OPEN, DueState.CLAIMED_DONE)


@dataclass(frozen=True, slots=True)
class Own:
    """The open due days of one person (None: of whoever asks) in one roadmap; their marks on its
    months.
    """

    roadmap: Roadmap
    absent: Person | None
    points: Sequence[PointShown]
    undated: Sequence[Item]
    axis: Axis
    line: Line


async def show(page: Page) -> Response:
    """Open due days, the nearest first, by roadmap; then those of colleagues on leave."""
    people: list[Person | None] = [None, *await absent_for(page.tx, page.me, page.today)]
    theirs = await page.tx.people.roadmaps_of([(one or page.me).id for one in people])
    own: list[Own] = []
    for roadmap in [one for one in await page.tx.roadmaps.all() if one.id in theirs]:
        for absent in people:
            whose = absent or page.me
            found = await own_in(page, roadmap, whose)
            if found.points or found.undated:
                own.append(replace(found, absent=absent))
    values: Mapping[str, object] = {
        "own": own,
        "names": {
            key: name
            for key, name in state_names(page.texts).items()
            if any(mark.state == key for part in own for mark in part.line.marks)
        },
        "numbers": lambda: randbits(52),
        "kept": len(await kept_of(page)),
    }
    return Shown("mine.html", values)


async def own_in(page: Page, roadmap: Roadmap, person: Person) -> Own:
    """What somebody answers for in one roadmap: open due days, the nearest first, and the rest."""
    views = await page.tx.roadmaps.views_between(roadmap.id, None, None, _STILL_OPEN, person.id)
    undated = await _undated(page, roadmap, person, views)
    axis = axis_of(roadmap.period, [one.due.day for one in views], page.today, page.texts)
    stands = [Stand(one, due_status(one, page.today), silent=False) for one in views]
    line = line_of(axis, stands, page.today, page.texts, state_names(page.texts))
    asked = await days_asked_for(page.tx, views)
    points = [replace(point_shown(page, one), asked=asked.get(one.due.id)) for one in views]
    return Own(roadmap, None, points, undated, axis, line)


async def _undated(
    page: Page, roadmap: Roadmap, whose: Person, views: Sequence[DueView]
) -> list[Item]:
    """Items that are asked about in the collecting round only."""
    mine = {one.item_id for one in await page.tx.people.assignments_of_person(whose.id)}
    left = mine - {view.item.id for view in views}
    return [one for one in await page.tx.roadmaps.items(roadmap.id) if one.id in left]


ROUTES = (Route("GET", "/mine", (Role.COORDINATOR, Role.OFFICIAL), show),)
