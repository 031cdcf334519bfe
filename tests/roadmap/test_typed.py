"""A plan typed line by line: which part is the work, which the deadline, who answers."""

from __future__ import annotations

import pytest

from roadmap.reading.typed import read_typed
from roadmap.reading.typed_line import split_line


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "Провести семинар — до 15 декабря — Иванова",
            ("Провести семинар", "до 15 декабря", "Иванова"),
        ),
        (
            "Семинар - практикум для учителей – декабрь – Иванова А.П., Петров",
            ("Семинар - практикум для учителей", "декабрь", "Иванова А.П., Петров"),
        ),
        ("Олимпиада — сентябрь — октябрь — Ким", ("Олимпиада", "сентябрь — октябрь", "Ким")),
        ("Собрать отчёты, до 1 марта, Ким О.А.", ("Собрать отчёты", "до 1 марта", "Ким О.А.")),
        (
            "Семинар для учителей, методистов и завучей, декабрь, Ким О.А.",
            ("Семинар для учителей, методистов и завучей", "декабрь", "Ким О.А."),
        ),
        (
            "Проверить журналы; до 25.12.2026; завуч Ким",
            ("Проверить журналы", "до 25.12.2026", "завуч Ким"),
        ),
        ("Конкурс — Орлова И.К. — 15.12.2026", ("Конкурс", "15.12.2026", "Орлова И.К.")),
        ("1 сентября — линейка — Орлова И.К.", ("линейка", "1 сентября", "Орлова И.К.")),
        ("Провести семинар до 15 декабря", ("Провести семинар", "до 15 декабря", "")),
        ("Обновлять сайт ежемесячно", ("Обновлять сайт", "ежемесячно", "")),
        ("Готовить школы к 1 сентября", ("Готовить школы к 1 сентября", "к 1 сентября", "")),
        (
            "Обучить педагогов — по отдельному плану",
            ("Обучить педагогов", "по отдельному плану", ""),
        ),
        ("Вести сайт — Ким О.А.", ("Вести сайт", "", "Ким О.А.")),
    ],
)
def test_a_line_is_parted_by_what_reads_as_a_deadline(
    line: str, read: tuple[str, str, str]
) -> None:
    assert split_line(line) == read


@pytest.mark.parametrize(
    "line", ["Подготовить отчёт за 1 полугодие", "Провести семинар", "Итоги 2019 года — обсудить"]
)
def test_a_period_that_work_is_about_is_no_deadline(line: str) -> None:
    assert split_line(line)[1:] == ("", "")


def test_what_stands_where_a_deadline_is_expected_is_kept_for_the_coordinator() -> None:
    assert split_line("Слёт — когда-нибудь — Орлова И.К.") == (
        "Слёт",
        "когда-нибудь",
        "Орлова И.К.",
    )


def test_sections_control_points_and_parts_stand_with_their_items() -> None:
    plan = read_typed(
        "План на 2026 год\n\nРаздел: Кадры\n1. Олимпиада — октябрь — Ким О.А.\nКТ: заявки — 20 сентября\n"
        "Раздел: Сайт\n2) Аттестация\n- заявления — до 1 ноября\n- уроки — март"
    )
    assert plan.title == ("План на 2026 год",)
    assert plan.rows == (
        ("Кадры",),
        ("1", "Олимпиада\nКонтрольная точка 1: заявки", "октябрь\n20 сентября", "Ким О.А."),
        ("Сайт",),
        ("2", "Аттестация\n- заявления\n- уроки", "до 1 ноября\nмарт", ""),
    )


def test_lines_that_a_telephone_broke_are_one_item() -> None:
    plan = read_typed(
        "1. Вести наставничество\nмолодых учителей\nдо 15 декабря\nКим О.А.\n2. Сайт — май"
    )
    assert plan.items[0] == (
        "1",
        "Вести наставничество молодых учителей",
        "до 15 декабря",
        "Ким О.А.",
    )
    assert len(plan.items) == 2


def test_items_without_numbers_are_counted() -> None:
    plan = read_typed("Семинар — март\nЗаявки — 1 февраля\n1 сентября — линейка")
    assert [(row[0], row[1]) for row in plan.items] == [
        ("1", "Семинар"),
        ("2", "Заявки"),
        ("3", "линейка"),
    ]


def test_a_line_with_a_deadline_of_its_own_is_an_item_though_its_number_was_forgotten() -> None:
    plan = read_typed("1. Семинар — март\nЗаявки — 1 февраля\n5.1. Сайт — май\nОтчёт — июнь")
    assert [row[0] for row in plan.items] == ["1", "2", "5.1", "5.2"]


def test_a_title_may_begin_with_a_number() -> None:
    plan = read_typed("7 школа, план на 2026 год\n\n1. Семинар — март")
    assert plan.title == ("7 школа, план на 2026 год",)
    assert [row[0] for row in plan.items] == ["1"]


def test_items_without_a_deadline_are_named() -> None:
    assert read_typed("1. Семинар\n2. Сайт — май\n3. Отчёт").undated == ["1", "3"]


@pytest.mark.parametrize("text", ["", "\n\n", "—", "1.", "Раздел:", "КТ: итог", "- часть"])
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    assert len(read_typed(text).items) <= 1
