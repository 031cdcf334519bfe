"""`/start`: joining by a link, the first coordinator, and the first screen of a person known."""

from __future__ import annotations

from hmac import compare_digest

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import Message

from handlers.door.menus import say_help
from handlers.door.pasted import pasted_code
from handlers.looking.lists import say_my
from handlers.people.guests import open_group_link
from handlers.people.inviting import tell_who_joined, welcome
from handlers.people.other_account import tell_of_other_account
from handlers.speaking.turn import Turn
from roadmap.actions.joining import FIRST_CODE_FACT, admit_first_coordinator, code_hash, join
from roadmap.model import Role


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(start, CommandStart())


async def start(message: Message, command: CommandObject, turn: Turn) -> None:
    """Let in who has a code or is named in the settings, greet the known, turn away a stranger."""
    await _come_in(message, (command.args or "").strip(), turn)


async def pasted(message: Message, turn: Turn) -> None:
    """A pasted link or code is what a tap on the link would have been."""
    code = pasted_code(message.text or "", turn.office.bot_username) or ""
    if turn.person is not None:
        await turn.say(turn.texts("joined-already", name=turn.me.name))
        return
    await _come_in(message, code, turn)


async def is_pasted(message: Message, turn: Turn) -> bool:
    """Whether the words are an invitation: of somebody known only a link, for a code alone may as
    well be a file's name. A coroutine, for every message is asked.
    """
    text = message.text or ""
    if turn.in_group or (turn.person is not None and "start=" not in text):
        return False
    return pasted_code(text, turn.office.bot_username) is not None


async def _come_in(message: Message, code: str, turn: Turn) -> None:
    user = message.from_user
    if turn.in_group or user is None:
        return
    if turn.person is None and code and await open_group_link(turn, code, user):
        return
    if turn.person is None:
        took_over = False
        if user.id in turn.office.coordinators or await _is_first_code(turn, code):
            turn.person = await admit_first_coordinator(turn.tx, user.id, user.full_name, turn.at)
        elif code:
            came = await join(turn.tx, code, user.id, turn.at)
            turn.person = came.person
            took_over = came.former is not None
            if came.former is not None:
                await tell_of_other_account(turn, came.person, came.former, user)
        else:
            await turn.say(turn.texts("stranger"))
            return
        await turn.say(welcome(turn, turn.person))
        if not took_over:
            await tell_who_joined(turn, turn.person)
    await greet(turn)


async def greet(turn: Turn) -> None:
    """The first screen: an official sees what they answer for, a coordinator what to do next."""
    if turn.me.role is Role.OFFICIAL:
        await say_my(turn)
    else:
        await say_help(turn)


async def _is_first_code(turn: Turn, code: str) -> bool:
    """The code that the program printed at its first start; it works once."""
    stored = await turn.tx.facts.get(FIRST_CODE_FACT)
    if not code or stored is None or not compare_digest(stored, code_hash(code)):
        return False
    await turn.tx.facts.set(FIRST_CODE_FACT, None)
    return True
