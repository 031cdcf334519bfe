"""The cells of a row as they stand in the document, to be shown beside what was read of them."""

from __future__ import annotations

from documents.files.grid import Row
from documents.tables.layout import Layout
from documents.words.headings import Meaning
from roadmap.model import CellKind, WrittenCell
from roadmap.reading.cell import tidy

_KINDS = {
    Meaning.NUMBER: CellKind.NUMBER,
    Meaning.RECOMMENDATION: CellKind.WORK,
    Meaning.MEASURE: CellKind.WORK,
    Meaning.POINT: CellKind.WORK,
    Meaning.DEADLINE: CellKind.TIME,
    Meaning.START: CellKind.TIME,
    Meaning.END: CellKind.TIME,
    Meaning.MARK: CellKind.TIME,
    Meaning.POINT_DEADLINE: CellKind.TIME,
    Meaning.RESPONSIBLE: CellKind.RESPONSIBLE,
}
#: Characters of a heading and of a cell: a longer one is a document in a cell, which nobody reads
#: beside another.
_TITLE, _CELL = 120, 8000


def written_cells(row: Row, layout: Layout, *, goes_on: bool) -> tuple[WrittenCell, ...]:
    """The filled cells of a row. One merged over rows stands with each item, but with the first row
    of an item alone (`goes_on`: this is a further row of it); one that tells nothing of the work,
    in its first row only.
    """
    found = []
    for cell in row.cells:
        column = next((one for one in layout.columns if one.index == cell.first), None)
        kind = _KINDS.get(column.meaning, CellKind.OTHER) if column else CellKind.OTHER
        if not cell.text or (cell.above and (goes_on or kind is CellKind.OTHER)):
            continue
        title = tidy(column.title)[:_TITLE] if column else ""
        lines = (tidy(line) for line in cell.text[:_CELL].splitlines())
        found.append(WrittenCell(kind, title, tuple(line for line in lines if line)))
    return tuple(found)
