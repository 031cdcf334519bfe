"""Files that can never be fetched: told at once."""

from __future__ import annotations

from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.answering import Answer
from roadmap.actions.file_limit import file_limit
from roadmap.model import Attachment
from roadmap.model.policy import PUBLIC_FILE_LIMIT


async def tell_of_large(turn: Turn, answer: Answer) -> None:
    """Say of a file that can never be fetched what to do about it."""
    for file in answer.attachments:
        if file.size > PUBLIC_FILE_LIMIT:
            limit = await file_limit(turn.tx, turn.office.file_limit)
            if file.size > limit:
                await say_too_large(turn, file, limit)


async def say_too_large(voice: Voice, file: Attachment, limit: int) -> None:
    """The same of a file whose size is told by Telegram's refusal; `limit` in bytes."""
    name, megabytes = clip(file.name, 60), limit // 2**20
    words = voice.texts("file-too-large", name=name, limit=megabytes)
    await voice.say(words, reply_to=file.message_id)
