"""«Оба закрывай»: an order to the bot, offered as a button, and no words for a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.context import items_named
from handlers.answering.parts import told_lately
from handlers.answering.proposing import MOST_OF_ITEM, open_due, open_dues
from handlers.looking.items import targets_named
from handlers.reminding.due_buttons import ask_to_accept
from handlers.speaking.asking import cancel_button
from handlers.speaking.buttons import ListButton, button
from handlers.speaking.current_roadmap import point_or_none, rules
from handlers.speaking.dues import about, address, nearest_first, open_buttons
from handlers.speaking.own_roadmaps import (
    names_of_roadmaps_in,
    of_roadmap,
    with_roadmap,
)
from handlers.speaking.texts import below, clip, in_ranges
from handlers.speaking.touched import touched_in
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.actions.closing import close
from roadmap.actions.rights import may_answer
from roadmap.answers.closing import Which, told_to_close
from roadmap.errors import UserError
from roadmap.model import DueState
from roadmap.model.address import read_addresses
from roadmap.model.messages import About, ButtonStyle
from roadmap.ports import DueView

_BOTH = 2
_OPEN = (DueState.OPEN, DueState.QUIET)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(close_shown, ListButton.filter(F.name == "close_shown"))


async def offers_closing(turn: Turn, answer: Answer, meant: Sequence[About]) -> bool:
    """Whether the words were an order to close something; what it means is then offered by a
    button. `meant` is what was replied to or asked about.
    """
    told = None if answer.attachments else told_to_close(answer.text)
    if told is None:
        return False
    if told.numbers:
        named = await _views_named(turn, told.numbers, answer, meant)
        if (nothing := [n for n, same in named if not same]) and len(nothing) == len(named):
            raise UserError("close-nothing-open", numbers=", ".join(nothing), count=len(nothing))
        if several := [one for one in named if len(one[1]) > 1]:
            await _ask_which(turn, answer, several, [view for _, same in named for view in same])
            return True
        views = list({view.due.id: view for _, same in named for view in same}.values())
    else:
        views = await _views_meant(turn, told.which, meant)
    if not views:
        return False
    addresses_said = await _addresses(turn, views)
    words = turn.texts("close-sure", count=len(views), addresses=addresses_said)
    if len({view.item.roadmap_id for view in views}) == 1:
        words = below(words, await of_roadmap(turn, views[0].item))
    closing = turn.texts("button-close-all", count=len(views), addresses=clip(addresses_said, 40))
    data = ListButton(name="close_shown", page=0)
    await turn.say(
        words,
        [[button(closing, data, ButtonStyle.SUCCESS)], [cancel_button(turn)]],
        about=[about(view) for view in views],
        reply_to=answer.source.message_id,
    )
    return True


async def _views_named(
    turn: Turn, numbers: Sequence[str], answer: Answer, meant: Sequence[About]
) -> list[tuple[str, list[DueView]]]:
    """Each of the numbers with the open due days that it names: several where its item has several,
    or where it is the person's in several roadmaps. Raises NotFound where there is no such item.
    """
    items = await items_named(turn, answer.text, meant)
    found = []
    for one in read_addresses(", ".join(numbers)) or ():
        views: list[DueView] = []
        for item, point in await targets_named(turn, one, items):
            if await may_answer(turn.tx, turn.me, item, turn.today):
                views += await open_dues(turn, item, point)
        found.append((f"{one.item}.{one.number}" if one.number else one.item, views))
    return found


async def _ask_which(
    turn: Turn,
    answer: Answer,
    several: Sequence[tuple[str, Sequence[DueView]]],
    views: Sequence[DueView],
) -> None:
    """Of `views` the `several` have one number, in several roadmaps or in one: each is closed by a
    button of its own.
    """
    numbers = ", ".join(number for number, _ in several)
    apart = all(len({view.item.id for view in same}) > 1 for _, same in several)
    names = await names_of_roadmaps_in(turn, [view.item for view in views])
    shown = nearest_first(views, turn.today)[:MOST_OF_ITEM]
    rows = open_buttons(turn.texts, shown, turn.me.role, names, turn.today)
    key = "close-which" if apart else "close-which-deadline"
    await turn.say(
        turn.texts(key, count=len(several), addresses=numbers),
        [*rows, [cancel_button(turn)]],
        about=[about(view) for view in views],
        reply_to=answer.source.message_id,
    )


async def _addresses(turn: Turn, views: Sequence[DueView]) -> str:
    """«6.1, 6.2»; each with its roadmap's name where they are of several."""
    several = len({view.item.roadmap_id for view in views}) > 1
    names = await names_of_roadmaps_in(turn, [view.item for view in views]) if several else {}
    return clip(in_ranges([with_roadmap(address(view), view.item, names) for view in views]), 300)


async def _views_meant(turn: Turn, which: Which, meant: Sequence[About]) -> list[DueView]:
    """The open due days that «оба», «все» or «закрывай» mean: those replied to, else those that
    the person has just answered of, else those that they were reminded of.
    """
    replied = await _open(turn, meant)
    just = [About(one.item_id, one.point_id) for one in await told_lately(turn)]
    told = await _open(turn, just)
    reminded = await turn.tx.reminders.waiting_of(turn.me.id)
    waiting = await _open(turn, [about(view) for view in reminded])
    if which is Which.THIS:
        touched = await touched_in(turn)
        of_touch = [About(touched.item_id, touched.point_id or None)] if touched else []
        near = await _open(turn, of_touch if touched is not None and touched.item_id else [])
        return next((views for views in (replied, near, waiting) if len(views) == 1), [])
    if which is Which.BOTH:
        pairs = (replied, told[-_BOTH:], waiting)
        return next((views for views in pairs if len(views) == _BOTH), [])
    return next((views for views in (replied, told, waiting) if len(views) > 1), [])


async def _open(turn: Turn, places: Iterable[About]) -> list[DueView]:
    """The open due day of each of these places, once each, that the person may close."""
    found: dict[int, DueView] = {}
    for one in places:
        if one.due_id is not None:
            view: DueView | None = await turn.tx.roadmaps.view(one.due_id)
        else:
            item = await turn.tx.roadmaps.item(one.item_id)
            view = await open_due(turn, item, await point_or_none(turn, one.point_id or 0))
        if view is None or view.due.state not in _OPEN:
            continue
        if await may_answer(turn.tx, turn.me, view.item, turn.today):
            found.pop(view.due.id, None)
            found[view.due.id] = view
    return list(found.values())


async def close_shown(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """«Закрыть»: all that the question names and that is open still."""
    shown = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    views = await _open(turn, shown.about if shown is not None else [])
    if not views:
        raise UserError("error-stale-button")
    closed = []
    for view in views:
        due = await close(turn.tx, turn.me, view, turn.today, rules(turn))
        closed.append((view, due.state))
    for view, state in closed:
        await ask_to_accept(turn, view, state)
    addresses = await _addresses(turn, views)
    words = turn.texts("closed-all", count=len(closed), addresses=addresses)
    await turn.say(words, about=[about(view) for view, _ in closed], edit=True)
