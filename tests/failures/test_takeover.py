"""Several instances on one PostgreSQL: one sends and polls, the others stand by."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from sandbox import people
from sandbox.faults import Fault
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import Town, move_in, one_each, plan_reminders, said_to, settle, until
from tests.postgres import address_of

OFFICIALS = 12
_numbers = itertools.count()


class Pair:
    """Two instances and their database."""

    def __init__(self, standin: Standin, directory: Path, url: str) -> None:
        self.standin, self.url = standin, url
        self.programs = [self._program(directory / name) for name in ("first", "second")]
        self.first, self.second = self.programs

    def _program(self, directory: Path) -> Program:
        directory.mkdir()
        return Program(directory, self.standin.base, database__url=self.url, reminders__tick_seconds=1)

    async def start(self) -> None:
        """The first works, the second stands by."""
        self.first.start()
        await self.polled()
        self.second.start()
        await until(lambda: self.second.log.exists() and "standing by" in self.second.log.read_text())

    async def polled(self, seconds: float = 20) -> float:
        """How many seconds pass until the next request for updates."""
        asked, begun = self.standin.world.ledger.calls["getupdates"], time.monotonic()
        await until(lambda: self.standin.world.ledger.calls["getupdates"] > asked, seconds)
        return time.monotonic() - begun

    async def rows(self, sql: str) -> list[Any]:
        """What the database answers."""
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    async def until_row(self, sql: str, seconds: float = 30) -> None:
        """Return as soon as `sql` finds something; raises TimeoutError with the ends of both logs."""
        end = time.monotonic() + seconds
        while not await self.rows(sql):
            if time.monotonic() > end:
                raise TimeoutError("\n".join(one.log.read_text()[-2000:] for one in self.programs))
            await asyncio.sleep(0.1)


@pytest.fixture
def url(postgres: Any) -> str:
    """An empty database of the current schema."""
    name = f"pair{os.getpid()}x{next(_numbers)}"
    postgres.psql(f"CREATE DATABASE {name} TEMPLATE model")
    return address_of(postgres, name)


@pytest.fixture
async def town(standin: Standin, url: str) -> Town:
    """A roadmap whose officials have opened the bot."""
    town = await settle(url, OFFICIALS)
    move_in(standin, town)
    return town


@pytest.fixture
async def pair(standin: Standin, tmp_path: Path, url: str, town: Town) -> AsyncIterator[Pair]:
    """Both, not started yet."""
    pair = Pair(standin, tmp_path, url)
    yield pair
    for program in pair.programs:
        if program.process is not None and program.process.poll() is None:
            program.process.kill()
            program.process.wait()


def _answer(standin: Standin, town: Town, number: int) -> None:
    official = number % OFFICIALS
    people.say(standin.world, town.chats[official], f"{official + 1}.1 текст {number}")


def _confirmed(standin: Standin, town: Town) -> Counter[tuple[int, int]]:
    replies = Counter[tuple[int, int]]()
    for chat in town.chats:
        for message in standin.world.chats[chat].messages.values():
            if message["from"]["is_bot"] and "reply_to_message" in message:
                replies[chat, message["reply_to_message"]["message_id"]] += 1
    return replies


async def test_after_a_kill_another_takes_over_within_fifteen_seconds_and_nothing_is_lost(
    pair: Pair, standin: Standin, town: Town
) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=14)
    await plan_reminders(pair.url, one_each(town, soon))
    await pair.start()
    for number in range(60):
        _answer(standin, town, number)
    await until(lambda: len(_confirmed(standin, town)) >= 10)
    assert pair.first.process is not None
    pair.first.process.kill()
    polling = asyncio.create_task(pair.polled())
    for number in range(60, 90):
        _answer(standin, town, number)
    assert await polling < 15
    await pair.until_row("select 1 where (select count(*) from entries) = 90")
    await until(lambda: len(_confirmed(standin, town)) == 90)
    await until(lambda: all(said_to(standin, chat, "осталось") for chat in town.chats), seconds=30)
    await pair.until_row("select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))")
    assert await pair.rows("select text from entries group by text having count(*) > 1") == []
    reminded = sum(len(said_to(standin, chat, "осталось")) for chat in town.chats)
    repeats = sum(_confirmed(standin, town).values()) - 90 + reminded - OFFICIALS
    assert repeats <= 1, "what was on its way when the first was killed, and nothing else"


async def test_an_instance_that_wakes_after_another_took_over_ends_and_repeats_nothing(
    pair: Pair, standin: Standin, town: Town
) -> None:
    await pair.start()
    standin.api.order(Fault("delay", "sendmessage", times=None, delay_ms=300))
    await plan_reminders(pair.url, one_each(town, datetime.now(UTC)))
    await until(lambda: len(standin.world.ledger.sends) >= 2)
    process = pair.first.process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    assert await pair.polled() < 15
    await until(lambda: len(standin.world.ledger.sends) >= 6)
    os.kill(process.pid, signal.SIGCONT)
    assert await pair.first.wait() == 1
    assert "другой экземпляр принял работу" in pair.first.log.read_text()
    await until(lambda: all(said_to(standin, chat) for chat in town.chats))
    await pair.until_row("select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))")
    assert sum(len(said_to(standin, chat)) for chat in town.chats) <= OFFICIALS + 1


async def test_an_instance_that_is_told_to_end_hands_over_at_once(pair: Pair, standin: Standin, town: Town) -> None:
    await pair.start()
    assert await pair.first.stop() == 0
    assert await pair.polled() < 5
    _answer(standin, town, 1)
    await pair.until_row("select 1 from entries")
