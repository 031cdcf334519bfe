"""The names that plans have for bodies, and the directory: known ones are taken by themselves,
likely ones wait for a yes, new ones are created from the document.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.directory.likeness import Known, Likeness
from roadmap.directory.names import Name, name_of, names_person
from roadmap.drafts.adoption import GONE
from roadmap.errors import UserError
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Capacity,
    Item,
    LogLine,
    Person,
    Roadmap,
    Role,
)
from roadmap.ports import Tx
from roadmap.reading.person_names import Likeness as Same
from roadmap.reading.person_names import means
from roadmap.yielding import in_pieces, pause

#: Bodies whose assignments are stored at a time: some dozens of statements.
_PIECE = 20


def mark_of(text: str) -> int:
    """Tells a name from others on a button, where the name itself does not fit."""
    return _mark(name_of(text))


def _mark(name: Name) -> int:
    return crc32(name.key.encode()) & 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a plan names it, and for which items; of several spellings the plainest."""

    name: Name
    items: tuple[tuple[Item, Capacity], ...]

    @property
    def mark(self) -> int:
        """See `mark_of`."""
        return _mark(self.name)


@dataclass(frozen=True, slots=True)
class Likely:
    """A name that is likely one of these bodies', the likeliest first."""

    named: Named
    bodies: tuple[tuple[Body, Likeness], ...]


@dataclass(frozen=True, slots=True)
class PlanNames:
    """The names of a plan's bodies, in its order: those that the directory knows, with their
    bodies, those that are likely known, and new ones. `waiting`: like a new one, so that they are
    asked about once that is known.
    """

    known: tuple[tuple[Named, Body], ...]
    likely: tuple[Likely, ...]
    new: tuple[Named, ...]
    waiting: tuple[Named, ...]

    @property
    def unsettled(self) -> int:
        """How many names belong to no body yet."""
        return len(self.likely) + len(self.new) + len(self.waiting)


def bodies_named(items: Iterable[Item]) -> dict[str, Named]:
    """The names that are no people's, by key, in the order of `items`. Who is named both as
    responsible and as a co-executor of an item is its responsible.
    """
    read: dict[str, Name | None] = {}
    names: dict[str, Name] = {}
    found: defaultdict[str, dict[int, tuple[Item, Capacity]]] = defaultdict(dict)
    for item in items:
        for texts, capacity in (
            (item.responsible, Capacity.RESPONSIBLE),
            (item.co_executors, Capacity.CO_EXECUTOR),
        ):
            for text in texts:
                if text not in read:
                    read[text] = None if names_person(text) else name_of(text)
                name = read[text]
                if name is not None and name.key:
                    known = names.setdefault(name.key, name)
                    names[name.key] = min(known, name, key=_plainness)
                    found[name.key].setdefault(item.id, (item, capacity))
    return {key: Named(name, tuple(found[key].values())) for key, name in names.items()}


def _plainness(name: Name) -> tuple[bool, bool, int]:
    """Of «ОТДЕЛ КУЛЬТУРЫ», «Отд. культуры», «Отделу культуры» and «Отдел культуры» the last one is
    shown: the nominative is the shortest case.
    """
    return name.text.isupper(), "." in name.text, len(name.text)


async def names_of_plan(tx: Tx, roadmap: Roadmap) -> PlanNames:
    """What the directory knows of the names in a plan, and what it is to be told."""
    items = await tx.roadmaps.items(roadmap.id)
    named = await asyncio.to_thread(bodies_named, items)
    by_key, bodies = await tx.bodies.by_keys(named), await tx.bodies.all()
    # Six hundred names against six hundred take half a second, in which others must be answered.
    return await asyncio.to_thread(_sorted_out, named, by_key, bodies)


def _sorted_out(
    named: Mapping[str, Named], by_key: Mapping[str, Body], bodies: Sequence[Body]
) -> PlanNames:
    of_id = {body.id: body for body in bodies}
    directory = Known(
        (name_of(text), body.id)
        for body in bodies
        for text in dict.fromkeys((body.name, *body.names))
    )
    likely, unlike = list[Likely](), list[Named]()
    for key, one in named.items():
        if key in by_key:
            continue
        alike = directory.likely(one.name)
        if alike:
            likely.append(Likely(one, tuple((of_id[body_id], why) for body_id, why in alike)))
        else:
            unlike.append(one)
    # The fullest of several names names the body.
    fullest = sorted(unlike, key=lambda one: -len(one.name.text))
    new, seen = set[int](), Known(())
    for one in fullest:
        if not seen.likely(one.name):
            new.add(one.mark)
            seen.add(one.name, 0)
    return PlanNames(
        tuple((one, by_key[key]) for key, one in named.items() if key in by_key),
        tuple(likely),
        tuple(one for one in unlike if one.mark in new),
        tuple(one for one in unlike if one.mark not in new),
    )


async def take_known(tx: Tx, items: Sequence[Item]) -> None:
    """Give the bodies that the directory knows what these items name them for; nobody's reminders
    are planned here.
    """
    named = await asyncio.to_thread(bodies_named, items)
    known = await tx.bodies.by_keys(named)
    await _assign(tx, [(known[key], one) for key, one in named.items() if key in known])


async def _assign(tx: Tx, pairs: Iterable[tuple[Body, Named]]) -> None:
    async for body, named in in_pieces(pairs, _PIECE):
        await tx.bodies.assign(
            [BodyAssignment(item.id, None, body.id, capacity) for item, capacity in named.items]
        )


