"""Albums: pictures that come one by one and are one answer; each may have a caption."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import Message

from handlers.answering.confirming import fetch_attachments
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, revise
from roadmap.actions.living import refresh_answer
from roadmap.model import ProgressEntry


def _prefix(chat_id: int, group: str) -> str:
    return f"caption:{chat_id}:{group}:"


def _name(message: Message) -> str:
    """The fact that keeps the caption of a later picture, so that an edit finds it in the text."""
    return f"{_prefix(message.chat.id, message.media_group_id or '')}{message.message_id}"


async def joins_album(message: Message, turn: Turn, answer: Answer) -> bool:
    """The later pictures of an album join the first one's entry, without a confirmation."""
    group = message.media_group_id
    if group is None:
        return False
    entry = await turn.tx.answers.by_media_group(turn.chat_id, group)
    kept = None if entry else await turn.tx.answers.unplaced_by_media_group(turn.chat_id, group)
    standing = entry or kept
    known = {one.unique_id for one in standing.attachments} if standing else set()
    for attachment in answer.attachments:
        if attachment.unique_id in known:
            continue
        if entry is not None:
            await turn.tx.answers.add_attachment(entry.id, attachment)
            await fetch_attachments(turn, entry)
        elif kept is not None:
            await turn.tx.answers.add_unplaced_attachment(kept.id, attachment)
    if standing is not None and answer.text and answer.text not in standing.text:
        text = "\n".join(filter(None, (standing.text, answer.text)))
        await turn.tx.facts.set(_name(message), answer.text)
        if entry is not None:
            await revise(turn.tx, entry, text, turn.moment)
        elif kept is not None:
            await turn.tx.answers.remove_unplaced(kept.id)
            await refresh_answer(turn.tx, kept.source, turn.at)
            await turn.tx.answers.add_unplaced(
                replace(
                    kept,
                    id=0,
                    text=text,
                    attachments=tuple(
                        replace(one, id=0) for one in (*kept.attachments, *answer.attachments)
                    ),
                )
            )
    return entry is not None or kept is not None


async def revise_album(message: Message, turn: Turn, entry: ProgressEntry) -> str:
    """The entry's text after the caption of one of its pictures was edited; outside of an album the
    message's own words.
    """
    words, group = message.text or message.caption or "", message.media_group_id
    if group is None or entry.source is None:
        return words
    if message.message_id == entry.source.message_id:
        later = await turn.tx.facts.beginning(_prefix(message.chat.id, group))
        captions = [
            later[name] for name in sorted(later, key=lambda one: int(one.rpartition(":")[2]))
        ]
        return "\n".join(filter(None, (words, *captions)))
    before = await turn.tx.facts.get(_name(message))
    await turn.tx.facts.set(_name(message), words or None)
    if before and before in entry.text:
        return entry.text.replace(before, words, 1).strip("\n")
    return "\n".join(filter(None, (entry.text, words)))
