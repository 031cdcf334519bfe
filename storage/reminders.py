"""The schedule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select, update

from roadmap.model import DueState, Reminder, ReminderState
from roadmap.model.messages import MessageState
from roadmap.ports import DueView
from storage.repository import IDS, KEY, Repository, add_new, literal, values
from storage.tables import (
    PLANNED,
    WAITING,
    dues,
    entries,
    items,
    messages,
    points,
    reminders,
    roadmaps,
    shares,
)
from storage.views import VIEW_COLUMNS, view_of

_planned = literal(PLANNED)
_due = reminders.c.fire_at <= bindparam("at")

_OF_DUES = select(reminders).where(reminders.c.due_id.in_(IDS))
_with_message = reminders.outerjoin(messages, messages.c.id == reminders.c.message_id)
_of_roadmap = (
    _with_message.join(dues, dues.c.id == reminders.c.due_id)
    .join(points, points.c.id == dues.c.point_id)
    .join(items, items.c.id == points.c.item_id)
)
# A queued reminder without a message had one that was sent: only those are forgotten in time
# (storage/retention.py), and the hour for which it was planned stands for theirs.
_sent = and_(
    reminders.c.state == ReminderState.QUEUED,
    or_(reminders.c.message_id.is_(None), messages.c.state == MessageState.SENT),
)
_sent_at = func.coalesce(messages.c.sent_at, reminders.c.fire_at)
_FIRST_SENT = (
    select(reminders.c.due_id, func.min(_sent_at))
    .select_from(_of_roadmap)
    .where(items.c.roadmap_id == KEY, _sent)
    .group_by(reminders.c.due_id)
)
_SENT_TO = (
    select(reminders.c.person_id, _sent_at)
    .distinct()
    .select_from(_of_roadmap)
    .where(items.c.roadmap_id == KEY, _sent)
)
_SENT_OF = select(_sent_at).select_from(_with_message).where(reminders.c.due_id.in_(IDS), _sent)
_OF_PERSON = (
    select(reminders)
    .where(reminders.c.person_id == KEY, reminders.c.state.in_(bindparam("states", expanding=True)))
    .order_by(reminders.c.fire_at, reminders.c.id)
)
_ADD = add_new(reminders).returning(reminders.c.id)
_SET_STATE = update(reminders).where(reminders.c.id.in_(IDS)).values(state=bindparam("as_state"))
_CANCEL_WAITING = (
    update(reminders)
    .where(
        reminders.c.due_id.in_(IDS),
        reminders.c.state.in_((ReminderState.PLANNED, ReminderState.HELD)),
    )
    .values(state=ReminderState.CANCELLED)
)
_MOVE = update(reminders).where(reminders.c.id == KEY).values(fire_at=bindparam("at"))
# Only the earliest few choose the people; both steps go by an index, whatever the length of the
# table. On PostgreSQL each step passes over what another process is claiming.
_people = (
    select(reminders.c.person_id)
    .where(_planned, _due)
    .order_by(reminders.c.fire_at, reminders.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("earliest")
)
_theirs = (
    select(reminders.c.id)
    .where(_planned, _due, reminders.c.person_id.in_(select(_people.c.person_id)))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(reminders)
    .where(reminders.c.id.in_(_theirs))
    .values(state=ReminderState.QUEUED)
    .returning(*reminders.c)
)
_QUEUED_AS = (
    update(reminders)
    .where(reminders.c.id.in_(IDS))
    .values(message_id=bindparam("as_message"), state=ReminderState.QUEUED)
)
_TAKE_BACK = (
    update(reminders)
    .where(reminders.c.message_id.in_(IDS), reminders.c.state == ReminderState.QUEUED)
    .values(state=ReminderState.PLANNED, message_id=None)
    .returning(reminders.c.due_id)
)
_DROP_MESSAGES = (
    update(messages)
    .where(literal(WAITING), messages.c.id.in_(IDS))
    .values(state=MessageState.DROPPED, reason=bindparam("why"), leased_until=None)
)
_OF_MESSAGE = (
    select(reminders)
    .where(reminders.c.message_id == KEY)
    .order_by(reminders.c.fire_at, reminders.c.id)
)
#: A reminder older than these is not looked at again.
_LAST_FEW = 3
#: What waits unclaimed is looked at before it goes (bot/delivery/outdated_messages.py).
_GONE_OUT = (MessageState.SENT, MessageState.CLAIMED, MessageState.UNKNOWN)
_shown = (
    select(
        reminders.c.message_id,
        func.row_number()
        .over(partition_by=reminders.c.person_id, order_by=reminders.c.message_id.desc())
        .label("place"),
    )
    .join(messages, messages.c.id == reminders.c.message_id)
    .where(reminders.c.due_id == KEY, messages.c.state.in_(_GONE_OUT))
    .subquery("shown")
)
_SHOWN_IN = (
    select(_shown.c.message_id).where(_shown.c.place <= _LAST_FEW).order_by(_shown.c.message_id)
)
_SHOWN_OF = (
    select(reminders.c.message_id)
    .distinct()
    .join(messages, messages.c.id == reminders.c.message_id)
    .join(dues, dues.c.id == reminders.c.due_id)
    .join(points, points.c.id == dues.c.point_id)
    .join(items, items.c.id == points.c.item_id)
    .where(
        items.c.roadmap_id == KEY,
        messages.c.state.in_(_GONE_OUT),
        or_(messages.c.sent_at.is_(None), messages.c.sent_at >= bindparam("since")),
    )
    .order_by(reminders.c.message_id)
)
_DUE = select(func.count()).select_from(reminders).where(_planned, _due)
_NEXT = (
    select(reminders.c.fire_at)
    .where(_planned)
    .order_by(reminders.c.fire_at, reminders.c.id)
    .limit(1)
)
_HOLD = (
    update(reminders)
    .where(_planned, reminders.c.fire_at < bindparam("at"))
    .values(state=ReminderState.HELD)
)
# What stood in the outbox was due too; the reason tells its reminders from those whose messages
# were dropped before.
_RESTORED = "held after a restore"
_EMPTY_OUTBOX = (
    update(messages)
    .where(
        literal(WAITING),
        messages.c.id.in_(
            select(reminders.c.message_id).where(reminders.c.state == ReminderState.QUEUED)
        ),
    )
    .values(state=MessageState.DROPPED, reason=_RESTORED, leased_until=None)
)
_HOLD_QUEUED = (
    update(reminders)
    .where(
        reminders.c.state == ReminderState.QUEUED,
        reminders.c.message_id.in_(select(messages.c.id).where(messages.c.reason == _RESTORED)),
    )
    .values(state=ReminderState.HELD, message_id=None)
)
_HELD = (
    select(reminders)
    .where(reminders.c.state == ReminderState.HELD)
    .order_by(reminders.c.fire_at, reminders.c.id)
)
_last_sent = (
    select(reminders.c.due_id, func.max(messages.c.sent_at).label("sent_at"))
    .join(messages, messages.c.id == reminders.c.message_id)
    .where(
        reminders.c.person_id == KEY,
        reminders.c.state == ReminderState.QUEUED,
        messages.c.state == MessageState.SENT,
    )
    .group_by(reminders.c.due_id)
    .subquery("last_sent")
)
_answered = exists().where(
    entries.c.person_id == KEY,
    entries.c.item_id == items.c.id,
    # An answer to the item as a whole speaks of every point of it.
    or_(entries.c.point_id == points.c.id, entries.c.point_id.is_(None)),
    entries.c.withdrawn_at.is_(None),
    entries.c.at >= _last_sent.c.sent_at,
)
_shared = exists().where(
    items.c.each_answers, shares.c.due_id == dues.c.id, shares.c.person_id == KEY
)
_WAITING = (
    select(*VIEW_COLUMNS)
    .select_from(
        _last_sent.join(dues, and_(dues.c.id == _last_sent.c.due_id, dues.c.state == DueState.OPEN))
        .join(points, points.c.id == dues.c.point_id)
        .join(items, items.c.id == points.c.item_id)
        .join(roadmaps, roadmaps.c.id == items.c.roadmap_id)
    )
    .where(~_answered, ~_shared, roadmaps.c.archived_at.is_(None))
    .order_by(_last_sent.c.sent_at.desc(), dues.c.day, items.c.position, points.c.position)
)


class SqlReminders(Repository):
    """See roadmap.ports.Reminders."""

    async def of_dues(self, due_ids: Sequence[int]) -> list[Reminder]:
        return sorted(
            (Reminder(*row) for row in await self._of_many(_OF_DUES, due_ids)), key=_by_instant
        )

    async def first_sent(self, roadmap_id: int) -> dict[int, datetime]:
        return {row[0]: row[1] for row in await self._rows(_FIRST_SENT, {"key": roadmap_id})}

    async def sent_to(self, roadmap_id: int) -> list[tuple[int, datetime]]:
        return [
            (person_id, at) for person_id, at in await self._rows(_SENT_TO, {"key": roadmap_id})
        ]

    async def sent_of(self, due_ids: Sequence[int]) -> list[datetime]:
        return sorted({row[0] for row in await self._of_many(_SENT_OF, due_ids)})

    async def of_person(self, person_id: int, states: Iterable[ReminderState]) -> list[Reminder]:
        given = {"key": person_id, "states": list(states)}
        return [Reminder(*row) for row in await self._rows(_OF_PERSON, given)]

    async def add(self, planned: Sequence[Reminder]) -> int:
        return len(await self._run_all(_ADD, [values(one, reminders) for one in planned]))

    async def set_state(self, reminder_ids: Sequence[int], state: ReminderState) -> None:
        await self._for_many(_SET_STATE, reminder_ids, {"as_state": state})

    async def cancel_waiting(self, due_ids: Sequence[int]) -> None:
        await self._for_many(_CANCEL_WAITING, due_ids)

    async def move(self, reminder_id: int, fire_at: datetime) -> None:
        await self._run(_MOVE, {"key": reminder_id, "at": fire_at})

    async def claim(self, at: datetime, limit: int) -> list[Reminder]:
        claimed = [Reminder(*row) for row in await self._rows(_CLAIM, {"at": at, "limit": limit})]
        return sorted(claimed, key=_by_person)

    async def queued_as(self, reminder_ids: Sequence[int], message_id: int) -> None:
        await self._for_many(_QUEUED_AS, reminder_ids, {"as_message": message_id})

    async def take_back(self, message_ids: Sequence[int], reason: str) -> list[int]:
        await self._for_many(_DROP_MESSAGES, message_ids, {"why": reason})
        return [row[0] for row in await self._of_many(_TAKE_BACK, message_ids)]

    async def of_message(self, message_id: int) -> list[Reminder]:
        return [Reminder(*row) for row in await self._rows(_OF_MESSAGE, {"key": message_id})]

    async def shown_in(self, due_id: int) -> list[int]:
        return [row[0] for row in await self._rows(_SHOWN_IN, {"key": due_id})]

    async def shown_of(self, roadmap_id: int, since: datetime) -> list[int]:
        given = {"key": roadmap_id, "since": since}
        return [row[0] for row in await self._rows(_SHOWN_OF, given)]

    async def next_instant(self) -> datetime | None:
        row = await self._first(_NEXT)
        return None if row is None else row[0]

    async def due(self, at: datetime) -> int:
        return int(await self._value(_DUE, {"at": at}))

    async def waiting_of(self, person_id: int) -> list[DueView]:
        return [view_of(row) for row in await self._rows(_WAITING, {"key": person_id})]

    async def hold_before(self, at: datetime) -> int:
        await self._run(_EMPTY_OUTBOX)
        return await self._count(_HOLD_QUEUED) + await self._count(_HOLD, {"at": at})

    async def held(self) -> list[Reminder]:
        return [Reminder(*row) for row in await self._rows(_HELD)]


def _by_instant(reminder: Reminder) -> tuple[Any, ...]:
    return reminder.fire_at, reminder.id


def _by_person(reminder: Reminder) -> tuple[Any, ...]:
    return reminder.person_id, reminder.fire_at, reminder.id
