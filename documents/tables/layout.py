"""The columns of a table by meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from documents.words.headings import Meaning, heading
from roadmap.model import Deadline

#: Reads a phrase within the roadmap's year.
Reader = Callable[[str], Deadline]

#: Columns that hold the work itself, and columns that hold its time.
CARRIES_WORK = frozenset({Meaning.MEASURE, Meaning.RECOMMENDATION})
TELLS_TIME = frozenset({Meaning.DEADLINE, Meaning.START, Meaning.MARK})

_DAY_ONLY = re.compile(r"\b(дата|срок)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """Grid column `index`, what it means, and its heading as written."""

    index: int
    meaning: Meaning
    title: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and its first row below the header."""

    columns: tuple[Column, ...]
    body: int = 0
    #: By meaning, since every cell of a row is asked for by it.
    _by_meaning: Mapping[Meaning, tuple[Column, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[Meaning, tuple[Column, ...]] = {}
        for column in self.columns:
            found[column.meaning] = (*found.get(column.meaning, ()), column)
        object.__setattr__(self, "_by_meaning", found)

    def of(self, meaning: Meaning) -> tuple[Column, ...]:
        """The columns with this meaning, from left to right."""
        return self._by_meaning.get(meaning, ())

    def has(self, *meanings: Meaning) -> bool:
        """Whether any column has one of these meanings."""
        return any(meaning in self._by_meaning for meaning in meanings)

    def work_column(self) -> int:
        """The column of the work, whose texts are the longest."""
        found = [*self.of(Meaning.MEASURE), *self.of(Meaning.RECOMMENDATION), *self.columns[-1:]]
        return found[0].index

    def report_column(self) -> int | None:
        """The column that tells what was done, rather in words than a «Фактическая дата»."""
        columns = self.of(Meaning.REPORT)
        worded = [one for one in columns if not _DAY_ONLY.search(heading(one.title))]
        return (worded or columns)[-1].index if columns else None
