"""SQLite's transactions that write: one after the other, by one connection."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engine as engines
from storage.executor import Executor, in_words_of_sqlalchemy
from storage.inline_sqlite import InlineConnection
from storage.prepared import PreparedStatements

#: How often a lock that another program holds is asked for.
_AGAIN_SECONDS: Final = 0.01


class OneWriter:
    """Holds one connection, so that no two transactions of ours ever wait for each other's lock.

    SQLAlchemy knows nothing of them: BEGIN and COMMIT through its engine and pool cost more than
    all that a short transaction does. `engine` begins nothing by itself.
    """

    def __init__(self, engine: AsyncEngine, statements: PreparedStatements) -> None:
        self._engine, self._prepared = engine, statements
        self._lock = asyncio.Lock()
        self._executor: Executor | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Executor]:
        """Commits at the end, rolls back on an exception. Raises SQLAlchemy's errors."""
        async with self._lock:
            executor = await self._open()
            driver = executor.driver
            await self._take(driver)
            try:
                yield executor
                await self._end(driver, "COMMIT")
            except BaseException:
                await self._end(driver, "ROLLBACK")
                raise

    def nobody(self) -> AbstractAsyncContextManager[None]:
        """While this lasts, nothing is written."""
        return self._lock

    async def close(self) -> None:
        """Close the connection."""
        if self._executor is not None:
            await self._executor.connection.close()
        await self._engine.dispose()

    async def _open(self) -> Executor:
        if self._executor is None:
            self._executor = Executor(await self._engine.connect(), self._prepared)
            self._executor.driver.execute_at_once(
                "PRAGMA busy_timeout = 0"
            )  # `_take` waits, and not SQLite
        return self._executor

    async def _take(self, driver: InlineConnection) -> None:
        """BEGIN IMMEDIATE on the spot; a lock that another program holds is asked for again and
        again.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + engines.BUSY_SECONDS
        while True:
            try:
                driver.execute_at_once("BEGIN IMMEDIATE")
                return
            except sqlite3.Error as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise in_words_of_sqlalchemy("BEGIN IMMEDIATE", error) from error
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _end(self, driver: InlineConnection, word: str) -> None:
        """COMMIT or ROLLBACK, in the connection's thread; nobody else has it before, even if this
        is cancelled.
        """
        ending = asyncio.ensure_future(driver.end(word))
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await asyncio.wait([ending])
            raise
        except sqlite3.Error as error:
            raise in_words_of_sqlalchemy(word, error) from error
