"""Numbers of items as hands write them."""

from __future__ import annotations

import pytest

from roadmap.answers.lines import counts_from_one, read_answer
from roadmap.answers.places import read_alone
from roadmap.answers.spelling import respell
from roadmap.model import PointKind

NUMBERS = [str(number) for number in range(1, 17)] + ["121"]


def read(text: str) -> list[tuple[str, str | None, str]]:
    return [
        (part.address.item, part.address.number, part.text)
        for part in read_answer(text, NUMBERS)
        if part.address is not None and part.sure
    ]


@pytest.mark.parametrize(
    ("text", "item", "number", "rest"),
    [
        ("6,1 акт подписан", "6", "1", "акт подписан"),
        ("по пункту 6,2 - разместили", "6", "2", "разместили"),
        ("9 .1 готов", "9", "1", "готов"),
        ("6. 1 подписали", "6", "1", "подписали"),
        ("6-1 подписан", "6", "1", "подписан"),
        ("6/2 размещён", "6", "2", "размещён"),
        ("№ 8 обучены", "8", None, "обучены"),
        ("#8 обучены", "8", None, "обучены"),
        ("(8) готово", "8", None, "готово"),
        ("8-обучили всех", "8", None, "обучили всех"),
        ("пунк 8 обучли 40 учителей", "8", None, "обучли 40 учителей"),
        ("Пукт 12 отчот здан", "12", None, "отчот здан"),
        ("пнкт 9.1 готово", "9", "1", "готово"),
        ("по восьмому обучили всех", "8", None, "обучили всех"),
        ("десятый готов, приказ позже", "10", None, "готов, приказ позже"),
        ("8-й готов", "8", None, "готов"),
        ("по 8-му обучили", "8", None, "обучили"),
        ("сто двадцать первый выполнен", "121", None, "выполнен"),
        ("• 8 — 75%", "8", None, "75%"),
        ("8 пункт выполнен на 80%", "8", None, "выполнен на 80%"),
        ("кт1 9 пункта готова", "9", "1", "готова"),
    ],
)
def test_an_items_number_is_read_and_does_not_stay_in_the_answer(
    text: str, item: str, number: str | None, rest: str
) -> None:
    assert read(text) == [(item, number, rest)]


def test_a_measure_may_be_named_before_its_item() -> None:
    (part,) = read_answer("мероприятие 3 пункта 7 внесено", NUMBERS)
    assert part.address is not None
    assert (part.address.item, part.address.kind, part.address.number) == (
        "7", PointKind.MEASURE, "3",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["с 8 по 10 выполнили", "пункты с 8-го по 10-й выполнили", "8-10 выполнили"]
)
def test_a_range_names_every_item_within_it(text: str) -> None:
    assert read(text) == [(number, None, "выполнили") for number in ("8", "9", "10")]


@pytest.mark.parametrize(
    "text", ["6,1 и 6,2 сделано", "6.1 6.2 сделано", "6.1 сделано 6.2 сделано"]
)
def test_two_points_in_one_line_are_two_answers(text: str) -> None:
    assert read(text) == [("6", "1", "сделано"), ("6", "2", "сделано")]


@pytest.mark.parametrize(
    "text",
    [
        "8 А класс обследован", "9Б убрал двор", "9 Б и 10 А убрали парк", "5 «А» готов", "школа № 12 сдала",
        "СОШ 3 сдала", "20.11 провели", "10:00 начали", "1,5 часа", "8,1 %", "2,5 ставки введены", "1/2 школ сдала",
        "с 8 по 10 декабря были в Рязани", "с 5 по 9 класс прошли", "8-900-555-00-02 звоните", "первый семинар прошёл",
        "по первому вопросу ждём", "третья школа прислала",
    ],
)  # fmt: skip
def test_classes_schools_days_and_figures_are_no_items(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["25. Выполнено", "201 готово", "п. 77 сделали", "по пункту 18 отправили", "15-99 готово"],
)
def test_a_number_of_no_item_is_in_doubt_and_keeps_its_name(text: str) -> None:
    (part,) = read_answer(text, NUMBERS)
    assert part.address is not None
    assert not part.sure
    assert part.address.item in {"25", "201", "77", "18", "15-99"}


def test_what_counts_under_two_answers_is_asked_about_and_does_not_join_the_second() -> None:
    parts = read_answer("8 обучены все\n9 утвердили\n3 школы отчёт не прислали", NUMBERS)
    assert [(part.address and part.address.item, part.sure) for part in parts] == [
        ("8", True), ("9", True), ("3", False),
    ]  # fmt: skip
    assert parts[2].text == "3 школы отчёт не прислали"


@pytest.mark.parametrize(
    ("text", "item", "number"),
    [("6,1", "6", "1"), ("п.12", "12", None), ("по двенадцатому", "12", None), ("к пункту 5", "5", None), ("8!", "8", None),
     ("№ 8", "8", None), ("девятый пункт", "9", None)],
)  # fmt: skip
def test_a_number_may_be_all_of_a_message(text: str, item: str, number: str | None) -> None:
    address = read_alone(text, NUMBERS)
    assert address is not None
    assert (address.item, address.number) == (item, number)


@pytest.mark.parametrize("text", ["все", "20.11.2026", "25.11", "готово", "8 готово", "6.1, 6.2"])
def test_days_lists_and_words_are_no_number_alone(text: str) -> None:
    assert read_alone(text, NUMBERS) is None


def test_a_list_that_counts_from_one_is_told_from_items() -> None:
    assert counts_from_one("1. Провели\n2. Подписали\n3. Отправили")
    assert counts_from_one("1) собрали 2) обсудили")
    assert not counts_from_one("2. Провели\n3. Подписали")
    assert not counts_from_one("1. Провели")


def test_respelling_moves_no_letter() -> None:
    for text in ("9 .1 готов", "6. 1 акт", "• 8 — 75%", "с 8 по 10 готовы", "по пункту 6,2 готово"):
        assert len(respell(text, NUMBERS)) == len(text)
