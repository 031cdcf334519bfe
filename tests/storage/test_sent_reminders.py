"""What is told of reminders: those that were sent, and nothing that only waits or failed."""

from __future__ import annotations

import pytest

from roadmap.model.messages import MessageState
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON, found, queue_reminder, remind, reminder


async def test_the_instants_of_several_due_days_are_told_once_each_and_in_order(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        tomorrow = NOON + 24 * HOUR
        for n, at in ((1, tomorrow), (0, NOON), (0, tomorrow)):
            await remind(tx, town, n, at)
        await tx.reminders.add([reminder(town.vetrova, town.dues[2])])
        assert await tx.reminders.sent_of([due.id for due in town.dues]) == [NOON, tomorrow]
        assert await tx.reminders.sent_of([town.dues[2].id]) == []
        assert await tx.reminders.sent_of([]) == []


@pytest.mark.parametrize(
    "state", [state for state in MessageState if state is not MessageState.SENT]
)
async def test_a_reminder_whose_message_was_not_sent_is_not_told_of(
    store: SqlStore, state: MessageState
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        message = await queue_reminder(tx, town, 0)
        if state is not MessageState.PLANNED:
            await tx.messages.not_sent(message.id, state, "так вышло")
        assert await tx.reminders.first_sent(town.roadmap.id) == {}
        assert await tx.reminders.sent_to(town.roadmap.id) == []
        assert await tx.reminders.sent_of([town.dues[0].id]) == []


async def test_a_reminder_sent_late_is_told_with_the_hour_it_was_sent_at(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        message = await queue_reminder(tx, town, 0)
        await tx.messages.sent(message.id, 1, NOON + 3 * HOUR)
        assert await tx.reminders.first_sent(town.roadmap.id) == {town.dues[0].id: NOON + 3 * HOUR}
        assert await tx.reminders.sent_to(town.roadmap.id) == [(town.vetrova.id, NOON + 3 * HOUR)]
        assert await tx.reminders.sent_of([town.dues[0].id]) == [NOON + 3 * HOUR]


async def test_a_reminder_is_told_of_after_its_message_has_been_forgotten(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
    await store.forget(NOON + HOUR, town.roadmap.period.start)
    async with store.read() as tx:
        assert await tx.reminders.first_sent(town.roadmap.id) == {town.dues[0].id: NOON}
        assert await tx.reminders.sent_of([town.dues[0].id]) == [NOON]


@pytest.mark.parametrize("state", [MessageState.CLAIMED, MessageState.UNKNOWN, MessageState.SENT])
async def test_a_reminder_on_its_way_is_to_be_changed_as_one_that_was_sent(
    store: SqlStore, state: MessageState
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        message = await queue_reminder(tx, town, 0)
        assert await tx.reminders.shown_in(town.dues[0].id) == [], "it is composed anew if need be"
        assert await tx.reminders.shown_of(town.roadmap.id, NOON) == []
        if state is MessageState.SENT:
            await tx.messages.sent(message.id, 1, NOON)
        else:
            await tx.messages.not_sent(message.id, state, "так вышло")
        assert await tx.reminders.shown_in(town.dues[0].id) == [message.id]
        assert await tx.reminders.shown_of(town.roadmap.id, NOON) == [message.id]


async def test_of_a_roadmap_its_own_reminders_of_late_are_to_be_changed(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for n, at in ((0, NOON - 48 * HOUR), (1, NOON), (2, NOON + HOUR)):
            await remind(tx, town, n, at)
        found_since = await tx.reminders.shown_of(town.roadmap.id, NOON)
        assert len(found_since) == 2
        assert found_since == sorted(found_since)
        assert len(await tx.reminders.shown_of(town.roadmap.id, NOON - 48 * HOUR)) == 3
        assert await tx.reminders.shown_of(town.roadmap.id + 1, NOON - 48 * HOUR) == []
