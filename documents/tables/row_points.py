"""Control points that stand in a column of their own, beside the measures of their row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Row
from documents.tables.layout import Layout, Reader
from documents.tables.raw_items import Piece
from documents.tables.row_deadlines import texts_of
from documents.words.headings import Meaning, is_filler
from roadmap.model import DATED_KINDS, MANY_DAY_KINDS, Deadline, PointKind
from roadmap.reading.cell import CellContent, Element, name_elements, parse_cell
from roadmap.reading.lines import read_lines

#: What a point's text may end in: «Приказ, 30.11.2025», «Справка – декабрь», «Отчёт (до 1 марта)».
_LAST_WORDS = re.compile(r"(?:^|[,;:(–—]\s*|\s-\s)(?P<phrase>[^,;:()–—]{3,40})\)?\.?$")


def points_of(row: Row, layout: Layout, read: Reader, beside: Sequence[Deadline]) -> Piece | None:
    """The control points of a row with their deadlines; None where it has none.

    A point is due as its own column or its own text says, else with the measures that it stands
    `beside`.
    """
    columns = [column.index for column in layout.of(Meaning.POINT)]
    cells = [
        cell for index in columns if (cell := row.at(index)) is not None and cell.first == index
    ]
    lines = [
        line for cell in cells if not cell.above and not is_filler(cell.text) for line in cell.lines
    ]
    if not lines:
        return None
    written = [
        line for text in texts_of(row, layout, Meaning.POINT_DEADLINE) for line in text.splitlines()
    ]
    content = parse_cell(lines, len(written) or len(beside))
    points = _as_points(content.elements)
    due = read_lines(written, len(points), read) if written else _due(points, beside, read)
    return Piece(CellContent(points, content.criterion), due, False)


def _as_points(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Whatever opens a line of such a cell is a point; a list below it is its text."""
    points: list[Element] = []
    for element in elements:
        if element.kind is PointKind.PART and points:
            points[-1] = replace(points[-1], text=f"{points[-1].text}\n{element.text}")
        else:
            points.append(replace(element, kind=PointKind.CONTROL_POINT, number=None))
    return name_elements(points)


def _due(points: Sequence[Element], beside: Sequence[Deadline], read: Reader) -> list[Deadline]:
    if len(beside) == len(points):
        given: list[Deadline | None] = list(beside)
    else:
        given = [beside[-1] if beside else None] * len(points)
    found = (
        _within(point.text, read) or shared for point, shared in zip(points, given, strict=True)
    )
    return [deadline for deadline in found if deadline is not None]


def _within(text: str, read: Reader) -> Deadline | None:
    """The deadline that a point's text ends in, or is."""
    match = _LAST_WORDS.search(text)
    found = read(match["phrase"].strip()) if match else None
    return (
        found
        if found and found.sure and found.kind in DATED_KINDS | MANY_DAY_KINDS and found.due_days()
        else None
    )
