"""The parts of one message that names several items: an entry each, told apart by their sources."""

from __future__ import annotations

#: More than a message can have entries: 4096 characters [Bot API], each list among them of 2000
#: addresses at most.
PARTS = 10_000_000


def part_of(message_id: int, number: int) -> int:
    """The id of part `number` (from 1) of a message. Telegram's ids are positive: no message is
    taken for the part of another.
    """
    return -(message_id * PARTS + number)


def message_of(source: int) -> int:
    """The message to which a source's id belongs, whole or part."""
    return source if source > 0 else -source // PARTS
