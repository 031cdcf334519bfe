"""`/item N`: the card of an item and what can be done from it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.looking.finding import (
    items_by_words,
    offer_items,
    only_person,
    words_and_people,
)
from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import AnswerToItem
from handlers.speaking.buttons import DueButton, ItemButton, ListButton, PickButton, button
from handlers.speaking.cards import item_card
from handlers.speaking.choosing import say_choice
from handlers.speaking.current_roadmap import current_roadmap, roadmaps_of, views_of_item
from handlers.speaking.dues import about, by_day, called, in_rows, nearest_first
from handlers.speaking.own_roadmaps import (
    names_of_roadmaps_in,
    of_roadmap,
    own_roadmaps,
    with_roadmap,
)
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, below, clip
from handlers.speaking.touched import How, minute_of, touch
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import is_archived
from roadmap.actions.looking import subjects
from roadmap.actions.rights import check_may_answer, may_answer
from roadmap.errors import NotFound, SeveralRoadmaps, UserError
from roadmap.model import DueState, Item, Point, PointKind, Role
from roadmap.model.address import (
    EVERYTHING,
    Address,
    index_of,
    label,
    locate_in,
    read_addresses,
    resolve,
)
from roadmap.model.messages import About, Button
from roadmap.ports import DueView, Tx

#: Due days that have their buttons on one card.
_MOST_DAYS = 16

#: Cards that one command opens.
_CARDS = 3


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(item_command, Command("item"))
    router.callback_query.register(open_item, ItemButton.filter(F.verb == "open"))
    router.callback_query.register(turn_days, ListButton.filter(F.name == "days"))
    router.callback_query.register(answer_item, ItemButton.filter(F.verb == "answer"))


async def item_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """The card of one item, named by its number or by words of it, with a name behind them of those
    that this person answers for; without any, ask which.
    """
    if not command.args:
        await say_choice(turn, "items")
        return
    if read_addresses(command.args) is None:
        words, people = await words_and_people(turn, command.args)
        person_id = only_person(people)
        if person_id and not await items_by_words(turn, words, person_id=person_id):
            person_id = 0
        found = await items_by_words(turn, words, person_id=person_id)
        if len(found) == 1:
            await say_card(turn, found[0])
        else:
            await offer_items(turn, words, "open", person_id=person_id)
        return
    if await own_roadmaps(turn) != [await current_roadmap(turn)]:
        await _say_own_cards(turn, command.args)
        return
    for item, point in (await find_targets(turn, command.args))[:_CARDS]:
        await say_card(turn, item, point)


async def _say_own_cards(turn: Turn, text: str) -> None:
    """The cards that the numbers name in the roadmaps in which an official answers; raises
    UserError where the text is no address, NotFound where none has such an item.
    """
    addresses = read_addresses(text)
    if not addresses:
        raise UserError("error-address-unread", text=text)
    items = [
        item
        for roadmap in await own_roadmaps(turn)
        for item in await turn.tx.roadmaps.items(roadmap.id)
    ]
    if len(addresses) == 1:
        await say_named_card(turn, addresses[0], items)
        return
    found = [one for address in addresses for one in await targets_named(turn, address, items)]
    for item, point in found[:_CARDS]:
        await say_card(turn, item, point)


async def say_named_card(turn: Turn, address: Address, items: Sequence[Item]) -> None:
    """The card of what an address names among `items`; where that is the person's in several
    roadmaps, the question which one. Raises NotFound.
    """
    found = await targets_named(turn, address, items)
    if len(found) == 1:
        await say_card(turn, *found[0])
        return
    names = await names_of_roadmaps_in(turn, [item for item, _ in found])
    about = await subjects(turn.tx, [item for item, _ in found])
    rows = [
        [
            button(
                with_roadmap(f"{item.number}. {clip(about[item.id], 40)}", item, names),
                ItemButton(verb="open", item_id=item.id),
            )
        ]
        for item, _ in found
    ]
    await turn.say(turn.texts("item-which-roadmap", number=address.item), rows)


async def find_targets(voice: Voice, text: str) -> list[tuple[Item, Point | None]]:
    """The items and points that addresses like «1-3, 7.2» name in the current roadmap.

    Raises UserError where the text is no address and NotFound where the roadmap has no such item.
    """
    addresses = read_addresses(text)
    if not addresses:
        raise UserError("error-address-unread", text=text)
    return await targets_of(voice, addresses)


async def targets_of(voice: Voice, addresses: Sequence[Address]) -> list[tuple[Item, Point | None]]:
    """What addresses mean in the current roadmap, «все» being every item; raises NotFound."""
    items = await voice.tx.roadmaps.items((await current_roadmap(voice)).id)
    return await Finder(voice.tx, items).all(addresses)


class Finder:
    """Finds what addresses name among `items`, those of one roadmap."""

    def __init__(self, tx: Tx, items: Sequence[Item]) -> None:
        self._tx = tx
        self._items = items
        self._by_number = {item.number: item for item in items}
        self._known = index_of(list(self._by_number))

    async def all(self, addresses: Sequence[Address]) -> list[tuple[Item, Point | None]]:
        """The items and points named, in the order of the addresses; raises NotFound."""
        if any(address.item == EVERYTHING for address in addresses):
            return [(item, None) for item in self._items]
        located = [self._located(address) for address in addresses]
        within = [item.id for item, address in located if address.number is not None]
        points = await self._tx.roadmaps.points(within)
        return [(item, _point_of(item, address, points)) for item, address in located]

    def _located(self, address: Address) -> tuple[Item, Address]:
        located = locate_in(address, self._known)
        if located is None:
            raise NotFound("error-item-unknown", number=_as_written(address))
        return self._by_number[located.item], located


def _point_of(item: Item, address: Address, points: Sequence[Point]) -> Point | None:
    point = resolve(address, item, [one for one in points if one.item_id == item.id])
    if point is None and address.number is not None:
        raise NotFound(
            "error-point-unknown",
            number=item.number,
            point=address.number,
            address=_as_written(Address(item.number, address.kind, address.number)),
        )
    return point


async def find_target(
    voice: Voice, address: Address, items: Sequence[Item]
) -> tuple[Item, Point | None]:
    """The item, and the point of it, that one address names; raises NotFound, and SeveralRoadmaps
    where `items` are of several roadmaps, and the person answers for what is named in more than one
    of them.
    """
    first, *others = await targets_named(voice, address, items)
    if others:
        places = tuple((item.id, point.id if point else 0) for item, point in (first, *others))
        raise SeveralRoadmaps(_as_written(address), places)
    return first


async def targets_named(
    voice: Voice, address: Address, items: Sequence[Item]
) -> list[tuple[Item, Point | None]]:
    """What one address names, of each roadmap among `items` that of which the person may speak;
    where they may of none, the first. Raises NotFound.
    """
    by_roadmap: dict[int, list[Item]] = {}
    for item in items:
        by_roadmap.setdefault(item.roadmap_id, []).append(item)
    if len(by_roadmap) < 2:
        return await Finder(voice.tx, items).all([address])
    found, missing = list[tuple[Item, Point | None]](), list[NotFound]()
    for own in by_roadmap.values():
        try:
            found += await Finder(voice.tx, own).all([address])
        except NotFound as error:
            missing.append(error)
    if not found:
        # The most that is known of it: that the item is there, but not the point.
        raise max(missing, key=lambda error: len(error.variables))
    theirs = [one for one in found if await may_answer(voice.tx, voice.whom, one[0], voice.today)]
    return [one for one in theirs if not _is_the_item(one[1])] or theirs or found[:1]


def _is_the_item(point: Point | None) -> bool:
    """Whether nobody writes a number of this point's own: it is the only measure of its item."""
    return point is not None and point.alone and point.kind is PointKind.MEASURE


