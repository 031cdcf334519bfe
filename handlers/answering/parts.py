"""The parts of one message that names several items: an entry each, told apart by their sources."""

from __future__ import annotations

from handlers.speaking.turn import Turn
from roadmap.model import ProgressEntry

#: More than a message can have entries: 4096 characters [Bot API], each list among them of 2000
#: addresses at most.
_PARTS = 10_000_000


def part_of(message_id: int, number: int) -> int:
    """The id of part `number` (from 1) of a message. Telegram's ids are positive: no message is
    taken for the part of another.
    """
    return -(message_id * _PARTS + number)


def message_of(source: int) -> int:
    """The message to which a source's id belongs, whole or part."""
    return source if source > 0 else -source // _PARTS


def number_of(source: int) -> int:
    """Which part of its message a source's id is; 0 for the whole, or its first line."""
    return 0 if source > 0 else -source % _PARTS


async def entries_from(turn: Turn, chat_id: int, message_id: int) -> dict[int, ProgressEntry]:
    """The entries that came of a message by the numbers of their parts, withdrawn ones left out."""
    found = await turn.tx.answers.of_sources(
        chat_id, message_id, part_of(message_id, _PARTS - 1), part_of(message_id, 1)
    )
    return {
        number_of(one.source.message_id): one
        for one in found
        if one.withdrawn_at is None and one.source is not None
    }


async def entries_of_message(turn: Turn, entry: ProgressEntry) -> list[ProgressEntry]:
    """The entries that came of the same message, withdrawn ones left out."""
    if entry.source is None:
        return [entry]
    source = entry.source
    found = await entries_from(turn, source.chat_id, message_of(source.message_id))
    return sorted(found.values(), key=lambda one: one.id)
