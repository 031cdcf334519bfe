"""Changing an item from its card: what can be corrected, a control point more, a control point
less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.reporting.rewriting_misread import deadline_in, lies_outside
from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import NewPoint, await_nothing
from handlers.speaking.buttons import (
    CorrectionButton,
    DueButton,
    ItemButton,
    ListButton,
    button,
)
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules, views_of_item
from handlers.speaking.dues import address, by_day, called, nearest_first, plain_day, until
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html
from handlers.speaking.turn import Turn
from roadmap.actions.correcting import Corrected, own_text_points
from roadmap.actions.rewriting import add_control_point, drop_due, restore_due
from roadmap.errors import UserError
from roadmap.model import DueState, Item, Point, PointKind, Role
from roadmap.model.address import label
from roadmap.model.messages import Button
from roadmap.ports import DueView

#: Deadlines of an item that are all shown, to be corrected by buttons; more are shown in pages.
_MOST_DUES = 40
#: Its texts and its control points: with these a message has no more than its 100 buttons
#: [Bot API].
_MOST_TEXTS, _MOST_DROPPED = 30, 25


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(edit_item, ItemButton.filter(F.verb == "edit"))
    router.callback_query.register(turn_edited, ListButton.filter(F.name == "edit_days"))
    router.callback_query.register(ask_for_point, ItemButton.filter(F.verb == "add_point"))
    router.callback_query.register(drop_point, DueButton.filter(F.verb == "drop"))
    router.callback_query.register(restore_point, DueButton.filter(F.verb == "restore"))


async def edit_item(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """What can be corrected or changed: each deadline, the text, the number, the control points."""
    await say_what_to_correct(turn, callback_data.item_id)


async def turn_edited(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The next deadlines of an item that can be corrected."""
    await say_what_to_correct(turn, callback_data.arg, callback_data.page, edit=True)


async def say_what_to_correct(
    turn: Turn, item_id: int, number: int = 0, *, edit: bool = False
) -> None:
    """What can be corrected of an item, page `number` of its deadlines; coordinators only."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(item_id)
    texts, rows, views = turn.texts, list[list[Button]](), await views_of_item(turn, item)
    shown, turning = views, list[Button]()
    if len(views) > _MOST_DUES or nearest_first(views, turn.today) != views:
        page = page_of(nearest_first(views, turn.today), number)
        shown, turning = by_day(page.rows), page_buttons(page, "edit_days", item.id)
    several = Counter(view.point.id for view in views)
    rules_of = {view.point.id: view for view in views if several[view.point.id] > 1}
    for view in rules_of.values():
        words = texts("button-correct-rule", address=address(view))
        rows.append([button(words, _ask(Corrected.RULE, view.point.id))])
    for view in shown:
        day = plain_day(texts, view, turn.today)
        words = texts("button-correct-due", address=address(view), day=day)
        rows.append([button(words, _ask(Corrected.DUE, view.due.id))])
    rows.append(turning)
    rows.append(
        [
            button(texts("button-item-text"), _ask(Corrected.TEXT, item.id)),
            button(texts("button-item-number"), _ask(Corrected.NUMBER, item.id)),
        ]
    )
    own_texts = [
        button(
            texts("button-point-text", address=_address_of(item, point, views)),
            _ask(Corrected.POINT, point.id),
        )
        for point in (await own_text_points(turn.tx, item))[:_MOST_TEXTS]
    ]
    rows += [own_texts[at : at + 2] for at in range(0, len(own_texts), 2)]
    rows.append([button(texts("button-add-point"), ItemButton(verb="add_point", item_id=item.id))])
    written = called(texts, shown, turn.today)
    controls = [view for view in shown if view.point.kind is PointKind.CONTROL_POINT]
    for view in controls[:_MOST_DROPPED]:
        words = texts("button-drop-point", address=written[view.due.id])
        rows.append([button(words, DueButton(verb="drop", due_id=view.due.id))])
    await turn.say(texts("item-edit", number=item.number), rows, edit=edit)


def _address_of(item: Item, point: Point, views: Sequence[DueView]) -> str:
    """«6.1»; of the one measure of an item «6.М1», for «6» is the item."""
    dotted = any(view.dotted for view in views)
    return label(item, replace(point, alone=False), dotted=dotted)


def _ask(what: Corrected, subject_id: int) -> CorrectionButton:
    return CorrectionButton(verb="ask", what=what, subject_id=subject_id)


async def ask_for_point(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """The next message gives the new control point."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    words = turn.texts("item-add-point-how", number=item.number)
    await ask_for(turn, NewPoint(item.id), words)


async def take_point(turn: Turn, text: str, awaited: NewPoint) -> None:
    """«до 15 марта: отчёт о семинаре»: the deadline before the colon, what is checked after it."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(awaited.item_id)
    roadmap = await turn.tx.roadmaps.get(item.roadmap_id)
    phrase, _, words = text.partition(":")
    if not words.strip():
        raise UserError("error-point-how")
    deadline = deadline_in(turn, phrase.strip(), roadmap.period)
    views = await add_control_point(turn.tx, turn.me, item, words.strip(), deadline, rules(turn))
    await await_nothing(turn)
    when = until(turn.texts, views[0], turn.today)
    words = turn.texts("point-added", target=target_name(turn, item, views[0].point), until=when)
    out = [view.due.day for view in views if view.due.day and lies_outside(view.due.day, roadmap)]
    if out:
        period = turn.texts.period(roadmap.period.label)
        words = Html(f"{words}\n{turn.texts('day-outside', day=out[0], period=period)}")
    drop = DueButton(verb="drop", due_id=views[0].due.id)
    await turn.say(words, [[button(turn.texts("button-undo-day"), drop)]])


async def drop_point(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Take a control point away."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    if view.due.state is DueState.DROPPED:
        raise UserError("stale-dropped", address=address(view))
    await drop_due(turn.tx, turn.me, view, rules(turn))
    words = turn.texts("point-dropped", target=target_name(turn, view.item, view.point))
    back = DueButton(verb="restore", due_id=view.due.id)
    await turn.say(words, [[button(turn.texts("button-undo-day"), back)]], edit=True)


async def restore_point(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """The control point that was taken away stands again, as it did."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    restored = await restore_due(turn.tx, turn.me, view, rules(turn))
    target = target_name(turn, view.item, view.point)
    when = until(turn.texts, restored, turn.today)
    await turn.say(turn.texts("point-restored", target=target, until=when), edit=True)
