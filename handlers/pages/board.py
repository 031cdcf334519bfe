"""The board: a roadmap by sections, every point with its day and state, who answers and what they
said last; filtered, searched by words and sorted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.pages.page import (
    EVERYBODY,
    READERS,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
)
from handlers.speaking.dues import address, until, words_of
from handlers.speaking.texts import Html, clip
from roadmap.actions.looking import load_board
from roadmap.answers.likeness import stem
from roadmap.model import Item, ProgressEntry, Role
from roadmap.ports import DueView
from roadmap.standing.board import Board, by_capacity, responsible
from roadmap.standing.status import Status, due_status, is_silent

#: Items of one page: more is drawn when it is asked for.
ITEMS = 100
#: Of an item's text, a point's and an answer's.
_TEXT, _POINT, _ANSWER = 220, 140, 160
_NAMES = 4
STATES = ("late", "silent", "soon", "claimed", "ahead", "waiting", "done", "unassigned")
SORTS = ("document", "day", "answer")


@dataclass(frozen=True, slots=True)
class PointRow:
    """A due day: `state` is a Status, `silent` whether an answer is owed."""

    view: DueView
    address: str
    words: str
    until: Html
    state: str
    silent: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its points, who answers for it, and the last answer."""

    item: Item
    text: str
    points: Sequence[PointRow]
    people: Sequence[str]
    more: int
    last: ProgressEntry | None = None
    answer: str = ""

    @property
    def first_day(self) -> date:
        """The nearest day that is still open."""
        days = [
            one.view.due.day
            for one in self.points
            if one.view.due.day is not None and one.state in ("late", "soon", "ahead")
        ]
        return min(days, default=date.max)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left of the board: a state, a body, a person, a section, words; «» and 0: all."""

    state: str = ""
    words: str = ""
    person_id: int = 0
    body_id: int = 0
    section: str = ""
    sort: str = SORTS[0]


async def show(page: Page) -> Response:
    """The board of the roadmap chosen; officials have a page of their own."""
    if page.me.role is Role.OFFICIAL:
        return Redirect("/mine")
    roadmap = await page.roadmap()
    board = await load_board(page.tx, roadmap, page.office.policy.timezone)
    wanted = _filter(page)
    of_body = await _items_of_body(page, roadmap.id, wanted.body_id)
    rows = await asyncio.to_thread(rows_of, page, board, wanted, of_body)
    first = number_in(page.query.get("from") or "0")
    shown = await _with_answers(page, rows[first : first + ITEMS])
    counts = _counts(rows)
    bodies = {one.body_id for one in await page.tx.bodies.assignments(roadmap.id)}
    values = {
        "roadmap": roadmap,
        "roadmaps": await page.tx.roadmaps.all(),
        "rows": shown,
        "first": first,
        "total": len(rows),
        "all": len(board.items),
        "following": first + ITEMS if first + ITEMS < len(rows) else 0,
        "counts": counts,
        "wanted": wanted,
        "states": STATES,
        "sorts": SORTS,
        "sections": _sections(board),
        "people": sorted(_answering(board), key=lambda one: one[1]),
        "bodies": [one for one in await page.tx.bodies.all() if one.id in bodies],
    }
    return Shown("board.html", values, part="rows" if first else "found")


async def choose(page: Page) -> Response:
    """Another roadmap becomes the one that the person works with, in chat, too."""
    roadmap = await page.tx.roadmaps.get(number_in(page.form.get("roadmap", "")))
    await page.tx.people.update(replace(page.me, roadmap_id=roadmap.id))
    return Redirect("/")


def _filter(page: Page) -> Filter:
    query = page.query
    state, sort = query.get("state", ""), query.get("sort", SORTS[0])
    return Filter(
        state if state in STATES else "",
        query.get("q", "").strip()[:200],
        number_in(query.get("person") or "0"),
        number_in(query.get("body") or "0"),
        query.get("section", ""),
        sort if sort in SORTS else SORTS[0],
    )


async def _items_of_body(page: Page, roadmap_id: int, body_id: int) -> set[int] | None:
    if not body_id:
        return None
    return {
        one.item_id
        for one in await page.tx.bodies.assignments(roadmap_id)
        if one.body_id == body_id
    }


def rows_of(
    page: Page, board: Board, wanted: Filter, of_body: set[int] | None = None
) -> list[ItemRow]:
    """The items that are left by the filter, in the order asked for; without their answers."""
    keeps = _matcher(wanted.words)
    found = []
    for item in board.items:
        if wanted.section and " / ".join(item.section) != wanted.section:
            continue
        if of_body is not None and item.id not in of_body:
            continue
        lead, co = by_capacity(board, item)
        people = [*lead, *co]
        if wanted.person_id and all(one.id != wanted.person_id for one in people):
            continue
        views = [
            view
            for view in board.views(item)
            if not wanted.person_id
            or any(one.id == wanted.person_id for one in responsible(board, view.point))
        ]
        if not keeps(item, views, [one.name for one in people]):
            continue
        points = [_point(page, board, view) for view in views]
        if not _in_state(wanted.state, points, assigned=bool(people)):
            continue
        names = [one.name for one in people[:_NAMES]]
        found.append(
            ItemRow(item, _text_of(board, item), points, names, max(0, len(people) - _NAMES))
        )
    return _sorted(found, wanted.sort, board)


def _text_of(board: Board, item: Item) -> str:
    points = board.points.get(item.id, ())
    return clip(item.recommendation or (points[0].text if points else ""), _TEXT)


def _point(page: Page, board: Board, view: DueView) -> PointRow:
    return PointRow(
        view,
        address(view),
        words_of(view.item, view.point, _POINT),
        until(page.texts, view, page.today),
        due_status(view, page.today).value,
        is_silent(board, view, page.today),
    )


def _in_state(state: str, points: Sequence[PointRow], *, assigned: bool) -> bool:
    if not state:
        return True
    if state == "unassigned":
        return not assigned
    if state == "silent":
        return any(one.silent for one in points)
    if state == "done":
        return bool(points) and all(one.state == Status.DONE for one in points)
    return any(one.state == state for one in points)


def _matcher(words: str) -> Callable[[Item, Sequence[DueView], Sequence[str]], bool]:
    """Whether an item has every word asked for, in any of its forms, or is the number itself."""
    asked = [stem(one) for one in words.casefold().replace("ё", "е").split()]

    def keeps(item: Item, views: Sequence[DueView], names: Sequence[str]) -> bool:
        if not asked:
            return True
        if words.rstrip(".") == item.number:
            return True
        points = [view.point.text for view in views]
        own = (item.number, item.recommendation, *item.section)
        text = " ".join((*own, *points, *names))
        text = text.casefold().replace("ё", "е")
        return all(one in text for one in asked)

    return keeps


def _sorted(rows: list[ItemRow], sort: str, board: Board) -> list[ItemRow]:
    if sort == "day":
        return sorted(rows, key=lambda one: one.first_day)
    if sort == "answer":
        last: dict[int, float] = {}
        for (item_id, _), at in board.entries.items():
            last[item_id] = max(at.timestamp(), last.get(item_id, 0.0))
        return sorted(rows, key=lambda one: -last.get(one.item.id, 0.0))
    return rows


def _counts(rows: Sequence[ItemRow]) -> Mapping[str, int]:
    """How many due days of the items shown are in each state, and how many wait for an answer."""
    found = dict.fromkeys(("done", "late", "soon", "ahead", "claimed", "waiting", "silent"), 0)
    for row in rows:
        for one in row.points:
            found[one.state] = found.get(one.state, 0) + 1
            found["silent"] += one.silent
    return found


def _sections(board: Board) -> list[str]:
    return list(dict.fromkeys(" / ".join(one.section) for one in board.items if one.section))


def _answering(board: Board) -> list[tuple[int, str]]:
    ids = {person_id for several in board.assigned.values() for person_id in several}
    return [(one, board.people[one].name) for one in ids if one in board.people]


async def _with_answers(page: Page, rows: Sequence[ItemRow]) -> list[ItemRow]:
    latest = await page.tx.answers.latest([row.item.id for row in rows])
    return [
        replace(row, last=last, answer=clip(last.text, _ANSWER))
        if (last := latest.get(row.item.id))
        else row
        for row in rows
    ]


ROUTES = (
    Route("GET", "/", EVERYBODY, show),
    Route("POST", "/roadmap", READERS, choose),
)
