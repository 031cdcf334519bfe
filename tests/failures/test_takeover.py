"""Several instances on one PostgreSQL: one sends and polls, the others stand by."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession

from sandbox.faults import Fault
from sandbox.server import Standin
from tests.bot.running import free_address
from tests.failures.instances import OFFICIALS, Pair, answer, confirmed
from tests.failures.town import Town, one_each, plan_reminders, said_to, until
from tests.measuring import within


async def test_after_a_kill_another_takes_over_within_fifteen_seconds_and_nothing_is_lost(
    pair: Pair, standin: Standin, town: Town
) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=14)
    await plan_reminders(pair.url, one_each(town, soon))
    await pair.start()
    for number in range(60):
        answer(standin, town, number)
    await until(lambda: len(confirmed(standin, town)) >= 10)
    assert pair.first.process is not None
    pair.first.process.kill()
    with within(15):
        polling = asyncio.create_task(pair.polled())
        for number in range(60, 90):
            answer(standin, town, number)
        await polling
    await pair.until_row("select 1 where (select count(*) from entries) = 90")
    await until(lambda: len(confirmed(standin, town)) == 90)
    await until(lambda: all(said_to(standin, chat, "осталось") for chat in town.chats))
    await pair.until_row(
        "select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))"
    )
    assert await pair.rows("select text from entries group by text having count(*) > 1") == []
    reminded = sum(len(said_to(standin, chat, "осталось")) for chat in town.chats)
    repeats = sum(confirmed(standin, town).values()) - 90 + reminded - OFFICIALS
    assert repeats <= 1, "what was on its way when the first was killed, and nothing else"


async def test_an_instance_that_wakes_after_another_took_over_ends_and_repeats_nothing(
    pair: Pair, standin: Standin, town: Town
) -> None:
    await pair.start()
    standin.api.order(Fault("delay", "sendmessage", times=None, delay_ms=300))
    await plan_reminders(pair.url, one_each(town, datetime.now(UTC)))
    await until(lambda: len(standin.world.ledger.sends) >= 2)
    process = pair.first.process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    with within(15):
        await pair.polled()
    await until(lambda: len(standin.world.ledger.sends) >= 6)
    os.kill(process.pid, signal.SIGCONT)
    assert await pair.first.wait() == 1
    assert "другой экземпляр принял работу" in pair.first.log.read_text()
    await until(lambda: all(said_to(standin, chat) for chat in town.chats))
    await pair.until_row(
        "select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))"
    )
    assert sum(len(said_to(standin, chat)) for chat in town.chats) <= OFFICIALS + 1


async def _role(address: str) -> tuple[int, str, str]:
    """The state and role that /healthz tells, and what the figures say of the role."""
    async with ClientSession() as session:
        async with session.get(f"http://{address}/healthz") as answer:
            status, health = answer.status, await answer.json()
        async with session.get(f"http://{address}/metrics") as answer:
            [active] = [
                line
                for line in (await answer.text()).splitlines()
                if line.startswith("vekha_active")
            ]
    return status, health["role"], active


async def test_an_instance_that_is_told_to_end_hands_over_at_once_and_each_says_which_one_works(
    pair: Pair, standin: Standin, town: Town
) -> None:
    addresses = [free_address(), free_address()]
    for program, address in zip(pair.programs, addresses, strict=True):
        program.env["VEKHA_METRICS__LISTEN"] = address
    await pair.start()
    assert await _role(addresses[0]) == (200, "active", "vekha_active 1.0")
    assert await _role(addresses[1]) == (200, "standby", "vekha_active 0.0")
    assert await pair.first.stop() == 0
    with within(5):
        await pair.polled()
    assert await _role(addresses[1]) == (200, "active", "vekha_active 1.0")
    answer(standin, town, 1)
    await pair.until_row("select 1 from entries")
