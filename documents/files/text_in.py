"""Plain text as a dumped Word table: a tab opens a cell, a blank line ends a row. Without tabs it
is a plan typed line by line (roadmap/reading/typed.py) or a paper (roadmap/reading/paper.py).

Within a cell a blank line ends a paragraph and a line's end is a soft break, so that a row's end
must be told by the number of columns. Some dumps end a row by a tab alone instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.files.decoding import decoded
from documents.files.grid import Cell, Row, Table
from documents.files.limits import MAX_ROWS
from roadmap.errors import UnreadableDocument
from roadmap.reading.cell import Line
from roadmap.reading.paper import is_paper, read_paper
from roadmap.reading.typed import HEADINGS, read_typed

_NUMBER_ALONE = re.compile(r"\s*\d+(?:\.\d+)*[.)]?\s*")


def read_text(content: bytes) -> list[Table]:
    """The one table of a text with the lines above it. Raises UnreadableDocument without one."""
    lines = decoded(content).splitlines()
    first = next((index for index, line in enumerate(lines) if line.startswith("\t")), None)
    if first is None:
        return [_typed(lines)]
    rows = _rows(_cells(lines[first:]))
    if len(rows) > MAX_ROWS:
        raise UnreadableDocument("error-too-long")
    width = max(map(len, rows), default=0)
    above = tuple(text for line in lines[:first] if (text := line.strip()))
    return [Table(tuple(_row(cells, width) for cells in rows if cells), above)]


def _typed(lines: list[str]) -> Table:
    """A typed plan as its table; a paper as the lines that it consists of, to be read as any other
    paper.
    """
    if len(lines) > MAX_ROWS:
        raise UnreadableDocument("error-too-long")
    plan = read_typed("\n".join(lines))
    typed = any(deadline for _, _, deadline, _ in plan.items)
    if is_paper(lines) or not typed:
        if not read_paper(lines).holds_plan:
            raise UnreadableDocument("error-no-lines")
        return Table((), tuple(lines))
    rows = ([text.split("\n") for text in texts] for texts in (HEADINGS, *plan.rows))
    return Table(tuple(_row(cells, len(HEADINGS)) for cells in rows), plan.title)


@dataclass(slots=True)
class _Dumped:
    """A cell as dumped; `bare` when nothing but its tab stands on its line."""

    lines: list[str]
    bare: bool

    @property
    def ends_row(self) -> bool:
        """Whether a row may end here: a blank line follows."""
        return len(self.lines) > 1 and not self.lines[-1].strip()


def _cells(lines: list[str]) -> list[_Dumped]:
    cells: list[_Dumped] = []
    for line in lines:
        if line.startswith("\t"):
            inner = line[1:].split("\t") if line.strip() else [""]
            cells += [_Dumped([text], bare=not line.strip()) for text in inner]
        else:
            cells[-1].lines.append(line)
    return cells


def _rows(cells: list[_Dumped]) -> list[list[list[str]]]:
    """Cells to rows: the header ends where it first can and gives the width; a lone cell heads."""
    first = next(
        (index for index, cell in enumerate(cells) if cell.bare or cell.ends_row), len(cells)
    )
    by_tab = first < len(cells) and cells[first].bare and not cells[first].ends_row
    width = first if by_tab else first + 1
    rows: list[list[list[str]]] = [[]]
    for cell in cells:
        row = rows[-1]
        heading = len(row) == 1 and not _NUMBER_ALONE.fullmatch("".join(row[0]))
        if by_tab and cell.bare and row and (len(row) >= width or heading):
            rows.append([])
            continue
        row.append(cell.lines)
        heading = len(row) == 1 and not _NUMBER_ALONE.fullmatch("".join(row[0]))
        if not by_tab and cell.ends_row and (len(row) >= width or heading):
            rows.append([])
    return rows


def _row(cells: list[list[str]], width: int) -> Row:
    if len(cells) == 1:
        return Row((Cell(_lines(cells[0]), 0, width),))
    return Row(tuple(Cell(_lines(cell), column) for column, cell in enumerate(cells)))


def _lines(texts: list[str]) -> tuple[Line, ...]:
    found: list[Line] = []
    soft = False
    for text in texts:
        if text.strip():
            found.append(Line(text, soft))
        soft = bool(text.strip())
    return tuple(found)
