"""The entries that came of one message, and those of the last hour."""

from __future__ import annotations

from datetime import timedelta

from handlers.speaking.own_roadmaps import own_roadmaps
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.answers.parts import PARTS, message_of, part_of
from roadmap.model import ProgressEntry

#: A second thought that comes within this time may be added to the answer before it.
SECOND_THOUGHT = timedelta(hours=1)


def number_of(source: int) -> int:
    """Which part of its message a source's id is; 0 for the whole, or its first line."""
    return 0 if source > 0 else -source % PARTS


async def entries_from(voice: Voice, chat_id: int, message_id: int) -> dict[int, ProgressEntry]:
    """The entries that came of a message by the numbers of their parts, withdrawn ones left out."""
    found = await voice.tx.answers.of_sources(
        chat_id, message_id, part_of(message_id, PARTS - 1), part_of(message_id, 1)
    )
    return {
        number_of(one.source.message_id): one
        for one in found
        if one.withdrawn_at is None and one.source is not None
    }


async def entries_of_message(voice: Voice, entry: ProgressEntry) -> list[ProgressEntry]:
    """The entries that came of the same message, withdrawn ones left out."""
    if entry.source is None:
        return [entry]
    source = entry.source
    found = await entries_from(voice, source.chat_id, message_of(source.message_id))
    return sorted(found.values(), key=lambda one: one.id)


async def told_lately(turn: Turn) -> list[ProgressEntry]:
    """The person's answers of the last hour in their order, withdrawn ones left out."""
    last = await turn.tx.answers.last_of_person(turn.me.id)
    if last is None or turn.moment - last.at > SECOND_THOUGHT:
        return []
    there = (await turn.tx.roadmaps.item(last.item_id)).roadmap_id
    own = [
        one
        for roadmap_id in {there, *(one.id for one in await own_roadmaps(turn))}
        for one in await turn.tx.answers.of_roadmap(roadmap_id, last.day, last.day)
        if one.person_id == turn.me.id and turn.moment - one.at <= SECOND_THOUGHT
    ]
    return sorted(own, key=lambda one: (one.at, one.id))
