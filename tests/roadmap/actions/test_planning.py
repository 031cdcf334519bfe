"""Keeping the schedule true: what stands is planned, what changed is planned again."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from roadmap.actions.planning import (
    CHUNK,
    Rules,
    replan,
    replan_items,
    replan_roadmap,
    responsible_for,
)
from roadmap.model import Assignment, Due, DueState, PersonState, ReminderState
from roadmap.model.policy import Policy
from tests.roadmap.actions.town import DAY, DUE_DAYS, MORNING, RULES, TODAY, Town, reminder

FIRST = DUE_DAYS[0]


class WatchedCalendar:
    """Remembers in which thread it was asked, and about which day, the first time."""

    def __init__(self) -> None:
        self.first: tuple[threading.Thread, date] | None = None

    def is_working(self, day: date) -> bool:
        if self.first is None:
            self.first = threading.current_thread(), day
        return True


def test_today_is_the_day_in_the_policy_s_zone() -> None:
    late = datetime(2019, 12, 2, 21, 30, tzinfo=UTC)
    assert Rules(Policy(), WatchedCalendar(), late).today == date(2019, 12, 3)


async def test_every_open_day_of_a_roadmap_is_planned_for_who_answers(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert (await town.reminders())[:2] == [
        (town.vetrova.id, FIRST - 3 * DAY), (town.vetrova.id, FIRST),
    ]  # fmt: skip
    assert {who for who, _ in await town.reminders(1)} == {town.lugovoy.id}
    assert await town.reminders(2) == []


async def test_planning_again_changes_nothing(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    ids = [one.id for one in town.dues]
    before = await town.tx.reminders.of_dues(ids)
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert await town.tx.reminders.of_dues(ids) == before


async def test_only_the_items_that_changed_are_planned_again(town: Town) -> None:
    await replan_items(town.tx, town.items[1:2], RULES)
    assert await town.reminders() == []
    assert await town.reminders(1)


async def test_what_is_no_longer_wanted_is_cancelled_and_comes_back_when_it_is(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    before = await town.reminders()
    view = await town.set_due(0, state=DueState.DONE)
    await replan(town.tx, [view], RULES)
    stored = await town.tx.reminders.of_dues([town.dues[0].id])
    assert {one.state for one in stored} == {ReminderState.CANCELLED}
    await replan(town.tx, [await town.set_due(0, state=DueState.OPEN)], RULES)
    assert await town.reminders() == before
    again = await town.tx.reminders.of_dues([town.dues[0].id])
    assert [one.id for one in again] == [one.id for one in stored]


async def test_another_hour_moves_what_is_planned(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await town.tx.people.update(replace(town.vetrova, timezone="Asia/Vladivostok"))
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    planned = await town.tx.reminders.of_dues([town.dues[0].id])
    # Nine in Vladivostok is 23:00 UTC of the day before.
    assert {(one.fire_at.hour, one.day - one.fire_at.date()) for one in planned} == {(23, DAY)}


async def test_a_reminder_that_comes_back_has_the_hour_that_holds_now(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await replan(town.tx, [await town.set_due(0, state=DueState.DONE)], RULES)
    await town.tx.people.update(replace(town.vetrova, timezone="Asia/Vladivostok"))
    await replan(town.tx, [await town.set_due(0, state=DueState.OPEN)], RULES)
    planned = await town.tx.reminders.of_dues([town.dues[0].id])
    assert {(one.fire_at.hour, one.state) for one in planned} == {(23, ReminderState.PLANNED)}


async def test_what_was_sent_stays_as_it_is(town: Town) -> None:
    sent = reminder(town.vetrova, town.dues[0], MORNING - 9 * DAY, state=ReminderState.QUEUED)
    await town.tx.reminders.add([sent])
    await replan(town.tx, [await town.set_due(0, state=DueState.DONE)], RULES)
    (kept,) = await town.tx.reminders.of_dues([town.dues[0].id])
    assert kept == replace(sent, id=kept.id)


async def test_who_answers_for_a_point_is_reminded_of_it_in_place_of_the_item_s(town: Town) -> None:
    point = town.points[0]
    await town.tx.people.assign([Assignment(point.item_id, point.id, town.osin.id)])
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert {who for who, _ in await town.reminders()} == {town.osin.id}


async def test_who_is_gone_is_not_reminded_and_the_others_are(town: Town) -> None:
    await town.tx.people.assign([Assignment(town.items[0].id, None, town.osin.id)])
    await town.tx.people.update(replace(town.vetrova, state=PersonState.GONE))
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert {who for who, _ in await town.reminders()} == {town.osin.id}
    views = [await town.view(n) for n in range(3)]
    people = {one.id: one for one in await town.tx.people.all()}
    found = responsible_for(views, await town.tx.people.assignments(town.roadmap.id), people)
    assert found == {
        town.dues[0].id: [town.osin], town.dues[1].id: [town.lugovoy], town.dues[2].id: [],
    }  # fmt: skip


async def test_nothing_to_plan_asks_nothing(town: Town) -> None:
    calendar = WatchedCalendar()
    await replan(town.tx, [], replace(RULES, calendar=calendar))
    assert calendar.first is None


async def test_a_calendar_reads_its_tables_beside_the_loop(town: Town) -> None:
    calendar = WatchedCalendar()
    await replan_roadmap(town.tx, town.roadmap.id, replace(RULES, calendar=calendar))
    assert calendar.first is not None
    thread, day = calendar.first
    assert (thread is threading.main_thread(), day) == (False, TODAY)


async def test_more_days_than_are_planned_at_a_time_are_all_planned(town: Town) -> None:
    count = 2 * CHUNK + 1
    first = date(2020, 1, 1)
    dues = await town.tx.roadmaps.add_dues(
        [Due(0, town.points[0].id, first + timedelta(days=n)) for n in range(count)]
    )
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    planned = await town.tx.reminders.of_dues([one.id for one in dues])
    on_the_day = {one.due_id for one in planned if one.person_id == town.vetrova.id}
    assert on_the_day == {one.id for one in dues}
