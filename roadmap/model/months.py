"""The months by name, and numbers as Roman numerals: one table of each for every room."""

from __future__ import annotations

from typing import NamedTuple


class Month(NamedTuple):
    """A month in the nominative («январь») and the genitive («января»), and its name in every
    case.
    """

    name: str
    genitive: str
    cases: tuple[str, ...]

    @property
    def short(self) -> str:
        """The first three letters: «янв», «май»."""
        return self.name[:3]


# The stem, and the endings: nominative, genitive, and the other cases.
_DECLINED = (
    ("январ", "ь я ю е ем и"),
    ("феврал", "ь я ю е ем и"),
    ("март", "_ а у е ом ы"),
    ("апрел", "ь я ю е ем и"),
    ("ма", "й я ю е ем и"),
    ("июн", "ь я ю е ем и"),
    ("июл", "ь я ю е ем и"),
    ("август", "_ а у е ом ы"),
    ("сентябр", "ь я ю е ем и"),
    ("октябр", "ь я ю е ем и"),
    ("ноябр", "ь я ю е ем и"),
    ("декабр", "ь я ю е ем и"),
)


def _month(stem: str, endings: str) -> Month:
    cases = tuple(stem + ending.strip("_") for ending in endings.split())
    return Month(cases[0], cases[1], cases)


#: January first.
MONTHS = tuple(_month(stem, endings) for stem, endings in _DECLINED)
#: The part of a regular expression that fits a month's name in any case.
MONTH_IN_ANY_CASE = "|".join(
    case for month in MONTHS for case in sorted(month.cases, key=len, reverse=True)
)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
#: «i» to «xii»: as many as there are months.
ROMAN_NUMERALS = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), start=1)}
