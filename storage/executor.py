"""Executing statements within one transaction: through SQLAlchemy, or on the spot where that is
quick.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from roadmap.yielding import pause
from storage.inline_sqlite import InlineConnection
from storage.prepared import Fields, Given, Prepared, PreparedStatements

#: Rows that become values of the domain at a stretch, which takes a few milliseconds; then others
#: have their turn.
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What a statement returned, and how many rows it changed."""

    rows: Sequence[Fields] = ()
    count: int = -1


class Executor:
    """A transaction that has begun on `connection`. `statements` are those of its database."""

    def __init__(self, connection: AsyncConnection, statements: PreparedStatements) -> None:
        self.connection = connection
        self._prepared = statements
        below = connection.sync_connection
        driver = below.connection.driver_connection if below is not None else None
        self._spot = driver if isinstance(driver, InlineConnection) else None

    @property
    def driver(self) -> InlineConnection:
        """SQLite's own connection."""
        assert self._spot is not None
        return self._spot

    async def execute(self, statement: Executable, given: Given | None = None) -> Done:
        """Execute `statement` once. Raises SQLAlchemy's errors either way."""
        if self._spot is not None:
            prepared = self._prepared.of(statement, given or {})
            if prepared is not None and self._spot.is_quick(prepared.sql):
                return self._at_once(self._spot, prepared, given or {})
        result = await self.connection.execute(statement, given)
        return Done(await _rows(result) if result.returns_rows else (), result.rowcount)

    async def execute_all(self, statement: Executable, given: Sequence[Mapping[str, Any]]) -> Done:
        """Execute `statement` with each of `given`."""
        result = await self.connection.execute(statement, list(given))
        return Done(await _rows(result) if result.returns_rows else ())

    def _at_once(self, spot: InlineConnection, prepared: Prepared, given: Given) -> Done:
        values = prepared.values(given)
        try:
            fetched, count = spot.execute_at_once(prepared.sql, values)
        except sqlite3.Error as error:
            raise in_words_of_sqlalchemy(prepared.sql, error) from error
        return Done(prepared.rows(fetched), count)


async def _rows(result: CursorResult[Any]) -> list[Fields]:
    found: list[Fields] = []
    while piece := result.fetchmany(_PIECE):
        found += piece
        if len(piece) < _PIECE:
            break
        await pause()
    return found


def in_words_of_sqlalchemy(statement: str, error: sqlite3.Error) -> BaseException:
    """SQLite's error as SQLAlchemy would have raised it, without the values."""
    wrapped: BaseException = DBAPIError.instance(statement, None, error, sqlite3.Error)
    return wrapped
