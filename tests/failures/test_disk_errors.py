"""A disk that refuses writes while the bot runs."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import FIRST_OFFICIAL, move_in, populate, said_to, until
from tests.measuring import within


async def test_an_error_of_the_disk_is_alarmed_and_work_goes_on_by_itself(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=3)
    move_in(standin, town)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    # A limit on the size of files, under which the journal cannot grow: SQLite takes any refusal
    # but a full disk so.
    small = program.log.stat().st_size + 60_000
    _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (small, hard))
    for number in range(3):
        people.say(standin.world, town.chats[number], f"{number + 1}.1 {'текст ' * 600}")
    await until(lambda: "ошибка диска" in program.log.read_text())
    assert len(standin.world.updates.pending) == 3, "the offset stands still"
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    await program.until("select 1 where (select count(*) from entries) = 3")
    await until(lambda: all(len(said_to(standin, chat)) == 1 for chat in town.chats))
    assert process.poll() is None


SIZE = 16 * 1024 * 1024


class Disk:
    """A file system of its own in an image, which takes itself for read-only after an error."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image, self.place = image, place

    def make(self) -> bool:
        """Whether that is possible here."""
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE)
        return self._done("mkfs.ext4", "-q", "-m", "0", self.image) and self.mount()

    def mount(self) -> bool:
        return self._done("mount", "-o", "loop,errors=remount-ro", self.image, self.place)

    def protect(self, sign: str) -> None:
        """«+» forbids any change of the database's file and its log, «-» allows it again."""
        files = [one for one in self.place.iterdir() if one.name.endswith((".db", ".db-wal"))]
        subprocess.run(["chattr", f"{sign}i", *files], check=True)

    def abort(self) -> None:
        """As the kernel does on an error of the medium: from now on nothing is written, until it is
        mounted anew.
        """
        subprocess.run(["mount", "-o", "remount,abort", self.place], check=True)

    def unmount(self) -> None:
        subprocess.run(["umount", self.place], check=True)

    def give_up(self) -> None:
        """Away with it, whoever still uses it."""
        self._done("umount", "-l", self.place)

    def _done(self, *order: str | Path) -> bool:
        return (
            shutil.which(order[0]) is not None and not subprocess.run(order, check=False).returncode
        )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """With the means of an administrator on Linux."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = Disk(tmp_path / "image", tmp_path / "disk")
    if not disk.make():
        pytest.skip("an image cannot be mounted as a disk here")
    yield disk
    disk.give_up()


async def _pending(program: Program, standin: Standin, text: str, alarms: int) -> None:
    """The first official's answer comes, is not stored, and an alarm says why."""
    people.say(standin.world, FIRST_OFFICIAL, f"1.1 {text}")
    await until(lambda: program.log.read_text().count("ошибка диска") > alarms)
    assert len(standin.world.updates.pending) == 1, "the offset stands still"
    assert program.process is not None
    assert program.process.poll() is None


async def test_a_disk_that_becomes_read_only_while_the_bot_runs_loses_nothing(
    program: Program, standin: Standin, disk: Disk
) -> None:
    move_in(standin, await populate(program.database, officials=1))
    program.database = Path(shutil.move(program.database, disk.place / "vekha.db"))
    program.env |= {
        "VEKHA_DATABASE__URL": f"sqlite+aiosqlite:///{program.database}",
        "VEKHA_LOG__LEVEL": "INFO",
    }
    program.start()
    people.say(standin.world, FIRST_OFFICIAL, "1.1 сначала")
    await program.until("select 1 from entries")
    disk.protect("+")
    await _pending(program, standin, "потом", alarms=0)
    disk.protect("-")
    await program.until("select 1 from entries where text = 'потом'")
    await program.until("select 1 where not exists (select 1 from messages where state <> 'sent')")
    disk.abort()
    await _pending(
        program, standin, "в конце", alarms=program.log.read_text().count("ошибка диска")
    )
    with within(10):
        assert await program.stop() == 0
    disk.unmount()
    assert disk.mount()
    program.start()
    await program.until("select 1 from entries where text = 'в конце'")
    await program.until("select 1 where not exists (select 1 from messages where state <> 'sent')")
    assert program.query("select text from entries order by id") == [
        ("сначала",),
        ("потом",),
        ("в конце",),
    ]
    assert len(said_to(standin, FIRST_OFFICIAL)) == 3, "each is confirmed once"
