"""Plans in paragraphs, from a file to the draft."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from docx import Document

from documents.tables.reading import read_document
from documents.writing.report import write_report
from roadmap.report.composing import ReportLine
from tests.documents.sets.told import told
from tests.documents.sets.word import Plan

TODAY = date(2026, 11, 30)

ORDER = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ГОРОДА ЗАРЕЧИНСКА",
    "ПРИКАЗ",
    "от 15.01.2024 № 12",
    "О подготовке к летнему отдыху",
    "В целях организации отдыха ПРИКАЗЫВАЮ:",
    "1. Провести обследование площадок.",
    "Срок – до 15 мая.",
    "Отв.: Орлова Е.А.",
    "2. Отделу культуры (Ким О.А.) подготовить программу (до 20 мая).",
    "3. Контроль за исполнением приказа оставляю за собой.",
    "Начальник управления ____________ Б.И. Зуев",
)
READ = [
    "1 Провести обследование площадок. @ 2024-05-15 | Орлова Е.А.",
    "2 Отделу культуры (Ким О.А.) подготовить программу @ 2024-05-20 | Ким О.А.",
    "3 Контроль за исполнением приказа оставляю за собой. @ —",
]


def test_an_order_in_word_is_read_with_the_year_of_its_date() -> None:
    draft = read_document(Plan(*ORDER).bytes(), "приказ.docx", None, TODAY)
    assert told(draft) == READ
    assert draft.questions == ()


def test_the_same_order_as_text_wrapped_by_hand_reads_alike() -> None:
    text = "\n".join(ORDER).replace("подготовить программу", "подготовить\nпрограмму")
    draft = read_document(text.encode("cp1251"), "приказ.txt", None, TODAY)
    assert told(draft) == READ


def test_a_paper_without_any_deadline_is_not_refused() -> None:
    paper = Plan("Протокол совещания", "1. Обсудили подготовку.", "2. Решили создать комиссию.")
    draft = read_document(paper.bytes(), "протокол.docx", None, TODAY)
    assert [item.number for item in draft.items] == ["1", "2"]


def test_a_section_over_numbered_instructions_is_kept() -> None:
    paper = Plan(
        "Перечень поручений на 2024 год",
        "1. Управлению образования:",
        "1.1. Составить списки до 1 марта.",
        "1.2. Обновить сайт до 1 апреля.",
    )
    draft = read_document(paper.bytes(), "поручения.docx", None, TODAY)
    assert told(draft) == [
        "1.1 [1. Управлению образования] Составить списки @ 2024-03-01 | Управлению образования",
        "1.2 [1. Управлению образования] Обновить сайт @ 2024-04-01 | Управлению образования",
    ]


def test_the_next_whole_number_leaves_the_section_that_a_number_opened() -> None:
    paper = Plan(
        "Постановление на 2024 год",
        "1. Создать штаб до 1 марта.",
        "2. Управлению дорог:",
        "2.1. закрепить до 13 апреля за цехами прилегающие к ним газоны;",
        "2.2. вывезти мусор до 16 апреля.",
        "3. МУП «Зелень» высадить липы до 8 мая.",
    )
    draft = read_document(paper.bytes(), "постановление.docx", None, TODAY)
    assert [item.section for item in draft.items] == [
        (),
        ("2. Управлению дорог",),
        ("2. Управлению дорог",),
        (),
    ]


def test_the_next_whole_number_of_a_table_leaves_the_section_too() -> None:
    table = Plan("План на 2024 год").table(
        ("№", "Мероприятие", "Срок", "Ответственный"),
        ("1", "Кадры", "", ""),
        ("1.1", "Приём", "март", "МКУ"),
        ("1.2", "Учёба", "май", "МКУ"),
        ("2", "Отчёт", "июнь", "МКУ"),
        ("3", "Ремонт", "июль", "МКУ"),
    )
    draft = read_document(table.bytes(), "план.docx", None, TODAY)
    assert [item.section for item in draft.items] == [("1 Кадры",)] * 2 + [()] * 2


def test_an_order_as_text_without_any_field_is_no_plan_typed_in_a_chat() -> None:
    text = """ПОСТАНОВЛЕНИЕ
от 04.04.2018 № 311

ПОСТАНОВЛЯЕТ:

   1. Отделу торговли (Плетнёва Г.В.) обследовать места уличной тор-
говли и представить перечень нарушений в штаб в срок до 20 апреля
2018 года.
   2. Провести субботники 14 и 21 апреля.
"""
    draft = read_document(text.encode(), "постановление.txt", None, TODAY)
    assert told(draft) == [
        "1 Отделу торговли (Плетнёва Г.В.) обследовать места уличной торговли и представить"
        " перечень нарушений в штаб @ 2018-04-20 | Плетнёва Г.В.",
        "2 Провести субботники 14 и 21 апреля. @ 2018-04-14+2018-04-21",
    ]


def test_the_report_is_written_below_each_item_and_reads_back_as_its_progress() -> None:
    source = Plan(*ORDER).bytes()
    draft = read_document(source, "приказ.docx", None, TODAY)
    said = ["12.05.2024 обследованы 8 площадок.\nАкты подписаны.", "", None]
    lines = [
        ReportLine(place, item.number, text, item.origin)
        for place, (item, text) in enumerate(zip(draft.items, said, strict=True))
    ]
    half = draft.period.halves()[0]
    report = write_report(source, lines, half, draft.period)
    title, heading, *_ = Document(io.BytesIO(report)).paragraphs
    assert title.text == "Отчет о выполнении за 1 полугодие 2024 года"
    assert heading.text == ORDER[0]
    again = read_document(report, "отчёт.docx", None, TODAY)
    assert [item.progress for item in again.items] == [said[0], "", ""]
    assert [replace(item, progress="") for item in again.without_origins().items] == [
        *draft.without_origins().items
    ]
