"""The running parts and who wakes whom. Nothing is decided here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from aiogram import Bot

from bot.clock import Clock
from bot.configuration.office import office_of
from bot.configuration.settings import Settings
from bot.delivery.courier import Courier
from bot.delivery.effects import Effects
from bot.delivery.menus import Menus
from bot.delivery.rates import Rates
from bot.delivery.sender import Sender
from bot.intake.intake import Intake
from bot.intake.worker import Worker
from bot.jobs.context import JobContext
from bot.jobs.runner import run_jobs
from bot.logs import log
from bot.schedule.duties import do_duties
from bot.schedule.duty_list import duties_of
from bot.schedule.scheduler import Scheduler
from bot.schedule.ticker import Ticker
from bot.telegram.session import session_of
from bot.telegram.warm_up import texts_read
from handlers.door.dispatcher import build_dispatcher
from handlers.speaking.turn import Effect
from roadmap.actions.tasks import WRITE_DOWN
from roadmap.errors import StorageError
from roadmap.model import Attachment, StoredFile
from storage.store import SqlStore

#: SIGTERM must end the program within 10 s; this long is waited for what is in hand.
FINISH_SECONDS = 8.0

_log = log("program")


class Parts:
    """Every part of a running program, for one bot and one database."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        store: SqlStore,
        bot: Bot,
        username: str,
        jitter: Callable[[], float],
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self.settings, self.clock, self.store, self.bot = settings, clock, store, bot
        self.office = office_of(settings, username)
        delivery = settings.delivery
        rates = Rates(
            delivery.per_second, delivery.per_chat_per_second, delivery.per_group_per_minute
        )
        self.effects = Effects(bot, rates)
        self.ticker = Ticker(
            store,
            self.office,
            clock,
            self._said,
            self._ticked,
            on_their_way=lambda: self.sender.on_their_way,
        )
        self.sender = Sender(
            store,
            Courier(partial(session_of(bot).call, bot.token), self._file, self._attachment),
            clock,
            rates,
            jitter,
            delivery.in_flight,
            on_low=self.ticker.low,
            on_stale=self.ticker.want,
            may_send=may_send,
        )
        self.worker = Worker(store, build_dispatcher(), bot, self.office, clock, self._handled)
        self.scheduler = Scheduler(clock, settings.reminders.tick_seconds, self._tick)
        self.intake = Intake(
            settings, store, bot, self.office, clock, self.worker, jitter, may_send
        )
        self.menus = Menus(store, bot)
        self._job, self._duty, self._ending = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._voice = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled or until a part raises; what is in hand is finished first."""
        begun = [self.intake.run(), self.scheduler.run(), self.ticker.run(), self._daily()]
        context = JobContext(
            self.store,
            self.bot,
            self.office,
            self.clock,
            self.settings.database.url,
            self.settings.speech,
        )
        apart = WRITE_DOWN if self.office.writes_down else ""
        if apart:
            # Not waited for in the end: what a kill may repeat, a stop may, too.
            begun.append(run_jobs(context, self._voice, self._ending, self._said, only=apart))
        finishing = [
            self.worker.run(),
            self.sender.run(),
            run_jobs(context, self._job, self._ending, self._job_done, without=apart),
        ]
        first = [asyncio.create_task(part) for part in begun]
        last = [asyncio.create_task(part) for part in finishing]
        try:
            done, _ = await asyncio.wait([*first, *last], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await self._end(first, last)

    async def _end(self, first: list[asyncio.Task[None]], last: list[asyncio.Task[None]]) -> None:
        """Take nothing new in, finish what is in hand, then end."""
        await _cancel(first)
        self.worker.stop()
        self.sender.stop()
        self._ending.set()
        self._job.set()
        await asyncio.wait(
            [*last, asyncio.create_task(self.effects.finish())], timeout=FINISH_SECONDS
        )
        await _cancel(last)

    async def _file(self, file_id: int) -> StoredFile:
        async with self.store.read() as tx:
            return await tx.files.get(file_id)

    async def _attachment(self, attachment_id: int) -> Attachment:
        async with self.store.read() as tx:
            return await tx.answers.attachment(attachment_id)

    def wake(self) -> None:
        """Something was said, or slow work ordered, outside of a chat."""
        self._handled([])

    # ── who wakes whom ────────────────────────────────────────────────────────────────────────────

    def _said(self) -> None:
        self.sender.wake.set()

    def _handled(self, effects: list[Effect]) -> None:
        self.effects.start(effects)
        self.sender.wake.set()
        self._job.set()
        self._voice.set()

    def _job_done(self) -> None:
        self.sender.wake.set()
        self._voice.set()

    def _tick(self) -> None:
        self.ticker.want()
        self._duty.set()

    def _ticked(self, upcoming: datetime | None) -> None:
        self.scheduler.aim(upcoming)
        self.clock.announce_next(upcoming)

    async def _daily(self) -> None:
        """Duties and menus, which may take their time, apart from the ticks."""
        duties = duties_of(self.settings, self.store, self.office)
        zone = self.settings.reminders.timezone
        await texts_read()
        while True:
            await self._duty.wait()
            self._duty.clear()
            try:
                await self.menus.refresh()
                await do_duties(self.store, duties, self.clock.now(), zone)
            except StorageError as error:
                _log.error("duties are put off to the next tick", error=str(error))
            self.sender.wake.set()


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            _log.error("a part failed while ending", error=type(result).__name__)
