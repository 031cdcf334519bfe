"""«Отложить»: until when a reminder may be put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from roadmap.model import Person
from roadmap.model.policy import Policy, WorkingDays, working_day_from
from roadmap.schedule.instants import local_instant, zone_of

LATER = timedelta(hours=3)
#: Usual office hours; «later today» is not offered outside of them.
OFFICE_OPENS, OFFICE_CLOSES = time(9, 0), time(18, 0)


class Snooze(StrEnum):
    """Until when."""

    LATER_TODAY = "later_today"
    TOMORROW = "tomorrow"
    IN_THREE_DAYS = "in_three_days"


@dataclass(frozen=True, slots=True)
class SnoozeOption:
    """One choice: its instant (UTC), the person's day, whether that lies past the deadline."""

    until: Snooze
    day: date
    fire_at: datetime
    past_deadline: bool


def snooze_options(
    now: datetime,
    due_day: date | None,
    policy: Policy,
    calendar: WorkingDays,
    person: Person | None = None,
) -> list[SnoozeOption]:
    """What to offer at `now` for a reminder of `due_day`, soonest first, one choice for each day.

    Days are the person's (else the installation's); mornings are the policy's time on that day or
    the next working one.
    """
    zone = zone_of(person, policy)
    today = now.astimezone(zone).date()
    instants: dict[date, tuple[Snooze, datetime]] = {}
    later = (now + LATER).astimezone(zone)
    if later.date() == today and OFFICE_OPENS <= later.time() <= OFFICE_CLOSES:
        instants[today] = (Snooze.LATER_TODAY, later.astimezone(UTC))
    for until, days in ((Snooze.TOMORROW, 1), (Snooze.IN_THREE_DAYS, 3)):
        day = today + timedelta(days=days)
        if policy.working_days_only:
            day = working_day_from(day, calendar)
        instants.setdefault(day, (until, local_instant(day, policy.at, zone)))
    return [
        SnoozeOption(until, day, fire_at, due_day is not None and day > due_day)
        for day, (until, fire_at) in instants.items()
    ]
