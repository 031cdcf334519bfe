"""What a file says is gathered by a process of its own, which finds the same database and says what
went wrong.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.configuration.workdays import RussianCalendar
from bot.files.border import Wanted
from bot.files.gathering_process import gather
from bot.files.half_year_files import gather_in_process
from roadmap.errors import StorageError, UserError
from roadmap.model.policy import Office, Policy
from storage.migrate import migrate
from storage.store import open_store
from tests.postgres import address_of
from tests.storage.town import NOON, found

ROOT = Path(__file__).parents[2]
OFFICE = Office(Policy(), RussianCalendar(()), "vekha_bot")


@pytest.fixture
async def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wanted:
    """A report of a town whose database is named as seen from its own directory."""
    monkeypatch.chdir(tmp_path)
    await migrate("sqlite+aiosqlite:///vekha.db")
    store = await open_store("sqlite+aiosqlite:///vekha.db")
    async with store.begin() as tx:
        roadmap = (await found(tx)).roadmap
    await store.close()
    return Wanted.in_office(OFFICE, roadmap, roadmap.period.halves()[0], "docx", NOON)


async def test_it_gathers_what_would_be_gathered_here(wanted: Wanted) -> None:
    wanted = replace(wanted, with_state=True)
    store = await open_store("sqlite+aiosqlite:///vekha.db")
    async with store.read() as tx:
        here = await gather(tx, wanted)
    await store.close()
    apart = await gather_in_process("sqlite+aiosqlite:///vekha.db", wanted)
    assert (apart.stem, apart.order, apart.state) == (here.stem, here.order, here.state)
    assert apart.state is not None
    assert apart.state.total == len(apart.state.order)


def _loaded_with(module: str) -> set[str]:
    """Every module that a new interpreter loads when it imports this one."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_each_module_stands_on_one_side_of_the_border() -> None:
    bot, process = _loaded_with("bot.running.program"), _loaded_with("bot.files.gathering_process")
    here = {"bot.files.half_year_files"}
    there = {"bot.files.gathering_process", "bot.files.calendar_days"}
    assert "bot.files.border" in bot & process
    assert here <= bot
    assert not there & bot
    assert there <= process
    assert not here & process
    assert not {name for name in process if name.split(".")[0] in ("aiogram", "handlers")}


async def test_the_loop_goes_on_meanwhile(wanted: Wanted) -> None:
    gathering = asyncio.create_task(gather_in_process("sqlite+aiosqlite:///vekha.db", wanted))
    beats = 0
    while not gathering.done():
        await asyncio.sleep(0.005)
        beats += 1
    assert beats > 20


async def test_what_the_person_can_mend_is_told_with_its_key(wanted: Wanted) -> None:
    with pytest.raises(UserError) as raised:
        await gather_in_process("sqlite+aiosqlite:///vekha.db", replace(wanted, form="zip"))
    assert raised.value.key == "error-no-attachments"


async def test_a_database_that_cannot_be_read_is_said_to_be_so(
    wanted: Wanted, tmp_path: Path
) -> None:
    (tmp_path / "другая.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageError):
        await gather_in_process("sqlite+aiosqlite:///другая.db", wanted)


async def test_it_reaches_postgresql_as_well(postgres: Any) -> None:
    postgres.psql(f"CREATE DATABASE apart{os.getpid()} TEMPLATE model")
    url = address_of(postgres, f"apart{os.getpid()}")
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
    await store.close()
    wanted = Wanted.in_office(OFFICE, town.roadmap, town.roadmap.period.halves()[0], "docx", NOON)
    apart = await gather_in_process(url, replace(wanted, with_state=True))
    assert apart.state is not None
    assert apart.state.order == [item.id for item in town.items]
