"""Albums: pictures that come one by one and are one answer; each may have a caption."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import Message

from handlers.answering.confirming import fetch_attachments
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, revise
from roadmap.model import Attachment, ProgressEntry
from roadmap.ports import Unplaced


async def joins_album(message: Message, turn: Turn, answer: Answer) -> bool:
    """The later pictures of an album join the first one's entry, without a confirmation."""
    group = message.media_group_id
    if group is None:
        return False
    entry = await turn.tx.answers.by_media_group(turn.chat_id, group)
    kept = None if entry else await turn.tx.answers.unplaced_by_media_group(turn.chat_id, group)
    standing = entry or kept
    known = {one.unique_id for one in standing.attachments} if standing else set()
    # What stands in the text already is not said twice.
    adds = standing is not None and answer.text not in standing.text
    for attachment in answer.attachments:
        if attachment.unique_id in known:
            continue
        attachment = replace(attachment, caption=answer.text if adds else "")
        if entry is not None:
            await turn.tx.answers.add_attachment(entry.id, attachment)
            await fetch_attachments(turn, entry)
        elif kept is not None:
            await turn.tx.answers.add_unplaced_attachment(kept.id, attachment)
    if standing is not None and adds:
        text = "\n".join(filter(None, (standing.text, answer.text)))
        if entry is not None:
            await revise(turn.tx, entry, text, turn.moment)
        elif kept is not None:
            await turn.tx.answers.reword_unplaced(kept.id, text)
    return entry is not None or kept is not None


def edited_album(
    message: Message, standing: ProgressEntry | Unplaced
) -> tuple[str, tuple[Attachment, ...]]:
    """The text of an entry or a kept answer, and its files with their captions, after the caption
    of one of its pictures was edited; outside of an album the message's own words.
    """
    words, files = message.text or message.caption or "", standing.attachments
    if message.media_group_id is None or standing.source is None:
        return words, files
    if message.message_id == standing.source.message_id:
        in_order = sorted(files, key=lambda one: one.message_id or 0)
        return "\n".join(filter(None, (words, *(one.caption for one in in_order)))), files
    before = next((one.caption for one in files if one.message_id == message.message_id), "")
    if not before and words in standing.text:
        return standing.text, files
    captioned = tuple(
        replace(one, caption=words) if one.message_id == message.message_id else one
        for one in files
    )
    if before and before in standing.text:
        return standing.text.replace(before, words, 1).strip("\n"), captioned
    return "\n".join(filter(None, (standing.text, words))), captioned
