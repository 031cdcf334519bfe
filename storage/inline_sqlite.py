"""SQLite connections that go to their thread only with what may take long.

aiosqlite's own cursor goes there four times for each statement: to be made, to execute, to fetch
and to be closed. The trips, and not SQLite, are what an answer's dozen statements cost: a row by
its key comes in 10 µs, a trip takes 100. What waits for a lock or for the disk, what changes many
rows and what has once taken long still goes.
"""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import aiosqlite

#: Seconds of the processor's time. A statement that took longer is not executed on the spot again:
#: the loop would stand still meanwhile.
QUICK: Final = 0.001
#: Statements whose times are remembered; those used longest ago are forgotten first.
_REMEMBERED = 500
#: These wait: for another program's lock, or for the disk.
_WAITING = ("BEGIN", "COMMIT", "PRAGMA", "VACUUM")


class InlineCursor:
    """What SQLAlchemy asks of a cursor; the rows are fetched with the statement and kept until they
    are asked for.
    """

    arraysize = 1

    def __init__(self, connection: InlineConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> InlineCursor:
        return self

    async def execute(self, statement: str, given: Sequence[Any] = ()) -> InlineCursor:
        """Execute and fetch; on the spot where the same statement has been quick so far."""

        def work(cursor: sqlite3.Cursor) -> None:
            self._rows = self._connection.timed(cursor, statement, given)

        if self._connection.is_quick(statement):
            self._there(work)
            return self
        return await self._trip(work)

    async def executemany(self, statement: str, given: Iterable[Sequence[Any]]) -> InlineCursor:
        """Execute with each of `given`."""
        return await self._trip(lambda cursor: cursor.executemany(statement, given))

    async def fetchall(self) -> list[Any]:
        """What the statement returned."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is held open."""

    async def _trip(self, work: Callable[[sqlite3.Cursor], object]) -> InlineCursor:
        await self._connection.run(lambda: self._there(work))
        return self

    def _there(self, work: Callable[[sqlite3.Cursor], object]) -> None:
        cursor = self._connection.fresh_cursor()
        try:
            work(cursor)
            self.description, self.rowcount, self.lastrowid = (
                cursor.description,
                cursor.rowcount,
                cursor.lastrowid,
            )
        finally:
            cursor.close()


class InlineConnection(aiosqlite.Connection):
    """An aiosqlite connection with such cursors. SQLAlchemy lets only one of them work at a
    time.
    """

    def __init__(self, database: str, options: dict[str, Any]) -> None:
        super().__init__(lambda: sqlite3.connect(database, check_same_thread=False, **options), 64)
        # As SQLAlchemy does: a program that ends must not wait for the thread of a connection that
        # was left open.
        self._thread.daemon = True
        self._longest = OrderedDict[str, float]()

    def is_quick(self, statement: str) -> bool:
        """Whether `statement` has been executed, and never taken long."""
        return self._longest.get(statement, QUICK) < QUICK

    def note(self, statement: str, seconds: float) -> None:
        """Remember the longest time that `statement` took."""
        if not statement.startswith(_WAITING):
            self._longest[statement] = max(seconds, self._longest.pop(statement, 0.0))
            if len(self._longest) > _REMEMBERED:
                self._longest.popitem(last=False)

    def timed(self, cursor: sqlite3.Cursor, statement: str, given: Sequence[Any]) -> list[Any]:
        """Execute and fetch, and note how long it took."""
        began = time.thread_time()
        rows = cursor.execute(statement, given).fetchall()
        self.note(statement, time.thread_time() - began)
        return rows

    def execute_at_once(self, statement: str, given: Sequence[Any] = ()) -> tuple[list[Any], int]:
        """Execute a quick statement on the spot; its rows, and how many it changed. Raises the
        driver's own errors.
        """
        cursor = self._conn.cursor()
        try:
            rows = self.timed(cursor, statement, given)
            return rows, cursor.rowcount
        finally:
            cursor.close()

    def cursor(self) -> Any:
        """A cursor, at once."""
        return InlineCursor(self)

    def fresh_cursor(self) -> sqlite3.Cursor:
        """The driver's own cursor, for use in the connection's thread."""
        return self._conn.cursor()

    async def end(self, word: str) -> None:
        """COMMIT or ROLLBACK; nothing where SQLite itself has rolled back. Raises the driver's own
        errors.
        """
        await self.run(lambda: self._conn.in_transaction and self._conn.execute(word))

    async def run(self, work: Callable[[], object]) -> None:
        """Do `work` in the connection's thread."""
        await self._execute(work)  # type: ignore[no-untyped-call]


async def connect(database: str, **options: Any) -> InlineConnection:
    """An open connection to the file `database`; `options` are sqlite3.connect's."""
    connection = InlineConnection(database, options)
    await connection
    return connection
