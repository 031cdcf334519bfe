"""A tick: what is due becomes messages, one a person."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.schedule import ticker as module
from bot.schedule.ticker import ENOUGH, PEOPLE, Ticker
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.errors import StorageError
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
from roadmap.model.messages import MessageState, Outgoing, Urgency
from roadmap.model.policy import WEEKENDS, Office, Policy
from tests.bot.moved_time import BEGINNING, MovedClock, Watched

TODAY = BEGINNING.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = BEGINNING + 9 * HOUR


class EveryDay:
    """Offices that never close."""

    def is_working(self, day: date) -> bool:
        return True


OFFICE = Office(Policy(days_before=(0,), overdue_every_days=0), EveryDay(), "vekha_bot")


class SetClock(MovedClock):
    """A clock that shows what it is set to."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at


class Mornings:
    """A ticker with all that it tells of, and the people whom it reminds."""

    def __init__(self, store: Watched) -> None:
        self.store = store
        self.on_their_way: Collection[int] = ()
        self.messages = 0
        self.upcoming: list[datetime | None] = []
        self.ticker = Ticker(
            store, OFFICE, MovedClock(), self._messages, self.upcoming.append,
            lambda: self.on_their_way,
        )  # fmt: skip

    def _messages(self) -> None:
        self.messages += 1

    async def officials(self, count: int, first: int = 1, **fields: object) -> list[Person]:
        """So many officials, with the chats `first` and on."""
        async with self.store.begin() as tx:
            return [
                await tx.people.add(
                    replace(
                        Person(0, f"Имя {chat}", Role.OFFICIAL, telegram_id=chat,
                               state=PersonState.ACTIVE),
                        **fields,  # type: ignore[arg-type]
                    )
                )
                for chat in range(first, first + count)
            ]  # fmt: skip

    async def remind(
        self, people: list[Person], at: datetime = BEGINNING, due_day: date = TODAY
    ) -> list[Due]:
        """Each is to be reminded at `at` of an item of their own; its due days."""
        async with self.store.begin() as tx:
            roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2026), BEGINNING))
            items = await tx.roadmaps.add_items(
                [Item(0, roadmap.id, n, str(n + 1), (), "Семинар") for n in range(len(people))]
            )
            points = await tx.roadmaps.add_points(
                [
                    Point(0, one.id, PointKind.CONTROL_POINT, "1", 0, "Семинар", "control_point 1")
                    for one in items
                ]
            )
            dues = await tx.roadmaps.add_dues([Due(0, point.id, due_day) for point in points])
            pairs = list(zip(people, items, strict=True))
            await tx.people.assign([Assignment(item.id, None, one.id) for one, item in pairs])
            await tx.reminders.add(
                [
                    Reminder(0, person.id, due.id, ReminderKind.AHEAD, due_day, at)
                    for person, due in zip(people, dues, strict=True)
                ]
            )
        return dues

    async def outbox(self, at: datetime = BEGINNING) -> list[Outgoing]:
        """What waits to be said; it is given back."""
        async with self.store.begin() as tx:
            found = await tx.messages.claim(at + 99 * HOUR, at + 99 * HOUR, 1000)
            await tx.messages.release_claims()
        return found

    async def grows_stale(self, message: Outgoing, due: Due) -> Outgoing:
        """The message as it would stand had it been composed on an earlier day."""
        async with self.store.begin() as tx:
            stale = await tx.messages.add(
                replace(message, id=0, state=MessageState.PLANNED, holds_until=BEGINNING - HOUR)
            )
            [reminder] = await tx.reminders.of_dues([due.id])
            await tx.reminders.queued_as([reminder.id], stale.id)
            await tx.messages.not_sent(message.id, MessageState.DROPPED, "")
        return stale

    async def states(self, dues: list[Due]) -> list[ReminderState]:
        """Of the reminders of these days."""
        async with self.store.read() as tx:
            return [one.state for one in await tx.reminders.of_dues([due.id for due in dues])]


@pytest.fixture
async def mornings(store: Watched) -> Mornings:
    """A ticker on a new database."""
    return Mornings(store)


