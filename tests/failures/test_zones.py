"""Zones that are changed, hours that the clocks skip or show twice: who is reminded at which
instant.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from sandbox import people
from sandbox.server import Standin
from storage.types import EPOCH
from tests.bot.running import COORDINATOR, Program
from tests.failures.moved_clock import last_arrival, set_clock, ticked
from tests.failures.town import Town, move_in, populate, said_to, until
from tests.measuring import in_time

#: How many seconds after its instant a reminder may arrive.
PROMPT = 5


def _instant(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 3) -> datetime:
    return datetime(2020, month, day, hour, minute, second, tzinfo=UTC)


async def _settled(
    program: Program, standin: Standin, zone: str, at: str, days: list[date]
) -> Town:
    """Officials with a point each, due on these days, nothing of it planned yet."""
    program.env |= {
        "VEKHA_REMINDERS__TIMEZONE": zone, "VEKHA_REMINDERS__AT": at, "VEKHA_REMINDERS__DAYS_BEFORE": "0, 1",
        "VEKHA_REMINDERS__WORKING_DAYS_ONLY": "false", "VEKHA_REMINDERS__OVERDUE_EVERY_DAYS": "366",
        "VEKHA_REMINDERS__TICK_SECONDS": "0.25", "VEKHA_LOG__LEVEL": "INFO",
    }  # fmt: skip
    town = await populate(program.database, len(days), now=_instant(1, 12))
    with closing(sqlite3.connect(program.database)) as connection, connection:
        for due, day in zip(town.dues, days, strict=True):
            connection.execute("update dues set day = ? where id = ?", (day.isoformat(), due.id))
        connection.execute("delete from assignments")  # what is assigned anew is planned
    move_in(standin, town)
    return town


async def _start(program: Program, standin: Standin, instant: datetime) -> None:
    asked = standin.world.ledger.calls["getupdates"]
    await set_clock(program, instant)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] > asked)


async def _assign(program: Program, standin: Standin, town: Town) -> None:
    """Let the coordinator assign everything in chat, by which the program plans it."""
    for number in range(1, len(town.officials) + 1):
        people.say(standin.world, COORDINATOR, f"/assign {number} Исполнитель{number}")
    await program.until(
        "select 1 where (select count(*) from inbox where state = 'handled') = ?",
        len(town.officials),
    )


def _planned(program: Program, town: Town, official: int) -> list[datetime]:
    """The instants of the reminders before the deadline that have not gone out."""
    sql = "select fire_at from reminders where state = 'planned' and kind = 'ahead' and person_id = ? order by fire_at"
    rows = program.query(sql, town.officials[official].id)
    return [EPOCH + timedelta(microseconds=at) for (at,) in rows]


def _reminded(standin: Standin, town: Town) -> list[int]:
    return [len(said_to(standin, chat, "Напоминание")) for chat in town.chats]


async def _reminded_promptly(
    program: Program, standin: Standin, town: Town, official: int, instant: datetime
) -> None:
    """The clock goes past `instant`, and the official's next reminder arrives then, not before."""
    before = _reminded(standin, town)[official]
    await set_clock(program, instant - timedelta(seconds=1))
    await until(lambda: _reminded(standin, town)[official] == before + 1)
    arrived = last_arrival(program, standin, town.chats[official])
    assert instant <= arrived
    assert in_time((arrived - instant).total_seconds(), PROMPT)


async def test_a_zone_changed_between_two_runs_moves_what_is_unsent_and_repeats_nothing(
    program: Program, standin: Standin
) -> None:
    town = await _settled(program, standin, "Europe/Moscow", "09:00", [date(2020, 3, 18)])
    await _start(program, standin, _instant(17, 5))
    await _assign(program, standin, town)
    assert _planned(program, town, 0) == [_instant(17, 6), _instant(18, 6)]
    await _reminded_promptly(program, standin, town, 0, _instant(17, 6))
    await program.until("select 1 from messages where urgency = 1 and state = 'sent'")
    await program.stop()
    program.env["VEKHA_REMINDERS__TIMEZONE"] = "Europe/Kaliningrad"
    await _start(program, standin, _instant(17, 6, 30))
    assert _planned(program, town, 0) == [_instant(18, 7)], (
        "planned anew at once, not by the coming night"
    )
    for moment in (_instant(17, 7, 1), _instant(18, 6, 1)):
        await set_clock(program, moment)
        await ticked(program)
        assert _reminded(standin, town) == [1], (
            f"nine o'clock of {moment} is one day's again, or the old zone's"
        )
    await _reminded_promptly(program, standin, town, 0, _instant(18, 7))
    await program.stop()
    program.env["VEKHA_REMINDERS__TIMEZONE"] = "Asia/Vladivostok"
    await _start(program, standin, _instant(17, 22))
    await set_clock(program, _instant(17, 23, 1))
    await ticked(program)
    assert _reminded(standin, town) == [2]
    assert program.query("select day, state from reminders where kind = 'ahead' order by day") == [
        ("2020-03-17", "queued"), ("2020-03-18", "queued"),
    ]  # fmt: skip


