"""How the stored reminders become the wanted ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
from roadmap.schedule.plan import Difference, difference, key, plan, replan

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WANTED = Reminder(0, 1, 7, ReminderKind.AHEAD, date(2026, 11, 25), NOW + 5 * DAY)
ROW = replace(WANTED, id=40)
MADE_BY_PEOPLE = (ReminderKind.SNOOZED, ReminderKind.BY_HAND)


def changed(
    existing: list[Reminder], wanted: list[Reminder], open_dues: tuple[int, ...] = (7,)
) -> Difference:
    """What is to be done at NOW; due day 7 is open."""
    return difference(existing, wanted, open_dues, NOW)


def test_a_reminder_is_known_by_whom_of_what_on_which_day_and_why() -> None:
    assert key(ROW) == (1, 7, date(2026, 11, 25), ReminderKind.AHEAD)


@pytest.mark.parametrize(
    "other",
    [
        replace(ROW, person_id=2),
        replace(ROW, due_id=8),
        replace(ROW, day=ROW.day + DAY),
        replace(ROW, kind=ReminderKind.OVERDUE),
    ],
    ids=["person", "due", "day", "kind"],
)
def test_what_differs_in_one_of_these_is_another_reminder(other: Reminder) -> None:
    assert changed([other], [WANTED]) == Difference(add=(WANTED,), cancel=(other,))


def test_what_is_stored_as_it_is_wanted_stays() -> None:
    assert changed([ROW], [WANTED]) == Difference()


def test_nothing_new_is_added_in_the_past() -> None:
    now, past = replace(WANTED, fire_at=NOW), replace(WANTED, due_id=8, fire_at=NOW - HOUR)
    assert changed([], [now, past]) == Difference(add=(now,))


@pytest.mark.parametrize("state", ReminderState)
def test_only_what_waits_is_cancelled(state: ReminderState) -> None:
    row = replace(ROW, state=state)
    waits = state in (ReminderState.PLANNED, ReminderState.HELD)
    assert changed([row], []) == Difference(cancel=(row,) if waits else ())


def test_a_planned_reminder_moves_to_its_new_hour_and_keeps_all_else() -> None:
    row = replace(ROW, message_id=3)
    later = replace(WANTED, fire_at=WANTED.fire_at + HOUR)
    assert changed([row], [later]) == Difference(move=(replace(row, fire_at=later.fire_at),))


@pytest.mark.parametrize(
    "state", [ReminderState.QUEUED, ReminderState.HELD], ids=lambda state: str(state)
)
def test_what_is_queued_or_held_moves_to_no_other_hour(state: ReminderState) -> None:
    row = replace(ROW, state=state)
    later = replace(WANTED, fire_at=WANTED.fire_at + HOUR)
    assert changed([row], [later]) == Difference()


def test_a_planned_reminder_that_fell_due_and_was_not_claimed_yet_moves_into_the_past_too() -> None:
    row, earlier = (replace(ROW, fire_at=NOW - HOUR), replace(WANTED, fire_at=NOW - 2 * HOUR))
    assert changed([row], [earlier]) == Difference(move=(replace(row, fire_at=NOW - 2 * HOUR),))


def test_a_cancelled_reminder_that_is_wanted_again_is_revived() -> None:
    row = replace(ROW, state=ReminderState.CANCELLED)
    assert changed([row], [WANTED]) == Difference(revive=(row,))


def test_a_revived_reminder_gets_its_new_hour() -> None:
    row = replace(ROW, state=ReminderState.CANCELLED)
    later = replace(WANTED, fire_at=WANTED.fire_at + HOUR)
    assert changed([row], [later]) == Difference(
        move=(replace(row, fire_at=later.fire_at),), revive=(row,)
    )


def test_what_would_have_fired_before_now_is_not_revived() -> None:
    row = replace(ROW, state=ReminderState.CANCELLED)
    assert changed([row], [replace(WANTED, fire_at=NOW - HOUR)]) == Difference()
    at_once = replace(WANTED, fire_at=NOW)
    assert changed([row], [at_once]).revive == (row,)


@pytest.mark.parametrize("kind", MADE_BY_PEOPLE)
def test_what_people_made_is_cancelled_only_when_its_day_is_no_longer_open(
    kind: ReminderKind,
) -> None:
    row = replace(ROW, kind=kind)
    assert changed([row], [], open_dues=(7, 8)) == Difference()
    assert changed([row], [], open_dues=(8,)) == Difference(cancel=(row,))


@pytest.mark.parametrize("kind", [ReminderKind.AHEAD, ReminderKind.OVERDUE])
def test_what_was_planned_is_cancelled_when_it_is_no_longer_wanted_though_its_day_is_open(
    kind: ReminderKind,
) -> None:
    row = replace(ROW, kind=kind)
    assert changed([row], []) == Difference(cancel=(row,))


class EveryDay:
    """Offices that never close."""

    def is_working(self, day: date) -> bool:
        return True


ANNA = Person(1, "Ветрова", Role.OFFICIAL, state=PersonState.ACTIVE)
PYOTR = replace(ANNA, id=2, name="Луговой")
DUES = [
    (Due(7, 70, date(2026, 11, 25)), PointKind.MEASURE),
    (Due(8, 80, date(2026, 11, 25), DueState.DONE), PointKind.MEASURE),
]
POLICY = Policy(days_before=(3, 0), overdue_every_days=0)


def replanned(existing: list[Reminder], now: datetime = NOW, who: Person = ANNA) -> Difference:
    """The same for two due days, 7 open and 8 done, both of one person."""
    everyone = {ANNA.id: ANNA, PYOTR.id: PYOTR}
    return replan(DUES, {7: [who], 8: [who]}, everyone, POLICY, EveryDay(), now, existing)


def morning(day: int) -> datetime:
    """Nine o'clock in Moscow."""
    return datetime(2026, 11, day, 6, tzinfo=UTC)


