"""Where a message that starts with a number belongs."""

from itertools import groupby
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.answers.lines import AddressedText, numbers_in, read_answer
from roadmap.model.address import read_addresses, split_assignment

NUMBERS = [str(number) for number in range(1, 17)]


def read(text: str, numbers: list[str] = NUMBERS) -> list[tuple[str | None, str | None, str, bool]]:
    return [
        (
            part.address and part.address.item,
            part.address and part.address.number,
            part.text,
            part.sure,
        )
        for part in read_answer(text, numbers)
    ]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "item", "number", "rest"),
    [
        ("6.1 завершён 16 декабря", "6", "1", "завершён 16 декабря"),
        ("п. 8 – 75%", "8", None, "75%"),
        ("8 - 75 %", "8", None, "75 %"),
        ("8 75%", "8", None, "75%"),
        ("8: 89 из 100", "8", None, "89 из 100"),
        ("8 89 из 100", "8", None, "89 из 100"),
        ("пункт 6, КТ 1: совещание проведено", "6", "1", "совещание проведено"),
        ("6 КТ1 выполнено", "6", "1", "выполнено"),
        ("6.М2 готово", "6", "2", "готово"),
        ("6) Проведено совещание", "6", None, "Проведено совещание"),
        ("6. завершён", "6", None, "завершён"),
        ("6 Совещание проведено", "6", None, "Совещание проведено"),
        ("6 не выполнено", "6", None, "не выполнено"),
        ("11 в работе", "11", None, "в работе"),
        ("6 перенести на март", "6", None, "перенести на март"),
        ("6 прошёл муниципальный этап", "6", None, "прошёл муниципальный этап"),
        ("6 обучены 12 педагогов", "6", None, "обучены 12 педагогов"),
        ("6 планируется в марте", "6", None, "планируется в марте"),
        ("№ 12 проведён семинар", "12", None, "проведён семинар"),
        ("6.1\u00a0— готово", "6", "1", "готово"),
    ],
)
def test_a_line_that_starts_with_an_item_belongs_to_it(
    text: str, item: str, number: str | None, rest: str
) -> None:
    assert read(text) == [(item, number, rest, True)]


@pytest.mark.parametrize(
    "text",
    [
        "16 декабря провели совещание",
        "3 школы участвовали",
        "2019 год",
        "15.12 провели",
        "15.12.2019 состоялось совещание",
        "5.03 провели",
        "10 педагогов прошли курсы",
        "10 % выполнено",
        "75% готово",
        "9 из 10 школ участвовали",
        "2-е полугодие",
        "1 полугодие",
        "3-х педагогов направили",
        "5 новых программ",
        "10:30 начало совещания",
        "9.30 начало совещания",
        "1,5 часа",
        "2-3 марта провели",
        "2 раза собирались",
        "Совещание проведено 16 декабря",
        "выполнено",
        "",
    ],
)
def test_a_date_or_a_quantity_is_no_address(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "6 утренников",
        "3 смены отдыха",
        "2 канала",
        "3 анкеты",
        "6",
        "п. 99 выполнено",
        "25 выполнено",
        "25. Выполнено",
        "по пункту 18 отчёт направили",
        "пункт 17 КТ1 готово",
    ],
)
def test_what_may_be_either_is_asked_about(text: str) -> None:
    assert [sure for *_, sure in read(text)] == [False]


def test_an_item_number_that_looks_like_a_date_is_asked_about() -> None:
    assert read("1.10 провели", ["1", "1.10"]) == [("1.10", None, "провели", False)]
    assert read("1.1 провели", ["1", "1.1"]) == [("1.1", None, "провели", True)]
    assert read("3.4.8 провели", ["3.4.8"]) == [("3.4.8", None, "провели", True)]


def test_several_lines_answer_for_several_items() -> None:
    text = "6.1 завершён 16 декабря\nп. 8 – 75%\nосталось две школы\n12: готово"
    assert read(text) == [
        ("6", "1", "завершён 16 декабря", True),
        ("8", None, "75%\nосталось две школы", True),
        ("12", None, "готово", True),
    ]


@pytest.mark.parametrize(
    ("text", "addresses", "rest"),
    [
        ("6.1, 6.2 выполнены", [("6", "1"), ("6", "2")], "выполнены"),
        ("п.6 и п.7 готово", [("6", None), ("7", None)], "готово"),
        ("Пункты 1-3 выполнены", [("1", None), ("2", None), ("3", None)], "выполнены"),
        ("п. 6 и 7 – 75%\nна сегодня", [("6", None), ("7", None)], "75%\nна сегодня"),
    ],
)
def test_several_addresses_share_the_words_that_follow(
    text: str, addresses: list[tuple[str, str | None]], rest: str
) -> None:
    assert read(text) == [(item, number, rest, True) for item, number in addresses]


