"""What several tests of the program need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.server import Standin, running_standin
from tests.bot.running import COORDINATOR, TOKEN, Program


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    """A stand-in of Telegram whose coordinator has opened the bot."""
    async with running_standin(TOKEN) as server:
        async with server.client() as client:
            await client.add_user(COORDINATOR, "Анна")
        yield server


@pytest.fixture
async def program(standin: Standin, tmp_path: Path, own_database: str) -> AsyncIterator[Program]:
    """The program with an empty database, not started yet."""
    program = Program(tmp_path, standin.base)
    yield program
    program.end()
