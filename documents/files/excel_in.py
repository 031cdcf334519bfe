"""Excel workbooks in: every sheet is a table, merged ranges are merged cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import takewhile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from documents.files.excel_looks import Looks, looks_of
from documents.files.grid import Cell, Row, Table
from documents.files.limits import MAX_ROWS, open_archive
from roadmap.errors import UnreadableDocument
from roadmap.model.months import MONTHS
from roadmap.reading.cell import Line

#: Everything is unpacked into memory at once, unlike Word's stream: less is allowed.
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_COLUMNS = 60

#: By row and column of a merged cell: the first row, the first column and the width of its range.
_Merged = dict[tuple[int, int], tuple[int, int, int]]
#: What python-calamine gives for a cell.
_Value = str | float | int | bool | date | datetime | time | object


def read_excel(content: bytes) -> list[Table]:
    """The visible sheets of a workbook; UnreadableDocument if encrypted, damaged, too large."""
    looks: dict[str, Looks] = {}
    if content.startswith(b"PK"):
        with open_archive(content) as archive:
            parts = (one for one in archive.infolist() if one.filename.startswith("xl/"))
            if sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise UnreadableDocument("error-too-large")
            try:
                looks = looks_of(archive)
            except etree.XMLSyntaxError:
                raise UnreadableDocument("error-truncated") from None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible
        ]
        return [
            replace(_table(workbook, name, looks.get(name, Looks())), number=number)
            for number, name in enumerate(shown)
        ]
    except PasswordError:
        raise UnreadableDocument("error-encrypted") from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise UnreadableDocument("error-truncated") from None


def _table(workbook: CalamineWorkbook, name: str, looks: Looks) -> Table:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise UnreadableDocument("error-too-long")
    values: list[list[_Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column in looks.months:
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            value = values[row][column]
            if isinstance(value, date):  # the cell shows «март 2026»
                values[row][column] = f"{MONTHS[value.month - 1].name} {value.year}"
    merged: _Merged = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for at in range(top, min(bottom, top + MAX_ROWS) + 1):
            for column in range(left, min(right, _MAX_COLUMNS) + 1):
                merged[at, column] = (top, left, right - left + 1)
    rows = [
        _row(index, row[:_MAX_COLUMNS], merged, values, looks) for index, row in enumerate(values)
    ]
    titles = list(takewhile(lambda row: sum(bool(cell.text) for cell in row.cells) <= 1, rows))
    above = tuple(cell.text for row in titles for cell in row.cells if cell.text)
    return Table(tuple(rows[len(titles) :]), above, lifted=len(titles))


def _row(
    index: int,
    row: Sequence[_Value],
    merged: _Merged,
    values: Sequence[Sequence[_Value]],
    looks: Looks,
) -> Row:
    cells: list[Cell] = []
    for column, value in enumerate(row):
        found = merged.get((index, column))
        if found is None:
            cells.append(Cell(_lines(value), column, shaded=(index, column) in looks.shaded))
        elif found[1] == column:
            shaded = (found[0], column) in looks.shaded
            cells.append(
                Cell(_lines(values[found[0]][column]), column, found[2], found[0] < index, shaded)
            )
    return Row(tuple(cells), hidden=index in looks.hidden)


def _lines(value: _Value) -> tuple[Line, ...]:
    """A value as a Russian office would write it: 1 for 1.0, 15.03.2020 for a date, 10:00 for an
    hour. Midnight is what an empty cell has.
    """
    if isinstance(value, datetime) and value.time() != time():
        written = value.strftime("%d.%m.%Y %H:%M")
    elif isinstance(value, datetime | date):
        written = value.strftime("%d.%m.%Y")
    elif isinstance(value, time) and value != time():
        written = value.strftime("%H:%M")
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        written = str(int(value))
    else:
        written = "" if isinstance(value, time) or value is None else str(value)
    return tuple(Line(line) for line in written.splitlines() if line.strip())
