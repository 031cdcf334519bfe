"""`/desk`: a link to the desk in a browser, good once and for a few minutes."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.speaking.turn import Turn
from roadmap.actions.entering import LAUNCH, LINK_LIFETIME, entrance, give_link, new_secret
from roadmap.errors import UserError
from roadmap.model.messages import Button


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(desk, Command("desk"))


def _inside(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """The button that opens the desk within the messenger, which takes https only."""
    if not turn.office.feed_base.startswith("https://"):
        return ()
    address = turn.office.feed_base + LAUNCH
    return ((Button(turn.texts("button-desk-inside"), url=address, inside=True),),)


async def desk(message: Message, turn: Turn) -> None:
    """The link, in the private chat: it does not belong into a group."""
    if not turn.office.feed_base:
        raise UserError("error-desk-off")
    secret = new_secret()
    await give_link(turn.tx, turn.me, secret, turn.at)
    address = entrance(turn.office.feed_base, secret)
    minutes = int(LINK_LIFETIME.total_seconds()) // 60
    said = turn.texts("desk-link", address=address, minutes=minutes)
    await turn.to(turn.me).say(said, _inside(turn))
    if turn.in_group:
        await turn.say(turn.texts("desk-link-apart"), reply_to=message.message_id)
