"""A roadmap of an invented town, put straight into the database, with officials who have joined."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap.model import (
    Assignment,
    Due,
    Item,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    Reminder,
    ReminderKind,
    Roadmap,
    Role,
)
from roadmap.model.messages import Outgoing, Urgency
from roadmap.ports import Tx
from sandbox.server import Standin
from storage.store import open_store
from tests.bot.running import COORDINATOR, PATIENCE

FIRST_OFFICIAL = 5001


@dataclass(frozen=True, slots=True)
class Town:
    """Item `n`+1 with its control point 1 is the official's whose Telegram id is FIRST_OFFICIAL +
    `n`.
    """

    officials: tuple[Person, ...]
    dues: tuple[Due, ...]

    @property
    def chats(self) -> list[int]:
        """Their private chats."""
        return [FIRST_OFFICIAL + n for n in range(len(self.officials))]


async def populate(
    database: Path | str, officials: int, due_in_days: int = 30, now: datetime | None = None
) -> Town:
    """Store a roadmap of the calendar year of `now` with one item an official, due in so many days
    from then.

    `database` is SQLite's file, or the address of another.
    """
    store = await open_store(_address(database))
    try:
        async with store.begin() as tx:
            return await _found(tx, officials, now or datetime.now(UTC), due_in_days)
    finally:
        await store.close()


async def _found(tx: Tx, count: int, now: datetime, due_in_days: int) -> Town:
    roadmap = await tx.roadmaps.add(
        Roadmap(0, "Дорожная карта города Заречья", Period.calendar(now.year), now)
    )
    await tx.people.add(
        Person(
            0,
            "Анна",
            Role.COORDINATOR,
            telegram_id=COORDINATOR,
            state=PersonState.ACTIVE,
            roadmap_id=roadmap.id,
        )
    )
    items = await tx.roadmaps.add_items(
        [Item(0, roadmap.id, n, str(n + 1), ("Раздел",), f"Меры {n + 1}") for n in range(count)]
    )
    points = await tx.roadmaps.add_points(
        [
            Point(0, one.id, PointKind.CONTROL_POINT, "1", 0, "Отчёт", "control_point 1")
            for one in items
        ]
    )
    day = (now + timedelta(days=due_in_days)).date()
    dues = await tx.roadmaps.add_dues([Due(0, point.id, day) for point in points])
    people = [await tx.people.add(_official(n, roadmap.id)) for n in range(count)]
    await tx.people.assign(
        [Assignment(item.id, None, one.id) for item, one in zip(items, people, strict=True)]
    )
    return Town(tuple(people), tuple(dues))


def _official(n: int, roadmap_id: int) -> Person:
    return Person(
        0, f"Исполнитель{n + 1} Пётр", Role.OFFICIAL,
        telegram_id=FIRST_OFFICIAL + n, state=PersonState.ACTIVE, roadmap_id=roadmap_id,
    )  # fmt: skip


def _address(database: Path | str) -> str:
    return database if isinstance(database, str) else f"sqlite+aiosqlite:///{database}"


async def plan_reminders(database: Path | str, reminders: Sequence[Reminder]) -> None:
    """Store these as planned."""
    store = await open_store(_address(database))
    try:
        async with store.begin() as tx:
            await tx.reminders.add(reminders)
    finally:
        await store.close()


def reminder(
    person: Person, due: Due, fire_at: datetime, kind: ReminderKind = ReminderKind.AHEAD
) -> Reminder:
    """A planned one of the day of `fire_at`."""
    return Reminder(0, person.id, due.id, kind, fire_at.date(), fire_at)


def one_each(town: Town, fire_at: datetime) -> list[Reminder]:
    """One reminder for every official at `fire_at`."""
    return [
        reminder(person, due, fire_at)
        for person, due in zip(town.officials, town.dues, strict=True)
    ]


def move_in(standin: Standin, town: Town) -> None:
    """Let the officials have opened the bot in the stand-in."""
    for chat in town.chats:
        standin.world.add_person(chat, f"Пётр {chat}", state="started")


def said_to(standin: Standin, chat: int, containing: str = "") -> list[str]:
    """What the bot has said in a chat, oldest first."""
    messages = standin.world.chats[chat].messages.values()
    texts = [
        str(one.get("text", one.get("caption", ""))) for one in messages if one["from"]["is_bot"]
    ]
    return [text for text in texts if containing in text]


async def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Return as soon as the condition holds; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come about")
        await asyncio.sleep(0.01)


async def put_in_outbox(database: Path, *messages: Outgoing) -> None:
    """Let the program find these to send."""
    store = await open_store(f"sqlite+aiosqlite:///{database}")
    try:
        async with store.begin() as tx:
            for message in messages:
                await tx.messages.add(message)
    finally:
        await store.close()


async def note_duties(database: Path, names: Sequence[str]) -> None:
    """Let the daily duties of these names count as done, so that nothing but the work at hand is
    written.
    """
    store = await open_store(f"sqlite+aiosqlite:///{database}")
    try:
        async with store.begin() as tx:
            for name in names:
                await tx.facts.set(f"duty:{name}", "9999-12-31")
    finally:
        await store.close()


async def put_in_outbox_as_reminders(database: Path, reminders: Sequence[Reminder]) -> None:
    """Reminders that a tick has turned into messages, which nobody has sent yet."""
    store = await open_store(f"sqlite+aiosqlite:///{database}")
    try:
        async with store.begin() as tx:
            await tx.reminders.add(reminders)
            for claimed in await tx.reminders.claim(
                max(one.fire_at for one in reminders), len(reminders)
            ):
                person = await tx.people.get(claimed.person_id)
                assert person.telegram_id is not None
                message = await tx.messages.add(
                    Outgoing(person.telegram_id, "Отчёт", Urgency.REMINDER)
                )
                await tx.reminders.queued_as([claimed.id], message.id)
    finally:
        await store.close()
