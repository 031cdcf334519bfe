"""A working group's chat as a body's address: reminders come there, answers are their authors'."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery.outcomes import Outcome, record
from bot.schedule.ticker import Ticker
from roadmap.errors import Moved, Unreachable
from roadmap.model import Body, BodyAssignment, PersonState, ReminderState, Role
from roadmap.model.messages import Outgoing, Urgency
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk
from tests.handlers.test_a_failing_reminder import DUE, StandingClock

GROUP = {"id": -100500, "type": "supergroup", "title": "Штаб", "is_forum": True}
NAME = "Рабочая группа по питанию"


async def write(
    desk: Desk, user: int, text: str, to: Outgoing | None = None, topic: int = 7
) -> list[Outgoing]:
    """Words in a topic of the group, in reply to a message of the bot's or by themselves."""
    fields: dict[str, Any] = {
        "chat": GROUP, "message_thread_id": topic, "is_topic_message": True,
    }  # fmt: skip
    if to is not None:
        fields["reply_to_message"] = {
            "message_id": to.telegram_id, "date": 1, "chat": GROUP, "text": "-",
        }  # fmt: skip
    return await desk.send(user, text, **fields)


async def press(desk: Desk, user: int, message: Outgoing, label: str) -> list[Outgoing]:
    """A tap on a button of a message in the group."""
    data = next(b.data for row in message.buttons for b in row if b.text.startswith(label))
    event = desk.tapping(user, data, message.telegram_id)
    event["callback_query"]["message"]["chat"] = GROUP
    event["callback_query"]["message"] |= {"message_thread_id": 7, "is_topic_message": True}
    return await desk.feed(**event)


async def tick(desk: Desk, at: datetime = DUE) -> list[Outgoing]:
    """What the morning says, a week before 6.1 is due."""
    await Ticker(desk.store, desk.office, StandingClock(at), lambda: None, lambda _: None).tick()
    desk.at = at
    return await desk.sent()


@pytest.fixture
async def staff(office: Desk) -> Desk:
    """A body, for which Иванова stands, answers for item 6 in place of Иванова herself."""
    async with office.store.begin() as tx:
        body = await tx.bodies.add(Body(0, NAME))
        ivanova = await tx.people.by_telegram(IVANOVA)
        [item] = await tx.roadmaps.items_by_number(1, ["6"])
        assert ivanova is not None
        await tx.bodies.set_members(body.id, [ivanova.id])
        await tx.bodies.assign([BodyAssignment(item.id, None, body.id)])
        await tx.people.unassign(item.id, None)
    return office


async def test_reminders_of_a_body_come_to_its_chat_and_not_once_more_to_each(
    staff: Desk,
) -> None:
    (said,) = await write(staff, COORDINATOR, f"/chat {NAME.lower()}")
    assert (said.chat_id, said.thread_id) == (GROUP["id"], 7)
    assert NAME in said.text
    (reminder,) = await tick(staff)
    assert (reminder.chat_id, reminder.thread_id) == (GROUP["id"], 7)
    assert NAME in reminder.text
    assert "6" in reminder.text
    labels = [one.text for row in reminder.buttons for one in row]
    assert not any("Отложить" in label for label in labels), "a morning is each one's own"
    assert any("Выполнено" in label for label in labels)


