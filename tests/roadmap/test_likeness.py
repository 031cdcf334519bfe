"""Which item an answer's words speak of."""

from __future__ import annotations

from time import process_time

import pytest

from roadmap.answers.likeness import Told, alike, scores, stem

PLACES = {
    "1": Told("Совещание с директорами ОУ по итогам мониторинга"),
    "1.1": Told("Совещание с завучами по расписанию"),
    "5": Told("Обследование кабинетов химии"),
    "6.1": Told("Подписан акт", "Акт приёмки"),
    "6.2": Told("Акт размещён на сайте", "Акт приёмки"),
    "8": Told("Обучение учителей на курсах", "доля обученных, %"),
    "9.1": Told("Перечень мероприятий утверждён", "Перечень мероприятий"),
    "10": Told("Закрепить учителей-наставников", "", "Кадры"),
}


def best(text: str) -> str:
    found = scores(text, list(PLACES.values()))
    return max(zip(found, PLACES, strict=True))[1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("совещание с директорами прошло", "1"),
        ("савещание с деректорами провели", "1"),
        ("расписание с завучами согласовали", "1.1"),
        ("кабинеты химии посмотрели все", "5"),
        ("акт на сайте разместили", "6.2"),
        ("акт подписали", "6.1"),
        ("80% обучено", "8"),
        ("учетеля прошли курсы все", "8"),
        ("доля 82%", "8"),
        ("утвердили перечень", "9.1"),
        ("про наставников", "10"),
        ("кадровое: готово", "10"),
    ],
)
def test_words_find_their_item_by_stems_and_in_spite_of_slips(text: str, place: str) -> None:
    assert best(text) == place


def test_words_about_everything_find_nothing() -> None:
    assert set(scores("всё сделано, готово", list(PLACES.values()))) == {0.0}


@pytest.mark.parametrize(
    ("one", "other"),
    [("обучено", "обучили"), ("отчёт", "отчётами"), ("акт", "акта"), ("утвердили", "утверждён")],
)
def test_forms_of_one_word_are_alike(one: str, other: str) -> None:
    assert alike(stem(one), stem(other)) >= 0.85
    assert alike(stem(one), stem("ярмарка")) == 0


def test_a_plan_of_a_thousand_items_is_ranked_within_a_second() -> None:
    places = [Told(f"Мероприятие {n}: ярмарка мастеров и субботник") for n in range(1000)]
    began = process_time()
    scores("савещание с деректорами о закупках прошло вчера", places)
    assert process_time() - began < 1


def test_a_noun_in_la_is_no_verb_of_the_past() -> None:
    assert {stem(word) for word in ("школа", "школы", "школе", "школ")} == {"школ"}
    assert stem("провела") == stem("провели")
    assert stem("прошла") == stem("прошли")
