"""Forgetting who said what once a roadmap has long ended; what was done stays."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam, delete, select, update

from storage.running import Running
from storage.tables import (
    assignments,
    attachments,
    body_assignments,
    dues,
    entries,
    items,
    log,
    messages,
    points,
    roadmaps,
    shares,
)

_ENDED = (
    select(items.c.id)
    .join(roadmaps, roadmaps.c.id == items.c.roadmap_id)
    .where(roadmaps.c.period_end < bindparam("ended"))
)
_AUTHORS = (
    update(entries)
    .where(entries.c.item_id.in_(_ENDED), entries.c.person_id.is_not(None))
    .values(person_id=None, chat_id=None, message_id=None)
)
_UNCONFIRMED = (
    update(attachments)
    .where(
        attachments.c.entry_id.in_(select(entries.c.id).where(entries.c.item_id.in_(_ENDED))),
        attachments.c.heard.is_not(None),
    )
    .values(heard=None)
)
_ASSIGNED = delete(assignments).where(assignments.c.item_id.in_(_ENDED))
_BODIES_ASSIGNED = delete(body_assignments).where(body_assignments.c.item_id.in_(_ENDED))
_SHARES = delete(shares).where(
    shares.c.due_id.in_(
        select(dues.c.id)
        .join(points, points.c.id == dues.c.point_id)
        .where(points.c.item_id.in_(_ENDED))
    )
)
_LOGGED = delete(log).where(log.c.at < bindparam("before"))
_SAID = delete(messages).where(messages.c.sent_at < bindparam("before"))


async def forget(running: Running, before: datetime, ended: date) -> None:
    """In the running transaction: entries of roadmaps that ended before `ended` lose their author,
    their items those who answered for them; lines of the log and sent messages from before the
    instant `before` go.
    """
    for statement in (_AUTHORS, _UNCONFIRMED, _ASSIGNED, _BODIES_ASSIGNED, _SHARES):
        await running.execute(statement, {"ended": ended})
    for statement in (_LOGGED, _SAID):
        await running.execute(statement, {"before": before})
