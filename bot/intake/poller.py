"""Long polling of our own: an update is committed before the next request confirms it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Protocol

from bot.clock import Clock
from bot.intake.hearing import Hearing
from bot.logs import log
from bot.retrying import short_backoff
from bot.telegram.refusals import Conflict, Unauthorized
from roadmap.errors import DeliveryError, Flood, StorageError
from roadmap.ports import Store

#: Kinds of updates that handlers know; asking for fewer saves both sides the work.
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
#: How long Telegram holds a request that has nothing to bring [at most 50 s, open Bot API server].
POLL_SECONDS = 25
#: A newcomer that meets a conflict so soon gives way; one that has polled longer in peace stays.
#: Each request ends the one before it with the conflict [open Bot API server], so of two newcomers
#: the one that asked last goes on, and the other, which asks no more, cannot end it. The server may
#: keep the conflict back for 3 s, hence no less than that.
NEWCOMER_SECONDS = 6.0
#: The one that stays asks again at once, so that the newcomer learns of it soon; after each
#: further conflict a little later.
_INSIST_SECONDS = 0.05
_LONGEST_INSIST = 2.0
#: How often an instance that is not sure to be the only one looks whether it is.
_UNSURE_SECONDS = 0.5

_log = log("polling")


class Taken(Exception):
    """Another program asks for this bot's updates."""


class Source(Protocol):
    """Where updates come from."""

    async def __call__(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, waiting at most `seconds`; raises a DeliveryError."""


class Poller:
    """Fetches, stores, and only then confirms. `on_new` is called when something new has been
    stored, `on_poll` and `hearing` whenever Telegram has answered. Nothing is asked while `may_ask`
    says no.
    """

    def __init__(
        self,
        store: Store,
        source: Source,
        clock: Clock,
        on_new: Callable[[], None],
        jitter: Callable[[], float],
        on_poll: Callable[[], None] = lambda: None,
        may_ask: Callable[[], bool] = lambda: True,
        hearing: Hearing | None = None,
    ) -> None:
        self._hearing = hearing
        self._store, self._source, self._clock = store, source, clock
        self._on_new, self._on_poll, self._jitter, self._may_ask = on_new, on_poll, jitter, may_ask
        # The offset is not kept: after a quiet week the next id is random [Bot API], and the inbox
        # knows repeats.
        self._offset = 0
        self._failures = 0
        self._conflicts = 0
        #: When Telegram first answered, by the loop's clock.
        self._responded: float | None = None
        self._peace_since = 0.0

    async def run(self) -> None:
        """Until cancelled; raises Taken where another instance polls with this token."""
        while True:
            try:
                if not self._may_ask():
                    await asyncio.sleep(_UNSURE_SECONDS)
                    continue
                await self._once()
                self._on_poll()
                if self._hearing is not None:
                    await self._hearing.heard(after_failure=self._failures > 0)
                self._failures = 0
                self._responded = self._responded or asyncio.get_running_loop().time()
            except Conflict:
                await self._conflict()
            except DeliveryError as error:
                await self._pause(error)
            except StorageError as error:
                # The offset stands still: Telegram keeps what could not be stored for a day [Bot
                # API].
                _log.error("updates cannot be stored, trying again", error=str(error))
                await asyncio.sleep(1)

    async def _once(self) -> None:
        updates = await self._source(self._offset, POLL_SECONDS if self._responded else 0)
        if not updates:
            return
        # Escaped: half of a surrogate pair, which some client may send, is no text that a database
        # takes.
        rows = [(int(update["update_id"]), json.dumps(update)) for update in updates]
        async with self._store.begin() as tx:
            new = await tx.inbox.store(rows, self._clock.now())
        self._offset = max(update_id for update_id, _ in rows) + 1
        if new:
            self._on_new()

    async def _conflict(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._responded is None or now - self._responded < NEWCOMER_SECONDS:
            raise Taken
        self._conflicts = 1 if now - self._peace_since > NEWCOMER_SECONDS else self._conflicts + 1
        self._peace_since = now
        _log.warning("another program asks for this bot's updates", times=self._conflicts)
        await asyncio.sleep(min(_INSIST_SECONDS * self._conflicts**2, _LONGEST_INSIST))

    async def _pause(self, error: DeliveryError) -> None:
        self._failures += 1
        wait = (
            error.retry_after
            if isinstance(error, Flood)
            else short_backoff(self._failures - 1, self._jitter())
        )
        level = _log.error if isinstance(error, Unauthorized) else _log.warning
        level("no updates", error=type(error).__name__, reason=str(error), again_in=round(wait, 1))
        await asyncio.sleep(wait)
