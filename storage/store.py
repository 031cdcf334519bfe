"""The store: transactions on SQLite or PostgreSQL, and the repositories within them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from sqlalchemy import URL, text

from roadmap.ports import (
    Answers,
    Bodies,
    Drafts,
    Facts,
    Files,
    GroupLinks,
    Inbox,
    Jobs,
    Leases,
    Log,
    Messages,
    Passes,
    People,
    Reminders,
    Roadmaps,
)
from storage.answers import SqlAnswers
from storage.bodies import SqlBodies
from storage.drafts import SqlDrafts
from storage.engine import in_words, name_of, open_database, parse
from storage.facts import SqlFacts
from storage.files import SqlFiles
from storage.group_links import SqlGroupLinks
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs
from storage.leases import SqlLeases
from storage.log import SqlLog
from storage.messages import SqlMessages
from storage.passes import SqlPasses
from storage.people import SqlPeople
from storage.reminders import SqlReminders
from storage.retention import forget
from storage.roadmaps import SqlRoadmaps
from storage.running import Running
from storage.version import require_current

# Parts within parts may have the same name: each of these speaks of the innermost.
_PART, _UNDO, _END = (
    text("SAVEPOINT part"),
    text("ROLLBACK TO SAVEPOINT part"),
    text("RELEASE SAVEPOINT part"),
)


class SqlTx:
    """One transaction. See roadmap.ports.Tx."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._roadmaps = SqlRoadmaps(running)
        self.roadmaps: Roadmaps = self._roadmaps
        self.people: People = SqlPeople(running)
        self.bodies: Bodies = SqlBodies(running)
        self.group_links: GroupLinks = SqlGroupLinks(running)
        self.reminders: Reminders = SqlReminders(running)
        self.answers: Answers = SqlAnswers(running)
        self.messages: Messages = SqlMessages(running)
        self.inbox: Inbox = SqlInbox(running)
        self.jobs: Jobs = SqlJobs(running)
        self.drafts: Drafts = SqlDrafts(running)
        self.files: Files = SqlFiles(running)
        self.log: Log = SqlLog(running)
        self.facts: Facts = SqlFacts(running)
        self.leases: Leases = SqlLeases(running)
        self.passes: Passes = SqlPasses(running)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Guards a part: an exception inside undoes that part only."""
        await self._running.execute(_PART)
        try:
            yield
        except BaseException:
            self._roadmaps.forget()
            await self._running.execute(_UNDO)
            await self._running.execute(_END)
            raise
        await self._running.execute(_END)


class SqlStore:
    """An open database. See roadmap.ports.Store; made by `open_store`."""

    def __init__(self, url: URL) -> None:
        self.name = name_of(url)
        self._database = open_database(url)

    def write_only_while(self, lease: str, holder: str) -> None:
        """From now on nothing is written unless `holder` has this lease; `begin` raises Superseded
        then.

        On PostgreSQL; on SQLite a locked file keeps others away.
        """
        self._database.write_only_while(lease, holder)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlTx]:
        """To write: commits at the end, rolls back on an exception. Raises StorageError."""
        with in_words(self.name):
            async with self._database.begin() as running:
                yield SqlTx(running)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlTx]:
        """To read one consistent state. Raises StorageError."""
        with in_words(self.name):
            async with self._database.read() as running:
                yield SqlTx(running)

    async def forget(self, before: datetime, ended: date) -> None:
        """Who said what, as far as it is older than the setting keeps it: see storage.retention."""
        async with self.begin() as tx:
            await forget(tx._running, before, ended)

    async def scrub(self) -> None:
        """After an erasure has been committed: leave no trace of it in the files that SQLite keeps
        beside its own.

        PostgreSQL: the dead rows' space is given back by VACUUM. Raises StorageError.
        """
        with in_words(self.name):
            await self._database.scrub()

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def check(self) -> None:
        """Raise StorageError where the database cannot be used, or its schema is not this
        program's.
        """
        with in_words(self.name):
            require_current(await self._database.revision(), self.name)
            await self._database.check()


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
