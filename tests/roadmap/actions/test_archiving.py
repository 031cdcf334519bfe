"""In the archive nobody is reminded; back from it, everything is planned as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap.actions.archiving import archive, require_active, unarchive
from roadmap.actions.editing import Earlier, earlier_edition
from roadmap.actions.importing import save_new
from roadmap.actions.joining import admit_first_coordinator, code_hash, join
from roadmap.actions.naming import create_named
from roadmap.actions.planning import replan_roadmap
from roadmap.actions.tasks import PlanItems, task_of
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Assignment, Invite, Person, Reminder, ReminderKind, ReminderState, Role
from tests.roadmap.actions.document import DECEMBER, draft, row, stored
from tests.roadmap.actions.town import DAY, MORNING, RULES, TODAY, Town, later, line


async def states(town: Town) -> set[ReminderState]:
    found = await town.tx.reminders.of_dues([due.id for due in town.dues])
    return {one.state for one in found}


async def test_nothing_stays_planned_put_off_or_held(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    put_off = [
        Reminder(0, town.vetrova.id, town.dues[0].id, kind, TODAY, MORNING + DAY)
        for kind in (ReminderKind.SNOOZED, ReminderKind.BY_HAND)
    ]
    await town.tx.reminders.add(put_off)
    (first, *_) = await town.tx.reminders.of_dues([town.dues[1].id])
    await town.tx.reminders.set_state([first.id], ReminderState.HELD)
    archived = await archive(town.tx, town.head, town.roadmap, RULES)
    assert archived == await town.tx.roadmaps.get(town.roadmap.id)
    assert archived.archived_at == MORNING
    assert await states(town) == {ReminderState.CANCELLED}
    assert (await town.log())[-1] == line(
        town.head, town.roadmap, "log-archived", town.roadmap.title
    )


async def test_what_was_sent_stays_as_it_was(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    (claimed, *_) = await town.tx.reminders.claim(MORNING + 365 * DAY, 1)
    await archive(town.tx, town.head, town.roadmap, RULES)
    assert await states(town) == {ReminderState.QUEUED, ReminderState.CANCELLED}
    assert claimed.state is ReminderState.QUEUED


async def test_planning_it_again_plans_nothing_of_it_and_everything_of_others(town: Town) -> None:
    await archive(town.tx, town.head, town.roadmap, RULES)
    await town.tx.people.assign([Assignment(town.items[2].id, None, town.osin.id)])
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert [await town.reminders(n) for n in range(3)] == [[], [], []]


async def test_back_from_the_archive_it_is_planned_as_before(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    before = [await town.reminders(n) for n in range(3)]
    assert before[0]
    archived = await archive(town.tx, town.head, town.roadmap, RULES)
    assert await unarchive(town.tx, town.head, archived, later(hours=1)) == town.roadmap
    assert [await town.reminders(n) for n in range(3)] == before
    assert (await town.log())[-1].what == "log-unarchived"


async def test_a_second_tap_changes_and_logs_nothing(town: Town) -> None:
    archived = await archive(town.tx, town.head, town.roadmap, RULES)
    assert await archive(town.tx, town.head, archived, later(hours=1)) == archived
    returned = await unarchive(town.tx, town.head, archived, RULES)
    assert await unarchive(town.tx, town.head, returned, RULES) == returned
    assert [one.what for one in await town.log()] == ["log-archived", "log-unarchived"]


async def test_it_reminds_once_a_morning_of_what_fell_due_meanwhile(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    archived = await archive(town.tx, town.head, town.roadmap, RULES)
    rules = later(days=60)
    await unarchive(town.tx, town.head, archived, rules)
    found = await town.tx.reminders.of_dues([town.dues[0].id])
    planned = [one for one in found if one.state is ReminderState.PLANNED]
    assert planned
    assert all(one.kind is ReminderKind.OVERDUE for one in planned)
    assert min(one.fire_at for one in planned) >= rules.at
    assert len({one.day for one in planned}) == len(planned)


async def test_the_return_of_a_long_one_is_planned_as_a_job(town: Town) -> None:
    points = await town.tx.roadmaps.points([town.items[0].id])
    days = [replace(town.dues[0], id=0, point_id=points[0].id) for _ in range(101)]
    await town.tx.roadmaps.add_dues(
        [replace(due, day=TODAY + timedelta(days=n)) for n, due in enumerate(days)]
    )
    archived = await archive(town.tx, town.head, town.roadmap, RULES)
    await unarchive(town.tx, town.head, archived, RULES)
    job = await town.tx.jobs.claim(RULES.at, RULES.at + timedelta(minutes=5))
    assert job is not None
    assert isinstance(task_of(job), PlanItems)


async def test_nobody_but_a_coordinator_archives_or_returns(town: Town) -> None:
    for person in (town.vetrova, town.guest):
        with pytest.raises(NotAllowed):
            await archive(town.tx, person, town.roadmap, RULES)
        with pytest.raises(NotAllowed):
            await unarchive(town.tx, person, town.roadmap, RULES)


async def test_who_asks_for_reminders_of_it_is_told_why_there_are_none(town: Town) -> None:
    await require_active(town.tx, town.roadmap.id)
    await archive(town.tx, town.head, town.roadmap, RULES)
    with pytest.raises(UserError, match="error-roadmap-archived"):
        await require_active(town.tx, town.roadmap.id)


async def test_a_new_edition_is_one_of_what_runs_before_what_is_archived(town: Town) -> None:
    document = draft(row("1", "дети", DECEMBER))
    kept = await stored(town, document)
    first = await save_new(town.tx, town.head, kept, document, RULES)
    first = await archive(town.tx, town.head, first, RULES)
    assert await earlier_edition(town.tx, document) == Earlier(first, doubtful=False)
    kept = await stored(town, document)
    second = await save_new(town.tx, town.head, kept, document, RULES)
    assert await earlier_edition(town.tx, document) == Earlier(second, doubtful=False)


async def test_a_body_learned_meanwhile_answers_for_its_rows_once_it_is_back(town: Town) -> None:
    named = replace(row("1", "дети", DECEMBER), responsible=("Управление культуры",))
    document = draft(named)
    first, second = [
        await save_new(town.tx, town.head, await stored(town, document), document, RULES)
        for _ in range(2)
    ]
    await archive(town.tx, town.head, first, RULES)
    (body,) = await create_named(town.tx, town.head, second, RULES)
    assert [one.body_id for one in await town.tx.bodies.assignments(first.id)] == [body.id]


async def test_the_first_coordinator_begins_with_what_runs(town: Town) -> None:
    await archive(town.tx, town.head, town.roadmap, RULES)
    person = await admit_first_coordinator(town.tx, 777, "Ким Анна", MORNING)
    assert person.roadmap_id is None


async def test_who_joins_works_with_a_roadmap_of_theirs_that_runs(town: Town) -> None:
    """Not with the newest, nor with the archived one, of which they were assigned an item last."""
    tx, document = town.tx, draft(row("1", "дети", DECEMBER))
    first, _ = [
        await save_new(tx, town.head, await stored(town, document), document, RULES)
        for _ in range(2)
    ]
    person = await tx.people.add(Person(0, "Новиков Пётр", Role.OFFICIAL))
    (item,) = await tx.roadmaps.items(first.id)
    for one in (item, town.items[2]):
        await tx.people.assign([Assignment(one.id, None, person.id)])
    await archive(tx, town.head, town.roadmap, RULES)
    await tx.people.add_invite(Invite(0, code_hash("код"), person.id, MORNING + DAY))
    assert (await join(tx, "код", 777, MORNING)).person.roadmap_id == first.id
