"""The days that a calendar shows; they are found on the gathering process's side of the border."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from documents.writing.calendar_file import CalendarDay
from roadmap.actions.editions import editions
from roadmap.actions.looking import views_of_items
from roadmap.actions.planning import responsible_for
from roadmap.model import PostponementState, Roadmap
from roadmap.model.address import label
from roadmap.ports import Tx


async def calendar_days(tx: Tx, roadmap: Roadmap, person_id: int | None) -> list[CalendarDay]:
    """Due days, of all or of one person; a moved one says when and how often, so that it moves."""
    views = await views_of_items(tx, await tx.roadmaps.items(roadmap.id))
    people = {person.id: person for person in await tx.people.all()}
    responsible = responsible_for(views, await tx.people.assignments(roadmap.id), people)
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
            answers=tuple(person.name for person in responsible[view.due.id]),
            hour=view.point.deadline.hour_on(view.due.day) if view.point.deadline else None,
            place=view.point.deadline.place if view.point.deadline else "",
        )
        for view in views
        if view.due.day is not None
        and (
            person_id is None or any(person.id == person_id for person in responsible[view.due.id])
        )
    ]
