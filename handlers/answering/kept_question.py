"""The question where an answer belongs, once it is placed: its buttons do nothing any more."""

from __future__ import annotations

from handlers.answering.parts import message_of
from handlers.speaking.buttons import PlaceButton
from handlers.speaking.cards import target_name
from handlers.speaking.texts import Html
from handlers.speaking.turn import Turn
from roadmap.model import Item, Point
from roadmap.model.messages import Outgoing
from roadmap.ports import Unplaced


async def end_question(turn: Turn, kept: Unplaced, item: Item, point: Point | None) -> None:
    """Change the questions about `kept` so that they say where it went. The one whose button was
    pressed is left: the confirmation takes its place.
    """
    author = turn.to(await turn.tx.people.get(kept.person_id))
    await replace_question(
        turn, kept, author.texts("answer-placed", target=target_name(author, item, point))
    )


async def close_question(turn: Turn, kept: Unplaced, key: str) -> None:
    """The same with the sentence of `key`, in its author's language."""
    author = turn.to(await turn.tx.people.get(kept.person_id))
    await replace_question(turn, kept, author.texts(key))


async def replace_question(turn: Turn, kept: Unplaced, words: Html) -> None:
    """The same with any `words`; a question that is not sent yet stays."""
    source = kept.source
    for asked in await turn.tx.messages.replies(source.chat_id, message_of(source.message_id)):
        pressed = asked.chat_id == turn.chat_id and asked.telegram_id == turn.pressed
        data = [button.data for row in asked.buttons for button in row]
        asks = any(_asks_about(one, kept) for one in data)
        if asked.telegram_id is None or pressed or not asks:
            continue
        await turn.tx.messages.add(
            Outgoing(
                asked.chat_id,
                words,
                person_id=kept.person_id,
                thread_id=asked.thread_id,
                edits=asked.telegram_id,
            )
        )


def _asks_about(data: str, kept: Unplaced) -> bool:
    asks = tuple(f"{PlaceButton.__prefix__}:{kind}:{kept.id}:" for kind in "ux")
    return data.startswith(asks)
