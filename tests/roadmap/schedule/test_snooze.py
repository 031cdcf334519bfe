"""Until when a reminder may be put off."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from roadmap.model import Person, Role
from roadmap.model.policy import Policy
from roadmap.schedule.snooze import Snooze, SnoozeOption, snooze_options


class Weekdays:
    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


def offered(
    now: datetime, due_day: date | None = None, person: Person | None = None
) -> dict[Snooze, tuple[str, bool]]:
    options = snooze_options(now, due_day, Policy(), Weekdays(), person)
    return {
        one.until: (one.fire_at.isoformat(timespec="minutes")[:16], one.past_deadline)
        for one in options
    }


def test_a_morning_offers_later_today_tomorrow_and_in_three_days() -> None:
    monday = datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
    assert offered(monday) == {
        Snooze.LATER_TODAY: ("2026-11-23T10:15", False),
        Snooze.TOMORROW: ("2026-11-24T06:00", False),
        Snooze.IN_THREE_DAYS: ("2026-11-26T06:00", False),
    }


def test_an_afternoon_does_not_offer_an_evening() -> None:
    assert Snooze.LATER_TODAY not in offered(datetime(2026, 11, 23, 13, tzinfo=UTC))


def test_on_friday_tomorrow_and_in_three_days_are_the_same_monday() -> None:
    friday = datetime(2026, 11, 27, 14, tzinfo=UTC)
    assert offered(friday) == {Snooze.TOMORROW: ("2026-11-30T06:00", False)}


def test_an_option_past_the_deadline_says_so() -> None:
    found = offered(datetime(2026, 11, 23, 7, tzinfo=UTC), date(2026, 11, 24))
    assert [past for _, past in found.values()] == [False, False, True]


def test_of_a_deadline_long_past_nothing_is_said_to_pass() -> None:
    found = offered(datetime(2026, 11, 23, 7, tzinfo=UTC), date(2026, 10, 30))
    assert not any(past for _, past in found.values())


def test_mornings_are_those_of_the_official_s_own_zone() -> None:
    far = Person(1, "Имя", Role.OFFICIAL, timezone="Asia/Vladivostok")
    assert offered(datetime(2026, 11, 23, 14, tzinfo=UTC), None, far)[Snooze.TOMORROW] == (
        "2026-11-24T23:00",
        False,
    )


def test_an_option_tells_its_day_and_its_instant_in_utc() -> None:
    far = Person(1, "Имя", Role.OFFICIAL, timezone="Asia/Vladivostok")
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    options = snooze_options(now, None, Policy(), Weekdays(), far)
    assert options == [
        SnoozeOption(
            Snooze.LATER_TODAY, date(2026, 11, 23), now + timedelta(hours=3), past_deadline=False
        ),
        SnoozeOption(
            Snooze.TOMORROW,
            date(2026, 11, 24),
            datetime(2026, 11, 23, 23, tzinfo=UTC),
            past_deadline=False,
        ),
        SnoozeOption(
            Snooze.IN_THREE_DAYS,
            date(2026, 11, 26),
            datetime(2026, 11, 25, 23, tzinfo=UTC),
            past_deadline=False,
        ),
    ]
    assert {one.fire_at.utcoffset() for one in options} == {timedelta(0)}


@pytest.mark.parametrize(
    ("asked_at", "offered_today"),
    [("05:59", False), ("06:00", True), ("15:00", True), ("15:01", False), ("22:00", False)],
)
def test_later_today_is_offered_where_it_falls_into_office_hours(
    asked_at: str, offered_today: bool
) -> None:
    moscow = Policy().timezone
    now = datetime.combine(date(2026, 11, 23), time.fromisoformat(asked_at), moscow)
    assert (Snooze.LATER_TODAY in offered(now)) is offered_today


def test_in_the_night_the_next_mornings_hours_are_not_later_today() -> None:
    late = datetime(2026, 11, 23, 7, tzinfo=Policy().timezone) - timedelta(hours=1)
    assert Snooze.LATER_TODAY in offered(late)
    assert Snooze.LATER_TODAY not in offered(late - timedelta(hours=8))


def test_where_offices_work_every_day_a_saturday_will_do() -> None:
    friday = datetime(2026, 11, 27, 7, tzinfo=UTC)
    policy = replace(Policy(), working_days_only=False)
    days = [one.day.day for one in snooze_options(friday, None, policy, Weekdays())]
    assert days == [27, 28, 30]
