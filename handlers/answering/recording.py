"""Recording an answer in its place, with the confirmation; where that cannot be, asking."""

from __future__ import annotations

from handlers.answering.confirming import confirm, fetch_attachments
from handlers.answering.placing import ask_where
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.touched import How, touch
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, record
from roadmap.errors import UserError
from roadmap.model import Item, Point


async def attach(
    turn: Turn, answer: Answer, item_id: int, point_id: int | None, *, sure: bool = True
) -> None:
    """Record an answer where it was meant to go; where that cannot be, keep it and ask."""
    try:
        item = await turn.tx.roadmaps.item(item_id)
        point = await point_or_none(turn, point_id or 0)
        await record_in(turn, answer, item, point, sure=sure)
    except UserError as error:
        await ask_where(turn, answer, why=error)


async def record_in(
    turn: Turn, answer: Answer, item: Item, point: Point | None, *, sure: bool
) -> None:
    """Record an answer and confirm it; where it was only guessed (not `sure`) that is said. Raises
    UserError where it may not be recorded there.
    """
    earlier = await turn.tx.answers.last_of_person(turn.me.id)
    day = turn.answered_on
    entry = await record(turn.tx, turn.me, item, point, answer, turn.moment, day)
    if entry is not None:
        await touch(turn, How.PLACED, item.id, point.id if point else 0, entry.id)
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=sure, earlier=earlier)
