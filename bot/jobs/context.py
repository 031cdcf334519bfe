"""What a job has at hand: the store, the bot, the office, and a voice for its outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from aiogram import Bot

from bot.clock import Clock
from bot.configuration.settings import Speech
from handlers.speaking.voice import Voice
from roadmap.actions.tasks import Asker
from roadmap.model.policy import Office
from roadmap.ports import Store, Tx


@dataclass(frozen=True, slots=True)
class JobContext:
    """What every job needs; `database_url` is the address of `store`, for readers apart from it;
    `speech` names the program that writes down voices.
    """

    store: Store
    bot: Bot
    office: Office
    clock: Clock
    database_url: str = ""
    speech: Speech = field(default_factory=Speech)

    def today(self) -> date:
        """The day in the office's zone."""
        return self.office.policy.day_of(self.clock.now())

    async def voice(self, tx: Tx, asker: Asker) -> Voice:
        """Speaks to `asker` where they asked; raises NotFound where they were erased since."""
        person = await tx.people.get(asker.person_id)
        thread = asker.thread_id or None
        return Voice(tx, self.clock.now(), self.office, asker.chat_id, thread, person=person)

    async def download(self, file_id: str) -> bytes:
        """The content of a file that Telegram keeps [at most 20 MB, Bot API]."""
        into = BytesIO()
        await self.bot.download(file_id, into)
        return into.getvalue()
