"""SQLite connections that take one trip to their thread for each statement.

aiosqlite's own cursor goes there four times: to be made, to execute, to fetch and to be closed. The trips, and not
SQLite, are what an answer's dozen statements cost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import aiosqlite


class OneTripCursor:
    """What SQLAlchemy asks of a cursor; the rows are fetched with the statement and kept until they are asked for."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> OneTripCursor:
        return self

    async def execute(self, statement: str, given: Sequence[Any] = ()) -> OneTripCursor:
        """Execute and fetch."""
        return await self._trip(lambda cursor: cursor.execute(statement, given))

    async def executemany(self, statement: str, given: Iterable[Sequence[Any]]) -> OneTripCursor:
        """Execute with each of `given`."""
        return await self._trip(lambda cursor: cursor.executemany(statement, given))

    async def fetchall(self) -> list[Any]:
        """What the statement returned."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is held open."""

    async def _trip(self, work: Callable[[sqlite3.Cursor], object]) -> OneTripCursor:
        def there() -> None:
            cursor = self._connection.fresh_cursor()
            try:
                work(cursor)
                self.description, self._rows = cursor.description, cursor.fetchall()
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        await self._connection.run(there)
        return self


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection with such cursors."""

    def cursor(self) -> Any:
        """A cursor, at once."""
        return OneTripCursor(self)

    def fresh_cursor(self) -> sqlite3.Cursor:
        """The driver's own cursor, for use in the connection's thread."""
        return self._conn.cursor()

    async def run(self, work: Callable[[], None]) -> None:
        """Do `work` in the connection's thread."""
        await self._execute(work)  # type: ignore[no-untyped-call]


async def connect(database: str, **options: Any) -> OneTripConnection:
    """An open connection to the file `database`; `options` are sqlite3.connect's."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), 64)
    # As SQLAlchemy does: a program that ends must not wait for the thread of a connection that was left open.
    connection._thread.daemon = True
    await connection
    return connection
