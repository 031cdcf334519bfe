"""«Не успеваю», «дайте ещё 5 дней», «перенести 2.М2 на 15 декабря»: words begin a postponement of
what is meant, instead of becoming an answer for the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.choices import clearly, likeliest
from handlers.answering.confirming import confirm
from handlers.answering.context import items_named
from handlers.looking.items import targets_named
from handlers.reminding.postponing import begin, postponable
from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import (
    PostponementReason,
    PostponementRequest,
    PostponementWords,
    forget_request,
    request_in,
)
from handlers.speaking.buttons import DueButton, PutOffButton, button
from handlers.speaking.current_roadmap import views_of_item
from handlers.speaking.dues import called, words_of
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, own_roadmaps, with_roadmap
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, record
from roadmap.actions.rights import check_may_answer
from roadmap.answers.lines import read_answer
from roadmap.answers.putting_off import PuttingOff, asks_to_put_off, means_another, place_of_day
from roadmap.errors import NotFound, UserError
from roadmap.model import DueState, Item, Role, Source
from roadmap.model.address import Address, locate, read_addresses
from roadmap.model.messages import About, Button
from roadmap.ports import DueView

#: Among how many due days a person is asked to choose.
CHOICES = 5
_OPEN = (DueState.OPEN, DueState.QUIET)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(is_answer, PutOffButton.filter(F.verb == "answer"))


async def begins_postponement(
    turn: Turn,
    answer: Answer,
    items: Sequence[Item],
    about: Sequence[About] = (),
    *,
    replied: bool = False,
) -> bool:
    """Whether `answer` asks for more time, which then has been said back or asked about.

    `items` are those that it may name; `about` is what it replies to, or what was tapped before
    (`replied`). False where what it means cannot be postponed: then it is an answer as any other.
    """
    if answer.attachments or turn.me.role is Role.OBSERVER:
        return False
    numbers = [item.number for item in items]
    asked = asks_to_put_off(answer.text, numbers, turn.written_on, replied=replied)
    if asked is None:
        return False
    for address_named in asked.addresses:
        if locate(address_named, numbers) is None:
            raise NotFound("error-item-unknown", number=address_named.item)
    views: list[DueView] = []
    if not replied and not asked.addresses:
        spoken = await _by_words(turn, asked)
        reminded = bool(about or await turn.tx.reminders.waiting_of(turn.me.id))
        asking = place_of_day(asked.words, turn.written_on)
        if reminded and asking is not None and (asking == 0 or len(spoken) > 1):
            spoken = []  # «дайте до 10 декабря, 2 школы на карантине» names nothing by its words
        places = {(one.item_id, one.point_id) for one in about}
        of_context = any((view.item.id, view.point.id) in places for view in spoken)
        views = [] if of_context else spoken
    views = views or await _meant(turn, asked, items, about)
    if not views:
        return False
    words = PostponementWords(asked.words, answer.text, answer.source.message_id, _second_of(turn))
    if len(views) == 1:
        await begin(turn, views[0], words)
    else:
        await _ask_which(turn, views[:CHOICES], words)
    return True


async def _ask_which(turn: Turn, views: Sequence[DueView], words: PostponementWords) -> None:
    names = await names_of_roadmaps_in(turn, [view.item for view in views])
    written = called(turn.texts, views, turn.today)
    rows = [_due_row(view, written[view.due.id], names) for view in views]
    await ask_for(turn, words, turn.texts("postpone-which"), rows)


async def _by_words(turn: Turn, asked: PuttingOff) -> list[DueView]:
    """«субботник придётся сдвинуть на 8 мая»: the due days of which the words speak, the one alone
    where they plainly do.
    """
    if turn.me.role is not Role.OFFICIAL:
        return []
    choices = await likeliest(turn, asked.words)
    meant = clearly(choices)
    spoken = [meant] if meant is not None else [one for one in choices if one.by_words >= 1.0]
    return [one.view for one in spoken[:CHOICES] if await _may_postpone(turn, one.view)]


def _due_row(view: DueView, label: str, roadmaps: Mapping[int, str]) -> list[Button]:
    data = DueButton(verb="postpone", due_id=view.due.id)
    words = f"{label} · {words_of(view.item, view.point, 40)}"
    return [button(with_roadmap(words, view.item, roadmaps), data)]


async def _meant(
    turn: Turn, asked: PuttingOff, items: Sequence[Item], about: Sequence[About]
) -> list[DueView]:
    """The due days that are meant, likeliest first: those of the items named, else of what was
    replied to, else those that the person was reminded of, else the person's next ones.
    """
    if asked.addresses:
        return await _of_addresses(turn, asked.addresses, items)
    shown = [one.due_id for one in about if one.due_id is not None]
    if shown:
        return [
            view for view in await turn.tx.roadmaps.views(shown) if await _may_postpone(turn, view)
        ]
    if about:
        return await _of_places(turn, about)
    waiting = [
        view
        for view in await turn.tx.reminders.waiting_of(turn.me.id)
        if await _may_postpone(turn, view)
    ]
    if waiting or turn.me.role is not Role.OFFICIAL:
        return waiting
    return (await _own_next(turn))[:CHOICES]


async def _next_ones(turn: Turn) -> list[DueView]:
    """What the person was reminded of, then what is due next."""
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    found = {view.due.id: view for view in (*waiting, *await _own_next(turn))}
    return [view for view in found.values() if await _may_postpone(turn, view)]


async def _own_next(turn: Turn) -> list[DueView]:
    if turn.me.role is not Role.OFFICIAL:
        return []
    try:
        roadmaps = await own_roadmaps(turn)
    except NotFound:
        return []
    find = turn.tx.roadmaps.views_between
    views = [
        view
        for one in roadmaps
        for view in await find(one.id, None, None, person_id=turn.me.id, limit=CHOICES + 1)
    ]
    return sorted(views, key=lambda view: view.due.day or date.max)


async def _of_addresses(
    turn: Turn, addresses: Sequence[Address], items: Sequence[Item]
) -> list[DueView]:
    found: dict[int, DueView] = {}
    for one in addresses:
        try:
            targets = await targets_named(turn, one, items)
        except UserError:
            continue
        for item, point in targets:
            for view in await views_of_item(turn, item):
                mine = point is None or view.point.id == point.id
                if mine and await _may_postpone(turn, view):
                    found[view.due.id] = view
    return list(found.values())


async def _of_places(turn: Turn, about: Sequence[About]) -> list[DueView]:
    """Of what a message showed without a due day of its own: a card, a confirmation."""
    found: dict[int, DueView] = {}
    for one in about:
        for view in await views_of_item(turn, await turn.tx.roadmaps.item(one.item_id)):
            mine = one.point_id is None or view.point.id == one.point_id
            if mine and await _may_postpone(turn, view):
                found[view.due.id] = view
    return list(found.values())


async def _may_postpone(turn: Turn, view: DueView) -> bool:
    if view.due.day is None or view.due.state not in _OPEN:
        return False
    try:
        await check_may_answer(turn.tx, turn.me, view.item, turn.today)
    except UserError:
        return False
    return True


async def take_another(
    turn: Turn, text: str, awaited: PostponementRequest | PostponementReason
) -> bool:
    """«не туда», «не туда, это 3.М2» while a day is asked for: another due day is meant, the one
    named, else one of those reminded of and the next ones. False where `text` says no such thing.
    """
    rest = means_another(text)
    if rest is None:
        return False
    words = awaited.reason
    if isinstance(awaited, PostponementReason):
        words = words or f"до {awaited.day:%d.%m.%Y}"
    said = PostponementWords(
        words, awaited.text or text, awaited.message_id, awaited.written or _second_of(turn)
    )
    addresses = read_addresses(rest) if rest else None
    if rest and addresses is None:
        return False
    await forget_request(turn)
    if addresses is not None:
        await take_which(turn, rest, said)
        return True
    views = [view for view in await _next_ones(turn) if view.due.id != awaited.due_id]
    if views:
        await _ask_which(turn, views[:CHOICES], said)
    else:
        await turn.say(turn.texts("cancelled"))
    return True


def _second_of(turn: Turn) -> int:
    return int(turn.moment.timestamp())


async def take_which(turn: Turn, text: str, awaited: PostponementWords) -> None:
    """The number of the due day that the kept words are to postpone."""
    addresses = read_addresses(text)
    if not addresses:
        raise UserError("error-address-unread", text=text[:60])
    items = await items_named(turn, text, ())
    if not items:
        raise UserError("error-item-unknown", number=addresses[0].item)
    views = await _of_addresses(turn, addresses, items)
    if not views:
        raise UserError("error-nothing-to-postpone", number=addresses[0].item)
    if len(views) == 1:
        await begin(turn, views[0], awaited)
        return
    await _ask_which(turn, views[:CHOICES], awaited)


async def is_answer(query: CallbackQuery, callback_data: PutOffButton, turn: Turn) -> None:
    """The words that were taken for asking for more time are an answer: recorded as of their own
    day.
    """
    view = await postponable(turn, callback_data.due_id)
    awaited = await request_in(turn, view.due.id)
    if awaited is None or not awaited.message_id:
        raise UserError("error-stale-button")
    at = min(datetime.fromtimestamp(awaited.written, UTC), turn.at)
    parts = read_answer(awaited.text, [view.item.number])
    text = parts[0].text if len(parts) == 1 and parts[0].sure else awaited.text
    answer = Answer(text, Source(turn.chat_id, awaited.message_id))
    day = turn.office.policy.day_of(at)
    entry = await record(turn.tx, turn.me, view.item, view.point, answer, at, day)
    await forget_request(turn)
    if entry is not None:
        await confirm(turn, entry, view.item, view.point, sure=True, edit=True)
