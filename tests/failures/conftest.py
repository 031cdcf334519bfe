"""The program as a process that fails in every way, and a stand-in of Telegram that fails in its
own.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Standin, running_standin
from tests.bot.running import COORDINATOR, TOKEN, Program
from tests.failures.instances import OFFICIALS, Pair
from tests.failures.town import Town, move_in, populate
from tests.postgres import address_of

_numbers = itertools.count()


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    """A stand-in of Telegram whose coordinator has opened the bot."""
    async with running_standin(TOKEN) as server:
        server.world.add_person(COORDINATOR, "Анна", state="started")
        yield server


@pytest.fixture
async def program(standin: Standin, tmp_path: Path, empty_database: Path) -> AsyncIterator[Program]:
    """The program with an empty database, not started yet; its log, kept at DEBUG, must never hold
    the token.
    """
    program = Program(tmp_path, standin.base, log__level="DEBUG", reminders__tick_seconds=0.25)
    shutil.copy(empty_database, program.database)
    yield program
    program.end()
    if program.log.exists():
        assert TOKEN.split(":")[1] not in program.log.read_text(errors="replace"), (
            "the token stands in the log"
        )


@pytest.fixture
def url(postgres: Any) -> str:
    """An empty database of the current schema."""
    name = f"pair{os.getpid()}x{next(_numbers)}"
    postgres.psql(f"CREATE DATABASE {name} TEMPLATE model")
    return address_of(postgres, name)


@pytest.fixture
async def town(standin: Standin, url: str) -> Town:
    """A roadmap whose officials have opened the bot."""
    town = await populate(url, OFFICIALS)
    move_in(standin, town)
    return town


@pytest.fixture
async def pair(standin: Standin, tmp_path: Path, url: str, town: Town) -> AsyncIterator[Pair]:
    """Both, not started yet."""
    pair = Pair(standin, tmp_path, url)
    yield pair
    for program in pair.programs:
        program.end()
