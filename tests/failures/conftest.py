"""The program as a process that fails in every way, and a stand-in of Telegram that fails in its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.server import Standin, running_standin
from tests.bot.running import COORDINATOR, TOKEN, Program
from tests.failures.nursery import Nursery
from tests.failures.town import new_database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the empty database is kept once it has been made."""
    return tmp_path_factory.mktemp("schema") / "template.db"


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    """A stand-in of Telegram whose coordinator has opened the bot."""
    async with running_standin(TOKEN) as server:
        server.world.add_person(COORDINATOR, "Анна", state="started")
        yield server


@pytest.fixture
async def program(standin: Standin, tmp_path: Path, template: Path) -> AsyncIterator[Program]:
    """The program with an empty database, not started yet; its log, kept at DEBUG, must never hold the token."""
    program = Program(tmp_path, standin.base, log__level="DEBUG", reminders__tick_seconds=1)
    await new_database(program.database, template)
    yield program
    if program.process is not None and program.process.poll() is None:
        program.process.kill()
        program.process.wait()
    if program.log.exists():
        assert TOKEN.split(":")[1] not in program.log.read_text(errors="replace"), "the token stands in the log"


@pytest.fixture
async def nursery(program: Program) -> AsyncIterator[Nursery]:
    """Starts the program often and quickly."""
    nursery = Nursery(program)
    try:
        await nursery.ready()
        yield nursery
    finally:
        nursery.close()
