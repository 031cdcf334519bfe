"""What an answer's words suggest, as buttons: never a silent change."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.parts import entries_of_message
from handlers.reminding.due_buttons import ask_to_accept, close_and_say, closed_already
from handlers.reminding.postponing import ask_and_tell
from handlers.speaking.asking import cancel_button
from handlers.speaking.buttons import DueButton, EntryButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none, rules, views_of_item
from handlers.speaking.dues import about, address, nearest_first, open_buttons
from handlers.speaking.own_roadmaps import names_of_roadmaps_in
from handlers.speaking.texts import clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.answering import set_value
from roadmap.actions.closing import close
from roadmap.actions.rights import check_may_answer, check_own
from roadmap.answers.proposals import Proposals, proposals
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.deadlines import read_deadline
from roadmap.deadlines.spoken import Speech, read_spoken_day
from roadmap.errors import UserError
from roadmap.model import Deadline, DueState, Item, Point, ProgressEntry
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import DueView

#: Due days of an item among which one to close is chosen; the card has the rest.
MOST_OF_ITEM = 12


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(close_point, EntryButton.filter(F.verb == "close"))
    router.callback_query.register(close_all, EntryButton.filter(F.verb == "close_all"))
    router.callback_query.register(take_value, EntryButton.filter(F.verb == "value"))
    router.callback_query.register(ask_postponement, EntryButton.filter(F.verb == "postpone"))


async def _read(voice: Voice, entry: ProgressEntry, item: Item) -> Proposals:
    roadmap = await voice.tx.roadmaps.get(item.roadmap_id)
    return proposals(entry.text, roadmap.period, _day_of(voice, entry), read_deadline)


def _day_of(voice: Voice, entry: ProgressEntry) -> date:
    """The day on which an answer was written, whenever it is handled."""
    return voice.office.policy.day_of(entry.at)


async def proposal_buttons(
    voice: Voice, entry: ProgressEntry, item: Item, view: DueView | None
) -> list[list[Button]]:
    """One row for each thing that the words suggest, of the open due day `view` or of none; where
    they do not say that it is done («акт подписан»), that it is stays one tap away, but for those
    who ask for more time.
    """
    found, texts = await _read(voice, entry, item), voice.texts
    rows: list[list[Button]] = []
    until = _until(voice, entry, found.postpone_to, view)
    if found.done and view is not None:
        day = found.done_on or _day_of(voice, entry)
        words = texts("button-close", day=texts.short_day(day, voice.today))
        rows.append(
            [
                button(
                    words,
                    EntryButton(verb="close", entry_id=entry.id, arg=view.due.id),
                    ButtonStyle.SUCCESS,
                )
            ]
        )
    if view is None and (several := await open_several(voice, entry, item)):
        words = texts("button-close-which", address=item.number, count=len(several))
        data = EntryButton(verb="close", entry_id=entry.id)
        rows.append([button(words, data, ButtonStyle.SUCCESS)])
    if found.value and found.value != entry.value:
        rows.append(
            [
                button(
                    texts("button-value", value=found.value),
                    EntryButton(verb="value", entry_id=entry.id),
                )
            ]
        )
    if until is not None and view is not None:
        words = texts("button-postpone-to", day=texts.short_day(until, voice.today))
        rows.append([button(words, EntryButton(verb="postpone", entry_id=entry.id))])
    if not found.done and until is None and view is not None and view.due.state is DueState.OPEN:
        rows.append([button(texts("button-done"), DueButton(verb="done", due_id=view.due.id))])
    return rows


def _until(
    voice: Voice, entry: ProgressEntry, deadline: Deadline | None, view: DueView | None
) -> date | None:
    """The day to which an answer that speaks of another deadline would move it: as its author says
    it, from the day of writing, else as a document does.
    """
    due, day = view.due.day if view is not None else None, _day_of(voice, entry)
    asks = asks_to_put_off(entry.text, (), day) is not None
    if deadline is None and not asks:
        return None
    said = read_spoken_day(entry.text, Speech(day, due, voice.office.calendar))
    if said is not None and said.day is not None and said.day > voice.today:
        return said.day
    if deadline is None:
        return None
    days = [deadline.end, *(option.end for option in deadline.options)]
    return next((day for day in days if day is not None and day > voice.today), None)


async def done_due(
    voice: Voice, entry: ProgressEntry, item: Item, point: Point | None
) -> DueView | None:
    """The open due day that the words say is done; None where they do not."""
    found = await _read(voice, entry, item)
    return await open_due(voice, item, point) if found.done else None


async def open_due(voice: Voice, item: Item, point: Point | None) -> DueView | None:
    """The first open due day of the point; of the item where the answer is about it as a whole."""
    views = await open_dues(voice, item, point)
    return views[0] if views and (point is not None or len(views) == 1) else None


async def open_dues(voice: Voice, item: Item, point: Point | None) -> list[DueView]:
    """The open due days of the point, or of all points of the item."""
    return [
        view
        for view in await views_of_item(voice, item)
        if view.due.state in (DueState.OPEN, DueState.QUIET)
        and (point is None or view.point.id == point.id)
    ]


async def open_several(voice: Voice, entry: ProgressEntry, item: Item) -> list[DueView]:
    """The open due days among which an answer that says of its item as a whole that it is done
    leaves to choose; empty where it does not say so, or there is one.
    """
    if entry.point_id is not None or not (await _read(voice, entry, item)).done:
        return []
    views = await open_dues(voice, item, None)
    return views if len(views) > 1 else []


async def _behind(
    turn: Turn, entry_id: int
) -> tuple[ProgressEntry, Item, Point | None, DueView | None]:
    """The answer behind a button, where it is and its open due day; raises NotAllowed where the
    item is not the person's, UserError where the answer was withdrawn.
    """
    entry = await turn.tx.answers.get(entry_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    item = await turn.tx.roadmaps.item(entry.item_id)
    await check_may_answer(turn.tx, turn.me, item, turn.today)
    point = await point_or_none(turn, entry.point_id or 0)
    return entry, item, point, await open_due(turn, item, point)


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
        await _ask_which(turn, entry, item, point)
        return
    day = (await _read(turn, entry, item)).done_on or _day_of(turn, entry)
    await close_and_say(turn, view, day)


async def _ask_which(turn: Turn, entry: ProgressEntry, item: Item, point: Point | None) -> None:
    """Which of the item's open due days is done; raises UserError where none is open."""
    views = nearest_first(await open_dues(turn, item, None), turn.today)[:MOST_OF_ITEM]
    if point is not None or not views:
        raise UserError("closed-nothing-open", target=target_name(turn, item, point))
    names = await names_of_roadmaps_in(turn, [item])
    rows = open_buttons(turn.texts, views, turn.me.role, names, turn.today)
    await turn.say(
        turn.texts("close-which-of", address=item.number),
        [*rows, [cancel_button(turn)]],
        about=[about(view) for view in views],
    )


