"""Leave with a deputy, and leaving for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import check_own, require_coordinator
from roadmap.model import LogLine, Person
from roadmap.ports import Tx


async def set_leave(
    tx: Tx,
    actor: Person,
    person: Person,
    first: date,
    last: date,
    deputy: Person | None,
    rules: Rules,
) -> None:
    """From `first` to `last` (days, both included) `deputy` is reminded in the person's place."""
    require_coordinator(actor)
    deputy_id = deputy.id if deputy else None
    await tx.people.update(replace(person, leave_from=first, leave_to=last, deputy_id=deputy_id))
    await replan_person(tx, person, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-leave", person.name))


async def replan_person(tx: Tx, person: Person, rules: Rules) -> None:
    """Plan again all that may be sent to a person whose zone, quiet hours or leave changed."""
    everybody = await _with_whom_they_stand_in_for(tx, person)
    item_ids = sorted(
        {a.item_id for one in everybody for a in await tx.people.assignments_of_person(one)}
    )
    items = [await tx.roadmaps.item(item_id) for item_id in item_ids]
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await replan_items(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)


async def _with_whom_they_stand_in_for(tx: Tx, person: Person) -> list[int]:
    """The ids of a person and of all whom they may stand in for, also as a deputy's deputy."""
    deputies = {one.id: one.deputy_id for one in await tx.people.all()}
    found = [person.id]
    for deputy in found:
        found += [
            one
            for one, their_deputy in deputies.items()
            if their_deputy == deputy and one not in found
        ]
    return found


async def erase(tx: Tx, actor: Person, person: Person, at: datetime) -> None:
    """Erase `person`; their entries stay without author. The log does not say who was erased.

    Raises NotAllowed unless a coordinator or the person themselves asks.
    """
    check_own(actor, person.id)
    await tx.people.erase(person.id)
    await tx.log.add(LogLine(at, None if actor.id == person.id else actor.id, None, "log-erased"))
