"""Asking for slow work: done outside of this transaction, its outcome said in the same chat."""

from __future__ import annotations

from handlers.speaking.turn import ChatAction, Turn
from roadmap.actions import tasks
from roadmap.actions.tasks import Asker, ReadDocument, ReadPeople, Task


async def ask_to_read(turn: Turn, task: ReadDocument | ReadPeople) -> None:
    """Have a file read; the chat shows «печатает…» meanwhile."""
    await put_to_work(turn, task)
    turn.effects.append(ChatAction(turn.chat_id))


async def put_to_work(turn: Turn, task: Task) -> None:
    """Have `task` done for the person of this turn."""
    asker = Asker(turn.chat_id, turn.thread_id or 0, turn.me.id)
    await tasks.put_to_work(turn.tx, task, turn.at, asker)
