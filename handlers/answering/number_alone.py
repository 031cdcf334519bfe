"""A message that is only «6.1»: it says where an answer belongs, or names that of the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.answering.context import is_moving
from handlers.answering.placing import buttons_of_roadmaps, settle_at
from handlers.looking.items import await_answer, find_target
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import PlaceSearch
from handlers.speaking.texts import Html
from handlers.speaking.touched import WHILE_MINUTES, How, Touched, touched_in
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.answers.places import read_alone
from roadmap.errors import SeveralRoadmaps, UserError
from roadmap.model import Item, Role
from roadmap.model.address import Address


async def take_number_alone(
    turn: Turn, answer: Answer, items: Sequence[Item], *, replied: bool, awaited: bool
) -> bool:
    """Whether `answer` was a number alone, which then has been acted upon; `items` are those that
    it may name.

    After «Не сюда» it moves that answer, after «К какому пункту?» it places the one in question.
    Else the next message goes there. In a reply to what shows an item (`replied`), where an answer
    is `awaited`, and where a value is expected, a plain «82» is an answer.
    """
    numbers = [item.number for item in items]
    address = read_alone(answer.text, numbers)
    if address is None or answer.attachments:
        return False
    touched = None if replied or turn.in_group else await touched_in(turn)
    search = await _in_question(turn, touched, answer.text, numbers, replied=replied)
    if search is None and _may_count(address):
        if replied or awaited or turn.in_group or (touched and touched.how is How.DONE):
            return False
        if await _expects_a_value(turn):
            return False
    try:
        if search is not None:
            await settle_at(turn, search, address, items)
            return True
        item, point = await find_target(turn, address, items)
    except SeveralRoadmaps as several:
        await _ask_which(turn, several)
        return True
    except UserError as error:
        if search is None:
            raise
        said = turn.texts(error.key, **error.variables)
        stays = turn.texts("answer-not-moved" if search.moves else "answer-still-kept")
        await turn.say(Html(f"{said} {stays}"))
        return True
    await await_answer(turn, item, point)
    return True


async def _ask_which(turn: Turn, several: SeveralRoadmaps) -> None:
    """The number is the person's in several roadmaps: of which shall the next message be?"""
    rows = await buttons_of_roadmaps(turn, "n", 0, several, ())
    words = turn.texts("answer-which-roadmap", **several.variables)
    await turn.say(words, [*rows, [cancel_button(turn)]])


async def _in_question(
    turn: Turn, touched: Touched | None, text: str, numbers: Sequence[str], *, replied: bool
) -> PlaceSearch | None:
    """The answer whose place is in question: after «Не сюда», or kept within the while."""
    if touched is not None and is_moving(touched, text, numbers):
        return PlaceSearch(touched.subject_id, moves=True)
    if replied or turn.in_group or (touched is not None and touched.how is not How.ASKED):
        return None
    since = turn.moment - timedelta(minutes=WHILE_MINUTES)
    waiting = await turn.tx.answers.unplaced_of(turn.me.id)
    kept = max(waiting, key=lambda one: (one.at, one.id), default=None)
    if kept is None or kept.at < since:
        return None
    return PlaceSearch(kept.id, moves=False)


async def _expects_a_value(turn: Turn) -> bool:
    """Whether the one reminder that waits is of an item with a criterion: «82» is its value."""
    if turn.me.role is not Role.OFFICIAL:
        return False
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    return len(waiting) == 1 and bool(waiting[0].item.criterion)


def _may_count(address: Address) -> bool:
    return address.number is None and not address.marked
