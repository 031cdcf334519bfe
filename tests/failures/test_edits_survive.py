"""The program dies while officials correct what they sent: what is recorded in the end are the new
words and the new file, once, whether the message had its item or still waited for it.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.faults import Fault
from sandbox.people import edit, say, send_files
from sandbox.server import Standin
from tests.bot.running import TOKEN, Program
from tests.failures.town import Town, move_in, note_duties, populate, said_to, until

OFFICIALS = 3
MOST_COMMITS = 80
DUTIES = ("plan", "tidy", "desk", "week", "backup")
KILLS = int(os.environ.get("TEST_KILLS", "8"))

#: What the officials correct: the message, its edit; of all that must stay the edit.
EDITS = (
    ("1.1 черновик", "1.1 приказ подписан"),  # has its item
    ("акт осмотра", "2.1 акт осмотра подписан"),  # waits; its edit says where it belongs
    ("3.1 отчёт\n9 смотр", "3.1 отчёт сдан\n3.1 смотр прошёл"),  # one line has its item, one waits
)
RECORDED = ["акт осмотра подписан", "отчёт сдан", "приказ подписан", "смотр прошёл"]


#: Every eighth commit each, for the suite's time; EVERY_COMMIT=1 tries all.
STEP = 1 if os.environ.get("EVERY_COMMIT") else 8


@pytest.mark.parametrize(("when", "first"), [("before", 1), ("after", 5)])
async def test_a_crash_at_any_commit_keeps_what_an_edit_says_once(
    program: Program, standin: Standin, when: str, first: int
) -> None:
    """After one commit and before the next, little but the sending differs."""
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=OFFICIALS)
    move_in(standin, town)
    await note_duties(program.database, DUTIES)
    fresh = program.copied()
    for number in range(first, MOST_COMMITS, STEP):
        program.put_back(fresh)
        standin.world.updates.pending.clear()
        sent = _send(standin, town)
        program.start(crash=(when, number))
        # The edits come once the messages have been handled, or the program is dead.
        alive = await program.works_off(_HANDLED)
        _edit(standin, town, sent)
        clean = alive and await program.works_off(_WORKED_OFF)
        await program.stop(signal.SIGKILL)
        if not clean:
            program.start()
            assert await program.works_off(_WORKED_OFF)
            await program.stop(signal.SIGKILL)
        _check(program)
        if clean:
            assert number > len(EDITS), "crashes must have met messages, edits, and files"
            return
    pytest.fail("no run was clean")


#: Each returns a row while there is work left.
_HANDLED = (
    "select 1 where (select count(*) from entries) < 2 or not exists (select 1 from unplaced)"
)
_WORKED_OFF = (
    "select 1 from inbox where state = 'new'"
    " union all select 1 from jobs"
    " union all select 1 from messages where state in ('planned', 'claimed', 'unknown')"
    f" union all select 1 where (select count(*) from entries) < {len(RECORDED)}"
)


def _send(standin: Standin, town: Town) -> list[int]:
    """The officials' messages, each with a draft; their ids."""
    return [
        send_files(standin.world, chat, [("черновик.pdf", b"draft")], caption=before)[0][
            "message_id"
        ]
        for chat, (before, _) in zip(town.chats, EDITS, strict=True)
    ]


def _edit(standin: Standin, town: Town, sent: list[int]) -> None:
    for chat, message_id, (_, after) in zip(town.chats, sent, EDITS, strict=True):
        edit(standin.world, chat, message_id, after, upload=("подписан.pdf", b"signed"))


def _check(program: Program) -> None:
    assert sorted(text for (text,) in program.query("select text from entries")) == RECORDED
    assert program.query("select count(*) from unplaced") == [(0,)]
    files = program.query(
        "select attachments.name, files.content from attachments"
        " left join files on files.id = stored_id"
    )
    assert files == [("подписан.pdf", b"signed")] * len(EDITS)
    assert program.query("select count(*) from files") == [(len(EDITS),)], "no draft is left over"


