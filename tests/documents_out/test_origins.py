"""A report is written where its items stood at the import, whatever the reader has become since."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.files.word_in import read_docx
from documents.tables import rows
from documents.tables.reading import read_document
from documents.words import headings
from documents.writing.report import write_report
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.model import Draft, InTable, InText, Period
from roadmap.report.composing import ReportLine
from tests.documents.sets.documents import Case
from tests.documents.sets.traps import TRAPS
from tests.documents_out.shared import lines_of, reported

TODAY = date(2026, 1, 12)
YEAR = Period.calendar(2026)
FIRST = YEAR.halves()[0]
ROWS = (
    ("А", "Б", "В", "Г"),
    ("1", "Провести субботник у школы № 3", "как сойдёт снег", "Котова Т.Т."),
    ("2", "Открыть летнюю площадку", "как потеплеет", "Белов О.О."),
)
TRAP = [case for case in TRAPS if case.suffix == "docx"]


def plan(*tables: Sequence[Sequence[str]], title: str = "План работы на 2026 год") -> bytes:
    """A title and tables of these texts, each below a line of its own."""
    document = docx.Document()
    document.add_paragraph(title)
    for texts in tables:
        table = document.add_table(len(texts), len(texts[0]))
        for row, told in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, told, strict=True):
                cell.text = text
        document.add_paragraph("")
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes, *columns: str) -> Draft:
    return read_document(content, "план.docx", None, TODAY, columns or None)


def columns_of(content: bytes, column: int, table: int = 0) -> list[str]:
    """What each row of a table of the report says in a column."""
    found = read_docx(content)[table]
    return [row.texts(found.width)[column] for row in found.rows]


def test_a_table_whose_columns_the_coordinator_named_gets_its_report_in_its_own_form() -> None:
    source = plan(ROWS)
    with pytest.raises(UnsureColumns):
        read(source)
    draft = read(source, "number", "measure", "deadline", "responsible")
    report = reported(source, draft)
    assert columns_of(report, 4) == [
        "Проведено в 1 полугодии 2026 года",
        "Проведено 1.\nОхват – 0%.",
        "Проведено 2.\nОхват – 1%.",
    ]
    assert columns_of(report, 1) == [row[1] for row in ROWS]
    assert read_docx(report)[0].above == (
        "Отчет о выполнении плана работы за 1 полугодие 2026 года",
    )


def test_a_column_that_the_coordinator_named_for_the_report_is_filled() -> None:
    source = plan(ROWS)
    draft = read(source, "number", "measure", "deadline", "report")
    report = reported(source, draft)
    assert read_docx(report)[0].width == 4
    assert columns_of(report, 3) == ["Г", *(line.text for line in lines_of(draft))]


def test_a_named_table_of_an_older_import_is_left_to_the_template() -> None:
    lines = [ReportLine(n, str(n + 1), "Сделано.") for n in range(2)]
    with pytest.raises(UnreadableDocument, match="error-no-table"):
        write_report(plan(ROWS), lines, FIRST, YEAR)


@pytest.mark.parametrize("case", TRAP, ids=lambda case: case.name)
def test_a_reader_that_understands_nothing_any_more_moves_no_report(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = case.make()
    draft = read(source)
    before = reported(source, draft)

    def fails(*_: object) -> None:
        raise AssertionError("the reader was asked")

    monkeypatch.setattr(rows.RowWalk, "walk", fails)
    monkeypatch.setattr(headings, "WORDS", ())
    headings.meaning_of.cache_clear()
    try:
        assert reported(source, draft) == before
    finally:
        headings.meaning_of.cache_clear()


def test_a_second_table_with_other_columns_gets_its_own_report_column() -> None:
    told = ("№", "Мероприятие", "Срок", "Отметка об исполнении", "Ответственный")
    source = plan(
        (("№", "Мероприятие", "Срок"), ("1", "Ремонт", "март"), ("2", "Покраска", "май")),
        (told, ("3", "Слёт", "июнь", "", "Отдел"), ("4", "Сбор", "июль", "", "Отдел")),
    )
    draft = read(source)
    assert [item.origin for item in draft.items] == [
        InTable(0, 1, 1, 1, None),
        InTable(0, 2, 2, 1, None),
        InTable(1, 1, 1, 1, 3),
        InTable(1, 2, 2, 1, 3),
    ]
    report = reported(source, draft)
    first, second = read_docx(report)[:2]
    assert [first.width, second.width] == [4, 5]
    assert columns_of(report, 3)[1:] == [line.text for line in lines_of(draft)[:2]]
    assert columns_of(report, 3, table=1)[1:] == [line.text for line in lines_of(draft)[2:]]


def test_an_item_over_several_rows_stands_in_all_of_them_and_is_reported_in_the_first() -> None:
    source = plan(
        (
            ("№", "Мероприятие", "Срок"),
            ("1", "Ремонт:", "март"),
            ("", "- кровли;", "апрель"),
            ("", "- пола.", "май"),
            ("2", "Покраска", "июнь"),
        )
    )
    draft = read(source)
    assert [item.origin for item in draft.items] == [
        InTable(0, 1, 3, 1, None),
        InTable(0, 4, 4, 1, None),
    ]
    told = columns_of(reported(source, draft), 3)
    assert told[1:] == ["Проведено 1.\nОхват – 0%.", "", "", "Проведено 2.\nОхват – 1%."]


def test_rows_are_those_of_the_file_where_the_title_stands_in_the_table() -> None:
    document = docx.Document(
        io.BytesIO(
            plan(
                (
                    ("План на 2026 год", "", ""),
                    ("№", "Мероприятие", "Срок"),
                    ("1", "Ремонт", "март"),
                    ("2", "Покраска", "май"),
                )
            )
        )
    )
    title = document.tables[0].rows[0].cells
    title[0].merge(title[2])
    draft = read(saved(document))
    assert [item.origin for item in draft.items] == [
        InTable(0, 2, 2, 1, None),
        InTable(0, 3, 3, 1, None),
    ]
    assert [head.headings for head in draft.heads] == [((1,),)]
    said = columns_of(reported(saved(document), draft), 3)
    assert said[1:] == [
        "Проведено в 1 полугодии 2026 года",
        "Проведено 1.\nОхват – 0%.",
        "Проведено 2.\nОхват – 1%.",
    ]


def test_a_row_that_a_tracked_change_deleted_is_not_counted() -> None:
    texts = (("№", "Мероприятие", "Срок"), ("1", "Лишнее", "март"), ("2", "Покраска", "май"))
    document = docx.Document(io.BytesIO(plan((*texts, ("3", "Слёт", "июнь")))))
    look = document.tables[0].rows[1]._tr.get_or_add_trPr()
    look.append(OxmlElement("w:del"))
    draft = read(saved(document))
    assert [item.origin for item in draft.items] == [
        InTable(0, 1, 1, 1, None),
        InTable(0, 2, 2, 1, None),
    ]
    assert columns_of(reported(saved(document), draft), 3)[1:] == [
        line.text for line in lines_of(draft)
    ]


def test_hidden_rows_and_struck_out_text_stay_so() -> None:
    texts = (("№", "Мероприятие", "Срок"), ("1", "Ремонт", "март"), ("2", "Покраска", "май"))
    document = docx.Document(io.BytesIO(plan(texts)))
    table = document.tables[0]
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    paragraph = table.rows[2].cells[1].paragraphs[0]
    paragraph.runs[0].font.strike = True
    paragraph.add_run("Уборка")
    draft = read(saved(document))
    assert [item.measures[0].text for item in draft.items] == ["Уборка"]
    written = docx.Document(io.BytesIO(reported(saved(document), draft))).tables[0]
    hidden = [row._tr.get_or_add_trPr().find(qn("w:hidden")) is not None for row in written.rows]
    assert hidden == [False, True, False]
    struck, said = (written.rows[2].cells[n].paragraphs[0].runs[0] for n in (1, 3))
    assert (struck.font.strike, said.font.strike) == (True, None)
    assert [row.cells[3].text for row in written.rows][1] == ""


def test_an_item_that_the_document_has_no_more_is_left_out() -> None:
    source = plan((("№", "Мероприятие", "Срок"), ("1", "Ремонт", "март"), ("2", "Слёт", "май")))
    draft = read(source)
    lines = [replace(line, number="1†") for line in lines_of(draft)[:1]]
    gone, kept = replace(lines[0], origin=None), lines_of(draft)[1]
    report = write_report(source, [gone, kept], FIRST, YEAR, draft.heads)
    assert columns_of(report, 3)[1:] == ["", kept.text]


def test_the_answer_stands_below_an_item_of_the_text_in_its_look() -> None:
    document = docx.Document()
    document.add_paragraph("План работы на 2026 год")
    for text in ("1. Провести субботник.", "Срок – до 30 апреля.", "2. Открыть площадку."):
        document.add_paragraph().add_run(text).italic = True
    document.add_paragraph("Глава города")
    lines = [
        ReportLine(0, "1", "Проведён 18.04.2026.\nВышли 80 человек.", InText(1, 2)),
        ReportLine(1, "2", "", InText(3, 3)),
    ]
    written = docx.Document(io.BytesIO(write_report(saved(document), lines, FIRST, YEAR)))
    assert [paragraph.text for paragraph in written.paragraphs] == [
        "Отчет о выполнении плана работы за 1 полугодие 2026 года",
        "1. Провести субботник.",
        "Срок – до 30 апреля.",
        "Исполнение: Проведён 18.04.2026.",
        "Вышли 80 человек.",
        "2. Открыть площадку.",
        "Глава города",
    ]
    assert [run.italic for run in written.paragraphs[3].runs] == [True]


@pytest.mark.parametrize(
    "origin", [InTable(7, 0, 0, 1, None), InTable(0, 99, 99, 1, None), InText(99, 99)]
)
def test_a_source_that_has_no_such_place_is_refused(origin: InTable | InText) -> None:
    lines = [ReportLine(0, "1", "Сделано.", origin)]
    with pytest.raises(UnreadableDocument, match="error-no-table"):
        write_report(plan(ROWS), lines, FIRST, YEAR)
