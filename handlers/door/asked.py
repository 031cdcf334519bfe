"""Plain questions and commands in words: «когда срок по 8?», «что горит?», «помощь»."""

from __future__ import annotations

from handlers.door.menus import say_help
from handlers.looking.items import find_target, say_card
from handlers.looking.lists import say_due, say_my, say_overdue
from handlers.reporting.reports import say_report
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.turn import Turn
from roadmap.answers.lines import numbers_in, read_answer
from roadmap.answers.questions import Asked, asked_about, item_asked
from roadmap.errors import NotFound
from roadmap.model import Item
from roadmap.model.address import Address, read_addresses

_A_WEEK = 7


async def answer_question(turn: Turn, text: str) -> bool:
    """Whether `text` was a question or a command in words, which then has been answered; nothing of
    it is recorded.
    """
    asked = asked_about(text)
    if asked is None:
        return False
    item = await _item_in(turn, text)
    if item is not None:
        await say_card(turn, item)
        return True
    match asked:
        case Asked.MY:
            await say_my(turn)
        case Asked.DUE:
            await say_due(turn, 0, _A_WEEK)
        case Asked.OVERDUE:
            await say_overdue(turn, 0, 0)
        case Asked.REPORT:
            await say_report(turn)
        case Asked.HELP:
            await say_help(turn)
        case _:
            await turn.say(turn.texts("question-unread"))
    return True


async def _item_in(turn: Turn, text: str) -> Item | None:
    """The one item that the question is about; None where none or several."""
    try:
        roadmap = await current_roadmap(turn)
    except NotFound:
        return None
    items = await turn.tx.roadmaps.items_by_number(roadmap.id, numbers_in(text))
    known = [item.number for item in items]
    address: Address | None = None
    parts = [part.address for part in read_answer(text, known) if part.address]
    if len(parts) == 1:
        address = parts[0]
    elif (number := item_asked(text)) is not None and (read := read_addresses(number)):
        address = read[0]
    return None if address is None else (await find_target(turn, address, items))[0]
