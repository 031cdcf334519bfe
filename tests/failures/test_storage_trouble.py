"""The database is locked, the disk full or read-only, the file damaged or too new."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import move_in, one_each, plan_reminders, populate, said_to, until

SIZE = 4 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB by itself."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", disk], check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=False)


def _move(program: Program, disk: Path) -> None:
    program.database = Path(shutil.move(program.database, disk / "vekha.db"))
    program.env["VEKHA_DATABASE__URL"] = f"sqlite+aiosqlite:///{program.database}"


def _alarm(program: Program, reason: str) -> bool:
    lines = program.log.read_text().splitlines()
    return any(reason in line and '"level": "error"' in line for line in lines)


def _fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"0" * 4096) == 4096:
            continue


async def test_a_full_disk_loses_nothing_and_work_goes_on_by_itself(
    program: Program, standin: Standin, small_disk: Path
) -> None:
    town = await populate(program.database, officials=3)
    move_in(standin, town)
    _move(program, small_disk)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    filler = small_disk / "filler"
    _fill(filler)
    for number in range(3):
        people.say(standin.world, town.chats[number], f"{number + 1}.1 {'текст ' * 600}")
    await until(lambda: _alarm(program, "на диске нет места"))
    assert len(standin.world.updates.pending) == 3, "the offset stands still"
    filler.unlink()
    await program.until("select 1 where (select count(*) from entries) = 3")
    await until(lambda: all(len(said_to(standin, chat)) == 1 for chat in town.chats))
    assert process.poll() is None


async def test_a_database_locked_by_another_program_is_waited_for(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=3)
    move_in(standin, town)
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) + timedelta(seconds=4)))
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    with closing(sqlite3.connect(program.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        people.say(standin.world, town.chats[0], "1.1 текст")
        await until(lambda: _alarm(program, "занята другой программой"))
        assert standin.world.updates.pending, "the offset stands still"
        other.execute("ROLLBACK")
    await program.until("select 1 from entries")
    await until(lambda: [len(said_to(standin, chat)) for chat in town.chats] == [2, 1, 1])


async def test_a_read_only_disk_is_refused_with_one_line(
    program: Program, small_disk: Path
) -> None:
    await populate(program.database, officials=1)
    _move(program, small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    refused = await asyncio.to_thread(program.command, "run")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert re.search("только для чтения|Read-only", refused.stderr)


def _not_a_database(file: Path) -> None:
    file.write_bytes(b"no database " * 4096)


def _damaged_within(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(8 * 4096)
        opened.write(os.urandom(20 * 4096))


def _cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _of_a_newer_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("update alembic_version set version_num = '9999'")


@pytest.mark.parametrize(
    ("befalls", "said"),
    [
        (_not_a_database, "повреждена"),
        (_damaged_within, "повреждена"),
        (_cut_short, "повреждена"),
        (_of_a_newer_program, "более новой версией"),
    ],
    ids=["not a database", "damaged within", "cut short", "of a newer program"],
)
async def test_a_file_that_cannot_be_used_is_refused_by_its_name_and_that_of_the_newest_backup(
    program: Program, befalls: object, said: str
) -> None:
    await populate(program.database, officials=20)
    backups = program.directory / "backups"
    backups.mkdir()
    for day in ("2026-11-01", "2026-11-03", "2026-11-02"):
        (backups / f"vekha-{day}.backup").touch()
    with closing(sqlite3.connect(program.database)) as opened:
        opened.execute("pragma wal_checkpoint(truncate)")
    assert callable(befalls)
    befalls(program.database)
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    refused = await asyncio.to_thread(program.command, "run")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert said in refused.stderr
    assert str(program.database) in refused.stderr
    assert str(backups / "vekha-2026-11-03.backup") in refused.stderr