@pytest.mark.parametrize("text", ["п. 6, 7 утренников", "6, 12 утренников", "п. 6 и 99 готово"])
def test_several_numbers_that_may_be_quantities_are_asked_about(text: str) -> None:
    assert [sure for *_, sure in read(text)] == [False]


@pytest.mark.parametrize(
    "text", ["2-3 школы участвовали", "10, 11 декабря провели", "15.12 и 16.12 провели"]
)
def test_several_dates_or_quantities_are_no_addresses(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["8 12% готово", "6.1 16 декабря проведено", "6 - 8 школ участвовали"]
)
def test_a_figure_after_the_address_belongs_to_the_answer(text: str) -> None:
    assert [sure for *_, sure in read(text)] == [True]


def test_a_quantity_on_a_later_line_continues_the_answer() -> None:
    assert read("6.1 проведено\n3 семинара\n2 утренника\n16 декабря отчёт") == [
        ("6", "1", "проведено\n3 семинара\n2 утренника\n16 декабря отчёт", True)
    ]


def test_a_numbered_list_after_a_colon_is_one_answer() -> None:
    text = "6.1 проведено:\n1) семинар\n2) вебинар\n8: готово"
    assert [(item, number) for item, number, *_ in read(text)] == [("6", "1"), ("8", None)]


def test_answers_by_item_may_start_from_the_first() -> None:
    assert [item for item, *_ in read("1) готово\n2) готово\n3) не готово")] == ["1", "2", "3"]


def test_a_greeting_and_a_signature_are_no_part_of_an_answer() -> None:
    letter = "Добрый день!\n6.1 завершён\nС уважением,\nВетрова И.П."
    assert read(letter) == [("6", "1", "завершён", True)]


def test_lines_before_the_first_address_are_kept_and_asked_about() -> None:
    assert read("Провели всё, кроме восьмого\n6.1 завершён") == [
        (None, None, "Провели всё, кроме восьмого", False),
        ("6", "1", "завершён", True),
    ]


def test_nothing_that_was_written_is_lost() -> None:
    text = "Коллеги, вот:\n6.1 завершён\n  с приложением\n8 - 75%"
    assert "\n".join(part.whole for part in read_answer(text, NUMBERS)) == text


_WORDS = st.sampled_from(
    [
        "6",
        "6.1",
        "п.",
        "КТ1",
        "М2",
        "1-3",
        ",",
        "и",
        ":",
        "–",
        "75%",
        "готово",
        "16 декабря",
        "\n",
        "x",
    ]
)


@settings(max_examples=300)
@given(st.lists(_WORDS | st.text(max_size=5), max_size=12).map(" ".join))
def test_whatever_is_written_every_line_of_it_is_kept(text: str) -> None:
    read_addresses(text)
    split_assignment(text)
    kept = [whole for whole, _ in groupby(part.whole for part in read_answer(text, NUMBERS))]
    assert not kept or all(
        "".join(line.split()) in "".join("".join(kept).split()) for line in text.splitlines()
    )


def test_a_part_knows_its_address_and_its_words() -> None:
    (part,) = read_answer("6 утренников", NUMBERS)
    assert isinstance(part, AddressedText)
    assert (part.text, part.whole) == ("утренников", "6 утренников")


def test_invisible_marks_in_an_answer_do_not_cost_its_first_letters() -> None:
    (part,) = read_answer("\u200b6.1 го\u200bто\u200bво 👨\u200d👩\u200d👧 ", ["6"])
    assert part.text == "го\u200bто\u200bво 👨\u200d👩\u200d👧"


def test_only_the_numbers_that_an_answer_may_name_are_asked_for() -> None:
    named = set(numbers_in("6.1 завершён 16 декабря\nп. 8: 75%"))
    assert {"6", "6.1", "8"} <= named
    assert "7" not in named


def test_a_range_names_what_lies_within_it() -> None:
    assert {"1", "2", "3"} <= set(numbers_in("1-3 выполнены"))
    assert {"1.4", "1.5"} <= set(numbers_in("1.4 – 1.6"))


def test_no_message_names_more_than_it_could_mean() -> None:
    ranges = ", ".join(f"{item}.1-{item}.1000" for item in range(1, 400))[
        :4096
    ]  # Telegram's longest message
    began = process_time()
    assert len(read_answer(f"{ranges} выполнено", NUMBERS)) <= 1
    assert read_addresses(ranges) is None
    assert process_time() - began < 1, "everybody else waits meanwhile"


def test_one_message_closes_every_item_of_a_large_roadmap() -> None:
    numbers = [str(number) for number in range(1, 1001)]
    began = process_time()
    assert len(read_answer("1-1000 выполнены", numbers)) == 1000
    assert process_time() - began < 1


def test_a_message_of_thousands_of_lines_keeps_nobody_waiting() -> None:
    began = process_time()
    assert len(read_answer("6 сделано" + "\nа" * 2040, NUMBERS)) == 1
    assert len(read_answer("6 сделано" + "\n" * 4000 + "всё", NUMBERS)) == 1
    assert process_time() - began < 1
