"""The roadmap's year stands in the document's title; a month that falls twice in it is left
open.
"""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.deadlines import read_deadline, read_period
from roadmap.model import Kind, Period, Span

SCHOOL = Period.school(2019)
YEARS = Period("2016–2020 годы", date(2016, 1, 1), date(2020, 12, 31))
AUGUSTS = (Span(date(2019, 8, 1), date(2019, 8, 31)), Span(date(2020, 8, 1), date(2020, 8, 31)))


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("План работы школы на 2019-2020 учебный год", SCHOOL),
        ("Дорожная карта, 2019/20 уч. г.", SCHOOL),
        ("Итоги 2018/2019 учебного года. Отчёт за 1 полугодие 2019-2020 учебного года", SCHOOL),
        ("План мероприятий на 2026 год", Period.calendar(2026)),
        ("Приказ от 15.03.2019 № 25 «О плане на 2020 год»", Period.calendar(2020)),
        ("Муниципальная программа на 2016-2020 годы", YEARS),
        ("План работы отдела", None),
        ("Приказ от 15.03.2019", None),
    ],
)
def test_a_title_names_the_year_of_the_plan_and_not_of_its_decree(
    title: str, period: Period | None
) -> None:
    assert read_period(title) == period


def test_august_of_a_school_year_is_left_open_between_its_two_places() -> None:
    deadline = read_deadline("Август", SCHOOL)
    assert (deadline.kind, deadline.start, deadline.end, deadline.sure) == (
        Kind.MONTH,
        None,
        None,
        False,
    )
    assert deadline.options == AUGUSTS


def test_august_beside_september_is_the_one_before_it() -> None:
    assert read_deadline("август, сентябрь", SCHOOL).spans[0] == AUGUSTS[0]


def test_september_is_the_first_one_yet_the_next_is_offered_too() -> None:
    deadline = read_deadline("Сентябрь", SCHOOL)
    assert (deadline.end, deadline.sure) == (date(2019, 9, 30), True)
    assert [span.end for span in deadline.options] == [date(2019, 9, 30), date(2020, 9, 30)]


def test_a_calendar_year_knows_no_doubt_about_august() -> None:
    deadline = read_deadline("Август", Period.calendar(2020))
    assert (deadline.end, deadline.sure, deadline.options) == (date(2020, 8, 31), True, ())


def test_a_month_of_several_years_is_asked_about_and_a_yearly_one_comes_each_year() -> None:
    assert len(read_deadline("март", YEARS).options) == 5
    assert [day.year for day in read_deadline("ежегодно, март", YEARS).due_days()] == [
        2016,
        2017,
        2018,
        2019,
        2020,
    ]


def test_each_member_of_a_list_is_due_on_its_own_last_day() -> None:
    assert read_deadline("I, III кварталы 2020 г.", SCHOOL).due_days() == (
        date(2020, 3, 31),
        date(2020, 9, 30),
    )


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("1 раз в квартал", ["2019-09-30", "2019-12-31", "2020-03-31", "2020-06-30"]),
        ("ежеквартально до 10 числа", ["2019-10-10", "2020-01-10", "2020-04-10", "2020-07-10"]),
        (
            "до 20 числа последнего месяца квартала",
            ["2019-09-20", "2019-12-20", "2020-03-20", "2020-06-20"],
        ),
        ("раз в полугодие", ["2019-12-31", "2020-05-31"]),
        ("2 раза в год (сентябрь, май)", ["2019-09-30", "2020-05-31"]),
        ("2 раза в год", []),
    ],
)
def test_a_recurring_deadline_falls_due_at_each_occurrence_that_the_phrase_tells(
    phrase: str, days: list[str]
) -> None:
    assert [str(day) for day in read_deadline(phrase, SCHOOL).due_days()] == days


def test_the_sixth_working_day_of_january_comes_after_the_holidays() -> None:
    monthly = read_deadline("не позднее 6-го рабочего дня месяца, следующего за отчетным", SCHOOL)
    assert date(2020, 1, 16) in monthly.due_days()
