"""Find the days of an atom: within a calendar year first, then in the roadmap's year where no year
is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, auto
from itertools import islice

from roadmap.deadlines.atoms import Atom, days_in
from roadmap.deadlines.names import Name
from roadmap.deadlines.parts import half, month_end, part_of, term, trimester
from roadmap.model import Period, Span, YearKind

#: From this day of August on schools prepare for the year that begins.
_BEFORE_LESSONS = 20
#: Where the runner-up is this much further from the roadmap's year, the better reading is no guess.
_CLEARLY_BETTER = 80


class Governor(StrEnum):
    """What governs a member: the word before it, or what that word makes of it."""

    NONE = ""
    TILL = auto()
    BY = auto()
    THROUGH = auto()
    FROM = auto()
    AFTER = auto()
    OUTCOME = auto()
    ABOUT = auto()  # reported on: «за I квартал»
    OF = auto()  # the day of a document: «приказ от 15.09.2019»
    TOLD = auto()  # part of an event's name


_UNTIL = frozenset({Governor.TILL, Governor.BY, Governor.THROUGH})
_SINCE = frozenset({Governor.FROM, Governor.AFTER})


@dataclass(frozen=True, slots=True)
class Member:
    """One atom or a range of two, and what governs it."""

    first: Atom
    last: Atom | None = None
    governor: Governor = Governor.NONE

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The one or two atoms in order."""
        return (self.first,) if self.last is None else (self.first, self.last)

    @property
    def is_limit(self) -> bool:
        """«до 15 марта», «не позднее марта»: only its last day counts."""
        return self.last is None and self.governor in _UNTIL

    @property
    def is_start(self) -> bool:
        """«с 15 марта», «после 15 марта»: only its first day is known."""
        return self.last is None and self.governor in _SINCE

    def with_atoms(self, atoms: Iterable[Atom]) -> Member:
        """The member with other atoms, as many as it has."""
        first, *rest = atoms
        return replace(self, first=first, last=rest[0] if rest else None)

    def is_one(self, unit: Name) -> bool:
        """Whether it is no range, and of that unit."""
        return self.last is None and self.first.unit is unit


@dataclass(frozen=True, slots=True)
class Placed:
    """The days of a member; None where two years are equally likely, which `options` then holds."""

    span: tuple[date, date] | None
    sure: bool = True
    options: tuple[tuple[date, date], ...] = ()


def place(member: Member, period: Period) -> Placed:
    """Return the days of a member; explicit years stand, else the roadmap's year decides."""
    if member.first.school is not None:
        period = Period.school(member.first.school)
    years = [atom.year for atom in member.atoms if atom.year is not None]
    if years and member.first.year is not None:
        return _explicit(member, period)
    found = [
        span for year in _years(period) if (span := days_from(member, year, period)) is not None
    ]
    if not found:
        return Placed(None, sure=False)
    if member.first.unit is Name.SCHOOL_YEAR:
        whole = period.start, period.end
        named = replace(member.first, unit=Name.PERIOD_YEAR, counted=Name.SCHOOL)
        return Placed((days(named, 1, period) if named.part else None) or whole)
    return _chosen(member, found, period)


def _years(period: Period) -> range:
    return range(max(period.start.year - 1, 1), min(period.end.year + 1, 9998) + 1)


def _explicit(member: Member, period: Period) -> Placed:
    first = days(member.first, member.first.year or 0, period)
    if member.last is None:
        if first is not None and member.first.until is not None and member.first.unit is Name.YEARS:
            first = (first[0], date(member.first.until, 12, 31))
        return Placed(first, sure=first is not None)
    last = days(member.last, member.last.year or 0, period)
    if first is None or last is None or last[1] < first[0]:
        return Placed(None, sure=False)
    return Placed((first[0], last[1]))


def days_from(member: Member, year: int, period: Period) -> tuple[date, date] | None:
    """The days of a member that begins in `year`; a range runs into the next year where it must."""
    first = days(member.first, year, period)
    if first is None or member.last is None:
        return first
    last = days(member.last, year, period)
    if last is not None and last[1] < first[0]:
        last = days(member.last, year + 1, period)
    return None if last is None or last[1] < first[0] else (first[0], last[1])


def _chosen(member: Member, found: list[tuple[date, date]], period: Period) -> Placed:
    found.sort(key=lambda span: (_begins_outside(span, period), -_overlap(span, period), span[0]))
    if is_of_years(period):
        touching = [span for span in found if _overlap(span, period) > 0]
        whole = [s for s in touching if period.start <= s[0] and s[1] <= period.end]
        within = whole or touching
        if len(set(within)) > 1:
            return Placed(None, sure=False, options=tuple(sorted(set(within))))
        if within:
            return Placed(within[0])
    eve = _eve(member, found, period)
    if eve is not None:
        return eve
    best = found[0]
    if period.start <= best[0] and best[1] <= period.end:
        return Placed(best, options=_both_borders(member, found, period))
    near = found[1] if len(found) > 1 else best
    sure = _runs_on(member, best, period) or (
        _overlap(best, period) - _overlap(near, period) >= _CLEARLY_BETTER
    )
    return Placed(best, sure=sure, options=() if sure else (best, near))


def _runs_on(member: Member, span: tuple[date, date], period: Period) -> bool:
    """«01.10 – 30.04» of a calendar year's plan begins in it; «октябрь – апрель» may be its two
    ends.
    """
    days_told = member.first.unit is Name.DAY and member.last is not None
    return days_told and period.kind is YearKind.CALENDAR and period.start <= span[0] <= period.end


def is_of_years(period: Period) -> bool:
    """Whether a period is longer than a year, so that a month may fall in it twice."""
    return (period.end - period.start).days > 366


