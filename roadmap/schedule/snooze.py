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
    """One choice: its instant (UTC), the person's day, whether the deadline passes meanwhile (not
    where it is past already), and whether the day is the one that `until` says, not the working
    day after it.
    """

    until: Snooze
    day: date
    fire_at: datetime
    past_deadline: bool
    as_said: bool = True


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
    instants: dict[date, tuple[Snooze, datetime, bool]] = {}
    later = (now + LATER).astimezone(zone)
    if later.date() == today and OFFICE_OPENS <= later.time() <= OFFICE_CLOSES:
        instants[today] = (Snooze.LATER_TODAY, later.astimezone(UTC), True)
    for until, days in ((Snooze.TOMORROW, 1), (Snooze.IN_THREE_DAYS, 3)):
        said = today + timedelta(days=days)
        day = working_day_from(said, calendar) if policy.working_days_only else said
        instants.setdefault(day, (until, local_instant(day, policy.at, zone), day == said))
    return [
        SnoozeOption(until, day, at, due_day is not None and today <= due_day < day, as_said)
        for day, (until, at, as_said) in instants.items()
    ]
