"""A message that is too long for Telegram, as several."""

from __future__ import annotations

from dataclasses import replace

from bot.delivery.splitting import CAPTION_LIMIT, MESSAGE_LIMIT, split, visible_length
from roadmap.model.messages import MessageState, Outgoing


def limit_of(message: Outgoing) -> int:
    """How many characters `message` may have [Bot API]."""
    alone = message.file_id is None and message.attachment_id is None
    return MESSAGE_LIMIT if alone else CAPTION_LIMIT


def too_long(message: Outgoing) -> bool:
    """Whether Telegram would refuse `message` for its length."""
    # A text whose markup and all is within the limit needs no parsing.
    limit = limit_of(message)
    return (
        len(message.text.encode("utf-16-le")) // 2 > limit and visible_length(message.text) > limit
    )


def parts_of(message: Outgoing) -> list[Outgoing]:
    """`message` in parts that fit: the first answers, edits or carries the file, the last has the
    buttons.

    Each says what it is about, so that a reply to any of them finds its item.
    """
    texts = split(message.text, limit_of(message))
    new = replace(message, id=0, state=MessageState.PLANNED, attempts=0, reason="")
    rest = replace(new, edits=None, reply_to=None, file_id=None, as_photo=False, attachment_id=None)
    parts = [
        replace(new if i == 0 else rest, text=text, buttons=()) for i, text in enumerate(texts)
    ]
    parts[-1] = replace(parts[-1], buttons=message.buttons)
    return parts
