"""A stored roadmap: its items, their points and the days on which these are due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from roadmap.model.caution import Caution
from roadmap.model.deadline import Deadline
from roadmap.model.origin import Origin, TableHead
from roadmap.model.period import Period


@dataclass(frozen=True, slots=True)
class Roadmap:
    """One imported document.

    `source_file_id` is the imported file's, `heads` are those of its tables of items; with
    `acceptance` a coordinator must accept each closing. `archived_at`: since when (UTC) it has been
    in the archive, so that nobody is reminded of it; None where it is not.
    """

    id: int
    title: str
    period: Period
    imported_at: datetime
    source_file_id: int | None = None
    acceptance: bool = False
    warnings: tuple[Caution, ...] = ()
    heads: tuple[TableHead, ...] = ()
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered row of a roadmap; `position` counts from 0 in the document's order.

    `number` is its address, `written` the number as the document has it where that is another
    («3» of «2·3»). `origin` is where the source document has it: None where it has it no more, or
    where a version imported it that did not keep this. `co_executors` are whom the document names
    beside the responsible. `each_answers`: a due day is closed once each who answers for it has
    said so; otherwise one is enough.
    """

    id: int
    roadmap_id: int
    position: int
    number: str
    section: tuple[str, ...]
    recommendation: str
    criterion: str | None = None
    criterion_value: str | None = None
    responsible: tuple[str, ...] = ()
    origin: Origin | None = None
    written: str = ""
    co_executors: tuple[str, ...] = ()
    each_answers: bool = False

    @property
    def number_written(self) -> str:
        """The number as the document has it."""
        return self.written or self.number


class PointKind(StrEnum):
    """What a point is: a measure, a part of one, or a control point."""

    MEASURE = "measure"
    PART = "part"
    CONTROL_POINT = "control_point"


@dataclass(frozen=True, slots=True)
class Point:
    """What of an item may have a deadline; `number` is its label there: «2», «2.1», «1».

    `about` is its name in questions («measure 2 part 1»); `position` its order within the item.
    `alone`, which storage tells and does not take: the item has no other point.
    """

    id: int
    item_id: int
    kind: PointKind
    number: str
    position: int
    text: str
    about: str
    deadline: Deadline | None = None
    alone: bool = field(default=False, compare=False)


class DueState(StrEnum):
    """The state of one due day."""

    OPEN = "open"
    QUIET = "quiet"  # already past at import: nags nobody
    CLAIMED_DONE = "claimed_done"  # reported as done, waits for the coordinator's acceptance
    DONE = "done"
    DROPPED = "dropped"  # gone from the document


@dataclass(frozen=True, slots=True)
class Due:
    """One due day of a point; `day` is None where the point is never due or waits for a date.

    `first_day` is the day before any postponement. `closed_on` is the day the work was done, as the
    official said; `closed_by` the id of the person who closed it, where that is known.
    """

    id: int
    point_id: int
    day: date | None
    state: DueState = DueState.OPEN
    closed_on: date | None = None
    first_day: date | None = None
    closed_by: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One person's share of a due day that each must close: done on `day`, as they said."""

    due_id: int
    person_id: int
    day: date
