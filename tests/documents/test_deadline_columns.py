"""Deadlines that stand in several columns, or in several lines of one cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.tables.reading import read_document
from roadmap.model import Draft
from tests.documents.sets.told import told
from tests.documents.sets.word import UP, Plan

TODAY = date(2026, 11, 30)
ONE_YEAR = "План работы комитета на 2024 год"
TWO_YEARS = "План работы комитета на 2024–2025 годы"
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def read(title: str, *rows: Sequence[str]) -> Draft:
    return read_document(Plan(title).table(*rows).bytes(), "план.docx", None, TODAY)


def test_what_was_planned_is_the_deadline_and_what_was_done_is_the_reports() -> None:
    above = ("№", "Мероприятие", "Срок", "", "Ответственный")
    below = (UP, UP, "план", "факт", UP)
    draft = read(
        ONE_YEAR,
        above,
        below,
        ("1", "Смета", "до 1 марта", "28.02.2024", "Ким О.А."),
        ("2", "Ремонт", "май", "", "Юн Е.Е."),
    )
    assert told(draft) == [
        "1 Смета @ 2024-03-01 | Ким О.А. |  | 28.02.2024",
        "2 Ремонт @ 2024-05-31 | Юн Е.Е.",
    ]


def test_a_column_headed_plan_is_the_deadline_where_one_headed_fact_stands_beside() -> None:
    header = ("№", "Мероприятие", "План", "Факт", "Ответственный")
    draft = read(
        ONE_YEAR,
        header,
        ("1", "Смета", "до 1 марта", "28.02.2024", "Ким О.А."),
        ("2", "Ремонт", "май", "", "Юн Е.Е."),
    )
    assert told(draft) == [
        "1 Смета @ 2024-03-01 | Ким О.А. |  | 28.02.2024",
        "2 Ремонт @ 2024-05-31 | Юн Е.Е.",
    ]
    assert draft.warnings == ()


def test_a_start_and_an_end_are_one_range_and_a_start_alone_has_no_last_day() -> None:
    above = ("№", "Мероприятие", "Срок", "", "Ответственный")
    below = (UP, UP, "начало", "окончание", UP)
    draft = read(
        ONE_YEAR,
        above,
        below,
        ("1", "Смета", "01.03.2024", "28.04.2024", "Ким О.А."),
        ("2", "Сбор", "с 1 марта", "до 15 июля", "Юн Е.Е."),
        ("3", "Свод", "", "до 15 июля", "Юн Е.Е."),
        ("4", "Пуск", "01.09.2024", "", "Юн Е.Е."),
    )
    assert told(draft) == [
        "1 Смета @ 2024-04-28 | Ким О.А.",
        "2 Сбор @ 2024-07-15 | Юн Е.Е.",
        "3 Свод @ 2024-07-15 | Юн Е.Е.",
        "4 Пуск @ date_range? | Юн Е.Е.",
    ]
    started = list(draft.deadlines())[-1]
    assert (started.start, started.end) == (date(2024, 9, 1), None)


def test_what_stands_in_the_column_of_a_year_falls_in_that_year() -> None:
    above = ("№", "Мероприятие", "Срок", "", "Ответственный")
    below = (UP, UP, "2024", "2025", UP)
    draft = read(
        TWO_YEARS,
        above,
        below,
        ("1", "Смета", "до 1 марта", "до 1 февраля", "Ким О.А."),
        ("2", "Ремонт", "", "ноябрь", "Юн Е.Е."),
    )
    assert told(draft) == [
        "1 Смета @ 2024-03-01+2025-02-01 | Ким О.А.",
        "2 Ремонт @ 2025-11-30 | Юн Е.Е.",
    ]
    assert draft.questions == ()


def test_lines_of_which_each_names_its_year_are_the_deadline_of_all_that_stands_beside() -> None:
    draft = read(
        TWO_YEARS,
        HEADER,
        ("1", "Смета", "2024 – до 1 марта, 2025 – до 1 февраля", "Ким О.А."),
        ("2", "Свод:\n1) сбор;\n2) отчёт", "2024 год – март\n2025 год – май", "Юн Е.Е."),
    )
    both = "2024-03-31+2025-05-31"
    assert told(draft) == [
        "1 Смета @ 2024-03-01+2025-02-01 | Ким О.А.",
        f"2 Свод: @ {both}; 1) сбор; @ {both}; 2) отчёт @ {both} | Юн Е.Е.",
    ]
    assert draft.questions == ()


def test_a_month_and_an_earlier_day_for_a_part_of_the_work_are_asked_about() -> None:
    cell = "Май\nсбор сведений – до 1 марта 2024 г."
    draft = read(ONE_YEAR, HEADER, ("1", "Свод", cell, "Ким О.А."))
    (question,) = draft.questions
    assert [option.span.end for option in question.options if option.span] == [
        date(2024, 5, 31),
        date(2024, 3, 1),
    ]


def test_two_days_at_the_same_hour_are_two() -> None:
    draft = read(
        ONE_YEAR,
        HEADER,
        ("1", "Встреча", "04.11.2024 в 15:00, 05.11.2024 в 15:00", "Ким О.А."),
        ("2", "Приём", "04.11.2024 в 15:00\n05.11.2024 в 15:00", "Ким О.А."),
    )
    both = "2024-11-04+2024-11-05"
    assert told(draft) == [f"1 Встреча @ {both} | Ким О.А.", f"2 Приём @ {both} | Ким О.А."]


def test_a_report_on_the_last_month_of_a_plan_is_due_after_its_end() -> None:
    cell = "до 10 числа месяца, следующего\nза отчётным кварталом"
    draft = read(ONE_YEAR, HEADER, ("1", "Отчёт", cell, "Ким О.А."))
    (deadline,) = draft.deadlines()
    assert deadline.due_days()[-2:] == (date(2024, 10, 10), date(2025, 1, 10))
    assert deadline.end == date(2024, 12, 31)
