"""Numbers of items as documents have them: repeated, started anew, with what stands beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from documents.tables.numbering import number_items
from documents.tables.raw_items import RawItem
from documents.tables.reading import read_document
from roadmap.drafts.adoption import adopt
from roadmap.drafts.edition import compare
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.model import Caution, CautionCode, Draft
from tests.documents.sets.word import RIGHT, Plan

TODAY = date(2026, 1, 12)
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def read(*rows: Sequence[str]) -> Draft:
    content = Plan("План работы посёлка Парного на 2026 год").table(HEADER, *rows).bytes()
    return read_document(content, "plan.docx", None, TODAY)


def work(number: str, text: str, deadline: str = "до 1 марта") -> tuple[str, ...]:
    return (number, text, deadline, "Ким О.А.")


def section(title: str) -> tuple[str, ...]:
    return (title, RIGHT, RIGHT, RIGHT)


def anew() -> Draft:
    return read(
        section("Кадры"),
        work("1", "Принять на работу"),
        work("2", "Обучить"),
        section("Ремонт"),
        work("1", "Составить смету"),
        work("2", "Починить крышу"),
        work("3", "Принять работы"),
    )


def addressed(*given: tuple[str | None, str]) -> list[tuple[str, str]]:
    raw = [RawItem(number, (heading,) if heading else (), "") for number, heading in given]
    return [(one.address, one.written) for one in number_items(raw)[0]]


def test_where_numbers_start_anew_an_item_keeps_its_own_and_is_addressed_with_its_section() -> None:
    draft = anew()
    assert [item.number for item in draft.items] == ["1·1", "1·2", "2·1", "2·2", "2·3"]
    assert [item.number_written for item in draft.items] == ["1", "2", "1", "2", "3"]


def test_the_json_has_the_documents_number_and_the_address_beside_it() -> None:
    form = json.loads(json.dumps(draft_as_json(anew())))
    assert [item["number"] for item in form["items"]] == ["1", "2", "1", "2", "3"]
    assert [item["address"] for item in form["items"]] == ["1·1", "1·2", "2·1", "2·2", "2·3"]


def test_a_draft_comes_back_from_json_with_both_numbers() -> None:
    draft = anew()
    assert draft_from_json(draft_as_json(draft)).items == draft.items


def test_the_coordinator_is_told_how_such_items_are_addressed() -> None:
    assert anew().warnings[0] == Caution.of(
        CautionCode.ANEW, title="Ремонт", number="1", address="2·1", typed="2.1"
    )


def test_the_sections_own_numbers_are_in_the_address_where_each_has_one() -> None:
    assert addressed(("1", "Раздел II. Кадры"), ("1", "Раздел III. Ремонт")) == [
        ("2·1", "1"),
        ("3·1", "1"),
    ]
    assert addressed(("1", "1.1. Кадры"), ("1", "1.2. Ремонт")) == [("1.1·1", "1"), ("1.2·1", "1")]


def test_sections_are_counted_where_some_have_no_number_of_their_own() -> None:
    assert addressed(("1", "5. Кадры"), ("1", "Ремонт")) == [("1·1", "1"), ("2·1", "1")]


def test_numbers_that_go_on_through_the_sections_stay_plain() -> None:
    assert addressed(("1", "Кадры"), ("2", "Ремонт")) == [("1", "1"), ("2", "2")]


def test_a_number_that_only_stands_twice_gets_a_letter_and_moves_no_other() -> None:
    draft = read(work("1", "Один"), work("2", "Два"), work("2", "Ещё два"), work("3", "Три"))
    assert [(item.number, item.number_written) for item in draft.items] == [
        ("1", "1"),
        ("2", "2"),
        ("2а", "2"),
        ("3", "3"),
    ]
    assert Caution.of(CautionCode.TWICE, number="2", address="2а") in draft.warnings


def test_rows_that_are_all_numbered_one_are_counted_through() -> None:
    draft = read(*(work("1", text) for text in ("Раз", "Два", "Три", "Четыре")))
    assert [item.number for item in draft.items] == ["1", "2", "3", "4"]
    assert [item.number_written for item in draft.items] == ["1"] * 4
    assert Caution.of(CautionCode.NUMBERS) in draft.warnings


def test_tables_without_headings_that_start_anew_are_counted() -> None:
    plan = Plan("План работы посёлка Парного на 2026 год")
    for texts in (("Смета", "Ремонт"), ("Семинар", "Слёт")):
        rows = (work(str(number), text) for number, text in enumerate(texts, 1))
        plan = plan.table(HEADER, *rows).text("Подпись не требуется")
    draft = read_document(plan.bytes(), "plan.docx", None, TODAY)
    assert [item.number for item in draft.items] == ["1·1", "1·2", "2·1", "2·2"]
    assert draft.warnings[0].code in (CautionCode.ANEW_IN_TABLES, CautionCode.ANEW)


def test_a_question_names_the_item_by_its_address() -> None:
    draft = read(
        section("Кадры"),
        work("1", "Принять на работу"),
        section("Ремонт"),
        work("1", "1. Составить смету\n2. Починить крышу", "март\nмай\nиюнь"),
    )
    assert {question.item for question in draft.questions if question.item} == {"2·1"}


def test_a_new_edition_is_matched_by_section_and_number_though_a_section_comes_before() -> None:
    def plan(*before: Sequence[str]) -> Draft:
        return read(
            *before,
            section("Кадры"),
            work("1", "Совещание с начальниками"),
            work("2", "Приём"),
            section("Ремонт"),
            work("1", "Совещание с начальниками"),
        )

    old = adopt(plan(), TODAY)
    new = adopt(plan(section("Общее"), work("1", "Совещание с начальниками")), TODAY)
    changes = compare(old, new)
    assert [rows.item.section for rows in changes.added] == [("Общее",)]
    assert [(one.old.item.number, one.new.item.number) for one in changes.matched] == [
        ("1·1", "2·1"),
        ("1·2", "2·2"),
        ("2·1", "3·1"),
    ]


@pytest.mark.parametrize(("written", "own"), [("1", "1"), ("1.1", "1.1")])
def test_an_item_of_a_draft_of_an_earlier_version_keeps_its_number(written: str, own: str) -> None:
    stored = json.dumps(draft_as_json(read(work(written, "Смета"), work("5", "Ремонт"))))
    form = json.loads(stored)
    for item in form["items"]:
        del item["address"], item["co_executors"]
    first = draft_from_json(form).items[0]
    assert (first.number, first.written, first.co_executors) == (own, "", ())
