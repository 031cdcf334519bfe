"""The sender's rules, in moved time: a minute of waiting takes none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from structlog.testing import capture_logs

from bot.delivery.outcomes import PERHAPS_SENT
from bot.delivery.rates import CHAT_BURST, Rates
from bot.delivery.sender import BATCH, IDLE_SECONDS, LEASE, Sender
from roadmap.errors import (
    DeliveryError,
    Flood,
    Moved,
    Passing,
    Refused,
    StorageError,
    Superseded,
    Unreachable,
)
from roadmap.model import DueState, Person, PersonState, ReminderState, Role
from roadmap.model.messages import MessageState, Outgoing, Urgency
from tests.bot.delivery.test_outdated import reminded
from tests.bot.moved_time import BEGINNING, MovedClock, Watched

SECOND = timedelta(seconds=1)


class Telegram:
    """Takes messages in `seconds` each, and answers by `answer`."""

    def __init__(
        self,
        answer: Callable[[Outgoing], DeliveryError | None] = lambda _: None,
        seconds: float = 0.1,
    ) -> None:
        self.answer, self.seconds = answer, seconds
        self.tried: list[tuple[float, Outgoing]] = []
        self.arrived: list[Outgoing] = []
        self.flying = self.most = 0

    async def send(self, message: Outgoing) -> int | None:
        """As Courier.send."""
        self.tried.append((asyncio.get_running_loop().time(), message))
        self.flying += 1
        self.most = max(self.most, self.flying)
        await asyncio.sleep(self.seconds)
        self.flying -= 1
        error = self.answer(message)
        if error is not None:
            raise error
        self.arrived.append(message)
        return len(self.arrived)

    @property
    def texts(self) -> list[str]:
        """What has arrived."""
        return [message.text for message in self.arrived]

    @property
    def times(self) -> list[float]:
        """Seconds between the first try and each."""
        return [at - self.tried[0][0] for at, _ in self.tried]


@asynccontextmanager
async def sending(
    store: Watched, telegram: Telegram, rates: Rates | None = None, **others: object
) -> AsyncIterator[Sender]:
    """A sender at work; stopped at the end."""
    sender = Sender(
        store, telegram, MovedClock(), rates or Rates(1000, 1000, 1000), lambda: 0.0,
        **others,  # type: ignore[arg-type]
    )  # fmt: skip
    running = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        sender.stop()
        async with asyncio.timeout(200):
            await running


async def say(store: Watched, *messages: Outgoing) -> list[Outgoing]:
    """Put these into the outbox."""
    async with store.begin() as tx:
        return [await tx.messages.add(message) for message in messages]


async def kept(store: Watched, message: Outgoing) -> Outgoing:
    """As it stands now."""
    async with store.read() as tx:
        return await tx.messages.get(message.id)


def failing(*errors: DeliveryError | None) -> Callable[[Outgoing], DeliveryError | None]:
    """These answers in turn, then success."""
    left = list(errors)
    return lambda _: left.pop(0) if left else None


async def test_what_is_said_is_sent_recorded_and_not_said_again(store: Watched) -> None:
    telegram = Telegram()
    first, second = await say(store, Outgoing(5, "п. 6"), Outgoing(6, "п. 7", Urgency.BULK))
    async with sending(store, telegram) as sender:
        await asyncio.sleep(5)
        assert sender.on_their_way == frozenset()
    assert telegram.texts == ["п. 6", "п. 7"]
    sent = await kept(store, first)
    assert (sent.state, sent.telegram_id, sent.attempts) == (MessageState.SENT, 1, 1)
    assert BEGINNING <= sent.sent_at <= BEGINNING + SECOND  # type: ignore[operator]
    assert (await kept(store, second)).state is MessageState.SENT


async def test_what_is_put_in_later_goes_within_a_second_and_at_once_where_it_is_told_of(
    store: Watched,
) -> None:
    telegram = Telegram()
    loop = asyncio.get_running_loop()
    async with sending(store, telegram) as sender:
        await asyncio.sleep(3.3)
        asked = loop.time()
        await say(store, Outgoing(5, "раз"))
        await asyncio.sleep(1.5)
        assert telegram.tried[0][0] - asked <= 1.01
        await asyncio.sleep(0.3)
        asked = loop.time()
        await say(store, Outgoing(5, "два"))
        sender.wake.set()
        await asyncio.sleep(2)
        assert telegram.tried[1][0] - asked < 0.3
    assert telegram.texts == ["раз", "два"]


async def test_one_is_on_its_way_at_a_time_unless_more_are_allowed(store: Watched) -> None:
    for in_flight in (1, 3):
        telegram = Telegram()
        await say(store, *(Outgoing(chat, "т") for chat in range(1, 9)))
        async with sending(store, telegram, in_flight=in_flight) as sender:
            await asyncio.sleep(0.05)
            assert len(sender.on_their_way) == in_flight
            await asyncio.sleep(5)
        assert (len(telegram.arrived), telegram.most) == (8, in_flight)


async def test_more_than_one_batch_goes_without_a_pause(store: Watched) -> None:
    telegram = Telegram(seconds=0.001)
    await say(store, *(Outgoing(chat, "т") for chat in range(1, 2 * BATCH + 9)))
    async with sending(store, telegram):
        await asyncio.sleep(0.9)
    assert len(telegram.arrived) == 2 * BATCH + 8


async def test_an_answer_passes_the_reminders_that_are_in_hand_already(store: Watched) -> None:
    telegram = Telegram()
    await say(store, *(Outgoing(chat, "напоминание", Urgency.REMINDER) for chat in range(1, 90)))
    async with sending(store, telegram) as sender:
        await asyncio.sleep(1.05)
        await say(store, Outgoing(900, "принято"), Outgoing(901, "сводка", Urgency.BULK))
        sender.wake.set()
        await asyncio.sleep(0.5)
        assert telegram.texts.index("принято") <= 12
        await asyncio.sleep(12)
    assert telegram.texts[-1] == "сводка"
    assert len(telegram.arrived) == 91


async def test_an_answer_to_somebody_else_passes_a_chat_that_has_used_up_its_rate(
    store: Watched,
) -> None:
    telegram = Telegram(seconds=0.01)
    await say(store, *(Outgoing(7, f"{n}") for n in range(3 * BATCH)))
    await say(store, Outgoing(8, "напоминание", Urgency.REMINDER))
    async with sending(store, telegram, Rates(1000, 1, 1000)):
        await asyncio.sleep(3)
        assert "напоминание" in telegram.texts
        assert telegram.texts.count("напоминание") == 1
        await asyncio.sleep(3 * BATCH)
    assert [one.text for one in telegram.arrived if one.chat_id == 7] == [
        f"{n}" for n in range(3 * BATCH)
    ]


async def test_what_must_wait_long_is_given_back_with_its_hour_and_its_reason(
    store: Watched,
) -> None:
    telegram = Telegram(seconds=0.01)
    many = await say(store, *(Outgoing(-7, f"{n}") for n in range(4)))
    await say(store, Outgoing(5, "личное"))
    async with store.begin() as tx:
        await tx.messages.not_sent(many[3].id, MessageState.UNKNOWN, f"{PERHAPS_SENT}: timeout")
    async with sending(store, telegram, Rates(1000, 1000, 2)):
        await asyncio.sleep(2)
        assert telegram.texts == ["0", "1", "личное"]
        waiting = await kept(store, many[2])
        assert (waiting.state, waiting.reason) == (MessageState.PLANNED, "")
        assert waiting.not_before is not None
        assert timedelta(seconds=50) < waiting.not_before - BEGINNING < timedelta(seconds=62)
        assert (await kept(store, many[3])).reason == f"{PERHAPS_SENT}: timeout"
        await asyncio.sleep(70)
    assert telegram.texts == ["0", "1", "личное", "2", "3"]


async def test_what_a_dead_process_had_claimed_goes_at_once_and_is_told_as_a_possible_repeat(
    store: Watched,
) -> None:
    telegram = Telegram()
    messages = await say(store, *(Outgoing(chat, str(chat)) for chat in (5, 6, 7)))
    async with store.begin() as tx:
        await tx.messages.claim(BEGINNING, BEGINNING + 100 * LEASE, 9)
    with capture_logs() as lines:
        async with sending(store, telegram, in_flight=2):
            await asyncio.sleep(2)
    assert sorted(telegram.texts) == ["5", "6", "7"]
    repeats = [
        line["message"]
        for line in lines
        if line["event"] == "possible repeat: claimed by a process that ended"
    ]
    assert repeats == [messages[0].id, messages[1].id], "no more than may have been on their way"


async def test_what_was_claimed_and_not_sent_is_given_back_at_the_end(store: Watched) -> None:
    telegram = Telegram()
    messages = await say(store, *(Outgoing(chat, str(chat)) for chat in range(1, 9)))
    async with sending(store, telegram) as sender:
        await asyncio.sleep(0.05)
        sender.stop()
    assert telegram.texts == ["1"], "what is on its way is finished"
    assert [(await kept(store, one)).state for one in messages] == [
        MessageState.SENT,
        *[MessageState.PLANNED] * 7,
    ]


async def test_an_end_without_a_database_is_an_end(store: Watched) -> None:
    with capture_logs() as lines:
        async with sending(store, Telegram()) as sender:
            await asyncio.sleep(0.5)
            store.troubles = [StorageError("занята")] * 2
            sender.stop()
    assert [(line["event"], line["error"]) for line in lines] == [
        ("what was claimed cannot be given back", "занята")
    ]


async def test_a_sender_that_waits_is_stopped_at_once(store: Watched) -> None:
    loop = asyncio.get_running_loop()
    async with sending(store, Telegram()):
        await asyncio.sleep(5.3)
        begun = loop.time()
    assert loop.time() - begun < 0.4


async def test_a_start_waits_for_the_database(store: Watched) -> None:
    telegram = Telegram()
    await say(store, Outgoing(5, "т"))
    store.troubles = [StorageError("занята")] * 3
    async with sending(store, telegram):
        await asyncio.sleep(2.5)
        assert telegram.tried == []
        await asyncio.sleep(2)
    assert telegram.texts == ["т"]


async def test_while_the_outbox_cannot_be_used_it_is_tried_again(store: Watched) -> None:
    telegram = Telegram()
    async with sending(store, telegram):
        await asyncio.sleep(0.5)
        await say(store, Outgoing(5, "т"))
        store.troubles = [StorageError("занята")] * 3
        asked = asyncio.get_running_loop().time()
        with capture_logs() as lines:
            await asyncio.sleep(10)
    assert telegram.texts == ["т"]
    assert telegram.tried[0][0] - asked >= 3 * IDLE_SECONDS, "not again and again on the spot"
    assert [(line["event"], line["error"]) for line in lines] == [
        ("the outbox cannot be used, trying again", "занята")
    ] * 3


async def test_what_was_sent_is_recorded_however_long_that_takes_and_not_sent_again(
    store: Watched,
) -> None:
    telegram = Telegram()
    first, second = await say(store, Outgoing(5, "раз"), Outgoing(6, "два"))
    async with sending(store, telegram):
        await asyncio.sleep(0.05)
        store.troubles = [StorageError("диск полон")] * 5
        with capture_logs() as lines:
            await asyncio.sleep(4)
            assert telegram.texts == ["раз"], "nothing more goes before that"
            await asyncio.sleep(3)
    assert [(line["event"], line["error"]) for line in lines] == [
        ("what was sent cannot be recorded, trying again", "диск полон")
    ] * 5
    assert telegram.texts == ["раз", "два"]
    assert [(await kept(store, one)).attempts for one in (first, second)] == [1, 1]


async def test_hands_that_finish_together_share_a_commit(store: Watched) -> None:
    telegram = Telegram()
    await say(store, *(Outgoing(chat, "т") for chat in range(1, 9)))
    async with sending(store, telegram, in_flight=8):
        await asyncio.sleep(0.05)
        before = store.written
        await asyncio.sleep(0.5)
        assert len(telegram.arrived) == 8
        assert store.written - before <= 4, "eight records, the first alone, and the next claim"


async def test_a_superseded_instance_ends_and_does_not_record_for_ever(store: Watched) -> None:
    telegram = Telegram()
    await say(store, Outgoing(5, "т"))
    sender = Sender(
        store, telegram, MovedClock(), Rates(1000, 1000, 1000), lambda: 0.0
    )  # fmt: skip
    running = asyncio.create_task(sender.run())
    await asyncio.sleep(0.05)
    store.troubles = [Superseded("другой экземпляр")] * 1000
    with capture_logs() as lines:
        await asyncio.sleep(5)
        assert {line["event"] for line in lines} == {"the outbox cannot be used, trying again"}
        assert len(telegram.tried) == 1
        sender.stop()
        async with asyncio.timeout(5):
            await running


async def test_what_goes_again_after_a_lost_answer_is_told_as_a_possible_repeat(
    store: Watched,
) -> None:
    lost = Passing("timeout", maybe_sent=True)
    telegram = Telegram(failing(lost))
    first, second = await say(store, Outgoing(5, "раз"), Outgoing(6, "два", Urgency.BULK))
    with capture_logs() as lines:
        async with sending(store, telegram):
            await asyncio.sleep(0.3)
            assert [one.text for _, one in telegram.tried] == ["раз", "два"]
            await asyncio.sleep(30)
    assert (await kept(store, first)).state is MessageState.SENT
    assert (await kept(store, second)).state is MessageState.SENT
    repeats = [
        line["message"]
        for line in lines
        if line["event"] == "possible repeat: an earlier answer was lost"
    ]
    assert repeats == [first.id]


async def test_that_a_message_was_perhaps_sent_survives_the_network_going_down(
    store: Watched,
) -> None:
    lost = Passing("timeout", maybe_sent=True)
    telegram = Telegram(failing(lost, Passing("no connection"), Flood(3), lost))
    [message] = await say(store, Outgoing(5, "раз"))
    async with sending(store, telegram):
        await asyncio.sleep(100)
    given_up = await kept(store, message)
    assert (given_up.state, given_up.attempts) == (MessageState.FAILED, 4)
    assert given_up.reason.startswith(f"{PERHAPS_SENT} twice")


async def test_after_a_429_nothing_goes_to_anybody_until_the_time_has_passed(
    store: Watched,
) -> None:
    telegram = Telegram(failing(Flood(20)))
    await say(store, *(Outgoing(chat, str(chat)) for chat in range(1, 6)))
    async with sending(store, telegram):
        await asyncio.sleep(40)
    assert telegram.times[1] >= 20
    assert telegram.times[1] < 22.5
    assert sorted(telegram.texts) == ["1", "2", "3", "4", "5"]


async def test_when_the_network_is_down_everything_waits_longer_and_longer(store: Watched) -> None:
    telegram = Telegram(lambda _: Passing("no connection"), seconds=0)
    await say(store, *(Outgoing(chat, "т") for chat in range(1, 200)))
    async with sending(store, telegram):
        await asyncio.sleep(16)
    gaps = [later - one for one, later in zip(telegram.times, telegram.times[1:], strict=False)]
    assert max(gaps[:2]) < 0.1, "the first three may be the messages'"
    assert [round(gap, 1) for gap in gaps[2:6]] == [0.5, 1.0, 2.0, 4.0]


async def test_one_success_ends_the_waiting_for_the_network(store: Watched) -> None:
    down = Passing("no connection")
    telegram = Telegram(failing(down, down, None, down, down), seconds=0)
    await say(store, *(Outgoing(chat, "т") for chat in range(1, 7)))
    async with sending(store, telegram):
        await asyncio.sleep(0.3)
        assert len(telegram.tried) == 6, "no three failures in a row"


async def test_a_refused_message_holds_up_nobody(store: Watched) -> None:
    telegram = Telegram(lambda one: Refused("Bad Request") if one.text == "плохо" else None)
    bad, good = await say(store, Outgoing(5, "плохо"), Outgoing(5, "хорошо"))
    async with sending(store, telegram):
        await asyncio.sleep(0.5)
    assert (await kept(store, bad)).state is MessageState.FAILED
    assert (await kept(store, good)).state is MessageState.SENT


async def test_a_group_that_moved_gets_what_is_in_hand_and_what_waits_under_its_new_id(
    store: Watched,
) -> None:
    telegram = Telegram(lambda one: Moved(-1009) if one.chat_id == -9 else None)
    await say(store, *(Outgoing(-9, str(n)) for n in range(4)))
    async with sending(store, telegram):
        await asyncio.sleep(0.9)
    assert [one.chat_id for _, one in telegram.tried].count(-9) == 1
    assert sorted(telegram.texts) == ["0", "1", "2", "3"]
    assert {one.chat_id for one in telegram.arrived} == {-1009}


async def test_who_blocked_the_bot_gets_no_more_and_the_coordinator_is_told_at_once(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        kim = Person(0, "Ким", Role.COORDINATOR, telegram_id=1, state=PersonState.ACTIVE)
        await tx.people.add(kim)
        await tx.people.add(replace(kim, name="Иванова", role=Role.OFFICIAL, telegram_id=5))
    telegram = Telegram(
        lambda one: Unreachable("blocked", "Forbidden") if one.chat_id == 5 else None
    )
    await say(store, *(Outgoing(5, str(n)) for n in range(4)))
    async with sending(store, telegram):
        await asyncio.sleep(0.9)
    assert len(telegram.tried) == 2
    assert "Иванова" in telegram.texts[0]


async def test_nothing_is_sent_while_it_may_not_be(store: Watched) -> None:
    telegram = Telegram()
    allowed = False
    await say(store, Outgoing(5, "т"))
    async with sending(store, telegram, may_send=lambda: allowed):
        await asyncio.sleep(30)
        assert telegram.tried == []
        allowed = True
        await asyncio.sleep(2.5)
        assert telegram.texts == ["т"]


async def test_what_is_held_in_hand_for_longer_than_its_lease_is_sent_once(store: Watched) -> None:
    telegram = Telegram()
    allowed = False
    await say(store, *(Outgoing(chat, str(chat)) for chat in (5, 6)))
    async with sending(store, telegram, may_send=lambda: allowed):
        await asyncio.sleep(3 * LEASE.total_seconds())
        allowed = True
        await asyncio.sleep(3)
    assert telegram.texts == ["5", "6"]


async def test_what_is_in_hand_is_leased_for_a_minute(store: Watched) -> None:
    await say(store, *(Outgoing(chat, "т") for chat in (5, 6)))
    async with sending(store, Telegram(seconds=20)):
        await asyncio.sleep(1)
        async with store.begin() as tx:
            assert await tx.messages.claim(BEGINNING + LEASE - SECOND, BEGINNING, 9) == []
            assert len(await tx.messages.claim(BEGINNING + LEASE + SECOND, BEGINNING, 9)) == 2


async def test_a_reminder_of_what_was_closed_is_taken_back_and_told_of(store: Watched) -> None:
    stale: list[None] = []
    async with store.begin() as tx:
        closed, due = await reminded(tx)
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE))
        dropped_with = await tx.messages.add(
            replace(closed, id=0, text="открыто", holds_until=None)
        )
    telegram = Telegram()
    async with sending(store, telegram, on_stale=lambda: stale.append(None)):
        await asyncio.sleep(3)
    assert telegram.texts == ["открыто"]
    assert len(stale) == 1
    taken_back = await kept(store, closed)
    assert (taken_back.state, taken_back.reason) == (MessageState.DROPPED, "closed meanwhile")
    assert (await kept(store, dropped_with)).state is MessageState.SENT


async def test_a_reminder_of_an_archived_roadmap_is_never_sent(store: Watched) -> None:
    async with store.begin() as tx:
        whole, due = await reminded(tx)
        await tx.messages.not_sent(whole.id, MessageState.DROPPED, "")
        lasting = await tx.messages.add(replace(whole, id=0, holds_until=None))
        [reminder] = await tx.reminders.of_dues([due.id])
        await tx.reminders.queued_as([reminder.id], lasting.id)
        roadmap_id = (await tx.roadmaps.view(due.id)).item.roadmap_id
        roadmap = await tx.roadmaps.get(roadmap_id)
        await tx.roadmaps.update(replace(roadmap, archived_at=BEGINNING))
    telegram = Telegram()
    async with sending(store, telegram):
        await asyncio.sleep(3)
    assert telegram.texts == []
    async with store.read() as tx:
        [reminder] = await tx.reminders.of_dues([due.id])
    assert reminder.state is ReminderState.CANCELLED


async def test_a_reminder_of_what_was_closed_is_not_sent_though_its_words_would_hold(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        whole, due = await reminded(tx)
        [reminder] = await tx.reminders.of_dues([due.id])
        lasting = await tx.messages.add(replace(whole, id=0, text="закрыто", holds_until=None))
        await tx.messages.not_sent(whole.id, MessageState.DROPPED, "")
        await tx.reminders.queued_as([reminder.id], lasting.id)
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE))
    telegram = Telegram()
    async with sending(store, telegram):
        await asyncio.sleep(3)
    assert telegram.tried == []
    assert (await kept(store, lasting)).state is MessageState.DROPPED


async def test_what_has_just_arrived_counts_against_the_limit_however_late_it_was(
    store: Watched,
) -> None:
    rates = Rates(5, 1000, 1000)
    telegram = Telegram(seconds=1)
    await say(store, *(Outgoing(chat, "т") for chat in range(1, 6)))
    async with sending(store, telegram, rates, in_flight=5):
        await asyncio.sleep(1.9)
        assert len(telegram.arrived) == 5
        assert rates.wait_any(asyncio.get_running_loop().time()) > 0


async def test_words_that_stop_being_true_in_hand_are_not_sent_and_told_of(
    store: Watched,
) -> None:
    stale: list[None] = []
    telegram = Telegram()
    allowed = False
    await say(
        store,
        Outgoing(5, "сегодня", holds_until=BEGINNING + 10 * SECOND),
        Outgoing(5, "всегда"),
    )
    async with sending(
        store, telegram, may_send=lambda: allowed, on_stale=lambda: stale.append(None)
    ):
        await asyncio.sleep(8)
        assert stale == []
        await asyncio.sleep(4)
        assert len(stale) == 1
        allowed = True
        await asyncio.sleep(2)
    assert telegram.texts == ["всегда"]


async def test_a_reminder_in_parts_has_been_given_with_its_last_part(store: Watched) -> None:
    async with store.begin() as tx:
        whole, due = await reminded(tx)
        long = "\n".join(f"строка {n}" for n in range(1000))
        long_one = await tx.messages.add(replace(whole, id=0, text=long, holds_until=None))
        [reminder] = await tx.reminders.of_dues([due.id])
        await tx.messages.not_sent(whole.id, MessageState.DROPPED, "")
        await tx.reminders.queued_as([reminder.id], long_one.id)
    telegram = Telegram()
    stale: list[None] = []
    async with sending(store, telegram, on_stale=lambda: stale.append(None)):
        await asyncio.sleep(0.9)
    assert "\n".join(telegram.texts) == long, "at once"
    assert len(telegram.arrived) > 1
    parted = await kept(store, long_one)
    assert (parted.state, parted.reason) == (MessageState.DROPPED, "sent in parts")
    async with store.read() as tx:
        assert [one.id for one in await tx.reminders.of_message(telegram.arrived[-1].id)] == [
            reminder.id
        ]


async def test_it_says_when_few_reminders_are_left(store: Watched) -> None:
    low: list[int] = []
    telegram = Telegram()
    await say(store, *(Outgoing(chat, "т", Urgency.REMINDER) for chat in range(1, BATCH + 2)))
    async with sending(store, telegram, on_low=lambda: low.append(len(telegram.arrived))) as sender:
        await asyncio.sleep(1)
        assert low == [0], "not while they are in hand"
        sender.wake.set()
        await asyncio.sleep(0.5)
        assert low == [0], "nor when only what is urgent is fetched past them"
        await asyncio.sleep(2)
        assert low[:2] == [0, BATCH]


async def test_a_chat_that_writes_much_does_not_fill_the_hand(store: Watched) -> None:
    telegram = Telegram(seconds=0.01)
    await say(store, *(Outgoing(7, f"{n}") for n in range(10 * CHAT_BURST)))
    await say(store, *(Outgoing(chat, "другим") for chat in range(100, 110)))
    async with sending(store, telegram, Rates(1000, 1, 1000)):
        await asyncio.sleep(1)
        assert telegram.texts.count("другим") == 10


async def test_what_one_chat_is_to_be_told_is_left_where_it_is_once_enough_of_it_is_in_hand(
    store: Watched,
) -> None:
    await say(store, *(Outgoing(7, f"{n}") for n in range(5 * BATCH)))
    async with sending(store, Telegram(seconds=0.01), Rates(1000, 1, 1000)):
        await asyncio.sleep(1)
        async with store.read() as tx:
            counts = await tx.messages.counts()
    assert counts[MessageState.CLAIMED] < 2 * BATCH
