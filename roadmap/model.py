"""The nouns of the field, as frozen data. The words are those of the glossary in docs/architecture.md.

Days are `date`s in the roadmap's zone; instants are aware `datetime`s in UTC (names end in `_at`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


def check_aware(at: datetime) -> datetime:
    """Return `at`; raise ValueError where it carries no zone, so that a naive instant never enters the domain."""
    if at.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {at!r}")
    return at


# ── deadlines ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What kind of phrase a deadline is; the values are part of the outside contract."""

    DATE = "date"
    BY_DATE = "by_date"
    DATE_RANGE = "date_range"
    MONTH = "month"
    MONTH_RANGE = "month_range"
    MONTH_LIST = "month_list"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEAR_RANGE = "year_range"
    WHOLE_PERIOD = "whole_period"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    RELATIVE = "relative"
    EVENT = "event"
    UNKNOWN = "unknown"


#: Due on the last day that was read.
DATED_KINDS = frozenset(
    {Kind.DATE, Kind.BY_DATE, Kind.DATE_RANGE, Kind.MONTH, Kind.MONTH_RANGE, Kind.QUARTER, Kind.HALF_YEAR}
)
#: Never due: the collecting round at the half-year's end asks about them.
UNDATED_KINDS = frozenset({Kind.WHOLE_PERIOD, Kind.CONTINUOUS, Kind.YEAR, Kind.YEAR_RANGE})
#: One due day for each member or occurrence.
MANY_DAY_KINDS = frozenset({Kind.MONTH_LIST, Kind.RECURRING})
#: Wait in the coordinator's list «без даты» until somebody gives them one.
WAITING_KINDS = frozenset({Kind.RELATIVE, Kind.EVENT, Kind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; `start` is None where only the last day is known («до 15 марта»)."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written (`text`) beside what was read into it.

    `spans` holds the members of a list or the occurrences of a recurring phrase; `options` the likely readings,
    most likely first, where `sure` is false and the days may be asked about.
    """

    text: str
    kind: Kind
    start: date | None = None
    end: date | None = None
    sure: bool = True
    spans: tuple[Span, ...] = ()
    options: tuple[Span, ...] = ()

    def due_days(self) -> tuple[date, ...]:
        """The days this is due on, in order, without repeats; empty where it is never due or waits for a date."""
        if self.kind in MANY_DAY_KINDS or (self.kind in DATED_KINDS and self.spans):
            return tuple(sorted({span.end for span in self.spans}))
        if self.kind in DATED_KINDS and self.end is not None:
            return (self.end,)
        return ()


# ── the period ──────────────────────────────────────────────────────────────────────────────────────────────────────


class YearKind(StrEnum):
    """A school year runs from 1 September to 31 August, a calendar year from 1 January to 31 December."""

    SCHOOL = "school"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Period:
    """The roadmap's year: «2019/2020 учебный год», 2019-09-01 to 2020-08-31."""

    label: str
    start: date
    end: date

    @property
    def kind(self) -> YearKind:
        """School when the period begins in the second half of a calendar year."""
        return YearKind.SCHOOL if self.start.month >= 7 else YearKind.CALENDAR

    @classmethod
    def school(cls, first_year: int) -> Period:
        """The school year from 1 September of `first_year` to 31 August, as such documents count it."""
        return cls(f"{first_year}/{first_year + 1} учебный год", date(first_year, 9, 1), date(first_year + 1, 8, 31))

    @classmethod
    def calendar(cls, year: int) -> Period:
        """The calendar year `year`."""
        return cls(f"{year} год", date(year, 1, 1), date(year, 12, 31))

    def halves(self) -> tuple[ReportingPeriod, ...]:
        """The reporting periods: of a school year 1 Sep–31 Dec and 1 Jan–31 Aug, of a calendar year its half-years.

        A period of several years has two half-years for each of them, numbered on.
        """
        found: list[ReportingPeriod] = []
        start = self.start
        while start <= self.end:
            end = min(self.end, _half_end(start, self.kind))
            found.append(ReportingPeriod(len(found) + 1, start, end))
            start = date.fromordinal(end.toordinal() + 1)
        return tuple(found)

    def half_at(self, day: date) -> ReportingPeriod:
        """The reporting period that `day` falls in; the first or the last one where it lies outside."""
        halves = self.halves()
        return next((half for half in halves if day <= half.end), halves[-1])


def _half_end(start: date, kind: YearKind) -> date:
    first_half_ends = 8 if kind is YearKind.SCHOOL else 6
    return _month_end(start.year, first_half_ends if start.month <= first_half_ends else 12)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A half-year (полугодие) of the roadmap's year; `number` counts from 1."""

    number: int
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


# ── what an import reads ────────────────────────────────────────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One numbered row of the document."""

    number: str
    section: tuple[str, ...]
    recommendation: str
    measures: tuple[Measure, ...] = ()
    control_points: tuple[ControlPoint, ...] = ()
    criterion: str | None = None
    responsible: tuple[str, ...] = ()
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A likely reading offered for a question: the days, or `span` None for «срока нет»; `reason` in two words."""

    span: Span | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader could not settle: of item `item`, about «control_point 1», «measure 3» or «measure 2 part 1».

    `text` is the text of what it is about, `phrase` the deadline as written. Questions with the same `same_as` have
    the same answer («так же для остальных»).
    """

    item: str
    about: str
    text: str
    phrase: str
    options: tuple[Option, ...]
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document says, before anything is stored."""

    title: str
    period: Period
    items: tuple[DraftItem, ...]
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()

    def deadlines(self) -> Iterator[Deadline]:
        """Every deadline of every measure, part and control point, in the document's order."""
        for item in self.items:
            found: list[Deadline | None] = []
            for measure in item.measures:
                found += [measure.deadline, *(part.deadline for part in measure.parts)]
            found += [point.deadline for point in item.control_points]
            yield from (deadline for deadline in found if deadline is not None)


# ── what is stored ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Roadmap:
    """One imported document.

    `source_file_id` names the file that came in; with `acceptance` a coordinator must accept each closing.
    """

    id: int
    title: str
    period: Period
    imported_at: datetime
    source_file_id: int | None = None
    acceptance: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered row of a roadmap; `position` counts from 0 in the document's order."""

    id: int
    roadmap_id: int
    position: int
    number: str
    section: tuple[str, ...]
    recommendation: str
    criterion: str | None = None
    criterion_value: str | None = None
    responsible: tuple[str, ...] = ()


class PointKind(StrEnum):
    """What a point is: a measure, a part of one, or a control point."""

    MEASURE = "measure"
    PART = "part"
    CONTROL_POINT = "control_point"


@dataclass(frozen=True, slots=True)
class Point:
    """Whatever of an item may carry a deadline. `number` is its label within the item: «2», «2.1» (part), «1».

    `about` is its name in questions («measure 2 part 1»); `position` its order within the item.
    """

    id: int
    item_id: int
    kind: PointKind
    number: str
    position: int
    text: str
    about: str
    deadline: Deadline | None = None


class DueState(StrEnum):
    """Where one due day stands."""

    OPEN = "open"
    QUIET = "quiet"  # already past at import: nags nobody
    CLAIMED_DONE = "claimed_done"  # reported as done, waits for the coordinator's acceptance
    DONE = "done"
    DROPPED = "dropped"  # gone from the document


@dataclass(frozen=True, slots=True)
class Due:
    """One day on which a point is due; `day` is None where the point is never due or waits for a date.

    `first_day` is the day before any postponement. `closed_on` is the day the work was done, as the official said.
    """

    id: int
    point_id: int
    day: date | None
    state: DueState = DueState.OPEN
    closed_on: date | None = None
    first_day: date | None = None


class Role(StrEnum):
    """What a person may do."""

    OFFICIAL = "official"
    COORDINATOR = "coordinator"
    OBSERVER = "observer"


class PersonState(StrEnum):
    """Whether messages reach the person."""

    INVITED = "invited"  # has never opened the bot
    ACTIVE = "active"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN_CHAT = "unknown_chat"
    GONE = "gone"  # erased or removed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role. `telegram_id` is None until they join. Quiet hours are in the person's own zone."""

    id: int
    name: str
    role: Role
    job: str = ""
    telegram_id: int | None = None
    state: PersonState = PersonState.INVITED
    language: str = "ru"
    timezone: str | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    leave_from: date | None = None
    leave_to: date | None = None
    deputy_id: int | None = None
    roadmap_id: int | None = None
    seen_at: datetime | None = None

    def on_leave(self, day: date) -> bool:
        """Whether `day` lies in the person's leave."""
        return self.leave_from is not None and self.leave_to is not None and self.leave_from <= day <= self.leave_to


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time link, stored as the SHA-256 of its code only."""

    id: int
    code_hash: str
    person_id: int
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers for an item, or for one point of it (`point_id`), which then takes precedence over the item's."""

    item_id: int
    point_id: int | None
    person_id: int


class ReminderKind(StrEnum):
    """Why somebody is reminded."""

    AHEAD = "ahead"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    COLLECT = "collect"
    BY_HAND = "by_hand"


class ReminderState(StrEnum):
    """planned → queued (its message stands in the outbox) or cancelled; held waits for a coordinator's word."""

    PLANNED = "planned"
    QUEUED = "queued"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned message to one person about one due day.

    (person, due, day, kind) is unique, which makes planning idempotent; `message_id` is the outbox's.
    """

    id: int
    person_id: int
    due_id: int
    kind: ReminderKind
    day: date
    fire_at: datetime
    state: ReminderState = ReminderState.PLANNED
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an answer. `file_id` is Telegram's; `stored_id` ours, once its content has been fetched."""

    file_id: str
    unique_id: str
    kind: str  # photo | document | voice | video | audio
    name: str = ""
    mime: str = ""
    size: int = 0
    stored_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer stands in Telegram; (chat_id, message_id) is unique, so an update handled twice adds nothing."""

    chat_id: int
    message_id: int
    media_group: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """An answer attached to an item (or one point of it). `day` is the day it tells of, which decides its half-year.

    `person_id` is None where the author was erased or the text came with the document.
    """

    id: int
    item_id: int
    point_id: int | None
    person_id: int | None
    text: str
    day: date
    at: datetime
    value: str | None = None
    source: Source | None = None
    withdrawn_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    revisions: tuple[tuple[datetime, str], ...] = ()  # earlier texts with the instant until which each stood


class PostponementState(StrEnum):
    """proposed: read out of a report, nobody has asked yet."""

    PROPOSED = "proposed"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Postponement:
    """A request to move one due day; the old and the new day are both kept."""

    id: int
    due_id: int
    person_id: int | None
    old_day: date | None
    new_day: date
    reason: str
    asked_at: datetime
    state: PostponementState = PostponementState.ASKED
    decided_by: int | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept in the database: a source document, an attachment, an export."""

    id: int
    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what, for `/log`; `what` is a catalogue id, `about` an address or a name, never an answer's text."""

    at: datetime
    person_id: int | None
    roadmap_id: int | None
    what: str
    about: str = ""
