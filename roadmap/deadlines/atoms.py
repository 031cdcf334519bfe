"""What tokens are put together into: a day, a month, a quarter, a year, or a part of one («первая
декада марта»).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import ClassVar

from roadmap.deadlines.names import Name


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is meant: `name` is DECADE, WEEK, HALF_PART, WEEKDAY, DAY, WORKING, BEGIN, MIDDLE
    or FINISH; the number -1 is the last one.
    """

    name: Name
    number: int = 1
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Atom:
    """Something with a place in the calendar; `number` is that of the month, quarter, half-year,
    term or season.

    `year` is None where none is written; `until` the last year of several («февраль 2018–2020
    гг.»); `school` the first calendar year of a school year that is named. Units PART, MONTHDAY,
    TIMES and SPAN have no place of their own.

    `counted` is what a SPAN or a MONTHDAY counts (DAY, WORKING, MONTH_WORD …); of a PERIOD_YEAR it
    tells the school year (SCHOOL), or the one after it (NEW).
    """

    unit: Name
    number: int = 0
    day: int = 0
    year: int | None = None
    until: int | None = None
    school: int | None = None
    part: Part | None = None
    counted: Name = Name.NONE
    genitive: bool = False

    #: So that an atom can be looked at as a token can.
    name: ClassVar[Name] = Name.ATOM
    text: ClassVar[str] = ""


PLACED = frozenset(
    {
        Name.DAY,
        Name.MONTH,
        Name.QUARTER,
        Name.HALF,
        Name.TERM,
        Name.TRIMESTER,
        Name.SEASON,
        Name.YEAR,
        Name.YEARS,
        Name.SCHOOL_YEAR,
        Name.PERIOD_YEAR,
    }
)
#: Units that name nothing but a year.
YEARS = frozenset({Name.YEAR, Name.YEARS, Name.SCHOOL_YEAR})
#: Signs and words that join numbers into one run.
JOINTS = frozenset({Name.DASH, Name.COMMA, Name.AND, Name.OR, Name.SLASH, Name.THROUGH})


def days_in(month: int, year: int | None) -> int:
    """How many days a month may have; 29 for February of an unknown year."""
    return monthrange(year or 2020, month)[1]


def given(atom: Atom, year: Atom) -> Atom:
    """The atom in the year, the years or the school year that `year` names."""
    one_winter = atom.unit is Name.SEASON and atom.number == 12 and year.until is not None
    until = None if one_winter else year.until  # «зима 2019–2020 гг.» is one
    return replace(atom, year=year.year, until=until, school=year.school)
