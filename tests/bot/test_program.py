"""`vekha run` from outside: it starts, answers, refuses a twin, and ends when told."""

from __future__ import annotations

import asyncio
import signal
import time

import pytest

from sandbox.server import Standin
from tests.bot.running import COORDINATOR, PATIENCE, TOKEN, Program
from tests.measuring import within


async def _joined(program: Program, standin: Standin) -> None:
    program.start()
    await _greeted(standin)


async def _greeted(standin: Standin) -> None:
    async with standin.client() as client:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
        await client.user(COORDINATOR).wait_for(
            "/help", within=PATIENCE
        )  # the first screen, which comes by itself


async def test_a_coordinator_of_the_settings_is_answered_at_the_first_start(
    program: Program, standin: Standin
) -> None:
    program.database.unlink()
    program.start_from_nothing()
    await _greeted(standin)
    [(handled,)] = program.query("select count(*) from inbox where state = 'handled'")
    assert handled == 1


async def test_sigterm_ends_the_program_with_zero(program: Program, standin: Standin) -> None:
    await _joined(program, standin)
    with within(10):
        assert await program.stop(signal.SIGTERM) == 0


async def test_a_second_instance_says_why_it_ends(program: Program, standin: Standin) -> None:
    await _joined(program, standin)
    with within(5):
        second = await asyncio.to_thread(program.command, "run")
        assert second.returncode == 1
    assert "другой экземпляр" in second.stderr
    assert len(second.stderr.splitlines()) == 1


async def test_the_token_stands_nowhere_in_a_debug_log(program: Program, standin: Standin) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "DEBUG"
    async with standin.client() as client:
        await client.fault("drop_before", "sendmessage", times=2)
        await _joined(program, standin)
        await client.fault("fail", "getupdates", times=1, code=502, description="Bad Gateway")
        await client.user(COORDINATOR).send("/help")
        await program.until("select 1 from messages where id >= 3 and state = 'sent'")
    await program.stop()
    assert TOKEN.split(":")[1] not in program.log.read_text()


async def test_updates_stored_before_a_kill_are_handled_after_it(
    program: Program, standin: Standin
) -> None:
    await _joined(program, standin)
    async with standin.client() as client:
        for number in range(30):
            await client.user(COORDINATOR).send(f"/start {number}")
        await program.until("select 1 from inbox limit 1 offset 5")
        assert program.process is not None
        program.process.kill()
        await program.wait()
        program.start()
        await program.until(
            "select 1 where (select count(*) from inbox where state = 'handled') = 31"
        )


async def test_a_poisonous_update_is_put_aside_and_the_next_one_handled(
    program: Program, standin: Standin
) -> None:
    await _joined(program, standin)
    async with standin.client() as client:
        poison = await client.inject({"message": {"message_id": "не число", "chat": 5}})
        await client.user(COORDINATOR).send("/help")
        [(update_id, error)] = await program.until(
            "select update_id, error from inbox where state = 'quarantined'"
        )
        assert update_id == poison
        assert "ValidationError" in error
        await client.user(COORDINATOR).wait_for("не удалось обработать", within=PATIENCE)
        await program.until(
            "select 1 where (select count(*) from inbox where state = 'handled') = 2"
        )


async def test_a_lost_answer_is_recorded_and_retried_once(
    program: Program, standin: Standin
) -> None:
    async with standin.client() as client:
        await client.fault("drop_after", "sendmessage", times=1)
        program.start()
        await client.user(COORDINATOR).send("/start")
        await program.until("select 1 from messages where state = 'sent' and attempts = 2")
        assert "possible repeat" in program.log.read_text()


async def test_nothing_is_sent_before_telegram_allows_it_again(
    program: Program, standin: Standin
) -> None:
    async with standin.client() as client:
        await client.fault(
            "fail", "sendmessage", times=1, code=429, description="Too Many Requests", retry_after=3
        )
        program.start()
        await client.user(COORDINATOR).send("/start")
        await program.until("select 1 from messages where attempts = 1 and state = 'planned'")
        begun = time.monotonic()
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
        assert time.monotonic() - begun > 2.5


async def test_a_coordinator_who_blocked_the_bot_is_marked(
    program: Program, standin: Standin
) -> None:
    await _joined(program, standin)
    await program.until("select 1 where (select count(*) from messages where state = 'sent') = 2")
    async with standin.client() as client:
        await client.fault(
            "fail",
            "sendmessage",
            times=1,
            code=403,
            description="Forbidden: bot was blocked by the user",
        )
        await client.user(COORDINATOR).send("/help")
        assert await program.until("select state from people where state = 'blocked'") == [
            ("blocked",)
        ]


@pytest.mark.parametrize("missing", ["telegram__token", "telegram__webhook__secret"])
async def test_the_program_does_not_start_without_its_secrets(
    program: Program, standin: Standin, missing: str
) -> None:
    program.env |= {
        "VEKHA_TELEGRAM__MODE": "webhook",
        "VEKHA_TELEGRAM__WEBHOOK__URL": "https://bot.example",
    }
    program.env[f"VEKHA_{missing.upper()}"] = ""
    program.start()
    assert await program.wait() == 2
    assert missing.replace("__", ".") in program.log.read_text()
