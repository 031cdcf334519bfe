"""What is plainly an answer to the one thing that waits, and what is asked about first."""

from __future__ import annotations

import pytest

from roadmap.answers.evidence import is_plainly_told


@pytest.mark.parametrize(
    "text",
    [
        "провели 12 ноября, 40 учителей", "готовится приказ", "на согласовании у юристов", "в работе",
        "вакцину не завезли", "без изменений", "ушло", "еще нет", "половина", "выполненно", "+", "✅",
        "набрали 40 чел список у меня", "Здравствуйте! Совещание провели, протокол вечером",
        "извините за задержку, отчет почти готов", "ждёт подписи главы", "всё по плану",
    ],
)  # fmt: skip
def test_what_tells_of_work_is_an_answer(text: str) -> None:
    assert is_plainly_told(text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "пришлите форму графика", "какой телефон у отдела", "меня перевели, уберите из рассылки",
        "Ольга Викторовна, а можно вам позвонить", "не дублируйте, в курсе всего", "интернета нет",
        "а кому это надо", "сколько можно", "хорошего дня", "вам виднее", "почему мне",
    ],
)  # fmt: skip
def test_what_asks_orders_or_tells_nothing_is_asked_about(text: str) -> None:
    assert not is_plainly_told(text, 0)


def test_words_of_the_item_itself_are_of_it_unless_they_ask_for_it() -> None:
    assert not is_plainly_told("график выездов", 0)
    assert is_plainly_told("график выездов", 0.4)
    assert not is_plainly_told("пришлите график выездов", 0.4)
