"""Nothing is lost and nothing doubled, whatever happens to the process."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.configuration.workdays import RussianCalendar
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, PATIENCE, ROOT, Program
from tests.failures.moved_clock import ticked
from tests.failures.town import until

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"
OFFICIAL = 202
MOSCOW = ZoneInfo("Europe/Moscow")
#: The whole run that the figures are taken from: TEST_KILLS=100.
KILLS = int(os.environ.get("TEST_KILLS", "6"))
ANSWERS = KILLS * 3


async def _office(program: Program, standin: Standin) -> None:
    """A roadmap, and an official who has joined and answers for all of it."""
    invited = await asyncio.to_thread(
        program.command, "invite", "--role", "official", "--name", "Иванова Анна"
    )
    await asyncio.to_thread(
        program.command, "invite", "--role", "coordinator", "--name", "Ким Ольга"
    )
    await asyncio.to_thread(program.command, "import", str(SAMPLE))
    (program.directory / "p.csv").write_text("ФИО;пункты\nИванова Анна;все\n", encoding="utf8")
    await asyncio.to_thread(program.command, "people", "p.csv")
    program.env["VEKHA_DELIVERY__PER_SECOND"] = program.env[
        "VEKHA_DELIVERY__PER_CHAT_PER_SECOND"
    ] = "1000"
    program.start()
    async with standin.client() as client:
        official = await client.add_user(OFFICIAL, "Анна")
        await official.send(invited.stdout.strip())
        await program.until("select 1 from people where telegram_id = ?", OFFICIAL)
        await program.until("select 1 from messages where chat_id = ? and state = 'sent'", OFFICIAL)


@pytest.mark.timeout(1800)
async def test_answers_survive_kills_at_any_moment(program: Program, standin: Standin) -> None:
    await _office(program, standin)
    chance = random.Random(7)
    async with standin.client() as client:
        official = client.user(OFFICIAL)
        sent = 0
        for _ in range(KILLS):
            for _ in range(ANSWERS // KILLS):
                await official.send(f"п. 1 проведено занятие номер {sent}")
                sent += 1
            await asyncio.sleep(chance.random())
            assert program.process is not None
            program.process.kill()
            await program.wait()
            program.start()
        await program.until("select 1 where (select count(*) from entries) >= ?", sent)
        await program.until(
            "select 1 where not exists (select 1 from messages where state not in ('sent', 'dropped'))"
        )
        shown = [
            message["text"] for message in await official.messages() if message["from"]["is_bot"]
        ]
    texts = Counter(text for (text,) in program.query("select text from entries"))
    assert len(texts) == sent
    assert set(texts.values()) == {1}
    said = program.query(
        "select count(*) from messages where chat_id = ? and state = 'sent'", OFFICIAL
    )[0][0]
    assert 0 <= len(shown) - said <= KILLS


async def test_a_process_that_was_stopped_for_a_while_goes_on(
    program: Program, standin: Standin
) -> None:
    await _office(program, standin)
    assert program.process is not None
    program.process.send_signal(signal.SIGSTOP)
    async with standin.client() as client:
        await client.user(OFFICIAL).send("1 пока спали")
        await asyncio.sleep(2)
        program.process.send_signal(signal.SIGCONT)
        await program.until("select 1 from entries where text like '%пока спали%'")


def _in_two_months() -> datetime:
    """In working hours of a working day: what was missed waits for these."""
    day = (datetime.now(MOSCOW) + timedelta(days=60)).date()
    while not RussianCalendar().is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(10), MOSCOW)


async def test_a_jump_of_the_clock_brings_one_message_a_person(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_REMINDERS__TICK_SECONDS"] = "1"
    await _office(program, standin)
    before = program.query("select count(*) from messages where urgency = 1")[0][0]
    assert before == 0
    program.clock.write_text(str((_in_two_months() - datetime.now(UTC)).total_seconds()))
    await program.until("select 1 from messages where urgency = 1 and state = 'sent'")
    await ticked(program)
    assert program.query(
        "select count(*) from messages where urgency = 1 and chat_id = ?", OFFICIAL
    ) == [(1,)]
    program.clock.write_text("0")
    await until(lambda: program.log.read_text().count("has jumped") == 2)
    await ticked(program)
    assert program.query(
        "select count(*) from messages where urgency = 1 and chat_id = ?", OFFICIAL
    ) == [(1,)]
    assert (Path(f"{program.clock}.next")).read_text()


async def test_webhook_updates_are_stored_before_they_are_answered(
    program: Program, standin: Standin
) -> None:
    port = 18000 + os.getpid() % 2000
    program.env |= {
        "VEKHA_TELEGRAM__MODE": "webhook",
        "VEKHA_TELEGRAM__WEBHOOK__URL": f"http://127.0.0.1:{port}",
        "VEKHA_TELEGRAM__WEBHOOK__SECRET": "hook-secret",
        "VEKHA_TELEGRAM__WEBHOOK__LISTEN": f"127.0.0.1:{port}",
    }
    program.start()
    async with standin.client() as client:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
    assert program.query("select count(*) from inbox where state = 'handled'") == [(1,)]
    assert await _post(port, "wrong") == 401
    assert await _post(port, "hook-secret") == 400
    assert "hook-secret" not in program.log.read_text()


async def _post(port: int, secret: str) -> int:
    import aiohttp

    async with aiohttp.ClientSession() as session:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with session.post(
            f"http://127.0.0.1:{port}/telegram", data=b"[]", headers=headers
        ) as answer:
            return answer.status


async def test_health_and_metrics_are_shown(program: Program, standin: Standin) -> None:
    import aiohttp

    port = 20000 + os.getpid() % 2000
    program.env["VEKHA_METRICS__LISTEN"] = f"127.0.0.1:{port}"
    program.start()
    async with standin.client() as client:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
    await program.until("select 1 from messages where state = 'sent'")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            text = await answer.text()
    assert 'vekha_messages{state="sent"}' in text
    assert "vekha_handling_seconds_count 1.0" in text
