"""Rules for deadlines with days of their own: their kind, their first and last day, what of it is a
guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from roadmap.deadlines.atoms import YEARS, Atom
from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.place import Governor, Member, Placed, as_span, is_of_years, place
from roadmap.deadlines.reading import Reading
from roadmap.model import Deadline, Kind, Period, Span, YearKind

#: Units whose days each school sets for itself.
_SET_BY_SCHOOL = frozenset({Name.TERM, Name.TRIMESTER, Name.PERIOD_YEAR})
_TERMS = frozenset({Name.TERM, Name.TRIMESTER})
_SINGLE_DAYS = frozenset({Name.DAY, Name.WORKING})
#: The kind of one unit, and of a range of two.
_KINDS = {
    Name.DAY: (Kind.DATE, Kind.DATE_RANGE),
    Name.MONTH: (Kind.MONTH, Kind.MONTH_RANGE),
    Name.QUARTER: (Kind.QUARTER, Kind.QUARTER),
    Name.HALF: (Kind.HALF_YEAR, Kind.HALF_YEAR),
    Name.TERM: (Kind.EVENT, Kind.EVENT),
    Name.TRIMESTER: (Kind.EVENT, Kind.EVENT),
    Name.SEASON: (Kind.MONTH_RANGE, Kind.MONTH_RANGE),
    Name.YEAR: (Kind.YEAR, Kind.YEAR_RANGE),
    Name.YEARS: (Kind.YEAR_RANGE, Kind.YEAR_RANGE),
    Name.SCHOOL_YEAR: (Kind.YEAR, Kind.YEAR_RANGE),
    Name.PERIOD_YEAR: (Kind.RELATIVE, Kind.RELATIVE),
}
#: A list that reaches this month and goes on in January goes on in the next year.
_SECOND_HALF = 7
#: A month more than these is that of a report on the fourth.
_THREE_QUARTERS = 3
#: «до первой недели марта» ends before it, «до конца марта» with it.
_STARTING_PARTS = frozenset({Name.BEGIN, Name.DECADE, Name.WEEK, Name.HALF_PART})


#: A year of two figures that is not called one: «26.09.14», «26.09.14г», not «26.09.14 г.».
_SHORT_YEAR = re.compile(r"\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d(?!\d|\s+г|\s?[:.]\s?\d)")
#: How long before a plan begins, and after it ends, its works are due.
_AHEAD, _AFTER_END = timedelta(days=62), timedelta(days=92)
#: At such minutes something begins; «19.20» beside a day is a slip of the hand.
_NO_DAYS = frozenset({Name.CLOCK, Name.BAD, Name.NUMBER})
_MINUTES = frozenset({"00", "15", "30", "45"})


# ── one member ────────────────────────────────────────────────────────────────────────────────


def once_in_each_year(reading: Reading) -> Deadline | None:
    """«февраль 2018–2020 гг.»."""
    member = reading.only
    if member is None or member.first.until is None or member.first.unit is Name.YEARS:
        return None
    return every_year(reading, [member])


def year_of_two_figures(reading: Reading) -> Deadline | None:
    """«26.09.14» in the plan of another year: an old line, a slip, or no year at all."""
    if not reading.has_days or not _SHORT_YEAR.search(reading.text):
        return None
    period = reading.period
    first, last = period.start - _AHEAD, period.end + _AFTER_END
    spans = (placed.span for placed in reading.placed)
    if all(span is None or (span[1] >= first and span[0] <= last) for span in spans):
        return None
    found = days_or_list(reading)
    return None if found is None else replace(found, sure=False)


def days_or_list(reading: Reading) -> Deadline | None:
    """The days as they are written, whatever is doubtful about them."""
    found = by_a_day(reading) or from_a_day_on(reading) or days_named(reading)
    return found or between_two_bounds(reading) or list_of_days(reading)


def on_the_results_of_the_year(reading: Reading) -> Deadline | None:
    """«по итогам года, до 20 января»: this year's results are told in the next one, those of the
    last in this.
    """
    member, period = reading.only, reading.period
    if member is None or not member.is_limit or not member.is_one(Name.DAY):
        return None
    named = not reading.names >= {Name.OUTCOME, Name.YEAR_WORD} or Name.NEXT in reading.names
    day = member.first
    if named or day.year is not None or day.number > 3 or period.kind is not YearKind.CALENDAR:
        return None
    following = place(member, Period.calendar(period.end.year + 1)).span
    likely = [span[1] for span in (following, reading.placed[0].span) if span is not None]
    options = [Span(None, day) for day in likely]
    return reading.deadline(Kind.BY_DATE, None, likely[0], sure=False, options=options)


def range_with_a_slip(reading: Reading) -> Deadline | None:
    """«07.12-19.20», «07.12-19.13», «15.05-20»: what stands behind the dash is no day, and hardly
    an hour.
    """
    if reading.only is None or reading.names.isdisjoint(_NO_DAYS) or reading.only.is_limit:
        return None
    nodes = reading.nodes
    slip = any(
        node.name in _NO_DAYS
        and not (node.name is Name.CLOCK and (node.text[-2:] in _MINUTES or "." not in node.text))
        and not (node.name is Name.NUMBER and index + 1 < len(nodes))
        and nodes.text(index - 1) == Look.TIGHT
        and nodes.atom(index - 2) is not None
        for index, node in enumerate(nodes)
    )
    found = days_named(reading) if slip else None
    return None if found is None else replace(found, sure=False)


def by_a_day(reading: Reading) -> Deadline | None:
    """Due on a last day, whatever the first one is."""
    member = reading.only
    if member is None or not member.is_limit:
        return None
    placed = reading.placed[0]
    ends = [Span(None, day) for span in placed.options if (day := _last_day(member, span))]
    end = last_day_of(member, placed)
    if end is None:
        return _by_an_open_day(reading, ends)
    at_border = member.first.unit is Name.MONTH and ends and member.governor is Governor.TILL
    sure = placed.sure and not at_border and not _is_guess(member, reading.period)
    return reading.deadline(Kind.BY_DATE, None, end, sure=sure, options=ends)


def _by_an_open_day(reading: Reading, ends: Sequence[Span]) -> Deadline:
    """The one of the likely days that falls within the roadmap's year is the likeliest."""
    period = reading.period
    within = [span.end for span in ends if period.start <= span.end <= period.end]
    likely = within[0] if len(within) == 1 else None
    kind = Kind.BY_DATE if ends else Kind.UNKNOWN
    return reading.deadline(kind, None, likely, sure=False, options=ends)


