"""The sender: claims what is to be said, says it at Telegram's pace, records what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.delivery.message_parts import parts_of, too_long
from bot.delivery.outcomes import Outcome, perhaps_sent, record
from bot.delivery.outdated_messages import is_stale, withdraw
from bot.delivery.rates import Rates
from bot.delivery.send_queue import SendQueue
from bot.logs import log
from bot.retrying import short_backoff, until_stored
from roadmap.errors import (
    DeliveryError,
    Flood,
    Moved,
    Passing,
    StorageError,
    Superseded,
    Unreachable,
)
from roadmap.model.messages import MessageState, Outgoing, Urgency
from roadmap.ports import Store, Tx

#: Messages claimed at a time; what is claimed and not sent goes again after the lease.
BATCH = 30
LEASE = timedelta(seconds=60)
#: How often the outbox is looked at without having been told of anything new.
IDLE_SECONDS = 1.0
#: A message that may not go for longer than this is given back, so that others are not claimed
#: behind it.
PATIENCE_SECONDS = 6.0
#: After so many failures in a row it is the network and not the message: everything waits a little.
_NETWORK_IS_DOWN = 3

_log = log("delivery")


class Carrier(Protocol):
    """Hands messages over to Telegram; raises a DeliveryError."""

    async def send(self, message: Outgoing) -> int | None:
        """The id that Telegram gave it, None for a changed one."""


class Sender:
    """`in_flight` messages at most are on their way unrecorded, so a crash repeats at most that
    many.

    `wake` is to be set when something was put into the outbox. `on_low` is called when few
    reminders are left, `on_stale` when some are to be composed anew. Nothing is sent while
    `may_send` says no.
    """

    def __init__(
        self,
        store: Store,
        carrier: Carrier,
        clock: Clock,
        rates: Rates,
        jitter: Callable[[], float],
        in_flight: int = 1,
        on_low: Callable[[], None] = lambda: None,
        on_stale: Callable[[], None] = lambda: None,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self._store, self._carrier, self._clock, self._rates = store, carrier, clock, rates
        self._jitter, self._in_flight, self._on_low = jitter, in_flight, on_low
        self._on_stale, self._may_send = on_stale, may_send
        self.wake = asyncio.Event()
        self._queue = SendQueue(rates)
        self._more = True
        self._taking, self._recording = asyncio.Lock(), asyncio.Lock()
        self._unrecorded: list[Outcome] = []
        self._failures = 0
        self._stopping = False

    async def run(self) -> None:
        """Send until `stop` is called; what is on its way then is finished and recorded."""
        await until_stored(self._take_over)
        async with asyncio.TaskGroup() as hands:
            for _ in range(self._in_flight):
                hands.create_task(self._hand())
        await self._let_go()

    @property
    def on_their_way(self) -> frozenset[int]:
        """The ids of the messages that are being sent."""
        return self._queue.on_their_way

    def stop(self) -> None:
        """No further sends."""
        self._stopping = True
        self.wake.set()

    async def _take_over(self) -> None:
        async with self._store.begin() as tx:
            for message_id in (await tx.messages.release_claims())[: self._in_flight]:
                # Said before it is committed: a kill in between says it twice, and not never.
                _log.warning("possible repeat: claimed by a process that ended", message=message_id)

    async def _let_go(self) -> None:
        """Give back what was not sent: the next start must not take it for a possible repeat."""
        try:
            async with self._store.begin() as tx:
                await tx.messages.release_claims()
        except StorageError as error:
            _log.warning("what was claimed cannot be given back", error=str(error))

    async def _hand(self) -> None:
        while not self._stopping:
            try:
                message = await self._take()
                if message is not None:
                    await self._deliver(message)
            except StorageError as error:
                _log.error("the outbox cannot be used, trying again", error=str(error))
                await asyncio.sleep(IDLE_SECONDS)

    async def _deliver(self, message: Outgoing) -> None:
        try:
            outcome = Outcome(message, await self._carrier.send(message))
        except DeliveryError as error:
            outcome = Outcome(message, error=error)
        self._learn(outcome)
        await self._record(outcome)
        self._queue.finish(message)
        if isinstance(outcome.error, Moved | Unreachable):
            # the same message under its new chat, or what the coordinators are told
            self.wake.set()

    async def _take(self) -> Outgoing | None:
        """The next message that may go now, waiting for it; None when stopping."""
        async with self._taking:
            while not self._stopping:
                while self.wake.is_set() or (self._more and not self._may_go()):
                    await self._claim()
                now = asyncio.get_running_loop().time()
                if self._queue.forget_outdated(self._clock.now()):
                    self._on_stale()
                wait, message = (
                    self._queue.next(now, IDLE_SECONDS)
                    if self._may_send()
                    else (IDLE_SECONDS, None)
                )
                if message is not None:
                    self._queue.start(message, now)
                    return message
                if not await self._give_back(now):
                    await self._rest(wait)
                    self._more = self._more or wait >= IDLE_SECONDS
        return None

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.wake.wait(), seconds)
        except TimeoutError:
            return

    def _may_go(self) -> bool:
        return self._queue.may_go(asyncio.get_running_loop().time())

    async def _claim(self) -> None:
        """Fill up; while bulk that may go is in hand only what is urgent is fetched past it."""
        self.wake.clear()
        at, urgent_only, full = self._clock.now(), self._may_go(), self._queue.full_chats()
        up_to = Urgency.AT_ONCE if urgent_only else Urgency.REFRESH
        async with self._store.begin() as tx:
            claimed = await tx.messages.claim(at, at + LEASE, BATCH, up_to, full)
            fresh = [message for message in claimed if message not in self._queue]
            whole = [message for message in fresh if not await self._needs_no_sending(tx, message)]
        self._queue.add(whole)
        self._more = urgent_only or len(claimed) == BATCH or len(whole) < len(fresh)
        if len(whole) < len(fresh):
            self._on_stale()
        if not urgent_only:
            self._on_low()

    async def _needs_no_sending(self, tx: Tx, message: Outgoing) -> bool:
        """Whether `message` need not be sent: it holds no longer, or was split into parts."""
        if await is_stale(tx, message):
            await withdraw(tx, message)
            return True
        if not too_long(message):
            return False
        parts = [await tx.messages.add(part) for part in parts_of(message)]
        reminders = await tx.reminders.of_message(message.id)
        # Somebody has been reminded once they have the whole.
        await tx.reminders.queued_as([reminder.id for reminder in reminders], parts[-1].id)
        await tx.messages.not_sent(message.id, MessageState.DROPPED, "sent in parts")
        return True

    async def _give_back(self, now: float) -> bool:
        """Return to the outbox what keeps others from being claimed; whether there was any."""
        waiting = self._queue.set_aside(now, PATIENCE_SECONDS)
        if waiting:
            at = self._clock.now()
            async with self._store.begin() as tx:
                for message, wait in waiting:
                    until = at + timedelta(seconds=wait)
                    await tx.messages.not_sent(
                        message.id, MessageState.PLANNED, message.reason, until
                    )
            self._more = True
        return bool(waiting)

    def _learn(self, outcome: Outcome) -> None:
        """What one answer means for all the messages that wait in hand."""
        now, error, chat_id = (
            asyncio.get_running_loop().time(),
            outcome.error,
            outcome.message.chat_id,
        )
        self._rates.answered(now)
        self._failures = self._failures + 1 if isinstance(error, Passing) else 0
        match error:
            case Flood():
                self._rates.hold(error.retry_after, now)
            case Unreachable():
                self._queue.forget_chat(chat_id)
            case Moved():
                self._queue.move_chat(chat_id, error.chat_id)
            case Passing() if self._failures >= _NETWORK_IS_DOWN:
                self._rates.hold(
                    short_backoff(self._failures - _NETWORK_IS_DOWN, self._jitter()), now
                )
            case None if perhaps_sent(outcome.message):
                _log.warning(
                    "possible repeat: an earlier answer was lost", message=outcome.message.id
                )

    async def _record(self, outcome: Outcome) -> None:
        """Commit the outcome, with those of others that wait for the database meanwhile."""
        self._unrecorded.append(outcome)
        async with self._recording:
            while outcome in self._unrecorded:
                batch = list(self._unrecorded)
                try:
                    async with self._store.begin() as tx:
                        for one in batch:
                            await record(tx, one, self._clock.now(), self._jitter())
                except Superseded:
                    raise  # the instance that took over has recorded it as perhaps sent
                except StorageError as error:
                    # What was sent must be written down before anything else is, however long that
                    # takes.
                    _log.error("what was sent cannot be recorded, trying again", error=str(error))
                    await asyncio.sleep(IDLE_SECONDS)
                else:
                    del self._unrecorded[: len(batch)]
