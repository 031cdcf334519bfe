"""Floods are metered as Telegram meters them, and failures happen when they are ordered."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from sandbox.client import SandboxClient, User
from sandbox.flood import FloodMeter, Limits, Window
from sandbox.server import running_standin


def test_thirty_a_second_pass_and_the_next_must_wait() -> None:
    meter = FloodMeter(Limits())
    assert [meter.admit(chat, is_group=False, at=100.0) for chat in range(30)] == [0] * 30
    assert meter.admit(31, is_group=False, at=100.5) == 3
    assert meter.admit(31, is_group=False, at=102.0) == 2, (
        "asking again while shut out does not help"
    )
    assert meter.admit(31, is_group=False, at=103.6) == 0


def test_an_even_thirty_a_second_is_never_refused() -> None:
    meter = FloodMeter(Limits())
    assert not any(meter.admit(number, is_group=False, at=number / 30) for number in range(3000))


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    meter = FloodMeter(Limits())
    assert [meter.admit(1, is_group=False, at=0.0) for _ in range(6)] == [0, 0, 0, 0, 0, 5]
    assert meter.admit(2, is_group=False, at=0.1) == 0, "another chat is free"
    assert not any(meter.admit(1, is_group=False, at=5.0 + second) for second in range(30))


def test_a_group_takes_twenty_a_minute() -> None:
    meter = FloodMeter(Limits())
    assert not any(meter.admit(-1, is_group=True, at=second) for second in range(20))
    assert meter.admit(-1, is_group=True, at=20.0) == 40


async def test_a_flood_is_answered_with_the_time_to_wait_and_counted(
    client: SandboxClient, wire, olga: User
) -> None:
    limits = Limits(chat=Window(1, 1.0, 1.0))
    async with running_standin(limits=limits) as strict, strict.client() as metered:
        await metered.add_user(olga.id, "Ольга")
        wire.standin = strict
        await wire.ok("sendMessage", chat_id=olga.id, text="раз")
        body = await wire.call("sendMessage", chat_id=olga.id, text="два")
        assert (body["error_code"], body["description"]) == (
            429,
            "Too Many Requests: retry after 1",
        )
        assert body["parameters"] == {"retry_after": 1}
        await asyncio.sleep(1.05)
        await wire.ok("sendMessage", chat_id=olga.id, text="два")
        stats = await metered.stats(chat=olga.id)
        assert (stats["sent"], stats["floods"], len(stats["log"])) == (2, 1, 2)
        assert sum(stats["per_second"].values()) == 2


async def test_the_next_calls_are_refused_as_ordered_and_then_pass(
    client: SandboxClient, wire, olga: User
) -> None:
    await client.fault(
        "fail", "sendMessage", times=2, code=429, description="Too Many Requests", retry_after=7
    )
    for _ in range(2):
        body = await wire.call("sendMessage", chat_id=olga.id, text="раз")
        assert body["parameters"] == {"retry_after": 7}
    assert await wire.ok("getMe")
    assert await wire.ok("sendMessage", chat_id=olga.id, text="раз")


async def test_a_fault_can_be_meant_for_one_chat(client: SandboxClient, wire, olga: User) -> None:
    await client.add_user(8, "Пётр")
    await client.fault("fail", "sendMessage", times=None, chat_id=8)
    assert await wire.ok("sendMessage", chat_id=olga.id, text="раз")
    assert await wire.refusal("sendMessage", chat_id=8, text="раз") == "Internal Server Error"
    await client.clear_faults()
    assert await wire.ok("sendMessage", chat_id=8, text="раз")


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_call_never_answers_but_may_have_been_carried_out(
    client, wire, olga, kind, arrived
) -> None:
    await client.fault(kind, "sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await wire.call("sendMessage", chat_id=olga.id, text="раз")
    assert len(await olga.messages()) == arrived


async def test_a_network_that_goes_down_cuts_the_poll_in_hand_and_loses_no_update(
    client, wire, olga: User
) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=100))
    await asyncio.sleep(0.1)
    await client.fault("drop_before", times=None)
    with pytest.raises(aiohttp.ClientError):
        await asyncio.wait_for(poll, 50)
    await olga.send("готово")
    with pytest.raises(aiohttp.ClientError):
        await wire.call("getUpdates")
    await client.clear_faults()
    assert len(await wire.ok("getUpdates")) == 1


async def test_a_delayed_answer_comes_late_and_garbage_is_no_json(
    client: SandboxClient, wire, olga: User
) -> None:
    await client.fault("delay", "getMe", delay_ms=300)
    started = time.monotonic()
    await wire.ok("getMe")
    assert time.monotonic() - started >= 0.3
    await client.fault("garbage", "getMe")
    with pytest.raises(ValueError):
        await wire.call("getMe")


async def test_an_order_that_makes_no_sense_is_refused(client: SandboxClient) -> None:
    with pytest.raises(ValueError, match="kind must be one of"):
        await client.fault("explode")
