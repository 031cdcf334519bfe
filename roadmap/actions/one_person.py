"""Two records that are one person, and one record that is two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from roadmap.actions.accepting import move_acceptances
from roadmap.actions.arriving import remember_arrival
from roadmap.actions.joining import renew_link
from roadmap.actions.leaving import replan_person
from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Item, LogLine, Person, PersonState, Role
from roadmap.ports import Tx
from roadmap.reading.person_names import fuller, one_surname


@dataclass(frozen=True, slots=True)
class Union:
    """What becomes of two records: `kept` as it will be, `gone` as it is, and the account
    (Telegram's id) that will not be let in any more, where both have one.
    """

    kept: Person
    gone: Person
    shut_out: int | None


def union_of(actor: Person, kept: Person, gone: Person) -> Union:
    """What joining `gone` to `kept` makes; the actor's own record and account are always kept.

    The account that can be reached is kept, that of `kept` where both can, with its language and
    hours; the fuller spelling of the name; a job and a leave of either.

    Raises NotAllowed unless a coordinator asks, UserError where both are one record or their roles
    differ, since nobody is to get rights by it.
    """
    require_coordinator(actor)
    if kept.id == gone.id:
        raise UserError("error-same-person")
    if kept.role is not gone.role:
        raise UserError("same-roles-differ", name=kept.name, other=gone.name)
    if gone.id == actor.id:
        kept, gone = gone, kept
    reached = [
        one
        for one in (kept, gone)
        if one.telegram_id is not None and (one.id == actor.id or one.state is PersonState.ACTIVE)
    ]
    owner = next(iter(reached), kept if kept.telegram_id is not None else gone)
    other = gone if owner is kept else kept
    leave = kept if kept.leave_from is not None else gone
    told = fuller(kept.name, gone.name) if one_surname(kept.name, gone.name) else kept.name
    return Union(
        replace(
            owner,
            id=kept.id,
            name=told,
            job=kept.job or gone.job,
            leave_from=leave.leave_from,
            leave_to=leave.leave_to,
            deputy_id=leave.deputy_id if leave.deputy_id not in (kept.id, gone.id) else None,
            roadmap_id=kept.roadmap_id or gone.roadmap_id,
        ),
        gone,
        other.telegram_id,
    )


async def join_records(tx: Tx, actor: Person, kept: Person, gone: Person, rules: Rules) -> Union:
    """Make two records of one person one, with all that hangs on either; raises as union_of.

    What waits to be said to the account that is shut out is said to the one that is kept.
    """
    union = union_of(actor, kept, gone)
    await tx.people.join(union.kept.id, union.gone.id)
    await move_acceptances(tx, union.kept.id, union.gone.id)
    # By its id no erasure of the person would find it.
    await remember_arrival(tx, union.gone.id, None)
    await tx.people.update(union.kept)
    if union.shut_out is not None:
        if union.kept.telegram_id is not None:
            await tx.messages.hand_to(union.shut_out, union.kept.telegram_id)
        await tx.people.set_dialog(union.shut_out, None)
    await replan_person(tx, union.kept, rules)
    about = f"{union.gone.name} → {union.kept.name}"
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-same-person", about))
    return union


async def items_to_part(tx: Tx, person: Person) -> list[Item]:
    """What a person answers for themselves, not through a body, in the order of the roadmaps."""
    direct = {
        one.item_id
        for one in await tx.people.assignments_of_person(person.id)
        if one.body_id is None
    }
    items = [await tx.roadmaps.item(item_id) for item_id in direct]
    return sorted(items, key=lambda item: (item.roadmap_id, item.position))


async def part_record(
    tx: Tx,
    actor: Person,
    person: Person,
    item_ids: Collection[int],
    name: str,
    job: str,
    code: str,
    rules: Rules,
) -> Person:
    """Move what `person` answers for in these items to a new record, which `code` lets in; what was
    written stays where it is, for nobody can tell who of the two wrote it.

    Raises NotAllowed unless a coordinator asks, UserError without a name or without items.
    """
    require_coordinator(actor)
    moved = [
        one
        for one in await tx.people.assignments_of_person(person.id)
        if one.body_id is None and one.item_id in item_ids
    ]
    if not name.strip():
        raise UserError("error-invite-needs-name")
    if not moved:
        raise UserError("part-nothing-chosen")
    other = await tx.people.add(
        Person(
            0,
            " ".join(name.split()),
            person.role if person.role is not Role.COORDINATOR else Role.OFFICIAL,
            " ".join(job.split()),
            roadmap_id=person.roadmap_id,
        )
    )
    for one in moved:
        await tx.people.unassign(one.item_id, one.point_id, person.id)
    await tx.people.assign([replace(one, person_id=other.id) for one in moved])
    await renew_link(tx, other, code, rules.at)
    items = [await tx.roadmaps.item(item_id) for item_id in sorted({one.item_id for one in moved})]
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await replan_items(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)
    about = f"{person.name} → {other.name}"
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-parted", about))
    return other