async def test_what_is_due_becomes_one_message_a_person(mornings: Mornings) -> None:
    first, second = await mornings.officials(2)
    dues = await mornings.remind([first, second, first])
    tomorrow = await mornings.remind([first], BEGINNING + DAY, TODAY + DAY)
    await mornings.ticker.tick()
    told = await mornings.outbox()
    assert [one.chat_id for one in told] == [1, 2]
    assert {one.urgency for one in told} == {Urgency.REMINDER}
    assert [len(one.about) for one in told] == [2, 1]
    async with mornings.store.read() as tx:
        of_first = await tx.reminders.of_message(told[0].id)
        of_second = await tx.reminders.of_message(told[1].id)
    assert [one.due_id for one in of_first] == [dues[0].id, dues[2].id]
    assert [one.due_id for one in of_second] == [dues[1].id]
    assert await mornings.states(dues) == [ReminderState.QUEUED] * 3
    assert await mornings.states(tomorrow) == [ReminderState.PLANNED]


async def test_after_a_tick_it_tells_when_the_next_reminder_is_due(mornings: Mornings) -> None:
    await mornings.ticker.tick()
    assert (mornings.upcoming, mornings.messages) == ([None], 0)
    people = await mornings.officials(1)
    await mornings.remind(people)
    await mornings.remind(people, LATER, TODAY + DAY)
    await mornings.ticker.tick()
    assert mornings.upcoming == [None, LATER]
    assert mornings.messages == 1
    await mornings.ticker.tick()
    assert mornings.upcoming == [None, LATER, LATER]
    assert mornings.messages == 1, "there was nothing new to send"
    assert len(await mornings.outbox()) == 1, "nobody is told twice"


@pytest.mark.parametrize("state", [PersonState.BLOCKED, PersonState.INVITED])
async def test_somebody_whom_nothing_reaches_keeps_no_reminder_waiting(
    mornings: Mornings, state: PersonState
) -> None:
    dues = await mornings.remind(await mornings.officials(1, state=state))
    await mornings.ticker.tick()
    assert await mornings.outbox() == []
    assert await mornings.states(dues) == [ReminderState.CANCELLED]


async def test_what_was_closed_meanwhile_is_not_reminded_of(mornings: Mornings) -> None:
    dues = await mornings.remind(await mornings.officials(1))
    async with mornings.store.begin() as tx:
        await tx.roadmaps.update_due(replace(dues[0], state=DueState.DONE))
    await mornings.ticker.tick()
    assert await mornings.outbox() == []
    assert await mornings.states(dues) == [ReminderState.CANCELLED]


class Trouble:
    """Composing fails for some people after something has been written."""

    def __init__(self, *names: str, error: type[Exception] = KeyError, times: int = 100) -> None:
        self.names, self.error, self.left = names, error, times

    async def __call__(self, voice: Voice, reminders: Sequence[Reminder]) -> Outgoing | None:
        """As handlers.reminding.messages.compose."""
        if voice.whom.name in self.names and self.left:
            self.left -= 1
            await voice.tx.facts.set("half", "1")
            raise self.error("Ветрова")
        return await compose(voice, reminders)


async def test_one_person_who_cannot_be_told_keeps_nobody_else_from_being_told(
    mornings: Mornings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "compose", Trouble("Имя 2", "Имя 3"))
    [kim] = await mornings.officials(1, first=900, role=Role.COORDINATOR, name="Ким")
    people = await mornings.officials(4)
    dues = await mornings.remind(people)
    with capture_logs() as lines:
        await mornings.ticker.tick()
    told = await mornings.outbox()
    reminded = [one.chat_id for one in told if one.urgency is Urgency.REMINDER]
    assert reminded == [1, 4]
    asked = [one for one in told if one.chat_id == kim.telegram_id]
    assert len(asked) == 1, "of a day's first, not of all"
    assert "Имя 2" in asked[0].text
    queued, held = ReminderState.QUEUED, ReminderState.HELD
    assert await mornings.states(dues) == [queued, held, held, queued]
    async with mornings.store.read() as tx:
        assert await tx.facts.get("half") is None, "what was begun for them is undone"
    failed = [line for line in lines if line["event"] == "reminders cannot be composed, held"]
    assert [(line["person"], line["reminders"]) for line in failed] == [
        (people[1].id, 1),
        (people[2].id, 1),
    ]
    assert all(line["at"].startswith("KeyError at ") for line in failed)
    assert "Ветрова" not in str(lines)


