"""The coordinator changes an item by hand."""

from __future__ import annotations

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
