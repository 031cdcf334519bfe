"""An old backup takes the database's place: what fell due before is not sent again unless a
coordinator says so.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, Program
from tests.failures.instances import Pair, answer
from tests.failures.town import (
    Town,
    move_in,
    one_each,
    plan_reminders,
    populate,
    put_in_outbox_as_reminders,
    said_to,
    until,
)
from tests.measuring import within
from tests.postgres import path_with_programs


async def _restored(program: Program, standin: Standin) -> Town:
    """Three reminders due and three in the outbox when the backup was made, all sent since; then it
    was restored.
    """
    town = await populate(program.database, officials=6)
    move_in(standin, town)
    due = one_each(town, datetime.now(UTC) - timedelta(minutes=5))
    await plan_reminders(program.database, due[:3])
    await put_in_outbox_as_reminders(program.database, due[3:])
    backup = program.directory / "old.backup"
    assert (await asyncio.to_thread(program.command, "backup", str(backup))).returncode == 0
    program.start()
    await until(lambda: all(said_to(standin, chat) for chat in town.chats))
    await program.stop()
    restored = await asyncio.to_thread(program.command, "restore", str(backup))
    assert restored.returncode == 0
    assert "ждут решения координатора" in restored.stdout
    program.start()
    await until(lambda: said_to(standin, COORDINATOR, "восстановлена из резервной копии"))
    return town


def _press(standin: Standin, label: str) -> None:
    messages = standin.world.chats[COORDINATOR].messages.values()
    asked = next(
        one for one in messages if "восстановлена из резервной копии" in one.get("text", "")
    )
    people.press(standin.world, COORDINATOR, asked["message_id"], label=label)


@pytest.mark.parametrize(("label", "copies"), [("Отправить", 2), ("Не отправлять", 1)])
async def test_what_fell_due_before_a_restore_waits_for_the_coordinators_word(
    program: Program, standin: Standin, label: str, copies: int
) -> None:
    town = await _restored(program, standin)
    assert [len(said_to(standin, chat)) for chat in town.chats] == [1] * 6
    assert program.query("select count(*) from reminders where state = 'held'") == [(6,)]
    await program.stop()
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    _press(standin, label)
    await program.until(
        "select 1 where not exists (select 1 from reminders where state in ('held', 'planned'))"
    )
    await until(lambda: [len(said_to(standin, chat)) for chat in town.chats] == [copies] * 6)
    assert len(said_to(standin, COORDINATOR, "восстановлена из резервной копии")) <= 1, (
        "asked once, restart or not"
    )


async def _refused_while_running(program: Program) -> None:
    backup = program.directory / "now.backup"
    assert (await asyncio.to_thread(program.command, "backup", str(backup))).returncode == 0
    with within(10):
        refused = await asyncio.to_thread(program.command, "restore", str(backup))
    assert refused.returncode == 1
    assert "уже работает другой экземпляр" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert program.process is not None
    assert program.process.poll() is None


async def test_nothing_is_restored_under_a_running_bot(program: Program, standin: Standin) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    await populate(program.database, officials=1)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await _refused_while_running(program)


async def test_nothing_is_restored_under_a_running_bot_on_postgresql(
    pair: Pair, standin: Standin, town: Town
) -> None:
    program = pair.first
    program.env["PATH"] = path_with_programs()
    program.start()
    await pair.polled()
    await _refused_while_running(program)
    answer(standin, town, 0)
    await pair.until_row("select 1 from entries")
    await program.stop()
    backup = program.directory / "now.backup"
    restored = await asyncio.to_thread(program.command, "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert await pair.rows("select count(*) from entries") == [(0,)], (
        "what was stored after the copy is gone"
    )
    assert await pair.rows("select 1 from leases") == [], (
        "nobody waits for whoever worked when the copy was made"
    )
