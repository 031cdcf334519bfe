"""The cells of an item's rows go with it as they stand in the document."""

from __future__ import annotations

from datetime import date

from documents.tables.reading import read_document
from roadmap.model import CellKind, DraftItem
from tests.documents.sets.merged import a_measure_over_several_deadlines
from tests.documents.sets.word import UP, Plan

TODAY = date(2025, 9, 1)


def read(content: bytes) -> dict[str, DraftItem]:
    return {item.number: item for item in read_document(content, "plan.docx", None, TODAY).items}


def rows_of(item: DraftItem) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    return [[(cell.kind.value, cell.title, cell.lines) for cell in row] for row in item.rows]


def test_each_row_of_an_item_goes_with_it_and_a_merged_cell_once() -> None:
    (first, second, third) = rows_of(read(a_measure_over_several_deadlines())["1"])
    assert first == [
        ("number", "№", ("1",)),
        ("work", "Мероприятие", ("Инвентаризация фондов",)),
        ("time", "Срок", ("март",)),
        ("responsible", "Ответственный", ("Ким О.А.",)),
    ]
    assert second == [
        ("time", "Срок", ("до 15 июня",)),
        ("responsible", "Ответственный", ("Юн Е.Е.",)),
    ]
    assert [lines for _, _, lines in third] == [("то же",), ("Юн Е.Е.",)]


def test_columns_that_say_nothing_of_the_work_go_with_it_line_for_line() -> None:
    plan = Plan("План работы парка города Костылёва на 2026 год").table(
        ("№", "Мероприятие", "Срок", "Ответственный", "Сумма", "Примечание"),
        ("1", "1. Обход.\n2. Полив.", "март\nиюнь", "Ким О.А.\nЮн Е.Е.", "120", "из бюджета"),
        ("2", "Отчёт", "декабрь", UP, UP, ""),
    )
    found = read(plan.bytes())
    assert rows_of(found["1"])[0][1:5] == [
        ("work", "Мероприятие", ("1. Обход.", "2. Полив.")),
        ("time", "Срок", ("март", "июнь")),
        ("responsible", "Ответственный", ("Ким О.А.", "Юн Е.Е.")),
        ("other", "Сумма", ("120",)),
    ]
    # Who answers for both rows stands with both; a sum of money is not told twice.
    kinds = [cell.kind for cell in found["2"].rows[0]]
    assert CellKind.RESPONSIBLE in kinds
    assert CellKind.OTHER not in kinds


def test_a_document_within_a_cell_is_not_kept_whole() -> None:
    plan = Plan("План работы парка города Костылёва на 2026 год").table(
        ("№", "Мероприятие", "Срок", "Примечание"),
        ("1", "Обход", "март", "слово " * 9000),
        ("2", "Отчёт", "декабрь", ""),
    )
    (note,) = [cell for cell in read(plan.bytes())["1"].rows[0] if cell.title == "Примечание"]
    assert sum(map(len, note.lines)) <= 8000
