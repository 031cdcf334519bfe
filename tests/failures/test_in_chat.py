"""What people do in chat, through the running program: twice, at length, by strangers, with
bombs.
"""

from __future__ import annotations

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, Program
from tests.documents import hostile_files
from tests.failures.town import Town, move_in, one_each, plan_reminders, populate, said_to, until
from tests.measuring import in_time

STRANGER = 909


async def _running(program: Program, standin: Standin, officials: int = 1) -> Town:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials)
    move_in(standin, town)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    return town


def _message(standin: Standin, chat: int, containing: str) -> int:
    """The id of the bot's newest message with these words."""
    messages = standin.world.chats[chat].messages
    return max(
        one
        for one, message in messages.items()
        if message["from"]["is_bot"] and containing in str(message)
    )


async def test_a_tap_that_arrives_three_times_closes_a_point_once(
    program: Program, standin: Standin
) -> None:
    town = await _running(program, standin)
    [chat] = town.chats
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    await until(lambda: said_to(standin, chat, "Отчёт"))
    queries = people.press(
        standin.world, chat, _message(standin, chat, "Отчёт"), label="Выполнено", times=3
    )
    assert len(queries) == 3
    await program.until("select 1 where (select count(*) from inbox where state = 'handled') = 3")
    assert program.query("select state from dues") == [("done",)]
    assert program.query(
        "select count(*) from log where what like '%done%' or what like '%close%'"
    ) == [(1,)]


async def test_an_album_an_edit_and_a_withdrawal_leave_one_answer_each_and_the_log_none_of_their_words(
    program: Program, standin: Standin
) -> None:
    town = await _running(program, standin)
    [chat] = town.chats
    pictures = [(f"{number}.jpg", b"\xff\xd8\xff" + bytes([number])) for number in range(10)]
    people.send_files(standin.world, chat, pictures, kind="photo", caption="1.1 фотоотчёт")
    await program.until("select 1 where (select count(*) from inbox where state = 'handled') = 10")
    await until(lambda: said_to(standin, chat))
    assert program.query("select text from entries") == [("фотоотчёт",)]
    assert len(said_to(standin, chat)) == 1, "one confirmation for ten pictures"
    odd = "<b>5 < 6</b> & \u202eсправа\u200b 👨‍👩‍👧 " + "долго " * 700
    written = people.say(standin.world, chat, f"1.1 {odd}")["message_id"]
    await program.until("select 1 from entries where text = ?", odd.strip())
    people.say(standin.world, COORDINATOR, "/item 1")
    await until(lambda: said_to(standin, COORDINATOR, odd[:100]))
    people.edit(standin.world, chat, written, "1.1 коротко")
    await program.until("select 1 from entries where text = 'коротко'")
    assert [old for (old,) in program.query("select text from revisions")] == [odd.strip()]
    await until(lambda: said_to(standin, chat, "Исправлено"))
    for _ in range(2):
        people.press(standin.world, chat, _message(standin, chat, "Отозвать"), label="Отозвать")
    await program.until("select 1 from entries where withdrawn_at is not null")
    await until(lambda: said_to(standin, chat, "Отозвано"))
    assert program.query("select count(*) from entries where withdrawn_at is null") == [(1,)], (
        "the album"
    )
    log = program.log.read_text()
    assert [
        word for word in ("фотоотчёт", "коротко", "справа", "Исполнитель", "Пётр") if word in log
    ] == []


async def test_a_long_list_of_odd_names_comes_as_messages_that_telegram_takes(
    program: Program, standin: Standin
) -> None:
    await _running(program, standin)
    names = [f"<b>Перова & Ко</b> 👩‍🏫 {number}" for number in range(12)]
    listed = "\n".join(["ФИО", *names]).encode()
    people.send_files(standin.world, COORDINATOR, [("люди.csv", listed)])
    await until(lambda: said_to(standin, COORDINATOR, "Заведено участников: 12"))
    created = _message(standin, COORDINATOR, "Заведено участников: 12")
    people.press(standin.world, COORDINATOR, created, label="Сообщение каждому (12)")
    await until(lambda: said_to(standin, COORDINATOR, "Разослать себе 12 сообщений"))
    asked = _message(standin, COORDINATOR, "Разослать себе 12 сообщений")
    people.press(standin.world, COORDINATOR, asked, label="Прислать 12")
    await until(lambda: len(said_to(standin, COORDINATOR, "?start=")) == len(names))
    told = said_to(standin, COORDINATOR, "?start=")
    assert max(map(len, told)) <= 4096
    assert [name for name in names if name not in "\n".join(told)] == []


