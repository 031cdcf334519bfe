"""An invented town's roadmap and people, stored before a bot starts, for benchmarks of the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from roadmap.model import (
    Assignment,
    Deadline,
    Due,
    Item,
    Kind,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    ProgressEntry,
    Reminder,
    ReminderKind,
    ReminderState,
    Roadmap,
    Role,
)
from roadmap.ports import Tx
from storage.migrate import migrate
from storage.store import open_store

ITEMS = 40


@dataclass(frozen=True)
class Town:
    """What was stored: officials' Telegram ids and the due days of the items."""

    officials: Sequence[int]
    people: Sequence[int]
    dues: Sequence[int]


async def populate(url: str, officials: int, at: datetime) -> Town:
    """A roadmap of 40 items, each due a month after `at`, shared out among `officials`."""
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        year = Period("План", date(at.year, 1, 1), date(at.year, 12, 31))
        roadmap = await tx.roadmaps.add(Roadmap(0, "План работы города Заречинска", year, at))
        items = await tx.roadmaps.add_items(
            [
                Item(0, roadmap.id, n, str(n + 1), ("Раздел",), f"Семинар {n + 1} для школ")
                for n in range(ITEMS)
            ]
        )
        points = await tx.roadmaps.add_points(
            [
                Point(0, item.id, PointKind.MEASURE, "1", 0, item.recommendation, "measure 1")
                for item in items
            ]
        )
        day = (at + timedelta(days=30)).date()
        dues = await tx.roadmaps.add_dues([Due(0, point.id, day) for point in points])
        people = [await tx.people.add(_official(n, roadmap.id)) for n in range(officials)]
        await tx.people.assign(
            [Assignment(items[n % ITEMS].id, None, one.id) for n, one in enumerate(people)]
        )
    await store.close()
    return Town(
        [1000 + n for n in range(officials)], [p.id for p in people], [due.id for due in dues]
    )


async def large_roadmap(url: str, town: Town, items: int, at: datetime) -> Roadmap:
    """A newer roadmap: each item is due within four months of `at`, and its official has written
    ten entries about it and was reminded three times.
    """
    store = await open_store(url)
    year = Period("План", (at - timedelta(days=180)).date(), (at + timedelta(days=180)).date())
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(
            Roadmap(0, "Большой план города Заречинска", year, at + timedelta(seconds=1))
        )
        rows = [
            Item(
                0,
                roadmap.id,
                n,
                str(n + 1),
                ("Управление", f"Раздел {n // 50 + 1}"),
                f"Семинар {n + 1} для школ",
            )
            for n in range(items)
        ]
        stored = await tx.roadmaps.add_items(rows)
        deadline = Deadline("до 15 марта", Kind.BY_DATE, None, at.date())
        points = await tx.roadmaps.add_points(
            [
                Point(
                    0, one.id, PointKind.MEASURE, "1", 0, one.recommendation, "measure 1", deadline
                )
                for one in stored
            ]
        )
        days = [(at + timedelta(days=n % 240 - 120)).date() for n in range(items)]
        dues = await tx.roadmaps.add_dues(
            [Due(0, point.id, day) for point, day in zip(points, days, strict=True)]
        )
        own = [town.people[n % len(town.people)] for n in range(items)]
        await tx.people.assign(
            [Assignment(one.id, None, person) for one, person in zip(stored, own, strict=True)]
        )
        for item, due, person in zip(stored, dues, own, strict=True):
            await _talked_about(tx, item, due, person, at)
    await store.close()
    return roadmap


async def _talked_about(tx: Tx, item: Item, due: Due, person: int, at: datetime) -> None:
    for number in range(10):
        text = f"Проведён семинар № {item.number}-{number}, участвовали {30 + number} педагогов."
        # A third owe an answer in this half-year.
        ago = 15 * number + item.position % 15 if item.position % 3 else 400
        day = at - timedelta(days=ago, minutes=item.position)
        await tx.answers.add(ProgressEntry(0, item.id, due.point_id, person, text, day.date(), day))
    mornings = [
        datetime.combine(due.day or at.date(), time(6), UTC) - timedelta(days=days)
        for days in (14, 7, 3)
    ]
    sent = [
        Reminder(0, person, due.id, ReminderKind.AHEAD, one.date(), one)
        for one in mornings
        if one < at
    ]
    await tx.reminders.add([replace(one, state=ReminderState.QUEUED) for one in sent])


def _official(number: int, roadmap_id: int) -> Person:
    return Person(
        0,
        f"Участник {number}",
        Role.OFFICIAL,
        telegram_id=1000 + number,
        state=PersonState.ACTIVE,
        roadmap_id=roadmap_id,
    )


def now() -> datetime:
    """The clock's instant, UTC."""
    return datetime.now(UTC)
