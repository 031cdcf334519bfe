"""The sender, on a real database, with a Telegram of the test's own that answers as it is told, and
a clock that goes as fast as the sender works.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.rates import Rates
from bot.delivery.sender import Sender
from roadmap.errors import DeliveryError, Flood, Moved, Passing, Refused, Unreachable
from roadmap.model import (
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
    Roadmap,
    Role,
)
from roadmap.model.messages import MessageState, Outgoing, Urgency
from roadmap.ports import Store
from storage.store import open_store
from tests.bot.moved_time import BEGINNING, MovedClock, MovingPolicy, Watched

Answer = Callable[[Outgoing], DeliveryError | None]


class Telegram:
    """Takes messages, and answers by `answer`."""

    def __init__(self, answer: Answer = lambda _: None) -> None:
        self.answer = answer
        self.arrived: list[tuple[float, Outgoing]] = []

    async def send(self, message: Outgoing) -> int | None:
        """As Courier.send."""
        await asyncio.sleep(0.001)
        error = self.answer(message)
        if error is not None:
            raise error
        self.arrived.append((_now(), message))
        return len(self.arrived)

    @property
    def texts(self) -> list[str]:
        return [message.text for _, message in self.arrived]


@pytest.fixture
def event_loop_policy() -> asyncio.AbstractEventLoopPolicy:
    """Loops whose time goes on by itself."""
    return MovingPolicy()


@pytest.fixture
async def store(own_database: str) -> AsyncIterator[Store]:
    opened = await open_store(own_database)
    yield Watched(opened)
    await opened.close()


def _now() -> float:
    """Seconds by the loop's clock."""
    return asyncio.get_running_loop().time()


async def _say(store: Store, *messages: Outgoing) -> list[Outgoing]:
    async with store.begin() as tx:
        return [await tx.messages.add(message) for message in messages]


async def _send(store: Store, telegram: Telegram, seconds: float, rates: Rates | None = None, in_flight: int = 1,
                meanwhile: Callable[[Sender], object] | None = None) -> None:  # fmt: skip
    sender = Sender(
        store, telegram, MovedClock(), rates or Rates(1000, 1000, 1000), lambda: 0.0, in_flight
    )
    running = asyncio.create_task(sender.run())
    if meanwhile is not None:
        await asyncio.sleep(seconds / 2)
        result = meanwhile(sender)
        if asyncio.iscoroutine(result):
            await result
        seconds /= 2
    await asyncio.sleep(seconds)
    sender.stop()
    await asyncio.wait_for(running, 5)


async def _state(store: Store, message: Outgoing) -> tuple[MessageState, int]:
    async with store.read() as tx:
        found = await tx.messages.get(message.id)
    return found.state, found.attempts


async def test_what_is_said_is_sent_and_recorded(store: Store) -> None:
    telegram = Telegram()
    [message] = await _say(store, Outgoing(5, "п. 6"))
    await _send(store, telegram, 0.3)
    assert telegram.texts == ["п. 6"]
    assert await _state(store, message) == (MessageState.SENT, 1)


async def test_nobody_waits_behind_what_is_said_to_somebody_who_writes_much(store: Store) -> None:
    await _say(store, *(Outgoing(7, f"записано {number}") for number in range(300)))
    await _say(store, Outgoing(8, "напоминание", Urgency.REMINDER))
    telegram = Telegram()

    async def answer(_: Sender) -> None:
        await _say(store, Outgoing(9, "записано"))

    await _send(store, telegram, 3, Rates(1000, 1, 20), meanwhile=answer)
    assert {message.chat_id for _, message in telegram.arrived} == {7, 8, 9}
    often = [message.text for _, message in telegram.arrived if message.chat_id == 7]
    assert often == [f"записано {number}" for number in range(len(often))]
    assert len(often) >= 5


