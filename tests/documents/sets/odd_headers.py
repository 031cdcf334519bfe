"""The set's ninth part: odd headers, as offices think them up."""

from __future__ import annotations

from tests.documents.sets.documents import Case
from tests.documents.sets.excel import workbook
from tests.documents.sets.word import RIGHT, UP, Plan

_YEAR = "План работы музея города Вязового на 2026 год"


def figures_below_quarters() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Мероприятие", "Квартал", RIGHT, RIGHT, RIGHT, "Кто"),
            (UP, UP, "I", "II", "III", "IV", UP),
            ("1", "Ремонт", "+", "", "", "", "Ким О.А."),
            ("2", "Опись", "", "", "+", "+", "Юн Е.Е."),
        )
        .bytes()
    )


def figures_below_months() -> bytes:
    return workbook(
        (_YEAR, "", "", "", "", ""),
        ("№", "Задача", "Месяц", "", "", "Исполнитель"),
        ("", "", "3", "4", "5", ""),
        (1, "Опись", "х", "", "", "Ким О.А."),
        (2, "Сверка", "", "х", "х", "Юн Е.Е."),
    )


def months_in_roman_figures() -> bytes:
    return (
        Plan("План работы школы города Вязового на 2025-2026 учебный год")
        .table(
            ("№", "Мероприятие", "IX", "X", "XI", "XII", "I", "II", "Кто"),
            ("1", "Опись", "+", "", "", "", "+", "", "Ким О.А."),
            ("2", "Сверка", "", "х", "", "", "", "", "Юн Е.Е."),
        )
        .bytes()
    )


def months_in_roman_figures_below_a_heading() -> bytes:
    return workbook(
        ("План работы школы города Вязового на 2025-2026 учебный год", "", "", "", ""),
        ("№", "Мероприятие", "Месяцы", "", ""),
        ("", "", "X", "XI", "II"),
        (1, "Опись", "х", "", "х"),
        (2, "Сверка", "", "х", ""),
    )


def months_below_a_bare_year() -> bytes:
    return workbook(
        (_YEAR, "", "", "", "", ""),
        ("Сектор", "Задача", "2026", "", "", "Исполнитель"),
        ("", "", "март", "апрель", "май", ""),
        ("Фонды", "Опись", "х", "", "", "Ким О.А."),
        ("", "Сверка", "", "х", "х", "Юн Е.Е."),
        ("Здание", "Ремонт", "", "", "12.05", "Юн Е.Е."),
    )


def the_year_and_the_month_apart() -> bytes:
    return workbook(
        ("План развития музея на 2026-2027 годы", "", "", ""),
        ("№", "Инициатива", "Год", "Месяц"),
        (1, "Опись", 2026, "март"),
        (2, "Ремонт", 2027, "июнь"),
    )


def a_goal_over_tasks_over_measures() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("Цель", "Задача", "Мероприятие", "Срок"),
            ("Сохранить фонд", "Учёт", "Опись", "март"),
            (UP, UP, "Сверка", "май"),
            (UP, "Ремонт", "Кровля", "июнь"),
            ("Привлечь людей", "Реклама", "Афиша", "июль"),
        )
        .bytes()
    )


def items_in_the_words_of_headings() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("Мероприятие", "Срок", "Ответственный", "Результат"),
            ("Мероприятия ко Дню музеев", "май", "Отдел", "Отчёт"),
            ("Занятие", "март", "Педагог", "Документ"),
        )
        .bytes()
    )


def headings_repeated_over_directions() -> bytes:
    header = ("Направление", "№", "Задача", "Срок")
    first, second = ("Фонды", "1", "Опись", "5 марта"), (UP, "2", "Сверка", "6 марта")
    third, fourth = ("Здание", "3", "Ремонт", "июнь"), (UP, "4", "Окна", "июль")
    return Plan(_YEAR).table(header, first, second, header, third, fourth).bytes()


def a_content_left_blank() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Название мероприятия", "Краткое содержание", "Дата", "Подрядная организация"),
            ("1", "День музеев", "Показ фондов", "18 мая", "ООО «Зал»"),
            ("2", "Ночь музеев", "", "23 мая", ""),
        )
        .bytes()
    )


