"""`vekha run`: every part, started together and ended together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from secrets import token_hex

from aiogram import Bot

from bot.clock import Clock
from bot.configuration.office import office_of
from bot.configuration.settings import Settings
from bot.configuration.settings_file import WrongSettings
from bot.configuration.token import REFUSED_BY_TELEGRAM
from bot.database.opening import open_database
from bot.database.single_instance import LEASE_NAME, Leader, only_instance, sqlite_file
from bot.jobs.context import JobContext
from bot.jobs.runner import run_jobs
from bot.logs import log
from bot.running.parts import Parts
from bot.running.startup import first_code, note_name, noted_name, who_am_i
from bot.schedule.duty_list import plan_by_new_settings
from bot.telegram.refusals import Unauthorized
from bot.telegram.session import open_bot
from bot.web.listening import standing_by
from bot.web.site import Site
from handlers.reminding.held_reminders import ask_about_held
from roadmap.actions.joining import invite_link
from storage.store import SqlStore

#: Seconds after which a thread at work beside the loop gives way to it. Python's own 5 ms, several
#: times over in one turn of the loop, would be felt.
_GIVE_WAY = 0.0005

#: A stop takes 10 s at most, even if something hangs.
GIVE_UP_SECONDS = 9.3

#: Telegram mostly responds within so long; and what is in hand at the desk then has so long to end.
_AT_ONCE_SECONDS, _IN_HAND_SECONDS = 2.0, 3.0

_log = log("program")


async def run(settings: Settings, clock: Clock) -> int:
    """Run until SIGTERM or SIGINT; 0 then. Raises a VekhaError where the program cannot go on."""
    sys.setswitchinterval(_GIVE_WAY)
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
        asyncio.get_running_loop().call_later(GIVE_UP_SECONDS, _give_up)
        work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work


def _give_up() -> None:
    # A database that hangs would hold the end up for as long. What was not recorded is known as
    # such at the next start.
    _log.warning("something hangs, ended without waiting for it")
    sys.stdout.flush()
    os._exit(0)


async def _work(
    settings: Settings, clock: Clock, store: SqlStore, bot: Bot, *, leased: bool
) -> None:
    if not leased:
        await _serve(settings, clock, store, bot, lambda: True)
        return
    leader = Leader(store, f"{os.getpid()}-{token_hex(4)}", clock)
    async with standing_by(settings, store, clock):
        await leader.wait()
    store.write_only_while(LEASE_NAME, leader.holder)
    await leader.keep_during(_serve(settings, clock, store, bot, leader.may_send))


async def _serve(
    settings: Settings, clock: Clock, store: SqlStore, bot: Bot, may_send: Callable[[], bool]
) -> None:
    async with AsyncExitStack() as stack:
        site = Site(settings, store, office_of(settings, await noted_name(store)), clock)
        await site.open(stack)
        await _serve_chats(settings, clock, store, bot, may_send, site)


async def _work_at_desk(
    settings: Settings, clock: Clock, store: SqlStore, bot: Bot, reached: asyncio.Event
) -> None:
    """Do what is ordered at the desk before Telegram is `reached`, which may take for ever; where
    it is at once, nothing.
    """
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(reached.wait(), _AT_ONCE_SECONDS)
        return
    office = office_of(settings, await noted_name(store))
    context = JobContext(store, bot, office, clock, settings.database.url, settings.speech)
    await run_jobs(context, asyncio.Event(), reached, at_desk=True)


async def _serve_chats(
    settings: Settings,
    clock: Clock,
    store: SqlStore,
    bot: Bot,
    may_send: Callable[[], bool],
    site: Site,
) -> None:
    # Not for secrets: it only spreads retries.
    jitter = random.Random().random  # noqa: S311
    reached = asyncio.Event()
    working = asyncio.create_task(_work_at_desk(settings, clock, store, bot, reached))
    try:
        me = await who_am_i(bot, jitter)
    except Unauthorized:
        # Not a failure: the service manager would start the program again for ever.
        raise WrongSettings(f"telegram.token: {REFUSED_BY_TELEGRAM}") from None
    finally:
        reached.set()
        await asyncio.wait([working], timeout=_IN_HAND_SECONDS)
        working.cancel()  # a job that is cut short is a row still: it is done again
        with contextlib.suppress(asyncio.CancelledError):
            await working
    await note_name(store, me.username or "")
    parts = Parts(settings, clock, store, bot, me.username or "", jitter, may_send)
    site.work_with(parts.office, parts.wake)
    code = await first_code(store, parts.office)
    if code is not None:
        print(  # noqa: T201
            "Первый координатор входит по ссылке (действует один раз):\n"
            f"{invite_link(parts.office.bot_username, code)}\nКод: {code}",
            flush=True,
        )
    async with store.begin() as tx:
        await plan_by_new_settings(tx, settings, clock.now(), parts.office)
        await ask_about_held(tx, clock.now(), parts.office)
    _log.info("started", bot=me.id)
    await parts.run()