async def test_an_answer_does_not_wait_behind_a_thousand_reminders(store: Store) -> None:
    await _say(store, *(Outgoing(chat, "напоминание", Urgency.REMINDER) for chat in range(1, 300)))
    telegram = Telegram()
    asked: list[float] = []

    async def answer(sender: Sender) -> None:
        asked.append(_now())
        await _say(store, Outgoing(900, "принято"))
        sender.wake.set()

    await _send(store, telegram, 2, Rates(), meanwhile=answer)
    [arrived] = [at for at, message in telegram.arrived if message.text == "принято"]
    assert arrived - asked[0] < 0.3
    assert len(telegram.arrived) > 50


async def test_the_rate_is_held_and_nearly_reached(store: Store) -> None:
    await _say(store, *(Outgoing(chat, "напоминание", Urgency.REMINDER) for chat in range(1, 200)))
    telegram = Telegram()
    await _send(store, telegram, 4, Rates())
    times = [at for at, _ in telegram.arrived]
    assert max(sum(1 for one in times if first <= one < first + 0.95) for first in times) <= 30
    assert len(times) >= 100


async def test_after_a_429_nothing_goes_to_anybody_until_the_time_has_passed(store: Store) -> None:
    refusals = [Flood(1.0)]
    telegram = Telegram(lambda _: refusals.pop() if refusals else None)
    begun = _now()
    await _say(store, *(Outgoing(chat, str(chat)) for chat in range(1, 6)))
    await _send(store, telegram, 3)
    assert len(telegram.arrived) == 5
    assert telegram.arrived[0][0] - begun >= 1.0


async def test_a_lost_answer_is_retried_once_and_then_given_up(store: Store) -> None:
    telegram = Telegram(lambda _: Passing("timeout", maybe_sent=True))
    [message] = await _say(store, Outgoing(5, "п. 6"))
    await _send(store, telegram, 2.5)
    assert await _state(store, message) == (MessageState.FAILED, 2)


async def test_a_connection_that_never_came_about_is_tried_until_it_does(store: Store) -> None:
    failures = [Passing("no connection")] * 2
    telegram = Telegram(lambda _: failures.pop() if failures else None)
    [message] = await _say(store, Outgoing(5, "п. 6"))
    await _send(store, telegram, 4)
    assert await _state(store, message) == (MessageState.SENT, 3)


async def test_a_refused_message_does_not_hold_up_the_next(store: Store) -> None:
    telegram = Telegram(lambda message: Refused("Bad Request") if message.text == "плохо" else None)
    bad, good = await _say(store, Outgoing(5, "плохо"), Outgoing(5, "хорошо"))
    await _send(store, telegram, 0.3)
    assert await _state(store, bad) == (MessageState.FAILED, 1)
    assert await _state(store, good) == (MessageState.SENT, 1)


async def test_a_group_that_moved_gets_its_message_under_the_new_id(store: Store) -> None:
    telegram = Telegram(lambda message: Moved(-1009) if message.chat_id == -9 else None)
    await _say(store, Outgoing(-9, "раз"), Outgoing(-9, "два"))
    await _send(store, telegram, 0.5)
    assert {(message.chat_id, message.text) for _, message in telegram.arrived} == {
        (-1009, "раз"),
        (-1009, "два"),
    }


async def test_somebody_who_blocked_the_bot_gets_no_more_and_the_coordinator_learns_of_it_once(
    store: Store,
) -> None:
    async with store.begin() as tx:
        coordinator = Person(0, "Ким", Role.COORDINATOR, telegram_id=1, state=PersonState.ACTIVE)
        await tx.people.add(coordinator)
        person = await tx.people.add(
            replace(coordinator, name="Иванова", role=Role.OFFICIAL, telegram_id=5)
        )
    telegram = Telegram(
        lambda message: Unreachable("blocked", "Forbidden") if message.chat_id == 5 else None
    )
    first, second = await _say(store, Outgoing(5, "раз"), Outgoing(5, "два"))
    await _send(store, telegram, 1.5)
    assert await _state(store, first) == (MessageState.FAILED, 1)
    assert (await _state(store, second))[0] is MessageState.DROPPED
    assert len(telegram.texts) == 1
    assert "Иванова" in telegram.texts[0]
    async with store.read() as tx:
        assert (await tx.people.get(person.id)).state is PersonState.BLOCKED


