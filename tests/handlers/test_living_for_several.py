"""Living reminders where several answer for one thing, somebody stands in, or a chat is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.model import DueState
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_chats_of_working_groups import press, staff, tick, write
from tests.handlers.test_living_reminders import changes, labels, reminded
from tests.handlers.test_several_answer import due_of, each

__all__ = ["each", "staff"]


async def test_a_share_ticks_off_its_own_reminder_and_leaves_the_colleagues_open(
    each: Desk,
) -> None:
    own = await reminded(each, IVANOVA, "6.1")
    colleagues = await reminded(each, PETROV, "6.1")
    (said,) = await each.press(IVANOVA, own, "Выполнено")
    assert "Петров" in said.text
    (change,) = await changes(each)
    assert (change.chat_id, change.edits) == (IVANOVA, own.telegram_id)
    assert "✅ выполнено 2 декабря, Иванова Анна" in change.text
    assert change.text.endswith("Сделали: Иванова Анна; ждём: Петров Олег")
    assert labels(change) == []
    await each.press(IVANOVA, own, "Выполнено")
    assert each.toasts[-1] == "6.1 уже отмечено выполненным: 2 декабря."
    await each.press(PETROV, colleagues, "Выполнено")
    texts = {one.chat_id: one.text for one in await changes(each)}
    assert set(texts) == {IVANOVA, PETROV}
    assert all("✅ выполнено 2 декабря, Петров Олег" in text for text in texts.values())
    assert not any("ждём" in text for text in texts.values())


async def test_the_last_share_gives_the_report_its_line_and_taking_it_back_takes_the_line(
    each: Desk,
) -> None:
    due_id, _ = await due_of(each)
    await each.tap(IVANOVA, f"due:done:{due_id}")
    async with each.store.read() as tx:
        assert await tx.answers.of_item((await tx.roadmaps.view(due_id)).item.id) == []
    said = await each.tap(PETROV, f"due:done:{due_id}")
    assert "«Выполнено 2 декабря 2019 г.»" in said[0].text
    await each.tap(COORDINATOR, f"due:undo:{due_id}")
    async with each.store.read() as tx:
        (line,) = await tx.answers.of_item((await tx.roadmaps.view(due_id)).item.id)
        view = await tx.roadmaps.view(due_id)
    assert line.withdrawn_at is not None
    assert (view.due.state, view.due.closed_by) == (DueState.OPEN, None)


async def test_a_day_that_waited_only_for_who_left_has_its_line_and_who_closed_it(
    each: Desk,
) -> None:
    due_id, _ = await due_of(each)
    reminder = await reminded(each, IVANOVA, "6.1")
    await each.press(IVANOVA, reminder, "Выполнено")
    await changes(each)
    (asked,) = await each.send(COORDINATOR, "/assign -6 Петров")
    await each.press(COORDINATOR, asked, "Снять")
    async with each.store.read() as tx:
        (line,) = await tx.answers.of_item((await tx.roadmaps.view(due_id)).item.id)
        ivanova = await tx.people.by_telegram(IVANOVA)
        view = await tx.roadmaps.view(due_id)
    assert ivanova is not None
    assert line.text == "Выполнено 2 декабря 2019 г."
    assert (line.person_id, view.due.closed_by) == (ivanova.id, ivanova.id)
    (change,) = await changes(each)
    assert "ждём" not in change.text


async def test_a_deputys_reminder_still_says_for_whom_it_is_after_the_leave(office: Desk) -> None:
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        petrov = await tx.people.by_telegram(PETROV)
        assert ivanova is not None
        assert petrov is not None
        away = replace(
            ivanova, leave_from=date(2019, 12, 2), leave_to=date(2019, 12, 20), deputy_id=petrov.id
        )
        await tx.people.update(away)
    reminder = await reminded(office, PETROV, "6.1", "6.2")
    assert "<b>За А. Иванову (отпуск до 20 декабря):</b>" in reminder.text
    office.at = office.at.replace(day=23)
    await office.press(IVANOVA, reminder, "Выполнено 6.1")
    (change,) = await changes(office)
    assert change.chat_id == PETROV
    assert "<b>За А. Иванову (отпуск до 20 декабря):</b>" in change.text
    assert "✅ выполнено 23 декабря, Иванова Анна" in change.text
    assert labels(change) == ["Выполнено 6.2", "6.2 подробнее"]


async def test_a_reminder_in_a_working_groups_chat_is_changed_there(staff: Desk) -> None:
    await write(staff, COORDINATOR, "/chat рабочая группа по питанию")
    (reminder,) = await tick(staff)
    (said,) = await press(staff, IVANOVA, reminder, "Выполнено")
    assert "«Выполнено 24 декабря 2019 г.»" in said.text
    (change,) = await changes(staff)
    assert (change.chat_id, change.edits) == (reminder.chat_id, reminder.telegram_id)
    assert "Рабочая группа по питанию" in change.text
    assert "✅ выполнено" in change.text
    assert labels(change) == []
