"""Updates waiting for the bot: kept until a higher offset confirms them, served by long polling."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from itertools import islice
from typing import Any

from sandbox.refusals import ConnectionCut, conflict

MAX_TIMEOUT = 50  # Bot API server: a long poll lasts at most 50 seconds
MAX_LIMIT = 100
#: Within so many seconds of a 409 the next ones are kept back for as long [open Bot API server].
CONFLICT_PAUSE = 3.0
_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}


class UpdateQueue:
    """Pending updates in the order of their ids, each kept as the bytes that go out."""

    def __init__(self) -> None:
        self.next_id = 1
        self.allowed: frozenset[str] | None = None
        self.pending: deque[tuple[int, bytes]] = deque()
        self.webhook_set = False
        self._waiting: asyncio.Future[str] | None = None
        self._next_conflict = 0.0

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update; its id, or None where the bot did not ask for that kind."""
        wanted = kind not in _ON_DEMAND if self.allowed is None else kind in self.allowed
        return self.add_raw({kind: content}) if wanted else None

    def add_raw(self, update: dict[str, Any] | str) -> int:
        """Queue an update unchecked: an object keeps its own update_id, text is sent as it is."""
        update_id = self.next_id
        if isinstance(update, str):
            body = update.encode()
        else:
            own = update.get("update_id")
            update_id = own if isinstance(own, int) else update_id
            body = json.dumps({"update_id": update_id, **update}, ensure_ascii=False).encode()
        self.next_id = max(self.next_id, update_id + 1)
        in_order = not self.pending or self.pending[-1][0] <= update_id
        self.pending.append((update_id, body))
        if not in_order:
            self.pending = deque(sorted(self.pending, key=lambda one: one[0]))
        self.wake("news")
        return update_id

    def wake(self, reason: str) -> None:
        """End the wait of the poll in hand."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(reason)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Which kinds are queued from now on; None changes nothing, an empty list: the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget what lies below the offset; a negative one keeps only that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    async def poll(self, offset: int, limit: int, seconds: int) -> bytes:
        """The response to getUpdates: pending updates in a body, after at most `seconds`.

        Raises Refusal 409 while a webhook is set, or when another poll takes over; ConnectionCut by
        a fault.
        """
        if self.webhook_set:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                "the webhook first"
            )
        self.wake("other")
        self.confirm(offset)
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, MAX_TIMEOUT))
        count = min(limit, MAX_LIMIT) if limit > 0 else MAX_LIMIT
        return (
            b'{"ok":true,"result":['
            + b",".join(body for _, body in islice(self.pending, count))
            + b"]}"
        )

    async def news(self) -> None:
        """Return once something is pending."""
        while not self.pending:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting

    async def _wait(self, seconds: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            reason = await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if reason == "other":
            await self._keep_back()
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is "
                "running"
            )
        if reason == "cut":
            raise ConnectionCut
        if reason == "webhook":
            raise conflict("terminated by setWebhook request")

    async def _keep_back(self) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._next_conflict:
            await asyncio.sleep(CONFLICT_PAUSE)
        else:
            self._next_conflict = now + CONFLICT_PAUSE
