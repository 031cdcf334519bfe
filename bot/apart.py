"""Reading much without keeping others waiting: in a thread, with a loop and connections of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from roadmap.ports import Tx
from storage.store import open_store

T = TypeVar("T")


async def read_apart(url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    """What `work` makes of one consistent state of the database at `url`; the caller's loop goes on meanwhile.

    `work` runs in another thread and must use nothing of the caller's that belongs to its loop. Raises StorageError.
    """
    return await asyncio.to_thread(lambda: asyncio.run(_read(url, work)))


async def _read(url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    store = await open_store(url)
    try:
        async with store.read() as tx:
            return await work(tx)
    finally:
        await store.close()
