"""Greetings, thanks, questions and commands in words are told from answers."""

from __future__ import annotations

import pytest

from roadmap.answers.courtesies import Courtesy, courtesy, says_done_by_sign
from roadmap.answers.places import names_a_place
from roadmap.answers.questions import Asked, asked_about, item_asked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Спасибо большое 🙏", Courtesy.THANKS),
        ("спасибо за напоминание", Courtesy.THANKS),
        ("Добрый день, коллеги!", Courtesy.GREETING),
        ("с наступающим!!! 🎄", Courtesy.GREETING),
        ("Хорошего дня)", Courtesy.GREETING),
        ("хорошо, поняла", Courtesy.UNDERSTOOD),
        ("👌👌", Courtesy.UNDERSTOOD),
        ("Ой, извините, не туда написала", Courtesy.SORRY),
    ],
)
def test_a_courtesy_is_known_by_its_kind(text: str, kind: Courtesy) -> None:
    assert courtesy(text) is kind


@pytest.mark.parametrize(
    "text",
    ["да", "нет", "Готово", "Принято 14 заявок", "Выполнено, спасибо", "Хорошо прошёл семинар"],
)
def test_an_answer_is_no_courtesy(text: str) -> None:
    assert courtesy(text) is None


def test_a_plus_says_that_something_is_done() -> None:
    assert says_done_by_sign("+")
    assert says_done_by_sign("✅✅")
    assert not says_done_by_sign("👍")
    assert not says_done_by_sign("8 +")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("что у меня на этой неделе?", Asked.DUE),
        ("что у меня на этой неделе", Asked.DUE),
        ("что горит?", Asked.DUE),
        ("МОИ СРОКИ", Asked.MY),
        ("что мне делать дальше?", Asked.MY),
        ("что просрочено?", Asked.OVERDUE),
        ("что ты умеешь", Asked.HELP),
        ("помощь", Asked.HELP),
        ("а как отметить что выполнено?", Asked.HELP),
        ("кому звонить?", Asked.UNKNOWN),
        ("собери отчёт", Asked.REPORT),
    ],
)
def test_a_plain_question_is_understood(text: str, asked: Asked) -> None:
    assert asked_about(text) is asked


@pytest.mark.parametrize(
    "text",
    [
        "можно до среды?",
        "можно перенести на март?",
        "план на неделю утверждён",
        "список школ направлен",
        "что-то сделали",
    ],
)
def test_requests_and_answers_are_no_questions(text: str) -> None:
    assert asked_about(text) is None


def test_a_question_names_its_item() -> None:
    assert item_asked("когда срок по 8?") == "8"
    assert item_asked("сколько дней осталось по 6,2?") == "6.2"
    assert item_asked("когда срок?") is None


def test_words_name_a_place_only_where_they_tell_of_no_work() -> None:
    assert names_a_place("про наставников") == "наставников"
    assert names_a_place("это по питанию") == "питанию"
    assert names_a_place("по питанию всё проверили") is None
    assert names_a_place("про 8") is None
