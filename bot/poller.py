"""Long polling by a loop of our own: an update is committed before the next request confirms it to Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Protocol

from bot.clock import Clock
from bot.logs import log
from bot.rates import backoff
from bot.telegram import Conflict, Unauthorized
from roadmap.errors import DeliveryError, Flood, StorageError
from roadmap.ports import Store

#: Kinds of updates that handlers know; asking for fewer saves both sides the work.
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
#: How long Telegram holds a request that has nothing to bring [at most 50 s, open Bot API server].
POLL_SECONDS = 25
#: So many conflicts before the first seconds of peace mean that another instance was here before: the newcomer gives
#: way. Whoever has polled in peace for so long stays, and waits for the other to end.
CONFLICTS_AT_START = 2
_PEACE_SECONDS = 3.0
_CONFLICT_PAUSE = 0.5
#: The newcomer asks again sooner, so that it knows within a few seconds.
_NEWCOMER_PAUSE = 0.1

_log = log("polling")


class Taken(Exception):
    """Another program asks for this bot's updates."""


class Source(Protocol):
    """Where updates come from."""

    async def __call__(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, waiting at most `seconds`; raises a DeliveryError."""


class Poller:
    """Fetches, stores, and only then confirms. `on_new` is called when something new has been stored, `on_poll`
    whenever Telegram has answered."""

    def __init__(
        self, store: Store, source: Source, clock: Clock, on_new: Callable[[], None], jitter: Callable[[], float],
        on_poll: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._store, self._source, self._clock = store, source, clock
        self._on_new, self._on_poll, self._jitter = on_new, on_poll, jitter
        # The offset is not kept: after a quiet week the next id is random [Bot API], and the inbox knows repeats.
        self._offset = 0
        self._failures = 0
        self._conflicts = 0
        self._polled = self._settled = False
        self._peace_since = 0.0

    async def run(self) -> None:
        """Until cancelled; raises Taken where another instance polls with this token."""
        self._peace_since = asyncio.get_running_loop().time()
        while True:
            try:
                await self._once()
                self._on_poll()
                self._failures, self._polled = 0, True
            except Conflict:
                await self._conflict()
            except DeliveryError as error:
                await self._pause(error)
            except StorageError as error:
                # The offset stands still: Telegram keeps what could not be stored for a day [Bot API].
                _log.error("updates cannot be stored, trying again", error=str(error))
                await asyncio.sleep(1)

    async def _once(self) -> None:
        updates = await self._source(self._offset, POLL_SECONDS if self._polled else 0)
        if not updates:
            return
        # Escaped: half of a surrogate pair, which some client may send, is no text that a database takes.
        rows = [(int(update["update_id"]), json.dumps(update)) for update in updates]
        async with self._store.begin() as tx:
            new = await tx.inbox.store(rows, self._clock.now())
        self._offset = max(update_id for update_id, _ in rows) + 1
        if new:
            self._on_new()

    async def _conflict(self) -> None:
        now = asyncio.get_running_loop().time()
        self._settled = self._settled or now - self._peace_since > _PEACE_SECONDS
        self._peace_since = now
        self._conflicts += 1
        _log.warning("another program asks for this bot's updates", times=self._conflicts)
        if not self._settled and self._conflicts >= CONFLICTS_AT_START:
            raise Taken
        await asyncio.sleep(_CONFLICT_PAUSE if self._settled else _NEWCOMER_PAUSE)

    async def _pause(self, error: DeliveryError) -> None:
        self._failures += 1
        wait = error.retry_after if isinstance(error, Flood) else min(30.0, backoff(self._failures - 1, self._jitter()))
        level = _log.error if isinstance(error, Unauthorized) else _log.warning
        level("no updates", error=type(error).__name__, reason=str(error), again_in=round(wait, 1))
        await asyncio.sleep(wait)