async def test_the_chat_is_not_reminded_of_a_roadmap_in_the_archive(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    await staff.tap(COORDINATOR, "rm:archive_sure:1:0")
    assert await tick(staff, DUE + timedelta(days=5)) == []
    # What is replied there to an earlier reminder is an answer all the same.
    (said,) = await write(staff, IVANOVA, "меню согласовано", reminder)
    assert "Дорожная карта в архиве" in said.text


async def test_an_answer_in_the_chat_is_its_authors_own(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    (said,) = await write(staff, IVANOVA, "меню согласовано", reminder)
    assert (said.chat_id, said.thread_id) == (GROUP["id"], 7)
    async with staff.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        [item] = await tx.roadmaps.items_by_number(1, ["6"])
        [entry] = await tx.answers.of_item(item.id)
    assert ivanova is not None
    assert (entry.person_id, entry.text) == (ivanova.id, "меню согласовано")


async def test_an_official_who_answers_in_the_chat_stands_for_the_body(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    assert await write(staff, PETROV, "коллеги, кто на обед?") == []
    async with staff.store.read() as tx:
        body = await tx.bodies.by_chat(GROUP["id"], 7)
        assert body is not None
        assert len(await tx.bodies.members(body.id)) == 2, "chatter in a group is no answer"
    await press(staff, PETROV, reminder, "Выполнено")
    async with staff.store.read() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        assert petrov.id in await tx.bodies.members(body.id)
        [view] = await tx.roadmaps.views([reminder.about[0].due_id or 0])
    assert view.due.state.value == "done"
    (elsewhere,) = await staff.send(PETROV, "/my")
    assert "6" in elsewhere.text


async def test_the_chat_is_told_who_has_not_answered_where_each_must(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    async with staff.store.begin() as tx:
        [item] = await tx.roadmaps.items_by_number(1, ["6"])
        await tx.roadmaps.update_item(replace(item, each_answers=True))
        body = await tx.bodies.by_chat(GROUP["id"], 7)
        petrov = await tx.people.by_telegram(PETROV)
        assert body is not None
        assert petrov is not None
        await tx.bodies.set_members(body.id, [*await tx.bodies.members(body.id), petrov.id])
    (reminder,) = await tick(staff)
    assert "ещё не ответили Иванова Анна, Петров Олег" in reminder.text
    await press(staff, IVANOVA, reminder, "Выполнено")
    (again,) = await tick(staff, DUE + timedelta(days=6))
    assert "ещё не ответили Петров Олег" in again.text
    await press(staff, PETROV, again, "Выполнено")
    assert await tick(staff, DUE + timedelta(days=7)) == []


async def test_strangers_and_other_topics_get_nothing(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    assert await write(staff, STRANGER, "сделано", reminder) == []
    async with staff.store.read() as tx:
        assert await tx.bodies.by_chat(GROUP["id"], 8) is None
        assert await tx.bodies.by_chat(GROUP["id"], None) is None


@pytest.mark.parametrize("user", [IVANOVA, PETROV])
async def test_only_a_coordinator_makes_a_chat_an_address(staff: Desk, user: int) -> None:
    await write(staff, user, f"/chat {NAME}")
    async with staff.store.read() as tx:
        assert await tx.bodies.by_chat(GROUP["id"], 7) is None


async def test_a_chat_is_the_address_of_one_body(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (said,) = await write(staff, COORDINATOR, "/chat Совет молодёжи")
    assert NAME in said.text
    await write(staff, COORDINATOR, "/chat Совет молодёжи", topic=8)
    async with staff.store.read() as tx:
        body = await tx.bodies.by_chat(GROUP["id"], 8)
    assert body is not None
    assert body.name == "Совет молодёжи"


async def test_the_command_in_private_says_where_it_belongs(staff: Desk) -> None:
    (said,) = await staff.send(COORDINATOR, f"/chat {NAME}")
    assert "в чате рабочей группы" in said.text


async def test_unbound_the_people_are_reminded_themselves(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (whose,) = await write(staff, COORDINATOR, "/chat")
    await press(staff, COORDINATOR, whose, "Отвязать")
    await press(staff, COORDINATOR, whose, "Отвязать")
    (reminder,) = await tick(staff)
    assert reminder.chat_id == IVANOVA
    async with staff.store.read() as tx:
        assert [one for one in await tx.people.all(Role) if one.role is Role.CHAT] == []


async def test_nothing_personal_is_said_in_the_chat(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    for words in ("/remind все", "/assign 6 Петров", "/collect", "/people", "/silent"):
        said = await staff.send(COORDINATOR, words)
        in_chat = [one for one in said if one.chat_id == GROUP["id"]]
        assert all(one.urgency is Urgency.REMINDER for one in in_chat), words
    people = await staff.send(COORDINATOR, "/people")
    assert "Участники: 3" in people[0].text


async def test_a_chat_that_was_lost_is_told_once_and_comes_back(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    lost = Unreachable(PersonState.BLOCKED.value, "kicked")
    async with staff.store.begin() as tx:
        await record(tx, Outcome(reminder, error=lost), staff.at, 0)
    (notice,) = await staff.sent()
    assert notice.chat_id == COORDINATOR
    assert f"/chat {NAME}" in notice.text
    await write(staff, COORDINATOR, f"/chat {NAME}")
    async with staff.store.read() as tx:
        [chat] = [one for one in await tx.people.all(Role) if one.role is Role.CHAT]
    assert chat.state is PersonState.ACTIVE


async def test_a_group_that_became_a_supergroup_stays_the_address(staff: Desk) -> None:
    await write(staff, COORDINATOR, f"/chat {NAME}")
    (reminder,) = await tick(staff)
    async with staff.store.begin() as tx:
        await record(tx, Outcome(reminder, error=Moved(-200)), staff.at, 0)
        body = await tx.bodies.by_chat(-200, 7)
        assert body is not None
        reminders = await tx.reminders.of_message(reminder.id)
    assert {one.state for one in reminders} == {ReminderState.QUEUED}
