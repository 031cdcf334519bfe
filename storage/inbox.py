"""Updates, stored before they are confirmed to Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from roadmap.model.messages import InboxRow
from roadmap.ports import Quarantined
from storage.repository import IDS, KEY, Repository, add_new, literal
from storage.tables import NEW, inbox

_STORE = add_new(inbox).returning(inbox.c.id)
_NEXT = (
    select(inbox.c.update_id, inbox.c.raw, inbox.c.received_at, inbox.c.attempts, inbox.c.error)
    .where(literal(NEW))
    .order_by(inbox.c.id)
    .limit(bindparam("limit"))
)
_HANDLED = (
    update(inbox)
    .where(inbox.c.update_id.in_(IDS))
    .values(state="handled", handled_at=bindparam("at"))
)
_QUARANTINE = (
    update(inbox)
    .where(inbox.c.update_id == KEY)
    .values(state="quarantined", error=bindparam("why"), attempts=inbox.c.attempts + 1)
)
_QUARANTINED = (
    select(inbox.c.update_id, inbox.c.raw, inbox.c.error, inbox.c.received_at)
    .where(inbox.c.state == "quarantined")
    .order_by(inbox.c.id)
)
_RETRY = (
    update(inbox)
    .where(inbox.c.update_id == KEY, inbox.c.state == "quarantined")
    .values(state="new")
)
_DEPTH = select(func.count()).select_from(inbox).where(literal(NEW))
_PRUNE = delete(inbox).where(inbox.c.state == "handled", inbox.c.received_at < bindparam("before"))


class SqlInbox(Repository):
    """See roadmap.ports.Inbox."""

    async def store(self, updates: Sequence[tuple[int, str]], at: datetime) -> int:
        fresh = {"received_at": at, "attempts": 0, "error": "", "state": "new"}
        rows = [
            {"update_id": update_id, "raw": raw, **fresh}
            for update_id, raw in dict(updates).items()
        ]
        return len(await self._run_all(_STORE, rows))

    async def next(self, limit: int) -> list[InboxRow]:
        return [InboxRow(*row) for row in await self._rows(_NEXT, {"limit": limit})]

    async def handled(self, update_ids: Sequence[int], at: datetime) -> None:
        await self._for_many(_HANDLED, update_ids, {"at": at})

    async def quarantine(self, update_id: int, error: str) -> None:
        await self._run(_QUARANTINE, {"key": update_id, "why": error})

    async def quarantined(self) -> list[Quarantined]:
        return [Quarantined(*row) for row in await self._rows(_QUARANTINED)]

    async def retry(self, update_id: int) -> bool:
        return bool(await self._count(_RETRY, {"key": update_id}))

    async def depth(self) -> int:
        return int(await self._value(_DEPTH))

    async def prune(self, before: datetime) -> int:
        return await self._count(_PRUNE, {"before": before})