def test_a_plan_has_what_fires_now_or_later() -> None:
    everyone = {1: ANNA}

    def days(now: datetime) -> list[int]:
        found = plan(DUES, {7: [ANNA], 8: [ANNA]}, everyone, POLICY, EveryDay(), now)
        assert {one.due_id for one in found} <= {7}
        return [one.day.day for one in found]

    assert days(NOW) == [22, 25]
    assert days(morning(22)) == [22, 25]
    assert days(morning(22) + timedelta(seconds=1)) == [25]


def test_planning_again_stores_only_what_is_missing() -> None:
    first = replanned([])
    assert [one.day.day for one in first.add] == [22, 25]
    stored = [replace(one, id=n) for n, one in enumerate(first.add, 1)]
    assert replanned(stored) == Difference()
    assert replanned(stored[:1]) == Difference(add=(first.add[1],))


def test_what_fell_due_while_the_machine_slept_is_recognised_however_long_it_slept() -> None:
    stored = [replace(one, id=n) for n, one in enumerate(replanned([]).add, 1)]
    assert replanned(stored, morning(22) + HOUR) == Difference()
    assert replanned(stored, morning(30)) == Difference()
    held = [replace(one, state=ReminderState.HELD) for one in stored]
    assert replanned(held, morning(30)) == Difference()


def test_what_fell_due_while_the_machine_slept_goes_when_somebody_else_answers() -> None:
    stored = [replace(one, id=n) for n, one in enumerate(replanned([]).add, 1)]
    found = replanned(stored, morning(24), who=PYOTR)
    assert [one.id for one in found.cancel] == [1, 2]
    assert [(one.person_id, one.day.day) for one in found.add] == [(2, 25)]


def test_rows_that_wait_no_longer_do_not_bring_back_what_has_passed() -> None:
    stored = [replace(one, id=n) for n, one in enumerate(replanned([]).add, 1)]
    done = [replace(stored[0], state=ReminderState.CANCELLED), stored[1]]
    assert replanned(done, morning(23)) == Difference()


def test_a_changed_zone_moves_what_fell_due_already_and_cancels_nothing() -> None:
    stored = [replace(one, id=n) for n, one in enumerate(replanned([]).add, 1)]
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        moved_to = replace(ANNA, timezone=zone)
        found = replanned(stored, morning(22) + HOUR, who=moved_to)
        assert (found.add, found.cancel, found.revive) == ((), (), ())
        assert [one.id for one in found.move] == [1, 2], zone


def test_a_reminder_by_hand_of_a_closed_day_is_cancelled_when_all_is_planned_again() -> None:
    by_hand = [
        replace(ROW, id=n, due_id=due, kind=ReminderKind.BY_HAND) for n, due in ((1, 7), (2, 8))
    ]
    assert [one.id for one in replanned(by_hand).cancel] == [2]


def test_planning_again_gives_a_leaves_mornings_to_the_deputy() -> None:
    stored = [replace(one, id=n) for n, one in enumerate(replanned([]).add, 1)]
    leave = date(2026, 11, 25)
    away = replace(ANNA, leave_from=leave, leave_to=leave, deputy_id=PYOTR.id)
    found = replanned(stored, who=away)
    assert [one.id for one in found.cancel] == [2]
    assert [(one.person_id, one.day) for one in found.add] == [(2, leave)]
