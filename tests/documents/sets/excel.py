"""Excel workbooks for the set."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter

RIGHT = "→"
UP = "↑"


def workbook(*rows: Sequence[str | int | date]) -> bytes:
    """One sheet; RIGHT merges a cell with the one on its left, UP with the one above."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План")
        look = book.add_format({"num_format": "dd.mm.yyyy"})
        for at, row in enumerate(rows):
            _write(sheet, at, row, look)
            _merge_down(sheet, at, rows)
    return out.getvalue()


def _write(sheet: object, at: int, row: Sequence[str | int | date], look: object) -> None:
    column = 0
    while column < len(row):
        last = column
        while last + 1 < len(row) and row[last + 1] == RIGHT:
            last += 1
        value = row[column]
        if last > column:
            sheet.merge_range(at, column, at, last, value)  # type: ignore[attr-defined]
        elif value == UP:
            pass
        elif isinstance(value, date):
            sheet.write_datetime(at, column, datetime.combine(value, time()), look)  # type: ignore[attr-defined]
        else:
            sheet.write(at, column, value)  # type: ignore[attr-defined]
        column = last + 1


def _merge_down(sheet: object, at: int, rows: Sequence[Sequence[str | int | date]]) -> None:
    for column, value in enumerate(rows[at]):
        last = at
        while (
            value not in (UP, RIGHT)
            and last + 1 < len(rows)
            and rows[last + 1][column : column + 1] in ((UP,), [UP])
        ):
            last += 1
        if last > at:
            sheet.merge_range(at, column, last, column, value)  # type: ignore[attr-defined]