def no_such_day(reading: Reading) -> Deadline | None:
    """A day that the calendar does not have, or not in that order."""
    if reading.only is None or reading.placed[0].span or reading.placed[0].options:
        return None
    return reading.unknown()


def one_of_two_places(reading: Reading) -> Deadline | None:
    """A month that falls twice within reach: both are offered."""
    member = reading.only
    if member is None or reading.placed[0].span is not None:
        return None
    options = _spans(reading.placed[0].options)
    return reading.deadline(kind_of(member), sure=False, options=options)


def from_a_day_on(reading: Reading) -> Deadline | None:
    """Only the start is known."""
    member = reading.only
    if member is None or member.last is not None:
        return None
    onwards = kind_of(member) is Kind.YEAR and {Name.AND, Name.FOLLOWING} <= reading.names
    if not member.is_start and not onwards:
        return None
    kind = Kind.YEAR_RANGE if member.first.unit in YEARS else Kind.DATE_RANGE
    return reading.deadline(kind, _start(reading), sure=False)


def during_the_school_year(reading: Reading) -> Deadline | None:
    """The school year of the roadmap itself, named: its whole period."""
    member, period = reading.only, reading.period
    if member is None or not member.is_one(Name.SCHOOL_YEAR) or Name.DURING not in reading.names:
        return None
    if member.first.part is not None or reading.placed[0].span != (period.start, period.end):
        return None
    return _as_named(reading, Kind.WHOLE_PERIOD)


def set_by_the_school(reading: Reading) -> Deadline | None:
    """Terms, and the start and the end of the plan's year: their usual days are a guess."""
    member = reading.only
    if member is None:
        return None
    kind, unit, part = kind_of(member), member.first.unit, member.first.part
    if part is not None and part.name in _SINGLE_DAYS and unit is Name.PERIOD_YEAR:
        return None  # «последний рабочий день года»
    if unit in _SET_BY_SCHOOL or (kind is Kind.RELATIVE and unit is Name.SCHOOL_YEAR):
        return _as_named(reading, kind, sure=False)
    return None


