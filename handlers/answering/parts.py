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


async def entries_of_message(turn: Turn, entry: ProgressEntry) -> list[ProgressEntry]:
    """The entries that came of the same message, withdrawn ones left out."""
    if entry.source is None:
        return [entry]
    whole = message_of(entry.source.message_id)
    found = await turn.tx.answers.of_sources(
        entry.source.chat_id, whole, part_of(whole, _PARTS - 1), part_of(whole, 1)
    )
    return [one for one in found if one.withdrawn_at is None]
