"""Who answers for what: assigning, adding, taking away, handing all of one person to another.

What is to change is computed first (`change_of`), so that it can be said before it holds, and
carried out as a whole (`carry_out`), planned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zlib import crc32

from roadmap.actions.namesakes import names_apart, stands_for, words_of
from roadmap.actions.planning import Rules, plan_soon
from roadmap.actions.rights import require_coordinator
from roadmap.actions.sharing import hand_over_shares, settle
from roadmap.directory.names import key_of
from roadmap.errors import NotFound, SeveralPeople, UserError
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Capacity,
    Item,
    LogLine,
    Person,
    PersonState,
    Point,
    Role,
)
from roadmap.ports import Tx
from roadmap.reading.people_words import AGREED
from roadmap.reading.person_names import Likeness, means, plain
from roadmap.standing import board
from roadmap.yielding import in_pieces

#: Whether a person or a body.
Answering = Assignment | BodyAssignment


@dataclass(frozen=True, slots=True)
class Target:
    """An item, or one point of it."""

    item: Item
    point: Point | None = None

    @property
    def key(self) -> board.Target:
        """What assignments are stored by."""
        return self.item.id, self.point.id if self.point else None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is to answer, and in what capacity."""

    who: Person | Body
    capacity: Capacity = Capacity.RESPONSIBLE

    def answers_for(self, target: Target | None) -> Answering:
        """This one's assignment to `target`; None: to an item that is not chosen yet (id 0)."""
        item_id, point_id = target.key if target else (0, None)
        if isinstance(self.who, Body):
            return BodyAssignment(item_id, point_id, self.who.id, self.capacity)
        return Assignment(item_id, point_id, self.who.id, self.capacity)


class How(StrEnum):
    """What becomes of those who answer already."""

    SET = "set"  # they are replaced
    ADD = "add"  # they stay
    TAKE = "take"  # those named answer no more, the others stay


@dataclass(frozen=True, slots=True)
class Change:
    """Who answers for each target before and after; targets in the document's order.

    `items` by id. Only assignments of their own are here, not those that follow from a body's.
    """

    items: Mapping[int, Item]
    before: Mapping[board.Target, tuple[Answering, ...]]
    after: Mapping[board.Target, tuple[Answering, ...]]

    @property
    def gone(self) -> list[Answering]:
        """What is taken away; one who answers in another capacity from now on is here, too."""
        return [
            one for key in self.before for one in self.before[key] if one not in self.after[key]
        ]

    @property
    def come(self) -> list[Answering]:
        """What is new."""
        return [one for key in self.after for one in self.after[key] if one not in self.before[key]]

    @property
    def takes_away(self) -> bool:
        """Whether somebody answers for something no more."""
        stay = {
            (key, type(one), _who(one))
            for key, answering in self.after.items()
            for one in answering
        }
        return any((_key(one), type(one), _who(one)) not in stay for one in self.gone)

    @property
    def concerns(self) -> int:
        """How many people and bodies it gives something to, or takes something from."""
        return len({(type(one), _who(one)) for one in (*self.gone, *self.come)})

    @property
    def fingerprint(self) -> int:
        """Tells it from other changes, also of what was before; 31 bits."""
        told = [
            (key, sorted(map(repr, before)), sorted(map(repr, self.after[key])))
            for key, before in self.before.items()
            if before != self.after[key]
        ]
        return crc32(repr(told).encode()) & 0x7FFFFFFF

    def __bool__(self) -> bool:
        return any(self.before[key] != self.after[key] for key in self.after)


def _key(one: Answering) -> board.Target:
    return one.item_id, one.point_id


def _who(one: Answering) -> int:
    return one.body_id if isinstance(one, BodyAssignment) else one.person_id


def _same_one(one: Answering, other: Answering) -> bool:
    return type(one) is type(other) and _who(one) == _who(other)


async def change_of(tx: Tx, how: How, wanted: Iterable[Answering]) -> Change:
    """What it would change if those `wanted` came to answer, or (TAKE) answered no more.

    With SET they come in place of those who answer for the same targets now; co-executors alone
    leave the responsible in place. Taking somebody off an item takes them off its points too. Two
    wishes for one person and target are one, as responsible where either says so. Raises NotFound
    where an item is no longer there.
    """
    wishes: dict[board.Target, list[Answering]] = {}
    for one in wanted:
        wishes.setdefault(_key(one), []).append(one)
    items, now = await _now(tx, [item_id for item_id, _ in wishes])
    if how is How.TAKE:
        wishes = _with_points(wishes, now)
    return _change(
        items, now, {key: _after(how, now.get(key, ()), _once(wishes[key])) for key in wishes}
    )


