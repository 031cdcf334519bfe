"""A numeral and its noun agree, or the number is an item's."""

from __future__ import annotations

import pytest

from roadmap.answers.numerals import Agreement, agreement


def of(text: str) -> Agreement:
    number, rest = text.split(" ", 1)
    return agreement(int(number), f" {rest}")


@pytest.mark.parametrize(
    "text",
    [
        "12 отчётов", "2 плана", "3 школы", "5 кабинетов обследовано", "10 учителей записались", "7 писем вернулось",
        "16 школ", "6 утренников", "300 человек", "25 справок", "12 заседаний", "5 новых программ", "2 субботника",
        "8 мастер-классов", "5 поездок", "9 детей", "4 корпуса", "14 столовых", "112 договоров",
    ],
)  # fmt: skip
def test_a_noun_in_the_form_that_the_number_governs_is_counted(text: str) -> None:
    assert of(text) is Agreement.COUNTS


@pytest.mark.parametrize(
    "text",
    [
        "12 отчёт готов", "2 план утверждён", "10 учителя обучены", "5 кабинеты обследованы", "3 мониторинг готов",
        "57 субботник провели", "8 курсы прошли", "6 акт подписан", "9 перечень готов", "12 музей открыт", "3 урок",
        "3 справка готова", "5 обследование проведено", "12 все сдали", "8 обучили", "112 договор подписан",
    ],
)  # fmt: skip
def test_a_noun_in_another_form_begins_the_answer_to_an_item(text: str) -> None:
    assert of(text) is Agreement.NAMES


@pytest.mark.parametrize(
    "text",
    [
        "121 ярмарка проведена",
        "1 совещание",
        "2 место",
        "2 этап",
        "8 класс",
        "3 СОШ",
        "8 и",
        "8 done",
    ],
)
def test_a_word_that_may_be_counted_or_named_is_left_open(text: str) -> None:
    assert of(text) is Agreement.EITHER
