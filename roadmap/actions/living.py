"""Reminders that live: what was sent is changed as the things that it speaks of change."""

from __future__ import annotations

from datetime import datetime

from roadmap.actions.tasks import RefreshReminder, put_to_work
from roadmap.ports import Tx


async def refresh_reminders(tx: Tx, due_id: int, at: datetime) -> None:
    """Have the reminders of a due day that were sent show how it stands. A job for each message:
    what several changes do to it before its turn makes one change of it.
    """
    for message_id in await tx.reminders.shown_in(due_id):
        await put_to_work(tx, RefreshReminder(message_id), at)