async def change_to(tx: Tx, item: Item, people: Iterable[Assignment]) -> Change:
    """What it would change if exactly these people answered for the whole item; bodies stay."""
    items, now = await _now(tx, [item.id])
    before = now.get((item.id, None), ())
    bodies = tuple(one for one in before if isinstance(one, BodyAssignment))
    wanted = _once(list(people))
    stay = [one for one in before if one in wanted]
    people_after = (*stay, *(one for one in wanted if one not in stay))
    return _change(items, now, {(item.id, None): (*people_after, *bodies)})


async def change_by(tx: Tx, gone: Iterable[Answering], come: Iterable[Answering]) -> Change:
    """What it would change if just these went and came; what is so already changes nothing."""
    gone, come = list(gone), list(come)
    items, now = await _now(tx, [one.item_id for one in (*gone, *come)])
    keys = dict.fromkeys(_key(one) for one in (*gone, *come))
    leaving, coming = set(gone), dict.fromkeys(come)
    after: dict[board.Target, list[Answering]] = {
        key: [one for one in now.get(key, ()) if one not in leaving] for key in keys
    }
    for one in coming:
        replaced = [other for other in after[_key(one)] if not _same_one(one, other)]
        if one not in after[_key(one)]:
            after[_key(one)] = [*replaced, one]
    return _change(items, now, {key: tuple(those) for key, those in after.items()})


async def _now(
    tx: Tx, item_ids: Iterable[int]
) -> tuple[dict[int, Item], dict[board.Target, tuple[Answering, ...]]]:
    """The items by id, in the document's order, and who answers for what of them."""
    ids = list(dict.fromkeys(item_ids))
    first = [await tx.roadmaps.item(ids[0])] if ids else []
    known = {item.id: item for one in first for item in await tx.roadmaps.items(one.roadmap_id)}
    items = [known.get(item_id) or await tx.roadmaps.item(item_id) for item_id in ids]
    items.sort(key=lambda item: item.position)
    now: dict[board.Target, list[Answering]] = {}
    for direct in await tx.people.assignments_of_items(ids):
        if direct.body_id is None:
            now.setdefault(_key(direct), []).append(direct)
    for body in await tx.bodies.assignments_of_items(ids):
        now.setdefault(_key(body), []).append(body)
    return {item.id: item for item in items}, {key: tuple(those) for key, those in now.items()}


def _change(
    items: Mapping[int, Item],
    now: Mapping[board.Target, tuple[Answering, ...]],
    after: Mapping[board.Target, tuple[Answering, ...]],
) -> Change:
    order = {item_id: place for place, item_id in enumerate(items)}
    keys = sorted(after, key=lambda key: (order[key[0]], key[1] or 0))
    return Change(items, {key: now.get(key, ()) for key in keys}, {key: after[key] for key in keys})


def _with_points(
    wishes: Mapping[board.Target, Sequence[Answering]],
    now: Mapping[board.Target, Sequence[Answering]],
) -> dict[board.Target, list[Answering]]:
    """Where somebody is to answer for a whole item no more, the same of its points."""
    found = {key: list(those) for key, those in wishes.items()}
    for key, answering in now.items():
        whole = wishes.get((key[0], None), ())
        for one in answering:
            if key[1] is not None and any(_same_one(one, other) for other in whole):
                found.setdefault(key, []).append(one)
    return found


def _once(wanted: Sequence[Answering]) -> list[Answering]:
    """Each person and body once."""
    found: dict[tuple[type, int], Answering] = {}
    for one in wanted:
        key = type(one), _who(one)
        if key not in found or one.capacity is Capacity.RESPONSIBLE:
            found[key] = one
    return list(found.values())


def _after(
    how: How, before: Sequence[Answering], wanted: Sequence[Answering]
) -> tuple[Answering, ...]:
    named = {(type(one), _who(one)) for one in wanted}
    others = tuple(one for one in before if (type(one), _who(one)) not in named)
    if how is How.TAKE:
        return others
    if how is How.SET:
        only_co = all(one.capacity is Capacity.CO_EXECUTOR for one in wanted)
        others = tuple(one for one in others if only_co and one.capacity is Capacity.RESPONSIBLE)
    # Who answers already keeps their place, so that an order of names does not pass for a change.
    stay = [one for one in before if one in wanted or one in others]
    return (*stay, *(one for one in wanted if one not in stay))


