"""«Без ответственного: 7»: the items for which nobody answers, each a button to assign somebody."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import ListButton, PickButton, button
from handlers.speaking.paging import page_buttons, page_of, turns_in_place
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.looking import subjects
from roadmap.actions.naming import without_responsible
from roadmap.model import Role
from roadmap.model.messages import Button


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(turn_page, ListButton.filter(F.name == "nobody"))


async def nobody_offer(voice: Voice, roadmap_id: int) -> tuple[list[list[Button]], Html]:
    """The button that leads to the items of a roadmap for which nobody answers, and a line that
    names them; both empty where there are none.
    """
    items = await without_responsible(voice.tx, roadmap_id)
    if not items:
        return [], Html("")
    numbers = clip(in_ranges([item.number for item in items]), 200)
    words = voice.texts("button-nobody", count=len(items))
    data = ListButton(name="nobody", page=0, arg=roadmap_id)
    return [[button(words, data)]], voice.texts("nobody-line", count=len(items), numbers=numbers)


async def turn_page(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """A page of these items; the first one in a message of its own."""
    turn.require(Role.COORDINATOR)
    items = await without_responsible(turn.tx, callback_data.arg)
    if not items:
        turn.toast(turn.texts("nobody-none"), alert=True)
        return
    shown = page_of(items, callback_data.page)
    about = await subjects(turn.tx, shown.rows)
    rows = [
        [
            button(
                f"{item.number}. {clip(about[item.id], 40)}",
                PickButton(verb="begin", item_id=item.id),
            )
        ]
        for item in shown.rows
    ]
    words = turn.texts("nobody-title", count=len(items))
    rows.append(page_buttons(shown, "nobody", callback_data.arg))
    await turn.say(words, rows, edit=await turns_in_place(turn, callback_data))
