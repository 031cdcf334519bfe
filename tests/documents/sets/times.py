"""The set's fourth part: deadlines that stand over rows, in stages or in two columns. Expectations
are by hand.
"""

from __future__ import annotations

from tests.documents.sets.documents import Case
from tests.documents.sets.word import RIGHT, UP, Plan

_YEAR = "План работы заповедника города Ольхова на 2026 год"


def stages_with_their_months() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("Этап", "Мероприятие", "Исполнитель"),
            ("I этап (январь-март 2026)", "Опрос жителей", "Ким О.А."),
            (UP, "Сводка", "Юн Е.Е."),
            ("II этап: апрель – июнь", "Разметка троп", "Ким О.А."),
            ("Итоговый", "Отчёт", "Ким О.А."),
        )
        .bytes()
    )


def sections_with_their_months() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Мероприятие", "Срок"),
            ("Подготовка (до 1 марта)", RIGHT, RIGHT),
            ("1", "Опрос", ""),
            ("2", "Сводка", "15 февраля"),
            ("Раздел 2. Работа с детьми (5-7 классы)", RIGHT, RIGHT),
            ("3", "Слёт", ""),
        )
        .bytes()
    )


def quarters_as_rows() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Мероприятие", "Исполнитель"),
            ("1 квартал", RIGHT, RIGHT),
            ("1", "Учёт птиц", "Ким О.А."),
            ("Второе полугодие", RIGHT, RIGHT),
            ("2", "Отчёт", "Юн Е.Е."),
            ("Март-апрель", RIGHT, RIGHT),
            ("3", "Скворечники", "Юн Е.Е."),
            ("В течение года", RIGHT, RIGHT),
            ("4", "Приём граждан", "Юн Е.Е."),
        )
        .bytes()
    )


def quarters_above_tables() -> bytes:
    return (
        Plan(_YEAR, "Мероприятия на II квартал 2026 года")
        .table(("№", "Мероприятие"), ("1", "Учёт птиц"), ("2", "Уборка троп"))
        .text("III квартал")
        .table(("№", "Мероприятие"), ("3", "Перепись"), ("4", "Отчёт"))
        .bytes()
    )


def month_and_day_in_two_columns() -> bytes:
    return (
        Plan("План лагеря города Ольхова на 2025-2026 учебный год")
        .table(
            ("Месяц", "Дата", "Время проведения", "Мероприятие"),
            ("Сентябрь", "1", "10.00", "Линейка"),
            (UP, "20-22", "", "Поход"),
            ("Октябрь", "", "", "Сбор"),
            (UP, "до 30.10.2025", "12.00", "Отчёт"),
        )
        .bytes()
    )


def parts_of_the_month_above() -> bytes:
    return (
        Plan("План лагеря города Ольхова на 2025-2026 учебный год")
        .table(
            ("№", "Мероприятие", "Срок"),
            ("Сентябрь", RIGHT, RIGHT),
            ("1", "Линейка", "1 неделя"),
            ("2", "Рейд", "в течение месяца"),
            ("3", "Планёрка", "еженедельно"),
            ("4", "Отчёт", "до 10 октября"),
        )
        .bytes()
    )


def deadlines_in_the_texts() -> bytes:
    return (
        Plan(_YEAR)
        .table(
            ("№", "Мероприятие", "Исполнитель"),
            ("1", "Провести учёт птиц до 15 марта 2026 года", "Ким О.А."),
            ("2", "Уборка троп (май)", "Юн Е.Е."),
            ("3", "Ремонт 3 кормушек", "Юн Е.Е."),
        )
        .bytes()
    )


def days_in_the_texts_of_control_points() -> bytes:
    return (
        Plan("Дорожная карта школы города Ольхова на 2025/2026 учебный год")
        .table(
            ("№", "Рекомендация", "Мероприятия", "Срок"),
            (
                "1",
                "Снизить",
                "1. Опрос.\nКТ 1: справка, 1 декабря.\nКТ 2: отчёт, 1 мая.",
                "сентябрь",
            ),
        )
        .bytes()
    )


TIMES = (
    Case(
        "A, control points that name their days themselves",
        days_in_the_texts_of_control_points,
        (
            "1 Снизить: 1) Опрос. @ 2025-09-30; КТ1 справка, 1 декабря. @ 2025-12-01; КТ2 отчёт, 1 мая. @ 2026-05-01",
        ),
    ),
    Case(
        "E, deadlines in the texts of a table without a column for them",
        deadlines_in_the_texts,
        (
            "1 Провести учёт птиц до 15 марта 2026 года @ 2026-03-15 | Ким О.А.",
            "2 Уборка троп (май) @ 2026-05-31 | Юн Е.Е.",
            "3 Ремонт 3 кормушек @ — | Юн Е.Е.",
        ),
    ),
    Case(
        "E, parts of the month that stands above",
        parts_of_the_month_above,
        (
            "1 Линейка @ 2025-09-07",
            "2 Рейд @ 2025-09-30",
            "3 Планёрка @ 2025-09-05+2025-09-12+2025-09-19+2025-09-26",
            "4 Отчёт @ 2025-10-10",
        ),
    ),
    Case(
        "F, stages that name their months",
        stages_with_their_months,
        (
            "1 [I этап (январь-март 2026)] Опрос жителей @ 2026-03-31 | Ким О.А.",
            "2 [I этап (январь-март 2026)] Сводка @ 2026-03-31 | Юн Е.Е.",
            "3 [II этап: апрель – июнь] Разметка троп @ 2026-06-30 | Ким О.А.",
            "4 [Итоговый] Отчёт @ — | Ким О.А.",
        ),
    ),
    Case(
        "D, sections that name their deadline",
        sections_with_their_months,
        (
            "1 [Подготовка (до 1 марта)] Опрос @ 2026-03-01",
            "2 [Подготовка (до 1 марта)] Сводка @ 2026-02-15",
            "3 [Раздел 2. Работа с детьми (5-7 классы)] Слёт @ —",
        ),
    ),
    Case(
        "E, quarters and half-years as rows",
        quarters_as_rows,
        (
            "1 Учёт птиц @ 2026-03-31 | Ким О.А.",
            "2 Отчёт @ 2026-12-31 | Юн Е.Е.",
            "3 [Март-апрель] Скворечники @ 2026-04-30 | Юн Е.Е.",
            "4 [В течение года] Приём граждан @ whole_period | Юн Е.Е.",
        ),
    ),
    Case(
        "E, quarters above the tables",
        quarters_above_tables,
        (
            "1 Учёт птиц @ 2026-06-30",
            "2 Уборка троп @ 2026-06-30",
            "3 Перепись @ 2026-09-30",
            "4 Отчёт @ 2026-09-30",
        ),
    ),
    Case(
        "E, the month in one column and the day in another",
        month_and_day_in_two_columns,
        (
            "1 Линейка @ 2025-09-01",
            "2 Поход @ 2025-09-22",
            "3 Сбор @ 2025-10-31",
            "4 Отчёт @ 2025-10-30",
        ),
    ),
)
