"""What roadmap/ports/reminders.py promises, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap.model import Due, DueState, Reminder, ReminderKind, ReminderState, Share
from roadmap.model.messages import MessageState, Outgoing, Urgency
from roadmap.ports import Tx
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, Town, entry, found, remind, reminder

DAY = timedelta(days=1)


async def planned(tx: Tx, town: Town, *reminders: Reminder) -> list[Reminder]:
    """Store these; as stored, in the order given."""
    assert await tx.reminders.add(reminders) == len(reminders)
    stored = await tx.reminders.of_dues([due.id for due in town.dues])
    by_key = {(one.person_id, one.due_id, one.day, one.kind): one for one in stored}
    return [by_key[one.person_id, one.due_id, one.day, one.kind] for one in reminders]


async def queued(tx: Tx, one: Reminder, chat_id: int = 7001001) -> int:
    """A message about this reminder in the outbox; its id."""
    message = await tx.messages.add(Outgoing(chat_id, "Напоминание", Urgency.REMINDER))
    await tx.reminders.queued_as([one.id], message.id)
    return message.id


async def found_again(tx: Tx) -> Town:
    """Another roadmap, with people of its own."""
    await tx.people.update(replace((await tx.people.all())[0], telegram_id=1))
    await tx.people.update(replace((await tx.people.all())[1], telegram_id=2))
    return await found(tx)


async def states(tx: Tx, town: Town) -> list[ReminderState]:
    """Of the town's reminders, by instant."""
    return [one.state for one in await tx.reminders.of_dues([due.id for due in town.dues])]


async def test_nobody_is_planned_twice_for_one_day(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = reminder(town.vetrova, town.dues[0])
        assert await tx.reminders.add([first, first]) == 1
        assert await tx.reminders.add([first]) == 0
        assert await tx.reminders.add([]) == 0
        others = [
            replace(first, person_id=town.lugovoy.id),
            replace(first, due_id=town.dues[1].id),
            replace(first, day=first.day + DAY),
            replace(first, kind=ReminderKind.BY_HAND),
        ]
        assert await tx.reminders.add([*others, replace(first, fire_at=NOON + HOUR)]) == 4
        kept = await tx.reminders.of_dues([town.dues[0].id])
        assert len(kept) == 4
        assert {one.fire_at for one in kept} == {NOON}, "the hour of one that stands is left alone"


async def test_a_due_days_reminders_come_by_instant_whatever_their_state(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx,
            town,
            *(
                reminder(town.vetrova, town.dues[0], NOON - n * HOUR, kind)
                for n, kind in enumerate(ReminderKind)
            ),
        )
        for one, state in zip(rows, ReminderState, strict=True):
            await tx.reminders.set_state([one.id], state)
        found_again = await tx.reminders.of_dues([town.dues[0].id, town.dues[1].id])
        in_order = [
            replace(one, state=state) for one, state in zip(rows, ReminderState, strict=True)
        ][::-1]
        assert found_again == in_order
        assert await tx.reminders.of_dues([town.dues[1].id]) == []
        some = (ReminderState.HELD, ReminderState.CANCELLED)
        assert await tx.reminders.of_person(town.vetrova.id, some) == [
            one for one in in_order if one.state in some
        ]
        assert await tx.reminders.of_person(town.lugovoy.id, ReminderState) == []


async def test_the_state_of_those_named_changes_and_no_others(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first, second, third = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n], NOON + n * HOUR) for n in range(3))
        )
        await tx.reminders.set_state([first.id, third.id], ReminderState.HELD)
        await tx.reminders.set_state([], ReminderState.CANCELLED)
        assert await states(tx, town) == [
            ReminderState.HELD,
            ReminderState.PLANNED,
            ReminderState.HELD,
        ]
        assert [one.id for one in await tx.reminders.held()] == [first.id, third.id]
        await tx.reminders.set_state([first.id], ReminderState.CANCELLED)
        assert [one.id for one in await tx.reminders.held()] == [third.id]
        assert second.id in [one.id for one in await tx.reminders.claim(NOON + DAY, 9)]


