"""What is told of reminders: those that were sent, and nothing that only waits or failed."""

from __future__ import annotations

import pytest

from roadmap.model.messages import MessageState, Outgoing
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON, found, remind, reminder


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
        await tx.reminders.add([reminder(town.vetrova, town.dues[0])])
        (claimed,) = await tx.reminders.claim(NOON, 1)
        message = await tx.messages.add(Outgoing(7001001, "Напоминание"))
        await tx.reminders.queued_as([claimed.id], message.id)
        if state is not MessageState.PLANNED:
            await tx.messages.not_sent(message.id, state, "так вышло")
        assert await tx.reminders.first_sent(town.roadmap.id) == {}
        assert await tx.reminders.sent_to(town.roadmap.id) == []
        assert await tx.reminders.sent_of([town.dues[0].id]) == []


async def test_a_reminder_sent_late_is_told_with_the_hour_it_was_sent_at(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, town.dues[0])])
        (claimed,) = await tx.reminders.claim(NOON, 1)
        message = await tx.messages.add(Outgoing(7001001, "Напоминание"))
        await tx.reminders.queued_as([claimed.id], message.id)
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
