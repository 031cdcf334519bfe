"""Excel workbooks in: every sheet is a table, merged ranges are merged cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from documents.files.excel_looks import Looks, looks_of
from documents.files.grid import Cell, Row, Table
from documents.files.limits import MAX_ROWS, open_archive
from roadmap.errors import UnreadableDocument
from roadmap.reading.cell import Line

#: Everything is unpacked into memory at once, unlike Word's stream: less is allowed.
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_COLUMNS = 60

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)

#: What python-calamine gives for a cell.
_Value = str | float | int | bool | date | datetime | time | object


def read_excel(content: bytes) -> list[Table]:
    """The visible sheets of a workbook. Raises UnreadableDocument where it is encrypted, cut off or
    too large.
    """
    looks: dict[str, Looks] = {}
    if content.startswith(b"PK"):
        with open_archive(content) as archive:
            if (
                sum(
                    entry.file_size
                    for entry in archive.infolist()
                    if entry.filename.startswith("xl/")
                )
                > _MAX_UNPACKED
            ):
                raise UnreadableDocument("error-too-large")
            looks = _looks(archive)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible
        ]
        return [_table(workbook, name, looks.get(name, Looks())) for name in shown]
    except PasswordError:
        raise UnreadableDocument("error-encrypted") from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise UnreadableDocument("error-truncated") from None


def _looks(archive: zipfile.ZipFile) -> dict[str, Looks]:
    try:
        return looks_of(archive)
    except etree.XMLSyntaxError:
        raise UnreadableDocument("error-truncated") from None


def _table(workbook: CalamineWorkbook, name: str, looks: Looks) -> Table:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise UnreadableDocument("error-too-long")
    values: list[list[_Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column in looks.months:
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            values[row][column] = _as_month(values[row][column])
    merged = _Merged(sheet.merged_cell_ranges or ())
    rows = [
        _row(index, row[:_MAX_COLUMNS], merged, values, looks) for index, row in enumerate(values)
    ]
    return _without_title(Table(tuple(rows)))


class _Merged:
    """Which cell each merged cell belongs to."""

    def __init__(self, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._at: dict[tuple[int, int], tuple[int, int, int]] = {}
        for (top, left), (bottom, right) in ranges:
            for row in range(top, min(bottom, top + MAX_ROWS) + 1):
                for column in range(left, min(right, _MAX_COLUMNS) + 1):
                    self._at[row, column] = (top, left, right - left + 1)

    def find(self, row: int, column: int) -> tuple[int, int, int] | None:
        """The first row, first column and width of the range that covers the cell."""
        return self._at.get((row, column))


def _row(
    index: int,
    row: Sequence[_Value],
    merged: _Merged,
    values: Sequence[Sequence[_Value]],
    looks: Looks,
) -> Row:
    cells: list[Cell] = []
    for column, value in enumerate(row):
        found = merged.find(index, column)
        if found is None:
            cells.append(Cell(_lines(value), column, shaded=(index, column) in looks.shaded))
        elif found[1] == column:
            shaded = (found[0], column) in looks.shaded
            cells.append(
                Cell(_lines(values[found[0]][column]), column, found[2], found[0] < index, shaded)
            )
    return Row(tuple(cells), hidden=index in looks.hidden)


def _lines(value: _Value) -> tuple[Line, ...]:
    return tuple(Line(line) for line in _written(value).splitlines() if line.strip())


def _written(value: _Value) -> str:
    """A value as a Russian office would write it: 1 for 1.0, 15.03.2020 for a date."""
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if isinstance(value, time) or value is None else str(value)


def _as_month(value: _Value) -> _Value:
    """A date whose cell shows «март 2026», as it is shown."""
    return f"{_MONTHS[value.month - 1]} {value.year}" if isinstance(value, date) else value


def _without_title(table: Table) -> Table:
    """Rows of a single text at the top are the lines above the table."""
    rows = list(table.rows)
    above: list[str] = []
    while rows and sum(bool(cell.text) for cell in rows[0].cells) <= 1:
        above += [cell.text for cell in rows.pop(0).cells if cell.text]
    return Table(tuple(rows), tuple(above))
