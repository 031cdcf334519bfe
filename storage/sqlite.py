"""SQLite: connections that go to their thread only with what may take long, one of them to write
and a few to read.

aiosqlite's own methods go to the thread for each step of a statement. These trips, and not SQLite,
are what an answer's dozen statements would cost: a row by its key comes in 10 µs, a trip takes 100.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import aiosqlite
from sqlalchemy import URL, Executable, NullPool, create_engine, event, text
from sqlalchemy import Connection as SqlalchemyConnection
from sqlalchemy.dialects import sqlite

from roadmap.errors import StorageError
from storage import engine
from storage.compiled import Compiled, CompiledStatements
from storage.engine import as_json, in_words_of, is_mistake, name_of
from storage.running import Done, Given

T = TypeVar("T")

#: How often a lock that another program holds is asked for.
_AGAIN_SECONDS: Final = 0.01
#: Connections that read, and how long a reader waits for one of them.
_READERS: Final = 4
_PLACE_SECONDS: Final = 30.0
#: A file up to this size is checked whole when it is opened: that takes a tenth of a second at
#: most.
_CHECKED_BYTES = 64 * 1024 * 1024

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # an erased person leaves no bytes behind
    "PRAGMA temp_store=MEMORY",  # nor in a temporary file
)
_WAIT = "PRAGMA busy_timeout = {:.0f}"
_HAS_VERSION = text("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'")
_VERSION = text("SELECT version_num FROM alembic_version")
_SIZE = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
_QUICK_CHECK = text("PRAGMA quick_check(1)")


def open_file(path: str) -> sqlite3.Connection:
    """A connection to the file, as every one of ours is. Waits for another program's lock."""
    _make_private(Path(path))
    # The driver's own transactions are off (isolation_level None): it would start them late, and
    # never IMMEDIATE.
    connection = sqlite3.connect(
        path, timeout=engine.BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(file: Path) -> None:
    """A new database is its owner's alone: names and answers are in it. SQLite gives its journals
    the same rights.
    """
    with suppress(OSError):  # what is wrong with the place is said when it is opened
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


class SqliteConnection:
    """A connection with its thread, and the transaction that has begun on it: see
    storage.running.Running.

    Of aiosqlite it uses more than the public face: `_thread` and `_execute`. Nothing else does;
    pyproject.toml pins them, and tests/storage/test_aiosqlite.py names them.
    """

    def __init__(self, path: str, name: str, statements: CompiledStatements) -> None:
        self._name, self._statements = name, statements
        self._below = aiosqlite.Connection(partial(self._connect, path), iter_chunk_size=64)
        # A program that ends must not wait for the thread of a connection that was left open.
        self._below._thread.daemon = True

    async def open(self) -> SqliteConnection:
        """Itself, connected to its file."""
        try:
            await self._below
        except BaseException:
            # The thread is told to end; its last word must not find the loop closed.
            await asyncio.to_thread(self._below._thread.join)
            raise
        return self

    def _connect(self, path: str) -> sqlite3.Connection:
        self.driver = open_file(path)
        self.driver.execute(_WAIT.format(0))  # from now on `take` waits, and not SQLite
        return self.driver

    async def close(self) -> None:
        """End the thread."""
        await self._below.close()

    async def in_thread(self, work: Callable[[], T]) -> T:
        """What `work` returns, in the connection's thread. Nobody else has the connection before
        that is done, even if this is cancelled.
        """
        try:
            done: T = await self._below._execute(work)  # type: ignore[no-untyped-call]
        except asyncio.CancelledError:
            # The thread does one thing after the other.
            after = self._below._execute(bool)  # type: ignore[no-untyped-call]
            await asyncio.wait([asyncio.ensure_future(after)])
            raise
        return done

    async def take(self, lock: str) -> None:
        """Execute a statement that needs a lock, on the spot; again and again while another program
        holds it.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + engine.BUSY_SECONDS
        while True:
            try:
                self.driver.execute(lock).fetchall()
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise
            await asyncio.sleep(_AGAIN_SECONDS)

    async def end(self, word: str) -> None:
        """COMMIT or ROLLBACK, which wait for the disk."""
        await self.in_thread(partial(self.driver.execute, word))

    async def execute(self, statement: Executable, given: Given | None = None) -> Done:
        compiled = self._statements.of(statement, given or {})
        if compiled.pace.quick:
            return self._run(compiled, given or {})
        return await self.in_thread(lambda: self._run(compiled, given or {}))

    async def execute_all(self, statement: Executable, given: Sequence[Given]) -> Done:
        if len(given) == 1:
            return await self.execute(statement, given[0])
        compiled = self._statements.of(statement, given[0])
        return await self.in_thread(
            lambda: Done([row for one in given for row in self._run(compiled, one).rows])
        )

    async def end_still(self) -> None:
        """A file has one writer, whose end is seen by its lock."""

    def _run(self, compiled: Compiled, given: Given) -> Done:
        if not self.driver.in_transaction:  # what follows would be committed one by one
            raise StorageError(f"База данных {self._name} прервала запись; повторите")
        began, worked = time.perf_counter(), time.thread_time()
        values = compiled.values(given)
        try:
            cursor = self.driver.execute(compiled.sql, values)
            fetched = cursor.fetchall()
        except sqlite3.Error as error:
            if is_mistake(error):
                raise
            raise in_words_of(error, self._name, compiled.sql) from error
        done = Done(compiled.rows(fetched), cursor.rowcount)
        compiled.pace.note(time.thread_time() - worked, time.perf_counter() - began)
        return done


class SqliteDatabase:
    """One file. One connection writes, so that no two transactions of ours ever wait for each
    other's lock. Raises the driver's own errors, but for StorageError where it says so.
    """

    def __init__(self, url: URL) -> None:
        self._path, self._name = url.database or "", name_of(url)
        self._statements = CompiledStatements(
            sqlite.dialect(dbapi=sqlite3, json_serializer=as_json)
        )
        self._writing = asyncio.Lock()
        self._writer: SqliteConnection | None = None
        self._places = asyncio.Semaphore(_READERS)
        self._idle: list[SqliteConnection] = []

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqliteConnection]:
        """To write: commits at the end, rolls back on an exception."""
        async with self._alone() as connection:
            await connection.take("BEGIN IMMEDIATE")
            try:
                yield connection
                await connection.end("COMMIT")
            except BaseException:
                if connection.driver.in_transaction:
                    await connection.end("ROLLBACK")
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqliteConnection]:
        """To read one consistent state, while others write. Raises TimeoutError where all
        connections are busy.
        """
        async with asyncio.timeout(_PLACE_SECONDS):
            await self._places.acquire()
        try:
            connection = self._idle.pop() if self._idle else await self._open()
            try:
                connection.driver.execute("BEGIN")
                await connection.take("SELECT 1 FROM sqlite_schema")  # the state that will be read
                yield connection
            finally:
                if connection.driver.in_transaction:
                    # On the spot: where nothing was written there is nothing to wait for.
                    connection.driver.execute("ROLLBACK")
                self._idle.append(connection)
        finally:
            self._places.release()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[SqliteConnection]:
        """The connection that writes."""
        async with self._writing:
            self._writer = self._writer or await self._open()
            yield self._writer

    async def _open(self) -> SqliteConnection:
        return await SqliteConnection(self._path, self._name, self._statements).open()

    def write_only_while(self, lease: str, holder: str) -> None:
        """Nothing: a locked file keeps other instances away (bot.database.single_instance)."""

    async def revision(self) -> str | None:
        """The revision that the schema says it has; None where the database is new."""
        async with self.read() as running:
            if not (await running.execute(_HAS_VERSION)).rows:
                return None
            rows = (await running.execute(_VERSION)).rows
            return rows[0][0] if rows else None

    async def check(self) -> None:
        """Raises StorageError where pages of the file are damaged; a large file is left to its
        nightly, verified backup.
        """
        async with self.read() as running:
            if (await running.execute(_SIZE)).rows[0][0] > _CHECKED_BYTES:
                return
            said = (await running.execute(_QUICK_CHECK)).rows[0][0]
        if said != "ok":
            raise StorageError(
                f"База данных {self._name} повреждена: {' '.join(str(said).split())}"
            )

    async def scrub(self) -> None:
        """Empty the journal, where what was erased still stands. Raises StorageError where
        somebody reads it.
        """
        async with self._alone() as connection:
            if await connection.in_thread(partial(_empty_wal, connection.driver)):
                raise StorageError(
                    f"База данных {self._name} занята чтением: журнал не очищен, повторите позже"
                )

    async def in_sqlalchemy(self, work: Callable[[SqlalchemyConnection], T]) -> T:
        """What `work` returns for a connection of SQLAlchemy's own in a transaction that writes,
        since Alembic needs one; in a thread.
        """
        return await asyncio.to_thread(_in_sqlalchemy, self._path, work)

    async def close(self) -> None:
        """Close every connection."""
        for connection in (*([self._writer] if self._writer else []), *self._idle):
            await connection.close()


def _empty_wal(driver: sqlite3.Connection) -> bool:
    """Whether the journal could not be emptied."""
    driver.execute(_WAIT.format(engine.BUSY_SECONDS * 1000))
    try:
        return bool(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    finally:
        driver.execute(_WAIT.format(0))


def _in_sqlalchemy(path: str, work: Callable[[SqlalchemyConnection], T]) -> T:
    made = create_engine(
        "sqlite://", creator=partial(open_file, path), poolclass=NullPool, json_serializer=as_json
    )
    event.listen(made, "begin", lambda one: one.exec_driver_sql("BEGIN IMMEDIATE"))
    with made.begin() as connection:
        return work(connection)