def _as_written(address: Address) -> str:
    """«25», «11.М3», «7.КТ3»: the number that somebody wrote."""
    if address.number is None:
        return address.item
    kind = "М" if address.kind in (PointKind.MEASURE, PointKind.PART) else ""
    kind = "КТ" if address.kind is PointKind.CONTROL_POINT else kind
    return f"{address.item}.{kind}{address.number}"


async def turn_days(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The card with the next due days of its item on its buttons."""
    item = await turn.tx.roadmaps.item(callback_data.arg)
    await say_card(turn, item, page=callback_data.page, edit=True)


async def say_card(
    turn: Turn, item: Item, point: Point | None = None, *, page: int = 0, edit: bool = False
) -> None:
    """The card; officials see what is theirs or their roadmap's, so that they can speak of it. What
    replies to it is about `point` where one was asked for. Of a roadmap in the archive it is only
    read.
    """
    await check_may_see(turn, item)
    views = await views_of_item(turn, item)
    open_views = [
        view
        for view in views
        if view.due.state in (DueState.OPEN, DueState.CLAIMED_DONE, DueState.QUIET)
    ]
    texts, rows = turn.texts, list[list[Button]]()
    archived = await is_archived(turn.tx, item)
    if turn.me.role is not Role.OBSERVER and not archived:
        rows = _day_buttons(turn, item, open_views, page)
        if await may_answer(turn.tx, turn.me, item, turn.today):
            rows.append(
                [button(texts("button-answer"), ItemButton(verb="answer", item_id=item.id))]
            )
    if turn.me.role is Role.COORDINATOR and not archived:
        rows[-1].append(button(texts("button-assign"), PickButton(verb="begin", item_id=item.id)))
        rows[-1].append(button(texts("button-edit"), ItemButton(verb="edit", item_id=item.id)))
        answering = {one.person_id for one in await turn.tx.people.assignments_of_item(item.id)}
        if item.each_answers or len(answering) > 1:
            words = texts("button-each", on="yes" if item.each_answers else "no")
            rows.append([button(words, ItemButton(verb="each", item_id=item.id))])
    targets = [about(view) for view in open_views] if len(open_views) == 1 else [About(item.id)]
    targets = [About(item.id, point.id)] if point is not None else targets
    card = await item_card(turn, item)
    if where := await of_roadmap(turn, item):
        card = Html(f"{where}\n{card}")
    await turn.say(card, rows, about=targets, edit=edit)
    await touch(turn, How.OPENED, item.id, targets[0].point_id)


def _day_buttons(
    turn: Turn, item: Item, views: Sequence[DueView], number: int
) -> list[list[Button]]:
    """A button for each open due day: the nearest ones, in their order; pages for the rest."""
    written = called(turn.texts, views, turn.today)
    if len(views) <= _MOST_DAYS:
        shown, turning = views, list[Button]()
    else:
        page = page_of(nearest_first(views, turn.today), number)
        shown, turning = by_day(page.rows), page_buttons(page, "days", item.id)
    opening = [
        button(written[view.due.id], DueButton(verb="open", due_id=view.due.id)) for view in shown
    ]
    return [*in_rows(opening), turning]


async def check_may_see(turn: Turn, item: Item) -> None:
    """Officials see the roadmaps in which they answer for something, or stand in for somebody who
    does; coordinators and observers see all. Raises NotAllowed.
    """
    if turn.me.role is not Role.OFFICIAL:
        return
    if item.roadmap_id not in await roadmaps_of(turn.tx, turn.me):
        await check_may_answer(turn.tx, turn.me, item, turn.today)


async def open_item(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """The card, from a list."""
    await say_card(turn, await turn.tx.roadmaps.item(callback_data.item_id))


async def answer_item(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """The next message is an answer about this item."""
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    await await_answer(turn, item, None)


async def await_answer(turn: Turn, item: Item, point: Point | None) -> None:
    """Ask for the answer's text; the next message goes to this item."""
    await check_may_answer(turn.tx, turn.me, item, turn.today)
    awaited = AnswerToItem(item.id, point.id if point else 0, minute_of(turn))
    about = [About(item.id, point.id if point else None)]
    address = label(item, point, dotted=await turn.tx.roadmaps.dotted(item.roadmap_id))
    words = below(turn.texts("answer-awaited", address=address), await of_roadmap(turn, item))
    await ask_for(turn, awaited, words, about=about)
