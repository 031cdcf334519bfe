"""How people name items in a hurry, by dictation and from tables; what is left for the report."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.answers.courtesies import Courtesy, courtesy, without_courtesies
from roadmap.answers.likeness import Told, agrees, telling
from roadmap.answers.lines import counts_from_one, own_number, read_answer
from roadmap.answers.mentions import excepted
from roadmap.answers.places import read_alone
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.answers.questions import Asked, asked_about

NUMBERS = ("1", "1.1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "12", "57", "121", "150")


def _read(text: str) -> list[tuple[str | None, str]]:
    """Addresses («7.М3», a «?» after one in doubt) with the words that the report gets."""
    found: list[tuple[str | None, str]] = []
    for part in read_answer(text, NUMBERS):
        address = part.address
        written = None
        if address is not None:
            mark = "М" if address.kind is not None else ""
            written = address.item + (f".{mark}{address.number}" if address.number else "")
            written += "" if part.sure else "?"
        found.append((written, part.text))
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("8,9.1,11.2 все сделано", [("8", "все сделано"), ("9.1", "все сделано"), ("11.2", "все сделано")]),
        ("7 пункт 3 мероприятие изменения внесены", [("7.М3", "изменения внесены")]),
        ("7 п.3 изменения внесены", [("7.М3", "изменения внесены")]),
        ("по п. 12 договор заключён", [("12", "договор заключён")]),
        ("150 отчёт сдан\n340 тоже", [("150", "отчёт сдан"), ("340?", "тоже")]),
        ("по тринадцатому всё готово", [("13?", "всё готово")]),
        ("К п. 9.1: данные запросили", [("9.1", "данные запросили")]),
        ("сто двадцать первый пункт выполнен", [("121", "выполнен")]),
        ("Пункт шесть точка один подписали", [("6.1", "подписали")]),
        ("по пункту девять один перечень утвержден", [("9.1", "перечень утвержден")]),
        ("57 проведён; 121 проведена", [("57", "проведён"), ("121", "проведена")]),
        ("57 готово, а 121 ещё нет", [("57", "готово"), ("121", "ещё нет")]),
        ("57-выполнен\n150-в работе", [("57", "выполнен"), ("150", "в работе")]),
        ("1) 9.1 утверждён\n2) 8 обучены все", [("9.1", "утверждён"), ("8", "обучены все")]),
        ("✅ 9.2 направлен\n❌ 7.2 не готова", [("9.2", "направлен"), ("7.2", "не готова")]),
        ("ой, не 57, а 121 проведена", [("121", "проведена")]),
        ("и ещё 121 прошла", [("121", "прошла")]),
        ("5-7 кроме 6 исполнено", [("5", "исполнено"), ("7", "исполнено")]),
        ("Собрали от школ:\n8 – 75%\n9.1 готово\n10 готово", [("8", "75%"), ("9.1", "готово"), ("10", "готово")]),
        ("ну всё, закрываем: 5, 8, 9.1", [(one, "ну всё, закрываем: 5, 8, 9.1") for one in ("5", "8", "9.1")]),
        ("Во исполнение п. 12 дорожной карты отчёт направлен", [("12", "Во исполнение п. 12 дорожной карты отчёт направлен")]),
        ("Школа № 5\n8. обучено 4\n10. закреплено 2", [("8", "обучено 4"), ("10", "закреплено 2")]),
        ("8\t7 учителей\n10\t2 пары", [("8", "7 учителей"), ("10", "2 пары")]),
        ("шестой пункт второе мероприятие готово", [("6.М2", "готово")]),
        ("пятый и девятый отправлены", [("5", "отправлены"), ("9", "отправлены")]),
        ("20 пункт сделан", [("20?", "сделан")]),
        ("44-ФЗ закупки", []),
        ("4.2 млн руб.", []),
        ("7 готово, 5 приказов издано", [("7", "готово, 5 приказов издано")]),
    ],
)  # fmt: skip
def test_a_message_is_read_as_a_colleague_would(
    text: str, parts: list[tuple[str | None, str]]
) -> None:
    assert _read(text) == parts


@pytest.mark.parametrize(
    "text", ["в 9.1 надо", "это к 9.1, пожалуйста", "ой не то, 9.1", "нет, 9.1"]
)
def test_a_place_is_all_that_such_words_say(text: str) -> None:
    found = read_alone(text, NUMBERS)
    assert found is not None
    assert (found.item, found.number) == ("9", "1")


def test_what_an_exception_leaves_out_is_not_spoken_of() -> None:
    assert [one.item for one in excepted("все, кроме п. 9 и 11", NUMBERS)] == ["9", "11"]
    assert _read("все, кроме 9.1, сделано") == []


def test_the_documents_own_number_of_a_measure_is_known() -> None:
    assert own_number("3. изменения внесены") == ("3", "изменения внесены")
    assert own_number("мероприятие 3 выполнено") == ("3", "выполнено")
    assert own_number("3.12 совещание") is None
    for of_a_point in ("1.М3 проведено", "1.м3 готово", "1.M3 проведено", "7. КТ 2 готова"):
        assert own_number(of_a_point) is None
        assert not counts_from_one(f"{of_a_point}\n2.М1 готово")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Здравствуйте! Акт подписан, спасибо за напоминание", "Акт подписан"),
        ("Добрый день, коллеги! Приказ издан.\nС уважением, Ветрова", "Приказ издан"),
        ("Проверка проведена", "Проверка проведена"),
        ("Старт проекта дан 5 мая", "Старт проекта дан 5 мая"),
        ("Привет участникам передан", "Привет участникам передан"),
        ("Отправлено письмо с уважением к возрасту", "Отправлено письмо с уважением к возрасту"),
        ("Спасибо", "Спасибо"),
    ],
)
def test_the_report_gets_no_courtesies(text: str, bare: str) -> None:
    assert without_courtesies(text) == bare


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("какие у меня вообще сроки горят", Asked.DUE),
        ("покажи сроки на декабрь", Asked.DUE),
        ("помоги разобраться что тут нажимать", Asked.HELP),
        ("сформируй отчет", Asked.REPORT),
        ("отчёт", Asked.REPORT),
        ("а это точно мой пункт?", Asked.MY),
        ("список приглашённых готов, зал забронировали", None),
        ("можно до пятницы?", None),
    ],
)
def test_a_question_is_known_by_what_it_is_about(text: str, asked: Asked | None) -> None:
    assert asked_about(text) is asked


@pytest.mark.parametrize("text", ["спасибо, дружок!", "Спасибо! до понедельника"])
def test_thanks_with_a_few_words_are_thanks(text: str) -> None:
    assert courtesy(text) is Courtesy.THANKS


def test_thanks_before_an_answer_are_none() -> None:
    assert courtesy("спасибо, акт подписали") is None


def test_a_complaint_is_no_answer() -> None:
    assert courtesy("почему опять про 9.1, я же писала?!") is Courtesy.COMPLAINT
    assert courtesy("да сколько можно слать одно и то же!!!") is Courtesy.COMPLAINT
    assert courtesy("сколько можно было, столько и сделали: акт подписан") is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("можно до пятницы? кадры данные не дали", True),
        ("до понедельника не управимся, давайте до вторника", True),
        ("57 до пятницы можно", True),
        ("40 педагогов прошли курсы, ещё 6 в декабре", False),
        ("1.1 сделано, 1.3 не успели", False),
    ],
)
def test_one_statement_asks_for_time_and_the_others_say_why(text: str, *, asks: bool) -> None:
    asked = asks_to_put_off(text, NUMBERS, date(2026, 11, 23), replied=True)
    assert (asked is not None) is asks


def test_a_predicate_agrees_with_what_it_is_said_of() -> None:
    assert agrees("Состоялась", "Ярмарка мастеров")
    assert not agrees("Состоялась", "Субботник")
    assert not agrees("готово", "Совещание")  # impersonal


def test_what_was_done_does_not_tell_where_an_answer_belongs() -> None:
    act, list_of = Told("Подписан акт"), Told("Перечень мероприятий утверждён")
    assert telling("завтра подпишем", act, list_of) == 0
    assert telling("акт отнесли", act, list_of) == 1
