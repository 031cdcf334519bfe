"""The store: transactions on SQLite or PostgreSQL, and the repositories within them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from roadmap.errors import StorageError, Superseded
from roadmap.ports import (
    Answers,
    Drafts,
    Facts,
    Files,
    Inbox,
    Jobs,
    Leases,
    Log,
    Messages,
    People,
    Reminders,
    Roadmaps,
)
from storage.answers import SqlAnswers
from storage.drafts import SqlDrafts
from storage.engine import in_words, name_of, open_engine, parse
from storage.executor import Executor
from storage.facts import SqlFacts
from storage.files import SqlFiles
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs
from storage.leases import SqlLeases
from storage.log import SqlLog
from storage.messages import SqlMessages
from storage.one_writer import OneWriter
from storage.people import SqlPeople
from storage.prepared import PreparedStatements
from storage.reminders import SqlReminders
from storage.retention import forget
from storage.roadmaps import SqlRoadmaps
from storage.version import require_current

#: A file up to this size is checked whole when it is opened: that takes a tenth of a second at
#: most.
_CHECKED_BYTES = 64 * 1024 * 1024
# Parts within parts may have the same name: each of these speaks of the innermost.
_PART, _UNDO, _END = (
    text("SAVEPOINT part"),
    text("ROLLBACK TO SAVEPOINT part"),
    text("RELEASE SAVEPOINT part"),
)
# The lock is the weakest there is: a renewal passes it, while whoever takes over waits for this
# transaction to end.
_HELD = text("SELECT 1 FROM leases WHERE name = :name AND holder = :holder FOR KEY SHARE")


class SqlTx:
    """One transaction. See roadmap.ports.Tx."""

    def __init__(self, executor: Executor) -> None:
        self._executor, self._connection = executor, executor.connection
        self._roadmaps = SqlRoadmaps(executor)
        self.roadmaps: Roadmaps = self._roadmaps
        self.people: People = SqlPeople(executor)
        self.reminders: Reminders = SqlReminders(executor)
        self.answers: Answers = SqlAnswers(executor)
        self.messages: Messages = SqlMessages(executor)
        self.inbox: Inbox = SqlInbox(executor)
        self.jobs: Jobs = SqlJobs(executor)
        self.drafts: Drafts = SqlDrafts(executor)
        self.files: Files = SqlFiles(executor)
        self.log: Log = SqlLog(executor)
        self.facts: Facts = SqlFacts(executor)
        self.leases: Leases = SqlLeases(executor)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Guards a part: an exception inside undoes that part only."""
        await self._executor.execute(_PART)
        try:
            yield
        except BaseException:
            self._roadmaps.forget()
            await self._executor.execute(_UNDO)
            await self._executor.execute(_END)
            raise
        await self._executor.execute(_END)


class SqlStore:
    """An open database. See roadmap.ports.Store; made by `open_store`."""

    def __init__(self, url: URL) -> None:
        self.name = name_of(url)
        self._sqlite = url.drivername.startswith("sqlite")
        self._engine = open_engine(url)
        self._prepared = PreparedStatements(self._engine.dialect)
        self._one_writer = (
            OneWriter(open_engine(url, begin="", size=1), self._prepared) if self._sqlite else None
        )
        self._fence: dict[str, str] | None = None

    def write_only_while(self, lease: str, holder: str) -> None:
        """From now on nothing is written unless `holder` has this lease; `begin` raises Superseded
        then.

        On PostgreSQL; on SQLite a locked file keeps others away.
        """
        self._fence = {"name": lease, "holder": holder}

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlTx]:
        """To write: commits at the end, rolls back on an exception. Raises StorageError."""
        with in_words(self.name):
            async with self._one_writer.begin() if self._one_writer else self._fenced() as executor:
                yield SqlTx(executor)

    @asynccontextmanager
    async def _fenced(self) -> AsyncIterator[Executor]:
        async with self._engine.begin() as connection:
            if (
                self._fence is not None
                and (await connection.execute(_HELD, self._fence)).first() is None
            ):
                raise Superseded(f"С базой данных {self.name} работает другой экземпляр")
            yield Executor(connection, self._prepared)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlTx]:
        """To read one consistent state. Raises StorageError."""
        with in_words(self.name):
            async with _reading(self._engine, self._sqlite) as connection:
                yield SqlTx(Executor(connection, self._prepared))

    async def forget(self, before: datetime, ended: date) -> None:
        """Who said what, as far as it is older than the setting keeps it: see storage.retention."""
        async with self.begin() as tx:
            await forget(tx._connection, before, ended)

    async def scrub(self) -> None:
        """After an erasure has been committed: leave no trace of it in the files that SQLite keeps
        beside its own.

        PostgreSQL: the dead rows' space is given back by VACUUM. Raises StorageError.
        """
        with in_words(self.name):
            async with self._engine.connect() as connection:
                if self._one_writer:
                    async with self._one_writer.nobody():
                        await _empty_wal(connection, self.name)
                else:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                    await connection.execute(text("VACUUM"))

    async def close(self) -> None:
        """Close every connection."""
        if self._one_writer:
            await self._one_writer.close()
        await self._engine.dispose()

    async def check(self) -> None:
        """Raise StorageError where the database cannot be used, or its schema is not this
        program's.
        """
        with in_words(self.name):
            async with self._engine.connect() as connection:
                await require_current(connection, self.name)
                if self._sqlite:
                    await _check_pages(connection, self.name)


async def _check_pages(connection: AsyncConnection, name: str) -> None:
    """Raise StorageError where pages of the file are damaged; a large file is left to its nightly,
    verified backup.
    """
    size = (
        await connection.execute(
            text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        )
    ).scalar_one()
    if size > _CHECKED_BYTES:
        return
    said = (await connection.execute(text("PRAGMA quick_check(1)"))).scalar_one()
    if said != "ok":
        raise StorageError(f"База данных {name} повреждена: {' '.join(str(said).split())}")


async def _empty_wal(connection: AsyncConnection, name: str) -> None:
    # Past SQLAlchemy, which would begin a transaction first: a checkpoint cannot run within one.
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
        busy, *_ = await cursor.fetchone()
    if busy:
        raise StorageError(f"База данных {name} занята чтением: журнал не очищен, повторите позже")


@asynccontextmanager
async def _reading(engine: AsyncEngine, sqlite: bool) -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:
        if not sqlite:
            await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        await (
            connection.begin()
        )  # here, since what is executed on the spot begins nothing; closing ends it
        yield connection


async def open_store(url: str) -> SqlStore:
    """Open the database at an SQLAlchemy URL; raises StorageError where it cannot be used as it is.

    The schema must be current: see storage.migrate.
    """
    store = SqlStore(parse(url))
    try:
        await store.check()
    except BaseException:
        await store.close()
        raise
    return store
