"""How long confirmations take while a report of 2,000 items, 10 entries each, is written.

`python -m bench.report_beside_chat [items]`. The whole bot, as it is by default, against the
stand-in in a process of its own; 200 officials write in turn, 20 answers a second, first with
nothing else going on, then while the coordinator has the report written as Word (into the document
that came in), as Excel, and as a timeline to print. An answer's time ends when its confirmation
reaches Telegram. 1 where the 99th percentile beside a report is above 500 ms.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.processes import COORDINATOR, VEKHA, conditions, end, first_poll, standin, start
from bench.reading import plain_plan
from bench.town import ITEMS, Town, now, populate
from roadmap.model import Due, Item, Period, Point, PointKind, ProgressEntry, Roadmap
from sandbox.client import SandboxClient
from storage.store import open_store

OFFICIALS, ENTRIES, A_SECOND = 200, 10, 20
TARGET_MS = 500
QUIET_SECONDS = 10
FORMS = ("docx", "xlsx", "timeline")


async def enlarge(url: str, items: int, at: datetime) -> Roadmap:
    """A second, newer roadmap of so many items, each with ten entries of this half-year."""
    store = await open_store(url)
    year = Period("План", date(at.year, 1, 1), date(at.year, 12, 31))
    async with store.begin() as tx:
        source = await tx.files.add("план.docx", "", plain_plan(items))
        new = Roadmap(
            0,
            "Большой план города Заречинска",
            year,
            at + timedelta(seconds=1),
            source_file_id=source,
        )
        roadmap = await tx.roadmaps.add(new)
        rows = [
            Item(0, roadmap.id, n, str(n + 1), ("Раздел",), f"Семинар {n + 1} для школ")
            for n in range(items)
        ]
        stored = await tx.roadmaps.add_items(rows)
        points = await tx.roadmaps.add_points(
            [
                Point(0, item.id, PointKind.MEASURE, "1", 0, item.recommendation, "measure 1")
                for item in stored
            ]
        )
        await tx.roadmaps.add_dues([Due(0, point.id, at.date()) for point in points])
        for item in stored:
            for number in range(ENTRIES):
                title = f"семинар № {item.number}-{number}"
                text = f"Проведён {title}, участвовали {30 + number} педагогов."
                await tx.answers.add(ProgressEntry(0, item.id, None, None, text, at.date(), at))
    await store.close()
    return roadmap


class Talk:
    """Officials who write one after the other until told to stop."""

    def __init__(self, client: SandboxClient, town: Town) -> None:
        self._client, self._town = client, town
        self._said: dict[int, list[float]] = defaultdict(list)

    async def run(self, until: asyncio.Event) -> None:
        """One answer each twentieth of a second."""
        count = 0
        while not until.is_set():
            official = self._town.officials[count % OFFICIALS]
            self._said[official].append(time.time())
            text = f"{count % OFFICIALS % ITEMS + 1} Проведён семинар {count}"
            await self._client.user(official).send(text)
            count += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(until.wait(), 1 / A_SECOND)

    async def waited(self) -> list[float]:
        """Milliseconds from each answer to its confirmation, in rising order."""
        found = []
        for official, said in self._said.items():
            came = [at for at, _ in (await self._client.stats(official))["log"]]
            found += [(there - here) * 1000 for here, there in zip(said, came, strict=True)]
        return sorted(found)


async def measure(
    client: SandboxClient, town: Town, roadmap: Roadmap, form: str
) -> tuple[list[float], float]:
    """The officials' waits while a file of this form ("": none) is made, and the seconds taken."""
    await client.request("DELETE", "stats")
    talk, done = Talk(client, town), asyncio.Event()
    talking = asyncio.create_task(talk.run(done))
    await asyncio.sleep(1)
    began = time.time()
    if form:
        await _order(client, roadmap, form)
    else:
        await asyncio.sleep(QUIET_SECONDS)
    spent = time.time() - began
    done.set()
    await talking
    await asyncio.sleep(5)
    return await talk.waited(), spent


async def _order(client: SandboxClient, roadmap: Roadmap, form: str) -> None:
    """The coordinator asks for the file and has it."""
    coordinator = client.user(COORDINATOR)
    if form == "docx":
        await coordinator.send("/report")
    else:
        said = await coordinator.wait_for("Отчёт")
        half = roadmap.period.half_at(roadmap.imported_at.date()).number
        await coordinator.press(said, data=f"rm:{form}:{roadmap.id}:{half}")
    while not any(_is(message, form) for message in await coordinator.messages()):
        await asyncio.sleep(0.2)


def _is(message: dict[str, object], form: str) -> bool:
    document = message.get("document")
    return isinstance(document, dict) and str(document["file_name"]).endswith(form)


def told(name: str, waits: list[float], spent: float) -> str:
    """A line of the table."""
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return f"{name:12}{len(waits):>9}{middle:>10.0f}{late:>10.0f}{waits[-1]:>10.0f}{spent:>11.1f}"


async def main(items: int) -> int:
    """Print the table; 1 where somebody waited too long."""
    with standin() as to, tempfile.TemporaryDirectory() as folder:
        url, at = f"sqlite+aiosqlite:///{folder}/vekha.db", now()
        town = await populate(url, OFFICIALS, at)
        roadmap = await enlarge(url, items, at)
        async with SandboxClient(to.base) as client:
            for person in (COORDINATOR, *town.officials):
                await client.add_user(person, f"Участник {person}")
            process = start(VEKHA, to, Path(folder))
            try:
                await first_poll(client)
                await client.user(COORDINATOR).send("/start")
                await asyncio.sleep(3)
                # The first answers build models and fill caches.
                await measure(client, town, roadmap, "")
                print(
                    f"{'meanwhile':12}{'answers':>9}{'p50, ms':>10}{'p99, ms':>10}"
                    f"{'max, ms':>10}{'file, s':>11}"
                )
                worst = 0.0
                for form in ("", *FORMS):
                    waits, spent = await measure(client, town, roadmap, form)
                    print(told(form or "nothing", waits, spent), flush=True)
                    worst = max(worst, waits[int(len(waits) * 0.99)])
            finally:
                end(process)
    print(f"{items} items, {ENTRIES} entries each; {conditions()}")
    return int(worst > TARGET_MS)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)))
