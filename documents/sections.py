"""Section rows: which rows are headings over the items below, and how they nest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.columns import Layout
from documents.grid import Cell, Row
from documents.headings import MONTH_ALONE, Meaning, is_filler
from roadmap.cell import tidy

#: A number as the number column of a row has it: «1.», «1.1», «I», «3.4.8», «№ 5», «1)», «1/».
_NUMBER = re.compile(r"(?:№\s*)?(?P<number>\d{1,4}(?:[.\-]\d{1,4}){0,4}|[IVXLC]{1,6})\s*[.)/]?", re.IGNORECASE)
_LEADING = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6})(?:[.)]|\s)\s*\S")
_NAMED = re.compile(r"(?:раздел|глава|блок|направление|этап|часть|подраздел)\b", re.IGNORECASE)
_HEADING_LONGEST = 300
_ROWS_OF_WORK = (Meaning.MEASURE, Meaning.RECOMMENDATION, Meaning.STAGE)


def number_of(text: str) -> str | None:
    """The number in a number cell without its dot or bracket; None where the text is no number."""
    match = _NUMBER.fullmatch(tidy(text))
    return match["number"] if match else None


def section_of(row: Row, layout: Layout, width: int, following: str | None) -> str | None:
    """The heading in a section row, in one line; None where the row is an item's.

    `following` is the number in the next row, which tells «1 | Организация» over «1.1 | …» from an item.
    """
    filled = [cell for cell in row.cells if not cell.above and not is_filler(cell.text)]
    if not filled or len(filled) > 2:
        return None
    text = tidy(" ".join(cell.text for cell in filled))
    if len(text) > _HEADING_LONGEST:
        return None
    if len(filled) == 1:
        return text if _stands_alone(filled[0], row, layout, width) else None
    number = number_of(filled[0].text)
    if number is None or not _in(layout, filled[0], Meaning.NUMBER):
        return None
    over_parts = following is not None and following.startswith(f"{number}.")
    return text if over_parts or filled[1].span >= max(2, width - 1) else None


def _stands_alone(cell: Cell, row: Row, layout: Layout, width: int) -> bool:
    """Whether the only filled cell of a row is a heading: merged over the row, or where no item begins."""
    if len(row.cells) == 1 or cell.span >= max(2, width - 1):
        return True
    if MONTH_ALONE.fullmatch(tidy(cell.text)):
        return True
    if _in(layout, cell, Meaning.NUMBER):
        return number_of(cell.text) is None
    if any(other.above for other in row.cells) or not _in(layout, cell, *_ROWS_OF_WORK):
        return False
    return layout.has(Meaning.NUMBER) or cell.text.isupper() or _NAMED.match(cell.text) is not None


def _in(layout: Layout, cell: Cell, *meanings: Meaning) -> bool:
    covered = range(cell.first, cell.first + cell.span)
    return any(column.index in covered for column in layout.columns if column.meaning in meanings)


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings above a row, outermost first, each with its rank; `fresh` when no item stands below the last yet."""

    levels: tuple[tuple[float, str], ...] = ()
    fresh: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The headings' texts, outermost first."""
        return tuple(text for _, text in self.levels)

    def below(self, heading: str) -> Outline:
        """The outline below one more section row."""
        rank = _rank(heading)
        if self.fresh and rank < 1 and self.levels and (rank > 0 or not self.levels[-1][1].isupper()):
            rank = self.levels[-1][0] + 0.1
        kept = tuple(level for level in self.levels if level[0] < rank)
        return Outline((*kept, (rank, heading)), fresh=True)

    def used(self) -> Outline:
        """The same outline once an item stands in it."""
        return Outline(self.levels, fresh=False)


def _rank(heading: str) -> float:
    """How deep a heading stands by its number: 0 for capitals without number, 0.5 without number, then its depth."""
    match = _LEADING.match(heading)
    if match:
        return float(match["number"].count(".") + 1)
    if _NAMED.match(heading):
        return 1.0
    return 0.0 if heading.isupper() else 0.5