async def test_a_claim_takes_the_earliest_and_all_else_that_is_due_of_the_same_people(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        anna, pyotr = town.vetrova, town.lugovoy
        rows = await planned(
            tx,
            town,
            reminder(pyotr, town.dues[1], NOON),
            reminder(anna, town.dues[2], NOON),
            reminder(anna, town.dues[1], NOON - HOUR),
            reminder(anna, town.dues[0], NOON + timedelta(seconds=1)),
        )
        assert await tx.reminders.next_instant() == NOON - HOUR
        assert await tx.reminders.due(NOON) == 3
        assert await tx.reminders.due(NOON - 2 * HOUR) == 0
        first = await tx.reminders.claim(NOON, 1)
        assert first == [replace(rows[n], state=ReminderState.QUEUED) for n in (2, 1)]
        assert [one.id for one in await tx.reminders.claim(NOON, 5)] == [rows[0].id]
        assert await tx.reminders.claim(NOON, 5) == []
        assert await tx.reminders.due(NOON) == 0
        assert await tx.reminders.next_instant() == NOON + timedelta(seconds=1)
        assert [one.id for one in await tx.reminders.claim(NOON + HOUR, 5)] == [rows[3].id]
        assert await tx.reminders.next_instant() is None


async def test_the_earliest_goes_first_though_it_was_planned_last(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        late, early = await planned(
            tx,
            town,
            reminder(town.vetrova, town.dues[0], NOON),
            reminder(town.lugovoy, town.dues[0], NOON - HOUR),
        )
        assert [one.id for one in await tx.reminders.claim(NOON, 1)] == [early.id]
        assert [one.id for one in await tx.reminders.claim(NOON, 1)] == [late.id]


async def test_a_claim_comes_by_person_then_by_instant(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx,
            town,
            *(
                reminder(person, town.dues[n], NOON - n * HOUR)
                for n in range(3)
                for person in (town.lugovoy, town.vetrova)
            ),
        )
        claimed = await tx.reminders.claim(NOON, 9)
        assert [one.id for one in claimed] == [rows[n].id for n in (5, 3, 1, 4, 2, 0)]


@pytest.mark.parametrize("state", [one for one in ReminderState if one != ReminderState.PLANNED])
async def test_only_planned_reminders_are_claimed_and_counted(
    store: SqlStore, state: ReminderState
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx,
            town,
            reminder(town.vetrova, town.dues[0], NOON - HOUR),
            reminder(town.vetrova, town.dues[1], NOON),
        )
        await tx.reminders.set_state([rows[0].id], state)
        assert await tx.reminders.next_instant() == NOON
        assert await tx.reminders.due(NOON) == 1
        assert [one.id for one in await tx.reminders.claim(NOON, 9)] == [rows[1].id]


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


async def test_a_snoozed_reminder_moves(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first, second = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n]) for n in range(2))
        )
        await tx.reminders.move(first.id, NOON + HOUR)
        assert await tx.reminders.claim(NOON, 1) == [replace(second, state=ReminderState.QUEUED)]
        assert await tx.reminders.claim(NOON + HOUR, 1) == [
            replace(first, fire_at=NOON + HOUR, state=ReminderState.QUEUED)
        ]


