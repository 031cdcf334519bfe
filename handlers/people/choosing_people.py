"""Ticking people for an item, in pages and by words, however many there are; and choosing whom to
give items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.people.changing import propose
from handlers.people.people_list import people_matching
from handlers.speaking.answerers import in_capacities
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import PeopleOfItem, await_next, awaited_for, awaited_in
from handlers.speaking.buttons import AssignButton, PickButton, PickVerb, button
from handlers.speaking.paging import page_of, turning
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from roadmap.actions.assigning import change_to
from roadmap.actions.namesakes import names_by_job
from roadmap.errors import UserError
from roadmap.model import Assignment, Capacity, Person, Role
from roadmap.model.messages import Button, ButtonStyle

_ANSWERING = (Role.OFFICIAL, Role.COORDINATOR)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(begin, PickButton.filter(F.verb == "begin"))
    router.callback_query.register(turn_page, PickButton.filter(F.verb == "page"))
    router.callback_query.register(tick, PickButton.filter(F.verb.in_({"tick", "capacity"})))
    router.callback_query.register(seek, PickButton.filter(F.verb == "find"))
    router.callback_query.register(show_all, PickButton.filter(F.verb == "all"))
    router.callback_query.register(ready, PickButton.filter(F.verb == "ready"))


async def begin(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """From an item's card: who is to answer? Those who do are ticked."""
    turn.require(Role.COORDINATOR)
    await say_people(turn, await ticked_now(turn, callback_data.item_id), 0)


async def ticked_now(turn: Turn, item_id: int) -> PeopleOfItem:
    """Those who answer for the item now, ticked (0: no item, nobody)."""
    if item_id == 0:
        return PeopleOfItem(0)
    item = await turn.tx.roadmaps.item(item_id)
    ticked = [
        _mark(one.person_id, one.capacity)
        for one in await turn.tx.people.assignments_of_item(item.id)
        if one.point_id is None and one.body_id is None
    ]
    return PeopleOfItem(item.id, tuple(ticked))


async def _picking(turn: Turn, callback_data: PickButton) -> PeopleOfItem:
    """What is ticked so far; where something else has been asked since, what holds now."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_in(turn)
    if isinstance(awaited, PeopleOfItem) and awaited.item_id == callback_data.item_id:
        return replace(awaited, seeking=False)
    return await ticked_now(turn, callback_data.item_id)


async def turn_page(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """Another page of people."""
    picking = await _picking(turn, callback_data)
    await say_people(turn, picking, callback_data.page, edit=True)


async def tick(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """Tick a person or take the tick away; or have one who is ticked answer in the other
    capacity.
    """
    picking = await _picking(turn, callback_data)
    person = await turn.tx.people.get(callback_data.person_id)
    ticked = dict(map(_read, picking.people))
    if callback_data.verb == "capacity" and person.id in ticked:
        co = ticked[person.id] is Capacity.RESPONSIBLE
        ticked[person.id] = Capacity.CO_EXECUTOR if co else Capacity.RESPONSIBLE
    elif ticked.pop(person.id, None) is None:
        ticked[person.id] = Capacity.RESPONSIBLE
    picking = replace(picking, people=tuple(_mark(*pair) for pair in ticked.items()))
    await say_people(turn, picking, callback_data.page, edit=True)


async def seek(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """The next message has a part of a name or job."""
    picking = await _picking(turn, callback_data)
    await await_next(turn, replace(picking, seeking=True))
    await turn.say(turn.texts("assign-seek"), [[cancel_button(turn)]])


async def take_words(turn: Turn, text: str, awaited: PeopleOfItem) -> bool:
    """The words by which a person is sought; False where none were asked for."""
    if not (awaited.seeking and text):
        return False
    turn.require(Role.COORDINATOR)
    if not people_matching(await turn.tx.people.all(_ANSWERING), text):
        raise UserError("error-person-unknown", name=clip(text, 60))
    await say_people(turn, replace(awaited, words=clip(text, 60), seeking=False), 0)
    return True


async def show_all(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """Everybody again, and not only those found."""
    picking = await _picking(turn, callback_data)
    await say_people(turn, replace(picking, words=""), 0, edit=True)


async def ready(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """«Готово»: exactly those who are ticked answer for the item."""
    turn.require(Role.COORDINATOR)
    picking = await awaited_for(turn, PeopleOfItem)
    if picking.item_id != callback_data.item_id:
        raise UserError("error-stale-button")
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    ticked = [
        Assignment(item.id, None, person_id, capacity)
        for person_id, capacity in map(_read, picking.people)
    ]
    await propose(turn, await change_to(turn.tx, item, ticked), edit=True)


async def say_people(turn: Turn, picking: PeopleOfItem, number: int, *, edit: bool = False) -> None:
    """One page of those who may answer; with an item each can be ticked."""
    people = await turn.tx.people.all(_ANSWERING)
    if not people:
        await turn.say(turn.texts("assign-nobody"))
        return
    await await_next(turn, picking)
    found = people_matching(people, picking.words) if picking.words else people
    page, item_id = page_of(found, number), picking.item_id
    ticked = dict(map(_read, picking.people))

    def data(verb: PickVerb, person_id: int = 0, page_number: int = page.number) -> PickButton:
        return PickButton(verb=verb, item_id=item_id, person_id=person_id, page=page_number)

    rows: list[list[Button]] = []
    for person in page.rows:
        if not item_id:
            give = AssignButton(person_id=person.id, item_id=-1)
            rows.append([button(clip(person.name, 40), give)])
        elif person.id in ticked:
            capacity = turn.texts(f"capacity-{ticked[person.id].value.replace('_', '-')}")
            name = button(f"✓ {clip(person.name, 36)}", data("tick", person.id))
            rows.append([name, button(capacity, data("capacity", person.id))])
        else:
            rows.append([button(clip(person.name, 40), data("tick", person.id))])
    rows.append(turning(page, lambda to: data("page", page_number=to)))
    seeking = [button(turn.texts("button-find"), data("find"))]
    if picking.words:
        seeking.append(button(turn.texts("button-everybody"), data("all")))
    rows.append(seeking if picking.words or page.pages > 1 else [])
    if item_id:
        done = button(turn.texts("button-ready"), data("ready"), ButtonStyle.SUCCESS)
        rows.append([done, cancel_button(turn)])
    else:
        rows.append([cancel_button(turn)])
    await turn.say(await _title(turn, picking, people, len(found)), rows, edit=edit)


async def _title(turn: Turn, picking: PeopleOfItem, people: Sequence[Person], found: int) -> Html:
    if picking.item_id:
        item = await turn.tx.roadmaps.item(picking.item_id)
        ticked = dict(map(_read, picking.people))
        shown = names_by_job(people, brackets=True)
        lead, co = (
            [shown[person.id] for person in people if ticked.get(person.id) is capacity]
            for capacity in (Capacity.RESPONSIBLE, Capacity.CO_EXECUTOR)
        )
        names = in_capacities(turn.texts, lead, co)
        words = turn.texts("assign-item-whom", number=item.number, names=names)
    else:
        words = turn.texts("assign-whom")
    if not picking.words:
        return words
    return Html(f"{words}\n{turn.texts('assign-found', words=picking.words, count=found)}")


def _mark(person_id: int, capacity: Capacity) -> str:
    return f"{person_id}{'r' if capacity is Capacity.RESPONSIBLE else 'c'}"


def _read(mark: str) -> tuple[int, Capacity]:
    capacity = Capacity.RESPONSIBLE if mark.endswith("r") else Capacity.CO_EXECUTOR
    return int(mark[:-1]), capacity
