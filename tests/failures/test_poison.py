"""Updates that cannot be understood: put aside with a reason, and the next good one is handled at
once.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
from contextlib import closing

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, Program
from tests.failures.mutations import mutated, seeds
from tests.failures.town import move_in, populate, said_to, until
from tests.measuring import within


def _write(program: Program, sql: str) -> None:
    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute(sql)


async def test_an_update_that_cannot_be_read_and_one_whose_handler_raises_are_put_aside_and_can_be_retried(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=2)
    move_in(standin, town)
    _write(program, "update points set deadline = '{' where id = 1")
    unread = standin.world.updates.add_raw({"message": {"message_id": "не число"}})
    raising = standin.world.updates.next_id
    people.say(standin.world, town.chats[0], "1.1 текст")
    people.say(standin.world, town.chats[1], "2.1 текст")
    program.start()
    await program.until("select 1 from entries")
    assert program.query("select count(*) from entries") == [(1,)]
    aside = dict(program.query("select update_id, error from inbox where state = 'quarantined'"))
    assert set(aside) == {unread, raising}
    assert all(re.match(r"[\w.]+ at .*\.py:\d+", error) for error in aside.values()), (
        "each has its reason"
    )
    await until(lambda: said_to(standin, COORDINATOR, "не удалось обработать"))
    listed = await asyncio.to_thread(program.command, "quarantine", "list")
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == [
        str(unread),
        str(raising),
    ]
    _write(program, "update points set deadline = null where id = 1")
    assert (
        await asyncio.to_thread(program.command, "quarantine", "retry", str(raising))
    ).returncode == 0
    await program.until("select 1 where (select count(*) from entries) = 2")
    assert len(said_to(standin, COORDINATOR, "не удалось обработать")) == 1, "told once"


async def test_two_thousand_mutated_updates_stop_nothing(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=2)
    move_in(standin, town)
    choose = random.Random(7)
    for number in range(2000):
        good = seeds(choose.choice((COORDINATOR, town.chats[0])))
        standin.world.updates.add_raw(
            json.dumps({"update_id": number + 1, **mutated(choose, choose.choice(good))})
        )
    process = program.start()
    await program.until("select 1 where (select count(*) from inbox where state <> 'new') >= 2000")
    with within(2):
        people.say(standin.world, town.chats[1], "2.1 текст")
        await program.until("select 1 from entries where text = 'текст'")
    assert process.poll() is None
    assert "the program ended by an error" not in program.log.read_text()
    errors = [
        error for (error,) in program.query("select error from inbox where state = 'quarantined'")
    ]
    assert len(errors) > 200, "poison must have been among them"
    others = [
        error
        for error in errors
        if not error.startswith(("ValidationError", "OverflowError", "UnicodeEncodeError"))
    ]
    assert others == [], (
        "handlers refuse politely what a database can hold: numbers of 63 bits, text that is Unicode"
    )


async def test_an_answer_that_the_models_refuse_is_recorded_and_one_that_fails_is_owned_up_to(
    program: Program, standin: Standin
) -> None:
    town = await populate(program.database, officials=1)
    move_in(standin, town)
    message = {
        "message_id": 900, "date": 1_700_000_000, "chat": {"id": town.chats[0], "type": "private"},
        "from": {"id": town.chats[0], "is_bot": False, "first_name": "Пётр"},
        "text": "1.1 переслано от скрытого автора", "forward_origin": {"type": "hidden_user"},
    }  # fmt: skip
    standin.world.updates.add_raw({"message": message})
    program.start()
    rows = await program.until("select text from entries")
    assert rows[0][0] == "переслано от скрытого автора"
    _write(program, "update points set deadline = '{' where id = 1")
    people.say(standin.world, town.chats[0], "1.1 текст")
    await until(lambda: said_to(standin, town.chats[0], "не удалось обработать"))
