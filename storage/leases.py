"""Leases: who may do what only one program may do at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from roadmap.ports import Lease
from storage.repository import KEY, Repository, add_new
from storage.tables import leases

_OFFER = add_new(leases).returning(leases.c.name)
_LEASE = select(leases.c.holder, leases.c.until).where(leases.c.name == KEY)
_RENEW = (
    update(leases)
    .where(leases.c.name == KEY, leases.c.holder == bindparam("by"))
    .values(until=bindparam("to"))
)
# Not an update: on PostgreSQL only a deletion waits for the transactions that hold the row by its
# key (see SqlStore).
_END = delete(leases).where(
    leases.c.name == KEY, leases.c.holder == bindparam("of"), leases.c.until == bindparam("seen")
)
_DROP = delete(leases).where(leases.c.name == KEY, leases.c.holder == bindparam("by"))


class SqlLeases(Repository):
    """See roadmap.ports.Leases."""

    async def get(self, name: str) -> Lease | None:
        row = await self._first(_LEASE, {"key": name})
        return None if row is None else Lease(*row)

    async def take(
        self, name: str, holder: str, until: datetime, over: Lease | None = None
    ) -> bool:
        if over is not None:
            await self._running.end_still()
            await self._run(_END, {"key": name, "of": over.holder, "seen": over.until})
        if await self._first(_OFFER, {"name": name, "holder": holder, "until": until}):
            return True
        return bool(await self._count(_RENEW, {"key": name, "by": holder, "to": until}))

    async def drop(self, name: str, holder: str) -> None:
        await self._run(_DROP, {"key": name, "by": holder})
