"""Leave with a deputy, and leaving for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from roadmap.actions.accepting import forget_acceptances
from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import check_own
from roadmap.errors import NotAllowed, UserError
from roadmap.model import LogLine, Person, PersonState, Role
from roadmap.ports import DueView, Tx
from roadmap.reading.person_names import name_order
from roadmap.schedule.mornings import receiver
from roadmap.standing.board import Target, named_for

#: Whose leave matters, and who may stand in: those who may answer for something.
ANSWERING = (Role.OFFICIAL, Role.COORDINATOR)


async def set_leave(
    tx: Tx,
    actor: Person,
    person: Person,
    first: date,
    last: date,
    deputy: Person | None,
    rules: Rules,
) -> None:
    """From `first` to `last` (days, both included) `deputy` is reminded in the person's place.

    Raises NotAllowed unless a coordinator or the person themselves asks, and for an observer, who
    answers for nothing; UserError where the leave has passed or the deputy may not answer.
    """
    check_has_leave(actor, person)
    if last < first or last < rules.today:
        raise UserError("error-leave-past")
    if deputy is not None:
        check_deputy(person, deputy)
    deputy_id = deputy.id if deputy else None
    await tx.people.update(replace(person, leave_from=first, leave_to=last, deputy_id=deputy_id))
    await replan_person(tx, person, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-leave", person.name))


async def end_leave(tx: Tx, actor: Person, person: Person, rules: Rules) -> None:
    """The person is back, or does not go: from now on they are reminded themselves.

    Raises NotAllowed as `set_leave` does, UserError where there is no leave to end.
    """
    check_has_leave(actor, person)
    if person.leave_to is None or person.leave_to < rules.today:
        raise UserError("error-no-leave")
    await tx.people.update(replace(person, leave_from=None, leave_to=None, deputy_id=None))
    await replan_person(tx, person, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-leave-ended", person.name))


def check_has_leave(actor: Person, person: Person) -> None:
    """Whether `actor` may see and change the leave of `person`; raises NotAllowed."""
    check_own(actor, person.id)
    if person.role not in ANSWERING:
        raise NotAllowed


def check_deputy(person: Person, deputy: Person) -> None:
    """A deputy is somebody else who may answer; raises UserError."""
    if deputy.id == person.id:
        raise UserError("error-own-deputy")
    if deputy.role not in ANSWERING or deputy.state is PersonState.GONE:
        raise UserError("error-observer-reads")


async def absent_for(tx: Tx, person: Person, day: date) -> list[Person]:
    """Those on leave on `day` whose reminders `person` gets, as their deputy or a deputy's deputy;
    by name.
    """
    everyone, found = {person.id: person}, [person]
    for deputy in found:
        for one in await tx.people.deputised_by(deputy.id):
            if one.id not in everyone:
                everyone[one.id] = one
                found.append(one)
    absent = [one for one in found[1:] if receiver(one, day, everyone) == person]
    return sorted(absent, key=lambda one: name_order(one.name))


async def stood_in_for(
    tx: Tx, person: Person, views: Sequence[DueView], day: date
) -> dict[int, list[Person]]:
    """For whom `person` gets these due days on `day`, by the due day's id: those on leave who
    answer for them. What is the person's own is left out.
    """
    absent = {one.id: one for one in await absent_for(tx, person, day)}
    if not absent:
        return {}
    named: dict[Target, list[int]] = defaultdict(list)
    for one in await tx.people.assignments_of_items(sorted({view.item.id for view in views})):
        named[one.item_id, one.point_id].append(one.person_id)
    answering = {view.due.id: dict.fromkeys(named_for(view.point, named)) for view in views}
    return {
        due_id: [absent[one] for one in ids if one in absent]
        for due_id, ids in answering.items()
        if person.id not in ids and not absent.keys().isdisjoint(ids)
    }


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
    await forget_acceptances(tx, person.id)
    await tx.people.erase(person.id)
    await tx.log.add(LogLine(at, None if actor.id == person.id else actor.id, None, "log-erased"))
