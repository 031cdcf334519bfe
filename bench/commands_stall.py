"""How long each command stops the bot's loop, with 2,000 items of 10 entries each and 200 people.

`python -m bench.commands_stall [items] [pattern of the steps' names]`. The whole bot against the
stand-in, with the heartbeat of `bench.stall` in its loop: every command, button, import and duty
that touches the roadmap as a whole, one after the other. For each: how long the answer took, and
the loop's longest stall, by its own work and by the clock. 1 where its own work kept it for more
than 50 ms.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from bench.processes import COORDINATOR, UNLIMITED, conditions, first_poll, standin, vekha_settings
from bench.reading import plain_plan
from bench.stall import Stall
from bench.town import large_roadmap, now, populate
from roadmap.model import Person, PersonState, Role
from sandbox.client import Message, SandboxClient
from storage.store import SqlStore, open_store

OFFICIALS, OBSERVERS = 200, (101, 102, 103)
TARGET_MS = 50
#: What still goes on once the first answer has arrived, such as two hundred requests.
AFTER_SECONDS = 1.5

#: Ordered so that none changes what another needs; in «» a button of the last message that has it.
COMMANDS = (
    "/summary",
    "«list:by_person:»",
    "/summary",
    "«list:discipline:»",
    "/silent",
    "«list:remind_silent:»",
    "/overdue",
    "/due",
    "/due 400",
    "1000 Проведён семинар",
    "/my",
    "/item 1000",
    "/roadmaps",
    "/calendar",
    "/remind 1-20",
    "/collect",
    "/assign 1-100 Участник 5",
    "«hold:»",
    "/log",
    "/assign все Участник 6",
    "«hold:»",
    "/my",
    "/remind все",
    "/help",
)
#: The second waits for a list, so that these come last.
PEOPLE = ("/people Участник 7", "/people")
DUTIES = ("plan", "desk", "week", "tidy")

Act = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Taken:
    """One step: its beginning and quiet end (Unix seconds), and how long its answer took [s]."""

    name: str
    began: float
    ended: float
    answered: float


class Steps:
    """What a coordinator does, one thing after the other."""

    def __init__(self, client: SandboxClient, store: SqlStore, only: str) -> None:
        self._client, self._store, self._only = client, store, only
        self._me = client.user(COORDINATOR)
        self.taken: list[Taken] = []

    async def take(self, name: str, act: Act, *, told: bool = False) -> None:
        """Do it, wait for the answer where the coordinator is `told` something, then for quiet."""
        if not re.search(self._only, name):
            return
        before, began = await self.said(), time.time()
        await act()
        while told and await self.said() == before:
            await asyncio.sleep(0.02)
            if time.time() - began > 90:
                raise TimeoutError(name)
        answered = time.time() - began
        await asyncio.sleep(AFTER_SECONDS)
        self.taken.append(Taken(name, began, time.time(), answered))

    async def said(self) -> list[tuple[int, str]]:
        """What the bot has said to the coordinator, as it reads now."""
        return [
            (one["message_id"], one.get("text", ""))
            for one in await self._me.messages()
            if one["from"]["is_bot"]
        ]

    async def commands(self, commands: Sequence[str]) -> None:
        """Each of these commands and buttons."""
        for one in commands:
            if one.startswith("«"):
                await self.take(one, partial(self._press, one.strip("«»")), told=True)
            else:
                await self.take(one, partial(self._me.send, one), told=True)

    async def duties(self) -> None:
        """Run the daily and weekly duties in the running bot, as if it had slept through them."""
        # With its first duty the bot sends everybody's menu, which takes a while.
        await self._do_duty("duty:tidy")
        for name in DUTIES:
            await self.take(f"duty: {name}", partial(self._do_duty, f"duty:{name}"))

    async def imports(self, items: int) -> None:
        """Import and save a large plan; then another edition of it, which is applied and undone."""
        first, second = plain_plan(items), new_edition(plain_plan(items + 5))
        await self.take("import: read", partial(self._me.upload, "план.docx", first), told=True)
        await self.take("import: saved", partial(self._press, "draft:save:"), told=True)
        await self.take("import: people named", partial(self._press, "draft:people:"), told=True)
        await self.take("edition: read", partial(self._me.upload, "план 2.docx", second), told=True)
        await self.take("edition: saved", partial(self._press, "draft:update:"), told=True)
        await self.take("edition: undone", partial(self._press, "draft:undo:"), told=True)

    async def people(self) -> None:
        """People by a name, all, and a list of them with ten items each."""
        await self.commands(PEOPLE)
        rows = [f"Лесной Семён {n};заведующий;{n * 9 + 1}-{n * 9 + 10}" for n in range(OFFICIALS)]
        content = "\n".join(["ФИО;должность;пункты", *rows]).encode()
        await self.take(
            "a list of people", partial(self._me.upload, "люди.csv", content), told=True
        )

    async def _press(self, data: str) -> None:
        message, found = next(
            (message, found)
            for message in reversed(await self._me.messages())
            for found in buttons_of(message)
            if found.startswith(data)
        )
        await self._me.press(message, data=found)

    async def _do_duty(self, fact: str) -> None:
        """As if the bot had slept since 2000."""
        done = long_ago = "2000-01-01"
        async with self._store.begin() as tx:
            await tx.facts.set(fact, done)
        while done == long_ago:
            await asyncio.sleep(0.02)
            async with self._store.read() as tx:
                done = await tx.facts.get(fact) or ""


async def add_observers(url: str) -> None:
    """Some who get the weekly message."""
    store = await open_store(url)
    async with store.begin() as tx:
        for observer in OBSERVERS:
            person = Person(
                0,
                f"Наблюдатель {observer}",
                Role.OBSERVER,
                telegram_id=observer,
                state=PersonState.ACTIVE,
            )
            await tx.people.add(person)
    await store.close()


def buttons_of(message: Message) -> list[str]:
    """What the buttons of a message carry."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [one["callback_data"] for row in rows for one in row if "callback_data" in one]


