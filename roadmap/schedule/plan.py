"""Planning reminders, and again by difference: nobody is reminded twice or of closed work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from roadmap.model import Due, DueState, Person, PointKind, Reminder, ReminderKind, ReminderState
from roadmap.model.policy import Policy, WorkingDays
from roadmap.schedule.mornings import Key, schedule


def plan(
    dues: Sequence[tuple[Due, PointKind]],
    people: Mapping[int, Sequence[Person]],
    everyone: Mapping[int, Person],
    policy: Policy,
    calendar: WorkingDays,
    now: datetime,
) -> list[Reminder]:
    """The reminders of `dues` (each with its point's kind) at `now` or later, by instant, ids 0.

    `people`: who answers for a due day, by its id. `everyone`: all people by id, where deputies are
    found. Only open due days remind; what was past already at import stays quiet.
    """
    return schedule(dues, people, everyone, policy, calendar, now, since=now)


@dataclass(frozen=True, slots=True)
class Difference:
    """What turns the stored reminders into the wanted ones. Those to `add` have the id 0.

    `cancel`: no longer wanted; `move`: with their new instants; `revive`: cancelled ones that are
    planned again.
    """

    add: tuple[Reminder, ...] = ()
    cancel: tuple[Reminder, ...] = ()
    move: tuple[Reminder, ...] = ()
    revive: tuple[Reminder, ...] = ()


def key(reminder: Reminder) -> Key:
    """What makes a reminder unique."""
    return (reminder.person_id, reminder.due_id, reminder.day, reminder.kind)


_PLANNED_KINDS = frozenset({ReminderKind.AHEAD, ReminderKind.OVERDUE})
_WAITING = frozenset({ReminderState.PLANNED, ReminderState.HELD})


def difference(
    existing: Sequence[Reminder],
    wanted: Sequence[Reminder],
    open_dues: Collection[int],
    now: datetime,
) -> Difference:
    """From the stored reminders to the wanted ones; `open_dues` are the ids of open due days.

    A planned row that fell due before `now` but was not claimed yet stays, if it is still wanted;
    nothing new is added in the past. Queued rows are never touched nor planned again. Rows that
    people made (snoozed, by hand) are cancelled only when their due day is no longer open.
    """
    stored = {key(row): row for row in existing}
    target = {key(row): row for row in wanted}
    add = [row for row_key, row in target.items() if row_key not in stored and row.fire_at >= now]
    cancel = [
        row for row in existing if row.state in _WAITING and not _stands(row, target, open_dues)
    ]
    pairs = [(row, target[row_key]) for row_key, row in stored.items() if row_key in target]
    revived = [
        (row, new)
        for row, new in pairs
        if row.state is ReminderState.CANCELLED and new.fire_at >= now
    ]
    moved = [
        (row, new)
        for row, new in pairs
        if row.state is ReminderState.PLANNED and row.fire_at != new.fire_at
    ]
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
    """`difference` between the stored reminders of `dues` and what is wanted of them at `now`.

    Looks back to the oldest stored one still waiting, so that what fell due while the machine slept
    is recognised.
    """
    # What was missed waits for a later morning than that of its day.
    waiting = [
        min(row.fire_at, datetime.combine(row.day, time(0), UTC))
        for row in existing
        if row.state in _WAITING
    ]
    # A change of zone or quiet hours moves an instant by less than two days.
    since = min([now, *waiting]) - timedelta(days=2)
    wanted = schedule(dues, people, everyone, policy, calendar, now, since)
    return difference(
        existing, wanted, {due.id for due, _ in dues if due.state is DueState.OPEN}, now
    )
