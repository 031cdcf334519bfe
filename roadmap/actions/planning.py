"""Keeping the schedule true: after any change, plan again and store the difference."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roadmap.actions.looking import views_of_items
from roadmap.actions.tasks import PlanItems, put_to_work
from roadmap.model import (
    Assignment,
    Capacity,
    Item,
    Person,
    Point,
    ReminderKind,
    ReminderState,
    Role,
)
from roadmap.model.policy import Policy, WorkingDays
from roadmap.ports import DueView, Tx
from roadmap.schedule import plan
from roadmap.standing.board import Target, named_for
from roadmap.yielding import pause

#: Due days planned at a time: ten milliseconds, then others get their turn.
CHUNK = 100
#: The same in due days times the people who answer for them: six hundred may answer for one.
CHUNK_OF_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Rules:
    """What planning needs besides the data: policy, working days, the instant it runs at (UTC)."""

    policy: Policy
    calendar: WorkingDays
    at: datetime

    @property
    def today(self) -> date:
        """The day of `at` in the policy's zone."""
        return self.policy.day_of(self.at)


async def replan_roadmap(tx: Tx, roadmap_id: int, rules: Rules) -> None:
    """Plan everything of one roadmap again."""
    await replan_items(tx, await tx.roadmaps.items(roadmap_id), rules)


async def replan_items(tx: Tx, items: Sequence[Item], rules: Rules) -> None:
    """Plan everything of these items (of one roadmap) again."""
    await replan(tx, await views_of_items(tx, items), rules)


async def plan_soon(tx: Tx, items: Sequence[Item], rules: Rules) -> None:
    """Plan these items (of one roadmap) again: at once where that is little work, else as a job,
    in transactions of their own, so that nobody has to wait for the end of it.
    """
    views = await views_of_items(tx, items)
    assignments = await tx.people.assignments_of_items([item.id for item in items])
    people = {person.id: person for person in await tx.people.all()}
    loads = [len(those) for those in responsible_for(views, assignments, people).values()]
    if max(len(views), sum(loads)) <= CHUNK_OF_PEOPLE:
        await replan(tx, views, rules)
    else:
        await put_to_work(tx, PlanItems(tuple(str(item.id) for item in items)), rules.at)


async def portions(tx: Tx, item_ids: Sequence[int]) -> list[list[int]]:
    """The due days of these items, by id, in portions that take a tenth of a second to plan."""
    points = await tx.roadmaps.points(item_ids)
    views = await tx.roadmaps.views(
        [due.id for due in await tx.roadmaps.dues([point.id for point in points])]
    )
    people = {person.id: person for person in await tx.people.all()}
    assignments = await tx.people.assignments_of_items(item_ids)
    responsible = responsible_for(views, assignments, people)
    return [[view.due.id for view in chunk] for chunk in _chunks(views, responsible)]


async def replan(tx: Tx, views: Sequence[DueView], rules: Rules) -> None:
    """Plan these due days again; reminders that were sent stay as they are. Of a roadmap in the
    archive nothing stays planned.
    """
    views = await cancel_archived(tx, views)
    if not views:
        return
    # At its first question a calendar reads its tables for a tenth of a second.
    await asyncio.to_thread(rules.calendar.is_working, rules.at.date())
    people = {person.id: person for person in await tx.people.all(Role)}
    assignments = await tx.people.assignments_of_items([view.item.id for view in views])
    reminded = _without_chats_members(assignments, people)
    responsible = responsible_for(views, reminded, people)
    shared = {
        (share.due_id, share.person_id)
        for share in await tx.roadmaps.shares(
            [view.due.id for view in views if view.item.each_answers]
        )
    }
    for chunk in _chunks(views, responsible):
        await _replan_chunk(tx, chunk, responsible, people, rules, shared)
        await pause()


async def cancel_archived(tx: Tx, views: Sequence[DueView]) -> list[DueView]:
    """Cancel everything that waits of roadmaps in the archive; returns the views of the others."""
    archived = {
        roadmap_id
        for roadmap_id in {view.item.roadmap_id for view in views}
        if (await tx.roadmaps.get(roadmap_id)).archived_at is not None
    }
    gone = [view.due.id for view in views if view.item.roadmap_id in archived]
    if gone:
        await tx.reminders.cancel_waiting(gone)
    return [view for view in views if view.item.roadmap_id not in archived]


