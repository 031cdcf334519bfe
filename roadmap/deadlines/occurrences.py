"""The due day of each occurrence of a rhythm within given days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeAlias

from roadmap.deadlines.names import Name
from roadmap.deadlines.parts import (
    first_of_month,
    half,
    month_end,
    part_of,
    term,
    trimester,
    working_days,
)
from roadmap.deadlines.rhythm import Rhythm
from roadmap.model import Period, Span, YearKind

_DAY = timedelta(days=1)
_FRIDAY = 4
#: The longest stretch within which days of the week are counted: ten years.
_MOST_DAYS = 3700
#: What is reported on after it has ended, by its months.
_MONTHS_IN = {Name.MONTH: 1, Name.QUARTER: 3, Name.HALF: 6}


def occurrences(rhythm: Rhythm, start: date, end: date, period: Period) -> tuple[Span, ...]:
    """The due day of each occurrence from `start` to `end`; none where the phrase does not tell the
    days.
    """
    due_days = _DUE_DAYS.get(rhythm.unit)
    if due_days is None or rhythm.count > 1 or rhythm.step > 1:
        return ()
    found = sorted(due_days(rhythm, start, end, period))
    return tuple(Span(None, day) for day in found if start <= day <= end)


def reports_after(rhythm: Rhythm, period: Period) -> tuple[Span, ...]:
    """The due days just after the period's end on which its last month, quarter or half-year is
    reported on.

    None where that does not end with the period: its report belongs to the plan that follows.
    """
    months = _MONTHS_IN.get(rhythm.unit)
    start = period.end + _DAY
    if months is None or start.day != 1 or (start.month - 1) % months or start.year > 9998:
        return ()
    end = first_of_month(start, months) - _DAY
    return occurrences(rhythm, start, end, period)


def _weekly(rhythm: Rhythm, start: date, end: date, _: Period) -> Iterable[date]:
    weekdays = rhythm.weekdays or (_FRIDAY,)  # the working week ends then
    days = (start + offset * _DAY for offset in range(min((end - start).days + 1, _MOST_DAYS)))
    return (day for day in days if day.weekday() in weekdays)


def _monthly(rhythm: Rhythm, start: date, end: date, _: Period) -> Iterable[date]:
    early = bool(rhythm.parts) and rhythm.parts[0].number != -1
    shift = rhythm.month or int(early or (rhythm.lag and bool(rhythm.days)))
    for year in _years(start, end):
        for month in range(1, 13):
            if rhythm.unit is not Name.QUARTER or (month - shift) % 3 == 0:
                yield from _in_month(rhythm, year, month)


def _in_month(rhythm: Rhythm, year: int, month: int) -> list[date]:
    last = month_end(year, month)
    if rhythm.parts:
        spans = [part_of((date(year, month, 1), last), part) for part in rhythm.parts]
        return [span[1] for span in spans if span is not None]
    if rhythm.working and rhythm.days:
        working = working_days(date(year, month, 1), last)
        return [working[min(day, len(working)) - 1] for day in rhythm.days]
    # «30 число» of February is its last day.
    return [date(year, month, min(day, last.day)) for day in rhythm.days or (last.day,)]


def _halves(rhythm: Rhythm, start: date, end: date, period: Period) -> Iterable[date]:
    """The last day of each half-year, or a day of its last month or of the month after it."""
    school = period.kind is YearKind.SCHOOL
    years = range(max(start.year - 1, 1), end.year + 1)
    ends = (half(number, year, school=school)[1] for year in years for number in (1, 2))
    if not rhythm.days or not (rhythm.lag or rhythm.month):
        return ends
    months = ends if rhythm.month else (last + _DAY for last in ends)
    return (day for month in months for day in _in_month(rhythm, month.year, month.month))


def _terms(_: Rhythm, start: date, end: date, __: Period) -> Iterable[date]:
    return (term(number, year)[1] for year in _years(start, end) for number in (1, 2, 3, 4))


def _trimesters(_: Rhythm, start: date, end: date, __: Period) -> Iterable[date]:
    # That of winter ends in the year after the one it begins in.
    years = range(max(start.year - 1, 1), min(end.year, 9998) + 1)
    return (trimester(number, year)[1] for year in years for number in (1, 2, 3))


def _years(start: date, end: date) -> range:
    return range(start.year, end.year + 1)


_DueDays: TypeAlias = Callable[[Rhythm, date, date, Period], Iterable[date]]
_DUE_DAYS: dict[Name, _DueDays] = {
    Name.WEEK: _weekly,
    Name.MONTH: _monthly,
    Name.QUARTER: _monthly,
    Name.HALF: _halves,
    Name.TERM: _terms,
    Name.TRIMESTER: _trimesters,
}
