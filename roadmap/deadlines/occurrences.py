"""The due day of each occurrence of a rhythm within given days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from roadmap.deadlines.parts import month_end, part_of, term, working_days
from roadmap.deadlines.recurring import Rhythm
from roadmap.model import Period, Span, YearKind

_DAY = timedelta(days=1)


def occurrences(rhythm: Rhythm, start: date, end: date, period: Period) -> tuple[Span, ...]:
    """The due day of each occurrence from `start` to `end`; none where the phrase does not tell the
    days.
    """
    if rhythm.count > 1 or rhythm.step > 1:
        return ()
    if rhythm.unit == "week":
        found = _weekly(rhythm.weekdays or (4,), start, end)  # the working week ends on Friday
    elif rhythm.unit in {"month", "quarter"}:
        found = _monthly(rhythm, start, end)
    elif rhythm.unit == "half":
        found = _halves(start, end, school=period.kind is YearKind.SCHOOL)
    elif rhythm.unit == "term":
        found = [
            term(number, year)[1]
            for year in range(start.year, end.year + 1)
            for number in (3, 4, 1, 2)
        ]
    else:
        found = []
    return tuple(Span(None, day) for day in found if start <= day <= end)


def _weekly(weekdays: Sequence[int], start: date, end: date) -> list[date]:
    offsets = range(min((end - start).days + 1, 3700))
    return [day for offset in offsets if (day := start + offset * _DAY).weekday() in weekdays]


def _monthly(rhythm: Rhythm, start: date, end: date) -> list[date]:
    months = [(year, month) for year in range(start.year, end.year + 1) for month in range(1, 13)]
    found: list[date] = []
    for year, month in months:
        early = bool(rhythm.parts) and rhythm.parts[0].number != -1
        shift = rhythm.month or int(early or (rhythm.lag and bool(rhythm.days)))
        if rhythm.unit != "quarter" or (month - shift) % 3 == 0:
            found += _in_month(rhythm, year, month)
    return found


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


def _halves(start: date, end: date, *, school: bool) -> list[date]:
    ends = ((5, 31), (12, 31)) if school else ((6, 30), (12, 31))
    return [
        date(year, month, day) for year in range(start.year, end.year + 1) for month, day in ends
    ]
