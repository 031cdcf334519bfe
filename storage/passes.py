"""Links and sessions of the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from roadmap.model import Pass, PassKind
from storage.repository import KEY, Repository, values
from storage.tables import passes

_AT = bindparam("at", type_=passes.c.expires_at.type)
_good = (
    passes.c.secret_hash == KEY,
    passes.c.kind == bindparam("of_kind", type_=passes.c.kind.type),
    passes.c.expires_at > _AT,
)
_ADD = insert(passes).returning(passes.c.id)
_TAKE = delete(passes).where(*_good).returning(*passes.c)
_FIND = select(passes).where(*_good)
_PROLONG = update(passes).where(passes.c.id == KEY)
_END_ALL = delete(passes).where(passes.c.person_id == KEY).returning(passes.c.kind)
_FORGET = delete(passes).where(passes.c.expires_at <= _AT)


class SqlPasses(Repository):
    """See roadmap.ports.Passes."""

    async def add(self, one: Pass) -> Pass:
        return replace(one, id=int(await self._value(_ADD, values(one, passes))))

    async def take(self, secret_hash: str, kind: PassKind, at: datetime) -> Pass | None:
        row = await self._first(_TAKE, {"key": secret_hash, "of_kind": kind, "at": at})
        return None if row is None else Pass(*row)

    async def find(self, secret_hash: str, kind: PassKind, at: datetime) -> Pass | None:
        row = await self._first(_FIND, {"key": secret_hash, "of_kind": kind, "at": at})
        return None if row is None else Pass(*row)

    async def prolong(self, pass_id: int, until: datetime) -> None:
        await self._run(_PROLONG, {"key": pass_id, "expires_at": until})

    async def end_all(self, person_id: int) -> int:
        gone = await self._rows(_END_ALL, {"key": person_id})
        return sum(kind == PassKind.SESSION for (kind,) in gone)

    async def forget(self, at: datetime) -> None:
        await self._run(_FORGET, {"at": at})
