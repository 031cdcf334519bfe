"""Reminders that no longer hold by the time they would be sent."""

from __future__ import annotations

from roadmap.messages import Outgoing, Urgency
from roadmap.model import DueState
from roadmap.ports import Tx


async def is_stale(tx: Tx, message: Outgoing) -> bool:
    """Whether `message` reminds of nothing that is still open: it was closed, or left the document, meanwhile."""
    if message.urgency is not Urgency.REMINDER:
        return False
    reminders = await tx.reminders.of_message(message.id)
    if not reminders:
        return False
    views = await tx.roadmaps.views(sorted({reminder.due_id for reminder in reminders}))
    return all(view.due.state is not DueState.OPEN for view in views)
