"""Every file out is made in a child process, within its limits of time and memory."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from documents.child.writing import order_of, write_ordered
from documents.writing.archive import ArchivedFile
from documents.writing.calendar_file import CalendarDay
from roadmap.errors import UnreadableDocument
from roadmap.model import DueState
from tests.documents_out.book import make_book, make_lines
from tests.documents_out.shared import FIRST, YEAR, invented_lines, sample

BOOK = make_book()
DAY = CalendarDay(
    1, "6.1", "Совещание", date(2026, 12, 31), DueState.OPEN, datetime(2026, 11, 20, tzinfo=UTC)
)
FILE = ArchivedFile("6.", "a.pdf", date(2026, 11, 20), "Ольга Ветрова", "отчёт", b"%PDF")


@pytest.mark.parametrize(
    ("form", "arguments", "begins"),
    [
        ("docx_from_template", (BOOK, make_lines(BOOK)), b"PK"),
        ("xlsx", (BOOK, ZoneInfo("Europe/Moscow")), b"PK"),
        ("ics", ([DAY], "Дорожная карта"), b"BEGIN:VCALENDAR"),
        ("png", (BOOK,), b"\x89PNG"),
        ("timeline", (BOOK,), b"%PDF"),
        ("pdf", (BOOK, make_lines(BOOK)), b"%PDF"),
        ("zip", ([FILE],), b"PK"),
    ],
)
async def test_each_form_comes_out_of_a_child(
    form: str, arguments: tuple[Any, ...], begins: bytes
) -> None:
    (content,) = await write_ordered(order_of(form, *arguments))
    assert content.startswith(begins)


async def test_the_report_in_the_form_of_its_source_comes_out_of_a_child() -> None:
    (content,) = await write_ordered(
        order_of("docx", sample("plan"), invented_lines(), FIRST, YEAR)
    )
    assert content.startswith(b"PK")


async def test_a_source_that_is_no_roadmap_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        await write_ordered(order_of("docx", b"PK torn", [], FIRST, YEAR))
    assert refused.value.key == "error-truncated"