async def test_edits_survive_kills_at_any_moment(program: Program, standin: Standin) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=OFFICIALS)
    move_in(standin, town)
    choose, sent = random.Random(5), 0
    for _ in range(KILLS):
        program.start()
        for chat in town.chats:
            number = town.chats.index(chat) + 1
            message = say(standin.world, chat, f"{number}.1 начали {sent}")
            await asyncio.sleep(choose.choice((0, 0, 0.02)))
            edit(
                standin.world, chat, message["message_id"], f"{number}.1 готово {sent}",
                upload=(f"{sent}.pdf", str(sent).encode()),
            )  # fmt: skip
            sent += 1
        polls = standin.world.ledger.calls["getupdates"]
        await until(lambda seen=polls: standin.world.ledger.calls["getupdates"] > seen)  # type: ignore[misc]
        await asyncio.sleep(choose.uniform(0, 0.15))
        await program.stop(signal.SIGKILL)
    program.start()
    await program.until(
        "select 1 where (select count(*) from attachments where stored_id is not null) >= ?"
        " and not exists (select 1 from inbox where state = 'new')",
        sent,
    )
    await program.stop(signal.SIGKILL)
    texts = Counter(text for (text,) in program.query("select text from entries"))
    assert texts == Counter(f"готово {number}" for number in range(sent))
    files = program.query(
        "select entries.text, attachments.name, files.content from entries"
        " join attachments on entry_id = entries.id join files on files.id = stored_id"
    )
    assert sorted(files) == sorted(
        (f"готово {number}", f"{number}.pdf", str(number).encode()) for number in range(sent)
    )


async def test_a_file_that_telegram_keeps_back_is_asked_for_again_after_a_restart(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    standin.api.faults.orders.append(Fault("fail", "getfile", times=None, code=502))
    send_files(standin.world, town.chats[0], [("акт.pdf", b"act")], caption="1.1 акт")
    program.start()
    await program.until("select 1 from jobs where attempts > 0 and leased_until is not null")
    await until(lambda: said_to(standin, town.chats[0], "Записано"))
    await program.stop(signal.SIGKILL)
    assert program.query("select stored_id from attachments") == [(None,)]
    standin.api.faults.orders.clear()
    program.start()
    await program.until("select 1 from attachments where stored_id is not null")
    assert program.query("select content from files") == [(b"act",)]


async def test_a_server_that_refuses_a_large_file_has_its_author_told_at_once(
    program: Program, standin: Standin
) -> None:
    """A server of one's own gives out large files in its local mode only; the first tells."""
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    large = [("запись.mp4", bytes(21 * 2**20))]
    send_files(standin.world, town.chats[0], large, kind="video", caption="1.1 запись")
    program.start()
    await until(lambda: said_to(standin, town.chats[0], "«запись.mp4» больше 20 МБ"))
    await program.until("select 1 where not exists (select 1 from jobs)")
    assert said_to(standin, town.chats[0], "Записано"), "the words are kept all the same"
    send_files(standin.world, town.chats[0], large, kind="video", caption="1.1 ещё раз")
    await until(lambda: len(said_to(standin, town.chats[0], "больше 20 МБ")) == 2)
    await program.until("select 1 where not exists (select 1 from jobs)")
    assert len(said_to(standin, town.chats[0], "больше 20 МБ")) == 2


@pytest.mark.parametrize(("folder", "kept"), [(TOKEN, b"on disk"), ("elsewhere", b"sent")])
async def test_a_file_on_the_disk_of_a_server_in_local_mode_is_read_there(
    program: Program, standin: Standin, tmp_path: Path, folder: str, kept: bytes
) -> None:
    """Only in the folder that such a server keeps for this bot; else it is asked for the file."""
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    send_files(standin.world, town.chats[0], [("акт.pdf", b"sent")], caption="1.1 акт")
    on_disk = tmp_path / folder / "documents" / "file_1.pdf"
    on_disk.parent.mkdir(parents=True)
    on_disk.write_bytes(b"on disk")
    ((file_id, stored),) = standin.world.files.items()
    standin.world.files[file_id] = replace(stored, path=str(on_disk))
    program.start()
    await program.until("select 1 from attachments where stored_id is not null")
    assert program.query("select content from files") == [(kept,)]
