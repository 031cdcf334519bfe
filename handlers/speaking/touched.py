"""What a person has just touched in a chat: the next line, number or file belongs there.

It stands in the chat's row where `handlers.speaking.awaited` keeps what the bot has asked for; the
one takes the place of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.speaking.awaited import (
    AnswerToItem,
    DraftWalk,
    PlaceSearch,
    RefusalWord,
    awaited_in,
    form_in,
    keep_form,
)
from handlers.speaking.turn import Turn
from roadmap.model.records import from_json, to_json

#: As long as a second thought may join the answer before it: what somebody writes within an hour of
#: a tap is about it; after that the reminder of the day is nearer than the tap.
WHILE_MINUTES = 60
#: What was asked for without insisting: something that is touched takes its place.
_GIVES_WAY = AnswerToItem | DraftWalk | PlaceSearch | RefusalWord | None


class How(StrEnum):
    """What was done."""

    DONE = "done"  # «Выполнено»: the bot has asked for a word about it
    OPENED = "opened"  # a card
    PLACED = "placed"  # an answer, a photo
    MOVING = "moving"  # «Не сюда»: the next number or words say where the entry goes
    ASKED = "asked"  # where a kept answer belongs


@dataclass(frozen=True, slots=True)
class Touched:
    """An item, or one point of it (0: the item as a whole); `subject_id` is the entry or the kept
    answer in question; `minute` (since 1970, UTC) that of the message or tap.
    """

    how: How
    item_id: int
    point_id: int
    subject_id: int
    minute: int


async def touch(
    turn: Turn, how: How, item_id: int = 0, point_id: int | None = None, subject_id: int = 0
) -> None:
    """Remember it; not in groups, where others write next, and not over a question of the bot's
    that is about something else.
    """
    if turn.in_group or not turn.chat_id:
        return
    if how in (How.OPENED, How.ASKED) and not isinstance(await awaited_in(turn), _GIVES_WAY):
        return
    touched = Touched(how, item_id, point_id or 0, subject_id, minute_of(turn))
    await keep_form(turn, {"touched": how.value, **to_json(touched)})


async def untouch(turn: Turn, subject_id: int, *hows: How) -> None:
    """Forget the entry or the kept answer that was touched in one of these ways: it is no more."""
    touched = await touched_in(turn)
    if touched is not None and touched.subject_id == subject_id and touched.how in hows:
        await keep_form(turn, None)


async def touched_in(turn: Turn) -> Touched | None:
    """What was touched within the while before this message; None where nothing."""
    form = await form_in(turn)
    if turn.in_group or form is None or "touched" not in form:
        return None
    try:
        touched = from_json(Touched, form)
    except ValueError:
        return None
    return touched if minute_of(turn) - touched.minute <= WHILE_MINUTES else None


def minute_of(turn: Turn) -> int:
    """When the message was written, in minutes since 1970; of a tap when it is handled."""
    return int(turn.moment.timestamp()) // 60
