"""Drafts of imports, files, the log, and single facts about the installation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from roadmap.model import LogLine, StoredFile
from roadmap.ports import Lease, StoredDraft
from storage.repository import KEY, Repository, add_new, values
from storage.tables import drafts, facts, files, leases, log

_ADD_DRAFT = insert(drafts).returning(drafts.c.id)
_DRAFT = select(drafts).where(drafts.c.id == KEY)
_UPDATE_DRAFT = update(drafts).where(drafts.c.id == KEY)
_DRAFTS = (
    select(drafts)
    .where(drafts.c.roadmap_id == KEY)
    .order_by(drafts.c.created_at.desc(), drafts.c.id.desc())
)
_REMOVE_DRAFT = delete(drafts).where(drafts.c.id == KEY)
_ADD_FILE = insert(files).returning(files.c.id)
_FILE = select(files).where(files.c.id == KEY)
_LOG = insert(log)
_LINES = (
    select(log.c.at, log.c.person_id, log.c.roadmap_id, log.c.what, log.c.about)
    .order_by(log.c.at.desc(), log.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_LINES_OF = _LINES.where(log.c.roadmap_id == KEY)
_FACT = select(facts.c.value).where(facts.c.name == KEY)
_FACTS = select(facts.c.name, facts.c.value).where(
    facts.c.name.startswith(bindparam("prefix"), autoescape=False)
)
_FORGET = delete(facts).where(facts.c.name == KEY)
_CHANGE = update(facts).where(facts.c.name == KEY)
_KNOW = insert(facts)
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


class SqlDesk(Repository):
    """See roadmap.ports.Desk."""

    async def add_draft(self, draft: StoredDraft) -> StoredDraft:
        return replace(draft, id=int(await self._value(_ADD_DRAFT, values(draft, drafts))))

    async def draft(self, draft_id: int) -> StoredDraft:
        return StoredDraft(*await self._one(_DRAFT, draft_id))

    async def update_draft(self, draft: StoredDraft) -> None:
        await self._run(_UPDATE_DRAFT, {"key": draft.id, **values(draft, drafts)})

    async def drafts(self, roadmap_id: int) -> list[StoredDraft]:
        return [StoredDraft(*row) for row in await self._rows(_DRAFTS, {"key": roadmap_id})]

    async def remove_draft(self, draft_id: int) -> None:
        await self._run(_REMOVE_DRAFT, {"key": draft_id})

    async def add_file(self, name: str, mime: str, content: bytes) -> int:
        row = {"name": name, "mime": mime, "content": content}
        return int(await self._value(_ADD_FILE, row))

    async def file(self, file_id: int) -> StoredFile:
        return StoredFile(*await self._one(_FILE, file_id))

    async def log(self, line: LogLine) -> None:
        await self._run(_LOG, values(line, log))

    async def log_lines(self, roadmap_id: int | None, limit: int, offset: int = 0) -> list[LogLine]:
        page = {"limit": limit, "start": offset}
        if roadmap_id is None:
            return [LogLine(*row) for row in await self._rows(_LINES, page)]
        return [LogLine(*row) for row in await self._rows(_LINES_OF, {**page, "key": roadmap_id})]

    async def fact(self, name: str) -> str | None:
        row = await self._first(_FACT, {"key": name})
        return None if row is None else row[0]

    async def facts(self, prefix: str) -> dict[str, str]:
        return {row[0]: row[1] for row in await self._rows(_FACTS, {"prefix": prefix})}

    async def set_fact(self, name: str, value: str | None) -> None:
        if value is None:
            await self._run(_FORGET, {"key": name})
        elif not await self._count(_CHANGE, {"key": name, "value": value}):
            await self._run(_KNOW, {"name": name, "value": value})

    async def lease(self, name: str) -> Lease | None:
        row = await self._first(_LEASE, {"key": name})
        return None if row is None else Lease(*row)

    async def take_lease(
        self, name: str, holder: str, until: datetime, over: Lease | None = None
    ) -> bool:
        if over is not None:
            await self._run(_END, {"key": name, "of": over.holder, "seen": over.until})
        if await self._first(_OFFER, {"name": name, "holder": holder, "until": until}):
            return True
        return bool(await self._count(_RENEW, {"key": name, "by": holder, "to": until}))

    async def drop_lease(self, name: str, holder: str) -> None:
        await self._run(_DROP, {"key": name, "by": holder})