def _chunks(
    views: Sequence[DueView], responsible: Mapping[int, Sequence[Person]]
) -> Iterator[list[DueView]]:
    chunk, load = list[DueView](), 0
    for view in views:
        more = len(responsible[view.due.id])
        if chunk and (len(chunk) == CHUNK or load + more > CHUNK_OF_PEOPLE):
            yield chunk
            chunk, load = [], 0
        chunk.append(view)
        load += more
    if chunk:
        yield chunk


async def _replan_chunk(
    tx: Tx,
    views: Sequence[DueView],
    responsible: Mapping[int, Sequence[Person]],
    people: Mapping[int, Person],
    rules: Rules,
    shared: Collection[tuple[int, int]],
) -> None:
    """`shared`: due days' ids, each with that of a person who has done their share."""
    dues = [(view.due, view.point.kind) for view in views]
    existing = await tx.reminders.of_dues([view.due.id for view in views])
    asked = {
        view.due.id: [
            person for person in responsible[view.due.id] if (view.due.id, person.id) not in shared
        ]
        for view in views
    }
    change = plan.replan(dues, asked, people, rules.policy, rules.calendar, rules.at, existing)
    cancel = [reminder.id for reminder in change.cancel]
    # What somebody has put off, or was to be reminded of by hand, goes with their share.
    cancel += [
        one.id
        for one in existing
        if one.state in (ReminderState.PLANNED, ReminderState.HELD)
        and one.kind in (ReminderKind.SNOOZED, ReminderKind.BY_HAND)
        and (one.due_id, one.person_id) in shared
    ]
    if cancel:
        await tx.reminders.set_state(cancel, ReminderState.CANCELLED)
    if change.revive:
        await tx.reminders.set_state(
            [reminder.id for reminder in change.revive], ReminderState.PLANNED
        )
    for reminder in change.move:
        await tx.reminders.move(reminder.id, reminder.fire_at)
    if change.add:
        await tx.reminders.add(change.add)


def named_by_target(
    assignments: Sequence[Assignment], people: Mapping[int, Person]
) -> Mapping[Target, Mapping[int, Capacity]]:
    """The ids of those of `people` who are named for each target, each once and in order, with
    their capacity: responsible where they are so in any way.
    """
    named: dict[Target, dict[int, Capacity]] = defaultdict(dict)
    for one in assignments:
        if one.person_id in people:
            own = named[one.item_id, one.point_id]
            if own.get(one.person_id) is not Capacity.RESPONSIBLE:
                own[one.person_id] = one.capacity
    return named


def capacities_for(
    point: Point, named: Mapping[Target, Mapping[int, Capacity]]
) -> Mapping[int, Capacity]:
    """Those named for `point` itself; where there are none, those named for its item."""
    return named.get((point.item_id, point.id)) or named.get((point.item_id, None), {})


def _without_chats_members(
    assignments: Sequence[Assignment], people: Mapping[int, Person]
) -> list[Assignment]:
    """Where a body's address is a chat, its reminders come there, and not once more to each."""

    def target(one: Assignment) -> tuple[int, int | None, int | None]:
        return one.item_id, one.point_id, one.body_id

    in_chats = {target(one) for one in assignments if _is_chat(people.get(one.person_id))}
    return [
        one
        for one in assignments
        if target(one) not in in_chats or _is_chat(people.get(one.person_id))
    ]


def _is_chat(person: Person | None) -> bool:
    return person is not None and person.role is Role.CHAT


def responsible_for(
    views: Sequence[DueView], assignments: Sequence[Assignment], people: Mapping[int, Person]
) -> dict[int, list[Person]]:
    """Who answers for each due day, in either capacity: those named for its point, else those named
    for its item.
    """
    named = {
        target: [people[person_id] for person_id in own]
        for target, own in named_by_target(assignments, people).items()
    }
    return {view.due.id: list(named_for(view.point, named)) for view in views}
