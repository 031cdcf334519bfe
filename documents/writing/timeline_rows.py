"""What the timeline shows: rows in the document's order, each item with its due days by state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.model import Due, DueState, PointKind
from roadmap.model.subject import subjects_of
from roadmap.report.composing import ReportBook


class Mark(StrEnum):
    """How a due day is shown."""

    DONE = "выполнено"
    CLAIMED = "ждёт приёмки"
    AHEAD = "предстоит"
    LATE = "просрочено"
    QUIET = "прошло до загрузки"


@dataclass(frozen=True, slots=True)
class Spot:
    """Due days of an item with the same day and mark; `big` if one is a control point's."""

    day: date
    mark: Mark
    count: int
    big: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A heading (no spots) or a numbered item; `note` says why an item has no spots."""

    text: str
    heading: bool = False
    spots: tuple[Spot, ...] = ()
    note: str = ""


def timeline_rows(book: ReportBook) -> list[TimelineRow]:
    """Every item under its headings; a heading stands once for all that follow."""
    spots = _spots_by_item(book)
    about, phrases = subjects_of(book.items, book.points), _phrases_by_item(book)
    rows: list[TimelineRow] = []
    before: tuple[str, ...] = ()
    for item in sorted(book.items, key=lambda item: item.position):
        if item.section != before:
            rows.append(
                TimelineRow(
                    _one_line(item.section[-1] if item.section else "Без раздела"), heading=True
                )
            )
            before = item.section
        own = spots.get(item.id, ())
        note = "" if own else phrases.get(item.id, "без даты")
        number = item.number.strip(" .")
        label = f"{number}. " if number else ""
        rows.append(TimelineRow(label + _one_line(about[item.id]), spots=own, note=note))
    return rows


def _phrases_by_item(book: ReportBook) -> dict[int, str]:
    """Each item's first deadline as written: «в течение года»."""
    found: dict[int, str] = {}
    for point in sorted(book.points, key=lambda point: point.position):
        if point.deadline and point.deadline.text.strip():
            found.setdefault(point.item_id, _one_line(point.deadline.text))
    return found


def _spots_by_item(book: ReportBook) -> dict[int, tuple[Spot, ...]]:
    points = {point.id: point for point in book.points}
    counts: dict[int, Counter[tuple[date, Mark]]] = {}
    big: set[tuple[int, date, Mark]] = set()
    for due in book.dues:
        mark = _mark(due, book.today)
        if mark is None or due.day is None:
            continue
        point = points[due.point_id]
        counts.setdefault(point.item_id, Counter())[due.day, mark] += 1
        if point.kind is PointKind.CONTROL_POINT:
            big.add((point.item_id, due.day, mark))
    return {
        item: tuple(
            Spot(day, mark, n, (item, day, mark) in big) for (day, mark), n in sorted(found.items())
        )
        for item, found in counts.items()
    }


def _mark(due: Due, today: date) -> Mark | None:
    """The mark of a due day; None for one that is not shown."""
    if due.day is None or due.state is DueState.DROPPED:
        return None
    if due.state is DueState.OPEN:
        return Mark.LATE if due.day < today else Mark.AHEAD
    return {
        DueState.DONE: Mark.DONE,
        DueState.CLAIMED_DONE: Mark.CLAIMED,
        DueState.QUIET: Mark.QUIET,
    }[due.state]


def _one_line(text: str) -> str:
    return " ".join(text.split())
