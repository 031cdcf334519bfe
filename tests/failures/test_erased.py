"""A person who asks to be erased leaves no trace in the database's files within a day."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, Program
from tests.failures.town import populate, said_to, until

CHAT = 7390518264
NAME = "Ольховская Мирослава"


def _press(standin: Standin, part_of_data: str) -> bool:
    """Press the person's button whose data contains this; false where there is none yet."""
    for message in list(standin.world.chats[CHAT].messages.values()):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if part_of_data in button.get("callback_data", ""):
                    people.press(
                        standin.world, CHAT, message["message_id"], data=button["callback_data"]
                    )
                    return True
    return False


def _traces(program: Program) -> list[str]:
    """Files beside the database that hold the person's name or id."""
    signs = (NAME.encode(), NAME.split()[0].encode(), str(CHAT).encode(), CHAT.to_bytes(6, "big"))
    files = program.database.parent.glob(program.database.name + "*")
    return [file.name for file in files if any(sign in file.read_bytes() for sign in signs)]


async def test_an_erased_person_leaves_no_trace_in_the_files_within_a_day(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    await populate(program.database, officials=1)
    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute(
            "update people set telegram_id = ?, name = ? where telegram_id <> ?",
            (CHAT, NAME, COORDINATOR),
        )
    standin.world.add_person(CHAT, NAME.split()[1], state="started", last_name=NAME.split()[0])
    events: list[str] = []
    standin.world.listeners.add(lambda event: events.append(str(event.get("text"))))
    program.start()
    for text in ("/start", "слова без пункта", "1.1 текст", "/settings", "/forget"):
        people.say(standin.world, CHAT, text)
    people.say(standin.world, COORDINATOR, "/people")
    await until(lambda: said_to(standin, COORDINATOR, NAME))
    await until(lambda: _press(standin, ":erase:"))
    await until(lambda: _press(standin, ":erase_now:"))
    await program.until("select 1 where (select count(*) from people) = 1")
    await until(lambda: any("Данные удалены" in text for text in events))
    assert program.query("select text, person_id from entries") == [("текст", None)], (
        "the answer stays without author"
    )
    program.clock.write_text(str(24 * 3600))
    await until(lambda: "tidy" in program.log.read_text())
    await until(lambda: _traces(program) == [])
    assert NAME not in program.log.read_text()
