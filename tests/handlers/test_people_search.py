"""`/people` with words finds a person among many; an observer may look and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.door.menus import MENUS
from handlers.people.people_list import people_matching
from handlers.speaking.texts import texts_in
from roadmap.model import Person, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk

RU = texts_in("ru")
OBSERVER = 400


def person(number: int, name: str, job: str = "") -> Person:
    return Person(number, name, Role.OFFICIAL, job=job)


EVERYBODY = (
    person(1, "Иванова Анна"),
    person(2, "Иванов Пётр", "директор школы № 3"),
    person(3, "Дубравин Иван"),
    person(4, "Калугин Пётр", "начальник отдела экономики"),
    person(5, "Яшина Ольга", "директор, МБОУ «СОШ № 1»"),
    person(6, "Лапин Олег", "директор, МБОУ «СОШ № 12»"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Иван", [1, 2, 3]),
        ("иванов петр", [2]),
        ("ДИРЕКТОР", [2, 5, 6]),
        ("начальник отдела экономики", [4]),
        ("начальник экономики", [4]),
        ("отдел экономики", [4]),
        ("директор СОШ № 1", [5]),
        ("директор «СОШ № 12»", [6]),
        ("иван дубр", [3]),
        ("ванов", []),
        ("Сидоров", []),
    ],
)
def test_each_word_begins_a_word_of_the_name_or_the_job(words: str, found: list[int]) -> None:
    assert [one.id for one in people_matching(EVERYBODY, words)] == found


async def test_the_coordinator_finds_a_person_and_opens_them_by_a_button(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/people ива")
    assert "Найдено: 1" in said.text
    assert "Петров" not in said.text
    (opened,) = await office.press(COORDINATOR, said, "Иванова")
    assert "Ссылка" in [one.text for row in opened.buttons for one in row]


async def test_a_name_that_nobody_bears_is_said_to_be_unknown(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/people Сидоров")
    assert "Участника «Сидоров» нет" in said.text


async def test_a_search_does_not_wait_for_a_list_of_people(office: Desk) -> None:
    await office.send(COORDINATOR, "/people ива")
    async with office.store.read() as tx:
        assert await tx.people.dialog(COORDINATOR) is None


async def test_an_observer_reads_everything_and_changes_nothing(office: Desk) -> None:
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Лосев Глеб")
    await office.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    for command in (
        "/summary",
        "/due",
        "/overdue",
        "/silent",
        "/item 6",
        "/people",
        "/people ива",
        "/report",
    ):
        for said in await office.send(OBSERVER, command):
            assert "недоступно" not in said.text, command
            for label in (one.text for row in said.buttons for one in row):
                assert not label.startswith(
                    ("Выполнено", "Ответить", "Назначить", "Исправить", "Иванова")
                ), command
    for command in (
        "/assign 6 Петров",
        "/invite Некто",
        "/remind 6",
        "/collect",
        "/log",
        "/import",
    ):
        (said,) = await office.send(OBSERVER, command)
        assert "недоступно" in said.text, command
    (card, *_) = await office.send(IVANOVA, "/my")
    for row in card.buttons:
        for one in row:
            await office.tap(OBSERVER, one.data, card.telegram_id)
    await office.send(OBSERVER, "6.1 выполнено")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert await tx.answers.of_item(item.id) == []


async def test_an_observer_is_offered_no_button_that_they_may_not_press(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    office.at += timedelta(days=40)
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Лосев Глеб")
    await office.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    pressed: set[str] = set()
    waiting = [
        said
        for command in ("start", "my", *MENUS[Role.OBSERVER])
        for said in await office.send(OBSERVER, f"/{command}")
    ]
    while waiting:
        message = waiting.pop()
        assert "недоступно" not in message.text, message.text
        for one in (one for row in message.buttons for one in row):
            if one.data and one.data not in pressed and not one.data.startswith("person:erase"):
                pressed.add(one.data)
                waiting += await office.tap(OBSERVER, one.data, message.telegram_id)
                assert not any("недоступно" in toast for toast in office.toasts), one
    assert len(pressed) > 20


async def _hire_twenty(office: Desk) -> None:
    async with office.store.begin() as tx:
        for number in range(20):
            await tx.people.add(Person(0, f"Савельев Номер{number:02}", Role.OFFICIAL))


def _labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_of_many_found_each_can_be_opened_from_a_page(office: Desk) -> None:
    await _hire_twenty(office)
    (page,) = await office.send(COORDINATOR, "/people савельев")
    shown = _labels(page)
    for _ in range(2):
        (page,) = await office.press(COORDINATOR, page, "›")
        shown += _labels(page)
    assert sum(label.startswith("Савельев Номер") for label in shown) == 20
    assert "<b>Найдено: 20</b>" in page.text


async def test_where_a_button_cannot_carry_the_words_more_of_them_are_asked_for(
    office: Desk,
) -> None:
    await _hire_twenty(office)
    (said,) = await office.send(COORDINATOR, "/people " + "савельев номер " * 4)
    assert said.text.endswith(RU("people-more", count=12))
    assert "›" not in _labels(said)


async def test_whoever_takes_part_can_be_ticked_for_an_item_on_some_page(office: Desk) -> None:
    await _hire_twenty(office)
    (page,) = await office.send(COORDINATOR, "/assign 6")
    shown = _labels(page)
    while "›" in _labels(page):
        (page,) = await office.press(COORDINATOR, page, "›")
        shown += _labels(page)
    assert sum(label.startswith("Савельев Номер") for label in shown) == 20
    (whom,) = await office.send(COORDINATOR, "/assign")
    assert "1/3" in _labels(whom)
