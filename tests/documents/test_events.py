"""Hours and places of events, from where tables have them."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from documents.tables.reading import read_document
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.model import Draft, Period
from tests.documents.sets.word import Plan

YEAR = Period.calendar(2024)


def draft_of(*rows: tuple[str, ...]) -> Draft:
    plan = Plan("План праздника на 2024 год").table(*rows)
    return read_document(plan.bytes(), "plan.docx", YEAR, date(2024, 1, 9))


def told(draft: Draft) -> list[tuple[str, time | None, str]]:
    return [(str(one.end), one.hour, one.place) for one in draft.deadlines()]


@pytest.mark.parametrize("place", ["Место", "Место проведения", "Где проводится"])
@pytest.mark.parametrize("hours", ["Время", "Время проведения"])
def test_columns_of_hours_and_places_belong_to_the_day(hours: str, place: str) -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Дата", hours, place, "Ответственный"),
        ("1", "Митинг у обелиска", "22 июня", "10.00", "площадь Победы", "Ким О.А."),
        ("2", "Концерт", "23 июня", "18-30", "Дом культуры", "Ким О.А."),
        ("3", "Уборка парка", "24 июня", "", "-", "Ким О.А."),
    )
    assert told(draft) == [
        ("2024-06-22", time(10), "площадь Победы"),
        ("2024-06-23", time(18, 30), "Дом культуры"),
        ("2024-06-24", None, ""),
    ]


def test_one_column_may_hold_day_hour_and_place() -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Дата, время, место", "Ответственный"),
        ("1", "Митинг у обелиска", "22 июня\n10.00\nплощадь Победы", "Ким О.А."),
        ("2", "Концерт", "23 июня, 18.00 час., актовый зал", "Ким О.А."),
    )
    assert told(draft) == [
        ("2024-06-22", time(10), "площадь Победы"),
        ("2024-06-23", time(18), "актовый зал"),
    ]


def test_a_column_of_time_alone_is_that_of_the_deadlines() -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Время проведения", "Ответственный"),
        ("1", "Слёт отрядов", "15 мая", "Ким О.А."),
        ("2", "Смотр", "июнь", "Ким О.А."),
    )
    assert [day for day, _, _ in told(draft)] == ["2024-05-15", "2024-06-30"]


def test_hour_and_place_stand_beside_the_deadline_in_json_and_only_where_there_are_any() -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Дата", "Ответственный"),
        ("1", "Митинг у обелиска", "22 июня, 10.00, площадь Победы", "Ким О.А."),
        ("2", "Уборка парка", "24 июня", "Ким О.А."),
    )
    first, second = (item["measures"][0] for item in draft_as_json(draft)["items"])
    assert (first["hour"], first["place"]) == ("10:00", "площадь Победы")
    assert set(first["deadline"]) == {"text", "kind", "start", "end", "sure"}
    assert not {"hour", "place"} & set(second)
    assert draft_from_json(draft_as_json(draft)) == draft


def test_hours_of_a_workbook_are_hours_whatever_form_the_cells_have() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        clock = book.add_format({"num_format": "hh:mm"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        both = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet = book.add_worksheet("План на 2024 год")
        sheet.write_row(0, 0, ("№", "Мероприятие", "Дата", "Время", "Место"))
        sheet.write_row(1, 0, (1, "Митинг"))
        sheet.write_datetime(1, 2, datetime.combine(date(2024, 6, 22), time()), day)
        sheet.write_datetime(1, 3, time(10, 30), clock)
        sheet.write(1, 4, "площадь Победы")
        sheet.write_row(2, 0, (2, "Концерт"))
        sheet.write_datetime(2, 2, datetime.combine(date(2024, 6, 23), time(18)), both)
        sheet.write_row(3, 0, (3, "Уборка парка"))
        sheet.write_datetime(3, 2, datetime.combine(date(2024, 6, 24), time()), day)
    draft = read_document(out.getvalue(), "plan.xlsx", YEAR, date(2024, 1, 9))
    assert told(draft) == [
        ("2024-06-22", time(10, 30), "площадь Победы"),
        ("2024-06-23", time(18), ""),
        ("2024-06-24", None, ""),
    ]


def test_two_works_of_a_cell_may_have_hours_of_their_own() -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Дата", "Время", "Место", "Ответственный"),
        ("1", "1. Парад\n2. Концерт", "9 мая\n10 мая", "10.00\n12.00", "парк", "Ким О.А."),
    )
    assert told(draft) == [("2024-05-09", time(10), "парк"), ("2024-05-10", time(12), "парк")]


def test_an_hour_and_a_place_below_a_row_of_a_day_are_of_that_day() -> None:
    draft = draft_of(
        ("№", "Мероприятие", "Срок", "Ответственный"),
        ("13 июля (суббота)",),
        ("1", "Открытие", "18.00 час.", "Ким О.А."),
        ("2", "Концерт", "19.00 час., актовый зал", "Ким О.А."),
    )
    assert told(draft) == [("2024-07-13", time(18), ""), ("2024-07-13", time(19), "актовый зал")]