async def close_all(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Закрыть»: everything that the lines of one message say is done, each on the day it names."""
    first = await turn.tx.answers.get(callback_data.entry_id)
    check_own(turn.me, first.person_id)
    shown = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    meant = {one.due_id for one in shown.about if one.due_id} if shown is not None else set()
    closed = []
    for entry in await entries_of_message(turn, first):
        item = await turn.tx.roadmaps.item(entry.item_id)
        point = await point_or_none(turn, entry.point_id or 0)
        view = await done_due(turn, entry, item, point)
        if view is not None and (not meant or view.due.id in meant):
            day = (await _read(turn, entry, item)).done_on or _day_of(turn, entry)
            due = await close(turn.tx, turn.me, view, day, rules(turn))
            closed.append((view, due.state))
    if not closed:
        raise UserError("stale-closed", address=(await turn.tx.roadmaps.item(first.item_id)).number)
    for view, state in closed:
        await ask_to_accept(turn, view, state)
    addresses = clip(in_ranges([address(view) for view, _ in closed]), 300)
    await turn.say(turn.texts("closed-all", count=len(closed), addresses=addresses))


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
    until = _until(turn, entry, (await _read(turn, entry, item)).postpone_to, view)
    if view is None or until is None:
        raise UserError("error-stale-button")
    await ask_and_tell(turn, view, until, entry.text)
