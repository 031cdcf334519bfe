"""Rows that go on the item above: its text, parts of a measure, a control point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Cell, Row
from documents.tables.raw_items import RawItem
from documents.words.headings import is_filler
from roadmap.model import PointKind
from roadmap.reading.cell import CellContent, Line, opens_control_point, tidy

_GOES_ON = re.compile(r"\s*(?:[-–—·•]\s*\S|[а-яё])")


def goes_on_item(work: Cell, above: RawItem, *, numbered: bool) -> bool:
    """Whether a row goes on the item above; if `numbered`, by a dash or a small letter."""
    if numbered and _GOES_ON.match(work.text):
        return True
    elements = [element for piece in above.pieces for element in piece.content.elements]
    return opens_control_point(work.text) and any(
        element.kind is PointKind.MEASURE for element in elements
    )


def is_lettered(text: str) -> bool:
    """Whether a cell begins as a sub-row does: «а)», «б) провести»."""
    return re.match(r"\s*[а-я]\s?\)", text) is not None


def continues_text(row: Row, work: Cell, above: RawItem) -> bool:
    """Add a row that holds nothing but the end of a sentence to the text above; whether it was one.

    Word makes such rows of a cell that a page's end cut in two.
    """
    alone = all(cell is work or cell.above or is_filler(cell.text) for cell in row.cells)
    last = above.pieces[-1] if above.pieces else None
    if (
        not alone
        or work.above
        or not work.text[:1].islower()
        or last is None
        or not last.content.elements
    ):
        return False
    *others, element = last.content.elements
    longer = replace(element, text=f"{element.text} {tidy(work.text)}")
    last.content = replace(last.content, elements=(*others, longer))
    return True


def as_parts(content: CellContent, item: RawItem, lines: Sequence[Line]) -> CellContent:
    """A row «- …» or with a small letter below «Организовать:» is a part, as within one cell."""
    above = [element for piece in item.pieces for element in piece.content.elements]
    parts = above and (above[-1].kind is PointKind.PART or above[-1].text.endswith(":"))
    if not parts or not all(_GOES_ON.match(line.text) for line in lines if line.text.strip()):
        return content
    return replace(
        content,
        elements=tuple(replace(element, kind=PointKind.PART) for element in content.elements),
    )


def tidy_lines(text: str) -> str:
    """Each line tidied, empty ones gone."""
    return "\n".join(line for raw in text.splitlines() if (line := tidy(raw)))
