"""A file that was replaced or added by editing its message: the report gets the new one."""

from __future__ import annotations

from handlers.answering.confirming import fetch_attachments
from handlers.answering.edited_kept import with_new_files
from handlers.answering.large_files import tell_of_large
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.model import ProgressEntry


async def follow_files(turn: Turn, entry: ProgressEntry, answer: Answer) -> bool:
    """Whether the edited message brought another file, which stands in the old one's place now."""
    before = entry.attachments
    after = with_new_files(before, answer.attachments)
    if after == before:
        return False
    for number, file in enumerate(after):
        if number >= len(before):
            await turn.tx.answers.add_attachment(entry.id, file)
        elif file != before[number]:
            await turn.tx.answers.replace_attachment(before[number].id, file)
    await tell_of_large(turn, answer)
    await fetch_attachments(turn, await turn.tx.answers.get(entry.id))
    return True
