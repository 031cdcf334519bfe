"""The roadmap of an invented town, its people, and who answers for what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from roadmap.actions.planning import Rules
from roadmap.model import (
    Assignment,
    Deadline,
    Due,
    Item,
    Kind,
    LogLine,
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
    Span,
)
from roadmap.model.policy import Policy
from roadmap.ports import DueView, Tx

#: A Monday, nine in the morning in Moscow.
MORNING = datetime(2019, 12, 2, 6, 0, tzinfo=UTC)
TODAY = date(2019, 12, 2)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
#: The due days of the three items.
DUE_DAYS = (date(2019, 12, 20), date(2019, 12, 23), date(2019, 12, 24))


class EveryDay:
    """Offices that never close: holidays have tests of their own."""

    def is_working(self, day: date) -> bool:
        return True


#: A reminder three days before, one on the day itself, then every third day.
RULES = Rules(Policy(days_before=(3, 0)), EveryDay(), MORNING)


def later(**by: int) -> Rules:
    """The rules at a later instant."""
    return replace(RULES, at=MORNING + timedelta(**by))


@dataclass(slots=True)
class Town:
    """Items 1, 2 and 3, each with a control point due on its day of `DUE_DAYS`. Vetrova answers
    for item 1, Lugovoy for item 2, nobody for item 3.
    """

    tx: Tx
    roadmap: Roadmap
    items: list[Item]
    points: list[Point]
    dues: list[Due]
    head: Person  # the coordinator
    vetrova: Person
    lugovoy: Person
    osin: Person  # an official who answers for nothing
    guest: Person  # an observer

    def everybody(self) -> list[Person]:
        """All five."""
        return [self.head, self.vetrova, self.lugovoy, self.osin, self.guest]

    async def view(self, n: int = 0) -> DueView:
        """The due day of item `n` as it is stored now."""
        return await self.tx.roadmaps.view(self.dues[n].id)

    async def due(self, n: int = 0) -> Due:
        """The same without its item."""
        return (await self.view(n)).due

    async def person(self, person: Person) -> Person:
        """Somebody as they are stored now."""
        return await self.tx.people.get(person.id)

    async def entries(self, n: int = 0) -> list[ProgressEntry]:
        """What is told of item `n`."""
        return await self.tx.answers.of_item(self.items[n].id)

    async def log(self) -> list[LogLine]:
        """What was logged, oldest first."""
        return (await self.tx.log.lines(None, 100))[::-1]

    async def reminders(self, n: int = 0) -> list[tuple[int, date]]:
        """Who is going to be reminded of item `n`'s due day, and on which days."""
        return sorted(
            (one.person_id, one.day)
            for one in await self.tx.reminders.of_dues([self.dues[n].id])
            if one.state is ReminderState.PLANNED
        )

    async def assigned(self, n: int = 0) -> list[tuple[int, int | None]]:
        """Who answers for item `n`: ids, each with that of the point that it is for."""
        found = await self.tx.people.assignments_of_item(self.items[n].id)
        return sorted(
            ((one.person_id, one.point_id) for one in found),
            key=lambda pair: (pair[0], pair[1] or 0),
        )

    async def set_due(self, n: int, **changes: object) -> DueView:
        """Give item `n`'s due day another state or day."""
        await self.tx.roadmaps.update_due(replace(await self.due(n), **changes))  # type: ignore[arg-type] # by name
        return await self.view(n)

    async def stand_in(self, first: date = TODAY, last: date = TODAY) -> None:
        """Osin stands in for Vetrova during her leave."""
        self.vetrova = replace(
            self.vetrova, leave_from=first, leave_to=last, deputy_id=self.osin.id
        )
        await self.tx.people.update(self.vetrova)


def line(
    person: Person | None,
    roadmap: Roadmap | None,
    what: str,
    about: str = "",
    at: datetime = MORNING,
) -> LogLine:
    """A line of the log."""
    return LogLine(at, person.id if person else None, roadmap.id if roadmap else None, what, about)


def deadline(day: date) -> Deadline:
    """«До» one day."""
    return Deadline(f"до {day:%d.%m.%Y}", Kind.BY_DATE, None, day, True, (Span(None, day),))


async def found(tx: Tx) -> Town:
    """Store the town."""
    roadmap = await tx.roadmaps.add(
        Roadmap(0, "Дорожная карта города Заречья", Period.school(2019), MORNING - 9 * DAY)
    )
    items = await tx.roadmaps.add_items(
        [Item(0, roadmap.id, n, str(n + 1), ("Раздел",), f"Меры {n + 1}") for n in range(3)]
    )
    points = await tx.roadmaps.add_points(
        [
            Point(
                0, item.id, PointKind.CONTROL_POINT, "1", 0, f"Отчёт {item.number}",
                "control_point 1", deadline(day),
            )
            for item, day in zip(items, DUE_DAYS, strict=True)
        ]
    )  # fmt: skip
    dues = await tx.roadmaps.add_dues(
        [Due(0, point.id, day) for point, day in zip(points, DUE_DAYS, strict=True)]
    )
    head, vetrova, lugovoy, osin, guest = [
        await tx.people.add(
            Person(
                0, name, role, telegram_id=7000 + n, state=PersonState.ACTIVE, roadmap_id=roadmap.id
            )
        )
        for n, (name, role) in enumerate(
            (
                ("Главина Ольга", Role.COORDINATOR),
                ("Ветрова Анна", Role.OFFICIAL),
                ("Луговой Пётр", Role.OFFICIAL),
                ("Осин Глеб", Role.OFFICIAL),
                ("Гостев Илья", Role.OBSERVER),
            )
        )
    ]
    await tx.people.assign(
        [Assignment(items[0].id, None, vetrova.id), Assignment(items[1].id, None, lugovoy.id)]
    )
    return Town(tx, roadmap, items, points, dues, head, vetrova, lugovoy, osin, guest)


def told(town: Town, n: int = 0, *, by: Person | None = None, **fields: object) -> ProgressEntry:
    """An answer about item `n`, Vetrova's unless `by` says otherwise, not stored yet."""
    author = by or town.vetrova
    entry = ProgressEntry(0, town.items[n].id, None, author.id, "Сделано", TODAY, MORNING)
    return replace(entry, **fields)  # type: ignore[arg-type] # by name


def reminder(person: Person, due: Due, fire_at: datetime, **fields: object) -> Reminder:
    """A reminder for the day of `fire_at`, planned ahead unless `fields` say otherwise."""
    made = Reminder(0, person.id, due.id, ReminderKind.AHEAD, fire_at.date(), fire_at)
    return replace(made, **fields)  # type: ignore[arg-type] # by name
