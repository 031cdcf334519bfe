"""What tokens are put together into: a day, a month, a quarter, a year, or a part of one («первая
декада марта»).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TypeAlias

from roadmap.deadlines.tokens import Token


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is meant: `name` decade, week, half_part, weekday, begin, middle or finish; -1 is
    the last one.
    """

    name: str
    number: int = 1
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Atom:
    """Something with a place in the calendar; `number` is that of the month, quarter, half-year,
    term or season.

    `year` is None where none is written; `until` the last year of several («февраль 2018–2020
    гг.»); `school` the first calendar year of a school year that is named. Units `part`,
    `monthday`, `times` and `span` have no place of their own: a part of nothing named, a day of
    every month, a frequency, a duration.
    """

    unit: str
    number: int = 0
    day: int = 0
    year: int | None = None
    until: int | None = None
    school: int | None = None
    part: Part | None = None
    name: str = ""


Node: TypeAlias = Token | Atom

PLACED = frozenset(
    {
        "day",
        "month",
        "quarter",
        "half",
        "term",
        "trimester",
        "season",
        "year",
        "years",
        "school_year",
        "period_year",
    }
)
#: Signs and words that join numbers into one run.
JOINTS = frozenset({"dash", "comma", "and", "or", "slash", "through"})


def days_in(month: int, year: int | None) -> int:
    """How many days a month may have; 29 for February of an unknown year."""
    return monthrange(year or 2020, month)[1]


def given(atom: Atom, year: Atom) -> Atom:
    """The atom in the year, the years or the school year that `year` names."""
    one_winter = (
        atom.unit == "season" and atom.number == 12 and year.until is not None
    )  # «зима 2019–2020 гг.»
    return replace(
        atom, year=year.year, until=None if one_winter else year.until, school=year.school
    )
