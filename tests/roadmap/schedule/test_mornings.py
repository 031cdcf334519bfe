"""On which mornings somebody is reminded of a due day, and who that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from roadmap.model import (
    Due,
    DueState,
    Person,
    PersonState,
    PointKind,
    Reminder,
    ReminderKind,
    ReminderState,
    Role,
)
from roadmap.model.policy import Policy
from roadmap.schedule.mornings import (
    OVERDUE_AHEAD,
    ahead_days,
    overdue_days,
    receiver,
    schedule,
)

FRIDAY = date(2026, 11, 20)
SUNDAY = date(2026, 11, 22)
DAY = timedelta(days=1)
ANNA = Person(1, "Ветрова", Role.OFFICIAL, state=PersonState.ACTIVE)
PYOTR = replace(ANNA, id=2, name="Луговой")
GLEB = replace(ANNA, id=3, name="Осин")
NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Weekdays:
    """Monday to Friday."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


def away(person: Person, deputy: Person | None, first: date, last: date) -> Person:
    """`person` on leave from the first day to the last, with this deputy."""
    return replace(person, leave_from=first, leave_to=last, deputy_id=deputy.id if deputy else None)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(days_before=(3, 0)), [19, 20]),
        (Policy(days_before=(0, 3)), [19, 20]),
        (Policy(days_before=(3, 2, 1)), [19, 20]),
        (Policy(days_before=(3, 0), working_days_only=False), [19, 22]),
        (Policy(days_before=()), []),
    ],
)
def test_days_ahead_are_counted_by_the_calendar_and_a_day_off_gives_way_to_the_one_before(
    policy: Policy, expected: list[int]
) -> None:
    assert [day.day for day in ahead_days(SUNDAY, policy, Weekdays())] == expected


def overdue(every: int, today: date, *, working: bool = True) -> list[str]:
    """The days on which a Friday that has passed is reminded of."""
    policy = Policy(overdue_every_days=every, working_days_only=working)
    found: Iterator[date] = overdue_days(FRIDAY, policy, Weekdays(), today)
    days = list(islice(found, 50))
    assert len(days) < 50, "the plan is finite"
    return [day.strftime("%d.%m") for day in days]


def test_a_passed_day_is_reminded_of_every_few_days_on_the_next_working_one() -> None:
    assert overdue(3, FRIDAY) == ["23.11", "26.11", "30.11", "02.12"]
    assert overdue(3, FRIDAY, working=False) == ["23.11", "26.11", "29.11", "02.12"]


def test_days_that_meet_on_one_working_day_are_one() -> None:
    assert overdue(1, FRIDAY) == ["23.11", "24.11", "25.11", "26.11"]


def test_all_days_up_to_today_are_told_and_a_few_more() -> None:
    assert overdue(3, date(2026, 11, 26)) == [
        "23.11", "26.11", "30.11", "02.12", "07.12", "08.12",
    ]  # fmt: skip
    assert overdue(3, date(2026, 11, 25)) == ["23.11", "26.11", "30.11", "02.12", "07.12"]
    assert len(overdue(5, date(2026, 11, 19))) == OVERDUE_AHEAD == 4


@pytest.mark.parametrize("every", [0, -1])
def test_where_the_policy_says_so_nobody_is_reminded_of_a_passed_day(every: int) -> None:
    assert overdue(every, FRIDAY) == []


def test_a_reminder_goes_to_whom_it_is_for() -> None:
    assert receiver(ANNA, FRIDAY, {}) is ANNA
    not_today = away(ANNA, PYOTR, FRIDAY + DAY, SUNDAY)
    assert receiver(not_today, FRIDAY, {2: PYOTR}) is not_today


@pytest.mark.parametrize("day", [FRIDAY, FRIDAY + DAY, SUNDAY])
def test_during_leave_it_goes_to_the_deputy(day: date) -> None:
    assert receiver(away(ANNA, PYOTR, FRIDAY, SUNDAY), day, {2: PYOTR}) is PYOTR


