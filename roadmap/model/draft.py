"""What an import reads, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap.model.caution import Caution
from roadmap.model.deadline import Deadline, Span
from roadmap.model.judgement import Judgement
from roadmap.model.origin import Origin, TableHead
from roadmap.model.period import Period


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a measure («- …»)."""

    text: str
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be done; `number` is as written («3»), None where the text has none."""

    number: str | None
    text: str
    deadline: Deadline | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """Where an item is checked; `number` counts within its item from 1."""

    number: int
    text: str
    deadline: Deadline | None = None


class CellKind(StrEnum):
    """What the column of a cell tells of the work."""

    NUMBER = "number"
    WORK = "work"  # what is asked for, measures and control points
    TIME = "time"
    RESPONSIBLE = "responsible"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell of the document as it stands, line for line; `title` is the heading of its column, «»
    where it has none.
    """

    kind: CellKind
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One numbered row of the document; `origin` is None where it is not known which.

    `number` is its address, which no other item has: «2·3» where numbers start anew in sections.
    `written` is then the number as the document has it («3»), else empty. `co_executors` are whom
    columns beside that of the responsible name («Исполнители», «Контроль»). `rows` are the filled
    cells of its rows in the document, from left to right.
    """

    number: str
    section: tuple[str, ...]
    recommendation: str
    measures: tuple[Measure, ...] = ()
    control_points: tuple[ControlPoint, ...] = ()
    criterion: str | None = None
    responsible: tuple[str, ...] = ()
    progress: str = ""
    origin: Origin | None = None
    written: str = ""
    co_executors: tuple[str, ...] = ()
    rows: tuple[tuple[WrittenCell, ...], ...] = ()

    @property
    def number_written(self) -> str:
        """The number as the document has it."""
        return self.written or self.number


class Reason(StrEnum):
    """Why a reading is likely; the words that a person reads are in the locales."""

    LIKELY = "likely"
    IN_ORDER = "in-order"
    FROM_ABOVE = "from-above"  # counting the lines from the top of the cell
    FROM_BELOW = "from-below"
    LINE_MISSING = "line-missing"
    NO_DATE = "no-date"
    WHOLE_YEAR = "whole-year"  # all the time, and due on no day
    BEFORE_START = "before-start"
    AS_WRITTEN = "as-written"  # a year outside the document's period
    IN_PERIOD = "in-period"
    EARLY = "early"
    LATE = "late"
    NEXT_YEAR = "next-year"
    AFTER_JANUARY = "after-january"
    AFTER_FEBRUARY = "after-february"
    AFTER_MARCH = "after-march"
    AFTER_APRIL = "after-april"
    AFTER_MAY = "after-may"
    AFTER_JUNE = "after-june"
    AFTER_JULY = "after-july"
    AFTER_AUGUST = "after-august"
    AFTER_SEPTEMBER = "after-september"
    AFTER_OCTOBER = "after-october"
    AFTER_NOVEMBER = "after-november"
    AFTER_DECEMBER = "after-december"


#: By the month that stands above, January first.
AFTER_MONTH = tuple(reason for reason in Reason if reason.startswith("after-"))


@dataclass(frozen=True, slots=True)
class Option:
    """A likely reading offered for a question: the days, or `span` None for «без даты», and why it
    is likely.

    `ways` numbers the ways to share out a cell's deadline lines in which this reading holds; empty
    where the question depends on no other. `lines` tells of each way which line is taken in it, -1
    for none.
    """

    span: Span | None
    reason: Reason | None = None
    ways: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader could not settle: of item `item`, about «control_point 1», «measure 3» or
    «measure 2 part 1».

    `text` is the text of what it is about, `phrase` the deadline as written. Questions with the
    same `same_as` have the same answer («так же для остальных»). `lines` are the deadlines of its
    cell as they stand there, `line` which of them is in question (-1: not known); none where the
    cell has one.
    """

    item: str
    about: str
    text: str
    phrase: str
    options: tuple[Option, ...]
    same_as: str = ""
    lines: tuple[str, ...] = ()
    line: int = -1


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document says, before anything is stored; `heads` are those of its tables of items,
    `judgement` says why it is of `period`.
    """

    title: str
    period: Period
    items: tuple[DraftItem, ...]
    questions: tuple[Question, ...] = ()
    warnings: tuple[Caution, ...] = ()
    heads: tuple[TableHead, ...] = ()
    judgement: Judgement | None = None

    def without_origins(self) -> Draft:
        """The draft as of no document in particular."""
        items = tuple(replace(item, origin=None, rows=()) for item in self.items)
        return replace(self, items=items, heads=())

    def deadlines(self) -> Iterator[Deadline]:
        """Every deadline of every measure, part and control point, in the document's order."""
        for item in self.items:
            found: list[Deadline | None] = []
            for measure in item.measures:
                found += [measure.deadline, *(part.deadline for part in measure.parts)]
            found += [point.deadline for point in item.control_points]
            yield from (deadline for deadline in found if deadline is not None)
