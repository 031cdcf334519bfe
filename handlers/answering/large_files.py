"""Files that can never be fetched: told at once."""

from __future__ import annotations

from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer


async def tell_of_large(turn: Turn, answer: Answer) -> None:
    """Say of a file that can never be fetched what to do about it."""
    for file in answer.attachments:
        if file.size > turn.office.file_limit:
            limit = turn.office.file_limit // 2**20
            words = turn.texts("file-too-large", name=clip(file.name, 60), limit=limit)
            await turn.say(words, reply_to=answer.source.message_id)