def test_a_deputys_deputy_stands_in_where_both_are_away() -> None:
    anna, pyotr = (
        away(one, deputy, FRIDAY, SUNDAY) for one, deputy in ((ANNA, PYOTR), (PYOTR, GLEB))
    )
    everyone = {1: anna, 2: pyotr, 3: GLEB}
    assert receiver(anna, FRIDAY, everyone) is GLEB


def test_a_deputy_who_has_left_is_passed_over() -> None:
    anna = away(ANNA, PYOTR, FRIDAY, SUNDAY)
    gone = replace(PYOTR, state=PersonState.GONE, deputy_id=3)
    assert receiver(anna, FRIDAY, {2: gone, 3: GLEB}) is GLEB
    assert receiver(anna, FRIDAY, {2: replace(gone, deputy_id=None)}) is anna


@pytest.mark.parametrize("deputy", [None, PYOTR, ANNA])
def test_somebody_without_a_deputy_who_is_there_is_reminded_nevertheless(
    deputy: Person | None,
) -> None:
    anna = away(ANNA, deputy, FRIDAY, SUNDAY)
    assert receiver(anna, FRIDAY, {1: anna}) is anna


def test_deputies_who_are_all_away_leave_it_to_the_first() -> None:
    anna, pyotr, gleb = (
        away(one, deputy, FRIDAY, SUNDAY)
        for one, deputy in ((ANNA, PYOTR), (PYOTR, GLEB), (GLEB, PYOTR))
    )
    assert receiver(anna, FRIDAY, {1: anna, 2: pyotr, 3: gleb}) is anna


def test_nothing_goes_to_somebody_who_has_left_nor_to_their_deputy() -> None:
    gone = replace(away(ANNA, PYOTR, FRIDAY, SUNDAY), state=PersonState.GONE)
    assert receiver(gone, FRIDAY, {2: PYOTR}) is None


def planned(
    *dues: Due,
    people: dict[int, list[Person]] | None = None,
    policy: Policy | None = None,
    now: datetime = NOON,
    since: datetime | None = None,
) -> list[Reminder]:
    """What is planned for measures due on these days; Anna answers for all of them."""
    answering = people or {due.id: [ANNA] for due in dues}
    return schedule(
        [(due, PointKind.MEASURE) for due in dues],
        answering,
        {one.id: one for one in (ANNA, PYOTR, GLEB)},
        policy or Policy(days_before=(3, 0), overdue_every_days=0),
        Weekdays(),
        now,
        since or now,
    )


def test_a_reminder_says_whom_of_what_why_on_which_day_and_when() -> None:
    wednesday = Due(7, 70, date(2026, 11, 25))
    assert planned(wednesday) == [
        Reminder(0, 1, 7, ReminderKind.AHEAD, date(2026, 11, 25), datetime(2026, 11, 25, 6, tzinfo=UTC))
    ]  # fmt: skip
    assert planned(wednesday, since=NOON - DAY, now=NOON - DAY)[0].day == FRIDAY
    assert planned(wednesday)[0].state is ReminderState.PLANNED


def test_what_fires_at_the_very_instant_is_planned_and_what_fired_before_is_not() -> None:
    nine = datetime(2026, 11, 25, 6, tzinfo=UTC)
    due = Due(7, 70, date(2026, 11, 25))
    assert [one.fire_at for one in planned(due, now=nine)] == [nine]
    assert planned(due, now=nine + timedelta(microseconds=1)) == []


def test_reminders_come_by_instant_then_due_day_then_person() -> None:
    dues = [
        Due(2, 20, date(2026, 11, 25)),
        Due(1, 10, date(2026, 11, 25)),
        Due(3, 30, date(2026, 11, 24)),
    ]
    far = replace(GLEB, timezone="Asia/Vladivostok")
    people = {1: [far, PYOTR, ANNA], 2: [ANNA], 3: [PYOTR]}
    policy = Policy(days_before=(0,), overdue_every_days=0)
    found = planned(*dues, people=people, policy=policy)
    order = [(one.fire_at.hour, one.due_id, one.person_id) for one in found]
    assert order == [(6, 3, 2), (23, 1, 3), (6, 1, 1), (6, 1, 2), (6, 2, 1)]


