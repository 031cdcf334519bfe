"""An invented town's roadmap and people, stored before a bot starts, for benchmarks of the running bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from roadmap.model import Assignment, Due, Item, Period, Person, PersonState, Point, PointKind, Roadmap, Role
from storage.migrate import migrate
from storage.store import open_store

ITEMS = 40


@dataclass(frozen=True)
class Town:
    """What was stored: officials' Telegram ids and the due days of the items."""

    officials: Sequence[int]
    people: Sequence[int]
    dues: Sequence[int]


async def settle(url: str, officials: int, at: datetime) -> Town:
    """A roadmap of 40 items, one due day each a month after `at`, and `officials` with one item each, in turn."""
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        year = Period("План", date(at.year, 1, 1), date(at.year, 12, 31))
        roadmap = await tx.roadmaps.add(Roadmap(0, "План работы города Заречинска", year, at))
        items = await tx.roadmaps.add_items(
            [Item(0, roadmap.id, n, str(n + 1), ("Раздел",), f"Семинар {n + 1} для школ") for n in range(ITEMS)]
        )
        points = await tx.roadmaps.add_points(
            [Point(0, item.id, PointKind.MEASURE, "1", 0, item.recommendation, "measure 1") for item in items]
        )
        day = (at + timedelta(days=30)).date()
        dues = await tx.roadmaps.add_dues([Due(0, point.id, day) for point in points])
        people = [await tx.people.add(_official(n, roadmap.id)) for n in range(officials)]
        await tx.people.assign([Assignment(items[n % ITEMS].id, None, one.id) for n, one in enumerate(people)])
    await store.close()
    return Town([1000 + n for n in range(officials)], [p.id for p in people], [due.id for due in dues])


def _official(number: int, roadmap_id: int) -> Person:
    return Person(
        0, f"Участник {number}", Role.OFFICIAL, telegram_id=1000 + number, state=PersonState.ACTIVE,
        roadmap_id=roadmap_id,
    )  # fmt: skip


def now() -> datetime:
    """The clock's instant, UTC."""
    return datetime.now(UTC)
