"""Where a report goes in a document: which rows are items, which column tells what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.columns import Column, Layout, header_at, is_number_row
from documents.grid import Row, Table
from documents.headings import Meaning, heading

_ITEM_NUMBER = re.compile(r"(\d{1,4}|[IVXLC]{1,6})(\.\d{1,3})*\s*[.)/]?", re.IGNORECASE)
_DAY_ONLY = re.compile(r"\b(дата|срок)\b")
_HEADER_WITHIN = 30


@dataclass(frozen=True, slots=True)
class Places:
    """What is where in one table. Rows are counted from 0 among its rows, columns are those of its grid.

    `report` is None where the plan has no such column yet; `items` gives the number as written («» where the table
    has none) by row; `counting` are rows «1 2 3 4» under a header, `text` the column whose look a report takes over.
    """

    headers: tuple[int, ...]
    report: int | None
    items: dict[int, str]
    counting: tuple[int, ...]
    text: int


def find_places(tables: Sequence[Table]) -> list[Places | None]:
    """The places of each table; None for one that is no part of the roadmap (a form, an approval).

    A table without header goes on the one before when it has as many columns.
    """
    found: list[Places | None] = []
    before: tuple[int, Layout] | None = None
    for table in tables:
        header = next((n for n in range(min(len(table.rows), _HEADER_WITHIN)) if header_at(table, n)), None)
        layout = header_at(table, header) if header is not None else None
        if layout is None and (before is None or before[0] != table.width):
            found.append(None)
            continue
        if layout is not None:
            before = (table.width, layout)
        assert before is not None
        found.append(_places(table, header, before[1]))
    return found


def _places(table: Table, header: int | None, layout: Layout) -> Places:
    headers = _header_rows(table, header, layout)
    counting = tuple(n for n, row in enumerate(table.rows) if is_number_row([cell.text for cell in row.cells]))
    start = 0 if header is None else header
    numbers = layout.of(Meaning.NUMBER)
    column = numbers[0].index if numbers else None
    items: dict[int, str] = {}
    for n in range(start, len(table.rows)):
        number = _item_number(table.rows[n], column, table.width)
        if number is not None and n not in headers and n not in counting:
            items[n] = number
    return Places(headers, _report_column(layout), items, counting, _text_column(layout, table.width))


def _header_rows(table: Table, header: int | None, layout: Layout) -> tuple[int, ...]:
    """The header's one or two rows, and each row that repeats its first on a later page."""
    if header is None:
        return ()
    first = [cell.text for cell in table.rows[header].cells]
    own = range(header, max(layout.body, header + 1))
    again = (n for n in range(own.stop, len(table.rows)) if [cell.text for cell in table.rows[n].cells] == first)
    return (*own, *again)


def _report_column(layout: Layout) -> int | None:
    """The column that tells what was done; of several rather the one in words than «Фактическая дата»."""
    columns = layout.of(Meaning.REPORT)
    worded = [column for column in columns if not _DAY_ONLY.search(heading(column.title))]
    return (worded or columns)[-1].index if columns else None


def _text_column(layout: Layout, width: int) -> int:
    """The column of longest texts: the measures', else any but the number's."""
    for meaning in (Meaning.MEASURE, Meaning.RECOMMENDATION):
        columns: tuple[Column, ...] = layout.of(meaning)
        if columns:
            return columns[0].index
    return width - 1


def _item_number(row: Row, column: int | None, width: int) -> str | None:
    """The number of an item's row, «» where the table has no numbers; None where the row is no item's."""
    said = sum(bool(cell.text.strip()) for cell in row.cells if not cell.above)
    if said < 2 or any(cell.span >= width - 1 > 1 for cell in row.cells):
        return None
    if column is None:
        return ""
    cell = row.at(column)
    if cell is None or cell.above or not _ITEM_NUMBER.fullmatch(cell.text.strip()):
        return None
    return cell.text.strip()
