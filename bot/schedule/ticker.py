"""A tick asks the database what is due and turns it into messages, a few people at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from itertools import groupby

from bot.clock import Clock
from bot.delivery.outdated_messages import take_back
from bot.logs import log, trail
from bot.telegram.warm_up import texts_read
from handlers.reminding.held_reminders import tell_of_failed
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.errors import StorageError
from roadmap.model import Reminder, ReminderState
from roadmap.model.messages import Urgency
from roadmap.model.policy import Office
from roadmap.ports import Store, Tx
from roadmap.schedule.hours import next_in_hours, was_missed

#: Enough for two seconds of sending. More would only grow stale in the outbox, and be said though
#: it no longer holds.
ENOUGH = 60
#: People in one transaction: short enough for nobody to notice, long enough to be worth a commit.
PEOPLE = 10
#: Seconds between two of them. Quick statements do not wait, so others would not get their turn;
#: and after a pause of none at all, a timer that has fallen due meanwhile gets its turn only after
#: two more people.
_PAUSE = 0.001

_log = log("reminders")


class Ticker:
    """`run` waits for `want`. `on_messages` is called when there is something to send, `on_tick`
    after each tick with the instant of the next reminder, None where none is planned or some that
    are due wait for `low`. `on_their_way` tells which messages (by id) are being sent.
    """

    def __init__(
        self,
        store: Store,
        office: Office,
        clock: Clock,
        on_messages: Callable[[], None],
        on_tick: Callable[[datetime | None], None],
        on_their_way: Callable[[], Collection[int]] = tuple,
    ) -> None:
        self._store, self._office, self._clock = store, office, clock
        self._on_messages, self._on_tick, self._on_their_way = on_messages, on_tick, on_their_way
        self._wanted = asyncio.Event()
        self._more_due = False

    def want(self) -> None:
        """Tick soon."""
        self._wanted.set()

    def low(self) -> None:
        """The outbox runs low: go on with what was due at the last tick."""
        if self._more_due:
            self._wanted.set()

    async def run(self) -> None:
        """Tick whenever wanted, until cancelled."""
        await texts_read()
        # At its first question a calendar reads its tables for a tenth of a second.
        await asyncio.to_thread(self._office.calendar.is_working, self._clock.now().date())
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                await self.tick()
            except StorageError as error:
                _log.error(
                    "reminders cannot be claimed, the next tick tries again", error=str(error)
                )

    async def tick(self) -> None:
        """Bring what is due now into the outbox, as much as is wanted there, and take out what is
        of another day.
        """
        if taken := await take_back(
            self._store, self._clock.now(), self._office, self._on_their_way()
        ):
            _log.info("composed for a day that has passed, to be composed anew", messages=taken)
        while await self._some():
            self._on_messages()
            await asyncio.sleep(0)
        async with self._store.read() as tx:
            upcoming = await tx.reminders.next_instant()
        # What is due and waits for room in the outbox needs no alarm, which would go off at once,
        # again and again: `low` goes on with it.
        self._on_tick(None if self._more_due else upcoming)

    async def _some(self) -> bool:
        """A few people's reminders, in one transaction; whether there may be more to do at once."""
        at = self._clock.now()
        async with self._store.read() as tx:
            upcoming = await tx.reminders.next_instant()
            self._more_due = upcoming is not None and upcoming <= at
            if not self._more_due or await tx.messages.waiting(Urgency.REMINDER) >= ENOUGH:
                return False
        async with self._store.begin() as tx:
            claimed = await tx.reminders.claim(at, PEOPLE)
            for person_id, theirs in groupby(claimed, key=lambda reminder: reminder.person_id):
                await self._one_person(tx, person_id, list(theirs), at)
                await asyncio.sleep(_PAUSE)
        return bool(claimed)

    async def _one_person(
        self, tx: Tx, person_id: int, reminders: Sequence[Reminder], at: datetime
    ) -> None:
        ids = [reminder.id for reminder in reminders]
        try:
            async with tx.savepoint():
                await self._compose(tx, person_id, reminders, at)
        except StorageError:
            raise  # the database's trouble and not the reminder's: all are tried again
        except Exception as error:  # one person's reminders must not keep back the others'
            _log.error(
                "reminders cannot be composed, held",
                person=person_id,
                reminders=len(ids),
                at=trail(error),
            )
            await tx.reminders.set_state(ids, ReminderState.HELD)
            await tell_of_failed(tx, at, self._office, await tx.people.get(person_id))

    async def _compose(
        self, tx: Tx, person_id: int, reminders: Sequence[Reminder], at: datetime
    ) -> None:
        person = await tx.people.get(person_id)
        ids = [reminder.id for reminder in reminders]
        if all(was_missed(reminder.fire_at, at) for reminder in reminders):
            later = next_in_hours(at, person, self._office.policy, self._office.calendar)
            if later > at:
                await tx.reminders.set_state(ids, ReminderState.PLANNED)
                for reminder_id in ids:
                    await tx.reminders.move(reminder_id, later)
                return
        voice = Voice(tx, at, self._office).to(person)
        message = await compose(voice, reminders)
        if message is None:
            await tx.reminders.set_state(ids, ReminderState.CANCELLED)
            return
        added = await tx.messages.add(message)
        await tx.reminders.queued_as(ids, added.id)
