"""A person's hours: when what was missed may be made up for, and when nothing is sent unasked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from roadmap.model import Person
from roadmap.model.policy import Policy, WorkingDays
from roadmap.schedule.instants import (
    end_of_day,
    local_instant,
    out_of_quiet_hours,
    reminding_instant,
    zone_of,
)
from roadmap.schedule.snooze import OFFICE_CLOSES, OFFICE_OPENS

#: Later than this after its instant, a message was missed: the program, the line or the machine
#: was away. A morning's queue is shorter.
GRACE = timedelta(hours=1)


def was_missed(planned: datetime, now: datetime) -> bool:
    """Whether what was planned for an instant has been missed by `now` (both in UTC)."""
    return now - planned > GRACE


def in_hours(at: datetime, person: Person | None, policy: Policy, calendar: WorkingDays) -> bool:
    """Whether `at` lies in the person's working hours (None: the office's): on a working day (any
    day where the policy reminds on all), from the policy's time or nine until six, and not in their
    quiet hours.
    """
    local = at.astimezone(zone_of(person, policy))
    return (
        min(OFFICE_OPENS, policy.at) <= local.time() < OFFICE_CLOSES
        and (person is None or out_of_quiet_hours(local.time(), person) == local.time())
        and _works(local.date(), policy, calendar)
    )


def next_in_hours(at: datetime, person: Person, policy: Policy, calendar: WorkingDays) -> datetime:
    """`at` where it lies in the person's working hours, else the next instant (UTC) that does: the
    end of their quiet hours on the same day, or the hour of the next working day's reminders.
    """
    if in_hours(at, person, policy, calendar):
        return at
    zone = zone_of(person, policy)
    day = at.astimezone(zone).date()
    if person.quiet_to is not None:
        ends = local_instant(day, person.quiet_to, zone)
        if ends > at and in_hours(ends, person, policy, calendar):
            return ends
    while not (_works(day, policy, calendar) and reminding_instant(day, person, policy) >= at):
        day += timedelta(days=1)
    return reminding_instant(day, person, policy)


def after_quiet_hours(at: datetime, person: Person, policy: Policy) -> datetime:
    """`at`, or the end (UTC) of the person's quiet hours where it falls into them."""
    zone = zone_of(person, policy)
    local = at.astimezone(zone)
    ends = out_of_quiet_hours(local.time(), person)
    if ends == local.time():
        return at
    found = local_instant(local.date(), ends, zone)
    return found if found > at else local_instant(local.date() + timedelta(days=1), ends, zone)


def hours_end(at: datetime, person: Person, policy: Policy) -> datetime:
    """Until when (UTC) a reminder composed at `at` may be delivered: the end of the working hours
    or the beginning of quiet ones, GRACE where it is sent after them; never into the office's next
    day, on which its words no longer hold.
    """
    zone = zone_of(person, policy)
    ends = [OFFICE_CLOSES]
    if person.quiet_from is not None and person.quiet_to is not None:
        ends.append(person.quiet_from)
    day = at.astimezone(zone).date()
    instants = (local_instant(day, end, zone) for end in ends)
    found = min((end for end in instants if end > at), default=at + GRACE)
    return min(found, end_of_day(at, policy.timezone))


def _works(day: date, policy: Policy, calendar: WorkingDays) -> bool:
    return not policy.working_days_only or calendar.is_working(day)
