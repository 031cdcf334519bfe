"""The board: a roadmap by sections, every point with its day and state, who answers and what they
said last; filtered, searched by words and sorted.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.looking.finding import likeliest
from handlers.pages.kept import kept_of
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
from roadmap.model import Item, Person, ProgressEntry, Role
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
class Stand:
    """Where a due day stands; `silent`: whether an answer is owed."""

    view: DueView
    state: Status
    silent: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An item that the filter leaves, with its due days and all who answer for it."""

    item: Item
    stands: Sequence[Stand]
    people: Sequence[Person]

    @property
    def first_day(self) -> date:
        """The nearest day that is still open."""
        still = (Status.LATE, Status.SOON, Status.AHEAD)
        days = [one.view.due.day for one in self.stands if one.state in still]
        return min((day for day in days if day is not None), default=date.max)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A due day as it is drawn."""

    address: str
    words: str
    until: Html
    state: str
    silent: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as it is drawn: its points, who answers for it (`more`: how many beside those named),
    and the last answer.
    """

    item: Item
    text: str
    points: Sequence[PointRow]
    people: Sequence[str]
    more: int
    last: ProgressEntry | None
    answer: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left of the board: a state, a body, a person, a section, words; «» and 0: all."""

    state: str = ""
    words: str = ""
    person_id: int = 0
    body_id: int = 0
    section: str = ""
    sort: str = SORTS[0]


@dataclass(frozen=True, slots=True)
class Sought:
    """What the filter of a page leaves of a roadmap; `values`: what filter.html shows."""

    board: Board
    found: Sequence[Found]
    values: Mapping[str, object]


async def show(page: Page) -> Response:
    """The board of the roadmap chosen; officials have a page of their own."""
    if page.me.role is Role.OFFICIAL:
        return Redirect("/mine")
    sought = await search(page, SORTS)
    board, found = sought.board, sought.found
    first = number_in(page.query.get("from") or "0")
    shown = found[first : first + ITEMS]
    latest = await page.tx.answers.latest([one.item.id for one in shown])
    rows = [_row(page, board, one, latest.get(one.item.id)) for one in shown]
    values = {
        **sought.values,
        "rows": rows,
        "first": first,
        "kept": len(await kept_of(page)) if page.me.role is Role.COORDINATOR else 0,
        "following": first + ITEMS if first + ITEMS < len(found) else 0,
    }
    return Shown("board.html", values, part="rows" if first else "found")


async def search(page: Page, sorts: Sequence[str] = ()) -> Sought:
    """The roadmap chosen, and of it what the page's filter leaves, in one of the orders `sorts`
    that it offers, the first where none is asked for; none: in the document's.
    """
    roadmap = await page.roadmap()
    board = await load_board(page.tx, roadmap, page.office.policy.timezone)
    wanted = _filter(page, sorts)
    of_body = await _items_of_body(page, roadmap.id, wanted.body_id)
    found = await asyncio.to_thread(matching, board, wanted, page.today, of_body)
    bodies = {one.body_id for one in await page.tx.bodies.assignments(roadmap.id)}
    values = {
        "roadmap": roadmap,
        "roadmaps": await page.tx.roadmaps.all(),
        "total": len(found),
        "all": len(board.items),
        "counts": _counts(found),
        "wanted": wanted,
        "states": STATES,
        "sorts": sorts,
        "sections": _sections(board),
        "people": sorted(_answering(board), key=lambda one: one[1]),
        "bodies": [one for one in await page.tx.bodies.all() if one.id in bodies],
    }
    return Sought(board, found, values)


async def choose(page: Page) -> Response:
    """Another roadmap becomes the one that the person works with, in chat, too."""
    roadmap = await page.tx.roadmaps.get(number_in(page.form.get("roadmap", "")))
    await page.tx.people.update(replace(page.me, roadmap_id=roadmap.id))
    return Redirect("/timeline" if page.form.get("from") == "/timeline" else "/")


def _filter(page: Page, sorts: Sequence[str]) -> Filter:
    query = page.query
    state, sort = query.get("state", ""), query.get("sort", SORTS[0])
    return Filter(
        state if state in STATES else "",
        query.get("q", "").strip()[:200],
        number_in(query.get("person") or "0"),
        number_in(query.get("body") or "0"),
        query.get("section", ""),
        sort if sort in sorts else SORTS[0],
    )


async def _items_of_body(page: Page, roadmap_id: int, body_id: int) -> set[int] | None:
    if not body_id:
        return None
    return {
        one.item_id
        for one in await page.tx.bodies.assignments(roadmap_id)
        if one.body_id == body_id
    }


def matching(
    board: Board, wanted: Filter, today: date, of_body: set[int] | None = None
) -> list[Found]:
    """The items that are left by the filter, in the order asked for."""
    keeps = _matcher(board, wanted.words)
    views: dict[int, list[DueView]] = {item.id: [] for item in board.items}
    for view in board.views():
        views[view.item.id].append(view)
    found = []
    for item in board.items:
        if wanted.section and " / ".join(item.section) != wanted.section:
            continue
        if of_body is not None and item.id not in of_body:
            continue
        lead, co = by_capacity(board, item)
        people, own = [*lead, *co], views[item.id]
        if wanted.person_id:
            if all(one.id != wanted.person_id for one in people):
                continue
            own = [view for view in own if _answers(board, view, wanted.person_id)]
        if not keeps(item, own, people):
            continue
        stands = [
            Stand(view, due_status(view, today), is_silent(board, view, today)) for view in own
        ]
        if _in_state(wanted.state, stands, assigned=bool(people)):
            found.append(Found(item, stands, people))
    return _sorted(found, wanted.sort, board)


def _answers(board: Board, view: DueView, person_id: int) -> bool:
    return any(one.id == person_id for one in responsible(board, view.point))


def _row(page: Page, board: Board, one: Found, last: ProgressEntry | None) -> ItemRow:
    points = board.points.get(one.item.id, ())
    return ItemRow(
        one.item,
        clip(one.item.recommendation or (points[0].text if points else ""), _TEXT),
        [_point(page, stand) for stand in one.stands],
        [person.name for person in one.people[:_NAMES]],
        max(0, len(one.people) - _NAMES),
        last,
        clip(last.text, _ANSWER) if last else "",
    )


def _point(page: Page, stand: Stand) -> PointRow:
    view = stand.view
    return PointRow(
        address(view),
        words_of(view.item, view.point, _POINT),
        until(page.texts, view, page.today),
        stand.state.value,
        stand.silent,
    )


def _in_state(state: str, stands: Sequence[Stand], *, assigned: bool) -> bool:
    if not state:
        return True
    if state == "unassigned":
        return not assigned
    if state == "silent":
        return any(one.silent for one in stands)
    return any(one.state == state for one in stands)


def _matcher(
    board: Board, words: str
) -> Callable[[Item, Sequence[DueView], Sequence[Person]], bool]:
    """Whether an item, with who answers for it, has every word asked for, is the number itself, or
    is what these words find in chat.
    """
    has = words_finder(words)
    texts = {item.id: [one.text for one in board.points.get(item.id, ())] for item in board.items}
    by_words = any(map(str.isalpha, words))
    likely = {one.id for one in likeliest(words, board.items, texts)} if by_words else set()

    def keeps(item: Item, views: Sequence[DueView], people: Sequence[Person]) -> bool:
        points = (view.point.text for view in views)
        return item.id in likely or has(item, (*points, *(one.name for one in people)))

    return keeps


def words_finder(words: str) -> Callable[[Item, Iterable[str]], bool]:
    """Whether an item, its number, its section or the texts given have every word asked for, in
    any of its forms; or whether it is the item of that number.
    """
    asked = [stem(one) for one in words.casefold().replace("ё", "е").split()]

    def has(item: Item, others: Iterable[str]) -> bool:
        if not asked:
            return True
        if words.rstrip(".") == item.number:
            return True
        text = " ".join((item.number, item.recommendation, *item.section, *others))
        text = text.casefold().replace("ё", "е")
        return all(one in text for one in asked)

    return has


def _sorted(found: list[Found], sort: str, board: Board) -> list[Found]:
    if sort == "day":
        return sorted(found, key=lambda one: one.first_day)
    if sort == "answer":
        last: dict[int, float] = {}
        for (item_id, _), at in board.entries.items():
            last[item_id] = max(at.timestamp(), last.get(item_id, 0.0))
        return sorted(found, key=lambda one: -last.get(one.item.id, 0.0))
    return found


def _counts(found: Sequence[Found]) -> Mapping[str, int]:
    """How many due days of these items are in each state, and how many wait for an answer."""
    stands = [stand for one in found for stand in one.stands]
    counted = Counter(stand.state.value for stand in stands)
    counted["silent"] = sum(stand.silent for stand in stands)
    return counted


def _sections(board: Board) -> list[str]:
    return list(dict.fromkeys(" / ".join(one.section) for one in board.items if one.section))


def _answering(board: Board) -> list[tuple[int, str]]:
    ids = {person_id for several in board.assigned.values() for person_id in several}
    return [(one, board.people[one].name) for one in ids if one in board.people]


ROUTES = (
    Route("GET", "/", EVERYBODY, show),
    Route("POST", "/roadmap", READERS, choose),
)
