"""10,000 reminders due at once to distinct chats, against a stand-in that meters like Telegram,
while officials answer. Measured over the first 60 s of sending, or as many as are given, or until
`all` have been sent: the rate, refusals, how long a confirmation waits, and that nobody got two.

Run from the repository's root: `python -m bench.flood [SECONDS | all]`. Exit code 1 where 29 a
second, no 429, a confirmation within 1 s (99th percentile) or one message each was missed.
"""

from __future__ import annotations

import asyncio
import math
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap.model import Person, PersonState, Role
from sandbox import people
from sandbox.flood import Limits
from sandbox.server import Standin, running_standin
from storage.store import open_store
from tests.bot.running import COORDINATOR, TOKEN, Program
from tests.failures.town import Town, move_in, new_database, populate, reminder, until

REMINDERS = 10_000
FIRST_CHAT = 100_000
ANSWERING = 50
#: Seconds between two answers: twice as many as an office of this size writes on a busy morning.
BETWEEN = 0.5


async def main(seconds: float) -> int:
    """Print the figures; 1 where one was missed."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_standin(TOKEN, limits=Limits()) as standin:
            program = Program(Path(folder), standin.base, delivery__in_flight=3)
            await new_database(program.database, Path(folder) / "template.db")
            town = await populate(program.database, ANSWERING)
            standin.world.add_person(COORDINATOR, "Анна", state="started")
            move_in(standin, town)
            await _remind_many(program, standin, town)
            program.start()
            try:
                return await _measure(standin, town, seconds)
            finally:
                await program.stop()


async def _remind_many(program: Program, standin: Standin, town: Town) -> None:
    """Store more people, each with one reminder that is due."""
    store = await open_store(f"sqlite+aiosqlite:///{program.database}")
    due_at = datetime.now(UTC) - timedelta(minutes=1)
    try:
        async with store.begin() as tx:
            planned = []
            for number in range(REMINDERS):
                chat = FIRST_CHAT + number
                standin.world.add_person(chat, "Пётр", state="started")
                one = Person(
                    0,
                    f"Адресат {number}",
                    Role.OFFICIAL,
                    telegram_id=chat,
                    state=PersonState.ACTIVE,
                )
                planned.append(
                    reminder(await tx.people.add(one), town.dues[number % ANSWERING], due_at)
                )
            await tx.reminders.add(planned)
    finally:
        await store.close()


async def _measure(standin: Standin, town: Town, seconds: float) -> int:
    sends = standin.world.ledger.sends
    await until(lambda: len(sends) > 30, seconds=60)
    start, sent = time.monotonic(), len(sends)
    asked: list[asyncio.Task[float]] = []
    number = 0
    while time.monotonic() - start < seconds and _reminded(standin) < REMINDERS:
        asked.append(
            asyncio.create_task(
                _answer(standin, town.chats[number % ANSWERING], number % ANSWERING + 1)
            )
        )
        number += 1
        await asyncio.sleep(BETWEEN)
    took = time.monotonic() - start
    rate = (len(sends) - sent) / took
    waits = sorted(await asyncio.gather(*asked))
    late, floods = statistics.quantiles(waits, n=100)[98], standin.world.ledger.refusals["429"]
    most = max(
        len(chat.messages) for number, chat in standin.world.chats.items() if number >= FIRST_CHAT
    )
    print(
        f"{took:.0f} s of {REMINDERS} reminders due at once: {rate:.1f} messages a second, "
        f"{floods} times 429, "
        f"{_reminded(standin)} reminded, none more than {most} time(s)"
    )
    print(
        f"{len(waits)} answers meanwhile, confirmed within: median {statistics.median(waits):.3f} "
        f"s, p99 {late:.3f} s"
    )
    return int(rate < 29 or floods > 0 or late > 1 or most > 1)


def _reminded(standin: Standin) -> int:
    """Of those who only wait for their reminder, how many have it."""
    sends = len(standin.world.ledger.sends)
    if sends < REMINDERS:
        return sends  # quick, and near enough while it goes on
    return sum(
        bool(chat.messages) for number, chat in standin.world.chats.items() if number >= FIRST_CHAT
    )


async def _answer(standin: Standin, chat: int, item: int) -> float:
    """Seconds until an answer was confirmed."""
    begun = time.monotonic()
    wrote = people.say(standin.world, chat, f"{item}.1 текст")["message_id"]
    await until(lambda: any(one > wrote for one in standin.world.chats[chat].messages), seconds=30)
    return time.monotonic() - begun


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else "60"
    sys.exit(asyncio.run(main(math.inf if given == "all" else float(given))))
