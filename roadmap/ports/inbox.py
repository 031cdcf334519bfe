"""Updates, stored before they are confirmed to Telegram and handled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from roadmap.model.messages import InboxRow


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update that could not be decoded or handled, with the reason."""

    update_id: int
    raw: str
    error: str
    received_at: datetime


class Inbox(Protocol):
    """Updates, stored before they are confirmed to Telegram and handled once."""

    async def store(self, updates: Sequence[tuple[int, str]], at: datetime) -> int:
        """(update id, raw JSON); those already there are left alone; how many were new."""

    async def next(self, limit: int) -> list[InboxRow]:
        """Not handled and not in quarantine, by the order they came in."""

    async def handled(self, update_ids: Sequence[int], at: datetime) -> None: ...
    async def quarantine(self, update_id: int, error: str) -> None: ...
    async def quarantined(self) -> list[Quarantined]: ...
    async def retry(self, update_id: int) -> bool:
        """Take one out of quarantine; false where it is not there."""

    async def depth(self) -> int: ...
    async def prune(self, before: datetime) -> int:
        """Forget handled updates received before; Telegram keeps none beyond 24 h [Bot API]."""
