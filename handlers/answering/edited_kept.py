"""An answer that is kept until it has its item, after its message was edited: what is then placed
carries the new words and the new files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import Message

from handlers.answering.parts import number_of
from handlers.speaking.turn import Turn
from roadmap.answers.parts import message_of
from roadmap.model import Attachment
from roadmap.ports import Unplaced


async def kept_from(turn: Turn, message: Message) -> dict[int, Unplaced]:
    """The person's kept answers that came of a message, by the numbers of their lines; of any part
    of an album its one answer.
    """
    found = {
        number_of(one.source.message_id): one
        for one in await turn.tx.answers.unplaced_of(turn.me.id)
        if one.source.chat_id == turn.chat_id
        and message_of(one.source.message_id) == message.message_id
    }
    if not found and message.media_group_id is not None:
        kept = await turn.tx.answers.unplaced_by_media_group(turn.chat_id, message.media_group_id)
        if kept is not None and kept.person_id == turn.me.id:
            found = {0: kept}
    return found


def with_new_files(
    before: Sequence[Attachment], edited: Sequence[Attachment]
) -> tuple[Attachment, ...]:
    """The files of an answer after one of its messages was edited: another file of the same message
    takes the place of the old one, and what is new comes after the rest.
    """
    found = list(before)
    for file in edited:
        if any(one.unique_id == file.unique_id for one in found):
            continue
        place = next((n for n, one in enumerate(found) if one.message_id == file.message_id), None)
        if place is None:
            found.append(file)
        else:
            found[place] = replace(file, caption=found[place].caption)
    return tuple(found)
