"""Messages that no longer hold by the time they would be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from roadmap.actions.planning import Rules, cancel_archived, replan
from roadmap.errors import NotFound
from roadmap.model import DueState
from roadmap.model.messages import Outgoing, Urgency
from roadmap.model.policy import Office
from roadmap.ports import Store, Tx


async def is_stale(tx: Tx, message: Outgoing) -> bool:
    """Whether `message` reminds of what is no longer open, no longer in the document, or in the
    archive; of a change of what was said before, whether a later one has been made.
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
    if len(views) < len(due_ids) or any(view.due.state is not DueState.OPEN for view in views):
        return True
    roadmap_ids = {view.item.roadmap_id for view in views}
    for one in message.about:
        if one.due_id is None:
            with suppress(NotFound):  # an edition has dropped the item
                roadmap_ids.add((await tx.roadmaps.item(one.item_id)).roadmap_id)
    for roadmap_id in roadmap_ids:
        if (await tx.roadmaps.get(roadmap_id)).archived_at is not None:
            return True
    return False


async def withdraw(tx: Tx, message: Outgoing) -> None:
    """Take a stale message out of the outbox; what its reminders have still to say is planned, to
    be composed anew.
    """
    due_ids = await tx.reminders.take_back([message.id], "closed meanwhile")
    await cancel_archived(tx, await tx.roadmaps.views(due_ids))


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
