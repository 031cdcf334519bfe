"""The set's fifth part: headers of two levels, headings above tables, rows that go on."""

from __future__ import annotations

from tests.documents.sets.documents import Case
from tests.documents.sets.excel import workbook
from tests.documents.sets.word import UP, Plan

_HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def two_levels_unmerged() -> bytes:
    return workbook(
        ("План ремонта бань города Парного на 2026 год", "", "", "", ""),
        ("№", "Мероприятие", "Срок", "", "Ответственный"),
        ("", "", "начало", "окончание", ""),
        (1, "Смета", "март", "май", "Ким О.А."),
        (2, "Ремонт", "июнь", "15 августа", "Юн Е.Е."),
    )


def money_by_years() -> bytes:
    return (
        Plan("План дорожных работ города Парного на 2026 год")
        .table(
            ("№", "Мероприятие", "Срок", "Объём, тыс. руб.", "", "Ответственный"),
            (UP, UP, UP, "2026", "2027", UP),
            ("1", "Разметка", "май", "100", "200", "МКУ «Дороги»"),
        )
        .bytes()
    )


def headings_above_tables() -> bytes:
    return (
        Plan("План школы города Парного на 2026 год", "1. Организационные меры")
        .table(_HEADER, ("1", "Приказ", "март", "Ким О.А."), ("2", "Смета", "май", "Ким О.А."))
        .text("2. Методическая работа")
        .table(_HEADER, ("1", "Семинар", "июнь", "Юн Е.Е."))
        .bytes()
    )


def parts_as_rows() -> bytes:
    return (
        Plan("План приюта города Парного на 2026 год")
        .table(
            _HEADER,
            ("1", "Организовать:", "", "Ким О.А."),
            ("", "- прививки", "март", ""),
            ("", "- выставку", "май", "Юн Е.Е."),
            ("", "осмотр", "1 июня", ""),
            ("2", "Отчёт", "июнь", "Ким О.А."),
        )
        .bytes()
    )


LEVELS = (
    Case(
        "E, start and end below an unmerged heading of a sheet",
        two_levels_unmerged,
        ("1 Смета @ 2026-05-31 | Ким О.А.", "2 Ремонт @ 2026-08-15 | Юн Е.Е."),
        suffix="xlsx",
    ),
    Case(
        "B, sums by years below the header",
        money_by_years,
        ("1 Разметка @ 2026-05-31 | МКУ «Дороги»",),
    ),
    Case(
        "D, numbered headings above the tables",
        headings_above_tables,
        (
            "1·1 [1. Организационные меры] Приказ @ 2026-03-31 | Ким О.А.",
            "1·2 [1. Организационные меры] Смета @ 2026-05-31 | Ким О.А.",
            "2·1 [2. Методическая работа] Семинар @ 2026-06-30 | Юн Е.Е.",
        ),
        title="План школы города Парного на 2026 год",
    ),
    Case(
        "F, parts of a measure as rows",
        parts_as_rows,
        (
            "1 Организовать: @ — - прививки @ 2026-03-31 - выставку @ 2026-05-31 - осмотр @ 2026-06-01 "
            "| Ким О.А., Юн Е.Е.",
            "2 Отчёт @ 2026-06-30 | Ким О.А.",
        ),
    ),
)
