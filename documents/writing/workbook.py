"""The roadmap as an Excel workbook: items, points with real dates, entries, people, discipline,
bodies."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from textwrap import wrap
from typing import Any

import xlsxwriter

from documents.writing import workbook_rows as rows_of
from documents.writing.workbook_rows import Value
from roadmap.report.composing import ReportBook

_CELL_LIMIT = 32_767  # Excel's own for a text
_HEADING_HEIGHT, _LINE, _TALLEST = 32, 15, 409  # points; Excel's own limit


def write_workbook(book: ReportBook, zone: tzinfo) -> bytes:
    """An .xlsx of five sheets, of six where the plan names bodies, with filters and a frozen
    heading; instants are shown in `zone`.

    A text that looks like a formula stays a text, marked with Excel's quote prefix.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        made = datetime(book.today.year, book.today.month, book.today.day)  # noqa: DTZ001 - xlsxwriter takes naive ones
        workbook.set_properties({"title": book.roadmap.title[:255], "created": made})
        looks = _Looks(workbook)
        _sheet(workbook, looks, "Пункты", rows_of.ITEM_COLUMNS, rows_of.item_rows(book))
        _sheet(
            workbook, looks, "Контрольные точки", rows_of.POINT_COLUMNS, rows_of.point_rows(book)
        )
        _sheet(workbook, looks, "Отметки", rows_of.ENTRY_COLUMNS, rows_of.entry_rows(book, zone))
        _sheet(
            workbook, looks, "Участники", rows_of.PERSON_COLUMNS, rows_of.person_rows(book, zone)
        )
        _sheet(
            workbook,
            looks,
            "Дисциплина",
            rows_of.DISCIPLINE_COLUMNS,
            rows_of.discipline_rows(book),
            book.formula,
        )
        if book.bodies:
            _sheet(workbook, looks, "Органы", rows_of.BODY_COLUMNS, rows_of.body_rows(book))
    return out.getvalue()


class _Looks:
    """The formats of one workbook."""

    def __init__(self, workbook: Any) -> None:
        text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.heading = workbook.add_format(
            {**text, "bold": True, "bg_color": "#E7EEF7", "valign": "vcenter"}
        )
        self.text = workbook.add_format(text)
        self.quoted = workbook.add_format({**text, "quote_prefix": True})
        self.day = workbook.add_format({**text, "num_format": "dd.mm.yyyy"})
        self.instant = workbook.add_format({**text, "num_format": "dd.mm.yyyy hh:mm"})
        self.share = workbook.add_format({**text, "num_format": "0.00"})
        self.count = workbook.add_format({**text, "align": "center"})


def _sheet(
    workbook: Any,
    looks: _Looks,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Value]],
    note: str = "",
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_row(0, _HEADING_HEIGHT)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, looks.heading)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row, columns))
        for column, value in enumerate(row):
            _write(sheet, looks, number, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if note:
        sheet.merge_range(
            len(rows) + 2, 0, len(rows) + 2, len(columns) - 1, note[:_CELL_LIMIT], looks.text
        )


def _height(row: Sequence[Value], columns: Sequence[tuple[str, int]]) -> int:
    """Points for a row's tallest text: not every program fits the height of wrapped lines."""
    texts = (
        (str(value), width)
        for value, (_, width) in zip(row, columns, strict=True)
        if isinstance(value, str)
    )
    lines = (sum(_lines(line, width) for line in text.split("\n")) for text, width in texts)
    return min(_LINE * max(lines, default=1), _TALLEST)


def _lines(text: str, width: int) -> int:
    """The lines that `text` takes in a column `width` digits wide; capitals are wider."""
    letters = int(width * 0.8) if text.isupper() else width
    return max(1, len(wrap(text, letters))) if len(text) > letters else 1


def _write(sheet: Any, looks: _Looks, row: int, column: int, value: Value) -> None:
    if value is None:
        sheet.write_blank(row, column, None, looks.text)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), looks.instant)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks.day)
    elif isinstance(value, str):
        formula_like = value.lstrip().startswith(("=", "+", "-", "@", "\t"))
        sheet.write_string(
            row, column, value[:_CELL_LIMIT], looks.quoted if formula_like else looks.text
        )
    else:
        sheet.write_number(
            row, column, value, looks.share if isinstance(value, float) else looks.count
        )
