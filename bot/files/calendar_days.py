"""The days that a calendar shows; they are found on the gathering process's side of the border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from documents.writing.calendar_file import CalendarDay
from roadmap.actions.editions import editions
from roadmap.actions.looking import views_of_items
from roadmap.actions.planning import capacities_for, named_by_target
from roadmap.model import Capacity, Person, PostponementState, Roadmap
from roadmap.model.address import label
from roadmap.ports import Tx


async def calendar_days(tx: Tx, roadmap: Roadmap, person_id: int | None) -> list[CalendarDay]:
    """Due days, of all or of one person; a moved one says when and how often, so that it moves."""
    views = await views_of_items(tx, await tx.roadmaps.items(roadmap.id))
    people = {person.id: person for person in await tx.people.all()}
    named = named_by_target(await tx.people.assignments(roadmap.id), people)
    answering = {view.due.id: capacities_for(view.point, named) for view in views}
    moves: dict[int, list[datetime]] = defaultdict(list)
    for postponement in await tx.answers.postponements(roadmap.id):
        if postponement.state is PostponementState.GRANTED and postponement.decided_at is not None:
            moves[postponement.due_id].append(postponement.decided_at)
    count, since = await editions(tx, roadmap)
    return [
        CalendarDay(
            due_id=view.due.id,
            address=label(view.item, view.point, dotted=view.dotted),
            text=view.point.text,
            day=view.due.day,
            state=view.due.state,
            changed_at=max([since, *moves[view.due.id]]),
            sequence=count + len(moves[view.due.id]),
            recommendation=view.item.recommendation,
            answers=_names(people, answering[view.due.id], Capacity.RESPONSIBLE),
            co_executors=_names(people, answering[view.due.id], Capacity.CO_EXECUTOR),
            hour=view.point.deadline.hour_on(view.due.day) if view.point.deadline else None,
            place=view.point.deadline.place if view.point.deadline else "",
        )
        for view in views
        if view.due.day is not None and (person_id is None or person_id in answering[view.due.id])
    ]


def _names(
    people: Mapping[int, Person], answering: Mapping[int, Capacity], wanted: Capacity
) -> tuple[str, ...]:
    return tuple(people[one].name for one, capacity in answering.items() if capacity is wanted)
