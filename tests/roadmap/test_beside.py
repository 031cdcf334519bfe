"""The lines of an item's cells beside what was read of them, as a coordinator compares them."""

from __future__ import annotations

from roadmap.model import CellKind, WrittenCell
from roadmap.reading.beside import ReadPoint, beside


def cell(kind: CellKind, *lines: str, title: str = "") -> WrittenCell:
    return WrittenCell(kind, title, lines)


def laid(
    rows: list[list[WrittenCell]], points: list[ReadPoint], *, in_question: bool = False
) -> tuple[list[tuple[list[str], list[str], list[int]]], list[str]]:
    """The strips as (work, time, points), and the lines of time that are nobody's."""
    found = beside(rows, points, in_question)
    return [(one.work, one.time, one.points) for one in found.strips], list(found.time)


WORK = cell(
    CellKind.WORK,
    "1. Провести пробный экзамен",
    "по двум предметам.",
    "– опросить родителей;",
    "Контрольная точка 1:",
    "справка об итогах экзамена.",
    "Критерий – доля сдавших.",
)
POINTS = [
    ReadPoint("Провести пробный экзамен по двум предметам.", "Октябрь"),
    ReadPoint("опросить родителей;", "Ноябрь"),
    ReadPoint("справка об итогах экзамена.", "30 декабря"),
]


def test_each_line_of_a_cell_stands_beside_the_point_it_was_read_as() -> None:
    rows = [[WORK, cell(CellKind.TIME, "Октябрь", "Ноябрь", "30 декабря")]]
    assert laid(rows, POINTS) == (
        [
            (["1. Провести пробный экзамен", "по двум предметам."], ["Октябрь"], [0]),
            (["– опросить родителей;"], ["Ноябрь"], [1]),
            (["Контрольная точка 1:", "справка об итогах экзамена."], ["30 декабря"], [2]),
            (["Критерий – доля сдавших."], [], []),
        ],
        [],
    )


def test_lines_of_deadlines_stay_as_they_stand_where_one_of_them_is_nobodys() -> None:
    rows = [[WORK, cell(CellKind.TIME, "Октябрь", "Ноябрь", "30 декабря", "Май")]]
    strips, time = laid(rows, POINTS)
    assert time == ["Октябрь", "Ноябрь", "30 декабря", "Май"]
    assert not any(beside_it for _, beside_it, _ in strips)


def test_lines_of_deadlines_stay_as_they_stand_while_it_is_asked_whose_they_are() -> None:
    rows = [[WORK, cell(CellKind.TIME, "Октябрь", "Ноябрь", "30 декабря")]]
    assert laid(rows, POINTS, in_question=True)[1] == ["Октябрь", "Ноябрь", "30 декабря"]


def test_a_deadline_of_all_measures_stands_once_as_in_the_document() -> None:
    rows = [[cell(CellKind.WORK, "1. Смотр", "2. Слёт"), cell(CellKind.TIME, "Май")]]
    strips, time = laid(rows, [ReadPoint("Смотр", "Май"), ReadPoint("Слёт", "Май")])
    assert [beside_it for _, beside_it, _ in strips] == [["Май"], []]
    assert time == []


def test_equal_measures_are_told_apart_by_their_order() -> None:
    rows = [[cell(CellKind.WORK, "1. Отчёт", "2. Отчёт", "2. Отчёт о лагере")]]
    points = [ReadPoint("Отчёт", ""), ReadPoint("Отчёт", ""), ReadPoint("Отчёт о лагере", "")]
    assert [places for _, _, places in laid(rows, points)[0]] == [[0], [1], [2]]


def test_columns_of_a_beginning_and_an_end_are_named() -> None:
    times = [
        cell(CellKind.TIME, "01.10", title="Начало"),
        cell(CellKind.TIME, "30.04", title="Конец"),
    ]
    rows = [[cell(CellKind.WORK, "Смотр"), *times]]
    assert laid(rows, [ReadPoint("Смотр", "01.10 – 30.04")])[1] == ["Начало: 01.10", "Конец: 30.04"]


def test_rows_that_go_on_an_item_follow_it() -> None:
    rows = [
        [cell(CellKind.WORK, "1. Смотр"), cell(CellKind.TIME, "Май")],
        [cell(CellKind.WORK, "2. Слёт"), cell(CellKind.TIME, "Июнь")],
    ]
    strips, _ = laid(rows, [ReadPoint("Смотр", "Май"), ReadPoint("Слёт", "Июнь")])
    assert strips == [(["1. Смотр"], ["Май"], [0]), (["2. Слёт"], ["Июнь"], [1])]


def test_a_point_whose_words_stand_in_no_line_is_not_lost() -> None:
    assert laid([[cell(CellKind.WORK, "Смотр")]], [ReadPoint("Парад", "")])[0] == [
        (["Смотр"], [], []),
        ([], [], [0]),
    ]
