"""Excel workbooks in: every sheet is a table, merged ranges are merged cells.

The tables have no numbers, for no report is ever written into a workbook: items get no origin.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import takewhile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from documents.files.excel_looks import Form, Looks, looks_of
from documents.files.grid import Cell, Row, Table
from documents.files.limits import MAX_ROWS, open_archive
from documents.words.headings import Meaning, meaning_of
from roadmap.errors import UnreadableDocument
from roadmap.model.months import MONTHS
from roadmap.reading.cell import Line

#: Everything is unpacked into memory at once, unlike Word's stream: less is allowed.
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_COLUMNS = 60

_HEADER_WITHIN = 30
#: What a cell without a value says nothing in; in a deadline it is said to be missing.
_QUIET = frozenset(
    {Meaning.NUMBER, Meaning.STAGE, Meaning.RESPONSIBLE, Meaning.RESULT, Meaning.REPORT}
)
_SUB_NUMBER = re.compile(r"(?P<above>[0-9]{1,4}\.)(?P<last>[0-9]{1,4})")

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
        return [_table(workbook, name, looks.get(name, Looks())) for name in shown]
    except PasswordError:
        raise UnreadableDocument("error-encrypted") from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise UnreadableDocument("error-truncated") from None


def _table(workbook: CalamineWorkbook, name: str, looks: Looks) -> Table:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise UnreadableDocument("error-too-long")
    values: list[list[_Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    _put_as_shown(values, looks)
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
    filled = {cell for cell in looks.hidden_columns if any(_at(row, cell) for row in values)}
    return Table(tuple(rows[len(titles) :]), above, lifted=len(titles), hidden_columns=len(filled))


def _row(
    index: int,
    row: Sequence[_Value],
    merged: _Merged,
    values: Sequence[Sequence[_Value]],
    looks: Looks,
) -> Row:
    hidden = looks.hidden
    own = [value for column, value in enumerate(row) if value not in (None, "")]
    places = [(index, column) for column, value in enumerate(row) if value not in (None, "")]
    if index in hidden or (own and looks.struck.issuperset(places)):
        return Row((), hidden=bool(own))
    cells: list[Cell] = []
    for column in range(len(row)):
        if column in looks.hidden_columns:
            continue
        top, left, width = merged.get((index, column), (index, column, 1))
        first = next(one for one in range(left, column + 1) if one not in looks.hidden_columns)
        if first != column:
            continue
        above = any(one not in hidden for one in range(top, index))
        lines = () if (top, left) in looks.struck else _lines(_at(values[top], left))
        shaded = (top, left) in looks.shaded
        cells.append(Cell(lines, column, left + width - column, above, shaded))
    return Row(tuple(cells))


def _at(row: Sequence[_Value], column: int) -> _Value:
    return row[column] if column < len(row) else None


def _put_as_shown(values: list[list[_Value]], looks: Looks) -> None:
    """Put in place of `values` what the sheet shows, where that is another thing."""
    head = next((n for n, row in enumerate(values[:_HEADER_WITHIN]) if _is_header(row)), None)
    meanings = [_meaning(value) for value in values[head]] if head is not None else []
    numbers = {column for column, one in enumerate(meanings) if one is Meaning.NUMBER}
    quiet = {column for column, one in enumerate(meanings) if one in _QUIET}
    for (row, column), text in {**looks.texts, **looks.missing}.items():
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            blank = column in quiet and (row, column) in looks.missing
            values[row][column] = "" if blank else text
    for (row, column), form in looks.forms.items():
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            value = values[row][column]
            if isinstance(value, date) and column in numbers:
                values[row][column] = _typed_number(value, form)
            elif isinstance(value, date) and form is Form.MONTH:
                values[row][column] = f"{MONTHS[value.month - 1].name} {value.year}"
            elif isinstance(value, float | int) and form is Form.PERCENT:
                values[row][column] = f"{round(value * 100, 4):.12g}".replace(".", ",") + "%"
    for column in numbers:
        _put_lost_zeros(values[(head or 0) + 1 :], column)


def _is_header(row: Sequence[_Value]) -> bool:
    meanings = {_meaning(value) for value in row} - {None}
    return len(meanings) > 1


def _meaning(value: _Value) -> Meaning | None:
    return meaning_of(value) if isinstance(value, str) and value.strip() else None


def _typed_number(day: date, form: Form) -> str:
    """The number of an item that Excel took for a date: «1.1», «1.13» (a month) or «1.1.1»."""
    if form is Form.MONTH:
        return f"{day.month}.{day.year % 100}"
    return f"{day.day}.{day.month}" + (f".{day.year % 100}" if form is Form.DATE else "")


def _put_lost_zeros(rows: Sequence[list[_Value]], column: int) -> None:
    """Make 1.1 after 1.9 the 1.10 that was typed, unless 1.2 follows: numbers may start anew."""
    filled = [row for row in rows if column < len(row) and row[column] not in (None, "")]
    told = [" ".join(line.text for line in _lines(row[column])).strip(" .") for row in filled]
    for place in range(1, len(told)):
        before = _SUB_NUMBER.fullmatch(told[place - 1])
        if before is None or not isinstance(filled[place][column], float):
            continue
        due = f"{before['above']}{int(before['last']) + 1}"
        following = told[place + 1] if place + 1 < len(told) else ""
        anew = f"{before['above']}{int(due.removeprefix(before['above']).rstrip('0')) + 1}"
        if due.endswith("0") and told[place] == due.rstrip("0") and following != anew:
            told[place] = filled[place][column] = due


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
