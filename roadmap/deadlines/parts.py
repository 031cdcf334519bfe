"""Parts of a span of days: a decade, a week, a weekday or a working day of a month; a month of
anything longer.
"""

from __future__ import annotations

from datetime import date, timedelta

from roadmap.deadlines.atoms import Part, days_in
from roadmap.deadlines.names import Name

_DAY = timedelta(days=1)
# Public holidays of the Labour Code (article 112), (month, day).
_HOLIDAYS = frozenset(
    {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)

# Days of a part of a month, and how many of them a month has, where it is no decade.
_SIZES = {Name.WEEK: (7, 5), Name.HALF_PART: (15, 2)}
_SINGLE_DAYS = frozenset({Name.WEEKDAY, Name.WORKING, Name.DAY})
_DECADES = {Name.BEGIN: 1, Name.MIDDLE: 2, Name.FINISH: 3}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, days_in(month, year))


def first_of_month(day: date, months: int) -> date:
    """The first day of the month that comes `months` after that of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def all_days(start: date, end: date) -> list[date]:
    """Every day from `start` to `end`."""
    return [start + offset * _DAY for offset in range((end - start).days + 1)]


def working_days(start: date, end: date) -> list[date]:
    """The days from Monday to Friday that are no public holidays; which days off are moved is
    decided yearly.
    """
    return [day for day in all_days(start, end) if day.weekday() < 5 and not is_holiday(day)]


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday."""
    return (day.month, day.day) in _HOLIDAYS


def half(number: int, year: int, *, school: bool) -> tuple[date, date]:
    """A half-year; of a school year it ends with the lessons: 1 Sep–31 Dec and 1 Jan–31 May."""
    if school:
        return (
            (date(year, 9, 1), date(year, 12, 31))
            if number == 1
            else (date(year, 1, 1), date(year, 5, 31))
        )
    return (
        (date(year, 1, 1), date(year, 6, 30))
        if number == 1
        else (date(year, 7, 1), date(year, 12, 31))
    )


def term(number: int, year: int) -> tuple[date, date]:
    """A school quarter as schools usually set it: holidays begin on a Saturday and last nine days
    or so.
    """
    starts = {1: date(year, 9, 1), 2: date(year, 11, 5), 3: date(year, 1, 9), 4: date(year, 3, 29)}
    ends = {
        1: date(year, 10, 31),
        2: date(year, 12, 30),
        3: date(year, 3, 25),
        4: date(year, 5, 31),
    }
    start = starts[number] + _DAY * (starts[number].weekday() == 6)
    end = ends[number] - _DAY * ((ends[number].weekday() - 5) % 7)
    return start, end


def trimester(number: int, year: int) -> tuple[date, date]:
    """A third of the school year: autumn, winter, spring."""
    first = date(year, {1: 9, 2: 12, 3: 3}[number], 1)
    return first + _DAY * (first.weekday() == 6), first_of_month(first, 3) - _DAY


def part_of(whole: tuple[date, date], part: Part) -> tuple[date, date] | None:
    """The part of a span: ten days of a month, the n-th week or weekday, a half; a month of
    anything longer.
    """
    start, end = whole
    if part.name in _SINGLE_DAYS:
        return _nth(_days_of(start, end, part), part.number)
    length = (end - start).days + 1
    if length > 31 and part.name is not Name.WEEK:
        return _months_of(start, end, part)
    size, count = _SIZES.get(part.name, (10, 3))
    number = _DECADES.get(part.name, part.number)
    if part.name is Name.WEEK and number == -1:
        return end - 6 * _DAY, end
    number = count if number == -1 else number
    first = start + (number - 1) * size * _DAY
    last = end if number == count else min(end, first + (size - 1) * _DAY)
    return (first, last) if 1 <= number <= count and first <= last else None


def _days_of(start: date, end: date, part: Part) -> list[date]:
    if part.name is Name.WORKING:
        return working_days(start, end)
    days = all_days(start, end)
    return [day for day in days if part.name is Name.DAY or day.weekday() == part.weekday]


def _months_of(start: date, end: date, part: Part) -> tuple[date, date] | None:
    months = (end.year - start.year) * 12 + end.month - start.month
    if part.name is Name.HALF_PART:
        middle = first_of_month(start, (months + 1) // 2) - _DAY
        return (start, middle) if part.number == 1 else (middle + _DAY, end)
    if part.name is Name.BEGIN:
        return start, first_of_month(start, 1) - _DAY
    if part.name is Name.FINISH:
        return end.replace(day=1), end
    middle = first_of_month(start, months // 2)
    return (middle, first_of_month(middle, 1) - _DAY) if part.name is Name.MIDDLE else None


def _nth(found: list[date], number: int) -> tuple[date, date] | None:
    index = -1 if number == -1 else number - 1
    return (found[index], found[index]) if found and -1 <= index < len(found) else None
