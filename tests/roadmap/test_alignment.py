from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roadmap.deadlines import read_deadline
from roadmap.model import Period, Reason
from roadmap.reading.alignment import Alignment, align
from roadmap.reading.cell import Element, Line, parse_cell

YEAR = Period.school(2025)


def aligned(cell: str, deadlines: str, days: dict[int, date] | None = None) -> Alignment:
    """A cell of measures and the deadline lines beside it, both with « / » between lines."""
    return align(
        elements(cell),
        [read_deadline(line, YEAR) for line in deadlines.split(" / ") if line],
        YEAR,
        days,
    )


def elements(cell: str) -> tuple[Element, ...]:
    return parse_cell([Line(line) for line in cell.split(" / ")]).elements


def phrases(found: Alignment) -> list[str | None]:
    return [deadline.text if deadline else None for deadline in found.deadlines]


def asked(found: Alignment) -> list[tuple[int, list[str]]]:
    return [
        (doubt.index, [str(option.span.end) if option.span else "нет" for option in doubt.options])
        for doubt in found.doubts
    ]


def test_lines_and_measures_equal_in_number_go_one_to_one() -> None:
    found = aligned(
        "1. Сбор / 2. Отчёт / Контрольная точка: / справка", "октябрь / ноябрь / декабрь"
    )
    assert phrases(found) == ["октябрь", "ноябрь", "декабрь"]
    assert not found.doubts
    assert not found.uneven


def test_a_parent_of_parts_takes_no_line_where_its_parts_fill_them() -> None:
    found = aligned(
        "1. Провести: / - семинар; / - совещание. / 2. Отчёт", "октябрь / ноябрь / декабрь"
    )
    assert phrases(found) == [None, "октябрь", "ноябрь", "декабрь"]


def test_a_parent_takes_a_line_too_where_there_is_one_more() -> None:
    found = aligned(
        "1. Провести: / - семинар; / - совещание. / 2. Отчёт",
        "постоянно / октябрь / ноябрь / декабрь",
    )
    assert phrases(found) == ["постоянно", "октябрь", "ноябрь", "декабрь"]


def test_numbered_measures_alone_take_the_lines_where_there_is_one_for_each() -> None:
    found = aligned("1. Провести: / - один; / - два; / - три. / 2. Отчёт", "октябрь / декабрь")
    assert phrases(found) == ["октябрь", None, None, None, "декабрь"]


def test_one_line_serves_all_measures_and_parts() -> None:
    found = aligned("1. Провести: / - один; / - два. / 2. Отчёт", "в течение года")
    assert phrases(found) == ["в течение года"] * 4
    assert not found.uneven


def test_control_points_take_the_last_lines_of_a_short_list() -> None:
    found = aligned("1. А / 2. Б / 3. В / Контрольная точка: / справка", "октябрь / март / май")
    assert found.deadlines[3] is not None
    assert (found.deadlines[3].text, found.deadlines[3].sure) == ("май", True)
    assert asked(found) == [
        (0, ["2025-10-31", "нет"]),
        (1, ["2025-10-31", "2026-03-31", "нет"]),
        (2, ["2026-03-31", "нет"]),
    ]


def test_lines_that_name_their_measure_or_control_point_need_no_order() -> None:
    found = aligned(
        "1. А / 2. Б / 3. В / Контрольная точка: / справка", "1. октябрь / КТ – май / 3) март"
    )
    assert phrases(found) == ["1. октябрь", None, "3) март", "КТ – май"]
    assert not found.doubts
    assert asked(aligned("1. А / 2. Б / 3. В", "1.10 / 3.03")), "days are no numbers of measures"


def test_what_is_asked_about_has_its_likeliest_line_as_a_guess_and_is_due_on_no_day() -> None:
    found = aligned("1. А / 2. Б / 3. В / Контрольная точка: / справка", "октябрь / март / май")
    guesses = [
        (deadline.text, str(deadline.end), deadline.sure)
        for deadline in found.deadlines[:3]
        if deadline
    ]
    assert guesses == [
        ("октябрь", "2025-10-31", False),
        ("октябрь", "2025-10-31", False),
        ("март", "2026-03-31", False),
    ]
    assert all(deadline and not deadline.due_days() for deadline in found.deadlines[:3])


