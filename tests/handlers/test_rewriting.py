"""The coordinator changes an item by hand."""

from __future__ import annotations

from datetime import date

from roadmap.model import ReminderState
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def test_a_control_point_is_added_and_its_official_is_reminded(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Изменить")
    await office.press(COORDINATOR, menu, "Добавить")
    (added,) = await office.send(COORDINATOR, "до 15 марта: отчёт о семинаре")
    assert "контрольная точка 3" in added.text
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert date(2020, 3, 13) in {reminder.day for reminder in planned}


async def test_a_dropped_control_point_reminds_nobody(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Изменить")
    await office.press(COORDINATOR, menu, "Убрать 6.1")
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert min(reminder.day for reminder in planned) > date(2020, 3, 1)
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "муниципального" not in card.text
