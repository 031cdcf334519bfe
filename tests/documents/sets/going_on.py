"""The set's seventh part: rows that go on what stands above them. Expectations are by hand."""

from __future__ import annotations

from tests.documents.sets.documents import Case
from tests.documents.sets.excel import workbook
from tests.documents.sets.word import Plan

_HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def a_row_cut_in_two_by_a_page() -> bytes:
    return (
        Plan("План мероприятий города Липова на 2026 год")
        .table(
            _HEADER,
            ("1", "Провести собрание всех", "март", "Ким О.А."),
            ("", "жителей города и района", "", ""),
            ("2", "Учёт", "май", "Юн Е.Е."),
        )
        .bytes()
    )


def control_points_as_rows() -> bytes:
    return (
        Plan("План мероприятий города Липова на 2026 год")
        .table(
            _HEADER,
            ("1", "Ремонт клуба", "1 сентября", "Ким О.А."),
            ("", "Контрольная точка: договор", "15 марта", "Ким О.А."),
            ("", "КТ 2 Работы приняты", "1 августа", "Юн Е.Е."),
            ("2", "Учёт", "май", "Юн Е.Е."),
        )
        .bytes()
    )


def months_and_stages_said_once() -> bytes:
    return workbook(
        ("План школы города Липова на 2025-2026 учебный год", "", "", "", ""),
        ("Этап", "Месяц", "№", "Мероприятие", "Ответственный"),
        ("Первый", "Сентябрь", 1, "Линейка", "Ким О.А."),
        ("", "", 2, "Поход", "Юн Е.Е."),
        ("Второй", "Октябрь", 3, "Сбор", "Юн Е.Е."),
        ("", "", 4, "Рейд", "Ким О.А."),
    )


GOING_ON = (
    Case(
        "B, a row cut in two by a page's end",
        a_row_cut_in_two_by_a_page,
        (
            "1 Провести собрание всех жителей города и района @ 2026-03-31 | Ким О.А.",
            "2 Учёт @ 2026-05-31 | Юн Е.Е.",
        ),
    ),
    Case(
        "G, control points as rows without numbers",
        control_points_as_rows,
        (
            "1 Ремонт клуба @ 2026-09-01; КТ1 договор @ 2026-03-15; КТ2 Работы приняты @ 2026-08-01 "
            "| Ким О.А., Юн Е.Е.",
            "2 Учёт @ 2026-05-31 | Юн Е.Е.",
        ),
    ),
    Case(
        "E, months and stages of a sheet said once for several rows",
        months_and_stages_said_once,
        (
            "1 [Первый] Линейка @ 2025-09-30 | Ким О.А.",
            "2 [Первый] Поход @ 2025-09-30 | Юн Е.Е.",
            "3 [Второй] Сбор @ 2025-10-31 | Юн Е.Е.",
            "4 [Второй] Рейд @ 2025-10-31 | Ким О.А.",
        ),
        suffix="xlsx",
    ),
)
