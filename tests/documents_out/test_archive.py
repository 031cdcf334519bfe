"""The archive of attachments: folders by item, safe names, a list that Excel opens."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from documents.writing.archive import ArchivedFile, safe_name, write_archive


def file(name: str, item: str = "6.", text: str = "отчёт") -> ArchivedFile:
    return ArchivedFile(item, name, date(2026, 11, 20), "Ольга Ветрова", text, name.encode())


def opened(*files: ArchivedFile) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_archive(files)))


def test_files_lie_in_folders_by_item() -> None:
    archive = opened(file("приказ.pdf"), file("фото.jpg", "12."))
    assert archive.namelist() == ["6/приказ.pdf", "12/фото.jpg", "перечень.csv"]
    assert archive.read("6/приказ.pdf") == "приказ.pdf".encode()


def test_equal_names_are_told_apart_also_by_letter_case() -> None:
    names = opened(file("a.pdf"), file("A.pdf"), file("a.pdf")).namelist()
    assert names == ["6/a.pdf", "6/A (2).pdf", "6/a (3).pdf", "перечень.csv"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\боюсь.exe", "боюсь.exe"),
        ("/abs", "abs"),
        ("..", "файл"),
        ("", "файл"),
        ('отчёт: "итог"?.docx', "отчёт_ _итог__.docx"),
        ("nul.txt", "_nul.txt"),
        ("хвост. ", "хвост"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("строка\nдва.txt", "строка_два.txt"),
    ],
)
def test_a_name_leads_nowhere_and_holds_no_reserved_sign(name: str, safe: str) -> None:
    assert safe_name(name, "файл") == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ж" * 300 + ".docx", "файл")
    assert name.endswith(".docx")
    assert len(name.encode()) <= 255


def test_the_list_names_each_file_with_its_item_day_author_and_text() -> None:
    content = opened(file("приказ.pdf", text="=1+1")).read("перечень.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Файл", "Пункт", "Дата", "Автор", "Отметка"],
        ["6/приказ.pdf", "6.", "20.11.2026", "Ольга Ветрова", "'=1+1"],
    ]


def test_the_same_files_give_the_same_archive() -> None:
    assert write_archive([file("a.pdf")]) == write_archive([file("a.pdf")])


def test_a_file_that_was_not_received_is_listed_with_the_reason() -> None:
    missing = ArchivedFile(
        "6.", "../запись.mp4", date(2026, 11, 20), "Ольга Ветрова", "", None, "больше 20 МБ"
    )
    archive = opened(missing)
    assert archive.namelist() == ["перечень.csv"]
    rows = archive.read("перечень.csv").decode("utf-8-sig").splitlines()
    assert rows[1] == "не получен: запись.mp4 (больше 20 МБ);6.;20.11.2026;Ольга Ветрова;"
