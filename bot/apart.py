"""Reading much without keeping others waiting: in a thread, with a loop and connections of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from roadmap.ports import Tx
from storage.store import open_store

T = TypeVar("T")

#: How long the reading thread may keep the interpreter from the loop. One answer changes threads some dozens of times
#: on its way to the database and back; at Python's usual 5 ms each, a second's answers would take several seconds.
_SHARE_SECONDS = 0.0002


async def read_apart(url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    """What `work` makes of one consistent state of the database at `url`; the caller's loop goes on meanwhile.

    `work` runs in another thread and must use nothing of the caller's that belongs to its loop. Raises StorageError.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SHARE_SECONDS)
    try:
        return await asyncio.to_thread(lambda: asyncio.run(_read(url, work)))
    finally:
        sys.setswitchinterval(usual)


async def _read(url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    store = await open_store(url)
    try:
        async with store.read() as tx:
            return await work(tx)
    finally:
        await store.close()
