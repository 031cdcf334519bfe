"""`/assign 8 Иванова, Петров`, «+8», «-8»: several people for items and points, by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.looking.finding import items_by_words, named, offer_items, words_and_people
from handlers.looking.items import targets_of
from handlers.people.changing import propose
from handlers.people.choosing_people import say_people, ticked_now
from handlers.speaking.answerers import assignments_in, known_names, listed, written
from handlers.speaking.awaited import PeopleForItem, PeopleOfItem, await_next, awaited_for
from handlers.speaking.buttons import PickButton
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Answering, Change, How, Target, change_of, find_named
from roadmap.directory.names import names_person
from roadmap.errors import NotFound, UserError
from roadmap.model import Role
from roadmap.model.address import read_addresses
from roadmap.reading.assigning_words import read_assignment, sign_of

_SIGNS = {"": How.SET, "+": How.ADD, "-": How.TAKE}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(assign_command, Command("assign"))
    router.callback_query.register(give, PickButton.filter(F.verb == "give"))


async def assign_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """Items or single points to people; without words, by buttons."""
    turn.require(Role.COORDINATOR)
    if not command.args:
        await say_people(turn, PeopleOfItem(0), 0)
        return
    said = read_assignment(command.args)
    if said is None:
        await _ask_whom(turn, command.args)
        return
    people = [one for name in said.names for one in await named(turn, name)]
    found = await targets_of(turn, said.addresses)
    await _assign(
        turn, said.sign, [one.answers_for(Target(*target)) for target in found for one in people]
    )


async def _assign(turn: Turn, sign: str, wanted: Sequence[Answering]) -> None:
    await propose(turn, await change_wanted(turn, _SIGNS[sign], wanted))


async def change_wanted(voice: Voice, how: How, wanted: Sequence[Answering]) -> Change:
    """What it would change; raises UserError where nobody of those to be taken off answers."""
    change = await change_of(voice.tx, how, wanted)
    if not change and how is How.TAKE:
        names = await known_names(voice.tx)
        shown = dict.fromkeys(names.of(one) for one in wanted)
        raise UserError("error-answers-not", name=listed(voice.texts, list(shown)))
    return change


async def give(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """The item that words meant was chosen: those named behind the words answer for it."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, PeopleForItem)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    wanted = [replace(one, item_id=item.id) for one in assignments_in(awaited.whom)]
    await _assign(turn, awaited.sign, wanted)


async def _ask_whom(turn: Turn, words: str) -> None:
    """Of one item by its number, or of those that words mean, ask who is to answer; people named
    behind the words answer for the item that is tapped. Raises UserError for several numbers or a
    single point, which are assigned by words alone.
    """
    addresses = read_addresses(words)
    if addresses is None:
        sign, words = sign_of(words)
        about, people = await words_and_people(turn, words)
        if people:
            await await_next(
                turn, PeopleForItem(sign, written([one.answers_for(None) for one in people]))
            )
        elif not await items_by_words(turn, about):
            await _ask_which_items(turn, about)
        await offer_items(turn, about, "give" if people else "begin")
        return
    found = await targets_of(turn, addresses)
    if len(found) != 1 or found[0][1] is not None:
        raise UserError("error-assign-how")
    await say_people(turn, await ticked_now(turn, found[0][0].id), 0)


async def _ask_which_items(turn: Turn, words: str) -> None:
    """«/assign Полякова» names a person and no items. Raises UserError that asks for them, or says
    that nobody is called so; nothing where the words are no name.
    """
    try:
        found = await find_named(turn.tx, words)
    except NotFound:
        if names_person(words):
            raise
        return
    raise UserError("error-assign-which", name=found.name)
