"""What a job has at hand: the store, the bot, the office, and a voice for its outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.clock import Clock
from bot.configuration.settings import Speech
from handlers.speaking.voice import Voice
from roadmap.actions.tasks import Asker
from roadmap.errors import UserError
from roadmap.model.policy import PUBLIC_FILE_LIMIT, Office
from roadmap.ports import Store, Tx

Outcome = Callable[[Tx], Awaitable[None]]


class UnfinishedError(Exception):
    """A part of a task is done, which `outcome` stores; the rest is to be tried again, for days."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class FileTooLargeError(UserError):
    """Telegram does not give out a file so large."""

    def __init__(self) -> None:
        super().__init__("error-too-large")


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
        """The content of a file that Telegram keeps; raises FileTooLargeError where it is not given
        out for its size.

        A server of one's own in its local mode names the file's path on its disk, which is ours
        where both run on one machine.
        """
        try:
            file = await self.bot.get_file(file_id)
        except TelegramBadRequest as error:
            if "file is too big" in error.message:
                raise FileTooLargeError from error
            raise
        if (file.file_size or 0) > self.office.file_limit:
            raise FileTooLargeError
        if self.office.file_limit > PUBLIC_FILE_LIMIT:
            found = await asyncio.to_thread(_on_disk, str(file.file_path), self.bot.token)
            if found is not None:
                return found
        into = BytesIO()
        await self.bot.download_file(str(file.file_path), into)
        return into.getvalue()


def _on_disk(path: str, token: str) -> bytes | None:
    """The file at an absolute path within the folder that a server of one's own keeps for this bot,
    which is named by its token; None for any other path: no server may have us read those.
    """
    if not Path(path).is_absolute():
        return None
    whole = Path(path).resolve()
    return whole.read_bytes() if token in whole.parts and whole.is_file() else None