async def test_the_file_of_a_request_to_accept_comes_from_telegram_or_from_our_copy(
    program: Program, standin: Standin
) -> None:
    town = await _running(program, standin)
    [chat] = town.chats
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    await until(lambda: said_to(standin, chat, "Отчёт"))
    people.say(standin.world, COORDINATOR, "/roadmaps")
    await until(lambda: said_to(standin, COORDINATOR))
    newest = max(standin.world.chats[COORDINATOR].messages)
    people.press(standin.world, COORDINATOR, newest, data="rm:acceptance:1:0")
    await program.until("select 1 from roadmaps where acceptance")
    sent = people.send_files(standin.world, chat, [("акт.pdf", b"%PDF-1")], caption="1.1 акт")
    await program.until("select 1 from attachments where stored_id is not null")
    people.press(standin.world, chat, _message(standin, chat, "Отчёт"), label="Выполнено")
    await until(lambda: said_to(standin, COORDINATOR, "Принять?"))
    request = _message(standin, COORDINATOR, "Принять?")

    def files() -> list[str]:
        messages = standin.world.chats[COORDINATOR].messages.values()
        return [one["document"]["file_id"] for one in messages if "document" in one]

    people.press(standin.world, COORDINATOR, request, label="Файлы (1)")
    await until(files)
    given = sent[0]["document"]["file_id"]
    assert files() == [given], "sent on by its id, without an upload"
    del standin.world.files[given]
    people.press(standin.world, COORDINATOR, request, label="Файлы (1)")
    await until(lambda: len(files()) == 2)
    assert standin.world.files[files()[1]].content == b"%PDF-1"


async def test_a_stranger_and_a_colleague_change_nothing_and_learn_nothing(
    program: Program, standin: Standin
) -> None:
    town = await _running(program, standin, officials=2)
    standin.world.add_person(STRANGER, "Некто", state="started")
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    await until(lambda: all(said_to(standin, chat, "Отчёт") for chat in town.chats))
    buttons = str(standin.world.chats[town.chats[0]].messages)
    [done] = set(re.findall(r"due:done:\d+", buttons))
    for user in (STRANGER, town.chats[1]):
        people.say(standin.world, user, "/item 1" if user == STRANGER else "/help")
        await until(lambda user=user: said_to(standin, user))  # type: ignore[misc]
        newest = max(
            one
            for one, sent in standin.world.chats[user].messages.items()
            if sent["from"]["is_bot"]
        )
        people.press(standin.world, user, newest, data=done)
    await program.until("select 1 where (select count(*) from inbox where state = 'handled') = 4")
    assert program.query("select distinct state from dues") == [("open",)]
    assert not any(
        "Отчёт" in said or "Заречь" in said or "Меры" in said for said in said_to(standin, STRANGER)
    )


async def test_where_the_only_coordinator_is_gone_a_command_makes_another(
    program: Program, standin: Standin
) -> None:
    await _running(program, standin)
    standin.world.people[COORDINATOR].state = "deactivated"
    invited = await asyncio.to_thread(
        program.command, "invite", "--role", "coordinator", "--name", "Новый"
    )
    found = re.search(r"start=([\w-]+)", invited.stdout)
    assert found is not None
    standin.world.add_person(STRANGER, "Некто", state="started")
    people.say(standin.world, STRANGER, f"/start {found[1]}")
    await program.until(
        "select 1 from people where telegram_id = ? and role = 'coordinator'", STRANGER
    )
    people.say(standin.world, STRANGER, "/summary")
    await until(lambda: said_to(standin, STRANGER, "Заречь"))


async def test_officials_are_answered_while_a_bomb_is_defused(
    program: Program, standin: Standin
) -> None:
    town = await _running(program, standin, officials=30)
    people.send_files(
        standin.world, COORDINATOR, [("план.docx", hostile_files.million_paragraphs())]
    )
    await program.until("select 1 from jobs")
    waits = []
    for number, chat in enumerate(town.chats):
        begun = time.monotonic()
        people.say(standin.world, chat, f"{number + 1}.1 текст")
        await until(lambda chat=chat: said_to(standin, chat))  # type: ignore[misc]
        waits.append(time.monotonic() - begun)
        if said_to(standin, COORDINATOR, "слишком много строк"):
            break
        await asyncio.sleep(0.05)
    assert len(waits) > 3, "the bomb must have taken some time"
    assert in_time(max(waits), 2)
    await until(lambda: said_to(standin, COORDINATOR, "слишком много строк"))
