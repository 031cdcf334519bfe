from __future__ import annotations

from roadmap.reading.cell import Line, parse_cell


def told(*lines: str | Line, deadlines: int = 0) -> list[str]:
    content = parse_cell(
        [line if isinstance(line, Line) else Line(line) for line in lines], deadlines
    )
    return [
        f"{element.about} {element.number or '-'} {element.text}" for element in content.elements
    ]


def test_numbers_are_kept_as_written_repeated_or_skipped() -> None:
    assert told("1. Сбор", "3) Учёт", "3/ Отчёт", "3.4.8 Итог") == [
        "measure 1 1 Сбор", "measure 2 3 Учёт", "measure 3 3 Отчёт", "measure 4 3.4.8 Итог",
    ]  # fmt: skip


def test_a_year_or_a_count_at_the_start_is_no_number() -> None:
    assert told("2019 год объявлен годом театра") == ["measure 1 - 2019 год объявлен годом театра"]
    assert told("5 школ получат автобусы") == ["measure 1 - 5 школ получат автобусы"]
    assert told("01.09.2025 линейка") == ["measure 1 - 01.09.2025 линейка"]


def test_a_soft_break_wraps_unless_something_new_begins_after_it() -> None:
    assert told("1. План на", Line("3-летний период.", soft=True), Line("2. Отчёт", soft=True)) == [
        "measure 1 1 План на 3-летний период.", "measure 2 2 Отчёт",
    ]  # fmt: skip


def test_parts_inside_a_control_point_are_its_text() -> None:
    assert told("1. Сбор", "Контрольная точка 1:", "- справка;", "- отчёт.") == [
        "measure 1 1 Сбор", "control_point 1 - справка;\nотчёт.",
    ]  # fmt: skip


def test_a_measure_may_follow_the_control_points() -> None:
    assert told("1. Сбор", "Контрольная точка:", "справка", "2. Итог") == [
        "measure 1 1 Сбор", "control_point 1 - справка", "measure 2 2 Итог",
    ]  # fmt: skip


def test_a_list_inside_a_control_point_that_starts_anew_is_its_text() -> None:
    assert told("1. Сбор", "2. Учёт", "Контрольная точка:", "1. Справка", "2. Приказ")[-1] == (
        "control_point 1 - 1. Справка\n2. Приказ"
    )


def test_paragraphs_without_number_are_one_measure_or_one_for_each_deadline() -> None:
    assert told("Сбор данных", "Учёт данных") == ["measure 1 - Сбор данных\nУчёт данных"]
    assert told("Сбор данных", "Учёт данных", deadlines=2) == [
        "measure 1 - Сбор данных",
        "measure 2 - Учёт данных",
    ]
    assert len(told("Сбор", "Учёт", "Контрольная точка:", "справка", deadlines=2)) == 2


def test_dashes_without_a_parent_are_measures() -> None:
    assert told("- Сбор", "– Учёт") == ["measure 1 - Сбор", "measure 2 - Учёт"]


def test_the_criterion_stands_apart() -> None:
    content = parse_cell([Line("1. Сбор"), Line("Критерий - % охвата"), Line("и качества")])
    assert content.criterion == "% охвата\nи качества"
    assert len(content.elements) == 1


def test_hidden_marks_and_wide_spaces_fall_away() -> None:
    assert told("1.\u00a0Сбор\u00ad ник  дан\u200bных") == ["measure 1 1 Сбор ник данных"]


def test_parts_of_measures_that_open_with_signs_have_another_sign() -> None:
    assert told("• Подготовка лагерей:", "– обследование;", "– договоры.", "• Отчёт", "КТ: совещание") == [
        "measure 1 - Подготовка лагерей:", "measure 1 part 1 - обследование;", "measure 1 part 2 - договоры.",
        "measure 2 - Отчёт", "control_point 1 - совещание",
    ]  # fmt: skip


def test_another_sign_by_a_slip_of_the_hand_opens_a_measure_all_the_same() -> None:
    assert told("- Подготовка лагерей", "• Обследование", "- Отчёт") == [
        "measure 1 - Подготовка лагерей", "measure 2 - Обследование", "measure 3 - Отчёт",
    ]  # fmt: skip
