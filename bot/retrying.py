"""Trying again: how long to wait, and what is tried until the database or Telegram agrees."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import AiogramError

from bot.logs import log
from bot.telegram.refusals import delivery_error
from roadmap.errors import DeliveryError, StorageError

T = TypeVar("T")

#: Between two tries of what the database refuses.
PAUSE_SECONDS = 1.0
#: What everything else waits for is tried at least this often.
_LONGEST_PAUSE = 30.0

_log = log("retrying")


def backoff(attempts: int, jitter: float) -> float:
    """Seconds to wait after the `attempts`-th failure: doubling from 1 to 300, of which `jitter`
    (0–1) decides half.
    """
    longest = float(min(300, 2 ** min(attempts, 9)))
    return longest / 2 + longest / 2 * jitter


def short_backoff(attempts: int, jitter: float) -> float:
    """The same, but 30 seconds at most: for what everything else waits for."""
    return min(_LONGEST_PAUSE, backoff(attempts, jitter))


async def until_stored(act: Callable[[], Awaitable[None]]) -> None:
    """Do `act`; while the database refuses (locked, full), say so and try again."""
    while True:
        try:
            await act()
            return
        except StorageError as error:
            _log.error("the database refuses, trying again", error=str(error))
            await asyncio.sleep(PAUSE_SECONDS)


async def until_telegram_responds(
    ask: Callable[[], Awaitable[T]],
    jitter: Callable[[], float],
    final: type[DeliveryError] | None = None,
) -> T:
    """Telegram's response to `ask`, asked until it comes; raises a refusal of the kind `final`."""
    failures = 0
    while True:
        try:
            return await ask()
        except AiogramError as error:
            meant = delivery_error(error)
            if final is not None and isinstance(meant, final):
                raise meant from error
            wait = short_backoff(failures, jitter())
            failures += 1
            _log.warning(
                "Telegram does not answer", error=type(meant).__name__, again_in=round(wait, 1)
            )
            await asyncio.sleep(wait)
