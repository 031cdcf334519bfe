"""The webhook: no start without a secret, nothing taken in without it, stored before it is
answered, killed often.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing

import aiohttp
import pytest

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import Program, free_address
from tests.failures.instances import OFFICIALS, Pair, answer, confirmed
from tests.failures.killing import kill_while_answers_arrive
from tests.failures.town import Town, move_in, populate, until
from tests.measuring import within

SECRET = "verba-42"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def address(program: Program) -> str:
    """Where the program is to listen."""
    return _by_webhook(program)


def _by_webhook(program: Program) -> str:
    """Let `program` get its updates by a webhook; its address."""
    place = free_address()
    program.env |= {
        "VEKHA_TELEGRAM__MODE": "webhook",
        "VEKHA_TELEGRAM__WEBHOOK__SECRET": SECRET,
        "VEKHA_TELEGRAM__WEBHOOK__URL": f"http://{place}",
        "VEKHA_TELEGRAM__WEBHOOK__LISTEN": place,
    }
    return f"http://{place}/telegram"


async def test_a_webhook_without_a_secret_does_not_start(program: Program, address: str) -> None:
    program.env["VEKHA_TELEGRAM__WEBHOOK__SECRET"] = ""
    refused = await asyncio.to_thread(program.command, "run")
    assert refused.returncode == 2
    assert "telegram.webhook.secret" in refused.stderr


async def test_an_update_without_the_secret_is_refused_and_one_that_cannot_be_stored_is_not_confirmed(
    program: Program, standin: Standin, address: str
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    program.start()
    await until(lambda: standin.world.updates.webhook_set)
    update = json.dumps({"update_id": 900, "message": {}})
    async with aiohttp.ClientSession() as session:
        for secret, status in (("", 401), ("wrong", 401), (SECRET, 200)):
            async with session.post(address, data=update, headers={HEADER: secret}) as answer:
                assert answer.status == status
        assert await _status_for_bytes(address, b"\xff\xfe") == 401
        assert program.query("select update_id from inbox") == [(900,)]
        with closing(sqlite3.connect(program.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            people.say(standin.world, town.chats[0], "1.1 текст")
            async with session.post(
                address, data=update.replace("900", "901"), headers={HEADER: SECRET}
            ) as answer:
                assert answer.status == 503
            other.execute("ROLLBACK")
        await program.until("select 1 from entries")
        [(raw,)] = program.query("select raw from inbox where raw like '%1.1%'")
        async with session.post(address, data=raw, headers={HEADER: SECRET}) as again:
            assert again.status == 200
    people.say(standin.world, town.chats[0], "1.1 дальше")
    await program.until("select 1 from entries where text = 'дальше'")
    assert program.query("select count(*) from entries") == [(2,)], (
        "what is brought twice is handled once"
    )


async def _status_for_bytes(address: str, secret: bytes) -> int:
    """The status that a secret of any bytes gets; libraries send only text."""
    place, _, path = address.removeprefix("http://").partition("/")
    host, _, port = place.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /%s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n%s: %s\r\n\r\n{}"
                 % (path.encode(), HEADER.encode(), secret))  # fmt: skip
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


async def test_kills_lose_nothing_that_a_webhook_brought(
    program: Program, standin: Standin, address: str
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=20)
    move_in(standin, town)
    found = await kill_while_answers_arrive(
        standin, program, town, kills=15, answers=90, begins="setwebhook"
    )
    assert (found.lost, found.stored_twice, found.confirmed) == (0, 0, 90)
    assert max(found.repeats) <= 1


async def test_after_a_kill_another_instance_has_the_updates_brought_to_itself(
    pair: Pair, standin: Standin, town: Town
) -> None:
    addresses = [_by_webhook(program) for program in pair.programs]
    pair.first.start()
    await until(lambda: standin.api.webhook.url == addresses[0])
    pair.second.start()
    for number in range(OFFICIALS):
        answer(standin, town, number)
    await until(lambda: len(confirmed(standin, town)) >= OFFICIALS // 2)
    await until(lambda: "standing by" in pair.second.log.read_text())
    assert pair.first.process is not None
    pair.first.process.kill()
    with within(15):
        for number in range(OFFICIALS, 2 * OFFICIALS):
            answer(standin, town, number)
        await until(lambda: standin.api.webhook.url == addresses[1])
    await until(lambda: len(confirmed(standin, town)) == 2 * OFFICIALS)
    assert await pair.rows("select count(distinct text), count(*) from entries") == [
        (2 * OFFICIALS, 2 * OFFICIALS)
    ]
    assert sum(confirmed(standin, town).values()) <= 2 * OFFICIALS + 1, (
        "one kill may repeat one message"
    )
