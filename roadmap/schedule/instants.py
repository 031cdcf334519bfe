"""Wall-clock time to instants: zones, changes to and from summer time, quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadmap.model import Person
from roadmap.model.policy import Policy


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show `at` on `day`.

    A time that the clocks skip gives the first valid instant after it, one that they show twice the
    first of the two.
    """
    local = datetime.combine(day, at, zone)
    # Of a skipped time fold=1 reads before the change and fold=0 after it. Of a time shown twice
    # fold=0 is the first; of any other both are the same.
    return _change_between(local.replace(fold=1).astimezone(UTC), local.astimezone(UTC), zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, to a second, at which the zone takes its offset at `after`; `after` where
    `before` is not earlier.
    """
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def end_of_day(at: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the calendar day of `at` ends in `zone`."""
    return local_instant(at.astimezone(zone).date() + timedelta(days=1), time(0), zone)


def zone_of(person: Person | None, policy: Policy) -> ZoneInfo:
    """The person's own zone where they have one, else the installation's."""
    return ZoneInfo(person.timezone) if person is not None and person.timezone else policy.timezone


def out_of_quiet_hours(at: time, person: Person) -> time:
    """`at`, or the end of the person's quiet hours where it falls into them.

    Always of the same day: quiet hours from 20:00 to 08:00 turn 21:00 into 08:00 of that very
    morning, so that no reminder slips behind its deadline or onto a day off.
    """
    start, end = person.quiet_from, person.quiet_to
    if start is None or end is None:
        return at
    quiet = start <= at < end if start <= end else at >= start or at < end
    return end if quiet else at


def reminding_instant(day: date, person: Person, policy: Policy) -> datetime:
    """When to remind `person` on `day` (UTC): at the policy's time, outside quiet hours."""
    return local_instant(day, out_of_quiet_hours(policy.at, person), zone_of(person, policy))
