"""How a draft becomes rows: items, their points, and the days on which each point is due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from roadmap.model import (
    Deadline,
    Draft,
    DraftItem,
    Due,
    DueState,
    Item,
    Kind,
    Point,
    PointKind,
    Question,
)


class Past(StrEnum):
    """What becomes of deadlines past at import: officials are asked, all is done, or all quiet."""

    QUIET = "quiet"
    ASK = "ask"
    DONE = "done"


_PAST_STATE = {Past.QUIET: DueState.QUIET, Past.ASK: DueState.OPEN, Past.DONE: DueState.DONE}

#: After the number of an item that a new edition has dropped and that has answers.
GONE = "†"


@dataclass(frozen=True, slots=True)
class PointRows:
    """A point with its due days: at least one, its day None where the point has none."""

    point: Point
    dues: tuple[Due, ...]

    @property
    def is_gone(self) -> bool:
        """Whether an earlier edition, or the coordinator, has dropped it."""
        return bool(self.dues) and all(one.state is DueState.DROPPED for one in self.dues)


@dataclass(frozen=True, slots=True)
class ItemRows:
    """An item with its points in order."""

    item: Item
    points: tuple[PointRows, ...]

    @property
    def text(self) -> str:
        """The item's own words, or those of its points where it has none."""
        return self.item.recommendation or " ".join(one.point.text for one in self.points)

    @property
    def is_gone(self) -> bool:
        """Whether an earlier edition has dropped it, so that only its answers stay."""
        return self.item.number.endswith(GONE)


def adopt(
    draft: Draft, today: date, past: Past = Past.QUIET, roadmap_id: int = 0
) -> list[ItemRows]:
    """The rows of a draft, with ids of 0 (storage gives ids) and past days treated as `past` says.

    A point with an open question has no day yet: nobody is reminded of a guess. Control points keep
    their number; a measure has its own where that is plain and not repeated, else its ordinal; a
    part has «2.1».
    """
    asked = {(question.item, question.about): question for question in draft.questions}
    return [
        _rows(item, position, asked, today, past, roadmap_id)
        for position, item in enumerate(draft.items)
    ]


def _rows(
    draft: DraftItem,
    position: int,
    asked: Mapping[tuple[str, str], Question],
    today: date,
    past: Past,
    roadmap_id: int,
) -> ItemRows:
    item = Item(
        id=0,
        roadmap_id=roadmap_id,
        position=position,
        number=draft.number,
        section=draft.section,
        recommendation=draft.recommendation,
        criterion=draft.criterion,
        responsible=draft.responsible,
        origin=draft.origin,
        written=draft.written,
        co_executors=draft.co_executors,
    )
    points: list[PointRows] = []
    told = list(_points(draft))
    for position, (kind, number, about, text, deadline) in enumerate(told):
        question = asked.get((draft.number, about))
        kept = _open(deadline, question) if question else deadline
        dues = (Due(0, 0, None),) if question else _dues(deadline, today, past)
        alone = len(told) == 1
        point = Point(0, 0, kind, number, position, text, about, kept, alone=alone)
        points.append(PointRows(point, dues))
    return ItemRows(item, tuple(points))


def _points(draft: DraftItem) -> Iterator[tuple[PointKind, str, str, str, Deadline | None]]:
    """Each point's kind, number, name in questions (by place), text and deadline."""
    numbers = _measure_numbers(draft)
    for nth, (number, measure) in enumerate(zip(numbers, draft.measures, strict=True), 1):
        yield PointKind.MEASURE, number, f"measure {nth}", measure.text, measure.deadline
        for count, part in enumerate(measure.parts, 1):
            about = f"measure {nth} part {count}"
            yield PointKind.PART, f"{number}.{count}", about, part.text, part.deadline
    for nth, control in enumerate(draft.control_points, 1):
        yield (
            PointKind.CONTROL_POINT,
            str(control.number),
            f"control_point {nth}",
            control.text,
            control.deadline,
        )


def _measure_numbers(draft: DraftItem) -> list[str]:
    """A distinct number for each measure; a repeated one gets a letter («3», «3а»)."""
    given: list[str] = []
    for nth, measure in enumerate(draft.measures, 1):
        written = measure.number or ""
        plain = written if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", written) else str(nth)
        choices = chain(
            [plain], (f"{plain}{letter}" for letter in "абвгд"), map(str, range(100, 1000))
        )
        given.append(next(number for number in choices if number not in given))
    return given


def _open(deadline: Deadline | None, question: Question) -> Deadline:
    """The phrase that is still asked about, with its likely readings."""
    spans = tuple(option.span for option in question.options if option.span is not None)
    found = deadline or Deadline(question.phrase, Kind.UNKNOWN)
    return replace(found, start=None, end=None, sure=False, options=spans or found.options)


def _dues(deadline: Deadline | None, today: date, past: Past) -> tuple[Due, ...]:
    days = deadline.due_days() if deadline else ()
    dues = (Due(0, 0, day, _PAST_STATE[past] if day < today else DueState.OPEN) for day in days)
    return tuple(dues) or (Due(0, 0, None),)
