"""A plan in paragraphs as a table of the columns that plans have, to be read as any other."""

from __future__ import annotations

from collections.abc import Sequence

from documents.files.grid import Cell, Row, Table
from roadmap.reading.cell import Line
from roadmap.reading.paper import HEADINGS, Paper, read_paper


def paper_of(tables: Sequence[Table]) -> Table | None:
    """The plan in the paragraphs around `tables`; None where they hold none."""
    lines = [line for table in tables for line in table.above]
    paper = read_paper(lines)
    return as_table(paper, lines) if paper.holds_plan else None


def as_table(paper: Paper, lines: Sequence[str]) -> Table:
    """A row for each item, one merged cell for each section."""
    first = paper.rows[0].first if paper.rows else len(lines)
    rows = [_row(HEADINGS), *(_row(row.texts) for row in paper.rows)]
    return Table(tuple(rows), tuple(lines[:first]))


def _row(texts: Sequence[str]) -> Row:
    if len(texts) == 1:
        return Row((Cell((Line(texts[0]),), 0, len(HEADINGS)),))
    return Row(
        tuple(
            Cell(tuple(Line(line) for line in text.split("\n") if line), column)
            for column, text in enumerate(texts)
        )
    )