def part_of_a_time(reading: Reading) -> Deadline | None:
    """A decade, a week, a weekday or the middle of a month; a part of a quarter or a year."""
    member = reading.only
    if member is None or kind_of(member) is not Kind.RELATIVE:
        return None
    return _as_named(reading, Kind.RELATIVE)


def year_named(reading: Reading) -> Deadline | None:
    """A year, several years, a school year."""
    member = reading.only
    if member is None or member.first.unit not in YEARS:
        return None
    return _as_named(reading, kind_of(member))


def days_named(reading: Reading) -> Deadline | None:
    """A day, a month, a quarter, a half-year, a season, or a range of them."""
    member = reading.only
    return None if member is None else _as_named(reading, kind_of(member))


def _as_named(reading: Reading, kind: Kind, *, sure: bool = True) -> Deadline:
    placed = reading.placed[0]
    start, end = placed.span or (None, None)
    options = _spans(placed.options)
    return reading.deadline(kind, start, end, sure=sure and placed.sure, options=options)


def _start(reading: Reading) -> date | None:
    span = reading.placed[0].span
    return None if span is None else span[0]


def kind_of(member: Member) -> Kind:
    """The kind of a member that no «до» governs."""
    parted = any(atom.part is not None for atom in member.atoms)
    if parted and member.first.unit not in _TERMS:
        return Kind.RELATIVE
    single, ranged = _KINDS[member.first.unit]
    if member.last is None:
        return single
    return ranged if member.last.unit is member.first.unit else Kind.DATE_RANGE


def _is_guess(member: Member, period: Period) -> bool:
    """«до 2024 года» may take in 2024; «конец года» of a school year may be December; terms end as
    a school decides.
    """
    unit, part = member.first.unit, member.first.part
    if unit in _TERMS or (unit is Name.SCHOOL_YEAR and part is not None):
        return True
    if unit is Name.PERIOD_YEAR:
        return period.kind is YearKind.SCHOOL
    return unit is Name.YEAR and part is None and member.governor is Governor.TILL


def last_day_of(member: Member, placed: Placed) -> date | None:
    """The day by which a member governed by «до», «к» or «не позднее» falls due; None where its
    year is open.
    """
    return _last_day(member, placed.span) if placed.span is not None else None


def _last_day(member: Member, span: tuple[date, date]) -> date | None:
    """«до ноября» and «к ноябрю» end on 31 October; «до 15 марта», «не позднее марта», «до конца
    марта» do not.
    """
    part, unit = member.first.part, member.first.unit
    if member.governor is not Governor.TILL:
        return span[1]
    before = unit is not Name.DAY if part is None else part.name in _STARTING_PARTS
    if before:
        return span[0] - timedelta(days=1) if span[0] > date.min else None
    if part is not None and part.name is Name.MIDDLE and (span[1] - span[0]).days < 15:
        return span[0] + timedelta(days=4)
    return span[1]


# ── several members ───────────────────────────────────────────────────────────────────────────


def several_years(reading: Reading) -> Deadline | None:
    """«2019, 2020 и 2021 годы»: from the first to the last."""
    if not reading.has_days or any(m.first.unit not in YEARS for m in reading.members):
        return None
    spans = [placed.span for placed in reading.placed if placed.span is not None]
    if not spans:
        return reading.unknown()
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    sure = not reading.names >= {Name.TILL, Name.NUMBER}
    return reading.deadline(Kind.YEAR_RANGE, start, end, sure=sure)


def between_two_bounds(reading: Reading) -> Deadline | None:
    """«не позднее 1 октября, но не ранее 1 сентября», «с 1 по 15 июня, но не позднее 20 июня»: the
    last day is printed once, wherever it stands.
    """
    if len(reading.members) != 2:
        return None
    limit, start = sorted(reading.members, key=lambda member: not member.is_limit)
    after = reading.members[0] is limit
    if not limit.is_limit or not (start.is_start if after else start.last is not None):
        return None
    if not after and not any(node.text == "но" for node in reading.nodes):
        return None
    first, end = place(start, reading.period), last_day_of(limit, place(limit, reading.period))
    if first.span is None or end is None or first.span[0] > end:
        return None
    return reading.deadline(Kind.DATE_RANGE, first.span[0], end, sure=first.sure)


