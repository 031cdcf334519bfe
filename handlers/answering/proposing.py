"""What an answer's words suggest, as buttons: never a silent change."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.reminding.due_buttons import close_and_say, closed_already
from handlers.reminding.postponing import ask_and_tell
from handlers.speaking.buttons import DueButton, EntryButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none, views_of_item
from handlers.speaking.turn import Turn
from roadmap.actions.answering import set_value
from roadmap.answers.proposals import Proposals, proposals
from roadmap.deadlines import read_deadline
from roadmap.errors import UserError
from roadmap.model import Deadline, DueState, Item, Point, ProgressEntry
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import DueView


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(close_point, EntryButton.filter(F.verb == "close"))
    router.callback_query.register(take_value, EntryButton.filter(F.verb == "value"))
    router.callback_query.register(ask_postponement, EntryButton.filter(F.verb == "postpone"))


async def _read(turn: Turn, entry: ProgressEntry, item: Item) -> Proposals:
    roadmap = await turn.tx.roadmaps.get(item.roadmap_id)
    return proposals(entry.text, roadmap.period, turn.today, read_deadline)


async def proposal_buttons(
    turn: Turn, entry: ProgressEntry, item: Item, point: Point | None
) -> list[list[Button]]:
    """One row for each thing that the words suggest; where they do not say that it is done («акт
    подписан»), that it is stays one tap away, but for those who ask for more time.
    """
    found, texts = await _read(turn, entry, item), turn.texts
    rows: list[list[Button]] = []
    until = _until(found.postpone_to, turn.today)
    view = await _open_due(turn, item, point)
    if found.done and view is not None:
        words = texts("button-close", day=texts.short_day(found.done_on or turn.today, turn.today))
        rows.append(
            [
                button(
                    words,
                    EntryButton(verb="close", entry_id=entry.id, arg=view.due.id),
                    ButtonStyle.SUCCESS,
                )
            ]
        )
    if found.value:
        rows.append(
            [
                button(
                    texts("button-value", value=found.value),
                    EntryButton(verb="value", entry_id=entry.id),
                )
            ]
        )
    if until is not None and view is not None:
        words = texts("button-postpone-to", day=texts.short_day(until, turn.today))
        rows.append([button(words, EntryButton(verb="postpone", entry_id=entry.id))])
    if not found.done and until is None and view is not None and view.due.state is DueState.OPEN:
        rows.append([button(texts("button-done"), DueButton(verb="done", due_id=view.due.id))])
    return rows


def _until(deadline: Deadline | None, today: date) -> date | None:
    """The first day after today that a phrase may mean."""
    if deadline is None:
        return None
    days = [deadline.end, *(option.end for option in deadline.options)]
    return next((day for day in days if day is not None and day > today), None)


async def _open_due(turn: Turn, item: Item, point: Point | None) -> DueView | None:
    """The first open due day of the point; of the item where the answer is about it as a whole."""
    views = [
        view
        for view in await views_of_item(turn, item)
        if view.due.state in (DueState.OPEN, DueState.QUIET)
    ]
    if point is not None:
        views = [view for view in views if view.point.id == point.id]
        return views[0] if views else None
    return views[0] if len(views) == 1 else None


async def _behind(
    turn: Turn, entry_id: int
) -> tuple[ProgressEntry, Item, Point | None, DueView | None]:
    entry = await turn.tx.answers.get(entry_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    return entry, item, point, await _open_due(turn, item, point)


async def close_point(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Закрыть»: the point is done on the day that the answer names."""
    entry, item, point, view = await _behind(turn, callback_data.entry_id)
    if callback_data.arg:
        meant = await turn.tx.roadmaps.view(callback_data.arg)
        if meant.item.id != item.id:
            raise UserError("error-stale-button")
        if meant.due.state in (DueState.DONE, DueState.CLAIMED_DONE):
            turn.toast(await closed_already(turn, meant), alert=True)
            return
        view = meant if meant.due.state in (DueState.OPEN, DueState.QUIET) else view
    if view is None:
        raise UserError("closed-nothing-open", target=target_name(turn, item, point))
    day: date = (await _read(turn, entry, item)).done_on or turn.today
    await close_and_say(turn, view, day)


async def take_value(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """The number in the answer becomes the criterion's value."""
    entry, item, point, _ = await _behind(turn, callback_data.entry_id)
    value = (await _read(turn, entry, item)).value
    if value is None:
        raise UserError("error-stale-button")
    await set_value(turn.tx, turn.me, entry, value, turn.at, turn.today)
    await turn.say(turn.texts("value-taken", target=target_name(turn, item, point), value=value))


async def ask_postponement(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """Ask for the postponement that the answer speaks of, the answer being its reason."""
    entry, item, _, view = await _behind(turn, callback_data.entry_id)
    until = _until((await _read(turn, entry, item)).postpone_to, turn.today)
    if view is None or until is None:
        raise UserError("error-stale-button")
    await ask_and_tell(turn, view, until, entry.text)