async def test_the_databases_trouble_holds_nobodys_reminder(
    mornings: Mornings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "compose", Trouble("Имя 2", error=StorageError, times=1))
    dues = await mornings.remind(await mornings.officials(3))
    with pytest.raises(StorageError):
        await mornings.ticker.tick()
    assert await mornings.states(dues) == [ReminderState.PLANNED] * 3
    assert await mornings.outbox() == []
    await mornings.ticker.tick()
    assert [one.chat_id for one in await mornings.outbox()] == [1, 2, 3]


async def test_no_more_is_composed_than_is_soon_sent_and_the_rest_when_it_runs_low(
    mornings: Mornings,
) -> None:
    people = await mornings.officials(ENOUGH + 2 * PEOPLE + 5)
    await mornings.remind(people)
    before = mornings.store.written
    await mornings.ticker.tick()
    assert len(await mornings.outbox()) == ENOUGH
    assert mornings.store.written - before - 1 == ENOUGH // PEOPLE, "a few people a transaction"
    assert mornings.messages == ENOUGH // PEOPLE
    assert mornings.upcoming == [None], "an alarm for what is past would go off without end"
    await mornings.ticker.tick()
    assert len(await mornings.outbox()) == ENOUGH
    async with mornings.store.begin() as tx:
        for message in await tx.messages.claim(LATER, LATER, 1):
            await tx.messages.sent(message.id, 1, LATER)
    await mornings.ticker.tick()
    assert len(await mornings.outbox()) == ENOUGH - 1 + PEOPLE


async def test_answers_in_the_outbox_keep_no_reminder_back(mornings: Mornings) -> None:
    async with mornings.store.begin() as tx:
        for _ in range(ENOUGH):
            await tx.messages.add(Outgoing(9, "записано"))
    await mornings.remind(await mornings.officials(1))
    await mornings.ticker.tick()
    assert len(await mornings.outbox()) == ENOUGH + 1


async def test_what_was_composed_for_a_day_that_has_passed_is_composed_anew_in_one_message(
    mornings: Mornings,
) -> None:
    people = await mornings.officials(1)
    dues = await mornings.remind(people, due_day=TODAY)
    await mornings.ticker.tick()
    [yesterdays] = await mornings.outbox()
    stale = await mornings.grows_stale(yesterdays, dues[0])
    with capture_logs() as lines:
        await mornings.ticker.tick()
    [anew] = await mornings.outbox()
    assert anew.id not in (stale.id, yesterdays.id)
    assert await mornings.states(dues) == [ReminderState.QUEUED]
    assert [(line["event"], line["messages"]) for line in lines] == [
        ("composed for a day that has passed, to be composed anew", 1)
    ]
    with capture_logs() as lines:
        await mornings.ticker.tick()
    assert lines == []


async def test_what_is_on_its_way_is_not_composed_anew(mornings: Mornings) -> None:
    dues = await mornings.remind(await mornings.officials(1))
    await mornings.ticker.tick()
    [message] = await mornings.outbox()
    stale = await mornings.grows_stale(message, dues[0])
    mornings.on_their_way = [stale.id]
    await mornings.ticker.tick()
    assert [one.id for one in await mornings.outbox()] == [stale.id]


async def ticks(mornings: Mornings, count: int) -> bool:
    """Whether it has ticked so often, once it has had the time for more."""
    await asyncio.sleep(60)
    return len(mornings.upcoming) == count


async def test_it_ticks_when_it_is_wanted_and_not_before(mornings: Mornings) -> None:
    running = asyncio.create_task(mornings.ticker.run())
    await asyncio.sleep(600)
    assert mornings.upcoming == []
    mornings.ticker.want()
    mornings.ticker.want()
    assert await ticks(mornings, 1)
    mornings.ticker.want()
    assert await ticks(mornings, 2)
    mornings.ticker.low()
    assert await ticks(mornings, 2), "nothing more is due"
    running.cancel()


