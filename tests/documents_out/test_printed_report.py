"""The report's table as .pdf, for installations without LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from documents.writing.printed_report import print_report
from roadmap.report.composing import ReportLine
from tests.documents_out.test_writing import BOOK, make_lines

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)


def _pages(directory: Path, lines: Sequence[ReportLine]) -> list[str]:
    """The words of each sheet, as a reader copies them."""
    path = directory / "report.pdf"
    path.write_bytes(print_report(BOOK, lines))
    read = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return [" ".join(page.split()) for page in read.stdout.split("\f") if page.strip()]


def test_every_item_stands_there_with_its_deadline_and_what_was_done(tmp_path: Path) -> None:
    lines = list(make_lines(BOOK))
    whole = " ".join(_pages(tmp_path, lines))
    assert "Отчет о выполнении дорожной карты" in whole
    assert "за 1 полугодие 2026-2027 учебного года" in whole
    for item in BOOK.items:
        assert f" {item.number_written} " in whole
    for line in lines:
        assert all(word in whole for word in line.text.split())


def test_an_answer_longer_than_a_sheet_goes_on_upon_the_next_and_loses_nothing(
    tmp_path: Path,
) -> None:
    lines = list(make_lines(BOOK))
    said = [f"Совещание-{number} проведено за $5." for number in range(150)]
    lines[1] = replace(lines[1], text="\n".join(said))
    pages = _pages(tmp_path, lines)
    told = [word for page in pages for word in page.split() if word.startswith("Совещание-")]
    assert told == [f"Совещание-{number}" for number in range(150)]
    assert all("Мероприятие" in page for page in pages), "each sheet has the table's heading"
    assert f"Лист 1 из {len(pages)}" in pages[0]


def test_a_word_longer_than_its_column_is_parted_and_stays_whole(tmp_path: Path) -> None:
    lines = list(make_lines(BOOK))
    lines[0] = replace(lines[0], text="https://example.org/" + "протокол" * 20)
    whole = "".join(_pages(tmp_path, lines)).replace(" ", "")
    assert whole.count("протокол") >= 18
    assert "https://example.org/" in whole


def test_the_same_report_gives_the_same_bytes() -> None:
    lines = list(make_lines(BOOK))
    assert print_report(BOOK, lines) == print_report(BOOK, lines)
