"""The reminder plan: who is reminded of which due day, and when. Pure; storage keeps what it says by `difference`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from roadmap.instants import reminding_instant
from roadmap.model import Due, DueState, Person, PersonState, PointKind, Reminder, ReminderKind, ReminderState
from roadmap.policy import Policy, WorkingDays, working_day_back, working_days_after

#: How many overdue reminders stand planned ahead for one due day; every re-planning (nightly too) tops them up.
OVERDUE_AHEAD = 10

Key = tuple[int, int, date, ReminderKind]


def ahead_days(due_day: date, policy: Policy, calendar: WorkingDays) -> list[date]:
    """The days on which to remind of `due_day` before it has passed, in order; two that meet on one day are one.

    A day off gives way to the working day before it. The policy's `days_before` counts calendar days.
    """
    days = (due_day - timedelta(days=count) for count in policy.days_before)
    return sorted({working_day_back(day, calendar) if policy.working_days_only else day for day in days})


def overdue_days(due_day: date, policy: Policy, calendar: WorkingDays, today: date) -> Iterator[date]:
    """The days on which to remind of a passed `due_day`: every `overdue_every_days`-th one, on the next working day.

    All up to `today`, then OVERDUE_AHEAD more, so that the plan stays finite. A policy of 0 days reminds of none.
    """
    if policy.overdue_every_days <= 0:
        return
    day, last, left = due_day, due_day, OVERDUE_AHEAD
    while left:
        day += timedelta(days=policy.overdue_every_days)
        moved = _working_day_on(day, calendar) if policy.working_days_only else day
        if moved > last:
            last = moved
            left -= moved > today
            yield moved


def _working_day_on(day: date, calendar: WorkingDays) -> date:
    return day if calendar.is_working(day) else working_days_after(day, 1, calendar)


def receiver(person: Person, day: date, everyone: Mapping[int, Person]) -> Person | None:
    """Who gets on `day` what is `person`'s: themselves, their deputy (and that one's) during leave, None if gone.

    Somebody on leave whose deputies are all away, gone or missing is reminded nevertheless: better than nobody.
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
) -> list[Reminder]:
    """Every reminder of these due days, those already past included, in order; `plan` explains the arguments."""
    found: dict[Key, Reminder] = {}
    for due, kind in dues:
        if due.state is DueState.OPEN and due.day is not None and kind in policy.about:
            for reminder in _of_due(due, people.get(due.id, ()), everyone, policy, calendar, now):
                found.setdefault(key(reminder), reminder)
    return sorted(found.values(), key=lambda reminder: (reminder.fire_at, reminder.due_id, reminder.person_id))


def _of_due(
    due: Due,
    people: Sequence[Person],
    everyone: Mapping[int, Person],
    policy: Policy,
    calendar: WorkingDays,
    now: datetime,
) -> Iterator[Reminder]:
    if due.day is None or not people:
        return
    today = now.astimezone(policy.timezone).date()
    days = [(ReminderKind.AHEAD, day) for day in ahead_days(due.day, policy, calendar)]
    days += [(ReminderKind.OVERDUE, day) for day in overdue_days(due.day, policy, calendar, today)]
    for kind, day in days:
        for person in people:
            if (whom := receiver(person, day, everyone)) is not None:
                yield Reminder(0, whom.id, due.id, kind, day, reminding_instant(day, whom, policy))


def plan(
    dues: Sequence[tuple[Due, PointKind]],
    people: Mapping[int, Sequence[Person]],
    everyone: Mapping[int, Person],
    policy: Policy,
    calendar: WorkingDays,
    now: datetime,
) -> list[Reminder]:
    """The reminders of `dues` (each with its point's kind) that fire at `now` or later, by instant, with id 0.

    `people`: who answers for a due day, by its id. `everyone`: all people by id, where deputies are found. Only open
    due days remind; what was past already at import stays quiet.
    """
    return [one for one in schedule(dues, people, everyone, policy, calendar, now) if one.fire_at >= now]


@dataclass(frozen=True, slots=True)
class Difference:
    """What turns the stored reminders into the wanted ones. `add` has ids of 0; the others are stored rows.

    `cancel`: no longer wanted; `move`: with their new instants; `revive`: cancelled ones that are planned again.
    """

    add: tuple[Reminder, ...] = ()
    cancel: tuple[Reminder, ...] = ()
    move: tuple[Reminder, ...] = ()
    revive: tuple[Reminder, ...] = ()


def key(reminder: Reminder) -> Key:
    """What makes a reminder unique: person, due day's id, day and kind."""
    return (reminder.person_id, reminder.due_id, reminder.day, reminder.kind)


_PLANNED_KINDS = frozenset({ReminderKind.AHEAD, ReminderKind.OVERDUE})
_WAITING = frozenset({ReminderState.PLANNED, ReminderState.HELD})


def difference(
    existing: Sequence[Reminder], wanted: Sequence[Reminder], open_dues: Collection[int], now: datetime
) -> Difference:
    """How to get from the stored reminders to `schedule`'s; `open_dues` are the ids of the due days still open.

    A planned row that fell due before `now` but was not claimed yet stays, if it is still wanted; nothing new is added
    in the past. Queued rows are never touched nor planned again. Rows that people made (snoozed, by hand, the
    collecting round) are cancelled only when their due day is no longer open.
    """
    stored = {key(row): row for row in existing}
    target = {key(row): row for row in wanted}
    add = [row for row_key, row in target.items() if row_key not in stored and row.fire_at >= now]
    cancel = [row for row in existing if row.state in _WAITING and not _stands(row, target, open_dues)]
    pairs = [(row, target[row_key]) for row_key, row in stored.items() if row_key in target]
    revived = [(row, new) for row, new in pairs if row.state is ReminderState.CANCELLED and new.fire_at >= now]
    moved = [(row, new) for row, new in pairs if row.state is ReminderState.PLANNED and row.fire_at != new.fire_at]
    moved += [(row, new) for row, new in revived if row.fire_at != new.fire_at]
    return Difference(
        add=tuple(add),
        cancel=tuple(cancel),
        move=tuple(replace(row, fire_at=new.fire_at) for row, new in moved),
        revive=tuple(row for row, _ in revived),
    )


def _stands(row: Reminder, target: Mapping[Key, Reminder], open_dues: Collection[int]) -> bool:
    return key(row) in target if row.kind in _PLANNED_KINDS else row.due_id in open_dues


def replan(
    dues: Sequence[tuple[Due, PointKind]],
    people: Mapping[int, Sequence[Person]],
    everyone: Mapping[int, Person],
    policy: Policy,
    calendar: WorkingDays,
    now: datetime,
    existing: Sequence[Reminder],
) -> Difference:
    """`difference` between the stored reminders of `dues` and what `schedule` wants of them at `now`."""
    wanted = schedule(dues, people, everyone, policy, calendar, now)
    return difference(existing, wanted, {due.id for due, _ in dues if due.state is DueState.OPEN}, now)
