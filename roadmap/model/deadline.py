"""Deadlines: the phrase as written, its kind and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


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
    {
        Kind.DATE,
        Kind.BY_DATE,
        Kind.DATE_RANGE,
        Kind.MONTH,
        Kind.MONTH_RANGE,
        Kind.QUARTER,
        Kind.HALF_YEAR,
    }
)
#: Never due: the collecting round at the half-year's end asks about them.
UNDATED_KINDS = frozenset({Kind.WHOLE_PERIOD, Kind.CONTINUOUS, Kind.YEAR, Kind.YEAR_RANGE})
#: One due day for each member or occurrence.
MANY_DAY_KINDS = frozenset({Kind.MONTH_LIST, Kind.RECURRING})
#: Wait in the coordinator's list «без даты» until somebody gives them one.
WAITING_KINDS = frozenset({Kind.RELATIVE, Kind.EVENT, Kind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; `start` is None for «до 15 марта»."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written (`text`) beside what was read into it.

    `spans` holds the members of a list or the occurrences of a recurring phrase; `options` the
    likely readings, most likely first, where `sure` is false and the days are asked about: `start`
    and `end` are then a guess at most. `hour` is when an event begins, by the clock of the
    roadmap's zone, the same on each of its days; `place` is where, «» where that is not told.
    """

    text: str
    kind: Kind
    start: date | None = None
    end: date | None = None
    sure: bool = True
    spans: tuple[Span, ...] = ()
    options: tuple[Span, ...] = ()
    hour: time | None = None
    place: str = ""

    def hour_on(self, day: date | None) -> time | None:
        """The hour on `day`; None where that is no day of the phrase: a postponed day has none."""
        return self.hour if day in self.due_days() else None

    def due_days(self) -> tuple[date, ...]:
        """The due days, rising, without repeats; none where it is never due, waits or is asked."""
        if self.options and not self.sure:
            return ()
        # «первая декада марта» is counted from something, and yet has a day.
        dated = self.kind in DATED_KINDS or (self.kind is Kind.RELATIVE and self.sure)
        if self.kind in MANY_DAY_KINDS or (dated and self.spans):
            return tuple(sorted({span.end for span in self.spans}))
        return (self.end,) if dated and self.end is not None else ()
