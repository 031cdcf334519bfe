"""Instances of the program that share one PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import PATIENCE, Program
from tests.failures.town import Town, until

OFFICIALS = 12


class Pair:
    """Two instances and their database."""

    def __init__(self, standin: Standin, directory: Path, url: str) -> None:
        self.standin, self.url = standin, url
        self.programs = [self._program(directory / name) for name in ("first", "second")]
        self.first, self.second = self.programs

    def _program(self, directory: Path) -> Program:
        directory.mkdir()
        return Program(
            directory, self.standin.base, database__url=self.url, reminders__tick_seconds=0.25
        )

    async def start(self) -> None:
        """The first works, the second stands by."""
        self.first.start()
        await self.polled()
        self.second.start()
        await until(
            lambda: self.second.log.exists() and "standing by" in self.second.log.read_text()
        )

    async def polled(self) -> None:
        """Return with the next request for updates."""
        asked = self.standin.world.ledger.calls["getupdates"]
        await until(lambda: self.standin.world.ledger.calls["getupdates"] > asked)

    async def rows(self, sql: str) -> list[Any]:
        """What the database answers."""
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    async def until_row(self, sql: str, seconds: float = PATIENCE) -> None:
        """Return as soon as `sql` finds something; raises TimeoutError with the ends of both
        logs.
        """
        end = time.monotonic() + seconds
        while not await self.rows(sql):
            if time.monotonic() > end:
                raise TimeoutError("\n".join(one.log.read_text()[-2000:] for one in self.programs))
            await asyncio.sleep(0.1)


def answer(standin: Standin, town: Town, number: int) -> None:
    """One of the officials answers; the text ends with `number`."""
    official = number % OFFICIALS
    people.say(standin.world, town.chats[official], f"{official + 1}.1 текст {number}")


def confirmed(standin: Standin, town: Town) -> Counter[tuple[int, int]]:
    """How many times each answer, known by its chat and id, has been confirmed."""
    replies = Counter[tuple[int, int]]()
    for chat in town.chats:
        for message in standin.world.chats[chat].messages.values():
            if message["from"]["is_bot"] and "reply_to_message" in message:
                replies[chat, message["reply_to_message"]["message_id"]] += 1
    return replies
