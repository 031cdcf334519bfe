"""The months by name, and numbers as Roman numerals: one table of each for every room."""

from __future__ import annotations

from typing import NamedTuple


class Month(NamedTuple):
    """A month's name in every case, nominative and genitive first, and what it is cut short to."""

    cases: tuple[str, ...]
    abbreviations: tuple[str, ...]

    @property
    def name(self) -> str:
        """«январь»."""
        return self.cases[0]

    @property
    def genitive(self) -> str:
        """«января»."""
        return self.cases[1]

    @property
    def short(self) -> str:
        """Three letters: «янв», «май»."""
        return self.name[:3]


_SOFT, _HARD, _MAY = "ь я ю е ем и", "_ а у е ом ы", "й я ю е ем и"
# The stem, its endings, abbreviations.
_DECLINED = (
    ("январ", _SOFT, "янв"),
    ("феврал", _SOFT, "фев февр"),
    ("март", _HARD, "мар"),
    ("апрел", _SOFT, "апр"),
    ("ма", _MAY, ""),
    ("июн", _SOFT, "июн"),
    ("июл", _SOFT, "июл"),
    ("август", _HARD, "авг"),
    ("сентябр", _SOFT, "сен сент"),
    ("октябр", _SOFT, "окт"),
    ("ноябр", _SOFT, "ноя нояб"),
    ("декабр", _SOFT, "дек"),
)

#: January first.
MONTHS = tuple(
    Month(
        tuple(stem + ending.strip("_") for ending in endings.split()), tuple(abbreviations.split())
    )
    for stem, endings, abbreviations in _DECLINED
)
#: The part of a regular expression that fits a month's name in any case.
MONTH_IN_ANY_CASE = "|".join(
    sorted((case for month in MONTHS for case in month.cases), key=len, reverse=True)
)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
#: «i» to «xii»: as many as there are months.
ROMAN_NUMERALS = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), start=1)}
