"""What must be done once before a part can begin, however long the database refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.logs import log
from roadmap.errors import StorageError

_log = log("database")

PAUSE_SECONDS = 1.0


async def insist(act: Callable[[], Awaitable[None]]) -> None:
    """Do `act`; where the database refuses (locked, full), say so and try again until it does not."""
    while True:
        try:
            await act()
            return
        except StorageError as error:
            _log.error("the database refuses, trying again", error=str(error))
            await asyncio.sleep(PAUSE_SECONDS)