def test_a_day_without_a_date_or_closed_or_of_nobodys_does_not_keep_the_others_from_reminding() -> (
    None
):
    day = date(2026, 11, 25)
    dues = [Due(1, 1, None), Due(2, 2, day, DueState.DONE), Due(3, 3, day), Due(4, 4, day)]
    found = planned(*dues, people={1: [ANNA], 2: [ANNA], 4: [ANNA]})
    assert [one.due_id for one in found] == [4]


def test_points_that_the_policy_does_not_name_remind_nobody_and_the_others_do() -> None:
    day = date(2026, 11, 25)
    found = schedule(
        [(Due(1, 1, day), PointKind.PART), (Due(2, 2, day), PointKind.CONTROL_POINT)],
        {1: [ANNA], 2: [ANNA]},
        {},
        Policy(about=frozenset({PointKind.CONTROL_POINT}), days_before=(0,), overdue_every_days=0),
        Weekdays(),
        NOON,
        NOON,
    )
    assert [one.due_id for one in found] == [2]


def test_of_two_for_whom_one_stands_in_they_are_reminded_once_a_day() -> None:
    day = date(2026, 11, 25)
    anna = away(ANNA, PYOTR, day, day)
    found = planned(Due(1, 1, day), people={1: [PYOTR, anna]}, policy=Policy(days_before=(0,)))
    ahead = [one for one in found if one.kind is ReminderKind.AHEAD]
    assert [one.person_id for one in ahead] == [2]


def test_somebody_who_has_left_keeps_no_colleague_from_being_reminded() -> None:
    day = date(2026, 11, 25)
    gone = replace(ANNA, state=PersonState.GONE)
    found = planned(Due(1, 1, day), people={1: [gone, PYOTR]})
    assert {one.person_id for one in found} == {2}


def test_a_passed_day_is_reminded_of_ahead_of_now_and_as_overdue() -> None:
    now = datetime(2026, 11, 23, 0, tzinfo=UTC)
    found = planned(Due(1, 1, FRIDAY), policy=Policy(), now=now)
    assert [(one.kind, one.day.strftime("%d.%m")) for one in found] == [
        (ReminderKind.OVERDUE, day) for day in ("23.11", "26.11", "30.11", "02.12", "07.12")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "hour"), [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11), ("Europe/Moscow", 3)]
)
def test_everybodys_last_minute_counts_however_far_their_zone_is(zone: str, hour: int) -> None:
    day = date(2026, 11, 25)
    there = replace(ANNA, timezone=zone)
    at = datetime.combine(day, time(9), UTC) - timedelta(hours=hour)
    assert at == datetime.combine(day, time(9), ZoneInfo(zone))
    policy = Policy(days_before=(0,), overdue_every_days=0)
    for installation in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        found = planned(
            Due(1, 1, day),
            people={1: [there]},
            policy=replace(policy, timezone=ZoneInfo(installation)),
            now=at,
        )
        assert [one.fire_at for one in found] == [at]


def test_two_people_and_two_due_days_of_one_morning_each_have_their_own_hour() -> None:
    day = date(2026, 11, 25)
    far = replace(PYOTR, timezone="Asia/Omsk")
    dues = [Due(1, 1, day), Due(2, 2, day)]
    found = planned(*dues, people={1: [ANNA, far], 2: [ANNA, far]}, policy=Policy(days_before=(0,)))
    ahead = [one for one in found if one.kind is ReminderKind.AHEAD]
    assert [(one.person_id, one.due_id, one.fire_at.hour) for one in ahead] == [
        (2, 1, 3),
        (2, 2, 3),
        (1, 1, 6),
        (1, 2, 6),
    ]
