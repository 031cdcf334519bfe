"""Two processes at once, processes that are told to end, put to sleep, or whose clock jumps."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.configuration.workdays import RussianCalendar
from bot.intake.poller import NEWCOMER_SECONDS
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.model import DueState
from roadmap.model.policy import Policy
from sandbox import people
from sandbox.faults import Fault
from sandbox.server import Standin
from storage.store import open_store
from tests.bot.running import Program
from tests.failures.moved_clock import set_clock, ticked
from tests.failures.town import (
    FIRST_OFFICIAL,
    Town,
    move_in,
    one_each,
    plan_reminders,
    populate,
    said_to,
    until,
)
from tests.measuring import within


async def _settled(program: Program, standin: Standin, officials: int) -> Town:
    town = await populate(program.database, officials)
    move_in(standin, town)
    return town


async def test_a_second_program_with_the_same_database_ends_and_names_it(
    program: Program, standin: Standin
) -> None:
    await _settled(program, standin, 1)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"])
    with within(5):
        second = await asyncio.to_thread(program.command, "run")
    assert second.returncode == 1
    assert "другой экземпляр" in second.stderr
    assert str(program.database) in second.stderr


def _another(program: Program, standin: Standin, empty_database: Path) -> Program:
    """The same bot with a database of its own, not started."""
    directory = program.directory / "other"
    directory.mkdir()
    other = Program(directory, standin.base)
    shutil.copy(empty_database, other.database)
    return other


async def test_a_second_program_with_the_same_token_ends_and_the_first_goes_on(
    program: Program, standin: Standin, empty_database: Path
) -> None:
    town = await _settled(program, standin, 1)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await asyncio.sleep(NEWCOMER_SECONDS)
    other = _another(program, standin, empty_database)
    other.start()
    await until(lambda: standin.world.ledger.calls["getme"] == 2)
    with within(4):  # the server keeps the conflict back for 3 s
        assert await other.wait() == 1
    assert "другая программа с тем же токеном" in other.log.read_text()
    people.say(standin.world, town.chats[0], "1.1 текст")
    await program.until("select 1 from entries")


@pytest.mark.parametrize("apart", [0, 2.5])
async def test_of_two_programs_with_the_same_token_started_together_one_goes_on(
    program: Program, standin: Standin, empty_database: Path, apart: float
) -> None:
    pair = [program, _another(program, standin, empty_database)]
    for one in pair:
        await populate(one.database, 1)
    standin.world.add_person(FIRST_OFFICIAL, "Пётр", state="started")
    program.start()
    await asyncio.sleep(apart)
    processes = [program.process, pair[1].start()]
    with within(6):
        await until(lambda: any(one is not None and one.poll() is not None for one in processes))
    [(ended, left)] = [
        (a, b)
        for a, b in (pair, pair[::-1])
        if a.process is not None and a.process.poll() is not None
    ]
    assert ended.process is not None
    assert ended.process.poll() == 1
    assert "другая программа с тем же токеном" in ended.log.read_text()
    await asyncio.sleep(1)
    people.say(standin.world, FIRST_OFFICIAL, "1.1 текст")
    await left.until("select 1 from entries")


async def test_sigterm_finishes_what_is_in_hand_within_ten_seconds(
    program: Program, standin: Standin
) -> None:
    town = await _settled(program, standin, 3)
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    standin.api.order(Fault("delay", "sendmessage", times=1, delay_ms=2000))
    program.start()
    await until(lambda: standin.world.ledger.calls["sendmessage"])
    with within(10):
        assert await program.stop(signal.SIGTERM) == 0
    sent = [chat for chat in town.chats if said_to(standin, chat)]
    recorded = [
        row[0] for row in program.query("select chat_id from messages where state = 'sent'")
    ]
    assert sent == recorded, "what was on its way is recorded"
    program.start()
    await program.until("select 1 where (select count(*) from messages where state = 'sent') = 3")
    assert [len(said_to(standin, chat)) for chat in town.chats] == [1, 1, 1]
    assert "possible repeat" not in program.log.read_text(), (
        "what was claimed and never sent is known to be so"
    )


async def test_a_program_put_to_sleep_goes_on_where_it_was(
    program: Program, standin: Standin
) -> None:
    town = await _settled(program, standin, 3)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) + timedelta(seconds=1)))
    os.kill(process.pid, signal.SIGSTOP)
    people.say(standin.world, town.chats[0], "1.1 текст")
    await asyncio.sleep(3)  # the sleep itself is what is tried
    os.kill(process.pid, signal.SIGCONT)
    await program.until("select 1 from entries")
    await until(lambda: [len(said_to(standin, chat)) for chat in town.chats] == [2, 1, 1])


async def _plan(program: Program, town: Town) -> None:
    """Reminders by the plan; the first official's point is closed, the second's moved by two
    months.
    """
    store = await open_store(f"sqlite+aiosqlite:///{program.database}")
    try:
        async with store.begin() as tx:
            roadmap = (await tx.roadmaps.all())[0]
            rules = Rules(Policy(), RussianCalendar(), datetime.now(UTC))
            await replan_roadmap(tx, roadmap.id, rules)
            closed, moved = town.dues[:2]
            assert moved.day is not None
            await tx.roadmaps.update_due(replace(closed, state=DueState.DONE))
            await tx.roadmaps.update_due(replace(moved, day=moved.day + timedelta(days=60)))
            await replan_roadmap(tx, roadmap.id, rules)
    finally:
        await store.close()


def _noon_of_a_working_day(at: datetime) -> datetime:
    """Noon in Moscow, on the day of `at` or the next working one."""
    noon = at.replace(hour=9, minute=0)
    while not RussianCalendar().is_working(noon.date()):
        noon += timedelta(days=1)
    return noon


async def test_a_clock_that_jumps_to_a_night_brings_what_was_missed_on_the_next_working_morning(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=3, due_in_days=10)
    move_in(standin, town)
    await _plan(program, town)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    noon = _noon_of_a_working_day(datetime.now(UTC) + timedelta(days=11))
    await set_clock(program, noon - timedelta(hours=9, minutes=30))  # half past two in the morning
    await ticked(program)
    people.say(standin.world, town.chats[2], "3.1 текст")
    await until(lambda: said_to(standin, town.chats[2]))
    assert said_to(standin, town.chats[2], "Напоминание") == []
    await set_clock(program, noon - timedelta(hours=2, minutes=55))
    await until(lambda: said_to(standin, town.chats[2], "осрочено"))
    assert len(said_to(standin, town.chats[2])) == 2, "its confirmation, then one reminder"


async def test_a_clock_that_jumps_past_many_reminders_brings_one_message_a_person(
    program: Program, standin: Standin
) -> None:
    program.env |= {
        "VEKHA_DELIVERY__PER_SECOND": "500",
        "VEKHA_DELIVERY__IN_FLIGHT": "10",
        "VEKHA_LOG__LEVEL": "INFO",
    }
    town = await populate(program.database, officials=500, due_in_days=10)
    move_in(standin, town)
    await _plan(program, town)
    [(planned,)] = program.query("select count(*) from reminders where state = 'planned'")
    assert planned > 3 * 498, "there must be something to merge"
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    # Into working hours: what was missed is made up for in them only.
    late = _noon_of_a_working_day(datetime.now(UTC) + timedelta(days=11))
    program.clock.write_text(str((late - datetime.now(UTC)).total_seconds()))
    with within(5):
        await until(lambda: standin.world.ledger.sends)
    await until(lambda: all(said_to(standin, chat) for chat in town.chats[2:]))
    program.clock.write_text("0")
    await until(lambda: program.log.read_text().count("the clock has jumped") == 2)
    people.say(standin.world, town.chats[2], "3.1 текст")
    await program.until("select 1 from entries")
    await until(lambda: len(said_to(standin, town.chats[2])) == 2)
    assert [said_to(standin, chat) for chat in town.chats[:2]] == [[], []]
    assert {len(said_to(standin, chat)) for chat in town.chats[3:]} == {1}
