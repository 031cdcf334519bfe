"""Tables inside a table that only frames the page (a border, a letterhead above the plan)."""

from __future__ import annotations

from itertools import islice
from typing import Any

from documents.files.word_counting import W
from documents.words.headings import Meaning, meaning_of

#: An lxml element; lxml ships no types.
Node = Any

_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"


def frames_in(row: Node) -> list[Node]:
    """The tables of at least two rows and columns in a row that is a single cell, or that are plans
    by their headings.

    Another list in one of a row's several cells, or a single column of lines, is that cell's own
    text.
    """
    if row.find(f".//{_TABLE}") is None:
        return []
    cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
    outer = next(row.iterancestors(_TABLE))
    inner = (
        table
        for cell in cells
        for table in cell.iter(_TABLE)
        if next(table.iterancestors(_TABLE)) is outer
    )
    return [table for table in inner if _is_grid(table) and (len(cells) == 1 or _is_plan(table))]


def _is_grid(table: Node) -> bool:
    # A heading over the whole width may stand right below the header.
    rows = islice(table.iterchildren(_ROW), 4)
    return sum(sum(1 for _ in row.iterchildren(_CELL)) > 1 for row in rows) > 1


def _is_plan(table: Node) -> bool:
    """Whether the first row names work and its time."""
    cells = next(table.iterchildren(_ROW)).iterchildren(_CELL)
    titles = ("".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in cells)
    return {Meaning.MEASURE, Meaning.DEADLINE} <= {meaning_of(title) for title in titles}
