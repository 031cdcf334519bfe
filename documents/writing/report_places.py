"""Where a report goes in a document: which rows are items, which column tells what was done.

Rows and columns are found by the reader's own means, so that the report's rows are the items that
an import stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.files.grid import Table
from documents.tables.columns import infer_layout, layouts_of
from documents.tables.headers import header_at, is_number_row
from documents.tables.layout import Layout, Reader
from documents.tables.rows import RowWalk
from documents.words.headings import Meaning, heading
from roadmap.deadlines import read_deadline
from roadmap.model import Deadline, Period

_DAY_ONLY = re.compile(r"\b(дата|срок)\b")


@dataclass(frozen=True, slots=True)
class Places:
    """What is where in one table. Rows are counted from 0 among its rows, columns are those of its
    grid.

    `headers` gives each heading row, as one tuple where two rows make one heading; `report` is None
    where the plan has no such column yet; `items` gives the number as read («» where there is none)
    by the row an item begins in; `counting` are rows «1 2 3 4» under a header, `text` is the column
    whose look a report takes over.
    """

    headers: tuple[tuple[int, ...], ...]
    report: int | None
    items: dict[int, str]
    counting: tuple[int, ...]
    text: int


def find_places(tables: Sequence[Table], period: Period) -> list[Places | None]:
    """The places of each table; None if it is no part of the roadmap (a form, an approval)."""

    @lru_cache(maxsize=4096)
    def read(text: str) -> Deadline:
        return read_deadline(text, period)

    layouts = layouts_of(tables, read)
    if not any(layouts):
        layouts = [infer_layout(table, read) for table in tables]
    return [
        _places(table, layout, read) if layout else None
        for table, layout in zip(tables, layouts, strict=True)
    ]


class _RowsOfItems(RowWalk):
    """Walks a table as an import does, and notes in which row each item begins."""

    def __init__(self, table: Table, layout: Layout, read: Reader) -> None:
        super().__init__(table, layout, read)
        self.begin: list[int] = []

    def _take(self, index: int) -> int:
        known = len(self.items)
        following = super()._take(index)
        self.begin += [index] * (len(self.items) - known)
        return following


def _places(table: Table, layout: Layout, read: Reader) -> Places:
    walk = _RowsOfItems(table, layout, read)
    walk.walk()
    return Places(
        headers=_header_rows(table, layout),
        report=_report_column(layout),
        items={row: item.number or "" for row, item in zip(walk.begin, walk.items, strict=True)},
        counting=tuple(
            n
            for n, row in enumerate(table.rows)
            if is_number_row([cell.text for cell in row.cells])
        ),
        text=_text_column(layout, table.width),
    )


def _header_rows(table: Table, layout: Layout) -> tuple[tuple[int, ...], ...]:
    """The first heading, and each repetition of it on a later page."""
    found: list[tuple[int, ...]] = []
    row = 0
    while row < len(table.rows):
        again = (
            header_at(table, row)
            if row < layout.body or not found or _repeats(table, row, found[0][0])
            else None
        )
        if again is not None:
            found.append(tuple(range(row, again.body)))
        row = again.body if again is not None else row + 1
        if not found and row >= layout.body:
            break
    return tuple(found)


def _repeats(table: Table, row: int, first: int) -> bool:
    return [cell.text for cell in table.rows[row].cells] == [
        cell.text for cell in table.rows[first].cells
    ]


def _report_column(layout: Layout) -> int | None:
    """The column that tells what was done, rather in words than a «Фактическая дата»."""
    columns = layout.of(Meaning.REPORT)
    worded = [column for column in columns if not _DAY_ONLY.search(heading(column.title))]
    return (worded or list(columns))[-1].index if columns else None


def _text_column(layout: Layout, width: int) -> int:
    """The column of longest texts: the measures', else the last."""
    found = [*layout.of(Meaning.MEASURE), *layout.of(Meaning.RECOMMENDATION)]
    return found[0].index if found else width - 1
