"""Quick statements run on the spot, slow and waiting ones in the connection's thread, and what is
remembered in a transaction is forgotten when a part of it is undone.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from roadmap.model import Period, Roadmap
from storage.inline_sqlite import QUICK, InlineConnection, connect
from storage.migrate import migrate
from storage.store import open_store

NOON = datetime(2025, 9, 1, 9, tzinfo=UTC)


async def opened(where: list[int]) -> InlineConnection:
    """A connection whose function `here()` notes the thread that it runs in."""
    connection = await connect(":memory:", isolation_level=None)

    def here() -> int:
        where.append(threading.get_ident())
        return 1

    await connection.create_function("here", 0, here)  # type: ignore[no-untyped-call]
    return connection


async def test_a_statement_goes_to_the_thread_until_it_has_proved_quick() -> None:
    where: list[int] = []
    connection = await opened(where)
    for _ in range(3):
        cursor = await connection.cursor().execute("SELECT here()")
        assert await cursor.fetchall() == [(1,)]
    await connection.close()
    assert where[0] != threading.get_ident()
    assert where[1:] == [threading.get_ident()] * 2


async def test_a_statement_that_once_took_long_stays_in_the_thread() -> None:
    where: list[int] = []
    connection = await opened(where)
    connection.note("SELECT here()", QUICK * 2)
    connection.note("SELECT here()", 0.0)
    await connection.cursor().execute("SELECT here()")
    await connection.close()
    assert where[0] != threading.get_ident()


async def test_what_waits_for_a_lock_or_the_disk_never_stops_the_loop() -> None:
    connection = await opened([])
    for statement in ("BEGIN IMMEDIATE", "COMMIT"):
        await connection.cursor().execute(statement)
        assert not connection.is_quick(statement)
    await connection.close()


async def test_a_roadmap_changed_in_a_part_that_is_undone_is_read_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2025), NOON))
        try:
            async with tx.savepoint():
                await tx.roadmaps.update(replace(roadmap, title="Другой план"))
                assert (await tx.roadmaps.get(roadmap.id)).title == "Другой план"
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        assert (await tx.roadmaps.get(roadmap.id)).title == "План"
    await store.close()
