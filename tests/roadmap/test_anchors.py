"""What a deadline is counted from, and how far."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.deadlines.anchors import anchor_key, counted_from, day_counted
from roadmap.model.policy import WEEKENDS

FRIDAY = date(2021, 7, 2)


@pytest.mark.parametrize(
    ("phrase", "anchor", "day"),
    [
        ("за 10 дней до отчётной даты", "отчётной даты", "2021-06-22"),
        ("не позднее чем за две недели до отчётной даты", "отчётной даты", "2021-06-18"),
        ("не позднее чем через 5 дней после подписания", "подписания", "2021-07-07"),
        ("в течение 3 рабочих дней со дня отчётной даты", "дня отчётной даты", "2021-07-07"),
        ("за 3 рабочих дня до отчётной даты", "отчётной даты", "2021-06-29"),
        ("в 10-дневный срок со дня подписания", "дня подписания", "2021-07-12"),
        ("в трёхдневный срок после подписания", "подписания", "2021-07-05"),
        ("в месячный срок с даты подписания", "подписания", "2021-08-02"),
        ("через месяц после подписания договора", "подписания договора", "2021-08-02"),
        ("через год после подписания договора", "подписания договора", "2022-07-02"),
        ("на следующий день после подписания", "подписания", "2021-07-03"),
        ("за день до начала сессии", "начала сессии", "2021-07-01"),
        ("за 5 (пять) календарных дней до начала сессии (первой)", "начала сессии", "2021-06-27"),
        ("накануне дня города", "дня города", "2021-07-01"),
        ("в день города", "день города", "2021-07-02"),
    ],
)
def test_days_are_counted_from_what_the_phrase_names(phrase: str, anchor: str, day: str) -> None:
    counted = counted_from(phrase)
    assert counted is not None
    assert counted.anchor == anchor
    assert str(day_counted(counted.last, counted.key, FRIDAY, WEEKENDS)) == day


@pytest.mark.parametrize(
    "phrase",
    [
        "15 марта",
        "в течение месяца",
        "до дня голосования",
        "не ранее чем за 30 дней до дня голосования",
        "в течение 3 дней со дня поступления заявления",
        "через 10 дней после окончания каждого квартала",
        "за 24 часа до начала сессии",
    ],
)
def test_other_phrases_are_counted_from_nothing(phrase: str) -> None:
    assert counted_from(phrase) is None


def test_all_forms_of_the_words_are_one_anchor() -> None:
    forms = ("дня голосования", "днём голосования", "День голосования", "голосованием")
    assert {anchor_key(form) for form in forms} == {"голосован"}
    assert anchor_key("отчётная дата") == anchor_key("дня отчётной даты")
    assert anchor_key("подписания договора") != anchor_key("подписания соглашения")


def test_the_law_on_elections_leaves_whole_days_before_the_day_of_voting() -> None:
    counted = counted_from("не позднее чем за 10 дней до дня голосования")
    assert counted is not None
    assert day_counted(counted.last, counted.key, date(2021, 12, 19), WEEKENDS) == date(2021, 12, 8)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_one() -> None:
    counted = counted_from("через месяц после подписания")
    assert counted is not None
    assert day_counted(counted.last, counted.key, date(2021, 1, 31), WEEKENDS) == date(2021, 2, 28)
