"""A message that is only «6.1»: it places a kept answer, or names the item of the next message."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.answering.confirming import confirm, fetch_attachments
from handlers.answering.kept_question import end_question
from handlers.looking.items import await_answer, find_target
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, place
from roadmap.errors import NotFound
from roadmap.model import Item
from roadmap.model.address import Address, read_addresses


async def take_number_alone(
    turn: Turn, answer: Answer, items: Sequence[Item], *, replied: bool
) -> bool:
    """Whether `answer` was a number alone, which then has been acted upon; `items` are those that
    it may name.

    `replied`: it answers a reminder, so that no kept answer is meant. A plain «6» may as well count
    something: it is taken only where an answer waits for its item. Raises NotFound where an item
    has no such point.
    """
    addresses = () if answer.attachments else read_addresses(answer.text) or ()
    if len(addresses) != 1 or not items:
        return False
    waiting = [] if replied or turn.in_group else await turn.tx.answers.unplaced_of(turn.me.id)
    kept = max(waiting, key=lambda one: (one.at, one.id), default=None)
    if kept is None and _may_count(addresses[0]):
        return False
    try:
        item, point = await find_target(turn, addresses[0], items)
    except NotFound:
        if _may_count(addresses[0]):
            return False
        raise
    if kept is None:
        await await_answer(turn, item, point)
        return True
    day = turn.office.policy.day_of(kept.at)
    entry = await place(turn.tx, turn.me, kept, item, point, turn.today, day)
    if entry is not None:
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=True)
    await end_question(turn, kept, item, point)
    return True


def _may_count(address: Address) -> bool:
    return address.number is None and not address.marked