async def carry_out(tx: Tx, actor: Person, change: Change, rules: Rules) -> None:
    """Make the change hold: store it, close the days that wait for nobody any more, and plan once.

    Raises NotAllowed unless a coordinator asks, UserError where somebody may not answer: an
    observer just reads, and who has left is not reached.
    """
    require_coordinator(actor)
    gone, come = change.gone, change.come
    if not (gone or come):
        return
    everybody = {person.id: person for person in await tx.people.all()}
    for one in come:
        if isinstance(one, Assignment):
            _check_may_be_assigned(everybody.get(one.person_id))
    await tx.people.take_away([one for one in gone if isinstance(one, Assignment)])
    async for one in in_pieces([one for one in gone if isinstance(one, BodyAssignment)]):
        await tx.bodies.unassign(one.item_id, one.point_id, one.body_id)
    await tx.people.assign([one for one in come if isinstance(one, Assignment)])
    await tx.bodies.assign([one for one in come if isinstance(one, BodyAssignment)])
    items = list(change.items.values())
    for person_id in {one.person_id for one in come if isinstance(one, Assignment)}:
        if everybody[person_id].roadmap_id is None:
            await tx.people.update(replace(everybody[person_id], roadmap_id=items[0].roadmap_id))
    await settle(tx, items, rules, actor)
    await plan_soon(tx, items, rules)
    await _log(tx, actor, change, rules, everybody)


async def _log(
    tx: Tx, actor: Person, change: Change, rules: Rules, everybody: Mapping[int, Person]
) -> None:
    """One line; of what was only taken away, the items."""
    numbers = ", ".join(item.number for item in list(change.items.values())[:20])
    names = []
    for one in {(type(one), _who(one)): one for one in change.come}.values():
        if isinstance(one, BodyAssignment):
            names.append((await tx.bodies.get(one.body_id)).name)
        else:
            names.append(everybody[one.person_id].name)
        if len(names) == 20:
            break
    about = f"{numbers} → {', '.join(names)}" if names else numbers
    what = "log-assigned" if names else "log-unassigned"
    roadmap_id = next(iter(change.items.values())).roadmap_id
    await tx.log.add(LogLine(rules.at, actor.id, roadmap_id, what, about))


async def assign(
    tx: Tx,
    actor: Person,
    targets: Sequence[Target],
    named: Sequence[Named],
    rules: Rules,
    how: How = How.SET,
) -> Change:
    """Have those `named` answer for each of the targets, at once; what it changed."""
    wanted = [one.answers_for(target) for target in targets for one in named]
    change = await change_of(tx, how, wanted)
    await carry_out(tx, actor, change, rules)
    return change


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


async def find_named(tx: Tx, name: str) -> Person | Body:
    """The body of the directory that has this name, in any of its forms, else the person: see
    `find_person`, whose errors it raises.
    """
    key, wanted = key_of(name), " ".join(name.split()).casefold()
    known = (await tx.bodies.by_keys([key])).get(key)
    if known is not None:
        return known
    for body in await tx.bodies.all():
        if body.name.casefold() == wanted:
            return body
    return await find_person(tx, name)


async def hand_over(tx: Tx, actor: Person, leaver: Person, heir: Person, rules: Rules) -> int:
    """Everything that `leaver` answers for goes to `heir`, who also stands for the bodies that
    `leaver` stood for; what was written stays under its author.

    Returns how many targets moved. Raises UserError where the heir is an observer, who just reads.
    """
    require_coordinator(actor)
    _check_may_be_assigned(heir)
    assignments = await tx.people.assignments_of_person(leaver.id)
    own = [one for one in assignments if one.body_id is None]
    await tx.people.take_away(own)
    await tx.people.assign([replace(assignment, person_id=heir.id) for assignment in own])
    for body in await tx.bodies.bodies_of(leaver.id):
        members = await tx.bodies.members(body.id)
        await tx.bodies.set_members(
            body.id, [heir.id if one == leaver.id else one for one in members]
        )
    item_ids = sorted({a.item_id for a in assignments})
    items = [await tx.roadmaps.item(item_id) async for item_id in in_pieces(item_ids)]
    await hand_over_shares(tx, items, leaver, heir)
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await plan_soon(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)
        await tx.log.add(
            LogLine(
                rules.at, actor.id, roadmap_id, "log-handed-over", f"{leaver.name} → {heir.name}"
            )
        )
    if heir.roadmap_id is None and items:
        await tx.people.update(replace(heir, roadmap_id=items[0].roadmap_id))
    return len(assignments)


def _check_may_be_assigned(person: Person | None) -> None:
    if person is None or person.state is PersonState.GONE:
        raise NotFound("error-not-found")
    if person.role is Role.OBSERVER:
        raise UserError("error-observer-cannot-answer", name=person.name)