async def test_a_message_knows_its_reminders(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        late, early, other = await planned(
            tx,
            town,
            *(reminder(town.vetrova, town.dues[n], NOON - n * HOUR) for n in range(2)),
            reminder(town.lugovoy, town.dues[0]),
        )
        message = await tx.messages.add(Outgoing(7001001, "Напоминание"))
        assert await tx.reminders.of_message(message.id) == []
        await tx.reminders.queued_as([late.id, early.id], message.id)
        assert await tx.reminders.of_message(message.id) == [
            replace(one, state=ReminderState.QUEUED, message_id=message.id) for one in (early, late)
        ]
        assert [one.id for one in await tx.reminders.claim(NOON, 9)] == [other.id]


async def test_messages_taken_back_are_dropped_and_their_reminders_planned_again(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n], NOON + n * HOUR) for n in range(3))
        )
        old, new, other = [await queued(tx, one) for one in rows]
        await tx.messages.claim(NOON, NOON + HOUR, 1)
        due_ids = await tx.reminders.take_back([old, new], "другой день")
        assert sorted(due_ids) == [town.dues[0].id, town.dues[1].id]
        for message_id in (old, new):
            dropped = await tx.messages.get(message_id)
            assert (dropped.state, dropped.reason) == (MessageState.DROPPED, "другой день")
        assert (await tx.messages.get(other)).state is MessageState.PLANNED
        again = await tx.reminders.of_dues([due.id for due in town.dues])
        assert again[:2] == rows[:2], "as they were planned, in no message"
        assert again[2] == replace(rows[2], state=ReminderState.QUEUED, message_id=other)
        waiting = await tx.messages.claim(NOON + 2 * HOUR, NOON + 3 * HOUR, 9)
        assert [message.id for message in waiting] == [other], "nor has a lease outlived it"
        assert await tx.reminders.take_back([], "другой день") == []


