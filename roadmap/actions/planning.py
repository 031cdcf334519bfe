"""Keeping the schedule true: after any change, plan again and store the difference."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roadmap.actions.looking import views_of_items
from roadmap.model import Assignment, Item, Person, ReminderState, Role
from roadmap.model.policy import Policy, WorkingDays
from roadmap.ports import DueView, Tx
from roadmap.schedule import plan
from roadmap.standing.board import Target, named_for
from roadmap.yielding import pause

#: Due days planned at a time: ten milliseconds, then others get their turn.
CHUNK = 100


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


async def replan(tx: Tx, views: Sequence[DueView], rules: Rules) -> None:
    """Plan these due days again; reminders that were sent stay as they are."""
    if not views:
        return
    # At its first question a calendar reads its tables for a tenth of a second.
    await asyncio.to_thread(rules.calendar.is_working, rules.at.date())
    people = {person.id: person for person in await tx.people.all(Role)}
    assignments = await tx.people.assignments_of_items([view.item.id for view in views])
    for start in range(0, len(views), CHUNK):
        await _replan_chunk(tx, views[start : start + CHUNK], assignments, people, rules)
        await pause()


async def _replan_chunk(
    tx: Tx,
    views: Sequence[DueView],
    assignments: Sequence[Assignment],
    people: Mapping[int, Person],
    rules: Rules,
) -> None:
    dues = [(view.due, view.point.kind) for view in views]
    existing = await tx.reminders.of_dues([view.due.id for view in views])
    reminded = _without_chats_members(assignments, people)
    responsible = responsible_for(views, reminded, people)
    change = plan.replan(
        dues, responsible, people, rules.policy, rules.calendar, rules.at, existing
    )
    if change.cancel:
        await tx.reminders.set_state(
            [reminder.id for reminder in change.cancel], ReminderState.CANCELLED
        )
    if change.revive:
        await tx.reminders.set_state(
            [reminder.id for reminder in change.revive], ReminderState.PLANNED
        )
    for reminder in change.move:
        await tx.reminders.move(reminder.id, reminder.fire_at)
    if change.add:
        await tx.reminders.add(change.add)


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
    """Who answers for each due day: those named for its point, else those named for its item."""
    named: dict[Target, list[Person]] = defaultdict(list)
    for assignment in assignments:
        if assignment.person_id in people:
            named[assignment.item_id, assignment.point_id].append(people[assignment.person_id])
    return {view.due.id: list(named_for(view.point, named)) for view in views}
