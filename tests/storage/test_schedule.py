"""Reminders: planned once, claimed once, waited for until answered."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from roadmap.model import ReminderKind, ReminderState
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, entry, found, remind, reminder


async def test_nobody_is_planned_twice_for_one_day(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        planned = [reminder(town.vetrova, due) for due in town.dues]
        assert await tx.reminders.add(planned) == 3
        assert await tx.reminders.add([*planned, reminder(town.lugovoy, town.dues[0])]) == 1
        assert (
            await tx.reminders.add(
                [reminder(town.vetrova, town.dues[0], kind=ReminderKind.BY_HAND)]
            )
            == 1
        )


async def test_a_claim_takes_all_that_is_due_of_the_earliest_people(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, town.dues[0], NOON - HOUR)])
        await tx.reminders.add(
            [reminder(town.lugovoy, town.dues[1]), reminder(town.vetrova, town.dues[2])]
        )
        await tx.reminders.add([reminder(town.vetrova, town.dues[1], NOON + timedelta(days=1))])
        assert await tx.reminders.next_instant() == NOON - HOUR
        assert await tx.reminders.due(NOON) == 3
        first = await tx.reminders.claim(NOON, 1)
        assert [(one.person_id, one.due_id) for one in first] == [
            (town.vetrova.id, town.dues[0].id),
            (town.vetrova.id, town.dues[2].id),
        ]
        assert {one.state for one in first} == {ReminderState.QUEUED}
        assert [one.person_id for one in await tx.reminders.claim(NOON, 5)] == [town.lugovoy.id]
        assert await tx.reminders.claim(NOON, 5) == []
        assert await tx.reminders.due(NOON) == 0
        assert await tx.reminders.next_instant() == NOON + timedelta(days=1)


async def test_two_at_once_never_claim_the_same_reminder(url: str) -> None:
    one, two = await open_store(url), await open_store(url)
    async with one.begin() as tx:
        town = await found(tx)
        await tx.reminders.add(
            [reminder(person, due) for person in (town.vetrova, town.lugovoy) for due in town.dues]
        )

    async def claim(store: SqlStore) -> list[int]:
        async with store.begin() as tx:
            claimed = [found.id for found in await tx.reminders.claim(NOON, 3)]
            await asyncio.sleep(0.1)
            return claimed

    both = await asyncio.gather(claim(one), claim(two))
    taken = both[0] + both[1]
    assert len(taken) == len(set(taken))
    assert set(taken) | set(await claim(one)) == set(range(min(taken), min(taken) + 6))
    await one.close()
    await two.close()


async def test_a_reminder_waits_until_its_point_or_item_is_answered(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for n in range(3):
            await remind(tx, town, n, NOON + n * HOUR)
        numbers = [view.item.number for view in await tx.reminders.waiting_of(town.vetrova.id)]
        assert numbers == ["3", "2", "1"]
        await tx.answers.add(entry(town, 0, message=1, at=NOON + 3 * HOUR))
        await tx.answers.add(entry(town, 1, message=2, at=NOON + 3 * HOUR, point=False))
        await tx.answers.add(entry(town, 2, message=3, at=NOON - HOUR))
        waiting = await tx.reminders.waiting_of(town.vetrova.id)
        assert [view.item.number for view in waiting] == ["3"]
        assert waiting[0].point == town.points[2]
        assert await tx.reminders.waiting_of(town.lugovoy.id) == []


async def test_when_who_was_reminded_is_told_without_what_never_went_out(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for n, hours in ((0, 0), (0, 24), (1, 24)):
            await remind(tx, town, n, NOON + hours * HOUR)
        await tx.reminders.add(
            [reminder(town.vetrova, town.dues[2]), reminder(town.lugovoy, town.dues[2])]
        )
        (cancelled, *_) = await tx.reminders.of_dues([town.dues[2].id])
        await tx.reminders.set_state([cancelled.id], ReminderState.CANCELLED)
        tomorrow = NOON + 24 * HOUR
        assert await tx.reminders.first_sent(town.roadmap.id) == {
            town.dues[0].id: NOON,
            town.dues[1].id: tomorrow,
        }
        assert sorted(await tx.reminders.sent_to(town.roadmap.id)) == [
            (town.vetrova.id, NOON),
            (town.vetrova.id, tomorrow),
        ]
        assert await tx.reminders.sent_to(town.roadmap.id + 1) == []


async def test_what_fell_due_before_a_restored_backup_is_held(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add(
            [reminder(town.vetrova, town.dues[n], NOON + n * HOUR) for n in range(3)]
        )
        assert await tx.reminders.hold_before(NOON + HOUR) == 1
        held = await tx.reminders.held()
        assert [one.due_id for one in held] == [town.dues[0].id]
        await tx.reminders.set_state([held[0].id], ReminderState.CANCELLED)
        assert await tx.reminders.held() == []
        of_dues = await tx.reminders.of_dues([due.id for due in town.dues])
        assert [one.state for one in of_dues] == [
            ReminderState.CANCELLED,
            *[ReminderState.PLANNED] * 2,
        ]


async def test_a_snoozed_reminder_moves(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, town.dues[0])])
        (planned,) = await tx.reminders.of_person(town.vetrova.id, [ReminderState.PLANNED])
        await tx.reminders.move(planned.id, NOON + HOUR)
        assert await tx.reminders.claim(NOON, 1) == []
        assert len(await tx.reminders.claim(NOON + HOUR, 1)) == 1


async def plan_without_a_zone(store: SqlStore) -> None:
    """A caller's mistake, after other things have been written."""
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, town.dues[0], NOON.replace(tzinfo=None))])


async def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="zone"):
        await plan_without_a_zone(store)
    async with store.read() as tx:
        assert await tx.roadmaps.all() == []
