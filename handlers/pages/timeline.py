"""The timeline: a row an item, by section, and a mark on the roadmap's months for each due day."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_month_names

from handlers.pages.board import Found, Stand, search
from handlers.pages.page import READERS, Page, Response, Route, Shown, number_in
from handlers.speaking.dues import address, words_of
from handlers.speaking.texts import Texts, clip
from roadmap.model import Item, Period
from roadmap.standing.board import Board
from roadmap.standing.status import Status

#: Rows of one page: more is drawn when it is asked for.
ROWS = 200
#: Of an item's words beside its row, and of a point's at its mark.
_ITEM, _POINT = 90, 140
#: States of a due day that has a day; each has its own shape and colour.
MARKED = (Status.LATE, Status.SOON, Status.CLAIMED, Status.AHEAD, Status.DONE, Status.QUIET)
#: Months are shown this far beyond the period where days lie there. What lies still further is
#: misread, or put off for years: its mark stands at the edge.
_BEYOND = timedelta(days=92)
#: As many marks have room side by side on a phone; nearer ones stand below each other.
_SIDE_BY_SIDE = 18
#: As many names of months have room.
_NAMED = 12
#: Pixels of a row with one line of marks, and of each line more.
_HEIGHT, _LANE = 28, 20


@dataclass(frozen=True, slots=True)
class Month:
    """Where a month begins, from the left («8.2%»); its name, and its year where that begins; «»
    where there is no room.
    """

    x: str
    name: str
    year: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, whole months; `today`: where today is, «» outside."""

    first: date
    last: date
    months: Sequence[Month]
    today: str

    def x(self, day: date) -> str:
        """Where a day stands, from the left; at the edge for one outside."""
        return _share(self.first, self.last, min(max(day, self.first), self.last))


@dataclass(frozen=True, slots=True)
class Mark:
    """A due day as it is drawn. `beyond`: «‹» or «›» for a day that lies outside."""

    x: str
    y: int
    state: str
    item_id: int
    words: str
    beyond: str


@dataclass(frozen=True, slots=True)
class Line:
    """Marks that stand in one row, and how many pixels high that is."""

    marks: Sequence[Mark]
    height: int


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its due days."""

    item: Item
    words: str
    line: Line


async def show(page: Page) -> Response:
    """The timeline of what the filter leaves of the roadmap chosen."""
    sought = await search(page)
    first = number_in(page.query.get("from") or "0")
    shown = sought.found[first : first + ROWS]
    names = state_names(page.texts)
    axis, rows = await asyncio.to_thread(_drawn, page, sought.board, shown, names)
    before = sought.found[first - 1].item.section if 0 < first <= len(sought.found) else None
    values = {
        **sought.values,
        "axis": axis,
        "rows": rows,
        "first": first,
        "following": first + ROWS if first + ROWS < len(sought.found) else 0,
        "names": names,
        "section": before if page.part else None,
    }
    return Shown("timeline.html", values, part="rows" if first else "found")


def _drawn(
    page: Page, board: Board, shown: Sequence[Found], names: Mapping[str, str]
) -> tuple[Axis, list[Row]]:
    days = (view.due.day for view in board.views())
    axis = axis_of(board.roadmap.period, days, page.today, page.texts)
    rows = []
    for one in shown:
        points = board.points.get(one.item.id, ())
        words = one.item.recommendation or (points[0].text if points else "")
        line = line_of(axis, one.stands, page.today, page.texts, names)
        rows.append(Row(one.item, clip(words, _ITEM), line))
    return axis, rows


def state_names(texts: Texts) -> dict[str, str]:
    """What each state that can be marked is called, and silence."""
    named = {str(one): str(texts(f"desk-state-{one}")) for one in MARKED}
    return named | {"silent": str(texts("desk-no-answer"))}


def axis_of(period: Period, days: Iterable[date | None], today: date, texts: Texts) -> Axis:
    """The months of the period, and of days nearby."""
    start, end = period.start.replace(day=1), period.end
    known = [day for day in days if day is not None]
    near = [day for day in known if start - _BEYOND <= day <= end + _BEYOND]
    first = min([start, *near]).replace(day=1)
    last = _next_month(max([end, *near])) - timedelta(days=1)
    begins = [first]
    while (following := _next_month(begins[-1])) <= last:
        begins.append(following)
    every = -(-len(begins) // _NAMED)
    called = get_month_names("abbreviated", context="stand-alone", locale=texts.language)
    months = [
        Month(
            _share(first, last, day),
            called[day.month][:3] if n % every == 0 else "",
            str(day.year) if n == 0 or day.month == 1 else "",
        )
        for n, day in enumerate(begins)
    ]
    return Axis(first, last, months, _share(first, last, today) if first <= today <= last else "")


def _share(first: date, last: date, day: date) -> str:
    return f"{100 * (day - first).days / ((last - first).days + 1):.2f}%"


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def line_of(
    axis: Axis, stands: Iterable[Stand], today: date, texts: Texts, names: Mapping[str, str]
) -> Line:
    """Marks from the left to the right; those that would cover each other stand below each other,
    as those of one day do.
    """
    apart = timedelta(days=((axis.last - axis.first).days + 1) // _SIDE_BY_SIDE)
    dated = [(one.view.due.day, one) for one in stands if one.view.due.day is not None]
    lanes: list[date] = []
    marks = []
    for day, one in sorted(dated, key=lambda pair: pair[0]):
        place = min(max(day, axis.first), axis.last)
        lane = next((n for n, last in enumerate(lanes) if place - last > apart), len(lanes))
        lanes[lane : lane + 1] = [place]
        view = one.view
        told = [texts.short_day(day, today), names[one.state], *([names["silent"]] * one.silent)]
        marks.append(
            Mark(
                axis.x(day),
                _HEIGHT // 2 + lane * _LANE,
                one.state.value,
                view.item.id,
                f"{address(view)} {words_of(view.item, view.point, _POINT)}\n{' · '.join(told)}",
                "‹" if day < axis.first else "›" if day > axis.last else "",
            )
        )
    return Line(marks, _HEIGHT + max(0, len(lanes) - 1) * _LANE)


ROUTES = (Route("GET", "/timeline", READERS, show),)
