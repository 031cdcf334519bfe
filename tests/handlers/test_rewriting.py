"""The coordinator changes an item by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.model import DueState, ReminderState
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def test_a_control_point_is_added_and_its_official_is_reminded(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    await office.press(COORDINATOR, menu, "Добавить")
    (added,) = await office.send(COORDINATOR, "до 15 марта: отчёт о семинаре")
    assert "контрольная точка 3" in added.text
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert date(2020, 3, 13) in {reminder.day for reminder in planned}


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("до пятницы", date(2019, 12, 6)),
        ("через две недели", date(2019, 12, 16)),
        ("март", date(2020, 3, 31)),
    ],
)
async def test_a_control_point_s_day_may_be_said_from_today(
    office: Desk, phrase: str, day: date
) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    await office.press(COORDINATOR, menu, "Добавить")
    (added,) = await office.send(COORDINATOR, f"{phrase}: отчёт о семинаре")

    async def days() -> list[date | None]:
        async with office.store.read() as tx:
            (item,) = await tx.roadmaps.items_by_number(1, ["6"])
            points = await tx.roadmaps.points([item.id])
            dues = await tx.roadmaps.dues([points[-1].id])
        return [due.day for due in dues if due.state is not DueState.DROPPED]

    assert await days() == [day]
    await office.press(COORDINATOR, added, "Отменить")
    assert await days() == []


async def test_a_dropped_control_point_reminds_nobody(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    await office.press(COORDINATOR, menu, "Убрать 6.1")
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert min(reminder.day for reminder in planned) > date(2020, 3, 1)
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "муниципального" not in card.text


@pytest.mark.parametrize("state", [DueState.OPEN, DueState.QUIET, DueState.DONE])
async def test_a_control_point_taken_away_is_put_back_exactly_by_one_tap(
    office: Desk, state: DueState
) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        point = (await tx.roadmaps.points([item.id]))[1]
        (due,) = await tx.roadmaps.dues([point.id])
        closed = date(2019, 12, 1) if state is DueState.DONE else None
        before = replace(due, state=state, closed_on=closed)
        await tx.roadmaps.update_due(before)

    async def stands() -> tuple[object, set[date]]:
        async with office.store.read() as tx:
            found = await tx.reminders.of_dues([due.id])
            days = {one.day for one in found if one.state is ReminderState.PLANNED}
            return await tx.roadmaps.due(due.id), days

    # The row alone was changed above; the first tap and its undoing plan by what it says now.
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    (gone,) = await office.press(COORDINATOR, menu, "Убрать 6.1")
    (back,) = await office.press(COORDINATOR, gone, "Отменить")
    assert "Возвращено: пункт 6, контрольная точка 1" in back.text
    after = await stands()
    assert after[0] == before
    assert bool(after[1]) is (state is DueState.OPEN)
    (gone,) = await office.press(COORDINATOR, menu, "Убрать 6.1")
    assert (await stands())[1] == set()
    await office.press(COORDINATOR, gone, "Отменить")
    assert await stands() == after
    await office.press(COORDINATOR, gone, "Отменить")
    assert "Решение уже принято" in office.toasts[-1]


async def test_a_new_control_point_outside_the_period_is_said_to_be_one(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    await office.press(COORDINATOR, menu, "Добавить")
    (added,) = await office.send(COORDINATOR, "до 15 марта 2012: отчёт о семинаре")
    assert "15 марта 2012 – вне периода карты: 2019/2020 учебный год" in added.text
