"""Messages that no longer hold by the time they would be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime

from roadmap.actions.planning import Rules, replan
from roadmap.model import DueState
from roadmap.model.messages import Outgoing, Urgency
from roadmap.model.policy import Office
from roadmap.ports import Store, Tx


async def is_stale(tx: Tx, message: Outgoing) -> bool:
    """Whether `message` reminds of what is no longer open, or no longer in the document; of a
    change of what was said before, whether a later one has been made.
    """
    if message.edits is not None:
        shown = await tx.messages.shown(message.chat_id, message.edits)
        return shown is not None and shown.id > message.id
    if message.urgency is not Urgency.REMINDER:
        return False
    await asyncio.sleep(
        0
    )  # quick statements do not wait, and a batch of messages would keep others from their turn
    # A part of a long reminder, and a request for what a half-year lacks, have no reminders.
    due_ids = {one.due_id for one in await tx.reminders.of_message(message.id)}
    due_ids |= {one.due_id for one in message.about if one.due_id is not None}
    views = await tx.roadmaps.views(sorted(due_ids))
    return len(views) < len(due_ids) or any(view.due.state is not DueState.OPEN for view in views)


async def take_back(
    store: Store, at: datetime, office: Office, on_their_way: Collection[int]
) -> int:
    """Withdraw from the outbox what was composed for a day that has passed at `at` (UTC), but for
    the messages that are being sent; how many. What their reminders have still to say is planned,
    to be composed anew.
    """
    async with store.read() as tx:
        if not await tx.messages.outdated(at):
            return 0
    async with store.begin() as tx:
        outdated = [one for one in await tx.messages.outdated(at) if one not in on_their_way]
        due_ids = await tx.reminders.take_back(outdated, "its day has passed")
        views = await tx.roadmaps.views(due_ids)
        await replan(tx, views, Rules(office.policy, office.calendar, at))
    return len(outdated)
