"""Executing statements within one transaction: through SQLAlchemy, or on the spot where that is quick."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from roadmap.pieces import pause
from storage.one_trip import OneTripConnection
from storage.plans import Fields, Given, Plan, Plans

#: Rows that become values of the domain at a stretch, which takes a few milliseconds; then others have their turn.
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What a statement returned, and how many rows it changed."""

    rows: Sequence[Fields] = ()
    count: int = -1


class Running:
    """A transaction that has begun on `connection`. `plans` are those of its database."""

    def __init__(self, connection: AsyncConnection, plans: Plans) -> None:
        self.connection = connection
        self._plans = plans
        below = connection.sync_connection
        driver = below.connection.driver_connection if below is not None else None
        self._spot = driver if isinstance(driver, OneTripConnection) else None

    @property
    def driver(self) -> OneTripConnection:
        """SQLite's own connection."""
        assert self._spot is not None
        return self._spot

    async def execute(self, statement: Executable, given: Given | None = None) -> Done:
        """Execute `statement` once. Raises SQLAlchemy's errors either way."""
        if self._spot is not None:
            plan = self._plans.of(statement, given or {})
            if plan is not None and self._spot.is_quick(plan.sql):
                return self._at_once(self._spot, plan, given or {})
        result = await self.connection.execute(statement, given)
        return Done(await _rows(result) if result.returns_rows else (), result.rowcount)

    async def execute_all(self, statement: Executable, given: Sequence[Mapping[str, Any]]) -> Done:
        """Execute `statement` with each of `given`."""
        result = await self.connection.execute(statement, list(given))
        return Done(await _rows(result) if result.returns_rows else ())

    def _at_once(self, spot: OneTripConnection, plan: Plan, given: Given) -> Done:
        values = plan.values(given)
        try:
            fetched, count = spot.execute_at_once(plan.sql, values)
        except sqlite3.Error as error:
            raise in_words_of_sqlalchemy(plan.sql, error) from error
        return Done(plan.rows(fetched), count)


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
