"""A person's hours: what was missed is made up for in them, and never in quiet ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from roadmap.model import Person, Role
from roadmap.model.policy import Policy
from roadmap.schedule.hours import after_quiet_hours, hours_end, next_in_hours, was_missed
from roadmap.schedule.quiet_words import read_quiet_hours


class Russian:
    """Monday to Friday, and the first days of January off."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and not (day.month == 1 and day.day <= 11)


def official(**fields: object) -> Person:
    return Person(1, "Лаптева Ирина", Role.OFFICIAL, **fields)  # type: ignore[arg-type]


def moscow(text: str) -> datetime:
    """«2026-11-28 02:30» as Moscow's clocks show it."""
    return datetime.fromisoformat(f"{text}+03:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-28 02:30", "2026-11-30 09:00"),  # Saturday night: Monday
        ("2026-11-27 22:00", "2026-11-30 09:00"),  # Friday evening
        ("2026-11-30 07:10", "2026-11-30 09:00"),  # before work, the same morning
        ("2026-11-30 14:20", "2026-11-30 14:20"),  # at work: now
        ("2027-01-01 03:00", "2027-01-12 09:00"),  # after the holidays
    ],
)
def test_what_was_missed_comes_in_working_hours(now: str, then: str) -> None:
    found = next_in_hours(moscow(now), official(), Policy(), Russian())
    assert found == moscow(then)


def test_what_was_missed_waits_for_the_end_of_own_quiet_hours() -> None:
    person = official(quiet_from=time(18), quiet_to=time(11))
    found = [
        next_in_hours(moscow(now), person, Policy(), Russian())
        for now in ("2026-11-30 09:30", "2026-11-30 17:59", "2026-11-30 18:00")
    ]
    assert found == [
        moscow("2026-11-30 11:00"), moscow("2026-11-30 17:59"), moscow("2026-12-01 11:00"),
    ]  # fmt: skip


def test_a_pause_at_noon_puts_it_off_to_the_same_afternoon() -> None:
    person = official(quiet_from=time(12), quiet_to=time(14))
    found = next_in_hours(moscow("2026-11-30 12:30"), person, Policy(), Russian())
    assert found == moscow("2026-11-30 14:00")


def test_somebody_who_works_at_night_hears_it_when_their_quiet_day_ends() -> None:
    person = official(quiet_from=time(8), quiet_to=time(20))
    found = next_in_hours(moscow("2026-11-30 10:00"), person, Policy(), Russian())
    assert found == moscow("2026-11-30 20:00")


def test_a_colleague_in_vladivostok_has_working_hours_of_their_own() -> None:
    person = official(timezone="Asia/Vladivostok")
    found = next_in_hours(moscow("2026-11-30 14:00"), person, Policy(), Russian())
    assert found == moscow("2026-12-01 02:00"), "nine in the morning there"


def test_where_days_off_count_too_saturday_is_a_day_like_any_other() -> None:
    found = next_in_hours(
        moscow("2026-11-28 02:30"), official(), Policy(working_days_only=False), Russian()
    )
    assert found == moscow("2026-11-28 09:00")


def test_a_mornings_queue_is_not_missed() -> None:
    nine = moscow("2026-11-30 09:00")
    assert not was_missed(nine, moscow("2026-11-30 09:50"))
    assert was_missed(nine, moscow("2026-11-30 10:01"))


def test_a_reminder_is_delivered_until_six_or_quiet_hours_begin() -> None:
    nine = moscow("2026-11-30 09:00")
    assert hours_end(nine, official(), Policy()) == moscow("2026-11-30 18:00")
    early = official(quiet_from=time(15), quiet_to=time(8))
    assert hours_end(nine, early, Policy()) == moscow("2026-11-30 15:00")


def test_a_reminder_that_is_meant_for_the_evening_has_an_hour() -> None:
    eight = moscow("2026-11-30 20:00")
    assert hours_end(eight, official(), Policy(at=time(20))) == moscow("2026-11-30 21:00")
    late = moscow("2026-11-30 23:30")
    assert hours_end(late, official(), Policy()) == moscow("2026-12-01 00:00")


def test_what_is_not_missed_waits_for_the_end_of_quiet_hours_only() -> None:
    person = official(quiet_from=time(21), quiet_to=time(8))
    found = [
        after_quiet_hours(moscow(now), person, Policy())
        for now in ("2026-11-28 20:59", "2026-11-28 22:00", "2026-11-29 03:00")
    ]
    assert found == [
        moscow("2026-11-28 20:59"), moscow("2026-11-29 08:00"), moscow("2026-11-29 08:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("с 21 до 8", (time(21), time(8))),
        ("С 21:30 до 7", (time(21, 30), time(7))),
        ("22-7", (time(22), time(7))),
        ("с 9 вечера до 8 утра", (time(21), time(8))),
        ("с девяти вечера до семи утра", (time(21), time(7))),
        ("не пишите с 20 до 9, пожалуйста", (time(20), time(9))),
        ("с 11 ночи до 24:00", (time(23), time(0))),
        ("from 10 pm to 7 am", (time(22), time(7))),
        ("нет", (None, None)),
        ("Без тихих часов.", (None, None)),
        ("с 8 до 8", None),
        ("с 25 до 8", None),
        ("21:75-8", None),
        ("вечером", None),
    ],
)
def test_quiet_hours_are_read_as_people_say_them(words: str, hours: object) -> None:
    assert read_quiet_hours(words) == hours
