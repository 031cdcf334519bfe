"""Having a voice message written down, and finding it again, wherever its answer is by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from roadmap.actions.tasks import Asker, WriteDown, put_to_work
from roadmap.answers.heard import is_spoken, unconfirmed
from roadmap.model import Attachment, ProgressEntry
from roadmap.ports import Tx, Unplaced


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice message and the answer that holds it now: it may have been moved, joined to another
    or given its item since.
    """

    answer: ProgressEntry | Unplaced
    file: Attachment

    @property
    def withdrawn(self) -> bool:
        """Whether the answer no longer counts."""
        return isinstance(self.answer, ProgressEntry) and self.answer.withdrawn_at is not None

    @property
    def words(self) -> str:
        """The words that wait for the author's confirmation; empty where none do."""
        return unconfirmed(self.file, self.answer.text)


async def spoken_in(tx: Tx, chat_id: int, message_id: int) -> Spoken | None:
    """The voice of this message; None where no answer holds it."""
    answer: ProgressEntry | Unplaced | None = await tx.answers.with_file_of(chat_id, message_id)
    if answer is None or (isinstance(answer, ProgressEntry) and answer.withdrawn_at is not None):
        answer = await tx.answers.unplaced_with_file_of(chat_id, message_id) or answer
    if answer is None:
        return None
    file = next(one for one in answer.attachments if one.message_id == message_id)
    return Spoken(answer, file)


async def have_written_down(tx: Tx, answer: ProgressEntry | Unplaced, at: datetime) -> None:
    """Order what was not tried yet of an answer's voices to be written down, where its author is
    known.
    """
    if answer.person_id is None or answer.source is None:
        return
    for file in answer.attachments:
        if file.message_id is not None and is_spoken(file) and file.heard is None:
            asker = Asker(chat_id=answer.source.chat_id)
            await put_to_work(tx, WriteDown(file.message_id), at, asker)
