"""Orders of a coordinator in plain words: done where a command or a button does the same, else the
command is named. None of them is kept as an answer.
"""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import Message

from handlers.answering.parts import told_lately
from handlers.answering.putting_off import begins_postponement
from handlers.looking.items import find_target, find_targets
from handlers.looking.summary import say_silent
from handlers.people.people_list import say_people
from handlers.reporting.rewriting import say_what_to_correct
from handlers.speaking.current_roadmap import current_roadmap, views_of_item
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.answers.orders import SHOWS, Does, Order, read_order
from roadmap.deadlines.spoken import Speech, read_spoken_day
from roadmap.errors import NotFound
from roadmap.model import Role, Source
from roadmap.model.address import read_addresses


async def follow_order(turn: Turn, message: Message, router: Router, bot: Bot) -> bool:
    """Whether the words of a coordinator were an order, which then has been followed; an observer
    may have lists shown. Raises UserError as the command would.
    """
    if turn.in_group or message.text is None or turn.me.role is Role.OFFICIAL:
        return False
    order = read_order(message.text)
    if order is None or (turn.me.role is not Role.COORDINATOR and order.does not in SHOWS):
        return False
    match order.does:
        case Does.SILENT:
            await say_silent(turn)
        case Does.PEOPLE:
            await say_people(turn, 0)
        case Does.REMIND if order.words:
            await _command(turn, message, f"/remind {order.words}", router, bot)
        case Does.REMIND:
            await turn.say(turn.texts("remind-how"))
        case Does.DEADLINE:
            await _set_deadline(turn, message, order)
        case Does.CORRECT:
            return await _correct(turn, order)
        case _:
            await turn.say(turn.texts(f"order-{order.does}"), reply_to=message.message_id)
    return True


async def _correct(turn: Turn, order: Order) -> bool:
    """What can be corrected of the item; False for «исправь 25 на 27» right after an answer, where
    there is no such item. Raises NotFound.
    """
    try:
        ((item, _), *_) = await find_targets(turn, order.words)
    except NotFound:
        if await told_lately(turn):
            return False
        raise
    await say_what_to_correct(turn, item.id)
    return True


async def _command(turn: Turn, message: Message, text: str, router: Router, bot: Bot) -> None:
    """Do what the command does."""
    while router.parent_router is not None:
        router = router.parent_router
    said = message.model_copy(update={"text": text, "entities": None, "reply_to_message": None})
    await router.propagate_event("message", said, bot=bot, turn=turn)


async def _set_deadline(turn: Turn, message: Message, order: Order) -> None:
    """«срок 9.1 до 4 декабря»: a later day is said back as a postponement; anything else is
    corrected by buttons.
    """
    number, _, day = order.words.partition(" ")
    items = await turn.tx.roadmaps.items((await current_roadmap(turn)).id)
    addresses = read_addresses(number) or ()
    for address in addresses:
        item, point = await find_target(turn, address, items)
        views = [
            view
            for view in await views_of_item(turn, item)
            if view.due.day is not None and (point is None or view.point.id == point.id)
        ]
        earliest = min((view.due.day for view in views if view.due.day), default=None)
        read = read_spoken_day(day, Speech(turn.written_on, earliest, turn.office.calendar))
        later = (
            read is not None
            and read.day is not None
            and earliest is not None
            and read.day > max(earliest, turn.today)
        )
        source = Source(turn.chat_id, message.message_id)
        asking = Answer(f"перенести {number} {day}", source)
        if not (later and await begins_postponement(turn, asking, items)):
            await say_what_to_correct(turn, item.id)