async def test_a_person_s_own_zone_moves_what_they_are_reminded_of_and_nobody_else_s(
    program: Program, standin: Standin
) -> None:
    town = await _settled(program, standin, "Europe/Moscow", "09:00", [date(2020, 3, 18)] * 3)
    traveller = town.chats[0]
    _stands_in(program, town, deputy=0, away=2)
    await _start(program, standin, _instant(18, 3))
    await _assign(program, standin, town)
    assert [_planned(program, town, official) for official in range(3)] == [
        [_instant(18, 6)] * 2,
        [_instant(18, 6)],
        [],
    ]
    people.say(standin.world, traveller, "/settings")
    await _choose_zone(standin, traveller, "Asia/Yekaterinburg")
    await until(lambda: _planned(program, town, 0) == [_instant(18, 4)] * 2)
    assert _planned(program, town, 1) == [_instant(18, 6)]
    await _reminded_promptly(program, standin, town, 0, _instant(18, 4))
    assert _reminded(standin, town) == [1, 0, 0], (
        "one message, of their own and of what they stand in for"
    )
    await _choose_zone(standin, traveller, "Europe/Kaliningrad")
    await program.until("select 1 from people where timezone = 'Europe/Kaliningrad'")
    await _reminded_promptly(program, standin, town, 1, _instant(18, 6))
    await set_clock(program, _instant(18, 7, 1))
    await ticked(program)
    assert _reminded(standin, town) == [1, 1, 0], "once, in the zone that was theirs then"


def _stands_in(program: Program, town: Town, deputy: int, away: int) -> None:
    """One official is on leave, and another their deputy."""
    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute(
            "update people set leave_from = '2020-03-16', leave_to = '2020-03-20', deputy_id = ? where id = ?",
            (town.officials[deputy].id, town.officials[away].id),
        )


async def _choose_zone(standin: Standin, chat: int, zone: str) -> None:
    for data in ("set:zones:-", f"set:zone:{zone}"):
        await until(lambda data=data: _with_button(standin, chat, data))  # type: ignore[misc]
        people.press(standin.world, chat, _with_button(standin, chat, data), data=data)


def _with_button(standin: Standin, chat: int, data: str) -> int:
    """The id of the chat's message with the button of this data; 0 where there is none."""
    messages = standin.world.chats[chat].messages.items()
    return max(
        (one for one, sent in messages if f"'{data}'" in str(sent.get("reply_markup"))), default=0
    )


async def test_an_hour_that_is_skipped_reminds_at_its_end_and_one_that_comes_twice_at_its_first(
    program: Program, standin: Standin
) -> None:
    """02:30 in Berlin: on 29 March 2020 clocks went from 02:00 to 03:00, on 25 October from 03:00
    back to 02:00.
    """
    town = await _settled(
        program, standin, "Europe/Berlin", "02:30", [date(2020, 3, 29), date(2020, 10, 25)]
    )
    await _start(program, standin, _instant(29, 0))
    await _assign(program, standin, town)
    gap, fold = _instant(29, 1), _instant(25, 0, 30, month=10)
    assert _planned(program, town, 0) == [gap]
    assert _planned(program, town, 1) == [_instant(24, 0, 30, month=10), fold]
    await _reminded_promptly(program, standin, town, 0, gap)
    await set_clock(program, _instant(24, 12, month=10))
    await until(lambda: _reminded(standin, town)[1] == 1)
    await _reminded_promptly(program, standin, town, 1, fold)
    await set_clock(program, fold + timedelta(minutes=59, seconds=59))
    await asyncio.sleep(1)
    await ticked(program)
    assert _reminded(standin, town) == [1, 2], "02:30 has come once more, the reminder has not"
