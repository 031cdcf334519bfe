"""Slow work waiting to be done, in rounds: each chat has one job in a round, so that a hundred
files asked for in one chat delay a colleague's report by one of them. A chat new to the queue joins
the round that is under way.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Text, bindparam, delete, func, insert, not_, or_, select, update
from sqlalchemy.sql.elements import BindParameter

from roadmap.model.messages import Job
from roadmap.ports import Json
from storage.repository import KEY, Repository
from storage.tables import jobs

_CHAT: BindParameter[Any] = bindparam("chat")
_ONLY: BindParameter[Any] = bindparam("only", type_=Text)
_AT_DESK: BindParameter[Any] = bindparam("at_desk", type_=Boolean)
_WAITING = jobs.c.leased_until.is_(None)
_ROUND = func.coalesce(
    select(func.max(jobs.c.round) + 1).where(jobs.c.chat_id == _CHAT).scalar_subquery(),
    select(func.min(jobs.c.round)).where(_WAITING).scalar_subquery(),
    select(func.max(jobs.c.round)).scalar_subquery(),
    0,
)
_ADD = insert(jobs).values(round=_ROUND, chat_id=_CHAT).returning(jobs.c.id)
_SAME = select(jobs.c.id, jobs.c.payload).where(
    jobs.c.kind == bindparam("kind"), jobs.c.chat_id == _CHAT, _WAITING
)
_NEXT = (
    select(jobs.c.id)
    .where(
        or_(jobs.c.leased_until.is_(None), jobs.c.leased_until <= bindparam("at")),
        or_(_ONLY == "", jobs.c.kind == _ONLY),
        jobs.c.kind != bindparam("without", type_=Text),
        or_(not_(_AT_DESK), jobs.c.chat_id < 0),
    )
    .order_by(jobs.c.round, jobs.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(jobs)
    .where(jobs.c.id.in_(_NEXT))
    .values(leased_until=bindparam("until"), attempts=jobs.c.attempts + 1)
    .returning(jobs.c.id, jobs.c.kind, jobs.c.payload, jobs.c.attempts, jobs.c.asked_at)
)
_OF_KIND = (
    select(jobs.c.id, jobs.c.kind, jobs.c.payload, jobs.c.attempts, jobs.c.asked_at)
    .where(jobs.c.kind == KEY)
    .order_by(jobs.c.id)
)
_PUT_OFF = update(jobs).where(jobs.c.id == KEY).values(leased_until=bindparam("until"))
_DONE = delete(jobs).where(jobs.c.id == KEY)
_RELEASE = update(jobs).values(leased_until=None)


class SqlJobs(Repository):
    """See roadmap.ports.Jobs. `attempts` counts the claims, this one included."""

    async def add(self, kind: str, payload: Json, at: datetime) -> int:
        # Who asks from a page has no chat: each has turns of their own, as a chat has.
        chat = int(str(payload.get("chat_id") or 0)) or -int(str(payload.get("person_id") or 0))
        for job_id, waiting in await self._rows(_SAME, {"kind": kind, "chat": chat}):
            if waiting == payload:
                return int(job_id)
        row = {"kind": kind, "payload": payload, "attempts": 0, "asked_at": at, "chat": chat}
        return int(await self._value(_ADD, row))

    async def claim(
        self,
        at: datetime,
        until: datetime,
        *,
        only: str = "",
        without: str = "",
        at_desk: bool = False,
    ) -> Job | None:
        given = {"at": at, "until": until, "only": only, "without": without, "at_desk": at_desk}
        row = await self._first(_CLAIM, given)
        return None if row is None else Job(*row)

    async def of_kind(self, kind: str) -> list[Job]:
        return [Job(*row) for row in await self._rows(_OF_KIND, {"key": kind})]

    async def put_off(self, job_id: int, until: datetime) -> None:
        await self._run(_PUT_OFF, {"key": job_id, "until": until})

    async def done(self, job_id: int) -> None:
        await self._run(_DONE, {"key": job_id})

    async def release_claims(self) -> None:
        await self._run(_RELEASE)