async def test_when_the_outbox_runs_low_it_goes_on_with_what_was_due(mornings: Mornings) -> None:
    people = await mornings.officials(ENOUGH + PEOPLE)
    await mornings.remind(people)
    running = asyncio.create_task(mornings.ticker.run())
    mornings.ticker.want()
    assert await ticks(mornings, 1)
    async with mornings.store.begin() as tx:
        for message in await tx.messages.claim(LATER, LATER, ENOUGH):
            await tx.messages.sent(message.id, 1, LATER)
    mornings.ticker.low()
    assert await ticks(mornings, 2)
    assert len(await mornings.outbox()) == PEOPLE
    mornings.ticker.low()
    assert await ticks(mornings, 2), "all that was due has been composed"
    running.cancel()


async def test_a_tick_that_the_database_refuses_is_made_up_for_by_the_next(
    mornings: Mornings,
) -> None:
    await mornings.remind(await mornings.officials(1))
    running = asyncio.create_task(mornings.ticker.run())
    mornings.store.troubles = [StorageError("занята")]
    mornings.ticker.want()
    with capture_logs() as lines:
        assert await ticks(mornings, 0)
    assert [(line["event"], line["error"]) for line in lines] == [
        ("reminders cannot be claimed, the next tick tries again", "занята")
    ]
    mornings.ticker.want()
    assert await ticks(mornings, 1)
    assert len(await mornings.outbox()) == 1
    running.cancel()


async def test_what_was_missed_at_night_comes_as_one_message_on_the_next_working_morning(
    mornings: Mornings,
) -> None:
    friday, saturday_night = BEGINNING - 3 * DAY, BEGINNING - 2 * DAY - 6.5 * HOUR
    monday = BEGINNING
    week = Office(Policy(days_before=(0,), overdue_every_days=0), WEEKENDS, "vekha_bot")
    clock = SetClock(saturday_night)
    ticker = Ticker(mornings.store, week, clock, lambda: None, mornings.upcoming.append)
    people = await mornings.officials(2)
    missed = await mornings.remind([people[0], people[0]], friday, TODAY)
    todays = await mornings.remind([people[0], people[1]], monday, TODAY)
    await ticker.tick()
    assert await mornings.outbox() == [], "nobody is woken"
    assert mornings.upcoming == [monday]
    clock.at = monday
    await ticker.tick()
    told = await mornings.outbox()
    assert [(one.chat_id, len(one.about)) for one in told] == [(1, 3), (2, 1)]
    assert await mornings.states([*missed, *todays]) == [ReminderState.QUEUED] * 4


async def test_what_the_outbox_could_not_deliver_in_working_hours_is_not_sent_in_the_evening(
    mornings: Mornings,
) -> None:
    week = Office(Policy(days_before=(0,), overdue_every_days=0), WEEKENDS, "vekha_bot")
    clock = SetClock(BEGINNING)
    ticker = Ticker(mornings.store, week, clock, lambda: None, mornings.upcoming.append)
    [due] = await mornings.remind(await mornings.officials(1))
    await ticker.tick()
    clock.at = BEGINNING + 13 * HOUR  # the line comes back at ten in the evening
    await ticker.tick()
    assert await mornings.outbox() == []
    assert await mornings.states([due]) == [ReminderState.PLANNED]
    clock.at = BEGINNING + DAY
    await ticker.tick()
    [told] = await mornings.outbox(clock.at)
    assert "просрочено на 1 день" in told.text


async def test_a_reminder_meant_for_the_evening_is_sent_in_the_evening(mornings: Mornings) -> None:
    evening = BEGINNING + 12 * HOUR
    ticker = Ticker(
        mornings.store,
        Office(Policy(days_before=(0,), overdue_every_days=0), WEEKENDS, "vekha_bot"),
        SetClock(evening + timedelta(minutes=20)),
        lambda: None,
        mornings.upcoming.append,
    )
    await mornings.remind(await mornings.officials(1), evening)
    await ticker.tick()
    assert len(await mornings.outbox()) == 1
