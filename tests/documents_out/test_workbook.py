"""The workbook: what Excel shows of a roadmap, with real dates and no formula that nobody wrote."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from python_calamine import load_workbook

from documents.writing.workbook import write_workbook
from roadmap.report.composing import BodyLine
from tests.documents_out.book import make_book
from tests.documents_out.shared import to_pdf

MOSCOW = ZoneInfo("Europe/Moscow")


def sheet(content: bytes, name: str) -> list[list[object]]:
    return [
        list(row) for row in load_workbook(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    ]


def test_every_sheet_has_its_rows_under_a_heading() -> None:
    workbook = load_workbook(io.BytesIO(write_workbook(make_book(), MOSCOW)))
    names = ["Пункты", "Контрольные точки", "Отметки", "Участники", "Дисциплина"]
    assert workbook.sheet_names == names
    counts = [len(workbook.get_sheet_by_name(name).to_python()) - 1 for name in names[:4]]
    assert counts == [16, 32, 16, 1]


def test_deadlines_are_real_dates() -> None:
    row = sheet(write_workbook(make_book(), MOSCOW), "Контрольные точки")[1]
    assert row[5] == date(2026, 9, 30)


def test_an_answer_is_shown_at_the_moment_of_its_zone() -> None:
    row = sheet(write_workbook(make_book(), MOSCOW), "Отметки")[1]
    assert row[2] == date(2026, 11, 1)
    assert str(row[3]) == "2026-11-20 12:30:00"


def test_an_open_day_that_passed_is_called_late_with_its_days() -> None:
    rows = sheet(write_workbook(make_book(), MOSCOW), "Контрольные точки")
    late = next(row for row in rows if row[7] == "просрочено")
    assert late[5] == date(2026, 10, 11)
    assert late[9] == 43


def test_a_point_without_a_day_is_said_to_have_none() -> None:
    book = make_book()
    rows = sheet(write_workbook(replace(book, dues=book.dues[1:]), MOSCOW), "Контрольные точки")
    assert rows[1][7] == "без даты"
    assert len(rows) == 33


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+7 900", "-1", "@SUM(A1)", " =1+1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    content = write_workbook(make_book(1, 1, text), MOSCOW)
    assert sheet(content, "Отметки")[1][5] == f"{text} 0"
    archive = zipfile.ZipFile(io.BytesIO(content))
    sheets = "".join(
        archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name
    )
    assert "<f>" not in sheets
    assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()


def test_a_plan_that_names_bodies_has_a_sheet_of_them() -> None:
    office = BodyLine("Отдел культуры", ("Ольга Ветрова",), ("1.", "3."), 4, 1, 1, 5, 4, 0.8)
    nobody = BodyLine("Дума", (), ("2.",), 0, 0, 0, 0, 0, None)
    content = write_workbook(replace(make_book(), bodies=(office, nobody)), MOSCOW)
    heading, *rows = sheet(content, "Органы")
    assert heading[:3] == ["Орган, должность, группа", "Кто отвечает", "Пункты"]
    assert rows == [
        ["Отдел культуры", "Ольга Ветрова", "1, 3", 4, 1, 1, 5, 4, 0.8],
        ["Дума", "никто не назначен", "2", 0, 0, 0, 0, 0, ""],
    ]


def test_every_sheet_has_a_filter_and_a_heading_that_stays() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_workbook(make_book(), MOSCOW)))
    for number in range(1, 6):
        xml = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert "<autoFilter" in xml
        assert 'state="frozen"' in xml


def test_a_withdrawn_answer_is_not_shown() -> None:
    book = make_book(1, 2)
    entries = [replace(book.entries[0], withdrawn_at=book.entries[0].at), book.entries[1]]
    rows = sheet(write_workbook(replace(book, entries=entries), MOSCOW), "Отметки")
    assert [row[5] for row in rows[1:]] == ["Проведено совещание. 1"]


def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(write_workbook(make_book(), MOSCOW))
    assert to_pdf(path).read_bytes().startswith(b"%PDF")
