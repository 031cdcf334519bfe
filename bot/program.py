"""`vekha run`: every part, started together and ended together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from contextlib import AsyncExitStack
from secrets import token_hex

from aiogram import Bot

from bot.clock import Clock
from bot.guard import drop_lease, keep_lease, only_instance, sqlite_file, wait_for_lease
from bot.logs import log
from bot.opening import open_database
from bot.parts import Parts
from bot.session import open_bot
from bot.settings import Settings
from bot.welcome import first_code, note_name, who_am_i
from storage.store import SqlStore

_log = log("program")


async def run(settings: Settings, clock: Clock) -> int:
    """Run until SIGTERM or SIGINT; 0 then. Raises a VekhaError where the program cannot go on."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        file = sqlite_file(settings.database.url)
        if file is not None:
            stack.enter_context(only_instance(file))
        store = await open_database(settings)
        stack.push_async_callback(store.close)
        bot = open_bot(settings.telegram)
        stack.push_async_callback(bot.session.close)
        work = asyncio.create_task(_work(settings, clock, store, bot, leased=file is None))
        await _until(stop, work)
    return 0


async def _until(stop: asyncio.Event, work: asyncio.Task[None]) -> None:
    """Wait for the work to end: by itself or, after a signal, when what is in hand is finished."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([stopping, work], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not work.done():
        _log.info("stopping")
        work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _work(settings: Settings, clock: Clock, store: SqlStore, bot: Bot, *, leased: bool) -> None:
    holder = f"{os.getpid()}-{token_hex(4)}"
    async with AsyncExitStack() as stack:
        if leased:
            await wait_for_lease(store, holder, clock)
            stack.push_async_callback(drop_lease, store, holder)
        # Not for secrets: it only spreads retries.
        jitter = random.Random().random  # noqa: S311
        me = await who_am_i(bot, jitter)
        await note_name(store, me.username or "")
        parts = Parts(settings, clock, store, bot, me.username or "", jitter)
        code = await first_code(store, parts.office)
        if code is not None:
            print(  # noqa: T201
                "Первый координатор входит по ссылке (действует один раз):\n"
                f"https://t.me/{me.username}?start={code}\nКод: {code}", flush=True,
            )  # fmt: skip
        _log.info("started", bot=me.id)
        await parts.run(keep_lease(store, holder, clock) if leased else None)
