"""Voices written down by a program: what becomes of one that fails, and of a bot that is killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from bot.clock import Clock
from bot.configuration.settings import Speech
from bot.configuration.workdays import RussianCalendar
from bot.jobs.context import JobContext
from bot.jobs.runner import do_next
from documents.child import process
from roadmap.actions.tasks import WRITE_DOWN, FetchAttachments, put_to_work
from roadmap.model import (
    Attachment,
    Item,
    Period,
    Person,
    PersonState,
    ProgressEntry,
    Roadmap,
    Role,
    Source,
)
from roadmap.model.messages import Outgoing
from roadmap.model.policy import Office, Policy
from sandbox.server import Standin
from storage.store import SqlStore, open_store
from tests.bot.running import PATIENCE, ROOT, Program

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICIAL = 202
SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"


class Noon(Clock):
    """It is always noon in Moscow."""

    def now(self) -> datetime:
        return NOON


@pytest.fixture
async def store(own_database: str) -> AsyncIterator[SqlStore]:
    store = await open_store(own_database)
    yield store
    await store.close()


@pytest.fixture
def context(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> JobContext:
    async def no_typing(self: Bot, chat_id: int, action: str) -> bool:
        return True

    async def download(self: JobContext, file_id: str) -> bytes:
        return b"sound"

    monkeypatch.setattr(Bot, "send_chat_action", no_typing)
    monkeypatch.setattr(JobContext, "download", download)
    office = Office(Policy(), RussianCalendar(()), "bot", writes_down=True)
    return JobContext(store, Bot("1:x"), office, Noon())


async def answered_by_voice(store: SqlStore) -> int:
    """An official's voice about item 6, whose file is to be fetched; the entry's id."""
    async with store.begin() as tx:
        person = await tx.people.add(
            Person(0, "Ветрова Инна", Role.OFFICIAL, telegram_id=7, state=PersonState.ACTIVE)
        )
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.calendar(2026), NOON))
        [item] = await tx.roadmaps.add_items([Item(0, roadmap.id, 0, "6", (), "Семинар")])
        entry = await tx.answers.add(
            ProgressEntry(
                0,
                item.id,
                None,
                person.id,
                "",
                NOON.date(),
                NOON,
                source=Source(7, 15),
                attachments=(Attachment("f", "u", "voice", "voice", size=5, message_id=15),),
            )
        )
        assert entry is not None
        await put_to_work(tx, FetchAttachments(entry.id), NOON)
    return entry.id


async def after(context: JobContext, code: str, seconds: float = 20.0) -> list[Outgoing]:
    """All work done with a Python program in place of the one for voices; what is then said."""
    speech = Speech(command=(sys.executable, "-c", code), seconds=seconds, memory_mb=512)
    context = replace(context, speech=speech)
    while await do_next(context):
        pass
    async with context.store.begin() as tx:
        return await tx.messages.claim(NOON, NOON, 10)


async def test_a_voice_is_written_down_once_its_file_is_stored(
    store: SqlStore, context: JobContext
) -> None:
    entry_id = await answered_by_voice(store)
    code = "import sys; print(' [00:00] ', open(sys.argv[1]).read(), '\\x1b[1mпровели\\n семинар')"
    (offer,) = await after(context, code)
    assert "«sound провели семинар»" in offer.text
    assert (offer.chat_id, offer.reply_to) == (7, 15)
    async with store.read() as tx:
        entry = await tx.answers.get(entry_id)
    assert entry.text == ""
    assert entry.attachments[0].stored_id is not None


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time; time.sleep(600)", "timeout"),
        ("import sys; print('провели семинар'); sys.exit(2)", "exit 2"),
        ("print('провели семинар ' * 1_000_000)", "output"),
        ("import sys; sys.stdout.buffer.write('семинар'.encode('cp1251'))", "not UTF-8"),
        ("print(' [музыка] ...')", "no words"),
        ("", "no words"),
    ],
)
async def test_a_program_that_fails_is_told_to_the_log_and_to_nobody_else(
    store: SqlStore,
    context: JobContext,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
    reason: str,
) -> None:
    monkeypatch.setattr(process, "WALL_SECONDS", 1.0)
    entry_id = await answered_by_voice(store)
    hangs = reason == "timeout"
    assert await after(context, code, seconds=2.0 if hangs else 60.0) == []
    logged = capsys.readouterr().out
    assert reason in logged
    assert "speech.command" in logged
    assert "семинар" not in logged
    assert "Ветрова" not in logged
    async with store.read() as tx:
        (voice,) = (await tx.answers.get(entry_id)).attachments
    assert voice.stored_id is not None
    assert voice.heard == "", "it is not tried again"


async def test_a_program_that_is_not_there_is_named_in_the_log(
    store: SqlStore, context: JobContext, capsys: pytest.CaptureFixture[str]
) -> None:
    await answered_by_voice(store)
    context = replace(context, speech=Speech(command=("/nowhere/slova",)))
    while await do_next(context):
        pass
    logged = capsys.readouterr().out
    assert "missing" in logged
    assert "/nowhere/slova" in logged


async def test_a_report_does_not_wait_behind_voices(store: SqlStore, context: JobContext) -> None:
    entry_id = await answered_by_voice(store)
    assert await do_next(context, without=WRITE_DOWN)
    assert not await do_next(context, without=WRITE_DOWN), "what is left is the voice"
    async with store.begin() as tx:
        await put_to_work(tx, FetchAttachments(entry_id), NOON)
    assert await do_next(context, without=WRITE_DOWN)
    assert await do_next(context, only=WRITE_DOWN)
    assert not await do_next(context)


async def test_what_waits_when_the_setting_is_taken_away_is_dropped(
    store: SqlStore, context: JobContext
) -> None:
    await answered_by_voice(store)
    for _ in range(2):
        assert await do_next(context)
    assert not await do_next(context)
    async with store.begin() as tx:
        assert await tx.messages.claim(NOON, NOON, 10) == []


@pytest.mark.timeout(600)
async def test_a_bot_killed_while_a_voice_is_written_down_asks_about_it_once(
    program: Program, standin: Standin, tmp_path: Path
) -> None:
    words = tmp_path / "words.py"
    words.write_text(
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "here = Path(__file__).parent\n"
        "with open(here / 'runs', 'a') as runs: runs.write('run ')\n"
        "(here / 'environment').write_text(' '.join(os.environ))\n"
        "if not (here / 'quick').exists(): time.sleep(600)\n"
        "print('по пункту 1', Path(sys.argv[-1]).read_text())\n",
        encoding="utf8",
    )
    program.env["VEKHA_SPEECH__COMMAND"] = f"{sys.executable} {words} {{file}}"
    invited = program.command("invite", "--role", "official", "--name", "Иванова Анна")
    program.command("invite", "--role", "coordinator", "--name", "Ким Ольга")
    program.command("import", str(SAMPLE))
    (program.directory / "p.csv").write_text("ФИО;пункты\nИванова Анна;все\n", encoding="utf8")
    program.command("people", "p.csv")
    program.start()
    runs = tmp_path / "runs"
    async with standin.client() as client:
        official = await client.add_user(OFFICIAL, "Анна")
        await official.send(invited.stdout.strip())
        await program.until("select 1 from people where telegram_id = ?", OFFICIAL)
        await official.upload("voice.ogg", "провели семинар".encode(), kind="voice")
        await until_there(runs)
        assert program.process is not None
        os.kill(program.process.pid, signal.SIGKILL)
        program.process.wait()
        (tmp_path / "quick").touch()
        program.start()
        offer = await official.wait_for("Верно?", within=PATIENCE)
        assert "С голоса: «по пункту 1 провели семинар»" in offer["text"]
        assert await recorded(program) == 0
        await official.press(offer, "Верно")
        await program.until("select 1 from entries where text like '%провели семинар%'")
        offers = [
            one for one in await official.messages() if "с голоса" in one.get("text", "").lower()
        ]
    assert len(offers) == 1
    assert runs.read_text().split() == ["run", "run"]
    names = (tmp_path / "environment").read_text().split()
    assert "PATH" in names
    assert [name for name in names if name.startswith("VEKHA")] == []


async def until_there(path: Path) -> None:
    for _ in range(int(PATIENCE * 20)):
        if path.exists():
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"{path.name} never came")


async def recorded(program: Program) -> Any:
    return program.query("select count(*) from entries where text like '%провели семинар%'")[0][0]
