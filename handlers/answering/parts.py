"""The entries that came of one message."""

from __future__ import annotations

from handlers.speaking.voice import Voice
from roadmap.answers.parts import PARTS, message_of, part_of
from roadmap.model import ProgressEntry


async def entries_of_message(voice: Voice, entry: ProgressEntry) -> list[ProgressEntry]:
    """The entries that came of the same message, withdrawn ones left out."""
    if entry.source is None:
        return [entry]
    whole = message_of(entry.source.message_id)
    found = await voice.tx.answers.of_sources(
        entry.source.chat_id, whole, part_of(whole, PARTS - 1), part_of(whole, 1)
    )
    return [one for one in found if one.withdrawn_at is None]
