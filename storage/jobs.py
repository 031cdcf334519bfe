"""Slow work waiting to be done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select, update

from roadmap.messages import Job
from roadmap.ports import Json
from storage.repository import KEY, Repository
from storage.tables import jobs

_ADD = insert(jobs).returning(jobs.c.id)
_NEXT = (
    select(jobs.c.id)
    .where(or_(jobs.c.leased_until.is_(None), jobs.c.leased_until <= bindparam("at")))
    .order_by(jobs.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(jobs)
    .where(jobs.c.id.in_(_NEXT))
    .values(leased_until=bindparam("until"), attempts=jobs.c.attempts + 1)
    .returning(jobs.c.id, jobs.c.kind, jobs.c.payload, jobs.c.attempts)
)
_DONE = delete(jobs).where(jobs.c.id == KEY)
_RELEASE = update(jobs).values(leased_until=None)


class SqlJobs(Repository):
    """See roadmap.ports.Jobs. `attempts` counts the claims, this one included."""

    async def add(self, kind: str, payload: Json, at: datetime) -> int:
        row = {"kind": kind, "payload": payload, "attempts": 0, "asked_at": at}
        return int(await self._value(_ADD, row))

    async def claim(self, at: datetime, until: datetime) -> Job | None:
        row = await self._first(_CLAIM, {"at": at, "until": until})
        return None if row is None else Job(*row)

    async def done(self, job_id: int) -> None:
        await self._run(_DONE, {"key": job_id})

    async def release_claims(self) -> None:
        await self._run(_RELEASE)
