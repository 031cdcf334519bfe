"""PostgreSQL, through SQLAlchemy's asynchronous engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, CursorResult, Executable, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from roadmap.errors import Superseded
from roadmap.yielding import pause
from storage.engine import BUSY_SECONDS, as_json, in_words, name_of
from storage.running import Done, Fields, Given
from storage.version import revision_of

T = TypeVar("T")

#: PostgreSQL ends a transaction whose program has been silent for so long: its machine may be gone,
#: or stand still, and the program that takes its work over waits for the rows that it holds.
IDLE_SECONDS = 8.0
#: Stopped between the messages of one statement, a program is not idle to PostgreSQL but at work.
#: Who takes over from it, ten seconds after its last sign of life, ends what has moved for none of
#: the last few of them.
STANDS_STILL_SECONDS = 3.0
_IDLE = "idle_in_transaction_session_timeout"
#: A statement that gets no answer for so long is given up, with its connection: the server hangs,
#: or is out of reach.
ANSWER_SECONDS = 60.0
#: Rows that become values of the domain at a stretch, which takes a few milliseconds; then others
#: have their turn.
_PIECE = 500
# The lock is the weakest there is: a renewal passes it, while a program that takes over waits for
# this transaction to end.
_HELD = text("SELECT 1 FROM leases WHERE name = :name AND holder = :holder FOR KEY SHARE")
_END_STILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND wait_event = 'ClientRead'"
    " AND state_change < clock_timestamp() - make_interval(secs => :seconds)"
    " AND pid IN (SELECT pid FROM pg_locks WHERE relation = 'leases'::regclass AND granted)"
)


class PostgresRunning:
    """A transaction that has begun on `connection`. See storage.running.Running."""

    def __init__(self, connection: AsyncConnection, name: str) -> None:
        self._connection, self._name = connection, name

    async def execute(self, statement: Executable, given: Given | None = None) -> Done:
        with in_words(self._name, statement=True):
            result = await self._connection.execute(statement, given)
            return Done(await _rows(result), result.rowcount)

    async def execute_all(self, statement: Executable, given: Sequence[Given]) -> Done:
        with in_words(self._name, statement=True):
            return Done(await _rows(await self._connection.execute(statement, list(given))))

    async def end_still(self) -> None:
        await self.execute(_END_STILL, {"seconds": STANDS_STILL_SECONDS})


async def _rows(result: CursorResult[Any]) -> list[Fields]:
    found: list[Fields] = []
    while result.returns_rows and (piece := result.fetchmany(_PIECE)):
        found += piece
        if len(piece) < _PIECE:
            break
        await pause()
    return found


class PostgresDatabase:
    """One database of a server. Its methods do what SqliteDatabase's do, and raise SQLAlchemy's
    errors.
    """

    def __init__(self, url: URL) -> None:
        self._name = name_of(url)
        self._engine = create_async_engine(
            url,
            isolation_level="READ COMMITTED",
            json_serializer=as_json,
            pool_size=4,
            pool_pre_ping=True,
            connect_args={
                "timeout": BUSY_SECONDS,
                "command_timeout": ANSWER_SECONDS,
                "server_settings": {_IDLE: str(round(IDLE_SECONDS * 1000))},
            },
        )
        self._fence: dict[str, str] | None = None

    def write_only_while(self, lease: str, holder: str) -> None:
        self._fence = {"name": lease, "holder": holder}

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresRunning]:
        """Raises Superseded where somebody else has the lease."""
        async with self._engine.begin() as connection:
            if self._fence and not (await connection.execute(_HELD, self._fence)).first():
                raise Superseded(f"С базой данных {self._name} работает другой экземпляр")
            yield PostgresRunning(connection, self._name)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[PostgresRunning]:
        async with self._engine.connect() as connection:
            await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            yield PostgresRunning(connection, self._name)

    async def revision(self) -> str | None:
        async with self._engine.connect() as connection:
            return await connection.run_sync(revision_of)

    async def check(self) -> None:
        """The server looks after its pages itself."""

    async def scrub(self) -> None:
        """Gives back the space of dead rows."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("VACUUM"))

    async def in_sqlalchemy(self, work: Callable[[Connection], T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        await self._engine.dispose()
