"""What a workbook shows beside its values."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from docx.oxml import parse_xml

from documents.tables.reading import read_document
from roadmap.model import Caution, CautionCode, Draft
from tests.documents.sets.told import told
from tests.documents.sets.word import Plan, W

HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def read(fill: Callable[[Any], None]) -> Draft:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return read_document(out.getvalue(), "план.xlsx", None, date(2026, 1, 15))


@pytest.mark.parametrize("form", ["mmmm yyyy", "mmm-yy", '[$-419]mmmm" "yyyy" г."'])
def test_a_date_that_is_shown_as_a_month_is_that_month(form: str) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План")
        sheet.write(0, 0, "План мероприятий города Клетина на 2026 год")
        sheet.write_row(1, 0, HEADER)
        sheet.write_row(2, 0, (1, "Ремонт"))
        sheet.write_datetime(
            2, 2, datetime.combine(date(2026, 8, 1), time()), book.add_format({"num_format": form})
        )
        sheet.write_row(3, 0, (2, "Приёмка"))
        sheet.write_datetime(
            3,
            2,
            datetime.combine(date(2026, 9, 1), time()),
            book.add_format({"num_format": "dd.mm.yyyy"}),
        )

    assert told(read(fill)) == ["1 Ремонт @ 2026-08-31", "2 Приёмка @ 2026-09-01"]


def test_hidden_rows_are_read_and_said_hidden_sheets_are_left_out() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (1, "Ремонт", "июнь 2026", "МКУ"))
        sheet.write_row(2, 0, (2, "Приёмка", "июль 2026", "МКУ"))
        sheet.set_row(2, None, None, {"hidden": True})
        aside = book.add_worksheet("Старое")
        aside.write_row(0, 0, HEADER)
        aside.write_row(1, 0, (3, "Не нужно", "май 2026", "МКУ"))
        aside.hide()

    draft = read(fill)
    assert told(draft) == ["1 Ремонт @ 2026-06-30 | МКУ", "2 Приёмка @ 2026-07-31 | МКУ"]
    assert Caution.of(CautionCode.HIDDEN, count="1") in draft.warnings


def test_each_sheet_has_its_own_headings_and_they_may_be_merged_both_ways() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Школы")
        sheet.merge_range(0, 0, 0, 4, "План мероприятий города Клетина на 2026 год")
        for column, text in ((0, "№"), (1, "Мероприятие"), (4, "Ответственный")):
            sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 2, 1, 3, "Сроки")
        sheet.write_row(2, 2, ("начало", "окончание"))
        sheet.write_row(3, 0, (1, "Ремонт", "июнь", "15 августа", "УКС"))
        other = book.add_worksheet("Сады")
        other.write_row(0, 0, ("Срок", "N", "Наименование мероприятия"))
        other.write_row(1, 0, ("октябрь", 2, "Закупка мебели"))

    assert told(read(fill)) == ["1 Ремонт @ 2026-08-15 | УКС", "2 Закупка мебели @ 2026-10-31"]


def test_a_coloured_cell_of_a_quarter_is_a_mark_and_a_coloured_row_is_none() -> None:
    def fill(book: Any) -> None:
        green, white = (
            book.add_format({"bg_color": "#00B050"}),
            book.add_format({"bg_color": "#FFFFFF"}),
        )
        sheet = book.add_worksheet("План")
        sheet.write(0, 0, "План-график города Клетина на 2026 год")
        sheet.write_row(1, 0, ("№", "Мероприятие", "1 кв.", "2 кв.", "3 кв.", "4 кв."))
        sheet.write_row(2, 0, (1, "Смета"), white)
        sheet.write_row(2, 2, ("", "", "", ""), white)
        sheet.write_blank(2, 2, None, green)
        sheet.write_row(3, 0, (2, "Ремонт"))
        sheet.merge_range(3, 3, 3, 4, "", green)
        sheet.write_row(4, 0, (3, "Приёмка", "", "", "", "+"), green)

    assert told(read(fill)) == [
        "1 Смета @ 2026-03-31",
        "2 Ремонт @ 2026-06-30+2026-09-30",
        "3 Приёмка @ 2026-12-31",
    ]


def test_a_coloured_cell_of_a_word_table_is_a_mark_too() -> None:
    plan = Plan("План-график города Клетина на 2026 год").table(
        ("№", "Мероприятие", "1 кв.", "2 кв."), ("1", "Смета", "", ""), ("2", "Ремонт", "", "")
    )
    for row, column, colour in ((1, 3, "92D050"), (2, 2, "FFFF00"), (2, 3, "auto")):
        plan.cell(row, column)._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {W} w:val="clear" w:fill="{colour}"/>')
        )
    draft = read_document(plan.bytes(), "план.docx", None, date(2026, 1, 15))
    assert told(draft) == ["1 Смета @ 2026-06-30", "2 Ремонт @ 2026-03-31"]
