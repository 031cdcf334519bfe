"""The webhook: no start without a secret, nothing taken in without it, stored before it is answered, killed often."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import aiohttp
import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.killing import kill_while_answers_arrive
from tests.failures.nursery import Nursery
from tests.failures.town import move_in, settle, until

SECRET = "verba-42"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def address(program: Program) -> str:
    """Where the program is to listen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program.env |= {
        "VEKHA_TELEGRAM__MODE": "webhook",
        "VEKHA_TELEGRAM__WEBHOOK__SECRET": SECRET,
        "VEKHA_TELEGRAM__WEBHOOK__URL": f"http://127.0.0.1:{port}",
        "VEKHA_TELEGRAM__WEBHOOK__LISTEN": f"127.0.0.1:{port}",
    }
    return f"http://127.0.0.1:{port}/telegram"


async def test_a_webhook_without_a_secret_does_not_start(program: Program, address: str) -> None:
    program.env["VEKHA_TELEGRAM__WEBHOOK__SECRET"] = ""
    refused = await asyncio.to_thread(program.command, "run")
    assert refused.returncode == 2
    assert "telegram.webhook.secret" in refused.stderr


async def test_an_update_without_the_secret_is_refused_and_one_that_cannot_be_stored_is_not_confirmed(
    program: Program, standin: Standin, address: str
) -> None:
    town = await settle(program.database, officials=1)
    move_in(standin, town)
    program.start()
    await until(lambda: standin.world.updates.webhook_set)
    update = json.dumps({"update_id": 900, "message": {}})
    async with aiohttp.ClientSession() as session:
        for secret, status in (("", 401), ("wrong", 401), (SECRET, 200)):
            async with session.post(address, data=update, headers={HEADER: secret}) as answer:
                assert answer.status == status
        assert program.query("select update_id from inbox") == [(900,)]
        with closing(sqlite3.connect(program.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            people.say(standin.world, town.chats[0], "1.1 текст")
            async with session.post(address, data=update.replace("900", "901"), headers={HEADER: SECRET}) as answer:
                assert answer.status == 503
            other.execute("ROLLBACK")
    await program.until("select 1 from entries")


async def test_kills_lose_nothing_that_a_webhook_brought(
    program: Program, standin: Standin, nursery_of_webhook: Nursery
) -> None:
    town = await settle(program.database, officials=20)
    move_in(standin, town)
    found = await kill_while_answers_arrive(
        standin, program, nursery_of_webhook, town, kills=15, answers=90, begins="setwebhook"
    )
    assert (found.lost, found.stored_twice, found.confirmed) == (0, 0, 90)
    assert max(found.repeats) <= 1


@pytest.fixture
async def nursery_of_webhook(program: Program, address: str) -> AsyncIterator[Nursery]:
    """Starts the program often, each time with the webhook."""
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    nursery = Nursery(program)
    try:
        await nursery.ready()
        yield nursery
    finally:
        nursery.close()
