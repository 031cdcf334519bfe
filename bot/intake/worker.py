"""The worker: handles the inbox, each update once; one that fails is undone as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.clock import Clock
from bot.delivery.notices import put_aside, tell_author
from bot.intake.needed import author_of, needed_of
from bot.logs import log, trail
from bot.telegram.warm_up import models_built
from handlers.speaking.turn import Effect, Turn
from roadmap.errors import StorageError
from roadmap.legible import legible_json
from roadmap.model.messages import InboxRow
from roadmap.model.policy import Office
from roadmap.ports import Store, Tx

#: Updates handled in one transaction. More would keep senders from the database for longer than
#: they can spare.
BATCH = 50
ATTEMPTS = 2
IDLE_SECONDS = 1.0

_log = log("worker")


class OnAttempt(Protocol):
    """Is told how long each attempt at an update took."""

    def __call__(self, seconds: float, *, failed: bool) -> None: ...


def _nobody(seconds: float, *, failed: bool) -> None:  # noqa: ARG001
    return


class Worker:
    """Set `wake` when the inbox has something new; `on_done` follows a commit with effects."""

    def __init__(
        self,
        store: Store,
        dispatcher: Dispatcher,
        bot: Bot,
        office: Office,
        clock: Clock,
        on_done: Callable[[list[Effect]], None],
    ) -> None:
        self._store, self._dispatcher, self._bot = store, dispatcher, bot
        self._office, self._clock, self._on_done = office, clock, on_done
        self.wake = asyncio.Event()
        self.on_attempt: OnAttempt = _nobody
        self._stopping = False

    async def run(self) -> None:
        """Until `stop`; a batch that has begun is finished."""
        while not self._stopping:
            self.wake.clear()
            try:
                if await self.step():
                    continue
            except StorageError as error:
                _log.error("the inbox cannot be worked off, trying again", error=str(error))
                await asyncio.sleep(IDLE_SECONDS)
            try:
                await asyncio.wait_for(self.wake.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue

    def stop(self) -> None:
        """No further batch."""
        self._stopping = True
        self.wake.set()

    async def step(self) -> int:
        """Handle one batch in one transaction; how many updates it had."""
        effects: list[Effect] = []
        handled: list[int] = []
        async with self._store.read() as tx:
            if not await tx.inbox.depth():
                return 0
        await models_built()
        async with self._store.begin() as tx:
            rows = await tx.inbox.next(BATCH)
            for row in rows:
                done = await self._handle(tx, row)
                await asyncio.sleep(
                    0
                )  # quick statements do not wait, so others would not get their turn
                if done is not None:
                    handled.append(row.update_id)
                    effects += done
            await tx.inbox.handled(handled, self._clock.now())
        self._on_done(effects)
        return len(rows)

    async def _handle(self, tx: Tx, row: InboxRow) -> list[Effect] | None:
        """One update and what follows from it: its effects; None where it was put aside."""
        at, loop = self._clock.now(), asyncio.get_running_loop()
        for attempt in range(1, ATTEMPTS + 1):
            turn, begun = Turn(tx, at, self._office), loop.time()
            try:
                async with tx.savepoint():
                    update = self._read(row)
                    await self._dispatcher.feed_update(self._bot, update, turn=turn)
            except StorageError:
                raise  # the database's trouble and not the update's: the whole batch is tried again
            # A hostile update may make handlers raise anything; the next one must be handled.
            except Exception as error:
                self.on_attempt(loop.time() - begun, failed=True)
                _log.error("update failed", update=row.update_id, attempt=attempt, at=trail(error))
                reason = f"{trail(error)}: {error}"
            else:
                self.on_attempt(loop.time() - begun, failed=False)
                return turn.effects
        await tx.inbox.quarantine(row.update_id, reason[:4000])
        await put_aside(tx, row.update_id, self._office.policy.day_of(at))
        await tell_author(tx, _author(row.raw))
        return None

    def _read(self, row: InboxRow) -> Update:
        """The update; where the models refuse it, what is needed of it. Raises ValidationError
        where that is not to be found.
        """
        raw = legible_json(row.raw)
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError:
            needed = needed_of(raw, row.received_at)
            if needed is None:
                raise
            _log.warning(
                "the models refuse an update, what is needed is read", update=row.update_id
            )
            return Update.model_validate(needed, context={"bot": self._bot})


def _author(raw: str) -> int | None:
    try:
        return author_of(legible_json(raw))
    except (ValueError, RecursionError):
        return None
