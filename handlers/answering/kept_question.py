"""The question where an answer belongs, once it is placed: its buttons do nothing any more."""

from __future__ import annotations

from handlers.speaking.buttons import PlaceButton
from handlers.speaking.cards import target_name
from handlers.speaking.turn import Turn
from roadmap.model import Item, Point
from roadmap.model.messages import Outgoing
from roadmap.ports import Unplaced

_ASKS = tuple(f"{PlaceButton.__prefix__}:{kind}:" for kind in "ux")


async def end_question(turn: Turn, kept: Unplaced, item: Item, point: Point | None) -> None:
    """Change the questions about `kept` so that they say where it went. The one whose button was
    pressed is left: the confirmation takes its place.
    """
    source = kept.source
    for asked in await turn.tx.messages.replies(source.chat_id, source.message_id):
        pressed = asked.chat_id == turn.chat_id and asked.telegram_id == turn.pressed
        if asked.telegram_id is None or pressed or not _asks(asked):
            continue
        words = await _words(turn, kept, item, point)
        await turn.tx.messages.add(
            Outgoing(
                asked.chat_id,
                words,
                person_id=kept.person_id,
                thread_id=asked.thread_id,
                edits=asked.telegram_id,
            )
        )


def _asks(message: Outgoing) -> bool:
    return any(button.data.startswith(_ASKS) for row in message.buttons for button in row)


async def _words(turn: Turn, kept: Unplaced, item: Item, point: Point | None) -> str:
    """In the language of the answer's author."""
    theirs = turn.to(await turn.tx.people.get(kept.person_id))
    return theirs.texts("answer-placed", target=target_name(theirs, item, point))
