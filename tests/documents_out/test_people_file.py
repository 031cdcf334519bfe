"""Lists of people as secretaries save them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from documents.tables.people_file import PersonRow, read_people, write_links
from roadmap.errors import UnreadableDocument

TEXT = (
    "ФИО;Должность;Пункты\nВетрова Ольга Петровна;директор школы № 2;1-3, 7.2\n;;\nЛугов Пётр;;\n"
)
PEOPLE = [
    PersonRow("Ветрова Ольга Петровна", "директор школы № 2", "1-3, 7.2"),
    PersonRow("Лугов Пётр"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert read_people(TEXT.encode(encoding), "люди.csv") == PEOPLE


def test_commas_and_tabs_separate_as_well() -> None:
    assert read_people('ФИО,пункты\nВетрова Ольга,"1, 2"\n'.encode(), "a.csv") == [
        PersonRow("Ветрова Ольга", "", "1, 2")
    ]
    assert read_people("ФИО\tпункты\nВетрова Ольга\t1, 2\n".encode(), "a.csv") == [
        PersonRow("Ветрова Ольга", "", "1, 2")
    ]


def test_columns_may_stand_in_any_order_under_a_title() -> None:
    text = "Ответственные за дорожную карту;;\n№ пункта;Ф.И.О.;Место работы\n5;Лугов Пётр;архив\n"
    assert read_people(text.encode(), "a.csv") == [PersonRow("Лугов Пётр", "архив", "5")]


def test_excel_gives_the_same_people() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["ФИО", "Должность", "Пункты"])
        sheet.write_row(1, 0, ["Лугов Пётр", "архивист", 6])
        sheet.write_row(2, 0, ["Ветрова Ольга", "директор", 6.1])
    people = read_people(out.getvalue(), "люди.xlsx")
    assert people == [
        PersonRow("Лугов Пётр", "архивист", "6"),
        PersonRow("Ветрова Ольга", "директор", "6.1"),
    ]


@pytest.mark.parametrize("content", ["Город;Улица\nа;б\n".encode(), b"", b"PK\x03\x04 torn"])
def test_a_file_that_is_no_list_of_people_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_people(content, "люди.csv")


def test_links_come_out_as_a_table_that_excel_opens() -> None:
    content = write_links([("Лугов Пётр", "https://t.me/bot?start=abc"), ("=1", "x")])
    assert (
        content.decode("utf-8-sig")
        == "ФИО;ссылка\r\nЛугов Пётр;https://t.me/bot?start=abc\r\n'=1;x\r\n"
    )
    assert content.startswith(b"\xef\xbb\xbf")