async def follow_names(tx: Tx, pairs: Iterable[tuple[Item, Item]]) -> None:
    """Of each item as it was and as a new edition has it: bodies that it names no more do not
    answer for it any more, those that it names now do. What was assigned by hand stays.
    """
    for old, new in pairs:
        if (old.responsible, old.co_executors) == (new.responsible, new.co_executors):
            continue
        before, after = bodies_named([old]), bodies_named([new])
        known = await tx.bodies.by_keys({*before, *after})
        for key, body in known.items():
            was = [capacity for _, capacity in before[key].items] if key in before else []
            now = [capacity for _, capacity in after[key].items] if key in after else []
            if was and was != now:
                await tx.bodies.unassign(old.id, None, body.id)
            if now and was != now:
                await tx.bodies.assign([BodyAssignment(old.id, None, body.id, now[0])])


async def follow_people(tx: Tx, pairs: Iterable[tuple[Item | None, Item]]) -> None:
    """Of each item as it was (None: a new one) and as a new edition has it: people whom it names
    now answer for it where it is certain who is meant, those whom it names no more do not. What was
    assigned by hand stays; nobody's reminders are planned here.
    """
    everybody = await tx.people.all((Role.OFFICIAL, Role.COORDINATOR))
    known: dict[str, Person | None] = {}

    def meant(item: Item | None) -> dict[int, Person]:
        for name in item.responsible if item is not None else ():
            if name not in known:
                known[name] = _certainly(name, everybody) if names_person(name) else None
        found = [known[name] for name in (item.responsible if item is not None else ())]
        return {one.id: one for one in found if one is not None}

    async for old, new in in_pieces(pairs, _PIECE):
        if old is not None and old.responsible == new.responsible:
            continue
        item_id = old.id if old is not None else new.id
        before, after = meant(old), meant(new)
        await tx.people.take_away(
            [Assignment(item_id, None, one) for one in before if one not in after]
        )
        await tx.people.assign([Assignment(item_id, None, one) for one in after])
        for person in after.values():
            if person.roadmap_id is None and new.roadmap_id:
                await tx.people.update(replace(person, roadmap_id=new.roadmap_id))


def _certainly(name: str, everybody: Sequence[Person]) -> Person | None:
    """The one person whom a document's name means, where it may mean nobody else."""
    alike = [one for one in everybody if means(name, one.name) is not Same.NO]
    sure = [one for one in alike if means(name, one.name) is Same.SURELY]
    return sure[0] if len(sure) == len(alike) == 1 else None


async def without_responsible(tx: Tx, roadmap_id: int) -> list[Item]:
    """The items of a roadmap for which no person and no body answers, by position; without those
    that are gone from the document.
    """
    answered = {one.item_id for one in await tx.people.assignments(roadmap_id)}
    answered |= {one.item_id for one in await tx.bodies.assignments(roadmap_id)}
    items = await tx.roadmaps.items(roadmap_id)
    return [one for one in items if one.id not in answered and not one.number.endswith(GONE)]


async def create_named(
    tx: Tx, actor: Person, roadmap: Roadmap, rules: Rules, mark: int | None = None
) -> list[Body]:
    """Put new names of a plan into the directory, each as a body that answers for all its rows:
    all those like no other, or the one with `mark`, whatever it is like.

    Raises NotAllowed unless a coordinator asks, UserError where `mark` is of no name that waits.
    """
    require_coordinator(actor)
    names = await names_of_plan(tx, roadmap)
    chosen = list(names.new) if mark is None else [_with_mark(names, mark)]
    created = []
    async for named in in_pieces(chosen, _PIECE):
        body = await tx.bodies.add(Body(0, named.name.text, named.name.kind))
        await tx.bodies.add_names(body.id, [(named.name.text, named.name.key)])
        created.append(body)
    await give_named(tx, [named.name.key for named in chosen], rules)
    about = ", ".join(body.name for body in created[:5])
    await tx.log.add(LogLine(rules.at, actor.id, roadmap.id, "log-bodies-added", about))
    return created


async def accept_likely(
    tx: Tx, actor: Person, roadmap: Roadmap, mark: int, body_id: int, rules: Rules
) -> Body:
    """The name with `mark` is one more of the body's, which answers for all rows that have it.

    Raises NotAllowed unless a coordinator asks, UserError where the name was settled meanwhile.
    """
    require_coordinator(actor)
    name = _with_mark(await names_of_plan(tx, roadmap), mark).name
    body = await tx.bodies.get(body_id)
    await tx.bodies.add_names(body.id, [(name.text, name.key)])
    await give_named(tx, [name.key], rules)
    about = f"{name.text} → {body.name}"
    await tx.log.add(LogLine(rules.at, actor.id, roadmap.id, "log-body-named", about))
    return body


def _with_mark(names: PlanNames, mark: int) -> Named:
    waiting = [*(one.named for one in names.likely), *names.new, *names.waiting]
    found = next((one for one in waiting if one.mark == mark), None)
    if found is None:
        raise UserError("error-stale-button")
    return found


async def give_named(tx: Tx, keys: Sequence[str], rules: Rules) -> None:
    """Give the bodies of these keys all that any plan names them for, and plan once a plan. One in
    the archive is given them too, so that it comes back as the directory knows it by then, and is
    planned at its return.
    """
    known = await tx.bodies.by_keys(keys)
    manned = {
        body.id for body in {one.id: one for one in known.values()}.values()
        if await tx.bodies.members(body.id)
    }  # fmt: skip
    for roadmap in [*await tx.roadmaps.all(), *await tx.roadmaps.archived()]:
        items = await tx.roadmaps.items(roadmap.id)
        named = await asyncio.to_thread(bodies_named, items)
        pairs = [(known[key], one) for key, one in named.items() if key in known]
        await _assign(tx, pairs)
        touched = {
            item.id: item for body, one in pairs if body.id in manned for item, _ in one.items
        }
        if touched and roadmap.archived_at is None:
            await replan_items(tx, list(touched.values()), rules)
        await pause()
