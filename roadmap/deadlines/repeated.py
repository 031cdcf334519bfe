"""Rules for deadlines that come again, and for the months or days written beside («ежегодно, до 1
марта»).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadmap.deadlines.atoms import YEARS
from roadmap.deadlines.dated import every_year, last_day_of, read_list, run_on, settled
from roadmap.deadlines.names import Name
from roadmap.deadlines.occurrences import occurrences, reports_after
from roadmap.deadlines.place import Governor, Member, is_of_years, place
from roadmap.deadlines.reading import Reading
from roadmap.deadlines.rhythm import Rhythm
from roadmap.model import Deadline, Kind, Period, Span, YearKind

#: Units whose occurrences only the phrase itself can tell.
_LOOSE_UNITS = frozenset({Name.YEAR, Name.OTHER})
_WINDOWS = frozenset({Name.HALF, Name.QUARTER})
#: Half the days between two occurrences.
_LEAST_WAIT = {Name.MONTH: 14, Name.QUARTER: 45, Name.HALF: 90}
_REPORTED = frozenset({Name.MONTH, Name.QUARTER, Name.HALF})
#: Reports on a year are due in the first quarter after it.
_LAST_MONTH_OF_REPORTS = 3
_ONWARDS = frozenset({Name.FROM, Name.FOLLOWING})


def first_then_again(reading: Reading) -> Deadline | None:
    """The days named, then each occurrence after them; what would follow sooner than after half the
    time between two is the first one itself: «до 1 июня, далее – один раз в квартал» goes on in
    September.
    """
    rhythm, dated = reading.rhythm, _dated(reading)
    if rhythm is None or Name.FOLLOWING not in reading.names or len(dated) != 1:
        return None
    if rhythm.unit in _LOOSE_UNITS or rhythm.count > 1:
        return None
    first, period = dated[0], reading.period
    placed = place(first, period)
    end = last_day_of(first, placed)
    if placed.span is None or end is None:
        return reading.deadline(Kind.RECURRING, sure=False)
    start = None if first.governor in {Governor.TILL, Governor.BY} else placed.span[0]
    after = end + timedelta(days=_LEAST_WAIT.get(rhythm.unit, 0) + 1)
    later = occurrences(rhythm, after, period.end, period)
    after_it = reports_after(rhythm, period) if _reports(reading, rhythm) else ()
    spans = (Span(start, end), *later, *after_it)
    last = max(end, period.end)
    return reading.deadline(Kind.RECURRING, start, last, sure=placed.sure, spans=spans)


def each_year_from_a_day_on(reading: Reading) -> Deadline | None:
    """Only the start is known; it is the same day each year."""
    rhythm, members = reading.rhythm, reading.members
    if rhythm is None or rhythm.unit is not Name.YEAR or len(members) != 1:
        return None
    if members[0].governor is not Governor.FROM or members[0].last is not None:
        return None
    since = place(members[0], reading.period).span
    start = since[0] if since else None
    return reading.deadline(Kind.RECURRING, start, sure=since is not None)


def in_the_year_after_the_reported(reading: Reading) -> Deadline | None:
    """The days named, in each of the plan's years, and in the year after the last one, which is
    reported on then.
    """
    rhythm, dated = reading.rhythm, _named_days(reading)
    if rhythm is None or rhythm.unit is not Name.YEAR or not rhythm.lag or not dated:
        return None
    if Name.NEXT not in reading.names or Name.PRECEDING in reading.names:
        return None
    named = any(atom.year is not None for member in dated for atom in member.atoms)
    if named or any(member.first.unit in YEARS for member in reading.members):
        return None
    end = reading.period.end
    return every_year(reading, dated, after=(end.month, end.day) == (12, 31))


def on_the_days_of_each_year(reading: Reading) -> Deadline | None:
    """The days named, in each of the years that are written beside them or that the plan has."""
    dated = _named_days(reading)
    if not dated:
        return None
    if any(member.first.until is not None for member in dated):
        return every_year(reading, dated)
    years = [member.first for member in _windows(reading) if member.first.unit in YEARS]
    if years and years[0].year is not None:
        return _each_year_since(reading, years[0].year, dated)
    return every_year(reading, dated) if is_of_years(reading.period) else None


def each_time_and_for_the_year(reading: Reading) -> Deadline | None:
    """«ежеквартально, до 15 числа месяца, следующего за отчётным; по итогам года – до 20 января»:
    each occurrence, and the day for the year, which is the next January where the plan is of a
    calendar year.
    """
    rhythm, dated = reading.rhythm, _dated(reading)
    if rhythm is None or rhythm.unit not in _REPORTED or not rhythm.days or len(dated) != 1:
        return None
    day = dated[0]
    early = day.is_limit and day.is_one(Name.DAY) and day.first.number <= _LAST_MONTH_OF_REPORTS
    if not early or day.first.year is not None or not _reports(reading, rhythm):
        return None
    period = reading.period
    calendar = period.kind is YearKind.CALENDAR
    own = place(day, Period.calendar(period.end.year + 1) if calendar else period)
    end = last_day_of(day, own)
    if end is None:
        return None
    spans = (*occurrences(rhythm, period.start, period.end, period), Span(None, end))
    return reading.deadline(Kind.RECURRING, period.start, period.end, sure=False, spans=spans)


def on_the_days_named(reading: Reading) -> Deadline | None:
    """So many times, on the days or in the months that are named."""
    dated = _named_days(reading)
    if not dated:
        return None
    period, rhythm = reading.period, reading.rhythm
    again = rhythm is not None and (rhythm.unit in _WINDOWS or rhythm.count > 1)
    placed = settled([place(member, period) for member in dated])
    found = read_list(reading, dated, run_on(dated, placed, period, told=again), loose=False)
    if found.kind is Kind.UNKNOWN:
        return reading.deadline(Kind.RECURRING, sure=False)
    return replace(found, kind=Kind.RECURRING)


def yearly_on_no_day(reading: Reading) -> Deadline | None:
    """Each year, and nothing says when."""
    rhythm = reading.rhythm
    if rhythm is None or rhythm.unit is not Name.YEAR or rhythm.counted or reading.members:
        return None
    return reading.deadline(Kind.RECURRING)


def each_half_year(reading: Reading) -> Deadline | None:
    """By the end of each half-year; the phrase tells no start."""
    rhythm = reading.rhythm
    if rhythm is None or rhythm.unit is not Name.HALF or rhythm.count > 1 or _windows(reading):
        return None
    found = _again(reading, rhythm)
    return replace(found, start=None, end=found.spans[-1].end) if found.spans else None


def in_the_month_after_the_quarter(reading: Reading) -> Deadline | None:
    """A part of the month that follows the quarter reported on: four times a year."""
    rhythm = reading.rhythm
    if rhythm is None or rhythm.unit is not Name.MONTH or not rhythm.parts:
        return None
    if not {Name.NEXT, Name.REPORTING, Name.QUARTER} <= reading.names:
        return None
    return _again(reading, replace(rhythm, unit=Name.QUARTER, month=1))


def each(unit: Name) -> Callable[[Reading], Deadline | None]:
    """A rule for what comes again in each `unit`; `occurrences` tells the days."""

    def read(reading: Reading) -> Deadline | None:
        rhythm = reading.rhythm
        if rhythm is None or rhythm.unit is not unit or rhythm.count > 1 or rhythm.step > 1:
            return None
        return _again(reading, rhythm)

    return read


def so_often(reading: Reading) -> Deadline | None:
    """How often it comes again is told, on which days is not."""
    return None if reading.rhythm is None else _again(reading, reading.rhythm)


def _again(reading: Reading, rhythm: Rhythm) -> Deadline:
    """Each occurrence within the roadmap's year, or within the days written beside, and the one
    just after the year in which its last month or quarter is reported on. `start` and `end` are
    those of the time in which it comes again.
    """
    period, windows = reading.period, _windows(reading)
    start, end = _window(windows or _dated(reading), reading)
    spans = occurrences(rhythm, max(start, period.start), min(end, period.end), period)
    if windows and not spans:
        spans = occurrences(rhythm, start, end, period)
    onwards = all(member.is_start for member in reading.members)
    if onwards and _reports(reading, rhythm):
        spans += reports_after(rhythm, period)
    return reading.deadline(Kind.RECURRING, start, end, spans=spans)


def _reports(reading: Reading, rhythm: Rhythm) -> bool:
    """Whether each occurrence lies after what it reports on: «до 10 числа месяца, следующего за
    отчётным».
    """
    if Name.PRECEDING in reading.names or not (rhythm.days or rhythm.parts):
        return False
    return Name.NEXT in reading.names or (rhythm.lag and not rhythm.month)


def _dated(reading: Reading) -> list[Member]:
    return [member for member in reading.members if member.first.unit not in YEARS]


def _windows(reading: Reading) -> list[Member]:
    """Years and ranges, within which something comes again."""
    return [
        member
        for member in reading.members
        if member.first.unit in YEARS or member.last is not None
    ]


def _named_days(reading: Reading) -> list[Member]:
    """The members on which it comes again; none where they only tell within which days it does."""
    rhythm = reading.rhythm
    if rhythm is None:
        return []
    dated = _dated(reading)
    told = rhythm.unit in _LOOSE_UNITS or rhythm.count > 1 or not _is_window(dated)
    weekly = rhythm.unit is Name.WEEK and all(_is_a_month(member) for member in dated)
    return dated if told and not weekly else []


def _is_a_month(member: Member) -> bool:
    """«еженедельно, октябрь»: within it, not at its end."""
    return member.first.unit is Name.MONTH and not member.is_limit


def _is_window(dated: Sequence[Member]) -> bool:
    """«с апреля» and «II квартал» say within which days something comes again, «до 1 марта» on
    which.
    """
    if len(dated) != 1:
        return False
    first = dated[0]
    opens = first.governor is Governor.FROM or first.first.unit in _WINDOWS
    return opens or first.last is not None


def _window(members: Sequence[Member], reading: Reading) -> tuple[date, date]:
    period = reading.period
    spans = [span for member in members if (span := place(member, period).span) is not None]
    if not spans:
        return period.start, period.end
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    first = members[0]
    open_ = len(spans) == 1 and first.governor is Governor.FROM and first.last is None
    if open_ and reading.names & _ONWARDS:
        return start, max(start, period.end)
    return start, end


def _each_year_since(reading: Reading, year: int, dated: Sequence[Member]) -> Deadline:
    """«с 2019 года ежегодно до 1 марта»: within the roadmap's years, and no end is known."""
    moved = [
        replace(member, first=replace(member.first, year=year))
        for member in dated
        if member.last is None
    ]
    onwards, period = every_year(reading, moved), reading.period
    reported = reading.rhythm is not None and reading.rhythm.lag and Name.NEXT in reading.names
    last = date(period.end.year + 1, 12, 31) if reported else period.end
    spans = [span for span in onwards.spans if period.start <= span.end <= last]
    start = onwards.start or date(year, 1, 1)
    return reading.deadline(Kind.RECURRING, start, spans=spans)
