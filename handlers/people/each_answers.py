"""The switch on an item's card: one answer is enough, or each who answers must."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.items import say_card
from handlers.speaking.buttons import ItemButton
from handlers.speaking.current_roadmap import rules
from handlers.speaking.turn import Turn
from roadmap.actions.sharing import set_each_answers
from roadmap.model import Role


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(switch, ItemButton.filter(F.verb == "each"))


async def switch(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """From one answer to everybody's, or back; the card shows which holds."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    item = await set_each_answers(turn.tx, turn.me, item, not item.each_answers, rules(turn))
    turn.toast(turn.texts("each-set", on="yes" if item.each_answers else "no"))
    await say_card(turn, item, edit=True)
