"""What a coordinator writes to say who answers: the sign, the items, the names and capacities."""

from __future__ import annotations

import pytest

from roadmap.model import Capacity
from roadmap.reading.assigning_words import read_assignment, read_cell, read_names

R, C = Capacity.RESPONSIBLE, Capacity.CO_EXECUTOR


@pytest.mark.parametrize(
    ("text", "sign", "items", "names"),
    [
        ("8 Иванова", "", ["8"], [("Иванова", R)]),
        ("8 Иванова, Петров", "", ["8"], [("Иванова", R), ("Петров", R)]),
        ("Иванова, Петров 8", "", ["8"], [("Иванова", R), ("Петров", R)]),
        ("8 Иванова А.П.; Петров О.", "", ["8"], [("Иванова А.П.", R), ("Петров О", R)]),
        ("+8 Петров", "+", ["8"], [("Петров", R)]),
        ("+ 1-2, 7 Петров", "+", ["1", "2", "7"], [("Петров", R)]),
        ("8 +Петров", "+", ["8"], [("Петров", R)]),
        ("-8 Петров", "-", ["8"], [("Петров", R)]),
        ("− 8 Петров", "-", ["8"], [("Петров", R)]),
        ("–8 Петров", "-", ["8"], [("Петров", R)]),
        ("8 - Петров", "", ["8"], [("Петров", R)]),
        ("все Иванова", "", ["*"], [("Иванова", R)]),
        ("+все Иванова", "+", ["*"], [("Иванова", R)]),
        ("8 соисп. Петров", "", ["8"], [("Петров", C)]),
        ("8 соисполнитель: Петров", "", ["8"], [("Петров", C)]),
        ("8 соисполнители Петров, Котов", "", ["8"], [("Петров", C), ("Котов", C)]),
        ("8 Иванова, соисп. Петров, Котов", "", ["8"], [("Иванова", R), ("Петров", C), ("Котов", C)]),
        ("8 соисп. Петров; отв. Иванова", "", ["8"], [("Петров", C), ("Иванова", R)]),
        ("8 Петров (соисп.), Иванова", "", ["8"], [("Петров", C), ("Иванова", R)]),
        ("8 Петров – соисполнитель, Иванова", "", ["8"], [("Петров", C), ("Иванова", R)]),
        ("8 Отвагин, Испанский", "", ["8"], [("Отвагин", R), ("Испанский", R)]),
        ("8 Иванова-Петрова", "", ["8"], [("Иванова-Петрова", R)]),
        ("8 Иванова,, Петров,", "", ["8"], [("Иванова", R), ("Петров", R)]),
    ],
)  # fmt: skip
def test_a_command_names_items_and_people(
    text: str, sign: str, items: list[str], names: list[tuple[str, Capacity]]
) -> None:
    found = read_assignment(text)
    assert found is not None
    assert (found.sign, [one.item for one in found.addresses]) == (sign, items)
    assert [(one.name, one.capacity) for one in found.names] == names


@pytest.mark.parametrize("text", ["", "8", "+", "+8", "Иванова", "8 соисп.", "8 , ;"])
def test_without_items_or_names_there_is_no_command(text: str) -> None:
    assert read_assignment(text) is None


def test_two_names_joined_by_and_can_be_parted() -> None:
    both, one = read_names("Иванова и Петров, Котов")
    assert (both.name, both.halves) == ("Иванова и Петров", ("Иванова", "Петров"))
    assert (one.name, one.halves) == ("Котов", ())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("8", [(["8"], R)]),
        ("1-3; соисп. 5, 6", [(["1", "2", "3"], R), (["5", "6"], C)]),
        ("соисполнитель 7", [(["7"], C)]),
        ("8 (соисп.)", [(["8"], C)]),
        ("7 (соисп.), 8", [(["7"], C), (["8"], R)]),
        ("все", [(["*"], R)]),
    ],
)
def test_a_cell_of_a_list_tells_items_by_capacity(
    text: str, parts: list[tuple[list[str], Capacity]]
) -> None:
    found = read_cell(text)
    assert found is not None
    assert [([one.item for one in items], capacity) for items, capacity in found] == parts


@pytest.mark.parametrize("text", ["восемь", "8; как все", "соисп. никто"])
def test_a_cell_that_cannot_be_read_is_not_guessed_at(text: str) -> None:
    assert read_cell(text) is None