def _begins_outside(span: tuple[date, date], period: Period) -> bool:
    """Plans for a calendar year run on into the next; those for a school year are drawn up before
    it begins.
    """
    return period.kind is YearKind.CALENDAR and not period.start <= span[0] <= period.end


def _overlap(span: tuple[date, date], period: Period) -> int:
    return (min(span[1], period.end) - max(span[0], period.start)).days + 1


def _eve(member: Member, found: list[tuple[date, date]], period: Period) -> Placed | None:
    """August comes twice within reach of a school year, whose plan is drawn up in the first one.

    One of its last days («30.08») is taken for the first, when teachers meet before the year
    begins; an earlier day, a last day («к 25 августа») or a whole month may be either.
    """
    first = member.first
    if (
        period.kind is not YearKind.SCHOOL
        or first.unit not in {Name.DAY, Name.MONTH}
        or first.number != 8
    ):
        return None
    options = tuple(
        sorted(span for span in found if span[0].year in {period.start.year, period.end.year})
    )
    if not options:
        return None
    is_day = first.unit is Name.DAY
    late = first.day >= _BEFORE_LESSONS and member.governor not in _UNTIL
    if is_day and (late or member.is_start):
        return Placed(options[0], options=options)
    if member.last is not None and not (is_day and member.last.number == 8):
        sure = _overlap(options[0], period) - _overlap(options[-1], period) >= _CLEARLY_BETTER
        return Placed(options[0], sure=sure, options=() if sure else options)
    likely = options[0] if first.part and not is_day else None
    return Placed(likely, sure=False, options=options)


def _both_borders(
    member: Member, found: list[tuple[date, date]], period: Period
) -> tuple[tuple[date, date], ...]:
    """September is the first of the school year, yet the next one is within reach of whoever knows
    the neighbours.
    """
    alone = member.first.unit is Name.MONTH and member.last is None and member.first.part is None
    if period.kind is not YearKind.SCHOOL or not alone or member.first.number != 9:
        return ()
    return tuple(
        sorted(span for span in found if span[0].year in {period.start.year, period.end.year})
    )


# ── the days of one atom in one year ──────────────────────────────────────────────────────────────


def days(atom: Atom, year: int, period: Period) -> tuple[date, date] | None:
    """The first and the last day of an atom that begins in calendar year `year`; None where there
    is no such day.
    """
    if not 1 <= year <= 9998:
        return None
    whole = _whole(atom, year, period)
    if whole is None or atom.part is None:
        return whole
    return part_of(whole, atom.part)


def _whole(atom: Atom, year: int, period: Period) -> tuple[date, date] | None:
    number = atom.number
    match atom.unit:
        case Name.DAY:
            day = date(year, number, atom.day) if atom.day <= days_in(number, year) else None
            return None if day is None else (day, day)
        case Name.MONTH:
            return date(year, number, 1), month_end(year, number)
        case Name.QUARTER:
            return date(year, number * 3 - 2, 1), month_end(year, number * 3)
        case Name.HALF:
            school = period.kind is YearKind.SCHOOL and atom.year is None
            return half(number, year, school=school)
        case Name.TERM:
            return term(number, year)
        case Name.TRIMESTER:
            return trimester(number, year)
        case Name.SEASON:
            return date(year, number, 1), month_end(year + number // 12, (number + 1) % 12 + 1)
        case Name.PERIOD_YEAR:
            return _year_of_plan(year if is_of_years(period) else period.start.year, period, atom)
        case _:
            return date(year, 1, 1), date(year, 12, 31)


def _year_of_plan(year: int, period: Period, atom: Atom) -> tuple[date, date]:
    """«Конец учебного года» is the end of lessons, 31 May; a «year» by itself is the calendar one
    it began in: `year`, which of a plan of several years may be each of them.
    """
    if atom.counted is Name.NONE:
        return date(year, 1, 1), date(year, 12, 31)
    if period.kind is YearKind.SCHOOL:
        later = int(atom.counted is Name.NEW)
        return date(year + later, 9, 1), date(year + later + 1, 5, 31)
    if atom.part is not None and atom.part.name is Name.FINISH:
        return date(year, 1, 1), date(year, 5, 31)
    return date(year, 9, 1), date(year, 12, 31)


def as_span(days_: tuple[date, date]) -> Span:
    """The days as the model's span."""
    return Span(days_[0], days_[1])


def with_years(members: list[Member]) -> list[Member]:
    """Carry years over to neighbours that have none: «сентябрь – май 2020 г.» begins in 2019."""
    atoms = [atom for member in members for atom in member.atoms]
    if all(atom.year is None and atom.school is None for atom in atoms):
        return members
    for index in range(len(atoms) - 2, -1, -1):
        atoms[index] = _dated_by(atoms[index], atoms[index + 1], step=-1)
    for index in range(1, len(atoms)):
        atoms[index] = _dated_by(atoms[index], atoms[index - 1], step=1)
    rest = iter(atoms)
    return [member.with_atoms(islice(rest, len(member.atoms))) for member in members]


def _dated_by(atom: Atom, neighbour: Atom, step: int) -> Atom:
    if atom.year is not None or atom.school is not None or atom.unit is Name.SCHOOL_YEAR:
        return atom
    if neighbour.year is None or neighbour.unit is Name.YEARS:
        return atom if neighbour.school is None else replace(atom, school=neighbour.school)
    turned = _order(atom) > _order(neighbour) if step < 0 else _order(atom) < _order(neighbour)
    return replace(atom, year=neighbour.year + step * turned, until=neighbour.until)


_MONTHS_IN = {Name.QUARTER: 3, Name.HALF: 6}


def _order(atom: Atom) -> tuple[int, int]:
    factor = _MONTHS_IN.get(atom.unit)
    return (atom.number * factor - factor + 1, 0) if factor else (atom.number, atom.day)
