"""What the repositories share: running a statement, and the small statements that many of them need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Insert, Table, bindparam, insert, literal_column, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import BindParameter, ColumnElement

from roadmap.errors import NotFound

#: A row: one value for each selected column, in their order.
Fields = tuple[Any, ...]

#: Fewer than either driver takes in one statement (32,766 in SQLite, 32,767 in asyncpg).
MANY = 5_000

KEY: BindParameter[Any] = bindparam("key")
_DO_NOTHING = text("ON CONFLICT DO NOTHING")
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def add_new(table: Table) -> Insert:
    """INSERT … ON CONFLICT DO NOTHING, a clause that both databases have. The construct of either dialect would do too,
    and would bring the whole dialect into the memory of those who use the other."""
    statement = insert(table)
    statement.apply_syntax_extension_point(lambda _: [_DO_NOTHING], "post_values")
    return statement


def literal(condition: str) -> ColumnElement[bool]:
    """The condition of a partial index, word for word, so that SQLite sees that the index serves."""
    return literal_column(f"({condition})")


def values(record: object, table: Table, *, without: Iterable[str] = ("id",)) -> dict[str, Any]:
    """The fields of a record that are columns of the table."""
    left_out = frozenset(without)
    return {name: getattr(record, name) for name in table.c.keys() if name not in left_out}  # noqa: SIM118


class Repository:
    """One aggregate within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def _run(self, statement: Executable, given: Any = None) -> Any:
        return await self._connection.execute(statement, given)

    async def _rows(self, statement: Executable, given: Mapping[str, Any] | None = None) -> Sequence[Fields]:
        rows: Sequence[Any] = (await self._connection.execute(statement, given)).all()
        return rows

    async def _first(self, statement: Executable, given: Mapping[str, Any] | None = None) -> Fields | None:
        row: Any = (await self._connection.execute(statement, given)).first()
        return row  # type: ignore[no-any-return]

    async def _one(self, statement: Executable, key: int) -> Fields:
        """The row with this id; raises NotFound."""
        row = await self._first(statement, {"key": key})
        if row is None:
            raise NotFound("error-not-found")
        return row

    async def _of_many(
        self, statement: Executable, ids: Sequence[int], given: Mapping[str, Any] | None = None
    ) -> list[Fields]:
        """The rows for all these ids; where the statement orders by id first, so is the whole."""
        ordered, found = sorted(set(ids)), list[Fields]()
        for start in range(0, len(ordered), MANY):
            found += await self._rows(statement, {**(given or {}), "ids": ordered[start : start + MANY]})
        return found

    async def _for_many(
        self, statement: Executable, ids: Sequence[int], given: Mapping[str, Any] | None = None
    ) -> None:
        for start in range(0, len(ids), MANY):
            await self._run(statement, {**(given or {}), "ids": list(ids[start : start + MANY])})

    async def _insert_all(self, statement: Executable, given: Sequence[Mapping[str, Any]]) -> Sequence[Fields]:
        """What an INSERT … RETURNING of many rows returns."""
        if not given:
            return []
        rows: Sequence[Any] = (await self._connection.execute(statement, list(given))).all()
        return rows
