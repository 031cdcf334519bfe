"""Until when a reminder may be put off."""

from datetime import UTC, date, datetime

from roadmap.model import Person, Role
from roadmap.model.policy import Policy
from roadmap.schedule.snooze import Snooze, snooze_options


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


def test_mornings_are_those_of_the_official_s_own_zone() -> None:
    far = Person(1, "Имя", Role.OFFICIAL, timezone="Asia/Vladivostok")
    assert offered(datetime(2026, 11, 23, 14, tzinfo=UTC), None, far)[Snooze.TOMORROW] == (
        "2026-11-24T23:00",
        False,
    )
