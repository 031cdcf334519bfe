"""When officials are reminded of a deadline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
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
from roadmap.schedule.instants import local_instant
from roadmap.schedule.mornings import OVERDUE_AHEAD
from roadmap.schedule.plan import Difference, plan, replan

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2019, 12, 1, 6, tzinfo=UTC)
DUE = Due(1, 10, date(2019, 12, 31))
AHEAD_ONLY = Policy(overdue_every_days=0)


class Weekdays:
    """Monday to Friday, and whatever days off are named."""

    def __init__(self, *days_off: date) -> None:
        self.days_off = days_off

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.days_off


def official(number: int = 1, **fields: object) -> Person:
    person = Person(number, f"Ответственный {number}", Role.OFFICIAL, state=PersonState.ACTIVE)
    return replace(person, **fields)  # type: ignore[arg-type]


def planned(
    *people: Person,
    due: Due = DUE,
    policy: Policy = AHEAD_ONLY,
    now: datetime = NOW,
    everyone: Sequence[Person] = (),
) -> list[Reminder]:
    known = {person.id: person for person in (*people, *everyone)}
    return plan([(due, PointKind.CONTROL_POINT)], {due.id: people}, known, policy, Weekdays(), now)


def days(reminders: Sequence[Reminder]) -> list[int]:
    return [reminder.day.day for reminder in reminders]


def test_a_deadline_of_31_december_reminds_on_five_mornings() -> None:
    found = planned(official())
    assert days(found) == [17, 24, 27, 30, 31]
    assert {one.fire_at.astimezone(MOSCOW).time() for one in found} == {time(9)}
    assert {one.kind for one in found} == {ReminderKind.AHEAD}


def test_days_off_count_as_well_where_the_policy_says_so() -> None:
    assert days(planned(official(), policy=replace(AHEAD_ONLY, working_days_only=False))) == [
        17,
        24,
        28,
        30,
        31,
    ]


def test_two_reminders_that_meet_on_one_day_are_one() -> None:
    sunday = replace(DUE, day=date(2019, 12, 22))
    assert days(planned(official(), due=sunday)) == [6, 13, 19, 20]


def test_what_was_past_at_import_stays_quiet() -> None:
    assert days(planned(official(), now=datetime(2019, 12, 27, 6, 0, 1, tzinfo=UTC))) == [30, 31]


@pytest.mark.parametrize("state", [state for state in DueState if state is not DueState.OPEN])
def test_only_an_open_deadline_reminds(state: DueState) -> None:
    assert planned(official(), due=replace(DUE, state=state), policy=Policy()) == []


def test_a_deadline_without_a_day_reminds_nobody() -> None:
    assert planned(official(), due=replace(DUE, day=None), policy=Policy()) == []


def test_the_policy_names_the_points_that_remind() -> None:
    assert (
        planned(official(), policy=replace(AHEAD_ONLY, about=frozenset({PointKind.MEASURE}))) == []
    )


def test_an_official_in_vladivostok_is_reminded_at_their_own_nine_o_clock() -> None:
    found = planned(official(timezone="Asia/Vladivostok"))
    assert found[0].fire_at == datetime(2019, 12, 16, 23, tzinfo=UTC)


def test_quiet_hours_put_the_reminder_off_until_they_end() -> None:
    found = planned(official(quiet_from=time(8), quiet_to=time(10, 30)))
    assert found[-1].fire_at == local_instant(date(2019, 12, 31), time(10, 30), MOSCOW)


def test_an_evening_in_quiet_hours_does_not_slip_behind_the_deadline() -> None:
    late = replace(AHEAD_ONLY, at=time(21))
    found = planned(official(quiet_from=time(20), quiet_to=time(8)), policy=late)
    assert found[-1].fire_at == local_instant(date(2019, 12, 31), time(8), MOSCOW)


def test_the_deputy_is_reminded_during_leave() -> None:
    away = official(1, leave_from=date(2019, 12, 20), leave_to=date(2019, 12, 29), deputy_id=2)
    found = planned(away, everyone=[official(2)])
    assert [(one.person_id, one.day.day) for one in found] == [
        (1, 17),
        (2, 24),
        (2, 27),
        (1, 30),
        (1, 31),
    ]


def test_a_deputy_who_answers_for_the_same_point_is_reminded_once() -> None:
    away = official(1, leave_from=date(2019, 12, 1), leave_to=date(2019, 12, 31), deputy_id=2)
    assert [one.person_id for one in planned(away, official(2))] == [2] * 5


def test_somebody_on_leave_without_a_deputy_is_reminded_rather_than_nobody() -> None:
    assert len(planned(official(leave_from=date(2019, 12, 1), leave_to=date(2020, 1, 31)))) == 5


def test_deputies_who_name_each_other_do_not_hang_the_plan() -> None:
    first = official(1, leave_from=date(2019, 12, 1), leave_to=date(2019, 12, 31), deputy_id=2)
    second = official(2, leave_from=date(2019, 12, 1), leave_to=date(2019, 12, 31), deputy_id=1)
    assert {one.person_id for one in planned(first, everyone=[second])} == {1}


def test_nobody_who_has_left_is_reminded() -> None:
    assert planned(official(state=PersonState.GONE), policy=Policy()) == []


def test_an_overdue_point_reminds_every_third_day_on_working_days() -> None:
    found = planned(official(), policy=Policy(), now=datetime(2020, 1, 1, tzinfo=UTC))
    assert [one.day.isoformat() for one in found[:4]] == [
        "2020-01-03",
        "2020-01-06",
        "2020-01-09",
        "2020-01-13",
    ]
    assert {one.kind for one in found} == {ReminderKind.OVERDUE}
    assert len(found) == OVERDUE_AHEAD


def test_a_point_overdue_for_a_year_still_reminds_and_only_from_now_on() -> None:
    now = datetime(2020, 12, 31, tzinfo=UTC)
    found = planned(official(), policy=Policy(), now=now)
    assert found
    assert min(one.fire_at for one in found) >= now


def changed(
    people: Sequence[Person], existing: Sequence[Reminder], due: Due = DUE, now: datetime = NOW
) -> Difference:
    known = {person.id: person for person in people}
    return replan(
        [(due, PointKind.MEASURE)], {due.id: people}, known, AHEAD_ONLY, Weekdays(), now, existing
    )


def stored(reminders: Sequence[Reminder]) -> list[Reminder]:
    return [replace(one, id=number) for number, one in enumerate(reminders, 1)]


def test_planning_again_changes_nothing() -> None:
    result = changed([official()], stored(planned(official())))
    assert (result.add, result.cancel, result.move, result.revive) == ((), (), (), ())


def test_it_reminds_the_new_official_after_reassignment() -> None:
    result = changed([official(2)], stored(planned(official(1))))
    assert {one.person_id for one in result.cancel} == {1}
    assert {one.person_id for one in result.add} == {2}


def test_a_reminder_already_queued_is_never_planned_again() -> None:
    rows = stored(planned(official()))
    queued = [replace(rows[0], state=ReminderState.QUEUED), *rows[1:]]
    assert changed([official()], queued).add == ()
    closed = changed([official()], queued, due=replace(DUE, state=DueState.DONE))
    assert {one.id for one in closed.cancel} == {2, 3, 4, 5}


def test_a_deadline_opened_again_revives_its_cancelled_reminders() -> None:
    rows = [replace(one, state=ReminderState.CANCELLED) for one in stored(planned(official()))]
    result = changed([official()], rows, now=datetime(2019, 12, 28, tzinfo=UTC))
    assert [one.day.day for one in result.revive] == [30, 31]
    assert result.add == ()


def test_a_new_zone_moves_the_planned_reminders() -> None:
    result = changed([official(timezone="Asia/Omsk")], stored(planned(official())))
    assert [one.fire_at.hour for one in result.move] == [3] * 5
    assert result.add == result.cancel == ()


def test_what_fell_due_while_the_machine_slept_stays_planned() -> None:
    result = changed(
        [official()], stored(planned(official())), now=datetime(2019, 12, 28, tzinfo=UTC)
    )
    assert result.cancel == result.add == ()


def test_what_is_held_after_a_restore_goes_when_its_deadline_is_closed() -> None:
    held = [replace(one, state=ReminderState.HELD) for one in stored(planned(official()))]
    assert changed([official()], held) == Difference()
    assert len(changed([official()], held, due=replace(DUE, state=DueState.DONE)).cancel) == 5


def test_a_postponed_deadline_takes_its_reminders_along() -> None:
    later = replace(DUE, day=date(2020, 2, 28))
    result = changed([official()], stored(planned(official())), due=later)
    assert len(result.cancel) == 5
    assert [one.day.isoformat() for one in result.add][-1] == "2020-02-28"


@pytest.mark.parametrize("kind", [ReminderKind.SNOOZED, ReminderKind.BY_HAND])
def test_what_people_asked_for_stays_until_the_deadline_is_closed(kind: ReminderKind) -> None:
    row = Reminder(9, 1, DUE.id, kind, date(2019, 12, 20), NOW + timedelta(days=19))
    assert changed([official()], [row]).cancel == ()
    assert changed([official()], [row], due=replace(DUE, state=DueState.DONE)).cancel == (row,)


def test_a_time_that_the_clocks_skip_becomes_the_first_valid_instant() -> None:
    found = local_instant(date(2026, 3, 29), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert found == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_time_that_the_clocks_show_twice_is_the_first_of_them() -> None:
    found = local_instant(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
