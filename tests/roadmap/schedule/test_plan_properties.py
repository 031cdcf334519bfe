"""What holds for every reminder plan, whoever answers and whatever the calendar."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.model import (
    Due,
    DueState,
    Person,
    PersonState,
    PointKind,
    Reminder,
    ReminderState,
    Role,
)
from roadmap.model.policy import Policy
from roadmap.schedule.plan import Difference, key, plan, replan

FIRST = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda count: FIRST + timedelta(days=count))
times = st.none() | st.integers(0, 23).map(time)
zones = st.sampled_from([None, "Asia/Vladivostok", "Europe/Berlin", "America/Santiago"])


class Calendar:
    def __init__(self, days_off: frozenset[date]) -> None:
        self.days_off = days_off

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.days_off


@st.composite
def worlds(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    people = [
        Person(
            number, "Имя", Role.OFFICIAL, state=draw(st.sampled_from([PersonState.ACTIVE, PersonState.GONE])),
            timezone=draw(zones), quiet_from=draw(times), quiet_to=draw(times),
            leave_from=(start := draw(st.none() | days)), leave_to=start and start + timedelta(days=20),
            deputy_id=draw(st.none() | st.integers(1, 4)),
        )
        for number in range(1, 5)
    ]  # fmt: skip
    dues = [
        (
            Due(number, number, draw(st.none() | days), draw(st.sampled_from(DueState))),
            draw(st.sampled_from(PointKind)),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    responsible = {due.id: draw(st.lists(st.sampled_from(people), max_size=3)) for due, _ in dues}
    policy = Policy(
        days_before=tuple(draw(st.lists(st.integers(0, 30), max_size=6))),
        at=draw(st.integers(0, 23).map(time)),
        overdue_every_days=draw(st.integers(0, 10)),
    )
    calendar = Calendar(frozenset(draw(st.lists(days, max_size=10))))
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 10_000)))
    return dues, responsible, {person.id: person for person in people}, policy, calendar, now


def applied(existing: list[Reminder], change: Difference) -> list[Reminder]:
    rows = {row.id: row for row in existing}
    rows |= {row.id: replace(row, state=ReminderState.CANCELLED) for row in change.cancel}
    rows |= {row.id: replace(row, state=ReminderState.PLANNED) for row in change.revive}
    rows |= {row.id: replace(rows[row.id], fire_at=row.fire_at) for row in change.move}
    added = {
        number: replace(row, id=number) for number, row in enumerate(change.add, len(rows) + 1)
    }
    return list((rows | added).values())


@settings(max_examples=150)
@given(worlds())
def test_nobody_is_reminded_twice_a_day_in_the_past_or_on_a_day_off(world) -> None:  # type: ignore[no-untyped-def]
    *_, calendar, now = world
    reminders = plan(*world)
    assert all(
        count == 1
        for count in Counter((one.person_id, one.due_id, one.day) for one in reminders).values()
    )
    assert all(one.fire_at >= now and calendar.is_working(one.day) for one in reminders)


@settings(max_examples=100)
@given(worlds(), st.data())
def test_planning_after_any_change_settles_at_once(world, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    dues, responsible, *rest = world
    rows = applied([], replan(*world, existing=[]))
    states = st.sampled_from([ReminderState.PLANNED, ReminderState.QUEUED, ReminderState.CANCELLED])
    rows = [replace(row, state=data.draw(states)) for row in rows]
    moved = [(replace(due, day=data.draw(st.none() | days)), kind) for due, kind in dues]
    first = replan(moved, responsible, *rest, existing=rows)
    after = applied(rows, first)
    assert replan(moved, responsible, *rest, existing=after) == Difference()
    queued = {key(row) for row in rows if row.state is ReminderState.QUEUED}
    assert not queued & {
        key(row) for row in (*first.add, *first.cancel, *first.move, *first.revive)
    }
