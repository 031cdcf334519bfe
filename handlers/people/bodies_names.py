"""A body's names, joining two bodies into one, and removing one."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.people.bodies import say_body
from handlers.people.people_list import words_match
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import BodyName, BodyTwin, NewBody, await_nothing
from handlers.speaking.buttons import BodyButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.bodies import (
    add_body,
    add_name,
    call_group,
    items_of,
    join,
    members_of,
    part,
    remove,
    rename,
)
from roadmap.actions.namesakes import told_apart
from roadmap.actions.naming import mark_of
from roadmap.directory.likeness import Known
from roadmap.directory.names import key_of, name_of
from roadmap.errors import NotFound
from roadmap.model import Body, BodyKind, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import Tx

#: Bodies that are offered for joining.
_OFFERED = 6
#: Names that are offered for parting.
_PARTED = 20


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_name, BodyButton.filter(F.verb.in_({"rename", "name"})))
    router.callback_query.register(ask_twin, BodyButton.filter(F.verb == "join"))
    router.callback_query.register(join_bodies, BodyButton.filter(F.verb == "joined"))
    router.callback_query.register(ask_which_name, BodyButton.filter(F.verb == "parts"))
    router.callback_query.register(part_name, BodyButton.filter(F.verb == "part"))
    router.callback_query.register(change_kind, BodyButton.filter(F.verb == "kind"))
    router.callback_query.register(ask_to_remove, BodyButton.filter(F.verb == "remove"))
    router.callback_query.register(remove_body, BodyButton.filter(F.verb == "removed"))


async def ask_name(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """The next message is a name of the body; of a new one where there is none yet."""
    turn.require(Role.COORDINATOR)
    if callback_data.body_id == 0:
        await ask_for(turn, NewBody(), turn.texts("body-new-how"))
        return
    body = await turn.tx.bodies.get(callback_data.body_id)
    renames = callback_data.verb == "rename"
    key = "body-rename-how" if renames else "body-name-how"
    await ask_for(turn, BodyName(body.id, renames), turn.texts(key, name=body.name))


async def take_body_name(turn: Turn, text: str, awaited: BodyName) -> None:
    """The name: what plans name so is the body's at once. Raises UserError where it is taken."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(awaited.body_id)
    if awaited.rename:
        await rename(turn.tx, turn.me, body, text, rules(turn))
    else:
        await add_name(turn.tx, turn.me, body, text, rules(turn))
    await await_nothing(turn)
    await say_body(turn, await turn.tx.bodies.get(body.id))


async def take_new_body(turn: Turn, text: str) -> None:
    """A body that no plan names yet. Raises UserError where the directory has it."""
    turn.require(Role.COORDINATOR)
    body = await add_body(turn.tx, turn.me, text, rules(turn))
    await await_nothing(turn)
    await say_body(turn, await turn.tx.bodies.get(body.id))


async def ask_twin(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """With which body this one is one: the likeliest by buttons, others by name."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    rows = [_twin(body, one) for one in await likely_twins(turn.tx, body)]
    question = turn.texts("body-join-how", name=body.name)
    await ask_for(turn, BodyTwin(body.id), question, rows)


async def likely_twins(tx: Tx, body: Body) -> list[Body]:
    """The bodies that may be the same one, the likeliest first."""
    others = {one.id: one for one in await tx.bodies.all() if one.id != body.id}
    known = Known((name_of(text), one.id) for one in others.values() for text in one.names)
    likely = dict.fromkeys(
        body_id for text in (body.name, *body.names) for body_id, _ in known.likely(name_of(text))
    )
    return [others[body_id] for body_id in list(likely)[:_OFFERED]]


def _twin(kept: Body, dropped: Body) -> list[Button]:
    data = BodyButton(verb="joined", body_id=kept.id, arg=dropped.id)
    return [button(clip(dropped.name, 60), data)]


async def take_twin(turn: Turn, text: str, awaited: BodyTwin) -> None:
    """Bodies that have this name or words of it, as buttons. Raises NotFound where none has."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(awaited.body_id)
    rows = [_twin(body, one) for one in await twins_named(turn.tx, body, text)]
    await ask_for(turn, awaited, turn.texts("body-join-which", name=body.name), rows)


async def twins_named(tx: Tx, body: Body, text: str) -> list[Body]:
    """Other bodies that have this name, else words of it. Raises NotFound where none has."""
    key = key_of(text)
    exact = (await tx.bodies.by_keys([key])).get(key)
    found = [exact] if exact else []
    found = found or [
        one for one in await tx.bodies.all() if words_match(text, " ".join((one.name, *one.names)))
    ]
    others = [one for one in found if one.id != body.id][:_OFFERED]
    if not others:
        raise NotFound("error-body-unknown", name=clip(text, 60))
    return others


async def join_bodies(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Two bodies become one."""
    turn.require(Role.COORDINATOR)
    kept = await turn.tx.bodies.get(callback_data.body_id)
    dropped = await turn.tx.bodies.get(callback_data.arg)
    body = await join(turn.tx, turn.me, kept, dropped, rules(turn))
    await await_nothing(turn)
    await turn.say(turn.texts("body-joined", dropped=dropped.name, kept=kept.name), edit=True)
    await say_body(turn, body)


async def ask_which_name(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Which of the body's other names is another's: a button for each."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    rows = [
        [button(clip(name, 60), BodyButton(verb="part", body_id=body.id, arg=mark_of(name)))]
        for name in body.names
        if key_of(name) != key_of(body.name)
    ]
    question = turn.texts("body-part-how", name=body.name)
    await turn.say(question, [*rows[:_PARTED], [cancel_button(turn)]])


async def part_name(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """The name becomes a body of its own; raises UserError where the body has it no more."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    name = next((one for one in body.names if mark_of(one) == callback_data.arg), "")
    parted = await part(turn.tx, turn.me, body, name, rules(turn))
    await turn.say(turn.texts("body-parted", name=parted.name, former=body.name), edit=True)
    await say_body(turn, parted)


async def change_kind(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """A group becomes a body or a post, and the other way round."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    group = body.kind is not BodyKind.GROUP
    await say_body(turn, await call_group(turn.tx, turn.me, body, rules(turn), group=group))


async def ask_to_remove(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Removing needs a second tap, which says what goes with it."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    words = await removal_words(turn, body)
    data = BodyButton(verb="removed", body_id=body.id)
    yes = button(turn.texts("button-body-removed"), data, ButtonStyle.DANGER)
    await turn.say(words, [[yes, cancel_button(turn)]])


async def removal_words(voice: Voice, body: Body) -> Html:
    """What goes with a body that is removed."""
    count, people = len(await items_of(voice.tx, body)), await members_of(voice.tx, body)
    names = clip(", ".join(told_apart(people)), 200)
    return voice.texts(
        "body-remove-sure", name=body.name, count=count, people=names, members=len(people)
    )


async def remove_body(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Remove the body; the plan asks about its name again."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    await remove(turn.tx, turn.me, body, rules(turn))
    await turn.say(turn.texts("body-removed", name=body.name), edit=True)
