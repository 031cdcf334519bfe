"""Which reminders there are of a due day: on which mornings, to whom, at which instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from roadmap.model import Due, DueState, Person, PersonState, PointKind, Reminder, ReminderKind
from roadmap.model.policy import Policy, WorkingDays, working_day_back, working_day_from
from roadmap.schedule.instants import reminding_instant

#: How many overdue reminders are planned ahead for one due day. The nightly re-planning adds more:
#: these must last a week or two without it, and not fill the table with a far future.
OVERDUE_AHEAD = 4

#: What makes a reminder unique: person, due day's id, day and kind.
Key = tuple[int, int, date, ReminderKind]


def ahead_days(due_day: date, policy: Policy, calendar: WorkingDays) -> list[date]:
    """The days on which to remind of `due_day` up to itself, in order, without repeats.

    A day off is moved to the working day before it. `days_before` counts calendar days.
    """
    days = (due_day - timedelta(days=count) for count in policy.days_before)
    return sorted(
        {working_day_back(day, calendar) if policy.working_days_only else day for day in days}
    )


def overdue_days(
    due_day: date, policy: Policy, calendar: WorkingDays, today: date
) -> Iterator[date]:
    """Every `overdue_every_days`-th day after a passed `due_day`, moved to the next working day.

    All up to `today`, then OVERDUE_AHEAD more, so that the plan stays finite. A policy of 0 days
    reminds of none.
    """
    if policy.overdue_every_days <= 0:
        return
    day, last, left = due_day, due_day, OVERDUE_AHEAD
    while left:
        day += timedelta(days=policy.overdue_every_days)
        moved = working_day_from(day, calendar) if policy.working_days_only else day
        if moved > last:
            last = moved
            left -= moved > today
            yield moved


def receiver(person: Person, day: date, everyone: Mapping[int, Person]) -> Person | None:
    """Who gets on `day` a reminder of `person`: themselves, on leave their deputy; None if gone.

    Where all deputies are away, gone or missing, the person on leave is reminded after all.
    """
    if person.state is PersonState.GONE:
        return None
    seen, current = {person.id}, person
    while current.on_leave(day) or current.state is PersonState.GONE:
        deputy = everyone.get(current.deputy_id) if current.deputy_id is not None else None
        if deputy is None or deputy.id in seen:
            return person
        seen.add(deputy.id)
        current = deputy
    return current


def schedule(
    dues: Sequence[tuple[Due, PointKind]],
    people: Mapping[int, Sequence[Person]],
    everyone: Mapping[int, Person],
    policy: Policy,
    calendar: WorkingDays,
    now: datetime,
    since: datetime,
) -> list[Reminder]:
    """The reminders of these due days firing at `since` or later, in order; see `plan`."""
    mornings = _Mornings(everyone, policy, calendar, now, since)
    found: dict[Key, Reminder] = {}
    for due, kind in dues:
        if due.state is not DueState.OPEN or due.day is None or kind not in policy.about:
            continue
        for person in people.get(due.id, ()):
            for reason, day, whom, fire_at in mornings.of(due.day, person):
                found.setdefault(
                    (whom, due.id, day, reason), Reminder(0, whom, due.id, reason, day, fire_at)
                )
    return sorted(
        found.values(), key=lambda reminder: (reminder.fire_at, reminder.due_id, reminder.person_id)
    )


class _Mornings:
    """When to remind of a due day; many due days and people share mornings, each computed once."""

    def __init__(
        self,
        everyone: Mapping[int, Person],
        policy: Policy,
        calendar: WorkingDays,
        now: datetime,
        since: datetime,
    ) -> None:
        self._everyone = everyone
        self._policy = policy
        self._calendar = calendar
        self._since = since
        self._today = policy.day_of(now)
        # Zones are at most a day apart: nothing of an earlier day fires at `since` or later.
        self._first = policy.day_of(since) - timedelta(days=1)
        self._days: dict[date, list[tuple[ReminderKind, date]]] = {}
        self._fires: dict[tuple[int, date], tuple[int, datetime] | None] = {}

    def of(
        self, due_day: date, person: Person
    ) -> Iterator[tuple[ReminderKind, date, int, datetime]]:
        """Kind, day, recipient's id and instant of each reminder of `due_day` for `person`."""
        for kind, day in self._of_due_day(due_day):
            if (person.id, day) not in self._fires:
                whom = receiver(person, day, self._everyone)
                self._fires[person.id, day] = (
                    None if whom is None else (whom.id, reminding_instant(day, whom, self._policy))
                )
            fire = self._fires[person.id, day]
            if fire is not None and fire[1] >= self._since:
                yield kind, day, *fire

    def _of_due_day(self, due_day: date) -> list[tuple[ReminderKind, date]]:
        if due_day not in self._days:
            ahead = ahead_days(due_day, self._policy, self._calendar)
            overdue = overdue_days(due_day, self._policy, self._calendar, self._today)
            days = [(ReminderKind.AHEAD, day) for day in ahead] + [
                (ReminderKind.OVERDUE, day) for day in overdue
            ]
            self._days[due_day] = [(kind, day) for kind, day in days if day >= self._first]
        return self._days[due_day]
