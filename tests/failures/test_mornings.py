"""The moved clock over the whole program: everybody's own nine o'clock, a deputy's mornings, the
nightly backup.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.configuration.workdays import RussianCalendar
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.model import Person
from roadmap.model.policy import Policy
from sandbox import people
from sandbox.server import Standin
from storage.backup import verify
from storage.store import open_store
from tests.bot.running import Program
from tests.failures.moved_clock import set_clock, ticked
from tests.failures.town import Town, move_in, populate, said_to, until

#: Reminders fall on the due day alone, which may be any day.
POLICY = Policy(days_before=(0,), timezone=ZoneInfo("Europe/Moscow"), working_days_only=False)


async def _plan(program: Program, *changed: Person) -> None:
    """These people as they are now, and everybody's reminders."""
    store = await open_store(f"sqlite+aiosqlite:///{program.database}")
    try:
        async with store.begin() as tx:
            for person in changed:
                await tx.people.update(person)
            [roadmap] = await tx.roadmaps.all()
            await replan_roadmap(
                tx, roadmap.id, Rules(POLICY, RussianCalendar(), datetime.now(UTC))
            )
    finally:
        await store.close()


async def _settled(program: Program, standin: Standin, officials: int) -> tuple[Town, date]:
    """A town whose points are all due on one day."""
    program.env |= {
        "VEKHA_REMINDERS__DAYS_BEFORE": "0", "VEKHA_REMINDERS__WORKING_DAYS_ONLY": "false",
        "VEKHA_REMINDERS__TIMEZONE": "Europe/Moscow", "VEKHA_LOG__LEVEL": "INFO",
    }  # fmt: skip
    town = await populate(program.database, officials, due_in_days=9)
    move_in(standin, town)
    day = town.dues[0].day
    assert day is not None
    return town, day


async def test_everybody_is_reminded_at_their_own_nine_o_clock_and_outside_their_quiet_hours(
    program: Program, standin: Standin
) -> None:
    town, day = await _settled(program, standin, officials=3)
    _, vladivostok, quiet = town.officials
    await _plan(
        program,
        replace(vladivostok, timezone="Asia/Vladivostok"),
        replace(quiet, timezone="Europe/Moscow", quiet_from=time(20), quiet_to=time(10)),
    )
    moments = (
        (datetime.combine(day, time(8, 58), ZoneInfo("Asia/Vladivostok")), [0, 0, 0]),
        (datetime.combine(day, time(9, 1), ZoneInfo("Asia/Vladivostok")), [0, 1, 0]),
        (datetime.combine(day, time(8, 58), ZoneInfo("Europe/Moscow")), [0, 1, 0]),
        (datetime.combine(day, time(9, 1), ZoneInfo("Europe/Moscow")), [1, 1, 0]),
        (datetime.combine(day, time(10, 1), ZoneInfo("Europe/Moscow")), [1, 1, 1]),
    )
    await set_clock(program, moments[0][0] - timedelta(hours=1))
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    for moment, told in moments:
        await set_clock(program, moment)
        await ticked(program)
        assert [len(said_to(standin, chat, "Напоминание")) for chat in town.chats] == told, moment


async def test_a_deputy_is_reminded_in_place_of_a_colleague_on_leave_and_may_answer(
    program: Program, standin: Standin
) -> None:
    town, day = await _settled(program, standin, officials=2)
    away, deputy = town.officials
    await _plan(
        program,
        replace(away, leave_from=day - timedelta(days=3), leave_to=day, deputy_id=deputy.id),
    )
    morning = datetime.combine(day, time(9, 5), ZoneInfo("Europe/Moscow"))
    await set_clock(program, morning - timedelta(hours=1))
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await set_clock(program, morning)
    await until(lambda: said_to(standin, town.chats[1]))
    [reminder] = said_to(standin, town.chats[1])
    assert "2" in reminder, "of both items, in one message"
    assert said_to(standin, town.chats[0]) == []
    [message] = [
        one for one in standin.world.chats[town.chats[1]].messages.values() if one["from"]["is_bot"]
    ]
    keys = [key for row in message["reply_markup"]["inline_keyboard"] for key in row]
    [done] = [key for key in keys if "Выполнено 1.1" in key["text"]]
    people.press(standin.world, town.chats[1], message["message_id"], data=done["callback_data"])
    await program.until(f"select 1 from dues where id = {town.dues[0].id} and state = 'done'")
    # An answer is of the day on which Telegram says that it was written.
    standin.world.clock.offset = (morning - datetime.now(UTC)).total_seconds()
    people.say(standin.world, town.chats[1], "1.1 сделано за коллегу")
    rows = await program.until("select person_id from entries where text = 'сделано за коллегу'")
    assert rows == [(deputy.id,)]
    line = program.query("select person_id from entries where text like 'Выполнено %'")
    assert line == [(deputy.id,)], "what «Выполнено» alone left"
    people.say(standin.world, town.chats[0], "2.1 это не его")
    await until(lambda: said_to(standin, town.chats[0]))
    assert program.query("select count(*) from entries") == [(2,)]


async def test_the_nightly_backup_is_made_verified_and_kept_by_the_rule(
    program: Program, standin: Standin
) -> None:
    await _settled(program, standin, officials=1)
    program.env["VEKHA_BACKUP__KEEP"] = "3"
    backups = program.directory / "backups"
    night = datetime.now(UTC).replace(hour=0, minute=35, second=0)  # 03:35 in Moscow
    await set_clock(program, night - timedelta(hours=2))
    program.start()
    await program.until("select 1 from facts where name = 'duty:backup'")
    for number in range(1, 6):
        await set_clock(program, night + timedelta(days=number))
        name = f"vekha-{(night + timedelta(days=number)).astimezone(POLICY.timezone).date()}.backup"
        await until((backups / name).exists)
    await until(lambda: len(list(backups.iterdir())) == 3)
    kept = sorted(backups.iterdir())
    assert [one.name[6:16] for one in kept] == [
        str((night + timedelta(days=n)).date()) for n in (3, 4, 5)
    ]
    for one in kept:
        assert (await verify(one))["people"] == 2
        assert one.stat().st_mode & 0o077 == 0, "it holds names"
