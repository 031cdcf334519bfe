"""Claiming the next 30 due of 1,000,000 reminders, and of 1,000: `python -m bench.claims`.

Each claim is committed, as in use, and what it took is planned again, so that every one finds the
same rows. SQLite in a temporary file, settings as in use.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from roadmap.model import (
    Due,
    Item,
    Period,
    Person,
    Point,
    PointKind,
    Reminder,
    ReminderKind,
    ReminderState,
    Roadmap,
    Role,
)
from roadmap.ports import Tx
from storage.migrate import migrate
from storage.store import SqlStore, open_store

NOON = datetime(2019, 12, 24, 9, 0, tzinfo=UTC)
DUE = 30
ROUNDS = 50
PAGE = 20_000


def schedule(rows: int, people_ids: list[int], due_id: int) -> Iterator[Reminder]:
    """`rows` reminders: the first 30 due at noon, for as many people; the rest in later minutes."""
    for n in range(rows):
        at = NOON + timedelta(minutes=max(0, n - DUE + 1))
        person, day = (
            people_ids[n % len(people_ids)],
            date(2020, 1, 1) + timedelta(days=n // len(people_ids)),
        )
        yield Reminder(0, person, due_id, ReminderKind.AHEAD, day, at)


async def point_due(tx: Tx) -> int:
    """One due day to remind of."""
    roadmap = await tx.roadmaps.add(Roadmap(0, "Карта", Period.school(2019), NOON))
    (item,) = await tx.roadmaps.add_items([Item(0, roadmap.id, 0, "1", (), "")])
    (point,) = await tx.roadmaps.add_points(
        [Point(0, item.id, PointKind.MEASURE, "1", 0, "", "measure 1")]
    )
    return (await tx.roadmaps.add_dues([Due(0, point.id, date(2020, 1, 1))]))[0].id


async def fill(store: SqlStore, rows: int) -> None:
    """Store the reminders, page by page."""
    async with store.begin() as tx:
        due_id = await point_due(tx)
        ids = [
            (await tx.people.add(Person(0, f"Участник {n}", Role.OFFICIAL))).id for n in range(1000)
        ]
    page: list[Reminder] = []
    for one in schedule(rows, ids, due_id):
        page.append(one)
        if len(page) == PAGE or len(page) == rows:
            async with store.begin() as tx:
                await tx.reminders.add(page)
            page = []
    if page:
        async with store.begin() as tx:
            await tx.reminders.add(page)


async def one_claim(store: SqlStore) -> float:
    """Milliseconds of one claim."""
    async with store.begin() as tx:
        start = time.perf_counter()
        claimed = await tx.reminders.claim(NOON, DUE)
        took = (time.perf_counter() - start) * 1000
    assert len(claimed) == DUE
    async with store.begin() as tx:
        await tx.reminders.set_state([one.id for one in claimed], ReminderState.PLANNED)
    return took


async def main() -> int:
    """Print both medians and their ratio; 1 where it is above 1.3."""
    with tempfile.TemporaryDirectory() as folder:
        stores: dict[int, SqlStore] = {}
        for rows in (1_000, 1_000_000):
            url = f"sqlite+aiosqlite:///{Path(folder) / f'{rows}.db'}"
            await migrate(url)
            stores[rows] = await open_store(url)
            await fill(stores[rows], rows)
        found: dict[int, list[float]] = {rows: [] for rows in stores}
        for turn in range(ROUNDS + 5):
            for rows, store in stores.items():
                took = await one_claim(store)
                if turn >= 5:  # the first few fill the caches
                    found[rows].append(took)
        for store in stores.values():
            await store.close()
    few, many = (statistics.median(times) for times in found.values())
    print(
        f"claim of the next {DUE} due: {few:.2f} ms among 1,000; {many:.2f} ms among 1,000,000; "
        f"{many / few:.2f} times"
    )
    return int(many / few > 1.3)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
