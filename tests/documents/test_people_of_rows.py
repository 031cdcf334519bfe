"""Who answers for a row: columns of people kept apart, sub-rows that inherit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from documents.tables.reading import read_document
from roadmap.model import DraftItem
from tests.documents.sets.word import Plan

TODAY = date(2026, 1, 12)


def read(header: Sequence[str], *rows: Sequence[str]) -> tuple[DraftItem, ...]:
    content = Plan("План работы посёлка Парного на 2026 год").table(header, *rows).bytes()
    return read_document(content, "plan.docx", None, TODAY).items


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ответственный", "Исполнители"),
        ("Ответственный", "Соисполнители"),
        ("Ответственный исполнитель", "Соисполнители"),
        ("Исполнитель", "Соисполнители"),
        ("Ответственные", "Организаторы"),
        ("Ответственный", "Контроль"),
        ("Исполнитель", "Контроль за исполнением"),
        ("Ответственный", "Разработчик"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_responsible_and_those_beside_them_are_kept_apart(
    first: str, second: str, turned: bool
) -> None:
    people = [(first, "Орлова Е.А."), (second, "Белкина К.О., отдел кадров")]
    if turned:
        people.reverse()
    (item,) = read(
        ("№", "Мероприятие", "Срок", *(heading for heading, _ in people)),
        ("1", "Смета", "до 1 марта", *(names for _, names in people)),
    )
    assert item.responsible == ("Орлова Е.А.",)
    assert item.co_executors == ("Белкина К.О.", "отдел кадров")


@pytest.mark.parametrize("heading", ["Исполнители", "Соисполнители", "Организаторы", "Разработчик"])
def test_the_only_column_of_people_names_the_responsible(heading: str) -> None:
    (item,) = read(
        ("№", "Мероприятие", "Срок", heading), ("1", "Смета", "до 1 марта", "Орлова Е.А.")
    )
    assert (item.responsible, item.co_executors) == (("Орлова Е.А.",), ())


def test_a_column_of_control_that_tells_a_form_names_nobody() -> None:
    (item,) = read(
        ("№", "Мероприятие", "Срок", "Ответственный", "Контроль"),
        ("1", "Смета", "до 1 марта", "Орлова Е.А.", "справка"),
    )
    assert (item.responsible, item.co_executors) == (("Орлова Е.А.",), ())


HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


@pytest.mark.parametrize(
    "rows",
    [
        (("а)", "Собрать сведения", "март", ""), ("б)", "Свести их", "май", "")),
        (("", "а) Собрать сведения", "март", ""), ("", "б) Свести их", "май", "")),
        (("1.1", "Собрать сведения", "март", ""), ("1.2", "Свести их", "май", "")),
    ],
)
def test_sub_rows_inherit_who_answers_for_their_item(rows: tuple[tuple[str, ...], ...]) -> None:
    found = read(
        HEADER,
        ("1", "Подготовить доклад", "до 1 июня", "Орлова Е.А."),
        *rows,
        ("2", "Построить мост", "до 1 июля", ""),
    )
    *subs, last = found
    assert [item.responsible for item in subs] == [("Орлова Е.А.",)] * len(subs)
    assert last.responsible == ()
    texts = [measure.text for item in subs for measure in item.measures]
    parts = [part.text for item in subs for one in item.measures for part in one.parts]
    assert len(texts + parts) == 3


def test_a_sub_row_with_its_own_responsible_keeps_it() -> None:
    _, first, second = read(
        HEADER,
        ("1", "Подготовить доклад", "до 1 июня", "Орлова Е.А."),
        ("а)", "Собрать сведения", "март", "Белкина К.О."),
        ("б)", "Свести их", "май", ""),
    )
    assert (first.responsible, second.responsible) == (("Белкина К.О.",), ("Орлова Е.А.",))


def test_a_wrapped_and_named_body_is_one_responsible_in_a_row() -> None:
    (item,) = read(HEADER, ("1", "Смета", "до 1 марта", "Директор\nшколы им.\nА.С. Громова"))
    assert item.responsible == ("Директор школы им. А.С. Громова",)
