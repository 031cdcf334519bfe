"""Telegram floods, fails, loses answers and refuses recipients: nothing is dropped that can be
delivered.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.intake.poller import NEWCOMER_SECONDS
from roadmap.model import Due, Person, Reminder
from roadmap.model.messages import Outgoing
from sandbox import people
from sandbox.faults import Fault
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, TOKEN, Program
from tests.failures.town import (
    Town,
    move_in,
    one_each,
    plan_reminders,
    populate,
    put_in_outbox,
    reminder,
    said_to,
    until,
)

ALL_SENT = "select 1 where (select count(*) from messages where state = 'sent') >= ?"


def _past() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


def _of_a_day_before(person: Person, due: Due, days: int) -> Reminder:
    """Another reminder of the same thing, not an hour late: what was missed waits for office hours,
    and this must pass at any hour.
    """
    return replace(reminder(person, due, _past()), day=_past().date() - timedelta(days=days))


async def _with_reminders(program: Program, standin: Standin, officials: int) -> Town:
    """Officials with a reminder due each, and the program started."""
    town = await populate(program.database, officials)
    move_in(standin, town)
    await plan_reminders(program.database, one_each(town, _past()))
    return town


async def test_after_a_429_nobody_is_sent_anything_before_the_time_is_over_and_nothing_is_dropped(
    program: Program, standin: Standin
) -> None:
    town = await _with_reminders(program, standin, officials=8)
    standin.api.order(
        Fault("fail", "sendmessage", code=429, description="Too Many Requests", retry_after=3)
    )
    program.start()
    await until(lambda: standin.world.ledger.refusals["429"])
    refused = time.time()
    people.say(standin.world, town.chats[0], "1.1 текст")
    await program.until(ALL_SENT, 9)
    assert all(at >= refused + 2.9 or at < refused for at, _, _ in standin.world.ledger.sends)
    assert standin.world.ledger.refusals["429"] == 1, "nothing may even be tried meanwhile"
    for chat in town.chats:
        assert len(said_to(standin, chat, "Отчёт")) == 1 + (chat == town.chats[0])


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        (Fault("fail", "sendmessage", times=4, code=502, description="Bad Gateway"), 1),
        (Fault("drop_before", "sendmessage", times=4), 1),
        (Fault("garbage", "sendmessage", times=2), 2),
        (Fault("delay", "sendmessage", times=2, delay_ms=2500), 2),
    ],
    ids=["an error of the server", "a reset", "an answer that is no JSON", "a timeout"],
)
async def test_what_passes_is_waited_out_and_every_reminder_arrives(
    program: Program, standin: Standin, fault: Fault, copies: int
) -> None:
    program.env["VEKHA_TELEGRAM__TIMEOUT_SECONDS"] = "1"
    town = await _with_reminders(program, standin, officials=4)
    standin.api.order(fault)
    program.start()
    await program.until(ALL_SENT, 4)
    for chat in town.chats:
        assert 1 <= len(said_to(standin, chat, "Отчёт")) <= copies
    assert program.query("select sum(attempts) from messages") >= [(5,)]


async def test_a_lost_answer_is_recorded_as_unknown_and_tried_once_more_only(
    program: Program, standin: Standin
) -> None:
    town = await _with_reminders(program, standin, officials=2)
    standin.api.order(Fault("drop_after", "sendmessage", times=None, chat_id=town.chats[0]))
    standin.api.order(Fault("drop_after", "sendmessage", times=1, chat_id=town.chats[1]))
    program.start()
    await program.until(
        "select 1 from messages where state = 'unknown' and reason like 'perhaps sent%'"
    )
    await program.until(
        "select 1 from messages where state = 'failed' and attempts = 2 and chat_id = ?",
        town.chats[0],
    )
    await program.until(
        "select 1 from messages where state = 'sent' and attempts = 2 and chat_id = ?",
        town.chats[1],
    )
    assert [len(said_to(standin, chat)) for chat in town.chats] == [2, 2]
    assert "possible repeat" in program.log.read_text()


async def test_a_failing_line_for_updates_is_asked_again_until_it_holds(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    for fault in (Fault("fail", "getupdates", times=2, code=502), Fault("drop_after", "getupdates"),
                  Fault("garbage", "getupdates")):  # fmt: skip
        standin.api.order(fault)
    program.start()
    people.say(standin.world, town.chats[0], "1.1 текст")
    await program.until("select 1 from entries")
    await program.until(ALL_SENT, 1)
    assert len(said_to(standin, town.chats[0])) == 1


def _gone_from_the_world(standin: Standin, chat: int) -> None:
    del standin.world.chats[chat]


def _in_state(state: str) -> Callable[[Standin, int], None]:
    def change(standin: Standin, chat: int) -> None:
        standin.world.people[chat].state = state

    return change


@pytest.mark.parametrize(
    ("befalls", "state", "why"),
    [
        (_in_state("blocked"), "blocked", "бот заблокирован"),
        (_in_state("deactivated"), "deactivated", "аккаунт удалён"),
        (_in_state("never"), "unknown_chat", "чат не найден"),
        (_gone_from_the_world, "unknown_chat", "чат не найден"),
    ],
    ids=["blocked the bot", "account deleted", "never started the bot", "chat not found"],
)
async def test_whom_nothing_reaches_is_sent_nothing_more_until_they_come_back(
    program: Program,
    standin: Standin,
    befalls: Callable[[Standin, int], None],
    state: str,
    why: str,
) -> None:
    town = await _with_reminders(program, standin, officials=2)
    lost, other = town.chats
    befalls(standin, lost)
    program.start()
    await program.until("select 1 from people where telegram_id = ? and state = ?", lost, state)
    await until(lambda: said_to(standin, COORDINATOR, "Исполнитель1"))
    calls = standin.world.ledger.calls["sendmessage"]
    later = [
        _of_a_day_before(person, due, 1)
        for person, due in zip(town.officials, town.dues, strict=True)
    ]
    await plan_reminders(program.database, later)
    await until(lambda: len(said_to(standin, other, "Отчёт")) == 2)
    await until(lambda: not program.query("select 1 from reminders where state = 'planned'"))
    assert standin.world.ledger.calls["sendmessage"] == calls + 1, (
        "only the other may be sent anything"
    )
    assert len(said_to(standin, COORDINATOR, "Исполнитель1")) == 1, "the coordinator is told once"
    people.say(standin.world, COORDINATOR, "/silent")
    await until(lambda: said_to(standin, COORDINATOR, f"Исполнитель1 Пётр: {why}"))
    await _comes_back(program, standin, town, lost)


async def _comes_back(program: Program, standin: Standin, town: Town, chat: int) -> None:
    if chat not in standin.world.chats:
        standin.world.add_person(chat, "Пётр")
    people.change_state(standin.world, chat, "started")
    people.say(standin.world, chat, "/start")
    await program.until("select 1 from people where telegram_id = ? and state = 'active'", chat)
    await plan_reminders(program.database, [_of_a_day_before(town.officials[0], town.dues[0], 2)])
    await until(lambda: said_to(standin, chat, "Отчёт"))


async def test_a_group_that_throws_the_bot_out_gets_nothing_more_and_the_coordinator_learns_it_once(
    program: Program, standin: Standin
) -> None:
    await populate(program.database, officials=1)
    people.add_group(standin.world, -700, "Отдел")
    standin.world.chats[-700].bot_status = "kicked"
    await put_in_outbox(program.database, *(Outgoing(-700, f"Строка {n}") for n in range(3)))
    program.start()
    await until(lambda: said_to(standin, COORDINATOR, "в группу не доходят"))
    await program.until(
        "select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))"
    )
    assert len(said_to(standin, COORDINATOR, "в группу не доходят")) == 1
    assert standin.world.ledger.refusals["403"] == 1


async def test_what_was_for_a_group_reaches_the_supergroup_that_it_became(
    program: Program, standin: Standin
) -> None:
    await populate(program.database, officials=1)
    people.add_group(standin.world, -700, "Отдел")
    people.migrate(standin.world, -700, -1000700, COORDINATOR)
    await put_in_outbox(program.database, *(Outgoing(-700, f"Строка {n}") for n in range(3)))
    program.start()
    await until(lambda: said_to(standin, -1000700, "Строка 2"))
    assert said_to(standin, -1000700) == ["Строка 0", "Строка 1", "Строка 2"]
    assert program.query("select distinct chat_id from messages where text like 'Строка%'") == [
        (-1000700,)
    ]
    assert standin.world.ledger.refusals["400"] == 1, "the new address is learnt once"


async def test_another_program_that_asks_for_updates_once_does_not_stop_the_bot(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await asyncio.sleep(NEWCOMER_SECONDS)  # before, it would give way
    async with aiohttp.ClientSession() as session:
        for _ in range(4):
            await session.post(
                f"{standin.base}/bot{TOKEN}/getUpdates", json={"timeout": 0, "offset": 0}
            )
            await asyncio.sleep(0.1)
    await until(lambda: standin.world.ledger.refusals["409"])
    people.say(standin.world, town.chats[0], "1.1 текст")
    await program.until("select 1 from entries")
    assert program.process is not None
    assert program.process.poll() is None
