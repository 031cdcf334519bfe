"""A row whose cells hold a whole table: each item a line of every cell, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Cell, Row
from documents.tables.layout import CARRIES_WORK, TELLS_TIME, Layout
from documents.tables.sections import number_of
from documents.words.headings import Meaning
from roadmap.reading.cell import Line

_Lines = tuple[Line, ...]


def rows_within(row: Row, layout: Layout) -> list[Row]:
    """The rows that `row` holds: several where its number cell has as many numbers as its cell of
    work has lines («1⏎2⏎3 | Смета⏎Мост⏎Слёт»), else the row itself.
    """
    numbers = [_numbers(cell) for cell in _cells(row, layout, {Meaning.NUMBER})]
    count = max(map(len, numbers), default=0)
    work = _cells(row, layout, set(CARRIES_WORK))
    told = [*work, *_cells(row, layout, {*TELLS_TIME, Meaning.END})]
    if count < 2 or not work or any(not _fits(cell, count, cell in work) for cell in told):
        return [row]
    shares = [_shared(cell, count) for cell in row.cells]
    return [
        replace(
            row,
            cells=tuple(
                Cell(lines[at], cell.first, cell.span, cell.above, cell.shaded)
                for cell, lines in zip(row.cells, shares, strict=True)
            ),
        )
        for at in range(count)
    ]


def _cells(row: Row, layout: Layout, meanings: set[Meaning]) -> list[Cell]:
    found = {
        cell.first: cell
        for column in layout.columns
        if column.meaning in meanings and (cell := row.at(column.index)) is not None
    }
    return list(found.values())


def _numbers(cell: Cell) -> list[str]:
    """The different numbers of a cell that has nothing else, one a line."""
    numbers = [number_of(line) for line in cell.text.splitlines()]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) == len(set(known)) else []


def _fits(cell: Cell, count: int, is_work: bool) -> bool:
    """Whether each row has its share of a cell; a single deadline may be that of all."""
    lines = cell.text.splitlines()
    return _groups(cell.lines, count) is not None or (not is_work and len(lines) <= 1)


def _shared(cell: Cell, count: int) -> Sequence[_Lines]:
    """The lines of a cell for each of the rows: its share, or all of them."""
    groups = _groups(cell.lines, count)
    return groups if groups is not None else [cell.lines] * count


def _groups(lines: Sequence[Line], count: int) -> list[_Lines] | None:
    """`count` groups of lines: a line each, or a sentence each, over lines that go on it."""
    filled: list[_Lines] = [(line,) for line in lines if line.text.strip()]
    if len(filled) == count:
        return filled
    paragraphs: list[_Lines] = []
    for one in filled:
        if paragraphs and (one[0].soft or one[0].text.lstrip()[0].islower()):
            paragraphs[-1] += one
        else:
            paragraphs.append(one)
    return paragraphs if len(paragraphs) == count else None
