"""`/assign 8 Иванова, Петров`, «+8», «-8»: several people for items and points, by words."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.looking.finding import offer_items
from handlers.looking.items import targets_of
from handlers.people.changing import propose
from handlers.people.choosing_people import say_people, ticked_now
from handlers.speaking.answerers import listed
from handlers.speaking.awaited import PeopleOfItem
from handlers.speaking.turn import Turn
from roadmap.actions.assigning import How, Named, Target, change_of, find_named
from roadmap.errors import NotFound, UserError
from roadmap.model import Role
from roadmap.model.address import read_addresses
from roadmap.reading.assigning_words import NameWritten, read_assignment

_SIGNS = {"": How.SET, "+": How.ADD, "-": How.TAKE}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(assign_command, Command("assign"))


async def assign_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """Items or single points to people; without words, by buttons."""
    turn.require(Role.COORDINATOR)
    if not command.args:
        await say_people(turn, PeopleOfItem(0), 0)
        return
    written = read_assignment(command.args)
    if written is None:
        await _ask_whom(turn, command.args)
        return
    named = [one for name in written.names for one in await _named(turn, name)]
    found = await targets_of(turn, written.addresses)
    wanted = [one.answers_for(Target(item, point)) for item, point in found for one in named]
    change = await change_of(turn.tx, _SIGNS[written.sign], wanted)
    if not change and written.sign == "-":
        raise UserError(
            "error-answers-not", name=listed(turn.texts, [one.who.name for one in named])
        )
    await propose(turn, change)


async def _ask_whom(turn: Turn, words: str) -> None:
    """Of one item by its number, or of those that words mean, ask who is to answer. Raises
    UserError for several numbers or a single point, which are assigned by words alone.
    """
    addresses = read_addresses(words)
    if addresses is None:
        await offer_items(turn, words, None)
        return
    found = await targets_of(turn, addresses)
    if len(found) != 1 or found[0][1] is not None:
        raise UserError("error-assign-how")
    await say_people(turn, await ticked_now(turn, found[0][0].id), 0)


async def _named(turn: Turn, written: NameWritten) -> list[Named]:
    """Whom one name means; «Иванова и Петров» are two where nobody is called so."""
    try:
        return [Named(await find_named(turn.tx, written.name), written.capacity)]
    except NotFound:
        if not written.halves:
            raise
    return [Named(await find_named(turn.tx, half), written.capacity) for half in written.halves]
