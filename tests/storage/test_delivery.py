"""The inbox, the outbox, and slow work: stored once, claimed under a lease."""

from __future__ import annotations

import pytest

from roadmap.errors import NotFound
from roadmap.model.messages import About, Button, ButtonStyle, MessageState, Outgoing, Urgency
from roadmap.ports import Tx
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON, found, reminder


async def test_an_update_that_comes_twice_is_stored_once(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.inbox.store([(10, '{"a": 1}'), (9, "{}"), (10, "{}")], NOON) == 2
        assert await tx.inbox.store([(9, "другое"), (11, "{}")], NOON) == 1
        assert await tx.inbox.store([], NOON) == 0
        assert [(row.update_id, row.raw) for row in await tx.inbox.next(2)] == [
            (10, "{}"),
            (9, "{}"),
        ]


async def test_an_update_is_handled_once_and_poison_is_set_aside(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.inbox.store([(1, "{}"), (2, "яд"), (3, "{}")], NOON)
        await tx.inbox.handled([1], NOON)
        await tx.inbox.quarantine(2, "не разобрано")
        assert [row.update_id for row in await tx.inbox.next(10)] == [3]
        assert await tx.inbox.depth() == 1
        assert [(one.update_id, one.raw, one.error) for one in await tx.inbox.quarantined()] == [
            (2, "яд", "не разобрано")
        ]
        assert await tx.inbox.retry(2)
        assert not await tx.inbox.retry(2)
        assert [(row.update_id, row.attempts) for row in await tx.inbox.next(10)] == [
            (2, 1),
            (3, 0),
        ]
        assert await tx.inbox.prune(NOON + HOUR) == 1
        assert await tx.inbox.depth() == 2


async def test_a_message_comes_back_as_it_was_said(store: SqlStore) -> None:
    row = (
        Button("Выполнено", "d:1", style=ButtonStyle.SUCCESS),
        Button("Сайт", url="https://example.org"),
    )
    said = Outgoing(
        -100,
        "<b>6.1</b>",
        Urgency.BULK,
        (row,),
        reply_to=4,
        thread_id=2,
        about=(About(1, 2, 3), About(4)),
    )
    async with store.begin() as tx:
        added = await tx.messages.add(said)
        assert await tx.messages.get(added.id) == added
        with pytest.raises(NotFound):
            await tx.messages.get(added.id + 1)


async def test_the_urgent_goes_first_and_nothing_is_claimed_twice(store: SqlStore) -> None:
    async with store.begin() as tx:
        bulk, answer, late, second = [
            (await tx.messages.add(Outgoing(1, "т", urgency, not_before=after))).id
            for urgency, after in [
                (Urgency.BULK, None),
                (Urgency.AT_ONCE, None),
                (Urgency.AT_ONCE, NOON + HOUR),
                (Urgency.AT_ONCE, NOON),
            ]
        ]
        assert [one.id for one in await tx.messages.claim(NOON, NOON + HOUR, 9, 0)] == [
            answer,
            second,
        ]
        assert [one.id for one in await tx.messages.claim(NOON, NOON + HOUR, 9)] == [bulk]
        assert await tx.messages.claim(NOON, NOON + HOUR, 9) == []
        again = await tx.messages.claim(NOON + HOUR, NOON + 2 * HOUR, 9)
        assert [one.id for one in again] == [answer, late, second, bulk]
        assert await tx.messages.release_claims() == [answer, late, second, bulk]
        assert len(await tx.messages.claim(NOON + HOUR, NOON + 2 * HOUR, 2)) == 2


async def test_what_became_of_a_message_is_kept(store: SqlStore) -> None:
    async with store.begin() as tx:
        ids = [
            (await tx.messages.add(Outgoing(5, str(n), edits=77 if n == 1 else None))).id
            for n in range(4)
        ]
        await tx.messages.claim(NOON, NOON + HOUR, 9)
        await tx.messages.sent(ids[0], 77, NOON)
        await tx.messages.sent(ids[1], None, NOON)
        await tx.messages.not_sent(ids[2], MessageState.UNKNOWN, "ответ потерян", NOON + HOUR)
        await tx.messages.not_sent(ids[3], MessageState.FAILED, "400")
        shown = await tx.messages.shown(5, 77)
        assert shown is not None
        assert (shown.id, shown.sent_at, shown.attempts) == (ids[1], NOON, 1)
        assert await tx.messages.shown(6, 77) is None
        assert await tx.messages.counts() == {
            MessageState.SENT: 2,
            MessageState.UNKNOWN: 1,
            MessageState.FAILED: 1,
        }
        assert await tx.messages.waiting(0) == 1
        assert await tx.messages.claim(NOON, NOON + HOUR, 9) == []
        (again,) = await tx.messages.claim(NOON + HOUR, NOON + 2 * HOUR, 9)
        assert (again.id, again.attempts, again.reason) == (ids[2], 1, "ответ потерян")


async def test_a_group_moves_and_a_blocked_chat_is_dropped_for(store: SqlStore) -> None:
    async with store.begin() as tx:
        said, waiting = [(await tx.messages.add(Outgoing(-5, "т"))).id for _ in range(2)]
        await tx.messages.sent(said, 1, NOON)
        await tx.messages.move_chat(-5, -1005)
        assert (await tx.messages.get(said)).chat_id == -5
        assert (await tx.messages.get(waiting)).chat_id == -1005
        assert await tx.messages.drop_for(-1005, "заблокирован") == 1
        assert (await tx.messages.get(waiting)).reason == "заблокирован"


async def test_the_oldest_waiting_reminder_tells_the_lag(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.messages.oldest_waiting() is None
        await tx.reminders.add([reminder(town.vetrova, town.dues[0], NOON - HOUR)])
        claimed = await tx.reminders.claim(NOON, 1)
        message = await tx.messages.add(Outgoing(7001001, "т", Urgency.REMINDER))
        await tx.reminders.queued_as([claimed[0].id], message.id)
        assert await tx.messages.oldest_waiting() == NOON - HOUR
        assert [one.id for one in await tx.reminders.of_message(message.id)] == [claimed[0].id]
        await tx.messages.sent(message.id, 1, NOON)
        assert await tx.messages.oldest_waiting() is None


async def test_slow_work_is_done_by_one_at_a_time(store: SqlStore) -> None:
    async with store.begin() as tx:
        first = await tx.jobs.add("report", {"roadmap": 1}, NOON)
        second = await tx.jobs.add("import", {"file": "имя"}, NOON)
        job = await tx.jobs.claim(NOON, NOON + HOUR)
        assert job is not None
        assert (job.id, job.payload, job.attempts) == (first, {"roadmap": 1}, 1)
        other = await tx.jobs.claim(NOON, NOON + HOUR)
        assert other is not None
        assert other.id == second
        assert await tx.jobs.claim(NOON, NOON + HOUR) is None
        await tx.jobs.done(first)
        await tx.jobs.release_claims()
        again = await tx.jobs.claim(NOON, NOON + HOUR)
        assert again is not None
        assert (again.id, again.attempts) == (second, 2)


async def test_what_was_composed_for_another_day_is_planned_again_with_what_else_the_chat_is_to_be_told(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, due) for due in town.dues])
        first, second, third = await tx.reminders.claim(NOON, 10)
        old = await tx.messages.add(Outgoing(7001001, "7 дней", Urgency.REMINDER, holds_until=NOON))
        new = await tx.messages.add(
            Outgoing(7001001, "6 дней", Urgency.REMINDER, holds_until=NOON + 24 * HOUR)
        )
        others = await tx.messages.add(
            Outgoing(7002002, "6 дней", Urgency.REMINDER, holds_until=NOON + 24 * HOUR)
        )
        for one, message in ((first, old), (second, new), (third, others)):
            await tx.reminders.queued_as([one.id], message.id)
        answer = await tx.messages.add(Outgoing(7001001, "Записано"))
        assert await tx.messages.get(old.id) == old
        assert await tx.messages.outdated(NOON - HOUR) == []
        assert sorted(await tx.messages.outdated(NOON)) == [old.id, new.id]
        due_ids = await tx.reminders.take_back([old.id, new.id], "другой день")
        assert sorted(due_ids) == sorted([first.due_id, second.due_id])
        assert await tx.messages.outdated(NOON) == []
        assert (await tx.messages.get(old.id)).state is MessageState.DROPPED
        waiting = await tx.messages.claim(NOON, NOON + HOUR, 10)
        assert [message.id for message in waiting] == [answer.id, others.id]
        assert [one.id for one in await tx.reminders.claim(NOON, 10)] == [first.id, second.id]


async def claimed(tx: Tx) -> str:
    """What the next job makes; it is done at once."""
    job = await tx.jobs.claim(NOON, NOON + HOUR)
    assert job is not None
    await tx.jobs.done(job.id)
    return str(job.payload["makes"])


async def test_a_hundred_files_of_one_chat_delay_a_colleagues_report_by_one(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        for number in range(100):
            await tx.jobs.add("file", {"chat_id": 7, "makes": f"calendar {number}"}, NOON)
        assert [await claimed(tx) for _ in range(3)] == ["calendar 0", "calendar 1", "calendar 2"]
        await tx.jobs.add("file", {"chat_id": 8, "makes": "report"}, NOON)
        await tx.jobs.add("file", {"chat_id": 8, "makes": "second report"}, NOON)
        found = [await claimed(tx) for _ in range(5)]
        assert found == ["calendar 3", "report", "calendar 4", "second report", "calendar 5"]


async def test_whoever_comes_while_the_last_job_is_under_way_does_not_go_before_all_later_ones(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        for number in range(3):
            await tx.jobs.add("file", {"chat_id": 7, "makes": f"calendar {number}"}, NOON)
        await claimed(tx)
        await claimed(tx)
        assert await tx.jobs.claim(NOON, NOON + HOUR) is not None
        for number in range(3):
            await tx.jobs.add("file", {"chat_id": 8, "makes": f"report {number}"}, NOON)
        await tx.jobs.add("file", {"chat_id": 7, "makes": "calendar"}, NOON)
        assert [await claimed(tx) for _ in range(4)] == [
            "report 0",
            "report 1",
            "calendar",
            "report 2",
        ]


async def test_the_same_file_asked_for_twice_is_made_once_and_again_once_it_is_under_way(
    store: SqlStore,
) -> None:
    asked: dict[str, object] = {"chat_id": 7, "makes": "calendar"}
    async with store.begin() as tx:
        first = await tx.jobs.add("file", asked, NOON)
        assert await tx.jobs.add("file", asked, NOON + HOUR) == first
        assert await tx.jobs.add("file", {**asked, "chat_id": 8}, NOON) != first
        assert await tx.jobs.add("table", asked, NOON) != first
        assert await tx.jobs.add("file", {**asked, "makes": "report"}, NOON) != first
        job = await tx.jobs.claim(NOON, NOON + HOUR)
        assert job is not None
        assert job.id == first
        assert await tx.jobs.add("file", asked, NOON + HOUR) != first
