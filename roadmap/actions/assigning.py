"""Who answers for what: assigning, taking away, handing everything of one person to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.actions.namesakes import names_apart, stands_for, words_of
from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.errors import NotFound, SeveralPeople, UserError
from roadmap.model import Assignment, Item, LogLine, Person, Point, Role
from roadmap.ports import Tx
from roadmap.reading.people_words import AGREED
from roadmap.reading.person_names import Likeness, means, plain
from roadmap.yielding import in_pieces


@dataclass(frozen=True, slots=True)
class Target:
    """An item, or one point of it."""

    item: Item
    point: Point | None = None


async def find_person(tx: Tx, name: str) -> Person:
    """The person who may answer for items and is meant by this name, as people write it (see
    roadmap/reading/person_names.py), by the beginning of one, or by a name with words of the post
    («Иванова СОШ 5»); «#7» is the person with that id, whom somebody has just chosen.

    Raises NotFound where nobody fits, SeveralPeople where several do or it is in doubt whether the
    only one is meant, and UserError for an observer, who just reads.
    """
    person = await _named(tx, name, (Role.OFFICIAL, Role.COORDINATOR)) or await _named(
        tx, name, (Role.OBSERVER,)
    )
    if person is None:
        raise NotFound("error-person-unknown", name=name)
    _check_may_be_assigned(person)
    return person


async def _named(tx: Tx, name: str, roles: Sequence[Role]) -> Person | None:
    """The one of these roles whom `name` fits best; raises SeveralPeople."""
    people = await tx.people.all(roles)
    words = AGREED.sub(" ", name).replace("(", " ").replace(")", " ").split()
    if len(words) == 1 and words[0][0] == "#":
        return next((one for one in people if words[0] == f"#{one.id}"), None)
    for end in range(len(words), 0, -1):
        meant, post = " ".join(words[:end]), set(words_of(" ".join(words[end:])))
        for fits, sure in ((_same, True), (_surely, True), (_perhaps, False), (_begins, True)):
            found = [person for person in people if fits(meant.strip(" ,;"), person.name)]
            found = [one for one in found if not post or await stands_for(tx, one, post)]
            if len(found) == 1 and sure:
                return found[0]
            if found:
                shown = await names_apart(tx, found, brackets=True)
                raise SeveralPeople(
                    "error-person-several" if len(found) > 1 else "error-person-doubtful",
                    name,
                    ", ".join(shown[person.id] for person in found[:5]),
                    tuple(person.id for person in found),
                )
    return None


def _same(written: str, known: str) -> bool:
    return bool(written) and plain(written) == plain(known)


def _surely(written: str, known: str) -> bool:
    return means(written, known) is Likeness.SURELY


def _perhaps(written: str, known: str) -> bool:
    return means(written, known) is Likeness.PERHAPS


def _begins(written: str, known: str) -> bool:
    return bool(written) and plain(known).startswith(plain(written))


async def assign(
    tx: Tx, actor: Person, targets: Sequence[Target], person: Person, rules: Rules
) -> None:
    """Make `person` responsible for the targets in place of everybody else, and plan again."""
    require_coordinator(actor)
    _check_may_be_assigned(person)
    async for target in in_pieces(targets):
        await tx.people.unassign(target.item.id, target.point.id if target.point else None)
    await tx.people.assign(
        [
            Assignment(target.item.id, target.point.id if target.point else None, person.id)
            for target in targets
        ]
    )
    await _follow(tx, actor, targets, person, rules)


async def add_assignee(
    tx: Tx, actor: Person, items: Sequence[Item], person: Person, rules: Rules
) -> None:
    """Make `person` responsible for the items beside those who already are."""
    require_coordinator(actor)
    _check_may_be_assigned(person)
    await tx.people.assign([Assignment(item.id, None, person.id) for item in items])
    await _follow(tx, actor, [Target(item) for item in items], person, rules)


async def take_away(tx: Tx, actor: Person, target: Target, person: Person, rules: Rules) -> None:
    """`person` does not answer for the target any more."""
    require_coordinator(actor)
    point_id = target.point.id if target.point else None
    await tx.people.unassign(target.item.id, point_id, person.id)
    await replan_items(tx, [target.item], rules)
    await tx.log.add(
        LogLine(rules.at, actor.id, target.item.roadmap_id, "log-unassigned", target.item.number)
    )


async def hand_over(tx: Tx, actor: Person, leaver: Person, heir: Person, rules: Rules) -> int:
    """Everything that `leaver` answers for goes to `heir`, who also stands for the bodies that
    `leaver` stood for; what was written stays under its author.

    Returns how many targets moved. Raises UserError where the heir is an observer, who just reads.
    """
    require_coordinator(actor)
    _check_may_be_assigned(heir)
    assignments = await tx.people.assignments_of_person(leaver.id)
    own = [assignment for assignment in assignments if assignment.body_id is None]
    async for assignment in in_pieces(own):
        await tx.people.unassign(assignment.item_id, assignment.point_id, leaver.id)
    await tx.people.assign([replace(assignment, person_id=heir.id) for assignment in own])
    for body in await tx.bodies.bodies_of(leaver.id):
        members = await tx.bodies.members(body.id)
        now = [heir.id if one == leaver.id else one for one in members]
        await tx.bodies.set_members(body.id, now)
    item_ids = sorted({a.item_id for a in assignments})
    items = [await tx.roadmaps.item(item_id) async for item_id in in_pieces(item_ids)]
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await replan_items(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)
        await tx.log.add(
            LogLine(
                rules.at, actor.id, roadmap_id, "log-handed-over", f"{leaver.name} → {heir.name}"
            )
        )
    if heir.roadmap_id is None and items:
        await tx.people.update(replace(heir, roadmap_id=items[0].roadmap_id))
    return len(assignments)


async def _follow(
    tx: Tx, actor: Person, targets: Sequence[Target], person: Person, rules: Rules
) -> None:
    items = list({target.item.id: target.item for target in targets}.values())
    await replan_items(tx, items, rules)
    if person.roadmap_id is None:
        await tx.people.update(replace(person, roadmap_id=items[0].roadmap_id))
    numbers = ", ".join(item.number for item in items[:20])
    about = f"{numbers} → {person.name}"
    await tx.log.add(LogLine(rules.at, actor.id, items[0].roadmap_id, "log-assigned", about))


def _check_may_be_assigned(person: Person) -> None:
    if person.role is Role.OBSERVER:
        raise UserError("error-observer-cannot-answer", name=person.name)
