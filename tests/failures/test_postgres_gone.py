"""PostgreSQL vanishes while the bot runs, and comes back."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import psutil
import pytest

from bot.database.single_instance import LEASE
from sandbox.server import Standin
from tests.failures.instances import OFFICIALS, Pair, answer, confirmed
from tests.failures.town import Town, one_each, plan_reminders, said_to, until
from tests.measuring import within


class Server:
    """The server's processes."""

    def __init__(self, server: Any) -> None:
        self._server, self._read_only = server, False

    def kill(self) -> None:
        """As a machine that loses its power."""
        self._each(psutil.Process.kill)
        psutil.wait_procs(self._all(), 5)

    def suspend(self) -> None:
        """As a machine that hangs: what was connected stays so, and gets no answer."""
        self._each(psutil.Process.suspend)

    def refuse_writes(self) -> None:
        """As a server that has become a replica."""
        self._set_read_only("on")
        self._read_only = True

    def back(self) -> None:
        """As it was: started again, woken, writing."""
        self._each(psutil.Process.resume)
        self._start()
        if self._read_only:
            self._set_read_only("off")
            self._read_only = False

    def _start(self) -> None:
        for _ in range(5):
            # On a busy machine the recovery takes longer than the package waits for it.
            with suppress(subprocess.SubprocessError, AssertionError):
                self._server.ensure_postgres_running()
                return
            time.sleep(1)

    def _set_read_only(self, value: str) -> None:
        for change in (
            f"ALTER SYSTEM SET default_transaction_read_only = {value}",
            "SELECT pg_reload_conf()",
        ):
            self._server.psql(change)

    def _each(self, act: Callable[[psutil.Process], None]) -> None:
        for process in self._all():
            with suppress(
                psutil.NoSuchProcess
            ):  # one that served a connection may have ended by itself
                act(process)

    def _all(self) -> list[psutil.Process]:
        try:
            postmaster = psutil.Process(self._server.get_pid())
            return [postmaster, *postmaster.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


@pytest.fixture
def server(postgres: Any) -> Iterator[Server]:
    """Runs again afterwards, whatever a test has done to it."""
    server = Server(postgres)
    yield server
    server.back()


@pytest.mark.parametrize(
    ("befalls", "at_least"),
    [(Server.kill, LEASE.total_seconds() + 2), (Server.suspend, 0), (Server.refuse_writes, 0)],
    ids=["killed for longer than a lease lasts", "hangs", "takes no writes"],
)
async def test_a_bot_whose_postgresql_is_gone_goes_on_where_it_was(
    pair: Pair,
    standin: Standin,
    town: Town,
    server: Server,
    befalls: Callable[[Server], None],
    at_least: float,
) -> None:
    program = pair.first
    process = program.start()
    await pair.polled()
    for number in range(OFFICIALS):
        answer(standin, town, number)
    await until(lambda: len(confirmed(standin, town)) >= 3)
    await plan_reminders(pair.url, one_each(town, datetime.now(UTC) + timedelta(seconds=2)))
    befalls(server)
    for number in range(OFFICIALS, 2 * OFFICIALS):
        answer(standin, town, number)
    await asyncio.sleep(at_least)
    await until(lambda: '"level": "error"' in program.log.read_text())  # the alarm
    assert process.poll() is None
    server.back()
    await until(lambda: len(confirmed(standin, town)) == 2 * OFFICIALS)
    await until(lambda: all(said_to(standin, chat, "осталось") for chat in town.chats))
    await pair.until_row(
        "select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))"
    )
    assert await pair.rows("select count(distinct text), count(*) from entries") == [
        (2 * OFFICIALS, 2 * OFFICIALS)
    ]
    assert {len(said_to(standin, chat)) for chat in town.chats} == {3}, (
        "two confirmations and a reminder"
    )
    assert process.poll() is None


async def test_a_stop_does_not_wait_for_a_server_that_hangs(
    pair: Pair, standin: Standin, town: Town, server: Server
) -> None:
    pair.first.start()
    await pair.polled()
    for number in range(OFFICIALS):
        answer(standin, town, number)
    await until(lambda: confirmed(standin, town))
    server.suspend()
    with within(10):
        assert await pair.first.stop() == 0
