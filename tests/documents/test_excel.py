"""What a workbook shows beside its values."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from docx.oxml import parse_xml

from documents.tables.reading import read_document
from roadmap.model import Caution, CautionCode, Draft
from tests.documents.sets.told import told
from tests.documents.sets.word import Plan, W, repacked

HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def read(fill: Callable[[Any], None], change: Callable[[str], str] = str) -> Draft:
    """The workbook that `fill` fills, with each of its parts changed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    content = repacked(out.getvalue(), change)
    return read_document(content, "план.xlsx", None, date(2026, 1, 15))


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


def test_hidden_rows_and_columns_are_left_out_and_said_hidden_sheets_are_left_out() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, ("№", "Мероприятие", "Старый срок", "Срок", "Ответственный"))
        sheet.write_row(1, 0, (1, "Ремонт", "май 2026", "июнь 2026", "МКУ"))
        sheet.write_row(2, 0, (2, "Приёмка", "май 2026", "июль 2026", "МКУ"))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        aside = book.add_worksheet("Старое")
        aside.write_row(0, 0, HEADER)
        aside.write_row(1, 0, (3, "Не нужно", "май 2026", "МКУ"))
        aside.hide()

    draft = read(fill)
    assert told(draft) == ["1 Ремонт @ 2026-06-30 | МКУ"]
    assert Caution.of(CautionCode.LEFT_OUT, count="2") in draft.warnings


def test_what_is_merged_over_a_hidden_row_or_column_is_shown_in_what_is_left() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План")
        sheet.merge_range(0, 0, 0, 3, "План мероприятий города Клетина на 2026 год")
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.write_row(1, 0, HEADER)
        sheet.write_row(2, 0, (1, "Ремонт", "июнь", "МКУ"))
        sheet.write_row(3, 2, ("май", "УКС"))
        sheet.write_row(4, 2, ("июль", "УКС"))
        sheet.merge_range(3, 1, 4, 1, "Приёмка")
        sheet.set_row(3, None, None, {"hidden": True})

    draft = read(fill)
    assert draft.title == "План мероприятий города Клетина на 2026 год"
    assert told(draft) == ["1 Ремонт @ 2026-06-30 | МКУ", "2 Приёмка @ 2026-07-31 | УКС"]


def test_struck_out_rows_and_words_do_not_count() -> None:
    def fill(book: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (1, "Снос", "май 2026", "МКУ"), struck)
        sheet.write_row(2, 0, (2, "Ремонт", "", "МКУ"))
        sheet.write_rich_string(2, 2, struck, "май 2026", "июнь 2026")
        sheet.write_row(3, 0, (3, "Приёмка", "июль 2026"))
        sheet.write(3, 3, "УКС", struck)

    draft = read(fill)
    assert told(draft) == ["2 Ремонт @ 2026-06-30 | МКУ", "3 Приёмка @ 2026-07-31"]
    assert Caution.of(CautionCode.LEFT_OUT, count="1") in draft.warnings


def test_a_share_is_read_as_the_sheet_shows_it() -> None:
    def fill(book: Any) -> None:
        whole, fine = (book.add_format({"num_format": one}) for one in ("0%", "0.0%"))
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, (*HEADER, "Ожидаемый результат"))
        sheet.write_row(1, 0, (1, "Ремонт", "май 2026", "МКУ"))
        sheet.write(1, 4, 0.95, whole)
        sheet.write_row(2, 0, (2, "Приёмка", "июнь 2026", "МКУ"))
        sheet.write(2, 4, 0.125, fine)
        sheet.write_row(3, 0, (3, "Ввод", "июль 2026", "МКУ", 0.5))

    assert [item.criterion for item in read(fill).items] == ["95%", "12,5%", "0.5"]


@pytest.mark.parametrize(
    ("day", "form", "number"),
    [
        (date(2026, 1, 2), "d.m", "2.1"),
        (date(2026, 1, 2), "dd.mm", "2.1"),
        (date(2026, 1, 2), "d-mmm", "2.1"),
        (date(2013, 1, 1), "mmm-yy", "1.13"),
        (date(2003, 2, 1), "dd.mm.yyyy", "1.2.3"),
    ],
)
def test_a_number_that_excel_took_for_a_date_is_a_number(day: date, form: str, number: str) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        sheet.write_datetime(
            1, 0, datetime.combine(day, time()), book.add_format({"num_format": form})
        )
        sheet.write_row(1, 1, ("Ремонт", "май 2026", "МКУ"))

    assert told(read(fill)) == [f"{number} Ремонт @ 2026-05-31 | МКУ"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ((1.8, 1.9, 1.1, 1.11, 2.1), ["1.8", "1.9", "1.10", "1.11", "2.1"]),
        ((1.19, 1.2, 1.21), ["1.19", "1.20", "1.21"]),
        ((1.9, 1.1), ["1.9", "1.10"]),
        (("1.9", 1.1, 2), ["1.9", "1.10", "2"]),
    ],
)
def test_a_zero_that_excel_dropped_from_a_number_is_put_back(
    typed: tuple[float | str, ...], numbers: list[str]
) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        for row, number in enumerate(typed, 1):
            sheet.write_row(row, 0, (number, f"Ремонт {row}-го участка", "май 2026", "МКУ"))

    assert [item.number for item in read(fill).items] == numbers


def test_numbers_that_start_anew_after_nine_keep_their_spelling() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        for row, number in enumerate((1.8, 1.9, 1.1, 1.2), 1):
            sheet.write_row(row, 0, (number, f"Ремонт {row}-го участка", "май 2026", "МКУ"))

    assert all(item.number != "1.10" for item in read(fill).items)


@pytest.mark.parametrize(
    ("cell", "phrase"),
    [
        ('<c r="C3" t="e"><f>#REF!+30</f><v>#REF!</v></c>', "#REF!"),
        ('<c r="C3" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="C3"><f>C2+30</f></c>', "=C2+30"),
        ('<c r="C3"><f>DATE(2026,3,15)</f><v></v></c>', "=DATE(…)"),
        ('<c r="C3"><f t="shared" si="0"/><v/></c>', "=…"),
    ],
)
def test_a_deadline_without_a_value_is_said_and_not_dropped(cell: str, phrase: str) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (1, "Ремонт", "май 2026", "МКУ"))
        sheet.write_row(2, 0, (2, "Приёмка", 777, "УКС"))

    draft = read(fill, lambda part: re.sub(r'<c r="C3">.*?</c>', cell, part))
    assert Caution.of(CautionCode.NO_VALUE, number="2", phrase=phrase) in draft.warnings
    assert draft.items[1].measures[0].deadline is not None


def test_an_official_without_a_value_is_nobody_and_an_empty_text_is_no_missing_value() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("План на 2026 год")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (1, "Ремонт", "май 2026", 777))
        sheet.write_row(2, 0, (2, "Приёмка", 888, "УКС"))

    def change(part: str) -> str:
        part = re.sub(r'<c r="D2">.*?</c>', '<c r="D2" t="e"><v>#N/A</v></c>', part)
        empty = '<c r="C3" t="str"><f>IF(B9="","",B9)</f><v></v></c>'
        return re.sub(r'<c r="C3">.*?</c>', empty, part)

    draft = read(fill, change)
    assert told(draft) == ["1 Ремонт @ 2026-05-31", "2 Приёмка @ — | УКС"]
    assert not draft.warnings


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
