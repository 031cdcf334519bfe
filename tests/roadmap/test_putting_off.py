"""Which messages ask for more time, and which are answers that only speak of another day."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.answers.putting_off import asks_to_put_off, statement_of_day
from roadmap.deadlines.spoken import Speech

NUMBERS = ("1", "1.1", "2", "5", "6", "8", "9", "10", "57", "121")
MONDAY = date(2026, 11, 23)


def _address(text: str, *, replied: bool = False) -> str | None:
    """The address named («9.1», «2.М2», "" for none); None where nothing is asked for."""
    asked = asks_to_put_off(text, NUMBERS, MONDAY, replied=replied)
    if asked is None:
        return None
    return ", ".join(
        one.item + (f".{'М' if one.kind else ''}{one.number}" if one.number else "")
        for one in asked.addresses
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("не смогу до 15го, давайте 25", ""),
        ("не сделаем к пятнице", ""),
        ("не получится раньше 20 декабря", ""),
        ("не успеваю", ""),
        ("Не успеваем!", ""),
        ("ничего не успеваю", ""),
        ("не успею к сроку", ""),
        ("не уложимся в срок", ""),
        ("не успеваю по 121", "121"),
        ("по 121 не успеваем", "121"),
        ("121 не успеваем, сдвиньте на неделю", "121"),
        ("п. 8 не успеваем", "8"),
        ("перенести 2.М2 на 15 декабря", "2.М2"),
        ("Перенести 2 М2 на 15 декабря", "2.М2"),
        ("перенесите 9.1 на 11 декабря, завучи на олимпиаде", "9.1"),
        ("перенесите 1.1 на 11 декабря", "1.1"),
        ("перенос 10 на 7.12", "10"),
        ("перенос срока по 10 на 7.12", "10"),
        ("дождь, перенесите 57 на 5 декабря", "57"),
        ("продлите 9.1 на 2 недели", "9.1"),
        ("продлите, пожалуйста, срок по пункту 8 до пятницы", "8"),
        ("Прошу продлить срок по п.5 до 11 декабря", "5"),
        ("прошу перенести на 15 декабря", ""),
        ("просьба сдвинуть на неделю", ""),
        ("отложите до понедельника", ""),
        ("нужна отсрочка", ""),
        ("дайте еще 5 дней", ""),
        ("дайте нам время до четверга", ""),
        ("нужно ещё 3 дня", ""),
        ("ещё неделю", ""),
        ("можно до среды?", ""),
        ("можно ещё недельку?", ""),
        ("давайте на пятницу", ""),
        ("8 можно до конца месяца?", "8"),
        ("заболела, не успеваю, можно до понедельника?", ""),
        ("не успеваем подготовить отчёт, перенесите на 10.12", ""),
        ("could you postpone it to 15 December", ""),
        ("8 need more time", "8"),
    ],
)
def test_a_message_that_asks_for_more_time_is_a_request(text: str, address: str) -> None:
    assert _address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "выполнено",
        "8 выполнено",
        "8 семинар проведён 20 ноября, отчёт просим перенести на 1 декабря",
        "охвачено 75 %, остальных просим перенести на декабрь",
        "обучено 12 из 15, трое не успевают в срок",
        "мероприятие перенесено на 15 декабря",
        "перенесли на следующую неделю",
        "срок перенесён приказом № 5",
        "переносить срок не нужно",
        "не переносите",
        "провели без переноса",
        "до пятницы",
        "на неделю",
        "завтра",
        "15 декабря",
        "план на декабрь",
        "готовимся к 15 декабря",
        "сделаем до пятницы",
        "работаем, будет готово к пятнице",
        "12",
        "привет",
        "не готово",
        "8 – 75 %",
        "нужно 5 учебников",
        "прошу прислать форму",
        "не сможем провести: карантин",
        "8 собрали данные, можно до среды доделать таблицу?",
        "первая строка, не успеваем\nвторая строка",
    ],
)
def test_a_message_that_tells_of_work_or_of_nothing_is_none(text: str) -> None:
    assert _address(text) is None


@pytest.mark.parametrize(
    "text", ["на неделю", "до пятницы", "+ неделя", "через две недели", "к 1.12"]
)
def test_in_a_reply_a_new_day_alone_asks(text: str) -> None:
    assert _address(text, replied=True) == ""


@pytest.mark.parametrize(
    "text", ["15", "20.11", "до 20 ноября", "8", "75 %", "завтра сдадим", "готово"]
)
def test_in_a_reply_a_number_or_a_day_that_was_is_an_answer(text: str) -> None:
    assert _address(text, replied=True) is None


def test_the_words_are_those_without_the_number() -> None:
    asked = asks_to_put_off("не успеваю по 9.1, прошу до среды", NUMBERS, MONDAY)
    assert asked is not None
    assert asked.words == "не успеваю прошу до среды"


def test_a_long_text_is_an_answer() -> None:
    assert asks_to_put_off("не успеваем, " + "а" * 300, NUMBERS, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("до завтра не успеем, дайте до вторника", "дайте до вторника"),
        ("к 20 не управимся, можно до 27", "можно до 27"),
        ("до 15 января дайте, год не закрыт", "до 15 января дайте"),
        ("не успеваем до пятницы", "не успеваем до пятницы"),
    ],
)
def test_the_day_that_is_missed_is_not_the_one_asked_for(text: str, day: str) -> None:
    assert statement_of_day(text, Speech(date(2027, 11, 17))).strip() == day
