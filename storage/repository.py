"""What the repositories share: running a statement, and small statements that many need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Executable, Insert, Table, bindparam, insert, literal_column, text
from sqlalchemy.sql.elements import BindParameter, ColumnElement

from roadmap.errors import NotFound
from storage.running import Done, Fields, Given, Running

#: Fewer than either driver takes in one statement (32,766 in SQLite, 32,767 in asyncpg).
MANY = 5_000

KEY: BindParameter[Any] = bindparam("key")
_DO_NOTHING = text("ON CONFLICT DO NOTHING")
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def add_new(table: Table) -> Insert:
    """INSERT … ON CONFLICT DO NOTHING, a clause that both databases have. The construct of either
    dialect would do too, and would bring the whole dialect into the memory of those who use the
    other.
    """
    statement = insert(table)
    statement.apply_syntax_extension_point(lambda _: [_DO_NOTHING], "post_values")
    return statement


def literal(condition: str) -> ColumnElement[bool]:
    """The condition of a partial index, word for word, so that SQLite can use the index."""
    return literal_column(f"({condition})")


def values(record: object, table: Table, *, without: Iterable[str] = ("id",)) -> dict[str, Any]:
    """The fields of a record that are columns of the table."""
    left_out = frozenset(without)
    return {name: getattr(record, name) for name in table.c.keys() if name not in left_out}  # noqa: SIM118


class Repository:
    """One aggregate within one transaction."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def _run(self, statement: Executable, given: Given | None = None) -> Done:
        return await self._running.execute(statement, given)

    async def _rows(self, statement: Executable, given: Given | None = None) -> Sequence[Fields]:
        return (await self._running.execute(statement, given)).rows

    async def _count(self, statement: Executable, given: Given | None = None) -> int:
        """How many rows it changed."""
        return (await self._running.execute(statement, given)).count

    async def _value(self, statement: Executable, given: Given | None = None) -> Any:
        """The only value that it returns."""
        return (await self._running.execute(statement, given)).rows[0][0]

    async def _first(self, statement: Executable, given: Given | None = None) -> Fields | None:
        rows = (await self._running.execute(statement, given)).rows
        return rows[0] if rows else None

    async def _one(self, statement: Executable, key: int) -> Fields:
        """The row with this id; raises NotFound."""
        row = await self._first(statement, {"key": key})
        if row is None:
            raise NotFound("error-not-found")
        return row

    async def _of_many(
        self, statement: Executable, ids: Sequence[int], given: Given | None = None
    ) -> list[Fields]:
        """The rows for all these ids; where the statement orders by id first, so is the whole."""
        ordered, found = sorted(set(ids)), list[Fields]()
        for start in range(0, len(ordered), MANY):
            found += await self._rows(
                statement, {**(given or {}), "ids": ordered[start : start + MANY]}
            )
        return found

    async def _for_many(
        self, statement: Executable, ids: Sequence[int], given: Given | None = None
    ) -> None:
        for start in range(0, len(ids), MANY):
            await self._run(statement, {**(given or {}), "ids": list(ids[start : start + MANY])})

    async def _run_all(self, statement: Executable, given: Sequence[Given]) -> Sequence[Fields]:
        """Run it once for each of `given`; what an INSERT … RETURNING of many rows returns."""
        return (await self._running.execute_all(statement, given)).rows if given else []
