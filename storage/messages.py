"""The outbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert, or_, select, union_all, update

from roadmap.model.messages import MessageState, Outgoing, Urgency
from storage.erasing import HANDED_FACTS, MADE_FILES
from storage.repository import KEY, Repository, literal, values
from storage.tables import WAITING, messages, reminders

_FIELDS = [column for column in messages.c if column.name not in ("id", "leased_until")]
# The record has its id after `holds_until`, among the fields that have a default.
_ORDER = [
    *(column for column in _FIELDS[: _FIELDS.index(messages.c.holds_until) + 1]),
    messages.c.id,
    *(column for column in _FIELDS[_FIELDS.index(messages.c.holds_until) + 1 :]),
]
_waiting = literal(WAITING)
_free = or_(
    messages.c.state.in_((MessageState.PLANNED, MessageState.UNKNOWN)),
    messages.c.leased_until <= bindparam("at"),
)
_may_go = or_(messages.c.not_before.is_(None), messages.c.not_before <= bindparam("at"))

_ADD = insert(messages).returning(messages.c.id)
_GET = select(*_ORDER).where(messages.c.id == KEY)
_NEXT = (
    select(messages.c.id)
    .where(_waiting, _free, _may_go, messages.c.urgency <= bindparam("up_to"))
    .order_by(messages.c.urgency, messages.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_NEXT_ELSEWHERE = _NEXT.where(messages.c.chat_id.not_in(bindparam("not_to", expanding=True)))
_CLAIM, _CLAIM_ELSEWHERE = (
    update(messages)
    .where(messages.c.id.in_(following))
    .values(state=MessageState.CLAIMED, leased_until=bindparam("until"))
    .returning(*_ORDER)
    for following in (_NEXT, _NEXT_ELSEWHERE)
)
_SENT = (
    update(messages)
    .where(messages.c.id == KEY)
    .values(
        state=MessageState.SENT,
        # An edit keeps the id of the message that it changed.
        telegram_id=func.coalesce(
            bindparam("as_id", type_=messages.c.telegram_id.type), messages.c.edits
        ),
        sent_at=bindparam("at"),
        reason="",
        leased_until=None,
        attempts=messages.c.attempts + 1,
    )
)
_NOT_SENT = (
    update(messages)
    .where(messages.c.id == KEY)
    .values(
        state=bindparam("as_state"),
        reason=bindparam("why"),
        not_before=bindparam("until"),
        leased_until=None,
        attempts=messages.c.attempts + 1,
    )
)
_RELEASE = (
    update(messages)
    .where(_waiting, messages.c.state == MessageState.CLAIMED)
    .values(state=MessageState.PLANNED, leased_until=None)
    .returning(messages.c.urgency, messages.c.id)
)
_outdated = and_(_waiting, messages.c.holds_until <= bindparam("at"))
_OUTDATED = select(messages.c.id).where(
    _waiting,
    or_(
        _outdated,
        and_(
            messages.c.urgency == Urgency.REMINDER,
            messages.c.state != MessageState.CLAIMED,
            messages.c.chat_id.in_(select(messages.c.chat_id).where(_outdated)),
        ),
    ),
)
_MOVE = (
    update(messages).where(_waiting, messages.c.chat_id == KEY).values(chat_id=bindparam("to_chat"))
)
_HAND = (
    update(messages)
    .where(_waiting, messages.c.chat_id == KEY, messages.c.edits.is_(None))
    .values(chat_id=bindparam("to_chat"), reply_to=None)
)
_DROP = (
    update(messages)
    .where(_waiting, messages.c.chat_id == KEY)
    .values(state=MessageState.DROPPED, reason=bindparam("why"), leased_until=None)
)
_SUPERSEDE = (
    update(messages)
    .where(
        _waiting,
        messages.c.chat_id == KEY,
        messages.c.edits == bindparam("as_id"),
        messages.c.urgency == Urgency.REFRESH,
        messages.c.state != MessageState.CLAIMED,
    )
    .values(state=MessageState.DROPPED, reason=bindparam("why"))
)
_REWORD = update(messages).where(messages.c.id == KEY, messages.c.state == MessageState.PLANNED)
_SHOWN = (
    select(*_ORDER)
    .where(messages.c.chat_id == KEY, messages.c.telegram_id == bindparam("as_id"))
    .order_by(messages.c.id.desc())
    .limit(1)
)
_CHANGING = (
    select(*_ORDER)
    .where(_waiting, messages.c.chat_id == KEY, messages.c.edits == bindparam("as_id"))
    .order_by(messages.c.id.desc())
    .limit(1)
)
_FOLLOWING = (
    select(
        messages.c.chat_id,
        func.coalesce(messages.c.telegram_id, messages.c.edits),
        messages.c.id,
    )
    .where(
        messages.c.follows.in_(bindparam("what", expanding=True)),
        or_(messages.c.sent_at >= bindparam("since"), _waiting),
    )
    .order_by(messages.c.id)
)
_COUNTS = select(messages.c.state, func.count()).group_by(messages.c.state)
_WAITING = select(func.count()).select_from(messages).where(_waiting, messages.c.urgency == KEY)
_since = union_all(
    select(func.min(messages.c.not_before).label("at")).where(_waiting),
    select(func.min(reminders.c.fire_at))
    .join(messages, messages.c.id == reminders.c.message_id)
    .where(literal(WAITING.replace("state", "messages.state"))),
).subquery()
_OLDEST = select(func.min(_since.c.at))


class SqlMessages(Repository):
    """See roadmap.ports.Messages. `attempts` counts the recorded ones, not a claim in hand."""

    async def add(self, message: Outgoing) -> Outgoing:
        row = values(message, messages, without=("id", "leased_until"))
        return replace(message, id=int(await self._value(_ADD, row)))

    async def get(self, message_id: int) -> Outgoing:
        return Outgoing(*await self._one(_GET, message_id))

    async def claim(
        self,
        at: datetime,
        until: datetime,
        limit: int,
        urgency_up_to: int = 3,
        not_to: Collection[int] = (),
    ) -> list[Outgoing]:
        given = {"at": at, "until": until, "limit": limit, "up_to": urgency_up_to}
        statement, given = (
            (_CLAIM_ELSEWHERE, {**given, "not_to": list(not_to)}) if not_to else (_CLAIM, given)
        )
        return sorted((Outgoing(*row) for row in await self._rows(statement, given)), key=_turn)

    async def sent(self, message_id: int, telegram_id: int | None, at: datetime) -> None:
        await self._run(_SENT, {"key": message_id, "as_id": telegram_id, "at": at})

    async def not_sent(
        self, message_id: int, state: MessageState, reason: str, not_before: datetime | None = None
    ) -> None:
        await self._run(
            _NOT_SENT, {"key": message_id, "as_state": state, "why": reason, "until": not_before}
        )

    async def reword(self, message: Outgoing) -> None:
        new = {"text": message.text, "buttons": message.buttons, "about": message.about}
        await self._run(_REWORD, {"key": message.id, **new})

    async def outdated(self, at: datetime) -> list[int]:
        return [row[0] for row in await self._rows(_OUTDATED, {"at": at})]

    async def release_claims(self) -> list[int]:
        return [row[1] for row in sorted(await self._rows(_RELEASE), key=tuple)]

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        """Of what is still to be said; what was said keeps the chat that its ids belong to."""
        await self._run(_MOVE, {"key": old_chat_id, "to_chat": new_chat_id})

    async def hand_to(self, old_chat_id: int, new_chat_id: int) -> None:
        await self._run(_HAND, {"key": old_chat_id, "to_chat": new_chat_id})
        await self.drop_for(old_chat_id, "another account")

    async def drop_for(self, chat_id: int, reason: str) -> int:
        return await self._count(_DROP, {"key": chat_id, "why": reason})

    async def supersede(self, chat_id: int, edits: int, reason: str) -> int:
        return await self._count(_SUPERSEDE, {"key": chat_id, "as_id": edits, "why": reason})

    async def drop_files(self) -> int:
        dropped = await self._count(MADE_FILES)
        await self._run(HANDED_FACTS)
        return dropped

    async def shown(self, chat_id: int, telegram_id: int) -> Outgoing | None:
        row = await self._first(_SHOWN, {"key": chat_id, "as_id": telegram_id})
        return None if row is None else Outgoing(*row)

    async def standing(self, chat_id: int, telegram_id: int) -> Outgoing | None:
        row = await self._first(_CHANGING, {"key": chat_id, "as_id": telegram_id})
        shown = await self.shown(chat_id, telegram_id)
        if row is None or (shown is not None and shown.id > row[_ORDER.index(messages.c.id)]):
            return shown
        return Outgoing(*row)

    async def following(self, what: Collection[str], since: datetime) -> list[int]:
        newest: dict[tuple[int, int | None, int], int] = {}
        for chat_id, telegram_id, message_id in await self._rows(
            _FOLLOWING, {"what": list(what), "since": since}
        ):
            newest[(chat_id, telegram_id, 0 if telegram_id else message_id)] = message_id
        return sorted(newest.values())

    async def counts(self) -> Mapping[MessageState, int]:
        return {row[0]: row[1] for row in await self._rows(_COUNTS)}

    async def waiting(self, urgency: int) -> int:
        return int(await self._value(_WAITING, {"key": urgency}))

    async def oldest_waiting(self) -> datetime | None:
        """The earliest instant (UTC) for which something unsent was planned; None without one."""
        found: datetime | None = await self._value(_OLDEST)
        return found


def _turn(message: Outgoing) -> tuple[int, int]:
    return message.urgency, message.id
