"""The unmodified program against a stranger's Bot API server (lo-bot-api-emulator), which knows
less than Telegram: no link previews, no button styles, no markup, no topics.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator  # type: ignore[import-untyped]

from tests.bot.running import COORDINATOR, PATIENCE, ROOT, TOKEN, Program

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"
Call = tuple[str, dict[str, Any], dict[str, Any]]


class Peer(LoBotApiEmulator):  # type: ignore[misc]  # it ships no types
    """The emulator, with what it has accepted kept for the test to read."""

    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[Call] = []
        self.came = asyncio.Event()

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        result = super().validate(method, fields, uploads)
        self.accepted.append((method, dict(fields), dict(uploads)))
        self.came.set()
        return result

    async def write(self, number: int, text: str) -> None:
        """The coordinator writes to the bot."""
        who = {"id": COORDINATOR, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
        chat = {"id": COORDINATOR, "type": "private", "first_name": "Анна"}
        message: dict[str, Any] = {
            "message_id": number,
            "date": 1,
            "from": who,
            "chat": chat,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            ]
        await self.enqueue_update({"message": message}, token=TOKEN)

    async def until(self, said: Callable[[Call], bool], seconds: float = PATIENCE) -> Call:
        """The first accepted call of which `said` holds."""
        async with asyncio.timeout(seconds):
            while not (found := [call for call in self.accepted if said(call)]):
                self.came.clear()
                await self.came.wait()
        return found[0]

    async def answer(self, words: str) -> Call:
        """The first message or change of one that holds `words`."""
        return await self.until(lambda call: words in str(call[1].get("text", "")))


def _decoded(fields: dict[str, Any]) -> str:
    """The words on the buttons, whatever the JSON escapes."""
    return str(json.loads(fields.get("reply_markup", "{}")))


@pytest.fixture
async def peer() -> AsyncIterator[tuple[Peer, str]]:
    """The emulator on loopback, and its address."""
    emulator = Peer()
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield emulator, f"http://{host}:{port}"
    await runner.cleanup()


@pytest.fixture
async def running(peer: tuple[Peer, str], tmp_path: Path) -> AsyncIterator[tuple[Program, Peer]]:
    """The program with its coordinator joined."""
    emulator, address = peer
    program = Program(tmp_path, address, reminders__tick_seconds="0.5")
    program.clock.write_text(
        str(datetime.fromisoformat("2026-11-02T09:00+00:00").timestamp() - time.time())
    )
    program.start()
    await emulator.write(1, "/start")
    await emulator.answer("Анна")
    yield program, emulator
    program.end()


async def test_a_coordinator_is_greeted_and_a_command_answered(
    running: tuple[Program, Peer],
) -> None:
    program, emulator = running
    await emulator.write(2, "/help")
    method, fields, _ = await emulator.answer("/import")
    assert method == "sendMessage"
    assert int(fields["chat_id"]) == COORDINATOR
    await program.until("select 1 where not exists (select 1 from messages where state <> 'sent')")


async def test_a_reminder_with_its_buttons_and_the_report_as_a_document_arrive(
    running: tuple[Program, Peer],
) -> None:
    program, emulator = running
    assert (await asyncio.to_thread(program.command, "import", str(SAMPLE))).returncode == 0
    await emulator.write(2, "/assign все Анна")
    [(instant,)] = await program.until(
        "select min(fire_at) from reminders where state = 'planned' having count(*) > 0"
    )
    program.clock.write_text(str(instant / 1_000_000 - time.time() + 1))
    _, fields, _ = await emulator.until(lambda call: "Выполнено" in _decoded(call[1]))
    assert "style" not in _decoded(fields)
    await emulator.write(3, "/report")
    _, _, uploads = await emulator.until(lambda call: call[0] == "sendDocument")
    [upload] = uploads.values()
    assert upload["filename"].endswith(".docx")
    assert upload["data"].startswith(b"PK")


async def test_nobody_is_shown_tags_by_a_server_that_knows_no_markup(
    running: tuple[Program, Peer],
) -> None:
    program, emulator = running
    assert (await asyncio.to_thread(program.command, "import", str(SAMPLE))).returncode == 0
    for number, command in enumerate(("/summary", "/help", "/item 1"), start=2):
        await emulator.write(number, command)
    await program.until("select 1 where (select count(*) from messages where state = 'sent') >= 4")
    texts = [
        str(fields["text"]) for method, fields, _ in emulator.accepted if method == "sendMessage"
    ]
    assert sum("<b>" in text for text in texts) <= 1
