"""Two people in one record: items chosen by buttons go to a new record, which gets its link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import (
    PartedPerson,
    await_next,
    await_nothing,
    awaited_for,
    awaited_in,
)
from handlers.speaking.buttons import PartButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.paging import page_of
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.joining import new_code
from roadmap.actions.looking import subjects
from roadmap.actions.one_person import items_to_part, part_record
from roadmap.errors import UserError
from roadmap.model import Person, Role
from roadmap.model.messages import Button, ButtonStyle


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(say_items, PartButton.filter(F.verb == "items"))
    router.callback_query.register(toggle, PartButton.filter(F.verb == "item"))
    router.callback_query.register(ask_name, PartButton.filter(F.verb == "named"))
    router.callback_query.register(part_now, PartButton.filter(F.verb == "now"))


async def say_items(query: CallbackQuery, callback_data: PartButton, turn: Turn) -> None:
    """What the person answers for, to tick what is the other one's."""
    turn.require(Role.COORDINATOR)
    awaited = await _chosen(turn, callback_data.person_id)
    await await_next(turn, awaited)
    turning = callback_data.item_id or callback_data.page
    await _say_items(turn, awaited, callback_data.page, edit=bool(turning))


async def _chosen(turn: Turn, person_id: int) -> PartedPerson:
    """What is chosen so far, nothing where something else was awaited."""
    awaited = await awaited_in(turn)
    if isinstance(awaited, PartedPerson) and awaited.person_id == person_id:
        return awaited
    return PartedPerson(person_id)


async def toggle(query: CallbackQuery, callback_data: PartButton, turn: Turn) -> None:
    """Tick an item, or take the tick away."""
    turn.require(Role.COORDINATOR)
    awaited, item = await _chosen(turn, callback_data.person_id), str(callback_data.item_id)
    left = tuple(one for one in awaited.items if one != item)
    awaited = replace(awaited, items=left if item in awaited.items else (*left, item))
    await await_next(turn, awaited)
    await _say_items(turn, awaited, callback_data.page, edit=True)


async def _say_items(turn: Turn, awaited: PartedPerson, number: int, *, edit: bool) -> None:
    person = await turn.tx.people.get(awaited.person_id)
    items = await items_to_part(turn.tx, person)
    if not items:
        raise UserError("part-no-items", name=person.name)
    page = page_of(items, number)
    about = await subjects(turn.tx, page.rows)
    rows: list[list[Button]] = []
    for item in page.rows:
        tick = "✓ " if str(item.id) in awaited.items else ""
        data = PartButton(verb="item", person_id=person.id, item_id=item.id, page=page.number)
        rows.append([button(f"{tick}{item.number}. {clip(about[item.id], 40)}", data)])
    turns = [
        button(sign, PartButton(verb="items", person_id=person.id, item_id=1, page=target))
        for sign, target in (("‹", page.number - 1), ("›", page.number + 1))
        if 0 <= target < page.pages
    ]
    named = button(turn.texts("button-part-named"), PartButton(verb="named", person_id=person.id))
    words = turn.texts("part-items", name=person.name, count=len(awaited.items))
    await turn.say(words, [*rows, turns, [named, cancel_button(turn)]], edit=edit)


async def ask_name(query: CallbackQuery, callback_data: PartButton, turn: Turn) -> None:
    """Who is the other one?"""
    turn.require(Role.COORDINATOR)
    awaited = await _chosen(turn, callback_data.person_id)
    if not awaited.items:
        raise UserError("part-nothing-chosen")
    await ask_for(turn, awaited, turn.texts("part-name-how"))


async def receive_parted(turn: Turn, text: str, awaited: PartedPerson) -> None:
    """Name and post of the other one: what will change is said before it holds."""
    turn.require(Role.COORDINATOR)
    if not awaited.items:
        raise UserError("part-nothing-chosen")
    person = await turn.tx.people.get(awaited.person_id)
    awaited = replace(awaited, name=" ".join(text.split())[:300])
    await await_next(turn, awaited)
    words = await part_words(turn, person, {int(one) for one in awaited.items}, awaited.name)
    data = PartButton(verb="now", person_id=person.id)
    rows = [[button(turn.texts("button-part-now"), data, ButtonStyle.DANGER), cancel_button(turn)]]
    await turn.say(words, rows)


async def part_words(voice: Voice, person: Person, chosen: Collection[int], name: str) -> Html:
    """What moving the chosen items (by id) from a person to a new record would change."""
    items = await items_to_part(voice.tx, person)
    return voice.texts(
        "part-sure",
        name=name,
        numbers=clip(in_ranges([one.number for one in items if one.id in chosen]), 300),
        former=person.name,
        left=clip(in_ranges([one.number for one in items if one.id not in chosen]), 300) or "—",
    )


async def part_now(query: CallbackQuery, callback_data: PartButton, turn: Turn) -> None:
    """Now there are two records."""
    from handlers.people.directory import say_links

    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, PartedPerson)
    if awaited.person_id != callback_data.person_id:
        raise UserError("error-stale-button")
    person = await turn.tx.people.get(awaited.person_id)
    chosen = {int(item) for item in awaited.items}
    other, link = await part_and_tell(turn, person, chosen, awaited.name)
    await await_nothing(turn)
    await turn.say(turn.texts("part-done", name=other.name, former=person.name), edit=True)
    await say_links(turn, link)


async def part_and_tell(
    turn: Turn, person: Person, chosen: Collection[int], written: str
) -> tuple[Person, Html]:
    """The chosen items (by id) are those of a new record, `written` as «name, post»: it, and the
    message with its link. The person hears of it.
    """
    from handlers.people.inviting import invitation

    name, _, job = written.partition(",")
    code = new_code()
    other = await part_record(turn.tx, turn.me, person, chosen, name, job, code, rules(turn))
    theirs = turn.to(person)
    if person.id != turn.me.id:
        await theirs.say(theirs.texts("part-told", name=other.name))
    return other, await invitation(turn, other, code)
