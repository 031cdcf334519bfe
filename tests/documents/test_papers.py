"""Plans in paragraphs, from a file to the draft."""

from __future__ import annotations

from datetime import date

from documents.tables.reading import read_document
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
