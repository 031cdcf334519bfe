"""Changing the directory: who stands for a body, its names, joining two into one, removing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap.actions.naming import bodies_named, give_named
from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.directory.names import key_of, name_of, tidy
from roadmap.errors import UserError
from roadmap.model import Body, BodyAssignment, BodyKind, Item, LogLine, Person, PersonState, Role
from roadmap.ports import Tx
from roadmap.yielding import in_pieces


@dataclass(frozen=True, slots=True)
class Succession:
    """Who stands for a body now and did not, who does no more, and for which items it answers."""

    come: tuple[Person, ...]
    gone: tuple[Person, ...]
    items: tuple[Item, ...]


async def stand_for(
    tx: Tx, actor: Person, body: Body, people: Sequence[Person], rules: Rules
) -> Succession:
    """These people stand for the body from now on, and nobody else: what is open is theirs, what
    was written stays under its author. Everything is planned again once.

    Raises NotAllowed unless a coordinator asks, UserError where one is an observer, who just reads.
    """
    require_coordinator(actor)
    for person in people:
        if person.role not in (Role.OFFICIAL, Role.COORDINATOR):
            raise UserError("error-observer-cannot-answer", name=person.name)
    before = [person.id for person in await members_of(tx, body)]
    chats = [chat.id for chat in await _chats_of(tx, body)]
    await tx.bodies.set_members(body.id, [*chats, *(person.id for person in people)])
    items = await items_of(tx, body)
    await _replan(tx, items, rules)
    come = tuple(person for person in people if person.id not in before)
    for person in come:
        if person.roadmap_id is None and items:
            await tx.people.update(replace(person, roadmap_id=items[-1].roadmap_id))
    now = {person.id for person in people}
    gone = tuple([await tx.people.get(one) for one in before if one not in now])
    about = f"{body.name}: {', '.join(person.name for person in people) or '—'}"
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-body-stands", about))
    return Succession(come, gone, tuple(items))


async def members_of(tx: Tx, body: Body) -> list[Person]:
    """The people who stand for the body, in the order in which they came; a chat that is its
    address is none of them.
    """
    members = [await tx.people.get(one) for one in await tx.bodies.members(body.id)]
    return [one for one in members if one.role is not Role.CHAT]


async def _chats_of(tx: Tx, body: Body) -> list[Person]:
    """What stands for the body where a chat is its address."""
    members = [await tx.people.get(one) for one in await tx.bodies.members(body.id)]
    return [one for one in members if one.role is Role.CHAT]


async def _forget_chats(tx: Tx, body: Body) -> None:
    for chat in await _chats_of(tx, body):
        await tx.people.update(replace(chat, state=PersonState.GONE))


async def items_of(tx: Tx, body: Body) -> list[Item]:
    """The items of all roadmaps that the body answers for, wholly or for a point; by roadmap, in
    its order.
    """
    ids = dict.fromkeys(one.item_id for one in await tx.bodies.assignments_of(body.id))
    items = [await tx.roadmaps.item(item_id) async for item_id in in_pieces(ids)]
    return sorted(items, key=lambda item: (item.roadmap_id, item.position))


async def _replan(tx: Tx, items: Iterable[Item], rules: Rules) -> None:
    """Once for each roadmap."""
    by_roadmap: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_roadmap[item.roadmap_id].append(item)
    for own in by_roadmap.values():
        await replan_items(tx, own, rules)


async def add_body(tx: Tx, actor: Person, text: str, rules: Rules) -> Body:
    """A body named by hand; it answers at once for what plans name it for. Raises UserError where
    the directory has that name.
    """
    require_coordinator(actor)
    name = name_of(text)
    await _check_free(tx, text, None)
    body = await tx.bodies.add(Body(0, name.text[:300], name.kind))
    await tx.bodies.add_names(body.id, [(body.name, name.key)])
    await give_named(tx, [name.key], rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-bodies-added", body.name))
    return body


async def add_name(tx: Tx, actor: Person, body: Body, text: str, rules: Rules) -> str:
    """One more name of the body, in this plan and the next; the name as it is kept. Raises
    UserError where another body has it.
    """
    require_coordinator(actor)
    name = await _check_free(tx, text, body)
    await tx.bodies.add_names(body.id, [(name, key_of(name))])
    await give_named(tx, [key_of(name)], rules)
    about = f"{name} → {body.name}"
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-body-named", about))
    return name


async def rename(tx: Tx, actor: Person, body: Body, text: str, rules: Rules) -> Body:
    """Call the body by another name; the former stays one of its names. Raises UserError where
    another body has it.
    """
    name = await add_name(tx, actor, body, text, rules)
    renamed = replace(body, name=name)
    await tx.bodies.update(renamed)
    return await tx.bodies.get(body.id)


async def call_group(tx: Tx, actor: Person, body: Body, rules: Rules, *, group: bool) -> Body:
    """The body is a group, each of which answers, or is not: it was guessed by its name. Raises
    NotAllowed unless a coordinator asks.
    """
    require_coordinator(actor)
    guessed = name_of(body.name).kind
    one = BodyKind.BODY if guessed is BodyKind.GROUP else guessed
    changed = replace(body, kind=BodyKind.GROUP if group else one)
    await tx.bodies.update(changed)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-body-kind", body.name))
    return changed


async def _check_free(tx: Tx, text: str, body: Body | None) -> str:
    name = tidy(text)[:300]
    key = key_of(name)
    if not key:
        raise UserError("error-body-name")
    holder = (await tx.bodies.by_keys([key])).get(key)
    if holder is not None and (body is None or holder.id != body.id):
        raise UserError("error-body-name-taken", name=name, other=holder.name)
    return name


async def join(tx: Tx, actor: Person, kept: Body, dropped: Body, rules: Rules) -> Body:
    """Two bodies are one: names, people and all that `dropped` answers for become those of `kept`.

    Raises NotAllowed unless a coordinator asks, UserError where both are the same.
    """
    require_coordinator(actor)
    if kept.id == dropped.id:
        raise UserError("error-body-same")
    takes_chat = kept.chat_id is None and dropped.chat_id is not None
    people = [*await tx.bodies.members(kept.id), *await tx.bodies.members(dropped.id)]
    if not takes_chat:
        await _forget_chats(tx, dropped)
        people = [*await tx.bodies.members(kept.id)]
        people += [person.id for person in await members_of(tx, dropped)]
    moved = await tx.bodies.assignments_of(dropped.id)
    await tx.bodies.remove(dropped.id)
    names = dict.fromkeys((dropped.name, *dropped.names))
    await tx.bodies.add_names(kept.id, [(name, key_of(name)) for name in names])
    await tx.bodies.assign([_of(kept, one) for one in moved])
    await tx.bodies.set_members(kept.id, people)
    if takes_chat:
        await tx.bodies.update(replace(kept, chat_id=dropped.chat_id, thread_id=dropped.thread_id))
    await _replan(tx, await items_of(tx, kept), rules)
    about = f"{dropped.name} → {kept.name}"
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-bodies-joined", about))
    return await tx.bodies.get(kept.id)


def _of(body: Body, one: BodyAssignment) -> BodyAssignment:
    return replace(one, body_id=body.id)


async def part(tx: Tx, actor: Person, body: Body, name: str, rules: Rules) -> Body:
    """One of the body's names is another's, which becomes a body of its own: it answers for what
    plans name so, and `body` does not any more. Nobody stands for it yet.

    Raises NotAllowed unless a coordinator asks, UserError where `name` is none of the body's other
    names.
    """
    require_coordinator(actor)
    key, others = key_of(name), {key_of(one) for one in (body.name, *body.names)}
    if key not in others or key == key_of(body.name):
        raise UserError("error-stale-button")
    theirs = {item.id: item for item in await items_of(tx, body)}
    named = bodies_named(theirs.values())
    kept = {item.id for other in others - {key} if other in named for item, _ in named[other].items}
    moved = [item for item, _ in (named[key].items if key in named else ()) if item.id not in kept]
    async for item in in_pieces(moved):
        await tx.bodies.unassign(item.id, None, body.id)
    await tx.bodies.remove_names([key])
    parted = await add_body(tx, actor, name, rules)
    await _replan(tx, moved, rules)
    return await tx.bodies.get(parted.id)


async def remove(tx: Tx, actor: Person, body: Body, rules: Rules) -> None:
    """Remove the body with its names; nobody stands for it any more. A plan that names it asks
    about the name again. Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(actor)
    items = await items_of(tx, body)
    await _forget_chats(tx, body)
    await tx.bodies.remove(body.id)
    await _replan(tx, items, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-body-removed", body.name))


async def unmanned(tx: Tx, roadmap_id: int) -> list[tuple[Body, int]]:
    """The bodies that answer for items of a roadmap and for which nobody stands, nor a chat, by
    name, each with the number of its items: nobody is reminded of these.
    """
    theirs: defaultdict[int, set[int]] = defaultdict(set)
    for one in await tx.bodies.assignments(roadmap_id):
        theirs[one.body_id].add(one.item_id)
    return [
        (body, len(theirs[body.id]))
        for body in await tx.bodies.all()
        if body.id in theirs and not await tx.bodies.members(body.id)
    ]
