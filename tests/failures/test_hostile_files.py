"""Files that nobody should send, sent in chat to the running program while officials answer."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path

import psutil

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, PATIENCE, Program
from tests.documents import hostile_files as hostile
from tests.failures.town import Town, move_in, populate, said_to, until
from tests.measuring import in_time

OFFICIALS = 20
#: What all may take together: each is given up after 10 s, and most of them at once.
SECONDS = 40
#: What a file may take of memory while it is read.
MEMORY = 256 * 2**20
SECRET = "тайна этой машины"


def _files(secret: Path) -> list[tuple[str, bytes, str]]:
    """Name, content, and words of the sentence that says what to do."""
    return [
        ("с паролем.docx", hostile.encrypted(), "Снимите пароль"),
        ("пакет с паролем.docx", hostile.encrypted_package(), "Снимите пароль"),
        ("половина.docx", hostile.truncated(), "Пришлите его ещё раз"),
        ("картинка.docx", b"\x89PNG\r\n" + bytes(100), "Пришлите исходный файл"),
        ("программа.docx", b"MZ" + bytes(5000), "Это не документ Word или Excel"),
        ("чужой файл.docx", hostile.outside_entity(str(secret)), "Это не документ Word или Excel"),
        ("смех.docx", hostile.million_laughs(), "Это не документ Word или Excel"),
        ("бомба.docx", hostile.zip_bomb(), "Уменьшите его"),
        ("вложенные.docx", hostile.nested_tables(500), "Разбейте план на части"),
        ("длинный.docx", hostile.plain_plan(10_000), "10\xa0000 сроков"),
    ]


def _largest_child(program: Program) -> int:
    """Bytes in memory of the program's largest child process, 0 where it has none."""
    assert program.process is not None
    sizes = [0]
    for child in psutil.Process(program.process.pid).children(recursive=True):
        try:
            sizes.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return max(sizes)


async def _waited(standin: Standin, town: Town, number: int) -> float:
    """How many seconds an official's answer waits for its confirmation."""
    chat, begun = town.chats[number % OFFICIALS], time.monotonic()
    before = len(said_to(standin, chat))
    people.say(standin.world, chat, f"{number % OFFICIALS + 1}.1 текст {number}")
    await until(lambda: len(said_to(standin, chat)) > before)
    return time.monotonic() - begun


async def test_each_hostile_file_is_answered_by_a_plain_sentence_and_officials_meanwhile(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, OFFICIALS)
    move_in(standin, town)
    secret = program.directory / "secret"
    secret.write_text(SECRET)
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"] >= 2)
    await _waited(standin, town, 0)
    files = _files(secret)
    expected = Counter(words for _, _, words in files)
    for name, content, _ in files:
        people.send_files(standin.world, COORDINATOR, [(name, content)])
    waits: list[float] = []
    largest, begun = 0, time.monotonic()
    while any(
        len(said_to(standin, COORDINATOR, words)) < count for words, count in expected.items()
    ):
        waits.append(await _waited(standin, town, len(waits) + 1))
        largest = max(largest, _largest_child(program))
        await asyncio.sleep(0.05)
        assert in_time(time.monotonic() - begun, SECONDS), "each is given up in time"
        assert time.monotonic() - begun < PATIENCE, said_to(standin, COORDINATOR)
    assert {words: len(said_to(standin, COORDINATOR, words)) for words in expected} == expected
    assert in_time(max(waits), 2)
    assert 0 < largest < MEMORY
    assert SECRET not in str(standin.world.chats[COORDINATOR].messages)
    assert program.process is not None
    assert program.process.poll() is None
