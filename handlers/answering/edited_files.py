"""A file that was replaced or added by editing its message: the report gets the new one."""

from __future__ import annotations

from handlers.answering.confirming import fetch_attachments
from handlers.answering.large_files import tell_of_large
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.model import ProgressEntry


async def follow_files(turn: Turn, entry: ProgressEntry, answer: Answer) -> bool:
    """Whether the edited message brought another file, which stands in the old one's place now."""
    known = {one.unique_id for one in entry.attachments}
    changed = False
    for file in answer.attachments:
        if file.unique_id in known:
            continue
        old = next((one for one in entry.attachments if one.message_id == file.message_id), None)
        if old is None:
            await turn.tx.answers.add_attachment(entry.id, file)
        else:
            await turn.tx.answers.replace_attachment(old.id, file)
        changed = True
    if changed:
        await tell_of_large(turn, answer)
        await fetch_attachments(turn, await turn.tx.answers.get(entry.id))
    return changed
