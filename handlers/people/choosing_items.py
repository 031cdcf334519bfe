"""Ticking items for one person, in pages; the change is said and holds once confirmed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.people.changing import propose
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import ItemsOfPerson, await_next, awaited_for, awaited_in
from handlers.speaking.buttons import AssignButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.paging import page_of, turning
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.assigning import change_by
from roadmap.actions.looking import subjects
from roadmap.errors import UserError
from roadmap.model import Assignment, Capacity, Role
from roadmap.model.messages import Button, ButtonStyle

#: What `AssignButton.item_id` says besides an item's id.
_READY, _SHOW, _CAPACITY = 0, -1, -2


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show, AssignButton.filter(F.item_id == _SHOW))
    router.callback_query.register(change_capacity, AssignButton.filter(F.item_id == _CAPACITY))
    router.callback_query.register(ready, AssignButton.filter(F.item_id == _READY))
    router.callback_query.register(toggle, AssignButton.filter(F.item_id > 0))


async def show(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """A page of the roadmap's items with a tick at those that are the person's."""
    picking = await _picking(turn, callback_data.person_id)
    await say_items(turn, picking, callback_data.page)


async def change_capacity(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """The items ticked from now on are answered for in the other capacity."""
    picking = await _picking(turn, callback_data.person_id)
    co = picking.capacity is Capacity.RESPONSIBLE
    capacity = Capacity.CO_EXECUTOR if co else Capacity.RESPONSIBLE
    await say_items(turn, replace(picking, capacity=capacity), callback_data.page)


async def toggle(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """Tick an item, or take its tick away."""
    picking = await _picking(turn, callback_data.person_id)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    changed = dict.fromkeys(picking.changed)
    if str(item.id) in changed:
        del changed[str(item.id)]
    else:
        changed[str(item.id)] = None
    await say_items(turn, replace(picking, changed=tuple(changed)), callback_data.page)


async def ready(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """«Готово»: say what the ticks change."""
    turn.require(Role.COORDINATOR)
    picking = await awaited_for(turn, ItemsOfPerson)
    if picking.person_id != callback_data.person_id:
        raise UserError("error-stale-button")
    now = await _own(turn, picking.person_id)
    changed = [int(item_id) for item_id in picking.changed]
    come = [
        Assignment(item_id, None, picking.person_id, picking.capacity)
        for item_id in changed
        if item_id not in now
    ]
    gone = [now[item_id] for item_id in changed if item_id in now]
    await propose(turn, await change_by(turn.tx, gone, come), edit=True)


async def _picking(turn: Turn, person_id: int) -> ItemsOfPerson:
    """What was ticked so far; nothing, where something else has been asked since."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(person_id)
    awaited = await awaited_in(turn)
    if isinstance(awaited, ItemsOfPerson) and awaited.person_id == person.id:
        return awaited
    return ItemsOfPerson(person.id)


async def _own(turn: Turn, person_id: int) -> dict[int, Assignment]:
    """The person's assignments of their own to whole items, by item."""
    return {
        one.item_id: one
        for one in await turn.tx.people.assignments_of_person(person_id)
        if one.point_id is None and one.body_id is None
    }


def _ticked(own: Collection[int], changed: Collection[str], item_id: int) -> bool:
    return (item_id in own) != (str(item_id) in changed)


async def say_items(turn: Turn, picking: ItemsOfPerson, number: int) -> None:
    """One page of the current roadmap's items with their ticks."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(picking.person_id)
    items = await turn.tx.roadmaps.items((await current_roadmap(turn)).id)
    await await_next(turn, picking)
    own, page = await _own(turn, person.id), page_of(items, number)

    def data(item_id: int, target_page: int = page.number) -> AssignButton:
        return AssignButton(person_id=person.id, item_id=item_id, page=target_page)

    about = await subjects(turn.tx, page.rows)
    rows: list[list[Button]] = []
    for item in page.rows:
        tick = "✓ " if _ticked(own, picking.changed, item.id) else ""
        rows.append([button(f"{tick}{item.number}. {clip(about[item.id], 40)}", data(item.id))])
    rows.append(turning(page, lambda to: data(_SHOW, to)))
    capacity = turn.texts(f"capacity-{picking.capacity.value.replace('_', '-')}")
    rows.append([button(turn.texts("button-ticked-as", capacity=capacity), data(_CAPACITY))])
    done = button(turn.texts("button-ready"), data(_READY, 0), ButtonStyle.SUCCESS)
    rows.append([done, cancel_button(turn)])
    await turn.say(turn.texts("assign-what", name=person.name), rows, edit=True)
