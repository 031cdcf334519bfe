"""The set's third part: cells merged over rows and columns."""

from __future__ import annotations

from tests.documents.sets.documents import Case
from tests.documents.sets.word import RIGHT, UP, Plan

_HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def a_measure_over_several_deadlines() -> bytes:
    return (
        Plan("План работы музея города Костылёва на 2026 год")
        .table(
            _HEADER,
            ("1", "Инвентаризация фондов", "март", "Ким О.А."),
            (UP, UP, "до 15 июня", "Юн Е.Е."),
            (UP, UP, "то же", "Юн Е.Е."),
            ("2", "1. Отбор.\n2. Показ.", "июль", "Ким О.А."),
            (UP, UP, "август", UP),
            ("3", "Уборка", "постоянно", "Ким О.А."),
            (UP, UP, "по графику", ""),
            ("4", "Отчёт", "декабрь", "Ким О.А."),
            (UP, UP, UP, "Юн Е.Е."),
        )
        .bytes()
    )


def a_measure_over_several_deadlines_and_points() -> bytes:
    return (
        Plan("План работы архива города Костылёва на 2026 год")
        .table(
            ("Мероприятие", "Срок", "Контрольная точка"),
            ("Оцифровка", "март", "Опись готова"),
            (UP, "июнь", "Дела переданы"),
            ("Отчёт", "декабрь", ""),
        )
        .bytes()
    )


def one_measure_for_two_numbers() -> bytes:
    return (
        Plan("План работы парка города Костылёва на 2026 год")
        .table(
            _HEADER,
            ("1", "Обход", "март", "Ким О.А."),
            ("2", UP, "июнь", "Юн Е.Е."),
            ("Итоги", *[RIGHT] * 3),
        )
        .bytes()
    )


MERGED = (
    Case(
        "F, a measure merged over rows with deadlines of their own",
        a_measure_over_several_deadlines,
        (
            "1 Инвентаризация фондов @ 2026-03-31+2026-06-15 | Ким О.А., Юн Е.Е.",
            "2 1) Отбор. @ 2026-07-31; 2) Показ. @ 2026-08-31 | Ким О.А.",
            "3 Уборка @ continuous | Ким О.А.",
            "4 Отчёт @ 2026-12-31 | Ким О.А., Юн Е.Е.",
        ),
    ),
    Case(
        "F, a measure without number over rows with deadlines and control points",
        a_measure_over_several_deadlines_and_points,
        (
            "1 Оцифровка @ 2026-03-31+2026-06-30; КТ1 Опись готова @ 2026-03-31; КТ2 Дела переданы @ 2026-06-30",
            "2 Отчёт @ 2026-12-31",
        ),
    ),
    Case(
        "F, one measure for two numbers",
        one_measure_for_two_numbers,
        ("1 Обход @ 2026-03-31 | Ким О.А.", "2 Обход @ 2026-06-30 | Юн Е.Е."),
    ),
)
