"""The files that were asked for in chat, made by the bot's own work."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiogram import Bot

from bot.clock import Clock
from bot.jobs.context import JobContext
from bot.jobs.kinds import do_task
from roadmap.actions.tasks import asker_of, task_of
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import Desk


async def write_files(desk: Desk) -> list[Outgoing]:
    """Do what waits; what is then said, in order."""
    context = JobContext(
        desk.store,
        Bot("42:TEST"),
        desk.office,
        Standing(desk),
        f"sqlite+aiosqlite:///{desk.store.name}",
    )
    while True:
        async with desk.store.begin() as tx:
            job = await tx.jobs.claim(desk.at, desk.at + timedelta(minutes=1))
        if job is None:
            return await desk.sent()
        outcome = await do_task(context, task_of(job), asker_of(job))
        async with desk.store.begin() as tx:
            await outcome(tx)
            await tx.jobs.done(job.id)


class Standing(Clock):
    """The desk's time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def now(self) -> datetime:
        return self._desk.at
