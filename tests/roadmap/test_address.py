"""Addresses as officials and coordinators write them."""

from time import process_time

import pytest

from roadmap.model import Item, Point, PointKind
from roadmap.model.address import (
    EVERYTHING,
    Address,
    any_dotted,
    label,
    locate,
    read_addresses,
    resolve,
    split_assignment,
)

CONTROL, MEASURE, PART = PointKind.CONTROL_POINT, PointKind.MEASURE, PointKind.PART
ITEM = Item(6, 1, 5, "6", (), "Рекомендация")


def point(kind: PointKind, number: str) -> Point:
    return Point(len(number) * 10 + ord(kind.value[0]), 6, kind, number, 0, "", "")


def plain(text: str) -> list[tuple[str, PointKind | None, str | None]] | None:
    found = read_addresses(text)
    return None if found is None else [(one.item, one.kind, one.number) for one in found]


@pytest.mark.parametrize(
    "text", ["6", " 6. ", "п. 6", "П.6", "п 6", "пункт 6", "Пункт №6", "№ 6", "п.\u00a06", "6,"]
)
def test_an_item_is_named_in_many_ways(text: str) -> None:
    assert plain(text) == [("6", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "6.КТ1",
        "6 КТ1",
        "6кт1",
        "6 кт 1",
        "пункт 6, КТ 1",
        "п.6 КТ №1",
        "6.KT1",
        "6.Kт1",
        "6 контрольная точка 1",
        "6-КТ1",
    ],
)
def test_a_control_point_is_named_in_many_ways(text: str) -> None:
    assert plain(text) == [("6", CONTROL, "1")]


@pytest.mark.parametrize("text", ["6.М2", "6.M2", "6м2", "п. 6, мероприятие 2", "6 М 2"])
def test_a_measure_is_named_in_many_ways(text: str) -> None:
    assert plain(text) == [("6", MEASURE, "2")]


def test_a_part_of_a_measure_has_a_number_of_two() -> None:
    assert plain("6.М2.1") == [("6", PART, "2.1")]


def test_a_plain_number_leaves_the_kind_open() -> None:
    assert plain("6.1") == [("6", None, "1")]


def test_lists_and_ranges_are_unrolled() -> None:
    assert plain("1-3, 7.2") == [
        ("1", None, None),
        ("2", None, None),
        ("3", None, None),
        ("7", None, "2"),
    ]
    assert plain("п. 1 – 2 и 5") == [("1", None, None), ("2", None, None), ("5", None, None)]
    assert (
        plain("6.1-3") == plain("6.1-6.3") == [("6", None, "1"), ("6", None, "2"), ("6", None, "3")]
    )
    assert plain("6.КТ1-КТ2") == plain("6 КТ1, КТ2") == [("6", CONTROL, "1"), ("6", CONTROL, "2")]


@pytest.mark.parametrize(
    "text", ["3-1", "", "Иванова", "шесть", "6 Иванова", "10педагогов", "1-99999", "6.1-7.2"]
)
def test_what_is_not_a_list_of_addresses_is_refused(text: str) -> None:
    assert read_addresses(text) is None


@pytest.mark.parametrize("text", ["все", "Всё", "all", "ВСЕ"])
def test_all_means_every_item(text: str) -> None:
    assert plain(text) == [(EVERYTHING, None, None)]


@pytest.mark.parametrize(
    ("text", "count", "name"),
    [
        ("6 Иванова", 1, "Иванова"),
        ("1-3,7.2 Иванова Мария", 4, "Иванова Мария"),
        ("все Петров", 1, "Петров"),
        ("6.КТ1, 8 – Мартынова", 2, "Мартынова"),
        ("Иванова 1-3", 3, "Иванова"),
        ("6 Василенко", 1, "Василенко"),
    ],
)
def test_an_assignment_is_addresses_and_a_name(text: str, count: int, name: str) -> None:
    found = split_assignment(text)
    assert found is not None
    assert (len(found[0]), found[1]) == (count, name)


def test_an_assignment_without_addresses_is_none() -> None:
    assert split_assignment("Иванова Мария") is None


def located(text: str, *numbers: str) -> tuple[str, str | None] | None:
    found = read_addresses(text)
    assert found
    address = locate(found[0], numbers)
    return (address.item, address.number) if address else None


def test_an_item_of_exactly_this_number_comes_first() -> None:
    assert located("1.1", "1", "1.1") == ("1.1", None)
    assert located("1.1", "1", "2") == ("1", "1")
    assert located("3.4.8", "3.4.8") == ("3.4.8", None)
    assert located("3.4.8", "3.4") == ("3.4", "8")
    assert located("3.4.8", "3") == ("3", "4.8")


def test_roman_numbers_are_found_whatever_the_alphabet() -> None:
    assert located("IХ", "IX") == ("IX", None)
    assert located("п. II.2", "I", "II") == ("II", "2")


def test_an_address_of_no_item_is_not_located() -> None:
    assert located("17", "1", "16") is None
    assert located("17.КТ1", "1") is None


def test_a_plain_number_is_a_control_point_where_there_are_any() -> None:
    control, measure = point(CONTROL, "1"), point(MEASURE, "1")
    assert resolve(Address("6", None, "1"), ITEM, [measure, control]) == control
    assert resolve(Address("6", None, "1"), ITEM, [measure]) == measure
    assert resolve(Address("6", None, "2"), ITEM, [measure, control]) is None
    assert resolve(Address("6"), ITEM, [measure, control]) is None


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (CONTROL, "1"),
        (MEASURE, "2"),
        (PART, "2.1"),
        (MEASURE, "3а"),
        (PART, "3а.1"),
        (MEASURE, "1.1"),
    ],
)
def test_every_label_leads_back_to_its_point(kind: PointKind, number: str) -> None:
    points = [
        point(CONTROL, "1"),
        point(MEASURE, "2"),
        point(PART, "2.1"),
        point(MEASURE, "3а"),
        point(PART, "3а.1"),
    ]
    points.append(point(MEASURE, "1.1"))
    wanted = next(one for one in points if (one.kind, one.number) == (kind, number))
    for numbers in (["6"], ["6", "6.1"]):
        found = read_addresses(label(ITEM, wanted, dotted=any_dotted(numbers)))
        assert found
        address = locate(found[0], numbers)
        assert address
        assert resolve(address, ITEM, points) == wanted


def test_labels_are_short() -> None:
    assert label(ITEM, None, dotted=True) == "6"
    assert label(ITEM, point(CONTROL, "1"), dotted=False) == "6.1"
    assert label(ITEM, point(CONTROL, "1"), dotted=True) == "6.КТ1"
    assert label(ITEM, point(PART, "2.1"), dotted=False) == "6.М2.1"


def test_a_name_and_thousands_of_numbers_keep_nobody_waiting() -> None:
    began = process_time()
    assert split_assignment("Иванова " + "1 " * 2000 + "x") is None
    assert process_time() - began < 1
    assert (
        split_assignment("Заместитель директора по воспитательной работе Иванова Анна Петровна 1-3")
        is not None
    )
