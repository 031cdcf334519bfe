"""Two records of one person become one, on both engines: nothing that hung on either is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.errors import NotFound
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Capacity,
    Invite,
    LogLine,
    Person,
    Postponement,
    ReminderState,
    Role,
    Share,
    Source,
)
from roadmap.model.messages import Outgoing
from roadmap.ports import Tx, Unplaced
from storage import joined_people
from storage.store import SqlStore
from storage.tables import metadata
from tests.storage.town import HOUR, LAST, NOON, Town, entry, found, reminder


async def twin_of(tx: Tx, town: Town) -> Person:
    """The same Vetrova once more."""
    return await tx.people.add(Person(0, "Ветрова А.П.", Role.OFFICIAL, telegram_id=7003003))


async def test_what_both_answer_for_stands_once_and_the_rest_comes_along(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept, gone = town.vetrova, await twin_of(tx, town)
        one, two, three = (item.id for item in town.items)
        point = town.points[1].id
        await tx.people.assign(
            [
                Assignment(one, None, kept.id, Capacity.CO_EXECUTOR),
                Assignment(one, None, gone.id),
                Assignment(two, point, kept.id),
                Assignment(two, point, gone.id, Capacity.CO_EXECUTOR),
                Assignment(two, None, gone.id, Capacity.CO_EXECUTOR),
                Assignment(three, None, gone.id),
                Assignment(three, None, town.lugovoy.id),
            ]
        )
        await tx.people.join(kept.id, gone.id)
        assert set(await tx.people.assignments_of_person(kept.id)) == {
            Assignment(one, None, kept.id),
            Assignment(two, point, kept.id),
            Assignment(two, None, kept.id, Capacity.CO_EXECUTOR),
            Assignment(three, None, kept.id),
        }
        assert await tx.people.assignments_of_person(town.lugovoy.id) == [
            Assignment(three, None, town.lugovoy.id)
        ]
        with pytest.raises(NotFound):
            await tx.people.get(gone.id)


async def test_whoever_stands_for_a_body_goes_on_doing_so(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept, gone = town.vetrova, await twin_of(tx, town)
        both, only = [await tx.bodies.add(Body(0, name)) for name in ("Отдел", "Школа")]
        await tx.bodies.set_members(both.id, [kept.id, gone.id, town.lugovoy.id])
        await tx.bodies.set_members(only.id, [gone.id])
        await tx.bodies.assign(
            [
                BodyAssignment(town.items[0].id, None, both.id),
                BodyAssignment(town.items[1].id, None, only.id, Capacity.CO_EXECUTOR),
            ]
        )
        await tx.people.join(kept.id, gone.id)
        assert set(await tx.bodies.members(both.id)) == {kept.id, town.lugovoy.id}
        assert await tx.bodies.members(only.id) == [kept.id]
        assert set(await tx.people.assignments_of_person(kept.id)) == {
            Assignment(town.items[0].id, None, kept.id, body_id=both.id),
            Assignment(town.items[1].id, None, kept.id, Capacity.CO_EXECUTOR, only.id),
        }


async def test_nobody_is_reminded_twice_and_no_share_counts_twice(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept, gone = town.vetrova, await twin_of(tx, town)
        await tx.reminders.add([reminder(one, town.dues[0], NOON) for one in (kept, gone)])
        await tx.reminders.add([reminder(one, town.dues[1], NOON + HOUR) for one in (kept, gone)])
        await tx.reminders.add([reminder(gone, town.dues[2], NOON + HOUR)])
        first = await tx.reminders.of_dues([town.dues[0].id])
        message = await tx.messages.add(Outgoing(7003003, "Напоминание", person_id=gone.id))
        (sent,) = [one for one in first if one.person_id == gone.id]
        await tx.reminders.claim(NOON, 10)
        await tx.reminders.queued_as([sent.id], message.id)
        await tx.reminders.set_state(
            [one.id for one in first if one.id != sent.id], ReminderState.CANCELLED
        )
        for due, person in ((0, kept), (0, gone), (1, gone)):
            await tx.roadmaps.add_share(Share(town.dues[due].id, person.id, date(2019, 12, 20)))
        await tx.people.join(kept.id, gone.id)
        left = await tx.reminders.of_dues([due.id for due in town.dues])
        assert [(one.due_id, one.person_id) for one in left] == [
            (due.id, kept.id) for due in town.dues
        ]
        assert left[0].state is ReminderState.QUEUED
        assert (await tx.messages.get(message.id)).person_id == kept.id
        shares = await tx.roadmaps.shares([due.id for due in town.dues])
        assert [(one.due_id, one.person_id) for one in shares] == [
            (town.dues[0].id, kept.id), (town.dues[1].id, kept.id),
        ]  # fmt: skip


async def test_what_was_written_asked_and_logged_stays_under_the_one_kept(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept, gone = town.vetrova, await twin_of(tx, town)
        told = await tx.answers.add(
            replace(entry(town), person_id=gone.id, source=Source(7003003, 1))
        )
        assert told is not None
        waiting = await tx.answers.add_unplaced(
            Unplaced(0, gone.id, "сделано", Source(7003003, 2), NOON)
        )
        assert waiting is not None
        await tx.answers.add_postponement(
            Postponement(0, town.dues[0].id, gone.id, LAST, LAST, "ждём", NOON, decided_by=gone.id)
        )
        await tx.log.add(LogLine(NOON, gone.id, town.roadmap.id, "log-joined"))
        await tx.people.add_invite(Invite(0, "a", gone.id, NOON + HOUR))
        await tx.people.join(kept.id, gone.id)
        assert (await tx.answers.get(told.id)).person_id == kept.id
        assert [one.text for one in await tx.answers.unplaced_of(kept.id)] == ["сделано"]
        (asked,) = await tx.answers.postponements_of_item(town.items[0].id)
        assert (asked.person_id, asked.decided_by) == (kept.id, kept.id)
        assert [line.person_id for line in await tx.log.lines(None, 5)] == [kept.id]
        used = await tx.people.use_invite("a", NOON)
        assert used is not None
        assert used.person_id == kept.id


async def test_who_stands_in_for_either_stands_in_for_the_one_kept_and_nobody_for_themselves(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept, gone = town.vetrova, await twin_of(tx, town)
        await tx.people.update(replace(town.lugovoy, deputy_id=gone.id))
        await tx.people.update(replace(kept, deputy_id=gone.id))
        await tx.people.join(kept.id, gone.id)
        assert (await tx.people.get(town.lugovoy.id)).deputy_id == kept.id
        assert (await tx.people.get(kept.id)).deputy_id is None


def test_every_column_that_speaks_of_a_person_is_moved() -> None:
    """A table that is added later must say what becomes of it."""
    moved = "\n".join(str(one) for one in joined_people.STATEMENTS)
    speaking = {
        f"{table.name} SET {column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name == "people"
    }
    assert len(speaking) > 10
    assert {one for one in speaking if f"UPDATE {one}=" not in moved} == set()


async def test_what_waits_for_a_former_account_goes_to_the_new_one(store: SqlStore) -> None:
    async with store.begin() as tx:
        reply, change, other, said = [
            await tx.messages.add(one)
            for one in (
                Outgoing(1, "Напоминание", reply_to=8),
                Outgoing(1, "Записано", edits=9),
                Outgoing(3, "Чужое"),
                Outgoing(1, "Сказано"),
            )
        ]
        await tx.messages.sent(said.id, 10, NOON)
        await tx.messages.hand_to(1, 2)
        found = [await tx.messages.get(one.id) for one in (reply, change, other, said)]
        assert [(one.chat_id, one.reply_to, one.state.value) for one in found] == [
            (2, None, "planned"), (1, None, "dropped"), (3, None, "planned"), (1, None, "sent"),
        ]  # fmt: skip