def signed_without_numbers() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("Что планируется", "К какому сроку", "Кто"),
            ("Опись", "5 марта", "Ким О.А."),
            ("Директор музея", "", "И.И. Вольный"),
            ("Исполнитель: Ким О.А., тел. 2-22-22", "", ""),
        )
        .bytes()
    )


def times_as_rows_and_then_a_month() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Вопрос", "Срок"),
            ("Постоянно", RIGHT, RIGHT),
            ("1", "Приём граждан", ""),
            ("I квартал", RIGHT, RIGHT),
            ("2", "О фондах", ""),
            ("Декабрь", RIGHT, RIGHT),
            ("3", "Об итогах", "25"),
        )
        .bytes()
    )


ODD_HEADERS = (
    Case(
        "E, a column for each month in Roman figures",
        months_in_roman_figures,
        ("1 Опись @ 2025-09-30+2026-01-31 | Ким О.А.", "2 Сверка @ 2025-10-31 | Юн Е.Е."),
    ),
    Case(
        "E, months in Roman figures below «Месяцы»",
        months_in_roman_figures_below_a_heading,
        ("1 Опись @ 2025-10-31+2026-02-28", "2 Сверка @ 2025-11-30"),
        suffix="xlsx",
    ),
    Case(
        "B, a name with its content left blank",
        a_content_left_blank,
        ("1 День музеев: Показ фондов @ 2026-05-18 | ООО «Зал»", "2 Ночь музеев @ 2026-05-23"),
    ),
    Case(
        "E, signatures below a table without numbers",
        signed_without_numbers,
        ("1 Опись @ 2026-03-05 | Ким О.А.",),
    ),
    Case(
        "E, «Постоянно» as a row, then a quarter and a month",
        times_as_rows_and_then_a_month,
        (
            "1 [Постоянно] Приём граждан @ continuous",
            "2 О фондах @ 2026-03-31",
            "3 Об итогах @ 2026-12-25",
        ),
    ),
    Case(
        "C, figures below «Квартал»",
        figures_below_quarters,
        ("1 Ремонт @ 2026-03-31 | Ким О.А.", "2 Опись @ 2026-09-30+2026-12-31 | Юн Е.Е."),
    ),
    Case(
        "C, figures below «Месяц» in a sheet without merged cells",
        figures_below_months,
        ("1 Опись @ 2026-03-31 | Ким О.А.", "2 Сверка @ 2026-04-30+2026-05-31 | Юн Е.Е."),
        suffix="xlsx",
    ),
    Case(
        "C, months below a bare year",
        months_below_a_bare_year,
        (
            "1 [Фонды] Опись @ 2026-03-31 | Ким О.А.",
            "2 [Фонды] Сверка @ 2026-04-30+2026-05-31 | Юн Е.Е.",
            "3 [Здание] Ремонт @ 2026-05-12 | Юн Е.Е.",
        ),
        suffix="xlsx",
    ),
    Case(
        "C, the year and the month in two columns",
        the_year_and_the_month_apart,
        ("1 Опись @ 2026-03-31", "2 Ремонт @ 2027-06-30"),
        suffix="xlsx",
    ),
    Case(
        "F, a goal over tasks over measures",
        a_goal_over_tasks_over_measures,
        (
            "1 [Сохранить фонд] Учёт: Опись @ 2026-03-31; Сверка @ 2026-05-31",
            "2 [Сохранить фонд] Ремонт: Кровля @ 2026-06-30",
            "3 [Привлечь людей] Реклама: Афиша @ 2026-07-31",
        ),
    ),
    Case(
        "E, items in the words of headings",
        items_in_the_words_of_headings,
        (
            "1 Мероприятия ко Дню музеев @ 2026-05-31 | Отдел | Отчёт",
            "2 Занятие @ 2026-03-31 | Педагог | Документ",
        ),
    ),
    Case(
        "B, the header repeated over directions merged down",
        headings_repeated_over_directions,
        (
            "1 [Фонды] Опись @ 2026-03-05",
            "2 [Фонды] Сверка @ 2026-03-06",
            "3 [Здание] Ремонт @ 2026-06-30",
            "4 [Здание] Окна @ 2026-07-31",
        ),
    ),
)
