"""Putting slow work to work: it is done outside of this transaction, and its outcome is said where
it was asked for.
"""

from __future__ import annotations

from handlers.speaking.turn import ChatAction, Turn
from roadmap.actions.orders import ReadingOrder
from roadmap.ports import Json


async def ask_to_read(turn: Turn, wanted: ReadingOrder, kind: str = "read_document") -> None:
    """Have a file read, as a document or as a list of people; the chat shows «печатает…»
    meanwhile.
    """
    await put_to_work(turn, kind, wanted.as_json())
    turn.effects.append(ChatAction(turn.chat_id))


async def put_to_work(turn: Turn, kind: str, wanted: Json) -> None:
    """A job of this kind, with who asked for it and where."""
    asked = {"chat_id": turn.chat_id, "thread_id": turn.thread_id or 0, "person_id": turn.me.id}
    await turn.tx.jobs.add(kind, {**wanted, **asked}, turn.at)
