"""A roadmap of an invented town, stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from roadmap.model import (
    Deadline,
    Due,
    Item,
    Kind,
    Period,
    Person,
    Point,
    PointKind,
    ProgressEntry,
    Reminder,
    ReminderKind,
    Roadmap,
    Role,
    Source,
    Span,
)
from roadmap.model.messages import Outgoing
from roadmap.ports import Tx

NOON = datetime(2019, 12, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LAST = date(2019, 12, 31)
LIST = Deadline(
    "Октябрь, декабрь", Kind.MONTH_LIST, date(2019, 10, 1), LAST, True, (Span(None, LAST),)
)


@dataclass(frozen=True, slots=True)
class Town:
    """Three items, each with one control point due a day after that of the one before."""

    roadmap: Roadmap
    items: list[Item]
    points: list[Point]
    dues: list[Due]
    vetrova: Person
    lugovoy: Person


async def found(tx: Tx) -> Town:
    """Store the town's roadmap and two officials, with nothing assigned."""
    roadmap = await tx.roadmaps.add(
        Roadmap(0, "Дорожная карта города Заречья", Period.school(2019), NOON)
    )
    items = await tx.roadmaps.add_items(
        [Item(0, roadmap.id, n, str(n + 1), ("Раздел",), "Меры") for n in range(3)]
    )
    points = await tx.roadmaps.add_points(
        [
            Point(0, one.id, PointKind.CONTROL_POINT, "1", 0, "Отчёт", "control_point 1", LIST)
            for one in items
        ]
    )
    days = [LAST + timedelta(days=n) for n in range(3)]
    dues = await tx.roadmaps.add_dues(
        [Due(0, point.id, day) for point, day in zip(points, days, strict=True)]
    )
    vetrova = await tx.people.add(Person(0, "Ветрова Анна", Role.OFFICIAL, telegram_id=7001001))
    lugovoy = await tx.people.add(Person(0, "Луговой Пётр", Role.OFFICIAL, telegram_id=7002002))
    return Town(roadmap, items, points, dues, vetrova, lugovoy)


def reminder(
    person: Person, due: Due, fire_at: datetime = NOON, kind: ReminderKind = ReminderKind.AHEAD
) -> Reminder:
    """A planned reminder for the day of `fire_at`."""
    return Reminder(0, person.id, due.id, kind, fire_at.date(), fire_at)


def entry(
    town: Town, n: int = 0, *, message: int = 1, at: datetime = NOON, point: bool = True
) -> ProgressEntry:
    """An answer of Vetrova's about item `n`, or its control point."""
    point_id = town.points[n].id if point else None
    source = Source(7001001, message)
    return ProgressEntry(
        0, town.items[n].id, point_id, town.vetrova.id, "Сделано", at.date(), at, source=source
    )


async def queue_reminder(tx: Tx, town: Town, n: int, at: datetime = NOON) -> Outgoing:
    """The message that is to remind Vetrova of due day `n` at `at`."""
    await tx.reminders.add([reminder(town.vetrova, town.dues[n], at)])
    claimed = await tx.reminders.claim(at, 100)
    message = await tx.messages.add(Outgoing(7001001, "Напоминание"))
    await tx.reminders.queued_as([one.id for one in claimed], message.id)
    return message


async def remind(tx: Tx, town: Town, n: int, at: datetime = NOON) -> None:
    """Vetrova has been sent a reminder of due day `n` at `at`."""
    message = await queue_reminder(tx, town, n, at)
    await tx.messages.sent(message.id, 500 + n, at)
