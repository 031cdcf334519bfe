"""A disk that refuses writes while the bot runs."""

from __future__ import annotations

import resource

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import move_in, said_to, settle, until


async def test_an_error_of_the_disk_is_alarmed_and_work_goes_on_by_itself(program: Program, standin: Standin) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await settle(program.database, officials=3)
    move_in(standin, town)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    # A limit on the size of files, under which the journal cannot grow: SQLite takes any refusal but a full disk so.
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
