"""A plan in paragraphs as a table of the columns that plans have, to be read as any other."""

from __future__ import annotations

from collections.abc import Sequence

from documents.files.grid import Cell, Row, Table
from roadmap.model import InText
from roadmap.reading.cell import Line
from roadmap.reading.paper import HEADINGS, Paper, PaperRow, read_paper


def paper_of(tables: Sequence[Table]) -> Table | None:
    """The plan in the paragraphs around `tables`; None where they hold none."""
    lines: list[str] = []
    at: list[int | None] = []
    for table in tables:
        lines += table.above
        at += [*table.above_at, *[None] * (len(table.above) - len(table.above_at))]
    paper = read_paper(lines)
    return as_table(paper, lines, at) if paper.holds_plan else None


def as_table(paper: Paper, lines: Sequence[str], at: Sequence[int | None]) -> Table:
    """A row for each item, one merged cell for each section; `at` are the paragraphs of `lines`."""
    first = paper.rows[0].first if paper.rows else len(lines)
    rows = [_row(HEADINGS), *(_row(row.texts) for row in paper.rows)]
    origins = [None, *(_origin(row, at) for row in paper.rows)]
    unders = ("", *(row.under for row in paper.rows))
    return Table(tuple(rows), tuple(lines[:first]), paragraphs=tuple(origins), unders=unders)


def _origin(row: PaperRow, at: Sequence[int | None]) -> InText | None:
    first, last = at[row.first], at[row.last]
    return InText(first, last) if first is not None and last is not None else None


def _row(texts: Sequence[str]) -> Row:
    if len(texts) == 1:
        return Row((Cell((Line(texts[0]),), 0, len(HEADINGS)),))
    return Row(
        tuple(
            Cell(tuple(Line(line) for line in text.split("\n") if line), column)
            for column, text in enumerate(texts)
        )
    )