async def test_a_reminder_cancelled_meanwhile_is_not_planned_again(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (row,) = await planned(tx, town, reminder(town.vetrova, town.dues[0]))
        message = await queued(tx, row)
        await tx.reminders.set_state([row.id], ReminderState.CANCELLED)
        assert await tx.reminders.take_back([message], "другой день") == []
        assert await states(tx, town) == [ReminderState.CANCELLED]


async def test_what_waits_is_cancelled_and_what_was_sent_stays(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx, town, *(reminder(town.vetrova, due, NOON + n * HOUR)
                        for n, due in enumerate(town.dues)),
        )  # fmt: skip
        await queued(tx, rows[0])
        await tx.reminders.set_state([rows[1].id], ReminderState.HELD)
        await tx.reminders.cancel_waiting([due.id for due in town.dues[:2]])
        assert await states(tx, town) == [
            ReminderState.QUEUED, ReminderState.CANCELLED, ReminderState.PLANNED,
        ]  # fmt: skip
        await tx.reminders.cancel_waiting([])
        await tx.reminders.cancel_waiting([town.dues[2].id])
        assert (await states(tx, town))[2] is ReminderState.CANCELLED


async def test_a_reminder_of_a_roadmap_in_the_archive_waits_for_no_answer(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        await tx.roadmaps.update(replace(town.roadmap, archived_at=NOON))
        assert await tx.reminders.waiting_of(town.vetrova.id) == []
        await tx.roadmaps.update(town.roadmap)
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1


async def test_a_reminder_waits_until_its_point_or_item_is_answered(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for n in range(3):
            await remind(tx, town, n, NOON + n * HOUR)

        async def waiting() -> list[str]:
            views = await tx.reminders.waiting_of(town.vetrova.id)
            return [view.item.number for view in views]

        assert await waiting() == ["3", "2", "1"], "newest first"
        await tx.answers.add(entry(town, 0, message=1, at=NOON + 3 * HOUR))
        assert await waiting() == ["3", "2"]
        await tx.answers.add(entry(town, 1, message=2, at=NOON + 3 * HOUR, point=False))
        assert await waiting() == ["3"]
        await tx.answers.add(entry(town, 2, message=3, at=NOON + 2 * HOUR - timedelta(seconds=1)))
        assert await waiting() == ["3"], "that was before"
        (view,) = await tx.reminders.waiting_of(town.vetrova.id)
        assert view == await tx.roadmaps.view(town.dues[2].id)
        assert await tx.reminders.waiting_of(town.lugovoy.id) == []
        await remind(tx, town, 0, NOON + 5 * HOUR + DAY)
        assert await waiting() == ["1", "3"], "reminded anew, it waits anew"


async def test_an_answer_that_was_withdrawn_or_is_a_colleagues_answers_no_reminder(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        added = await tx.answers.add(entry(town, 0, at=NOON + HOUR))
        assert added is not None
        assert await tx.reminders.waiting_of(town.vetrova.id) == []
        await tx.answers.update(replace(added, withdrawn_at=NOON + 2 * HOUR))
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1
        told = entry(town, 0, message=2, at=NOON + HOUR)
        await tx.answers.add(replace(told, person_id=town.lugovoy.id))
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1


async def test_a_share_that_is_done_waits_for_no_answer_where_each_must(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        day = town.dues[0].day or NOON.date()
        await tx.roadmaps.add_share(Share(town.dues[0].id, town.vetrova.id, day))
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1, "one answer is enough"
        await tx.roadmaps.update_item(replace(town.items[0], each_answers=True))
        assert await tx.reminders.waiting_of(town.vetrova.id) == []


async def test_an_answer_of_the_very_instant_answers_a_reminder(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        await tx.answers.add(entry(town, 0, at=NOON))
        assert await tx.reminders.waiting_of(town.vetrova.id) == []


async def test_what_was_sent_at_one_instant_waits_by_day_then_in_the_documents_order(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (second_point,) = await tx.roadmaps.add_points(
            [replace(town.points[2], id=0, number="0", position=-1)]
        )
        (its_due,) = await tx.roadmaps.add_dues([Due(0, second_point.id, town.dues[2].day)])
        await tx.roadmaps.update_due(replace(town.dues[0], day=town.dues[2].day))
        await tx.roadmaps.update_due(
            replace(town.dues[1], day=(town.dues[2].day or NOON.date()) + DAY)
        )
        await tx.roadmaps.update_item(replace(town.items[0], position=9))
        for due in (*town.dues, its_due):
            (row,) = await planned(tx, replace(town, dues=[due]), reminder(town.vetrova, due))
            await tx.messages.sent(await queued(tx, row), due.id, NOON)
        views = await tx.reminders.waiting_of(town.vetrova.id)
        order = [(view.item.number, view.point.number) for view in views]
        assert order == [("3", "0"), ("3", "1"), ("1", "1"), ("2", "1")]


async def test_a_reminder_cancelled_after_it_was_sent_waits_for_no_answer(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        (row,) = await tx.reminders.of_dues([town.dues[0].id])
        await tx.reminders.set_state([row.id], ReminderState.CANCELLED)
        assert await tx.reminders.waiting_of(town.vetrova.id) == []


async def test_another_point_of_the_same_item_answers_no_reminder(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (other,) = await tx.roadmaps.add_points([replace(town.points[0], id=0, number="2")])
        await remind(tx, town, 0)
        await tx.answers.add(replace(entry(town, 0, at=NOON + HOUR), point_id=other.id))
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1


@pytest.mark.parametrize("state", [one for one in DueState if one is not DueState.OPEN])
async def test_a_due_day_that_is_closed_waits_for_no_answer(
    store: SqlStore, state: DueState
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        await tx.roadmaps.update_due(replace(town.dues[0], state=state))
        assert await tx.reminders.waiting_of(town.vetrova.id) == []


@pytest.mark.parametrize("state", [one for one in MessageState if one is not MessageState.SENT])
async def test_a_reminder_that_was_not_sent_waits_for_no_answer(
    store: SqlStore, state: MessageState
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (row,) = await planned(tx, town, reminder(town.vetrova, town.dues[0]))
        message = await queued(tx, row)
        await tx.messages.sent(message, 1, NOON)
        assert len(await tx.reminders.waiting_of(town.vetrova.id)) == 1
        await tx.messages.not_sent(message, state, "")
        assert await tx.reminders.waiting_of(town.vetrova.id) == []


async def test_when_who_was_reminded_is_told_without_what_never_went_out(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for n, hours in ((0, 24), (0, 0), (1, 24)):
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
        assert await tx.reminders.first_sent(town.roadmap.id + 1) == {}
        assert await tx.reminders.sent_to(town.roadmap.id + 1) == []


async def test_what_was_sent_of_one_roadmap_is_not_told_of_another(store: SqlStore) -> None:
    async with store.begin() as tx:
        town, other = await found(tx), await found_again(tx)
        await remind(tx, town, 0)
        await remind(tx, other, 1, NOON + HOUR)
        for one, due, at in ((town, town.dues[0], NOON), (other, other.dues[1], NOON + HOUR)):
            assert await tx.reminders.first_sent(one.roadmap.id) == {due.id: at}
            assert await tx.reminders.sent_to(one.roadmap.id) == [(one.vetrova.id, at)]


async def test_what_was_sent_is_not_taken_back(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        (row,) = await tx.reminders.of_dues([town.dues[0].id])
        assert row.message_id is not None
        await tx.reminders.take_back([row.message_id], "другой день")
        assert (await tx.messages.get(row.message_id)).state is MessageState.SENT


async def test_what_fell_due_before_a_restored_backup_is_held(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n], NOON + n * HOUR) for n in range(3))
        )
        cancelled = await planned(tx, town, reminder(town.lugovoy, town.dues[0], NOON - HOUR))
        await tx.reminders.set_state([cancelled[0].id], ReminderState.CANCELLED)
        assert await tx.reminders.hold_before(NOON + HOUR) == 1
        assert await tx.reminders.held() == [replace(rows[0], state=ReminderState.HELD)]
        assert await states(tx, town) == [
            ReminderState.CANCELLED,
            ReminderState.HELD,
            *[ReminderState.PLANNED] * 2,
        ]
        assert await tx.reminders.hold_before(NOON + HOUR) == 0


async def test_reminders_that_stood_unsent_in_a_restored_outbox_are_held_and_their_messages_dropped(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        rows = await planned(
            tx,
            town,
            *(
                reminder(person, town.dues[n], NOON + n * HOUR)
                for person in (town.vetrova, town.lugovoy)
                for n in range(3)
            ),
        )
        by_state = {
            state: await queued(tx, one) for one, state in zip(rows, MessageState, strict=True)
        }
        answer = await tx.messages.add(Outgoing(7001001, "Записано"))
        await tx.messages.claim(NOON, NOON + HOUR, 9)
        for state, message_id in by_state.items():
            if state is not MessageState.CLAIMED:
                await tx.messages.not_sent(message_id, state, "")
        unsent = [MessageState.PLANNED, MessageState.CLAIMED, MessageState.UNKNOWN]
        assert await tx.reminders.hold_before(NOON - HOUR) == 3
        assert {one.id for one in await tx.reminders.held()} == {
            one.id for one, state in zip(rows, MessageState, strict=True) if state in unsent
        }
        assert {one.message_id for one in await tx.reminders.held()} == {None}
        for state, message_id in by_state.items():
            now = MessageState.DROPPED if state in unsent else state
            assert (await tx.messages.get(message_id)).state is now
        left = await tx.messages.claim(NOON + 9 * HOUR, NOON + 10 * HOUR, 9)
        assert [one.id for one in left] == [answer.id], "what reminds of nothing is said yet"


async def test_what_is_held_comes_by_instant(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        late, early = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n], NOON - n * HOUR) for n in range(2))
        )
        await tx.reminders.hold_before(NOON + HOUR)
        assert [one.id for one in await tx.reminders.held()] == [early.id, late.id]


async def test_what_was_cancelled_before_a_restore_stays_so_and_its_message_is_left_to_the_sender(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        alone, beside, waiting = await planned(
            tx, town, *(reminder(town.vetrova, town.dues[n], NOON + n * HOUR) for n in range(3))
        )
        of_one, of_two = await queued(tx, alone), await queued(tx, waiting)
        await tx.reminders.queued_as([beside.id], of_two)
        await tx.reminders.set_state([alone.id, beside.id], ReminderState.CANCELLED)
        assert await tx.reminders.hold_before(NOON + 9 * HOUR) == 1
        assert await states(tx, town) == [
            ReminderState.CANCELLED,
            ReminderState.CANCELLED,
            ReminderState.HELD,
        ]
        assert (await tx.messages.get(of_one)).state is MessageState.PLANNED
        assert (await tx.messages.get(of_two)).state is MessageState.DROPPED
