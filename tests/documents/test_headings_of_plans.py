"""Numbers, headings and sections as real plans have them."""

from __future__ import annotations

from datetime import date, time

import pytest

from documents.tables.reading import read_document
from documents.tables.sections import number_of
from documents.words.headings import Meaning, meaning_of
from roadmap.model import Draft
from tests.documents.sets.told import told
from tests.documents.sets.word import RIGHT, Plan

TODAY = date(2026, 1, 12)
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def read(plan: Plan) -> Draft:
    return read_document(plan.bytes(), "plan.docx", None, TODAY)


@pytest.mark.parametrize("text", ["NN пп", "NN п/п", "N п.", "NN", "N п/п", "№№ п/п", "№ п."])
def test_a_column_of_numbers_is_headed_in_many_ways(text: str) -> None:
    assert meaning_of(text) is Meaning.NUMBER


@pytest.mark.parametrize("text", ["Наставник", "Нормы", "Новое"])
def test_a_word_that_begins_like_a_number_heads_no_numbers(text: str) -> None:
    assert meaning_of(text) is not Meaning.NUMBER


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.1\n(в ред. постановления от 07.10.2009 N 1429р)", "1.1"),
        ("1.1 (введен распоряжением от 07.10.2009 N 1429р (приложение 2))", "1.1"),
        ("1.1 <*>", "1.1"),
        ("1.1. <1>", "1.1"),
        ("3*", "3"),
        ("2.", "2"),
        ("Смета (в ред. 2009 года)", None),
    ],
)
def test_what_amends_a_number_is_no_part_of_it(text: str, number: str | None) -> None:
    assert number_of(text) == number


def test_an_amended_item_is_read_under_its_number() -> None:
    amended = "1.1\n(в ред. постановления от 07.10.2009 N 1429р)"
    draft = read(
        Plan("План работы посёлка Парного на 2026 год").table(
            HEADER, (amended, "Смета", "март", "Ким О.А."), ("1.2 <*>", "Мост", "май", "Ким О.А.")
        )
    )
    assert told(draft) == [
        "1.1 Смета @ 2026-03-31 | Ким О.А.",
        "1.2 Мост @ 2026-05-31 | Ким О.А.",
    ]


def _module(title: str) -> tuple[str, ...]:
    return (title, RIGHT, RIGHT, RIGHT)


def test_a_merged_row_above_the_header_is_a_section_and_not_the_title() -> None:
    draft = read(
        Plan("План воспитательной работы на 2026 год")
        .table(_module("Модуль «Ключевые дела»"), HEADER, ("1", "Слёт", "март", "Ким О.А."))
        .text("")
        .table(_module("Модуль «Урок»"), HEADER, ("1", "Урок памяти", "май", "Ким О.А."))
    )
    assert draft.title == "План воспитательной работы на 2026 год"
    assert [(item.number, item.section) for item in draft.items] == [
        ("1·1", ("Модуль «Ключевые дела»",)),
        ("2·1", ("Модуль «Урок»",)),
    ]


def test_a_numbered_row_above_the_header_is_a_section_whatever_its_words() -> None:
    draft = read(
        Plan("План работы посёлка Парного на 2026 год").table(
            _module("1. Кадры и отчётность"), HEADER, ("1.1", "Слёт", "март", "Ким О.А.")
        )
    )
    assert draft.items[0].section == ("1. Кадры и отчётность",)


def test_a_plain_line_above_the_header_is_a_section_where_the_title_stands_above_the_table() -> (
    None
):
    draft = read(
        Plan("План работы посёлка Парного на 2026 год").table(
            _module("Учебная работа"), HEADER, ("1", "Слёт", "март", "Ким О.А.")
        )
    )
    assert draft.title == "План работы посёлка Парного на 2026 год"
    assert draft.items[0].section == ("Учебная работа",)


@pytest.mark.parametrize("last", ["на 2026 год", "по подготовке к зиме 2026 года"])
def test_a_title_within_the_table_stays_the_title(last: str) -> None:
    draft = read(
        Plan().table(
            _module("План мероприятий посёлка Парного"),
            _module(last),
            HEADER,
            ("1", "Слёт", "март", "Ким О.А."),
        )
    )
    assert draft.title == f"План мероприятий посёлка Парного {last}"
    assert draft.items[0].section == ()


