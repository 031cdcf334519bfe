"""Messages that were sent are changed in spite of crashes and of what Telegram refuses: they end up
saying how things stand, and no change is made twice but for the one that a crash may repeat.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox import people
from sandbox.faults import Fault
from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import (
    Town,
    move_in,
    note_duties,
    one_each,
    plan_reminders,
    populate,
    until,
)

MOST_COMMITS = 40
DUTIES = ("plan", "tidy", "desk", "week", "backup")
EDIT = "editmessagetext"
#: Finds a row while there is work left.
_LEFT = (
    "select 1 from messages where state in ('planned', 'claimed', 'unknown')"
    " union all select 1 from inbox where state = 'new'"
    " union all select 1 from jobs"
    " union all select 1 where not exists (select 1 from dues where state = 'done')"
)
#: A reminder and the confirmation of an answer show the due day that is closed.
SHOWING = 2


async def _told(program: Program, standin: Standin) -> tuple[Town, int, int]:
    """An official who has been reminded and has answered; the ids of both messages of the bot's.
    The program has ended.
    """
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    [chat] = town.chats
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    await note_duties(program.database, DUTIES)
    program.start()
    reminder = await _message(standin, chat, "Отчёт")
    people.say(standin.world, chat, "1.1 текст")
    confirmed = await _message(standin, chat, "Записано")
    await program.until("select 1 where (select count(*) from messages where state = 'sent') >= 2")
    await program.stop()
    assert _buttons(standin, chat, reminder)
    assert "Выполнено" in str(_buttons(standin, chat, confirmed))
    return town, reminder, confirmed


async def _message(standin: Standin, chat: int, containing: str) -> int:
    """The id of the bot's message with these words, as soon as it has come."""
    found: list[int] = []

    def has_come() -> bool:
        found[:] = [
            one
            for one, message in standin.world.chats[chat].messages.items()
            if message["from"]["is_bot"] and containing in message.get("text", "")
        ]
        return bool(found)

    await until(has_come)
    return max(found)


def _text(standin: Standin, chat: int, message_id: int) -> str:
    return str(standin.world.chats[chat].messages[message_id]["text"])


def _buttons(standin: Standin, chat: int, message_id: int) -> list[Any]:
    markup = standin.world.chats[chat].messages[message_id].get("reply_markup") or {}
    return list(markup.get("inline_keyboard", []))


def _shows_it_closed(standin: Standin, chat: int, reminder: int, confirmed: int) -> bool:
    return (
        "✅ выполнено" in _text(standin, chat, reminder)
        and not _buttons(standin, chat, reminder)
        and "✅ выполнено" in _text(standin, chat, confirmed)
        and "Выполнено" not in str(_buttons(standin, chat, confirmed))
    )


def _copied(messages: dict[int, Any]) -> dict[int, Any]:
    return {number: dict(message) for number, message in messages.items()}


#: Every fourth commit each, for the suite's time; EVERY_COMMIT=1 tries all.
STEP = 1 if os.environ.get("EVERY_COMMIT") else 4


@pytest.mark.parametrize(("when", "first"), [("before", 1), ("after", 3)])
async def test_a_crash_at_any_commit_leaves_no_message_that_says_what_was_true_before(
    program: Program, standin: Standin, when: str, first: int
) -> None:
    town, reminder, confirmed = await _told(program, standin)
    [chat] = town.chats
    fresh = program.copied()
    shown = _copied(standin.world.chats[chat].messages)
    for number in range(first, MOST_COMMITS, STEP):
        program.put_back(fresh)
        program.log.write_text("")
        standin.world.updates.pending.clear()
        messages = standin.world.chats[chat].messages
        messages.clear()
        messages.update(_copied(shown))
        edits = standin.world.ledger.calls[EDIT]
        people.press(standin.world, chat, reminder, label="Выполнено")
        program.start(crash=(when, number))
        clean = await program.works_off(_LEFT)
        await program.stop(signal.SIGKILL)
        if not clean:
            program.start()
            assert await program.works_off(_LEFT)
            await program.stop(signal.SIGKILL)
        assert _shows_it_closed(standin, chat, reminder, confirmed), f"commit {number}"
        made = standin.world.ledger.calls[EDIT] - edits
        assert SHOWING <= made <= SHOWING + (not clean), "a crash may repeat one change at most"
        if clean:
            assert number > 5, "crashes must have met the tap, the jobs, claims and records"
            return
    pytest.fail("no run was clean")


@pytest.mark.parametrize(
    "fault",
    [
        Fault("fail", EDIT, code=429, description="Too Many Requests", retry_after=1),
        Fault("fail", EDIT, times=2, code=502, description="Bad Gateway"),
        Fault("drop_after", EDIT, times=3),
    ],
    ids=["a flood", "an error of the server", "answers lost again and again"],
)
async def test_a_change_that_failed_in_passing_is_made(
    program: Program, standin: Standin, fault: Fault
) -> None:
    town, reminder, confirmed = await _told(program, standin)
    [chat] = town.chats
    people.press(standin.world, chat, reminder, label="Выполнено")
    standin.api.order(fault)
    program.start()
    assert await program.works_off(_LEFT)
    assert _shows_it_closed(standin, chat, reminder, confirmed)
    assert program.query("select 1 from messages where edits is not null and state != 'sent'") == []


@pytest.mark.parametrize(
    "why",
    [
        "Bad Request: message is not modified: specified new message content and reply markup are"
        " exactly the same",
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
    ],
)
async def test_a_change_that_telegram_will_not_make_is_let_go_and_nothing_new_is_said(
    program: Program, standin: Standin, why: str
) -> None:
    town, reminder, _ = await _told(program, standin)
    [chat] = town.chats
    said = len(standin.world.chats[chat].messages)
    people.press(standin.world, chat, reminder, label="Выполнено")
    standin.api.order(Fault("fail", EDIT, times=SHOWING, code=400, description=why))
    edits = standin.world.ledger.calls[EDIT]
    program.start()
    assert await program.works_off(_LEFT)
    assert standin.world.ledger.calls[EDIT] - edits == SHOWING, "each is tried once"
    assert len(standin.world.chats[chat].messages) == said + 1, "the word that it is closed"
    people.say(standin.world, chat, "1.1 ещё одно")
    await until(lambda: "ещё одно" in str(program.query("select text from entries")))
