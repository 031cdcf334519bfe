"""A working group's chat, or a topic of it, as the address of a body."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from roadmap.actions.planning import Rules, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Body, LogLine, Person, PersonState, Role
from roadmap.ports import Tx


async def bind_chat(
    tx: Tx, actor: Person, body: Body, chat_id: int, thread_id: int | None, rules: Rules
) -> Body:
    """From now on reminders of `body` come to this chat, and not to each who stands for it.

    Raises NotAllowed unless a coordinator asks, UserError where the chat is another body's address.
    """
    require_coordinator(actor)
    other = await tx.bodies.by_chat(chat_id, thread_id)
    if other is not None and other.id != body.id:
        raise UserError("error-chat-taken", name=other.name)
    members = [await tx.people.get(one) for one in await tx.bodies.members(body.id)]
    chat = next((one for one in members if one.role is Role.CHAT), None)
    if chat is None:
        chat = await tx.people.add(Person(0, body.name, Role.CHAT, state=PersonState.ACTIVE))
    else:  # it may have been lost
        await tx.people.update(replace(chat, name=body.name, state=PersonState.ACTIVE))
    bound = replace(body, chat_id=chat_id, thread_id=thread_id)
    await tx.bodies.update(bound)
    others = [one.id for one in members if one.id != chat.id]
    await tx.bodies.set_members(body.id, [chat.id, *others])
    await _replan(tx, body, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-chat-bound", body.name))
    return bound


async def unbind_chat(tx: Tx, actor: Person, body: Body, rules: Rules) -> None:
    """The chat is nobody's address any more; those who stand for `body` are reminded themselves.

    Raises NotAllowed unless a coordinator asks. A second tap changes nothing.
    """
    require_coordinator(actor)
    members = [await tx.people.get(one) for one in await tx.bodies.members(body.id)]
    for chat in members:
        if chat.role is Role.CHAT:
            await tx.people.update(replace(chat, state=PersonState.GONE))
    await tx.bodies.update(replace(body, chat_id=None, thread_id=None))
    await tx.bodies.set_members(body.id, [one.id for one in members if one.role is not Role.CHAT])
    await _replan(tx, body, rules)
    await tx.log.add(LogLine(rules.at, actor.id, None, "log-chat-unbound", body.name))


async def stand_by_writing(
    tx: Tx, person: Person, chat_id: int, thread_id: int | None, at: datetime
) -> None:
    """An official who answers in a body's chat is one of its working group: they stand for it.

    The coordinator made the chat the body's address, and its owners choose who is in it.
    """
    if person.role is not Role.OFFICIAL:
        return
    body = await tx.bodies.by_chat(chat_id, thread_id)
    if body is None:
        return
    members = await tx.bodies.members(body.id)
    if person.id not in members:
        await tx.bodies.set_members(body.id, [*members, person.id])
        await tx.log.add(LogLine(at, person.id, None, "log-stands-for", body.name))


async def _replan(tx: Tx, body: Body, rules: Rules) -> None:
    ids = sorted({one.item_id for one in await tx.bodies.assignments_of(body.id)})
    items = [await tx.roadmaps.item(item_id) for item_id in ids]
    for roadmap_id in sorted({item.roadmap_id for item in items}):
        await replan_items(tx, [item for item in items if item.roadmap_id == roadmap_id], rules)
