"""Single facts about the installation."""

from __future__ import annotations

from sqlalchemy import Table, Text, bindparam, delete, func, insert, select, update
from sqlalchemy.sql.elements import BindParameter

from storage.repository import KEY, Repository
from storage.tables import facts, files, roadmaps

_FACT = select(facts.c.value).where(facts.c.name == KEY)
_prefix: BindParameter[str] = bindparam("prefix", type_=Text)
# Not LIKE: in it «_» stands for any letter, and SQLite takes small letters for capital ones.
_FACTS = (
    select(facts.c.name, facts.c.value)
    .where(func.substr(facts.c.name, 1, func.length(_prefix)) == _prefix)
    .order_by(facts.c.name)
)
#: What stands before a row's id in the names of its facts. Facts of items, points and due days are
#: not among them: an edition that is taken back brings their rows back.
_OWNED: dict[Table, tuple[str, ...]] = {
    roadmaps: (
        "version",
        "draft_empty",
        "draft_order",
        "report",
        "corrected",
        "editions",
        "collected",
        "unreached_told",
        "document_title",
    ),
    files: ("year_of_file",),
}
_NAMES = select(facts.c.name).where(func.substr(facts.c.name, 1, func.length(_prefix)) == _prefix)
_STANDING = {table: select(table.c.id) for table in _OWNED}
_FORGET = delete(facts).where(facts.c.name == KEY)
_CHANGE = update(facts).where(facts.c.name == KEY)
_KNOW = insert(facts)


class SqlFacts(Repository):
    """See roadmap.ports.Facts."""

    async def get(self, name: str) -> str | None:
        row = await self._first(_FACT, {"key": name})
        return None if row is None else row[0]

    async def beginning(self, prefix: str) -> dict[str, str]:
        return {row[0]: row[1] for row in await self._rows(_FACTS, {"prefix": prefix})}

    async def set(self, name: str, value: str | None) -> None:
        if value is None:
            await self._run(_FORGET, {"key": name})
        elif not await self._count(_CHANGE, {"key": name, "value": value}):
            await self._run(_KNOW, {"name": name, "value": value})

    async def forget_gone(self) -> int:
        gone = 0
        for table, prefixes in _OWNED.items():
            standing = {str(row[0]) for row in await self._rows(_STANDING[table])}
            for prefix in prefixes:
                for (name,) in await self._rows(_NAMES, {"prefix": f"{prefix}:"}):
                    if name.split(":")[1] not in standing:
                        gone += await self._count(_FORGET, {"key": name})
        return gone
