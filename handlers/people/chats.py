"""`/chat` in a group: the chat, or the topic, as the address of a body."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.speaking.buttons import BodyChatButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.turn import Turn
from roadmap.actions.bodies import add_body, call_group
from roadmap.actions.chats import bind_chat, unbind_chat
from roadmap.directory.names import key_of
from roadmap.errors import NotFound, UserError
from roadmap.model import Body, Role


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(chat_command, Command("chat"))
    router.callback_query.register(unbind, BodyChatButton.filter(F.verb == "unbind"))


async def chat_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """Make this chat the address of the body named; without a name, say whose address it is."""
    turn.require(Role.COORDINATOR)
    if not turn.in_group:
        raise UserError("error-chat-in-group")
    if not command.args:
        await _say_whose(turn)
        return
    body = await _named(turn, " ".join(command.args.split()))
    await bind_chat(turn.tx, turn.me, body, turn.chat_id, turn.thread_id, rules(turn))
    await turn.say(turn.texts("chat-bound", name=body.name))


async def _named(turn: Turn, name: str) -> Body:
    """The body of the directory that is called so; a new one where there is none."""
    wanted = name.casefold()
    for body in await turn.tx.bodies.all():
        if wanted in (one.casefold() for one in (body.name, *body.names)):
            return body
    key = key_of(name)
    known = (await turn.tx.bodies.by_keys([key])).get(key)
    if known is not None:
        return known
    body = await add_body(turn.tx, turn.me, name, rules(turn))
    return await call_group(turn.tx, turn.me, body, rules(turn), group=True)


async def _say_whose(turn: Turn) -> None:
    body = await turn.tx.bodies.by_chat(turn.chat_id, turn.thread_id)
    if body is None:
        await turn.say(turn.texts("chat-nobodys"))
        return
    unbinding = BodyChatButton(verb="unbind", body_id=body.id)
    await turn.say(
        turn.texts("chat-whose", name=body.name), [[button(turn.texts("button-unbind"), unbinding)]]
    )


async def unbind(query: CallbackQuery, callback_data: BodyChatButton, turn: Turn) -> None:
    """The chat is nobody's address any more."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    if body.chat_id is None:
        raise NotFound("error-not-found")
    await unbind_chat(turn.tx, turn.me, body, rules(turn))
    await turn.say(turn.texts("chat-unbound", name=body.name), edit=True)
