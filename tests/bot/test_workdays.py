"""Which days offices in Russia work."""

from datetime import date

import pytest

from bot.configuration.workdays import FIXED, RussianCalendar
from roadmap.model.policy import Policy
from roadmap.schedule.mornings import ahead_days

CALENDAR = RussianCalendar()

OFF = [
    "2024-01-08", "2024-02-23", "2024-03-08", "2024-04-29", "2024-04-30", "2024-05-01", "2024-05-10", "2024-06-12",
    "2024-11-04", "2024-12-30", "2024-12-31", "2025-01-08", "2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03",
    "2025-12-31", "2026-01-09", "2026-03-09", "2026-05-11", "2026-12-31", "2027-02-22", "2027-05-03", "2027-05-10",
    "2027-06-14", "2026-11-22", "2026-11-21",
]  # fmt: skip
WORKING = [
    "2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01", "2027-02-20", "2024-01-09", "2025-01-09", "2026-01-12",
    "2024-05-02", "2025-05-05", "2026-05-12", "2026-11-23", "2019-12-31",
]  # fmt: skip


@pytest.mark.parametrize("day", OFF)
def test_offices_are_closed_on_holidays_weekends_and_transferred_days_off(day: str) -> None:
    assert not CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKING)
def test_offices_work_on_weekdays_and_on_saturdays_that_were_ordered(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))


def test_transfers_are_known_at_least_to_the_end_of_2027() -> None:
    assert CALENDAR.known_until >= date(2027, 12, 31)


def test_beyond_what_is_known_there_are_weekends_and_fixed_holidays() -> None:
    year = CALENDAR.known_until.year + 1
    assert not any(CALENDAR.is_working(date(year, month, day)) for month, day in FIXED)
    january = [day for day in range(9, 32) if CALENDAR.is_working(date(year, 1, day))]
    assert january == [day for day in range(9, 32) if date(year, 1, day).weekday() < 5]


def test_the_settings_add_days_off_and_working_days() -> None:
    calendar = RussianCalendar([date(2026, 11, 23)], [date(2026, 11, 22)])
    assert not calendar.is_working(date(2026, 11, 23))
    assert calendar.is_working(date(2026, 11, 22))
    assert calendar.is_working(date(2026, 11, 24))


def test_a_reminder_of_12_january_does_not_fall_into_the_new_year_holidays() -> None:
    days = ahead_days(date(2026, 1, 12), Policy(days_before=(7, 3, 1, 0)), CALENDAR)
    assert days == [date(2025, 12, 30), date(2026, 1, 12)]


def test_a_deadline_of_31_december_2019_reminds_on_five_working_days() -> None:
    days = ahead_days(date(2019, 12, 31), Policy(), CALENDAR)
    assert [day.day for day in days] == [17, 24, 27, 30, 31]
