"""Messages that no longer hold by the time they would be sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.delivery.message_parts import parts_of
from bot.delivery.outdated_messages import is_stale, take_back, withdraw
from roadmap.model import (
    Assignment,
    Due,
    DueState,
    Item,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    Reminder,
    ReminderKind,
    ReminderState,
    Roadmap,
    Role,
)
from roadmap.model.messages import About, MessageState, Outgoing, Urgency
from roadmap.model.policy import Office, Policy
from roadmap.ports import DueView, Tx
from tests.bot.moved_time import BEGINNING, Watched

AT = BEGINNING
TODAY = AT.date()
DAY = timedelta(days=1)


class EveryDay:
    """Offices that never close."""

    def is_working(self, day: date) -> bool:
        return True


OFFICE = Office(Policy(days_before=(3, 0), overdue_every_days=0), EveryDay(), "vekha_bot")


async def reminded(tx: Tx, chat_id: int = 5, due_day: date = TODAY) -> tuple[Outgoing, Due]:
    """A reminder in the outbox, of a due day of a roadmap of its own; it holds until AT."""
    roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2026), AT))
    [item] = await tx.roadmaps.add_items([Item(0, roadmap.id, 0, "6", (), "Семинар")])
    [point] = await tx.roadmaps.add_points(
        [Point(0, item.id, PointKind.CONTROL_POINT, "1", 0, "Семинар", "control_point 1")]
    )
    [due] = await tx.roadmaps.add_dues([Due(0, point.id, due_day)])
    person = await tx.people.by_telegram(chat_id) or await tx.people.add(
        Person(0, "Иванова", Role.OFFICIAL, telegram_id=chat_id, state=PersonState.ACTIVE)
    )
    await tx.people.assign([Assignment(item.id, None, person.id)])
    await tx.reminders.add([Reminder(0, person.id, due.id, ReminderKind.AHEAD, TODAY, AT)])
    [reminder] = await tx.reminders.of_dues([due.id])
    message = await tx.messages.add(
        Outgoing(chat_id, "Сегодня срок", Urgency.REMINDER, holds_until=AT)
    )
    await tx.reminders.queued_as([reminder.id], message.id)
    return message, due


async def test_a_reminder_of_what_is_open_holds(store: Watched) -> None:
    async with store.begin() as tx:
        message, _ = await reminded(tx)
        assert not await is_stale(tx, message)


async def test_a_reminder_of_what_an_edition_took_out_holds_no_longer(store: Watched) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx)
        view = await tx.roadmaps.view(due.id)
        message = replace(message, about=(About(view.item.id, view.point.id, due.id),))
        assert not await is_stale(tx, message)
        await tx.roadmaps.remove_items([view.item.id])
        assert await is_stale(tx, message)


async def test_a_request_for_what_a_half_year_lacks_speaks_of_no_due_day_and_holds(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        _, due = await reminded(tx)
        item = (await tx.roadmaps.view(due.id)).item
        request = Outgoing(5, "Сдайте итоги", Urgency.REMINDER, about=(About(item.id),))
        assert not await is_stale(tx, await tx.messages.add(request))


async def test_each_part_of_a_long_reminder_holds_as_long_as_the_whole(store: Watched) -> None:
    async with store.begin() as tx:
        whole, due = await reminded(tx)
        view = await tx.roadmaps.view(due.id)
        about = (About(view.item.id, view.point.id, due.id),)
        first, _ = [
            await tx.messages.add(part)
            for part in parts_of(replace(whole, text="Семинар\n" * 600, about=about))
        ]
        assert not await is_stale(tx, first)
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE))
        assert await is_stale(tx, first)


@pytest.mark.parametrize("urgency", [Urgency.AT_ONCE, Urgency.REFRESH])
async def test_a_change_is_not_made_over_a_later_one(store: Watched, urgency: Urgency) -> None:
    async with store.begin() as tx:
        first = await tx.messages.add(Outgoing(5, "а"))
        await tx.messages.sent(first.id, 77, AT)
        earlier = await tx.messages.add(Outgoing(5, "б", urgency, edits=77))
        later = await tx.messages.add(Outgoing(5, "в", Urgency.REFRESH, edits=77))
        assert not await is_stale(tx, earlier)
        await tx.messages.sent(later.id, None, AT)
        assert await is_stale(tx, earlier)
        assert not await is_stale(tx, later)


async def archived(tx: Tx, due: Due) -> None:
    """Put the roadmap of a due day into the archive."""
    roadmap_id = (await tx.roadmaps.view(due.id)).item.roadmap_id
    await tx.roadmaps.update(replace(await tx.roadmaps.get(roadmap_id), archived_at=AT))


async def test_a_reminder_and_a_request_of_an_archived_roadmap_hold_no_longer(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx)
        item = (await tx.roadmaps.view(due.id)).item
        request = Outgoing(5, "Сдайте итоги", Urgency.REMINDER, about=(About(item.id),))
        request = await tx.messages.add(request)
        assert not await is_stale(tx, message)
        await archived(tx, due)
        assert await is_stale(tx, message)
        assert await is_stale(tx, request)
        await tx.roadmaps.remove_items([item.id])
        assert not await is_stale(tx, request), (
            "an edition dropped the item: it is no reminder of it"
        )


async def test_of_a_joint_reminder_the_days_of_what_runs_are_composed_anew(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        message, gone = await reminded(tx)
        _, other = await reminded(tx)
        [second] = await tx.reminders.of_dues([other.id])
        await tx.reminders.queued_as([second.id], message.id)
        await archived(tx, gone)
        await withdraw(tx, message)
    assert await states(store, message) == [MessageState.DROPPED]
    assert await planned(store, gone) == [(TODAY, ReminderState.CANCELLED)]
    assert await planned(store, other) == [(TODAY, ReminderState.PLANNED)]


async def test_what_was_composed_for_yesterday_of_an_archived_roadmap_is_not_planned_again(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        _, due = await reminded(tx, due_day=TODAY + 3 * DAY)
        await archived(tx, due)
    assert await take_back(store, AT, OFFICE, ()) == 1
    assert await planned(store, due) == [(TODAY, ReminderState.CANCELLED)]


@pytest.mark.parametrize("state", [one for one in DueState if one is not DueState.OPEN])
async def test_a_reminder_of_what_was_closed_meanwhile_is_stale(
    store: Watched, state: DueState
) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx)
        await tx.roadmaps.update_due(replace(due, state=state))
        assert await is_stale(tx, message)


async def test_a_joint_reminder_is_stale_as_soon_as_one_of_its_days_is_closed(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        message, _ = await reminded(tx)
        _, other = await reminded(tx)
        [second] = await tx.reminders.of_dues([other.id])
        await tx.reminders.queued_as([second.id], message.id)
        await tx.roadmaps.update_due(replace(other, state=DueState.DONE))
        assert await is_stale(tx, message)


@pytest.mark.parametrize("urgency", [Urgency.AT_ONCE, Urgency.BULK])
async def test_what_is_no_reminder_is_said_though_the_day_is_closed(
    store: Watched, urgency: Urgency
) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx)
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE))
        assert not await is_stale(tx, replace(message, urgency=urgency))


class Quick:
    """A transaction whose statements never wait, with nothing in it."""

    def __init__(self) -> None:
        self.reminders = self.roadmaps = self

    async def of_message(self, message_id: int) -> list[Reminder]:
        """Nothing."""
        return []

    async def views(self, due_ids: list[int]) -> list[DueView]:
        """Nothing."""
        return []


async def test_others_have_their_turn_while_a_batch_is_looked_through() -> None:
    looked, turns = 0, []

    async def other() -> None:
        for _ in range(3):
            await asyncio.sleep(0)
            turns.append(looked)

    waiting = asyncio.create_task(other())
    for _ in range(3):
        assert not await is_stale(Quick(), Outgoing(5, "п. 6", Urgency.REMINDER))  # type: ignore[arg-type]
        looked += 1
    await waiting
    assert len(set(turns)) == 3, "one after each"


async def states(store: Watched, *messages: Outgoing) -> list[MessageState]:
    """Where these stand now."""
    async with store.read() as tx:
        return [(await tx.messages.get(one.id)).state for one in messages]


async def planned(store: Watched, due: Due) -> list[tuple[date, ReminderState]]:
    """The days and states of the reminders of this due day."""
    async with store.read() as tx:
        return [(one.day, one.state) for one in await tx.reminders.of_dues([due.id])]


async def test_what_was_composed_for_a_day_that_has_passed_is_planned_again(store: Watched) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx, due_day=TODAY + 3 * DAY)
    assert await take_back(store, AT, OFFICE, ()) == 1
    assert await states(store, message) == [MessageState.DROPPED]
    assert await planned(store, due) == [
        (TODAY, ReminderState.PLANNED),
        (TODAY + 3 * DAY, ReminderState.PLANNED),
    ]
    async with store.read() as tx:
        assert (await tx.messages.get(message.id)).reason == "its day has passed"


async def test_what_still_holds_is_left_and_nothing_is_written(store: Watched) -> None:
    async with store.begin() as tx:
        message, due = await reminded(tx)
    before = store.written
    assert await take_back(store, AT - timedelta(seconds=1), OFFICE, ()) == 0
    assert store.written == before
    assert await states(store, message) == [MessageState.PLANNED]
    assert await planned(store, due) == [(TODAY, ReminderState.QUEUED)]


async def test_what_is_being_sent_is_left(store: Watched) -> None:
    async with store.begin() as tx:
        flying, due = await reminded(tx, 5)
        other, _ = await reminded(tx, 6)
    assert await take_back(store, AT, OFFICE, {flying.id}) == 1
    assert await states(store, flying, other) == [MessageState.PLANNED, MessageState.DROPPED]
    assert await planned(store, due) == [(TODAY, ReminderState.QUEUED)]


async def test_all_roadmaps_are_planned_anew_each_by_its_own_days(store: Watched) -> None:
    async with store.begin() as tx:
        first, first_due = await reminded(tx, 5, TODAY + 3 * DAY)
        second, second_due = await reminded(tx, 6, TODAY + 4 * DAY)
        third, third_due = await reminded(tx, 7, TODAY + 3 * DAY)
        await tx.roadmaps.update_due(replace(third_due, state=DueState.DONE))
    assert await take_back(store, AT, OFFICE, ()) == 3
    assert await states(store, first, second, third) == [MessageState.DROPPED] * 3
    assert await planned(store, first_due) == [
        (TODAY, ReminderState.PLANNED),
        (TODAY + 3 * DAY, ReminderState.PLANNED),
    ]
    assert [day for day, state in await planned(store, second_due) if state == "planned"] == [
        TODAY + DAY,
        TODAY + 4 * DAY,
    ], "for today there is nothing to say of it any more"
    assert await planned(store, third_due) == [(TODAY, ReminderState.CANCELLED)]
