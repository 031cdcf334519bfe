"""Updates wait for the bot until it confirms them, by polling or by webhook."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiohttp import web

from sandbox import updates
from sandbox.client import SandboxClient, User


async def test_an_update_is_repeated_until_a_higher_offset_confirms_it(wire, olga: User) -> None:
    for text in ("раз", "два", "три"):
        await olga.send(text)
    first = await wire.ok("getUpdates", limit=2)
    assert [one["message"]["text"] for one in first] == ["раз", "два"]
    assert await wire.ok("getUpdates", limit=2) == first
    rest = await wire.ok("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [one["message"]["text"] for one in rest] == ["три"]
    assert await wire.ok("getUpdates", offset=rest[-1]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_last_ones(wire, olga: User) -> None:
    for text in ("раз", "два", "три"):
        await olga.send(text)
    assert [one["message"]["text"] for one in await wire.ok("getUpdates", offset=-1)] == ["три"]
    assert len(await wire.ok("getUpdates")) == 1


async def test_a_long_poll_ends_as_soon_as_an_official_writes(wire, olga: User) -> None:
    poll = asyncio.create_task(wire.ok("getUpdates", timeout=100))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await olga.send("готово")
    assert [one["message"]["text"] for one in await asyncio.wait_for(poll, 50)] == ["готово"]


async def test_a_long_poll_with_no_news_ends_empty_in_time(wire) -> None:
    started = time.monotonic()
    assert await wire.ok("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - started < 30


async def test_a_second_poller_ends_the_first(wire, olga: User) -> None:
    first = asyncio.create_task(wire.call("getUpdates", timeout=100))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(wire.call("getUpdates", timeout=100))
    ended = await asyncio.wait_for(first, 50)
    assert (ended["error_code"], ended["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await olga.send("готово")
    assert len((await second)["result"]) == 1


async def test_the_next_one_ended_so_soon_after_learns_it_later(
    wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "CONFLICT_PAUSE", 2)
    polls = []
    for _ in range(3):
        polls.append(asyncio.create_task(wire.call("getUpdates", timeout=100)))
        await asyncio.sleep(0.1)
    assert [poll.done() for poll in polls] == [True, False, False]
    assert (await asyncio.wait_for(polls[1], 50))["error_code"] == 409
    assert not polls[2].done()
    polls[2].cancel()


async def test_only_the_kinds_that_the_bot_asked_for_are_queued(wire, olga: User) -> None:
    await wire.ok("getUpdates", allowed_updates=["edited_message"])
    sent = await olga.send("раз")
    await olga.edit(sent, "два")
    assert [sorted(one) for one in await wire.ok("getUpdates")] == [["edited_message", "update_id"]]


async def test_blocking_and_unblocking_reach_the_bot_as_membership(wire, olga: User) -> None:
    await olga.block()
    await olga.unblock()
    changes = [one["my_chat_member"] for one in await wire.ok("getUpdates")]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]
    assert [one["old_chat_member"]["status"] for one in changes] == ["member", "kicked"]


async def test_one_tap_can_make_several_updates(wire, olga: User) -> None:
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
    sent = await wire.ok("sendMessage", chat_id=olga.id, text="?", reply_markup=markup)
    await olga.press(sent, "Да", times=2)
    first, second = await wire.ok("getUpdates")
    assert first["update_id"] != second["update_id"]
    assert first["callback_query"]["message"]["message_id"] == sent["message_id"]


async def test_an_injected_update_goes_out_as_it_stands(wire, client: SandboxClient) -> None:
    await client.inject({"update_id": 500, "message": {"broken": True}})
    await client.inject({"poll": 7})
    assert await wire.ok("getUpdates") == [
        {"update_id": 500, "message": {"broken": True}},
        {"update_id": 501, "poll": 7},
    ]


async def test_in_a_group_the_bot_sees_what_is_meant_for_it(
    wire, client: SandboxClient, olga: User
) -> None:
    await client.act("add_group", chat=-100, title="Отдел", topics={"4": "Отчёты"})
    await olga.send("просто разговор", chat=-100)
    await olga.send("/summary@other_bot", chat=-100)
    await olga.send("/summary", chat=-100, thread=4)
    sent = await wire.ok("sendMessage", chat_id=-100, text="Сводка", message_thread_id=4)
    await olga.reply(sent, "спасибо")
    seen = [one["message"] for one in await wire.ok("getUpdates")]
    assert [(one["text"], one["message_thread_id"]) for one in seen] == [
        ("/summary", 4),
        ("спасибо", 4),
    ]


@pytest.fixture
async def bot_side() -> object:
    """A bot's web server that fails once and then takes what comes."""
    seen: list[tuple[str, dict[str, object]]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append(
            (request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json())
        )
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", seen
    await runner.cleanup()


async def test_a_webhook_is_tried_again_until_it_answers_and_polling_is_refused_meanwhile(
    wire, olga, bot_side
) -> None:
    url, seen = bot_side
    await wire.ok("setWebhook", url=url, secret_token="тайна-1".encode().hex())
    assert "can't use getUpdates method while webhook is active" in await wire.refusal("getUpdates")
    await olga.send("раз")
    await olga.send("два")
    async with asyncio.timeout(5):
        while len(seen) < 3:
            await asyncio.sleep(0.02)
    assert [one["message"]["text"] for _, one in seen] == ["раз", "раз", "два"]
    assert {secret for secret, _ in seen} == {"тайна-1".encode().hex()}
    async with asyncio.timeout(5):
        while (await wire.ok("getWebhookInfo"))["pending_update_count"]:
            await asyncio.sleep(0.02)
    assert "500" in (await wire.ok("getWebhookInfo"))["last_error_message"]
    await wire.ok("deleteWebhook")
    assert await wire.ok("getUpdates") == []


async def test_setting_a_webhook_ends_a_poll_in_hand(wire, bot_side) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=100))
    await asyncio.sleep(0.1)
    await wire.ok("setWebhook", url=bot_side[0])
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_a_webhook_needs_https_beyond_this_machine(wire) -> None:
    assert "HTTPS URL must be provided" in await wire.refusal(
        "setWebhook", url="http://bot.example/hook"
    )