def test_a_short_list_that_changes_no_date_is_not_asked_about() -> None:
    found = aligned("1. А / 2. Б / Контрольная точка: / справка", "постоянно / июнь")
    assert found.uneven
    assert not found.doubts
    assert [deadline and deadline.sure for deadline in found.deadlines] == [False, False, True]


def test_a_day_in_the_report_settles_a_short_list() -> None:
    cell = "1. А / 2. Б / 3. В / Контрольная точка: / справка"
    found = aligned(cell, "октябрь / март / май", {1: date(2025, 10, 18)})
    assert phrases(found) == [None, "октябрь", "март", "май"]
    assert not found.doubts


def test_a_day_that_fits_no_line_settles_nothing() -> None:
    cell = "1. А / 2. Б / Контрольная точка: / справка"
    assert asked(aligned(cell, "октябрь / май", {0: date(2025, 12, 1)})) == asked(
        aligned(cell, "октябрь / май")
    )


def test_too_many_lines_are_asked_about() -> None:
    found = aligned("1. А / 2. Б", "октябрь / декабрь / март")
    assert found.uneven
    assert asked(found) == [(0, ["2025-10-31", "2025-12-31"]), (1, ["2026-03-31", "2025-12-31"])]


def test_august_after_october_is_the_next_years() -> None:
    found = aligned("1. А / 2. Б / Контрольная точка: / справка", "сентябрь / октябрь / август")
    assert found.deadlines[2] is not None
    assert (str(found.deadlines[2].end), found.deadlines[2].sure) == ("2026-08-31", True)


def test_august_before_october_is_before_the_year_begins() -> None:
    found = aligned("1. А / 2. Б", "август / октябрь")
    assert found.deadlines[0] is not None
    assert str(found.deadlines[0].end) == "2025-08-31"


def test_august_alone_is_asked_about_and_answers_all_like_it() -> None:
    (doubt,) = aligned("1. А", "Август").doubts
    assert doubt.shared
    assert [option.reason for option in doubt.options] == [Reason.BEFORE_START, Reason.LATE]


def test_september_after_october_may_be_either() -> None:
    assert asked(aligned("1. А / 2. Б", "октябрь / сентябрь")) == [
        (1, ["2025-09-30", "2026-09-30"])
    ]


def test_a_day_of_august_after_may_is_the_years_end() -> None:
    found = aligned("1. А / 2. Б", "25.05 / 30.08")
    assert found.deadlines[1] is not None
    assert (str(found.deadlines[1].end), found.deadlines[1].sure) == ("2026-08-30", True)


def test_a_guess_with_one_reading_is_asked_about_all_the_same() -> None:
    assert asked(aligned("1. А", "до начала учебного года")) == [(0, ["2025-08-31"])]


def test_nothing_beside_nothing_is_no_puzzle() -> None:
    assert align((), [], YEAR) == Alignment(())
    assert phrases(aligned("1. А", "")) == [None]


@given(
    st.lists(
        st.sampled_from(["1. А", "2. Б", "- часть", "Контрольная точка: справка"]), max_size=9
    ),
    st.lists(
        st.sampled_from(["август", "сентябрь", "март", "постоянно", "по графику", "то же"]),
        max_size=11,
    ),
)
def test_any_cell_beside_any_lines_gives_each_element_one_answer(
    cell: list[str], lines: list[str]
) -> None:
    content = parse_cell([Line(line) for line in cell]).elements
    found = align(content, [read_deadline(line, YEAR) for line in lines], YEAR)
    assert len(found.deadlines) == len(content)
    assert all(len(doubt.options) >= 1 for doubt in found.doubts)
    assert all(deadline is None or deadline.text in lines for deadline in found.deadlines)


def test_one_line_above_the_control_points_serves_three_measures() -> None:
    found = aligned(
        "1. Выставка / 2. Встреча / 3. Квест / КТ: / итоги", "сентябрь – октябрь / ноябрь"
    )
    assert phrases(found) == ["сентябрь – октябрь"] * 3 + ["ноябрь"]
    assert not found.doubts
    assert found.uneven, "the coordinator is told to look at it"


def test_of_two_measures_above_a_control_point_one_may_lack_its_line() -> None:
    found = aligned("1. Выставка / 2. Встреча / КТ: / итоги", "октябрь / ноябрь")
    assert [index for index, _ in asked(found)] == [0, 1]
