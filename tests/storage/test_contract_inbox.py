"""What roadmap/ports/inbox.py promises, on both engines."""

from __future__ import annotations

from datetime import timedelta

from roadmap.model.messages import InboxRow
from roadmap.ports import Quarantined
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON

SECOND = timedelta(seconds=1)


async def test_an_update_that_comes_twice_is_stored_once(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.inbox.store([(10, '{"a": 1}'), (9, "{}"), (10, "{}")], NOON) == 2
        assert await tx.inbox.store([(9, "другое"), (11, "{}")], NOON + HOUR) == 1
        assert await tx.inbox.store([], NOON) == 0
        first, second, third = await tx.inbox.next(10)
        assert (first.update_id, second.update_id, third.update_id) == (10, 9, 11)
        assert second == InboxRow(9, "{}", NOON, 0, "")
        assert third == InboxRow(11, "{}", NOON + HOUR, 0, "")


async def test_updates_are_handled_in_the_order_they_came_in_a_few_at_a_time(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        for update_id in (30, 10, 20):
            await tx.inbox.store([(update_id, "{}")], NOON)
        assert [row.update_id for row in await tx.inbox.next(2)] == [30, 10]
        assert await tx.inbox.depth() == 3
        await tx.inbox.handled([30, 20], NOON)
        assert [row.update_id for row in await tx.inbox.next(2)] == [10]
        assert await tx.inbox.depth() == 1
        await tx.inbox.handled([], NOON)
        assert await tx.inbox.depth() == 1


async def test_an_update_that_was_handled_is_not_handled_again_when_it_comes_again(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await tx.inbox.store([(1, "{}")], NOON)
        await tx.inbox.handled([1], NOON)
        assert await tx.inbox.store([(1, "{}")], NOON + HOUR) == 0
        assert await tx.inbox.next(10) == []
        assert not await tx.inbox.retry(1), "it is not in quarantine"
        assert await tx.inbox.next(10) == []


async def test_an_update_in_quarantine_waits_there_until_it_is_to_be_tried_again(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await tx.inbox.store([(3, "яд"), (2, "яд"), (1, "{}")], NOON)
        assert await tx.inbox.quarantined() == []
        for update_id in (2, 3):
            await tx.inbox.quarantine(update_id, "не разобрано")
        assert await tx.inbox.quarantined() == [
            Quarantined(update_id, "яд", "не разобрано", NOON) for update_id in (3, 2)
        ]
        assert [row.update_id for row in await tx.inbox.next(10)] == [1]
        assert await tx.inbox.depth() == 1
        assert await tx.inbox.store([(2, "яд")], NOON) == 0
        assert await tx.inbox.retry(2)
        assert not await tx.inbox.retry(2)
        assert not await tx.inbox.retry(404)
        assert await tx.inbox.next(10) == [
            InboxRow(2, "яд", NOON, 1, "не разобрано"),
            InboxRow(1, "{}", NOON, 0, ""),
        ]
        assert [one.update_id for one in await tx.inbox.quarantined()] == [3]
        await tx.inbox.quarantine(2, "снова")
        assert await tx.inbox.retry(2)
        assert (await tx.inbox.next(1))[0].attempts == 2


async def test_only_handled_updates_from_before_are_forgotten(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.inbox.store([(1, "{}"), (2, "{}"), (3, "{}")], NOON)
        await tx.inbox.store([(4, "{}")], NOON + SECOND)
        await tx.inbox.handled([1, 4], NOON + HOUR)
        await tx.inbox.quarantine(2, "яд")
        assert await tx.inbox.prune(NOON) == 0
        assert await tx.inbox.prune(NOON + SECOND) == 1
        assert await tx.inbox.prune(NOON + HOUR) == 1, "by when it came, not when it was handled"
        assert [row.update_id for row in await tx.inbox.next(10)] == [3]
        assert [one.update_id for one in await tx.inbox.quarantined()] == [2]
