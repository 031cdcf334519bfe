"""«Какой пункт?»: the items as buttons, for a command without a number, as from the menu."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import ItemButton, ItemVerb, ListButton, button
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, own_roadmaps, with_roadmap
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.looking import subjects
from roadmap.errors import UserError
from roadmap.model import Item, Role

#: What the chosen item is for, by the list's name.
_VERBS: Mapping[str, ItemVerb] = {"items": "open", "items_remind": "remind"}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(turn_page, ListButton.filter(F.name.in_(_VERBS)))


async def say_choice(turn: Turn, name: str, page: int = 0, *, edit: bool = False) -> None:
    """An official's own items, for others all; raises UserError where there are none."""
    items = await _theirs(turn)
    if not items:
        raise UserError("error-item-needs-number")
    shown = page_of(items, page)
    about = await subjects(turn.tx, shown.rows)
    roadmaps = await names_of_roadmaps_in(turn, items)
    rows = [
        [
            button(
                with_roadmap(f"{item.number}. {clip(about[item.id], 40)}", item, roadmaps),
                ItemButton(verb=_VERBS[name], item_id=item.id),
            )
        ]
        for item in shown.rows
    ]
    words = turn.texts("item-choose-remind" if name == "items_remind" else "item-choose")
    await turn.say(words, [*rows, page_buttons(shown, name)], edit=edit)


async def _theirs(turn: Turn) -> list[Item]:
    roadmaps = await own_roadmaps(turn)
    items = [item for one in roadmaps for item in await turn.tx.roadmaps.items(one.id)]
    if turn.me.role is not Role.OFFICIAL:
        return items
    mine = {a.item_id for a in await turn.tx.people.assignments_of_person(turn.me.id)}
    return [item for item in items if item.id in mine]


async def turn_page(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of the items."""
    if callback_data.name == "items_remind":
        turn.require(Role.COORDINATOR)
    await say_choice(turn, callback_data.name, callback_data.page, edit=True)
