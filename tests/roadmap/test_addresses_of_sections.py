from __future__ import annotations

import pytest

from roadmap.answers.lines import numbers_in, read_answer
from roadmap.model import Item
from roadmap.model.address import Address, label, locate, read_addresses

NUMBERS = ["1·1", "1·2", "1·3", "2·1", "2·2", "2·3", "2·10"]


def located(text: str) -> list[str | None]:
    found = [locate(address, NUMBERS) for address in read_addresses(text) or ()]
    return [f"{one.item} {one.number or ''}".strip() if one else None for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "2·3",
        "2 · 3",
        "2•3",
        "2*3",
        "2.3",
        "р2 п3",
        "р.2 п.3",
        "р2п3",
        "Раздел 2 пункт 3",
        "раздел 2, п. 3",
        "разд. 2 п. 3",
        "п. 3 раздела 2",
        "пункт 3 разд. 2",
        "п. 2·3",
    ],
)
def test_an_item_of_a_section_is_addressed_as_people_type_on_a_phone(text: str) -> None:
    assert located(text) == ["2·3"]


@pytest.mark.parametrize("text", ["2·3.1", "2.3.1", "2*3 КТ1", "2.3 КТ 1", "р2 п3 КТ1"])
def test_a_control_point_of_such_an_item_is_addressed_after_it(text: str) -> None:
    assert located(text) == ["2·3 1"]


def test_lists_and_ranges_of_such_items_are_unrolled() -> None:
    assert located("1·1-1·3, 2·2") == ["1·1", "1·2", "1·3", "2·2"]
    assert located("2·1-3") == ["2·1", "2·2", "2·3"]
    assert read_addresses("1·1-2·3") is None


def test_a_number_without_its_section_names_no_item() -> None:
    assert located("3") == [None]


def test_two_and_three_with_a_hyphen_stay_a_range() -> None:
    assert read_addresses("2-3") == (Address("2"), Address("3"))


def test_the_label_of_an_item_is_its_address_and_its_written_number_the_documents() -> None:
    item = Item(1, 1, 0, "2·3", ("Кадры",), "", written="3")
    assert label(item, None, dotted=False) == "2·3"
    assert item.number_written == "3"


@pytest.mark.parametrize(
    ("message", "item"),
    [
        ("2·3 выполнено", "2·3"),
        ("2.3 выполнено", "2·3"),
        ("2*3 выполнено", "2·3"),
        ("р2 п3 выполнено", "2·3"),
        ("раздел 2 пункт 3 – сделали в мае", "2·3"),
        ("по р2 п3 всё сделано", "2·3"),
        ("По пункту 3 раздела 2 всё сделано", "2·3"),
        ("сделали, что просили по 2·3", "2·3"),
        ("2·10 выполнено", "2·10"),
    ],
)
def test_an_answer_names_the_item_of_a_section(message: str, item: str) -> None:
    asked = numbers_in(message)
    assert item in asked
    (part,) = read_answer(message, [number for number in NUMBERS if number in asked])
    assert part.sure
    assert part.address is not None
    assert part.address.item == item


def test_a_range_in_an_answer_is_looked_up_by_the_numbers_of_its_section() -> None:
    assert {"2·1", "2·2", "2·3"} <= set(numbers_in("2·1-2·3 выполнены"))