async def test_a_text_that_is_too_long_arrives_in_parts_and_in_order(store: Store) -> None:
    telegram = Telegram()
    long = "\n".join(f"п. {number} " + "слово " * 30 for number in range(60))
    await _say(store, Outgoing(5, long))
    await _send(store, telegram, 0.6)
    assert len(telegram.arrived) > 1
    assert "".join("\n".join(telegram.texts).split()) == "".join(long.split())


async def test_several_in_flight_keep_the_order_within_a_chat(store: Store) -> None:
    telegram = Telegram()
    await _say(store, *(Outgoing(number % 5 + 1, str(number)) for number in range(100)))
    await _send(store, telegram, 90, in_flight=8)
    assert len(telegram.arrived) == 100
    for chat in range(1, 6):
        numbers = [int(message.text) for _, message in telegram.arrived if message.chat_id == chat]
        assert numbers == sorted(numbers)


async def test_a_group_is_not_sent_more_than_twenty_a_minute_and_others_go_on(store: Store) -> None:
    telegram = Telegram()
    await _say(store, *(Outgoing(-7, "группа") for _ in range(40)), Outgoing(5, "личное"))
    await _send(store, telegram, 1.5, Rates(1000, 1000, 20))
    assert telegram.texts.count("группа") == 20
    assert "личное" in telegram.texts


async def test_a_reminder_of_what_was_closed_meanwhile_is_not_sent(store: Store) -> None:
    due, reminder = await _due_with_reminder(store)
    [closed, other] = await _say(
        store, *(Outgoing(5, text, Urgency.REMINDER) for text in ("закрыто", "открыто"))
    )
    async with store.begin() as tx:
        await tx.reminders.queued_as([reminder.id], closed.id)
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE))
    telegram = Telegram()
    await _send(store, telegram, 0.5)
    assert telegram.texts == ["открыто"]
    assert (await _state(store, closed))[0] is MessageState.DROPPED
    assert (await _state(store, other))[0] is MessageState.SENT


async def test_a_reminder_in_parts_has_been_given_when_the_last_part_has_arrived(
    store: Store,
) -> None:
    _, reminder = await _due_with_reminder(store)
    [whole] = await _say(
        store, Outgoing(5, "\n".join(f"строка {n}" for n in range(1000)), Urgency.REMINDER)
    )
    async with store.begin() as tx:
        await tx.reminders.queued_as([reminder.id], whole.id)
    telegram = Telegram()
    await _send(store, telegram, 0.5)
    async with store.read() as tx:
        assert (
            len(await tx.reminders.of_message(telegram.arrived[-1][1].id))
            == 1
            < len(telegram.arrived)
        )
        assert [view.due.id for view in await tx.reminders.waiting_of(reminder.person_id)] == [
            reminder.due_id
        ]


async def test_words_that_hold_no_longer_are_not_sent(store: Store) -> None:
    old, new = (
        Outgoing(5, text, holds_until=BEGINNING + timedelta(hours=n))
        for text, n in (("вчера", -1), ("сегодня", 1))
    )
    await _say(store, old, new)
    telegram = Telegram()
    await _send(store, telegram, 0.5)
    assert telegram.texts == ["сегодня"]


async def _due_with_reminder(store: Store) -> tuple[Due, Reminder]:
    at, day = datetime(2026, 12, 17, 6, tzinfo=UTC), date(2026, 12, 31)
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2026), at))
        [item] = await tx.roadmaps.add_items([Item(0, roadmap.id, 0, "6", (), "Провести семинар")])
        [point] = await tx.roadmaps.add_points(
            [Point(0, item.id, PointKind.CONTROL_POINT, "1", 0, "Семинар", "control_point 1")]
        )
        [due] = await tx.roadmaps.add_dues([Due(0, point.id, day)])
        person = await tx.people.add(
            Person(0, "Иванова", Role.OFFICIAL, telegram_id=5, state=PersonState.ACTIVE)
        )
        await tx.reminders.add([Reminder(0, person.id, due.id, ReminderKind.AHEAD, day, at)])
        [reminder] = await tx.reminders.of_dues([due.id])
    return due, reminder