def new_edition(plan: bytes) -> bytes:
    """The plan with one row of ten in other words, and one of eight due a month later."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(plan)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        text = before.read("word/document.xml").decode()
        text = re.sub(r"(№ \d*0) для педагогов", r"\1 для учителей и воспитателей", text)
        after.writestr("word/document.xml", text.replace("до 15 ноября", "до 15 декабря"))
    return out.getvalue()


async def talk(client: SandboxClient, url: str, items: int, only: str) -> list[Taken]:
    """All steps, once the bot polls and has built its models."""
    await first_poll(client)
    await client.user(COORDINATOR).send("/start")
    await client.user(COORDINATOR).wait_for("")
    await asyncio.sleep(3)
    store = await open_store(url)
    steps = Steps(client, store, only)
    await steps.duties()
    await steps.commands(COMMANDS)
    await steps.imports(items)
    await steps.people()
    await store.close()
    return steps.taken


def told(one: Taken, stalls: list[Stall]) -> tuple[str, float]:
    """A line of the table, and the longest stall by the loop's own work [ms]."""
    own = [(late, work) for at, late, work, _ in stalls if one.began <= at <= one.ended]
    work = max((work for _, work in own), default=0.0)
    late = max((late for late, _ in own), default=0.0)
    return f"{one.name:28}{one.answered:>12.2f}{work:>16.1f}{late:>14.1f}", work


async def main(items: int, only: str) -> int:
    """Print the table; 1 where the loop worked too long at a stretch."""
    with standin("--no-flood") as to, tempfile.TemporaryDirectory() as folder:
        url, at = f"sqlite+aiosqlite:///{folder}/vekha.db", now()
        town = await populate(url, OFFICIALS, at)
        await large_roadmap(url, town, items, at)
        await add_observers(url)
        async with SandboxClient(to.base) as client:
            for person in (COORDINATOR, *OBSERVERS, *town.officials):
                await client.add_user(person, f"Участник {person}")
            process = subprocess.Popen(
                [sys.executable, "-m", "bench.stall", "child"],
                env=vekha_settings(
                    to, Path(folder), {**UNLIMITED, "VEKHA_REMINDERS__TICK_SECONDS": "1"}
                ),
                stdout=subprocess.PIPE,
            )
            try:
                taken = await talk(client, url, items, only)
            finally:
                process.send_signal(signal.SIGTERM)
                out, _ = process.communicate(timeout=15)
    priority, *_, found = out.decode().splitlines()
    print(f"{priority}\n{'':28}{'answer, s':>12}{'own work, ms':>16}{'clock, ms':>14}")
    lines = [told(one, [tuple(stall) for stall in json.loads(found)]) for one in taken]
    print("\n".join(line for line, _ in lines))
    print(f"{items} items; {conditions()}")
    return int(max(work for _, work in lines) > TARGET_MS)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        asyncio.run(main(int(given[0]) if given else 2_000, given[1] if len(given) > 1 else ""))
    )
