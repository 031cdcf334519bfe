"""The year of a document, told from all that speaks for one."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.deadlines import read_deadline
from roadmap.model import Sign
from roadmap.reading.year import Signs, approved_on, judge

TODAY = date(2026, 11, 30)

#: Lines above the plan | deadlines | a deadline and the day it must have.
CASES = [
    ("УТВЕРЖДЁН приказом директора от 15.01.2024 № 12|План работы", "до 1 марта", "до 1 марта", "2024-03-01"),
    ("План подготовки ко 2 сентября 2005 года", "1 сентября", "1 сентября", "2005-09-01"),
    ("План мероприятий", "до 20 мая 2011 года|до 1 июня 2011 года|апрель", "апрель", "2011-04-30"),
    ("План", "октябрь 2024|декабрь", "декабрь", "2024-12-31"),
    ("План к 80-летию Победы 1941–1945 годов|УТВЕРЖДАЮ|глава района|14.02.2025", "апрель", "апрель", "2025-04-30"),
    ("УТВЕРЖДАЮ|25.10.2025|План подготовки к встрече Нового 2026 года", "до 1 ноября|10 января", "до 1 ноября", "2025-11-01"),
    ("УТВЕРЖДАЮ|25.10.2025|План подготовки к встрече Нового 2026 года", "до 1 ноября|10 января", "10 января", "2026-01-10"),
    ("Утверждён постановлением от 12.04.2024 № 310|План подготовки школ к новому 2024-2025 учебному году", "июль", "июль", "2024-07-31"),
    ("План подготовки к отопительному периоду 2024-2025 годов", "июнь - август", "июнь - август", "2024-08-31"),
    ("План прохождения отопительного сезона 2024/2025", "апрель", "апрель", "2025-04-30"),
    ("Дорожная карта подготовки к ГИА-2025", "сентябрь|май", "сентябрь", "2024-09-30"),
    ("Дорожная карта подготовки к ГИА-2025", "сентябрь|май", "май", "2025-05-31"),
    ("Утверждён приказом от 15.01.2024 № 7|План по итогам независимой оценки в 2023 году", "май", "май", "2024-05-31"),
    ("Утвержден приказом по школе от 01.09.2021г.|План воспитательной работы", "октябрь|март", "март", "2022-03-31"),
    ("от 18 июня 2014 г. № 820|План мероприятий", "август|декабрь", "август", "2014-08-31"),
    ("ПРОТОКОЛ № 11|03.10.2024      с. Речица", "до 25 октября|до 11.11.2024|до 1 февраля", "до 1 февраля", "2025-02-01"),
    ("План работы на I квартал 2025 года", "март", "март", "2025-03-31"),
    ("План на 2024 год и на плановый период 2025 и 2026 годов", "до 1 марта 2026 года", "до 1 марта 2026 года", "2026-03-01"),
    ("План основных мероприятий", "13 июля 2018 года (пятница)|октябрь", "октябрь", "2018-10-31"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "phrases", "phrase", "day"), CASES)
def test_a_day_falls_in_the_year_that_a_careful_reader_sees(
    above: str, phrases: str, phrase: str, day: str
) -> None:
    texts = phrases.split("|")
    judgement = judge(Signs(above.split("|"), texts, texts), TODAY)
    assert judgement.sure, judgement
    assert str(read_deadline(phrase, judgement.period).end) == day


def test_years_of_a_period_until_a_year_begin_with_the_approval() -> None:
    signs = Signs(
        ["Утверждён распоряжением от 05.02.2024 № 3-р", "План на период до 2027 года"], []
    )
    period = judge(signs, TODAY).period
    assert (period.start, period.end) == (date(2024, 1, 1), date(2027, 12, 31))


def test_school_years_written_as_one_are_school_years() -> None:
    period = judge(Signs(["Программа развития на 2020 – 2024 учебный год"], []), TODAY).period
    assert (period.start, period.end) == (date(2020, 9, 1), date(2024, 8, 31))


def test_without_any_sign_no_year_is_sure() -> None:
    judgement = judge(Signs(["План мероприятий"], ["март", "до 1 мая"]), TODAY)
    assert not judgement.sure
    assert judgement.because[0].sign is Sign.TODAY
    assert [period.start.year for period in judgement.choices] == [2026, 2027, 2025]


@pytest.mark.parametrize(
    ("above", "phrases"),
    [
        ("План на 2024 год|УТВЕРЖДАЮ|10.01.2022", "март"),
        ("План на 2024 год", "до 1 марта 2023 года|до 1 июня 2023 года|август"),
        ("План на 2024 год", "13 июля (четверг)|14 июля (пятница)|понедельник, 13 февраля"),
    ],
)
def test_signs_that_contradict_each_other_are_asked_about(above: str, phrases: str) -> None:
    texts = phrases.split("|")
    judgement = judge(Signs(above.split("|"), texts, texts), TODAY)
    assert not judgement.sure
    assert judgement.against
    assert len(judgement.choices) > 1


def test_the_day_of_another_paper_is_no_approval() -> None:
    assert approved_on(["Во исполнение приказа министерства от 06.05.2019 № 219"]) is None
    assert approved_on(["Утверждён (в ред. постановления от 07.10.2009 N 1429р)"]) is None
    stamp = approved_on(["УТВЕРЖДАЮ", "Директор школы", "________", "«15» января 2024 г."])
    assert stamp is not None
    assert stamp.day == date(2024, 1, 15)
