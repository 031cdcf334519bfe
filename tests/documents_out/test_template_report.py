"""The report from a template, for a roadmap that came in no Word document."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from documents.tables.reading import read_document
from documents.writing.template_report import write_template_report
from roadmap.errors import UnreadableDocument
from roadmap.report.composing import ReportLine
from tests.documents_out.book import make_book, make_lines
from tests.documents_out.shared import table_of, to_pdf


def test_every_item_stands_under_its_headings_with_its_report() -> None:
    book = make_book()
    table = table_of(write_template_report(book, make_lines(book)))
    assert table.above[0] == "Отчет о выполнении дорожной карты"
    assert table.above[-1] == "за 1 полугодие 2026-2027 учебного года"
    assert [row.cells[0].text for row in table.rows if len(row.cells) == 1][:2] == [
        "ОТДЕЛ ОБРАЗОВАНИЯ",
        "1.1. УЧЁБА",
    ]
    assert len([row for row in table.rows if len(row.cells) == 5]) == 17
    assert table.rows[3].texts(5)[4] == "Проведено 1.\nИтог подведён."


def test_a_report_read_again_gives_its_items_and_texts() -> None:
    book = make_book()
    lines = make_lines(book)
    draft = read_document(
        write_template_report(book, lines), "отчет.docx", None, date(2026, 11, 23)
    )
    assert [item.section for item in draft.items] == [item.section for item in book.items]
    assert [item.recommendation for item in draft.items] == [
        item.recommendation for item in book.items
    ]
    assert [item.progress for item in draft.items] == [line.text for line in lines]
    assert [point.text for item in draft.items for point in item.control_points] == ["отчёт"] * 16
    days = [
        day
        for item in draft.items
        for p in item.control_points
        if p.deadline
        for day in p.deadline.due_days()
    ]
    assert days == [due.day for due in book.dues[1::2]]


def test_the_report_has_the_documents_own_numbers_not_the_addresses_of_the_chat() -> None:
    book = make_book()
    items = tuple(
        replace(item, number=f"1·{item.number}", written=item.number) for item in book.items
    )
    table = table_of(write_template_report(replace(book, items=items), make_lines(book)))
    numbers = [row.cells[0].text for row in table.rows if len(row.cells) == 5][1:]
    assert numbers == [item.number for item in book.items]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "План работы школы № 7 на 2026/2027 учебный год",
            ["Отчет о выполнении плана работы школы № 7"],
        ),
        ("Годовой план на 2026 год", ["Отчет о выполнении годового плана"]),
        ("Работа библиотеки", ["Отчет о выполнении дорожной карты", "Работа библиотеки"]),
        (
            "«Дорожная карта» города на 2026-2027 учебный год",
            ["Отчет о выполнении дорожной карты", "города"],
        ),
        ("План «Год 2026 год чтения»", ["Отчет о выполнении плана «Год 2026 год чтения»"]),
    ],
)
def test_the_report_is_called_after_the_plan(title: str, lines: list[str]) -> None:
    book = make_book(1)
    table = table_of(
        write_template_report(replace(book, roadmap=replace(book.roadmap, title=title)), [])
    )
    assert list(table.above) == [*lines, "за 1 полугодие 2026-2027 учебного года"]


def test_a_plan_has_a_column_for_who_answers_in_place_of_recommendations() -> None:
    book = make_book(2)
    plan = replace(book, items=[replace(item, recommendation="") for item in book.items])
    table = table_of(write_template_report(plan, make_lines(plan)))
    assert table.rows[0].texts(5)[1:4] == ("Мероприятие", "Срок", "Ответственный")
    assert table.rows[3].texts(5)[3] == "Ольга Ветрова"


def test_signs_of_markup_and_of_templates_come_out_as_written() -> None:
    book = make_book(1)
    text = "<w:p>Охват & рост</w:p> {{ 7 * 7 }} {% raw %} \x00"
    table = table_of(write_template_report(book, [ReportLine(0, "1.", text)]))
    assert table.rows[3].texts(5)[4] == "<w:p>Охват & рост</w:p> {{ 7 * 7 }} {% raw %}"


def test_a_template_restyled_in_word_is_used() -> None:
    own = docx.Document()
    own.add_paragraph("Наш отчёт {{ for_half }}: {{ rows|length }} строк")
    out = io.BytesIO()
    own.save(out)
    written = docx.Document(io.BytesIO(write_template_report(make_book(3), [], out.getvalue())))
    assert written.paragraphs[0].text == "Наш отчёт за 1 полугодие 2026-2027 учебного года: 8 строк"


def test_a_template_cannot_reach_beyond_its_values() -> None:
    own = docx.Document()
    own.add_paragraph("{{ heading.__class__.__mro__[1].__subclasses__() }}")
    out = io.BytesIO()
    own.save(out)
    with pytest.raises(UnreadableDocument) as refused:
        write_template_report(make_book(1), [], out.getvalue())
    assert str(refused.value.variables["reason"]).startswith("SecurityError")


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    book = make_book()
    path.write_bytes(write_template_report(replace(book, items=book.items[:3]), make_lines(book)))
    assert to_pdf(path).read_bytes().startswith(b"%PDF")
