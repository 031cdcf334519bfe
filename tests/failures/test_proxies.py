"""Telegram behind a proxy, SOCKS5 or HTTP, which fails in its own ways."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import TOKEN, Program
from tests.failures.proxies import PASSWORD, Proxy
from tests.failures.town import move_in, one_each, plan_reminders, populate, said_to, until

#: Known to nobody but the proxy.
HOST = "telegram.invalid"


@pytest.fixture(params=["socks5", "http"])
async def proxy(
    request: pytest.FixtureRequest, standin: Standin, program: Program
) -> AsyncIterator[Proxy]:
    """The only way from the program to the stand-in."""
    port = int(standin.base.rpartition(":")[2])
    proxy = Proxy(str(request.param), port)
    await proxy.start()
    program.env["VEKHA_TELEGRAM__PROXY"] = proxy.url()
    program.env["VEKHA_TELEGRAM__API_BASE"] = f"http://{HOST}:{port}/"
    yield proxy
    await proxy.stop()


async def test_everything_goes_through_the_proxy_which_alone_resolves_names(
    program: Program, standin: Standin, proxy: Proxy
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    people.say(standin.world, town.chats[0], "1.1 текст")
    await until(lambda: said_to(standin, town.chats[0]))
    assert set(proxy.asked) == {HOST}
    checked = await asyncio.to_thread(program.command, "check")
    assert checked.returncode == 0, checked.stdout
    program.env["VEKHA_TELEGRAM__PROXY"] = proxy.url("another")
    checked = await asyncio.to_thread(program.command, "check")
    assert checked.returncode == 1
    assert "сервер не отвечает" in checked.stdout
    assert "Traceback" not in checked.stderr
    log = program.log.read_text()
    assert PASSWORD not in log
    assert TOKEN.split(":")[1] not in checked.stdout + checked.stderr


@pytest.mark.parametrize("trouble", ["is gone", "refuses", "hangs up"])
async def test_what_a_failing_proxy_holds_up_arrives_once_it_works_again(
    program: Program, standin: Standin, proxy: Proxy, trouble: str
) -> None:
    town = await populate(program.database, officials=3)
    move_in(standin, town)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    if trouble == "is gone":
        await proxy.stop()
    else:
        proxy.mood = trouble
        proxy.cut()
    await plan_reminders(program.database, one_each(town, datetime.now(UTC)))
    people.say(standin.world, town.chats[0], "1.1 текст")
    await program.until("select 1 from messages where attempts >= 2")
    assert (
        program.query("select state, reason from messages where state in ('failed', 'unknown')")
        == []
    )
    if trouble == "is gone":
        await proxy.start()
    proxy.mood = "open"
    await until(lambda: [len(said_to(standin, chat)) for chat in town.chats] == [2, 1, 1])
    assert process.poll() is None


@pytest.mark.parametrize(
    ("proxy", "trouble"),
    [("socks5", "is silent"), ("http", "is silent"), ("http", "trickles")],
    indirect=["proxy"],
)
async def test_a_proxy_that_keeps_the_bot_waiting_is_given_up_in_time_and_nothing_is_lost(
    program: Program, standin: Standin, proxy: Proxy, trouble: str
) -> None:
    program.env["VEKHA_TELEGRAM__TIMEOUT_SECONDS"] = "1"
    town = await populate(program.database, officials=3)
    move_in(standin, town)
    process = program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    proxy.mood = trouble
    await plan_reminders(program.database, one_each(town, datetime.now(UTC)))
    people.say(standin.world, town.chats[0], "1.1 текст")
    # All are tried, so nobody waits behind somebody else for ever; some twice.
    await program.until("select 1 where (select count(*) from messages where attempts >= 1) = 3")
    await program.until("select 1 from messages where attempts >= 2")
    assert program.query("select state, reason from messages where state = 'failed'") == []
    proxy.mood = "open"
    await until(lambda: all(said_to(standin, chat, "Отчёт") for chat in town.chats))
    await until(lambda: len(said_to(standin, town.chats[0])) >= 2)
    assert process.poll() is None
