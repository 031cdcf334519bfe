"""Wall-clock time to instants: zones, changes to and from summer time, quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from roadmap.model import Person, Role
from roadmap.model.policy import MOSCOW, Policy
from roadmap.schedule.instants import (
    end_of_day,
    local_instant,
    out_of_quiet_hours,
    reminding_instant,
    zone_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
TO_SUMMER, TO_WINTER = date(2026, 3, 29), date(2026, 10, 25)


def utc(year: int, month: int, day: int, *clock: int) -> datetime:
    """An instant in UTC."""
    return datetime(year, month, day, *clock, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (date(2026, 11, 23), time(9), MOSCOW, utc(2026, 11, 23, 6)),
        (date(2026, 11, 23), time(9), ZoneInfo("Asia/Vladivostok"), utc(2026, 11, 22, 23)),
        (date(2026, 7, 1), time(9), BERLIN, utc(2026, 7, 1, 7)),
        (date(2026, 12, 1), time(9), BERLIN, utc(2026, 12, 1, 8)),
        (TO_SUMMER, time(1, 59, 59), BERLIN, utc(2026, 3, 29, 0, 59, 59)),
        # The clocks skip these: the first valid instant after them, 03:00 of summer.
        (TO_SUMMER, time(2), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 0, 1), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 0, 2), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 0, 3), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 13, 7), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 30), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(2, 59, 59), BERLIN, utc(2026, 3, 29, 1)),
        (TO_SUMMER, time(3), BERLIN, utc(2026, 3, 29, 1)),
        # The clocks show these twice: the first time is still summer.
        (TO_WINTER, time(2), BERLIN, utc(2026, 10, 25, 0)),
        (TO_WINTER, time(2, 30), BERLIN, utc(2026, 10, 25, 0, 30)),
        (TO_WINTER, time(3), BERLIN, utc(2026, 10, 25, 2)),
        # A whole day was skipped, and half an hour.
        (date(2011, 12, 30), time(12), ZoneInfo("Pacific/Apia"), utc(2011, 12, 30, 10)),
        (
            date(2026, 10, 4),
            time(2, 15),
            ZoneInfo("Australia/Lord_Howe"),
            utc(2026, 10, 3, 15, 30),
        ),
    ],
)
def test_a_time_on_the_clocks_of_a_zone_is_one_instant(
    day: date, at: time, zone: ZoneInfo, expected: datetime
) -> None:
    found = local_instant(day, at, zone)
    assert (found, found.utcoffset()) == (expected, timedelta(0))


@pytest.mark.parametrize(
    ("at", "zone", "expected"),
    [
        (utc(2026, 11, 23, 20, 59), MOSCOW, utc(2026, 11, 23, 21)),
        (utc(2026, 11, 23, 21), MOSCOW, utc(2026, 11, 24, 21)),
        (
            utc(2026, 11, 23, 3),
            ZoneInfo("America/New_York"),
            utc(2026, 11, 23, 5),
        ),
        (utc(2026, 10, 25, 12), BERLIN, utc(2026, 10, 25, 23)),
        (utc(2026, 12, 31, 12), BERLIN, utc(2026, 12, 31, 23)),
    ],
)
def test_a_day_ends_at_the_midnight_of_its_zone(
    at: datetime, zone: ZoneInfo, expected: datetime
) -> None:
    assert end_of_day(at, zone) == expected


def official(zone: str | None = None, **quiet: time) -> Person:
    """Somebody with these quiet hours."""
    return Person(1, "Ветрова", Role.OFFICIAL, timezone=zone, **quiet)


def test_a_person_without_a_zone_lives_in_the_installations() -> None:
    policy = Policy(timezone=BERLIN)
    assert zone_of(None, policy) is BERLIN
    assert zone_of(official(), policy) is BERLIN
    assert zone_of(official("Asia/Omsk"), policy) == ZoneInfo("Asia/Omsk")


@pytest.mark.parametrize(
    ("start", "end", "at", "expected"),
    [
        (time(8), time(10), time(7, 59), time(7, 59)),
        (time(8), time(10), time(8), time(10)),
        (time(8), time(10), time(9, 59), time(10)),
        (time(8), time(10), time(10), time(10)),
        (time(8), time(10), time(10, 1), time(10, 1)),
        (time(20), time(8), time(19, 59), time(19, 59)),
        (time(20), time(8), time(20), time(8)),
        (time(20), time(8), time(23), time(8)),
        (time(20), time(8), time(0), time(8)),
        (time(20), time(8), time(7, 59), time(8)),
        (time(20), time(8), time(8, 1), time(8, 1)),
        (time(9), time(9), time(9), time(9)),
        (time(9), time(9), time(12), time(12)),
    ],
)
def test_a_reminder_keeps_out_of_quiet_hours(
    start: time, end: time, at: time, expected: time
) -> None:
    assert out_of_quiet_hours(at, official(quiet_from=start, quiet_to=end)) == expected


@pytest.mark.parametrize("known", ["quiet_from", "quiet_to"])
def test_quiet_hours_of_which_one_end_is_missing_are_none(known: str) -> None:
    assert out_of_quiet_hours(time(9), official(**{known: time(9)})) == time(9)


def test_somebody_is_reminded_at_the_policys_time_in_their_own_zone_after_their_quiet_hours() -> (
    None
):
    policy, day = Policy(at=time(9)), date(2026, 11, 23)
    assert reminding_instant(day, official(), policy) == utc(2026, 11, 23, 6)
    far = official("Asia/Omsk", quiet_from=time(8), quiet_to=time(10))
    assert reminding_instant(day, far, policy) == utc(2026, 11, 23, 4)
