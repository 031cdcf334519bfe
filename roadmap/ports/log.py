"""Who did what to a roadmap."""

from __future__ import annotations

from typing import Protocol

from roadmap.model import LogLine


class Log(Protocol):
    """Who did what to a roadmap, for its coordinators to read."""

    async def add(self, line: LogLine) -> None: ...
    async def lines(self, roadmap_id: int | None, limit: int, offset: int = 0) -> list[LogLine]:
        """Newest first; of every roadmap where `roadmap_id` is None."""
