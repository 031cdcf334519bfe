"""Reading much apart from the loop."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

import pytest

from bot.apart import read_apart
from roadmap.ports import Tx
from storage.migrate import migrate
from storage.store import open_store


async def test_the_loop_goes_on_while_a_thread_reads(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        await tx.desk.set_fact("town", "Заречье")
    await store.close()
    began, may_end = asyncio.Event(), threading.Event()
    loop, usual = asyncio.get_running_loop(), sys.getswitchinterval()

    async def work(tx: Tx) -> str | None:
        loop.call_soon_threadsafe(began.set)
        may_end.wait(10)
        return await tx.desk.fact("town")

    reading = asyncio.create_task(read_apart(url, work))
    await asyncio.wait_for(began.wait(), 10)
    may_end.set()
    assert await reading == "Заречье"
    assert sys.getswitchinterval() == usual


async def test_what_goes_wrong_apart_is_raised_here(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
    await migrate(url)

    async def work(_tx: Tx) -> None:
        raise LookupError("пункт")

    with pytest.raises(LookupError, match="пункт"):
        await read_apart(url, work)
