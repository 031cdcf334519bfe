"""Plain questions and commands in words: «когда срок по 8?», «что горит?», «помощь»."""

from __future__ import annotations

import re

from handlers.answering.context import items_named
from handlers.door.menus import say_help
from handlers.looking.items import say_named_card, targets_named
from handlers.looking.lists import say_due, say_my, say_overdue
from handlers.reporting.reports import say_report
from handlers.speaking.turn import Turn
from roadmap.answers.lines import read_answer
from roadmap.answers.questions import Asked, asked_about, item_asked
from roadmap.answers.small_talk import read_small_talk
from roadmap.errors import NotFound
from roadmap.model import Item, Role
from roadmap.model.address import Address, read_addresses

_A_WEEK = 7


async def answer_question(turn: Turn, text: str) -> bool:
    """Whether `text` was a question or a command in words, which then has been answered; nothing of
    it is recorded.
    """
    asked = asked_about(text)
    if asked is None:
        return False
    if (named := await _named_in(turn, text)) is not None:
        await say_named_card(turn, *named)
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
        case Asked.REMIND if turn.me.role is Role.COORDINATOR:
            await turn.say(turn.texts("remind-how"))
        case Asked.HELP:
            await say_help(turn)
        case Asked.UNKNOWN if turn.me.role is Role.OFFICIAL and read_small_talk(text):
            return False  # «кто координатор?» is answered as it is without its mark
        case _:
            await turn.say(turn.texts("question-unread"))
    return True


async def _named_in(turn: Turn, text: str) -> tuple[Address, list[Item]] | None:
    """The one item that the question is about, as written, and those that it may be; None where
    none or several.
    """
    items = await items_named(turn, text, ())
    parts = [part.address for part in read_answer(text, [one.number for one in items])]
    named = [address for address in parts if address]
    if len(named) == 1:
        return named[0], items
    if (number := item_asked(text)) is not None and (read := read_addresses(number)):
        try:
            await targets_named(turn, read[0], items)
        except NotFound:
            if re.fullmatch(r"\d+\.\d+", number):
                return None  # «что будет 3.12?» is of a day
        return read[0], items
    return None
