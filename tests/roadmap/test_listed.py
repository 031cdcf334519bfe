"""Words about a list that was shown: which places of it they mean, and what they say of each."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.answers.listed import all_but, bare, listed, places_named, says_rest, words_for_each
from roadmap.answers.told_and_asked import read_with_requests, told_and_asked

NUMBERS = ["1", "3", "5", "6", "8", "9"]
WRITTEN = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "of_all", "of_any"),
    [
        ("готово", False, True),
        ("все сделано", True, True),
        ("Всё выполнено!", True, True),
        ("оба готовы 👍", True, True),
        ("все 3 сделаны в срок", True, True),
        ("проведён", False, False),
    ],
)
def test_bare_words_say_that_something_is_done(text: str, of_all: bool, of_any: bool) -> None:
    told = bare(text)
    assert told is not None
    assert (told.of_all, told.of_any) == (of_all, of_any)


@pytest.mark.parametrize(
    "text", ["готово, но не всё", "все дети обучены", "всё, что можно, сделано", "не готово", ""]
)
def test_words_that_tell_more_are_not_bare(text: str) -> None:
    assert bare(text) is None


@pytest.mark.parametrize(
    ("text", "what", "words", "left"),
    [
        ("все кроме 3.М2", ("3.М2",), "выполнено", ""),
        ("готово все, кроме последнего", ("последнего",), "готово", ""),
        ("всё готово, кроме 3.М2 и 1.1", ("3.М2", "1.1"), "готово", ""),
        ("Готово всё (кроме 3.М2).", ("3.М2",), "Готово", ""),
        (
            "все сделано кроме последнего, его до пятницы",
            ("последнего",),
            "сделано",
            "его до пятницы",
        ),
        ("все кроме перекрёстной проверки готово", ("перекрёстной проверки",), "готово", ""),
    ],
)
def test_all_but_something_is_cut_into_its_parts(
    text: str, what: tuple[str, ...], words: str, left: str
) -> None:
    said = all_but(text)
    assert said is not None
    assert (said.what, said.words, said.of_left_out) == (what, words, left)


@pytest.mark.parametrize(
    "text",
    [
        "осмотрели все кроме школы 3",
        "обучены все кроме двоих, декрет",
        "памятки везде кроме Ориона",
    ],
)
def test_an_answer_about_people_or_schools_leaves_out_no_item(text: str) -> None:
    assert all_but(text) is None


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("последнего", (2,)),
        ("первого и третьего", (0, 2)),
        ("двух последних", (1, 2)),
        ("предпоследнего", (1,)),
        ("четвёртого", ()),
        ("первого семинара", ()),
    ],
)
def test_ordinals_name_places_of_a_list_of_three(words: str, places: tuple[int, ...]) -> None:
    assert places_named(words, 3, left_out=True) == places


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("первые два сделаны, третий до пятницы", [((0, 1), "сделаны"), ((2,), "до пятницы")]),
        ("первый и третий готовы", [((0, 2), "готовы")]),
        ("последний не успеваю", [((2,), "не успеваю")]),
        ("первый - да, второй - нет", [((0,), "да"), ((1,), "нет")]),
        ("первый готов, остальные до пятницы", [((0,), "готов"), ((1, 2), "до пятницы")]),
        ("первый пункт готов", []),
        ("первый семинар прошёл", []),
        ("третья школа прислала, пятая нет", []),
        ("последние 3 адреса", []),
        ("четвёртый готов", []),
    ],
)
def test_statements_are_about_places(text: str, said: list[tuple[tuple[int, ...], str]]) -> None:
    assert [(one.places, one.words) for one in listed(text, 3)] == said


def test_what_is_said_of_the_rest_follows_what_names_its_items() -> None:
    assert says_rest("3.М2 не успеваем, остальное сделано") == ("3.М2 не успеваем", "сделано")
    assert says_rest("2.3 провели, остальное завтра") is None
    assert says_rest("8 А класс обследован, остальные кабинеты обследованы") is None


def test_each_place_gets_the_words_without_what_they_leave_out() -> None:
    assert words_for_each("готово все, кроме последнего") == "готово"
    assert words_for_each("первый и второй готовы") == "готовы"
    assert words_for_each("провели совещание") == "провели совещание"


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("1.1 готово, а 3.М2 перенесите на 11.12", "1.1 готово", "3.М2 перенесите на 11.12"),
        ("перенесите 3.М2 на 11.12, 1.1 готово", "1.1 готово", "перенесите 3.М2 на 11.12"),
        (
            "п. 5 готов, п. 6 просим продлить на неделю",
            "п. 5 готов",
            "п. 6 просим продлить на неделю",
        ),
        ("1.1 готово, 3.М2 не успеваем, ждём школы", "1.1 готово", "3.М2 не успеваем, ждём школы"),
    ],
)
def test_a_message_that_tells_and_asks_is_taken_apart(text: str, told: str, asked: str) -> None:
    found = told_and_asked(text, NUMBERS, WRITTEN)
    assert found is not None
    assert found[0] == told
    assert [one for one, _ in found[1]] == [asked]


@pytest.mark.parametrize(
    "text",
    ["1.1 и 3.М2 готовы", "перенесите 3.М2 на 11.12", "8 обучили 75%, остальных доучим до пятницы"],
)
def test_a_message_that_does_one_of_both_stays_whole(text: str) -> None:
    assert told_and_asked(text, NUMBERS, WRITTEN) is None


def test_an_item_and_its_point_within_a_line_name_a_place() -> None:
    (part,) = read_with_requests("акт по 3.М2", NUMBERS, WRITTEN)
    assert part.address is not None
    assert (part.address.item, part.address.number) == ("3", "2")
    assert read_with_requests("закупили 120 м2 плитки", NUMBERS, WRITTEN) == []
    assert read_with_requests("длина 5 м 20 см", NUMBERS, WRITTEN) == []
