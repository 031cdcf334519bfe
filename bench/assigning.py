"""How long it takes to name many people, and how long others wait for their answers meanwhile.

`python -m bench.assigning [people] [items]`. The whole bot against the stand-in in a process of its
own. The coordinator sends lists of a quarter, half and all of so many people (600), first all for
one item, then for ten items each, then `/assign все` on so many items (2,000); meanwhile officials
write in turn, 20 answers a second. «Said» is when the coordinator is told that it holds, «planned»
when every reminder stands. 1 where 600 people or all items take more than 10 s, or where the 99th
percentile of the answers' waits is above 500 ms.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bench.processes import (
    COORDINATOR,
    UNLIMITED,
    VEKHA,
    conditions,
    end,
    first_poll,
    standin,
    start,
)
from bench.report_beside_chat import Talk
from bench.town import Town, large_roadmap, now, populate
from sandbox.client import Message, SandboxClient
from storage.store import SqlStore, open_store

PEOPLE, ITEMS, EACH, OFFICIALS = 600, 2_000, 10, 200
TARGET_SECONDS, TARGET_MS = 10.0, 500.0

_JOBS = text("SELECT count(*) FROM jobs")

Act = Callable[[], Awaitable[object]]


class Desk:
    """The coordinator at work, timed."""

    def __init__(self, client: SandboxClient, store: SqlStore, town: Town) -> None:
        self._client, self._store, self._town = client, store, town
        self._me = client.user(COORDINATOR)
        self.missed = False

    async def measure(self, name: str, act: Act, *, held_to: bool = True) -> None:
        """Do it while officials write, and print a line."""
        await self._client.request("DELETE", "stats")
        talk, done = Talk(self._client, self._town), asyncio.Event()
        talking = asyncio.create_task(talk.run(done))
        await asyncio.sleep(1)
        began = time.time()
        await act()
        said = time.time() - began
        while await self._working():
            await asyncio.sleep(0.2)
        planned = time.time() - began
        done.set()
        await talking
        await asyncio.sleep(2)
        waits = await talk.waited()
        middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
        print(
            f"{name:34}{said:>8.1f}{planned:>10.1f}{len(waits):>9}{middle:>10.0f}{late:>10.0f}"
            f"{waits[-1]:>10.0f}",
            flush=True,
        )
        self.missed |= late > TARGET_MS or (held_to and planned > TARGET_SECONDS)

    async def _working(self) -> bool:
        async with self._store.read() as tx:
            return bool((await tx._running.execute(_JOBS)).rows[0][0])

    async def send_list(self, name: str, rows: list[str]) -> None:
        """A list of people as a file, until it is said that it holds."""
        before = await self._count("Назначения изменены")
        content = "\n".join(["ФИО;пункты", *rows]).encode()
        await self._me.upload(f"{name}.csv", content)
        while await self._count("Назначения изменены") == before:
            await asyncio.sleep(0.2)

    async def assign_all(self, person: str) -> None:
        """Everything to one person, confirmed."""
        await self._me.send(f"/assign все {person}")
        await self._confirm()

    async def _count(self, words: str) -> int:
        return sum(words in one.get("text", "") for one in await self._me.messages())

    async def _confirm(self) -> None:
        """«Назначить» under the question, which becomes the answer."""
        while not (asked := await self._button("hold:")):
            await asyncio.sleep(0.2)
        message, data = asked
        await self._me.press(message, data=data)
        while await self._button("hold:"):
            await asyncio.sleep(0.2)

    async def _button(self, begins: str) -> tuple[Message, str] | None:
        for message in reversed(await self._me.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for one in row:
                    if one["callback_data"].startswith(begins):
                        return message, one["callback_data"]
        return None


async def main(people: int, items: int) -> int:
    """Print the table; 1 where a figure misses its target."""
    with standin("--no-flood") as to, tempfile.TemporaryDirectory() as folder:
        url, at = f"sqlite+aiosqlite:///{folder}/vekha.db", now()
        town = await populate(url, OFFICIALS, at)
        roadmap = await large_roadmap(url, town, items, at)
        store = await open_store(url)
        async with store.begin() as tx:  # who writes meanwhile is told nothing else
            await tx.people.take_away(await tx.people.assignments(roadmap.id))
        async with SandboxClient(to.base) as client:
            for person in (COORDINATOR, *town.officials):
                await client.add_user(person, f"Участник {person}")
            process = start(VEKHA, to, Path(folder), UNLIMITED)
            try:
                await first_poll(client)
                await client.user(COORDINATOR).send("/start")
                await asyncio.sleep(3)
                desk = Desk(client, store, town)
                print(
                    f"{'meanwhile':34}{'said, s':>8}{'planned, s':>10}{'answers':>9}{'p50, ms':>10}"
                    f"{'p99, ms':>10}{'max, ms':>10}"
                )
                await desk.measure("nothing", partial(asyncio.sleep, 5))
                for place, count in enumerate((people // 4, people // 2, people)):
                    rows = [f"Сосед {place} {n};{place + 1}" for n in range(count)]
                    await desk.measure(
                        f"{count} people, one item", partial(desk.send_list, f"а{place}", rows)
                    )
                width = (items - EACH) // 3
                for place, count in enumerate((people // 4, people // 2, people)):
                    rows = [
                        f"Лесной {place} {n};{_ten(place * width + EACH, width, n)}"
                        for n in range(count)
                    ]
                    await desk.measure(
                        f"{count} people, ten items each",
                        partial(desk.send_list, f"б{place}", rows),
                    )
                await desk.measure(
                    f"/assign все, {items} items", partial(desk.assign_all, "Сосед 0 0")
                )
            finally:
                end(process)
                await store.close()
    print(f"{people} people, {items} items; {conditions()}")
    return int(desk.missed)


def _ten(first: int, width: int, number: int) -> str:
    """Ten items of `width` beginning at `first`."""
    return ", ".join(str(first + (number * EACH + n) % width + 1) for n in range(EACH))


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(asyncio.run(main(*(given + [PEOPLE, ITEMS][len(given) :]))))
