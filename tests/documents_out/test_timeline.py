"""The timeline: what is drawn, and that a telephone shows it."""

from __future__ import annotations

import struct
from dataclasses import replace

from documents.writing.timeline import draw_timeline, print_timeline
from documents.writing.timeline_rows import Mark, timeline_rows
from roadmap.model import Deadline, Kind, Period
from tests.documents_out.book import make_book


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_items_stand_under_their_headings_in_the_documents_order() -> None:
    rows = timeline_rows(make_book(6))
    assert [row.text.split(". Без")[0] for row in rows] == [
        "1.1. УЧЁБА", "1", "2", "1.2. ЗДОРОВЬЕ", "3", "4", "2.1. КРУЖКИ", "5", "6",
    ]  # fmt: skip


def test_an_open_day_is_late_once_it_has_passed_and_ahead_before() -> None:
    rows = {row.text.split(".")[0]: row for row in timeline_rows(make_book()) if not row.heading}
    assert [spot.mark for spot in rows["2"].spots] == [Mark.LATE, Mark.QUIET]
    assert [spot.mark for spot in rows["1"].spots] == [Mark.DONE, Mark.AHEAD]


def test_control_points_are_drawn_bigger_than_measures() -> None:
    rows = timeline_rows(make_book())
    assert [spot.big for spot in rows[1].spots] == [False, True]


def test_days_that_fall_together_are_counted() -> None:
    book = make_book(1)
    dues = [replace(due, day=book.dues[0].day, state=book.dues[0].state) for due in book.dues]
    assert [spot.count for spot in timeline_rows(replace(book, dues=dues))[1].spots] == [2]


def test_a_page_is_as_wide_as_a_telephone_and_upright() -> None:
    (page,) = draw_timeline(make_book())
    width, height = size(page)
    assert width == 1080
    assert 1.2 < height / width < 2.6


def test_a_long_roadmap_takes_several_pages_of_the_same_height_or_less() -> None:
    pages = draw_timeline(make_book(90))
    assert len(pages) >= 4
    assert all(size(page)[1] <= 2600 for page in pages)


def test_more_pictures_than_wanted_give_way_to_a_pdf_of_all() -> None:
    book = make_book(40)
    pages = draw_timeline(book)
    assert len(pages) > 1
    assert draw_timeline(book, 1) == [pages[0], print_timeline(book)]
    assert draw_timeline(book, 50) == pages


def test_the_pages_come_as_one_pdf_too() -> None:
    content = print_timeline(make_book(60))
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == len(
        draw_timeline(make_book(60))
    )


def test_a_roadmap_of_several_years_and_one_without_items_are_drawn() -> None:
    book = make_book(3)
    years = replace(
        book.roadmap,
        period=Period("2025-2028 годы", Period.calendar(2025).start, Period.calendar(2028).end),
    )
    assert draw_timeline(replace(book, roadmap=years))
    assert draw_timeline(replace(book, items=[], points=[], dues=[]))


def test_a_dollar_sign_in_a_text_is_no_formula() -> None:
    book = make_book(1)
    assert draw_timeline(
        replace(book, items=[replace(book.items[0], recommendation="Цена $5 и $x^{$")])
    )


def test_an_item_without_days_says_what_its_deadline_is() -> None:
    book = make_book(2)
    all_year = Deadline("В течение года", Kind.WHOLE_PERIOD)
    points = [replace(point, deadline=all_year if point.item_id else None) for point in book.points]
    rows = timeline_rows(replace(book, points=points, dues=[]))
    assert [row.note for row in rows if not row.heading] == ["без даты", "В течение года"]
    assert all(row.note == "" for row in timeline_rows(book))


def test_an_item_that_recommends_nothing_is_named_by_its_work() -> None:
    book = make_book(1)
    plan = replace(book, items=[replace(book.items[0], recommendation="")])
    assert timeline_rows(plan)[1].text == "1. Обход школ № 0"


def test_items_without_number_are_drawn_as_items() -> None:
    book = make_book(3)
    rows = timeline_rows(replace(book, items=[replace(item, number="") for item in book.items]))
    assert [row.heading for row in rows] == [True, False] * 3
