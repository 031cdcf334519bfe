"""Changing an item from its card: its words, a control point more, a control point less."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for
from handlers.speaking.asking_day import speech_of
from handlers.speaking.awaited import ItemText, NewPoint, await_nothing
from handlers.speaking.buttons import DueButton, ItemButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules, views_of_item
from handlers.speaking.dues import address, until
from handlers.speaking.turn import Turn
from roadmap.actions.rewriting import add_control_point, drop_due, reword_item
from roadmap.deadlines import read_deadline
from roadmap.deadlines.spoken import names_a_date, read_spoken_day
from roadmap.errors import UserError
from roadmap.model import Deadline, DueState, Kind, Period, PointKind, Role
from roadmap.model.messages import Button


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(edit_item, ItemButton.filter(F.verb == "edit"))
    router.callback_query.register(
        ask_for_words, ItemButton.filter(F.verb.in_({"text", "add_point"}))
    )
    router.callback_query.register(drop_point, DueButton.filter(F.verb == "drop"))


async def edit_item(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """What can be changed."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    texts = turn.texts
    rows: list[list[Button]] = [
        [button(texts("button-item-text"), ItemButton(verb="text", item_id=item.id))],
        [button(texts("button-add-point"), ItemButton(verb="add_point", item_id=item.id))],
    ]
    for view in await views_of_item(turn, item):
        if view.point.kind is PointKind.CONTROL_POINT:
            words = texts("button-drop-point", address=address(view))
            rows.append([button(words, DueButton(verb="drop", due_id=view.due.id))])
    await turn.say(texts("item-edit", number=item.number), rows)


async def ask_for_words(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """The next message gives the item's words, or the new control point."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    key = "item-text-how" if callback_data.verb == "text" else "item-add-point-how"
    awaited = ItemText(item.id) if callback_data.verb == "text" else NewPoint(item.id)
    await ask_for(turn, awaited, turn.texts(key, number=item.number))


async def take_item_text(turn: Turn, text: str, awaited: ItemText) -> None:
    """The item's new words."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(awaited.item_id)
    await await_nothing(turn)
    await reword_item(turn.tx, turn.me, item, text, rules(turn))
    await turn.say(turn.texts("item-changed", number=item.number))


async def take_point(turn: Turn, text: str, awaited: NewPoint) -> None:
    """«до 15 марта: отчёт о семинаре»: the deadline before the colon, what is checked after it."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(awaited.item_id)
    roadmap = await turn.tx.roadmaps.get(item.roadmap_id)
    phrase, _, words = text.partition(":")
    if not words.strip():
        raise UserError("error-point-how")
    deadline = _deadline(turn, phrase.strip(), roadmap.period)
    views = await add_control_point(turn.tx, turn.me, item, words.strip(), deadline, rules(turn))
    await await_nothing(turn)
    when = until(turn.texts, views[0], turn.today)
    words = turn.texts("point-added", target=target_name(turn, item, views[0].point), until=when)
    drop = DueButton(verb="drop", due_id=views[0].due.id)
    await turn.say(words, [[button(turn.texts("button-undo-day"), drop)]])


def _deadline(turn: Turn, phrase: str, period: Period) -> Deadline:
    """What the document's grammar reads; «до пятницы», which only the day of writing tells, is that
    day.
    """
    said = None if names_a_date(phrase) else read_spoken_day(phrase, speech_of(turn))
    if said is None:
        return read_deadline(phrase, period)
    if said.day is None:
        raise UserError("error-date-unread")
    return Deadline(phrase, Kind.BY_DATE, None, said.day)


async def drop_point(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Take a control point away."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    if view.due.state is DueState.DROPPED:
        raise UserError("stale-dropped", address=address(view))
    await drop_due(turn.tx, turn.me, view, rules(turn))
    await turn.say(
        turn.texts("point-dropped", target=target_name(turn, view.item, view.point)), edit=True
    )
