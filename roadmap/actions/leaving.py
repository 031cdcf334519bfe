"""Leave with a deputy, and leaving for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from roadmap.actions.planning import Rules, replan_items
from roadmap.errors import NotAllowed
from roadmap.model import LogLine, Person, Role
from roadmap.ports import Tx


async def set_leave(
    tx: Tx, actor: Person, person: Person, first: date, last: date, deputy: Person | None, rules: Rules
) -> None:
    """From `first` to `last` (days, both included) `deputy` is reminded in the person's place."""
    if actor.role is not Role.COORDINATOR:
        raise NotAllowed
    deputy_id = deputy.id if deputy else None
    await tx.people.update(replace(person, leave_from=first, leave_to=last, deputy_id=deputy_id))
    await replan_person(tx, person, rules)
    await tx.desk.log(LogLine(rules.at, actor.id, None, "log-leave", person.name))


async def replan_person(tx: Tx, person: Person, rules: Rules) -> None:
    """Plan again whatever a person answers for: their zone, quiet hours or leave have changed."""
    item_ids = sorted({a.item_id for a in await tx.people.assignments_of_person(person.id)})
    items = [await tx.roadmaps.item(item_id) for item_id in item_ids]
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await replan_items(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)


async def erase(tx: Tx, actor: Person, person: Person, at: datetime) -> None:
    """No trace of `person` stays; their entries stay without author. The log says that somebody was erased, not who.

    Raises NotAllowed unless a coordinator or the person themselves asks.
    """
    if actor.role is not Role.COORDINATOR and actor.id != person.id:
        raise NotAllowed
    await tx.people.erase(person.id)
    await tx.desk.log(LogLine(at, None if actor.id == person.id else actor.id, None, "log-erased"))
