"""A machine without a connection for days: what has become untrue in the outbox is composed
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.configuration.workdays import RussianCalendar
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.model import Due, DueState
from roadmap.model.policy import Policy
from sandbox.faults import Fault
from sandbox.server import Standin
from storage.store import open_store
from tests.bot.running import Program
from tests.failures.town import Town, move_in, populate, said_to, until

OFFICIALS = 80
POLICY = Policy(days_before=(7, 6, 5), timezone=ZoneInfo("UTC"), working_days_only=False)


async def _plan(program: Program, at: datetime) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{program.database}")
    try:
        async with store.begin() as tx:
            [roadmap] = await tx.roadmaps.all()
            await replan_roadmap(tx, roadmap.id, Rules(POLICY, RussianCalendar(), at))
    finally:
        await store.close()


async def _change(program: Program, dues: Sequence[Due]) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{program.database}")
    try:
        async with store.begin() as tx:
            for due in dues:
                await tx.roadmaps.update_due(due)
    finally:
        await store.close()


def _at(program: Program, instant: datetime) -> None:
    program.clock.write_text(str((instant - datetime.now(UTC)).total_seconds()))


async def _cut_off_with_reminders_in_the_outbox(
    program: Program, standin: Standin, noon: datetime
) -> Town:
    program.env |= {
        "VEKHA_REMINDERS__DAYS_BEFORE": "7, 6, 5", "VEKHA_REMINDERS__TIMEZONE": "UTC",
        "VEKHA_REMINDERS__WORKING_DAYS_ONLY": "false", "VEKHA_DELIVERY__PER_SECOND": "500",
        "VEKHA_DELIVERY__IN_FLIGHT": "3",
    }  # fmt: skip
    town = await populate(program.database, OFFICIALS, due_in_days=7)
    move_in(standin, town)
    await _plan(program, noon - timedelta(hours=6))
    _at(program, noon)
    standin.api.order(Fault("drop_before", "sendmessage", times=None))
    program.start()
    await until(lambda: standin.world.ledger.calls["getme"])
    standin.api.order(Fault("drop_before", "*", times=None))
    await program.until("select 1 from messages where urgency = 1 and attempts > 0")
    composed = "select count(*) as n from messages where text like '%осталось 7 дней%'"
    await program.until(f"select 1 from ({composed}) where n >= 60")
    return town


async def test_after_two_days_without_a_connection_each_gets_one_message_that_is_true(
    program: Program, standin: Standin
) -> None:
    noon = datetime.now(UTC).replace(hour=12, minute=0)
    town = await _cut_off_with_reminders_in_the_outbox(program, standin, noon)
    closed, moved = town.dues[:2]
    assert moved.day is not None
    later = moved.day + timedelta(days=60)
    await _change(program, [replace(closed, state=DueState.DONE), replace(moved, day=later)])
    _at(program, noon + timedelta(days=2))
    await program.until(
        "select 1 from messages where text like '%осталось 5 дней%' and attempts > 0"
    )
    standin.api.faults.orders.clear()
    await until(lambda: all(said_to(standin, chat) for chat in town.chats[2:]))
    waiting = "select 1 from messages where state in ('planned', 'claimed', 'unknown')"
    await program.until(f"select 1 where not exists ({waiting})")
    assert [said_to(standin, chat) for chat in town.chats[:2]] == [[], []], (
        "one is closed, the other was moved"
    )
    for chat in town.chats[2:]:
        [told] = said_to(standin, chat)
        assert "осталось 5 дней" in told
    queued = program.query("select count(*) from reminders where state = 'queued'")
    assert queued == [(3 * (OFFICIALS - 2),)], "nobody is reminded of the days before once more"


async def test_a_connection_that_comes_back_the_same_day_brings_the_reminders_as_they_were(
    program: Program, standin: Standin
) -> None:
    noon = datetime.now(UTC).replace(hour=12, minute=0)
    town = await _cut_off_with_reminders_in_the_outbox(program, standin, noon)
    _at(program, noon + timedelta(hours=4))
    await until(lambda: "has jumped" in program.log.read_text())
    standin.api.faults.orders.clear()
    await until(lambda: all(said_to(standin, chat) for chat in town.chats))
    assert {len(said_to(standin, chat, "осталось 7 дней")) for chat in town.chats} == {1}