def from_several_days_on(reading: Reading) -> Deadline | None:
    """Several starts and nothing else: no last day is known, so none of them is one."""
    starts = [member for member in reading.members if member.is_start]
    if not reading.has_days or starts != reading.members or Name.OTHER in reading.names:
        return None
    days = [placed.span[0] for placed in reading.placed if placed.span is not None]
    return reading.deadline(Kind.DATE_RANGE, min(days, default=None), sure=False)


def day_of_a_part(reading: Reading) -> Deadline | None:
    """«Май⏎сбор сведений – до 1 марта»: the second day, before the first, is that of a part of the
    work, or the deadline itself.
    """
    if len(reading.members) != 2 or Name.OTHER not in reading.names:
        return None
    (first, second), nodes = reading.members, reading.nodes
    places = [index for index, node in enumerate(nodes) if isinstance(node, Atom)]
    whole = nodes.atom(places[0])
    between = nodes.cut(places[0] + 1, places[-1]).names
    if first.governor or len(places) != 2 or places[0] > 1 or Name.OTHER not in between:
        return None
    if whole is not None and whole.year is None and first.first.unit not in YEARS:
        first = replace(first, first=whole)
    span, end = place(first, reading.period).span, last_day_of(second, reading.placed[1])
    if span is None or end is None or end >= span[1]:
        return None
    options = (as_span(span), member_span(second, reading.placed[1]) or Span(None, end))
    return reading.deadline(_list_kind(reading.members), sure=False, options=options)


def by_a_day_of_a_time(reading: Reading) -> Deadline | None:
    """«I квартал, до 1 марта»: the last day tells when within the time named before it."""
    if len(reading.members) != 2 or Name.OTHER in reading.names:
        return None
    (first, second), (whole, limit) = reading.members, reading.placed
    end = last_day_of(second, limit)
    if first.governor or not second.is_limit or whole.span is None or end is None:
        return None
    if not whole.span[0] <= end <= whole.span[1]:
        return None
    return reading.deadline(Kind.BY_DATE, None, end, sure=whole.sure and limit.sure)


def said_twice(reading: Reading) -> Deadline | None:
    """The same day or month twice and nothing else: one of the two was to be another. «3 классы –
    апрель, 4 классы – апрель» says which is for whom.
    """
    members = reading.members
    if len(set(members)) == len(members) or Name.OTHER in reading.names:
        return None
    found = list_of_days(reading)
    return None if found is None else replace(found, sure=False)


def list_of_days(reading: Reading) -> Deadline | None:
    """Several days, months or ranges: each is due on its own last day."""
    if not reading.has_days:
        return None
    found = run_on(reading.members, settled(reading.placed), reading.period)
    loose = any(node.text == Look.LOOSE for node in reading.nodes)
    return read_list(reading, reading.members, found, loose)


def settled(found: Sequence[Placed]) -> list[Placed]:
    """A month that may fall twice takes the place that its neighbours' order leaves it."""
    settled = list(found)
    for index, placed in enumerate(settled):
        if placed.span is None and placed.options:
            after = _first_placed(settled[index + 1 :])
            before = _first_placed(reversed(settled[:index]))
            fits = [
                option
                for option in placed.options
                if (after is None or option[1] < after[0])
                and (before is None or option[0] > before[1])
            ]
            if len(fits) == 1:
                settled[index] = Placed(fits[0])
    return settled


def _first_placed(found: Iterable[Placed]) -> tuple[date, date] | None:
    return next((placed.span for placed in found if placed.span is not None), None)


