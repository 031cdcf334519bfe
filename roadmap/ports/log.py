"""Who did what to a roadmap."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from roadmap.model import LogLine


class Log(Protocol):
    """Who did what to a roadmap, for its coordinators to read."""

    async def add(self, line: LogLine) -> None: ...
    async def lines(self, roadmap_id: int | None, limit: int, offset: int = 0) -> list[LogLine]:
        """Newest first; of every roadmap where `roadmap_id` is None."""

    async def since(self, at: datetime) -> list[LogLine]:
        """Those from this instant on, of every roadmap, in the order of being added. What was added
        before them is hardly read.
        """