def test_the_day_of_voting_is_no_title_and_a_calendar_plan_is() -> None:
    draft = read(
        Plan(
            "КАЛЕНДАРНЫЙ ПЛАН",
            "мероприятий по подготовке и проведению выборов",
            "День голосования – 19 декабря",
        ).table(HEADER, ("1", "Слёт", "1 марта 2026 года", "Ким О.А."))
    )
    assert draft.title == "КАЛЕНДАРНЫЙ ПЛАН мероприятий по подготовке и проведению выборов"


def test_only_a_day_above_the_table_leaves_the_name_of_the_file_for_the_title() -> None:
    draft = read(
        Plan("День голосования – 19 декабря").table(
            HEADER, ("1", "Слёт", "1 марта 2026 года", "Ким О.А.")
        )
    )
    assert draft.title == "plan"


def test_an_hour_below_a_row_of_a_day_is_of_that_day() -> None:
    draft = read(
        Plan("План недели посёлка Парного на 2018 год").table(
            ("Время", "Мероприятие", "Ответственный"),
            ("13 июля (пятница)", RIGHT, RIGHT),
            ("18.00 час.", "Концерт", "Ким О.А."),
            ("20:00", "Салют", "Ким О.А."),
            ("14 июля (суббота)", RIGHT, RIGHT),
            ("с 10.00 до 12.00", "Игры", "Ким О.А."),
        )
    )
    assert [
        (measure.text, measure.deadline.end, measure.deadline.hour, measure.deadline.sure)
        for item in draft.items
        for measure in item.measures
        if measure.deadline
    ] == [
        ("Концерт", date(2018, 7, 13), time(18, 0), True),
        ("Салют", date(2018, 7, 13), time(20, 0), True),
        ("Игры", date(2018, 7, 14), time(10, 0), True),
    ]


@pytest.mark.parametrize("title", ["Содержание этапа", "Этапы", "Этапы работы", "Форма работы"])
def test_stages_and_forms_of_work_are_the_measures_where_no_other_column_is(title: str) -> None:
    draft = read(
        Plan("План на 2026 год").table(
            ("№", title, "Срок", "Ответственный"), ("1", "Сбор сведений", "март", "Ким О.А.")
        )
    )
    assert told(draft) == ["1 Сбор сведений @ 2026-03-31 | Ким О.А."]


def test_a_form_of_work_beside_the_measure_stays_beside_it() -> None:
    draft = read(
        Plan("План на 2026 год").table(
            ("№", "Тема", "Форма работы", "Срок"), ("1", "Чтение вслух", "Семинар", "март")
        )
    )
    assert told(draft) == ["1 Чтение вслух @ 2026-03-31"]


@pytest.mark.parametrize(
    ("row", "items"),
    [
        (
            (
                "1\n2\n3",
                "Смета\nМост\nСлёт",
                "март\nмай\n1 июня",
                "Ким О.А.\nЮн Е.Е.\nОтдел кадров",
            ),
            [
                "1 Смета @ 2026-03-31 | Ким О.А.",
                "2 Мост @ 2026-05-31 | Юн Е.Е.",
                "3 Слёт @ 2026-06-01 | Отдел кадров",
            ],
        ),
        (
            ("1.\n\n2.", "Смета\nна ремонт\nМост", "март\n\nмай", "Ким О.А."),
            [
                "1 Смета // на ремонт @ 2026-03-31 | Ким О.А.",
                "2 Мост @ 2026-05-31 | Ким О.А.",
            ],
        ),
        (
            ("1\n2", "Смета\nМост", "до 1 мая", "Ким О.А."),
            [
                "1 Смета @ 2026-05-01 | Ким О.А.",
                "2 Мост @ 2026-05-01 | Ким О.А.",
            ],
        ),
    ],
)
def test_a_row_whose_cells_hold_a_whole_table_is_read_as_its_items(
    row: tuple[str, ...], items: list[str]
) -> None:
    assert told(read(Plan("План на 2026 год").table(HEADER, row))) == items


def test_one_number_over_several_lines_stays_one_item() -> None:
    draft = read(
        Plan("План на 2026 год").table(HEADER, ("1", "1. Смета\n2. Мост", "март\nмай", "Ким О.А."))
    )
    assert told(draft) == ["1 1) Смета @ 2026-03-31; 2) Мост @ 2026-05-31 | Ким О.А."]