def run_on(
    members: Sequence[Member], found: Sequence[Placed], period: Period, *, told: bool = False
) -> list[Placed]:
    """«ноябрь, декабрь, январь» and «10 апреля, 10 июля, 10 октября, 10 января» of a calendar
    year's plan are likely to run on into the next one; they surely do where the days are those of
    what is `told` to come again in each quarter or half-year.
    """
    pairs = enumerate(pairwise(members), start=1)
    again = told or len(members) > _THREE_QUARTERS
    turns = (index for index, pair in pairs if _turns(*pair, again=again))
    turn = next(turns, len(members))
    dated = any(atom.year for member in members for atom in member.atoms)
    if period.kind is not YearKind.CALENDAR or is_of_years(period) or dated:
        return list(found)
    following = Period.calendar(period.end.year + 1)
    sure = told and members[-1].first.unit is Name.DAY
    later = (replace(place(member, following), sure=sure) for member in members[turn:])
    return [*found[:turn], *later]


def _turns(member: Member, following: Member, *, again: bool) -> bool:
    last, first = member.atoms[-1], following.first
    if last.unit is not first.unit or first.number != 1:
        return False
    if last.unit is Name.DAY:
        return last.number >= _SECOND_HALF
    return last.unit is Name.MONTH and last.number >= (_SECOND_HALF if again else 12)


def read_list(
    reading: Reading, members: Sequence[Member], found: Sequence[Placed], loose: bool
) -> Deadline:
    """Read several members into one deadline, each a span in the order written; `loose` is a comma
    set askew.
    """
    spans = [member_span(member, placed) for member, placed in zip(members, found, strict=True)]
    known = [span for span in spans if span is not None]
    if not known:
        return reading.unknown()
    ends = [span.end for span in known]
    # Out of order beside a comma set askew: two lines that ran together, as likely as one list.
    doubtful = loose and ends != sorted(ends)
    open_ = len(known) < len(spans) or any(m.first.unit in _SET_BY_SCHOOL for m in members)
    sure = not (doubtful or open_) and all(placed.sure for placed in found)
    kind = _list_kind(members)
    return reading.deadline(kind, _first_day(known), max(ends), sure=sure, spans=known)


def _first_day(spans: Sequence[Span]) -> date | None:
    """The first day of them all; None where one has only its last."""
    starts = [span.start for span in spans if span.start is not None]
    return min(starts) if len(starts) == len(spans) else None


def member_span(member: Member, placed: Placed) -> Span | None:
    """The member's days, the last one alone where only that counts; None where its year is open."""
    if placed.span is None:
        return None
    if member.is_limit:
        end = last_day_of(member, placed)
        return None if end is None else Span(None, end)
    return as_span(placed.span)


def _list_kind(members: Sequence[Member]) -> Kind:
    if all(member.is_limit for member in members):
        return Kind.BY_DATE
    kinds = {kind_of(member) for member in members}
    if len(kinds) == 1 and not kinds & {Kind.MONTH, Kind.MONTH_RANGE}:
        return kinds.pop()
    if Kind.RELATIVE in kinds:
        return Kind.RELATIVE
    return Kind.DATE_RANGE if kinds == {Kind.DATE, Kind.DATE_RANGE} else Kind.MONTH_LIST


def every_year(reading: Reading, members: Sequence[Member], *, after: bool = False) -> Deadline:
    """Each member once in each of the years that it names, else in each of the roadmap's; with
    `after` in the year after them, too: of several years the first then reports on the time before
    the plan and is left out.
    """
    period = reading.period
    first_year = period.start.year + (after and is_of_years(period))
    spans: list[Span] = []
    for member in members:
        named = member.first.year
        first = named or first_year
        until = min(member.first.until or period.end.year, first + 100)
        for year in range(first, min(max(first, until) + after, 9998) + 1):
            moved = member.with_atoms(replace(it, year=year, until=None) for it in member.atoms)
            span = member_span(moved, place(moved, period))
            within = span is not None and (after or (span.start or span.end) <= period.end)
            if span is not None and (named or (within and span.end >= period.start)):
                spans.append(span)
    if not spans:
        return reading.unknown()
    spans = sorted(set(spans), key=lambda span: (span.end, span.start or span.end))
    return reading.deadline(Kind.RECURRING, _first_day(spans), spans[-1].end, spans=spans)


def _spans(options: Sequence[tuple[date, date]]) -> tuple[Span, ...]:
    return tuple(as_span(option) for option in options)
