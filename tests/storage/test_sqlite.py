"""SQLite's connections: what is quick runs on the spot and what waits in a thread, other programs'
locks are waited for without stopping the loop, and a transaction that is given up half-way leaves
the next one alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from roadmap.errors import StorageError
from roadmap.model import LogLine, Period, Roadmap
from roadmap.model.messages import MessageState, Outgoing, Urgency
from storage.engine import parse
from storage.migrate import migrate
from storage.pace import RUNS, WAIT, WORK, Pace
from storage.sqlite import SqliteDatabase
from storage.store import SqlStore, open_store

ROOT = Path(__file__).parents[2]
NOON = datetime(2025, 9, 1, 9, tzinfo=UTC)
READ = text("SELECT read_page()")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"


@pytest_asyncio.fixture
async def store(address: str) -> AsyncIterator[SqlStore]:
    await migrate(address)
    store = await open_store(address)
    yield store
    await store.close()


class Disk:
    """A database whose function `read_page()` takes as long as `wait` does, as a page of a cold
    disk would, and notes the thread that it holds up.
    """

    def __init__(self, address: str) -> None:
        self.database = SqliteDatabase(parse(address))
        self.wait: Callable[[], object] = lambda: None
        self.stopped: list[int] = []

    async def read(self, times: int = 1) -> list[bool]:
        """Read a page so often; for each time, whether the loop stood still meanwhile."""
        self.stopped.clear()
        async with self.database.begin() as running:
            assert self.database._writer is not None
            self.database._writer.driver.create_function("read_page", 0, self._read_page)
            for _ in range(times):
                await running.execute(READ)
        return [thread == threading.get_ident() for thread in self.stopped]

    def _read_page(self) -> int:
        self.stopped.append(threading.get_ident())
        self.wait()
        return 1


@pytest_asyncio.fixture
async def disk(address: str) -> AsyncIterator[Disk]:
    disk = Disk(address)
    yield disk
    await disk.database.close()


def cold() -> None:
    """A page that is fetched from a slow disk: a wait that costs the processor nothing."""
    time.sleep(WAIT * 5)


def busy() -> None:
    """Many rows to look through: no wait."""
    end = time.thread_time() + WORK * 3
    while time.thread_time() < end:
        pass


async def test_a_statement_goes_to_the_thread_until_it_has_proved_quick(disk: Disk) -> None:
    assert await disk.read(3) == [False, True, True]


async def test_one_that_waited_for_the_disk_goes_to_the_thread_until_its_pages_are_read(
    disk: Disk,
) -> None:
    assert await disk.read(2) == [False, True]
    disk.wait = cold
    assert await disk.read(4) == [True, False, False, False]
    disk.wait = lambda: None
    again = await disk.read(RUNS + 5)
    assert again[: RUNS - 1] == [False] * (RUNS - 1)
    assert again[-1], "it is quick once more"


async def test_one_that_once_kept_the_processor_busy_stays_in_the_thread(disk: Disk) -> None:
    assert await disk.read(2) == [False, True]
    disk.wait = busy
    assert await disk.read() == [True]
    disk.wait = lambda: None
    assert await disk.read(RUNS * 3) == [False] * (RUNS * 3)


async def test_the_loop_goes_on_while_a_statement_waits_in_the_thread(disk: Disk) -> None:
    disk.wait = lambda: time.sleep(0.2)
    reading, turns = asyncio.create_task(disk.read()), 0
    while not reading.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 3


def test_what_was_long_by_either_clock_is_not_quick() -> None:
    for worked, took in ((WORK, WORK), (0.0, WAIT)):
        pace = Pace()
        assert not pace.quick, "nothing is known of it"
        pace.note(0.0, 0.0)
        assert pace.quick
        pace.note(worked, took)
        assert not pace.quick


async def test_commit_never_stops_the_loop(store: SqlStore) -> None:
    threads: dict[str, int] = {}
    for _ in range(3):
        async with store.begin() as tx:
            writer = store._database._writer  # type: ignore[union-attr]
            assert writer is not None
            writer.driver.set_trace_callback(
                lambda sql: threads.update({sql.split()[0]: threading.get_ident()})
            )
            await tx.facts.set("a", "1")
    assert threads["BEGIN"] == threading.get_ident()
    assert threads["COMMIT"] != threading.get_ident()


async def say_and_record(store: SqlStore) -> Outgoing:
    """A message with lists, JSON, enumerations and instants in its row, there and back."""
    async with store.begin() as tx:
        message = await tx.messages.add(Outgoing(7, "Принято", Urgency.AT_ONCE, holds_until=NOON))
        await tx.messages.not_sent(message.id, MessageState.UNKNOWN, "perhaps sent", NOON)
        await tx.inbox.handled([1, 2], NOON)
        return await tx.messages.get(message.id)


async def test_what_runs_on_the_spot_comes_back_as_from_the_thread(store: SqlStore) -> None:
    first, second = await say_and_record(store), await say_and_record(store)
    assert (second.not_before, second.holds_until, second.state) == (
        NOON,
        NOON,
        MessageState.UNKNOWN,
    )
    assert first == replace(second, id=first.id)


async def test_of_lists_of_any_length_each_member_counts_and_no_other(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.inbox.store([(number, "{}") for number in range(20)], NOON)
    for taken in ([], [0], [1, 2], [3, 4, 5], [6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18]):
        async with store.begin() as tx:
            before = await tx.inbox.depth()
            await tx.inbox.handled(taken, NOON)
            assert await tx.inbox.depth() == before - len(taken)
    async with store.read() as tx:
        assert [row.update_id for row in await tx.inbox.next(50)] == [19]


async def log_of_nobody(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.log.add(LogLine(NOON, None, None, "log-answered", "1"))
        await tx.log.add(LogLine(NOON, 77, None, "log-answered", "1"))


async def test_a_broken_key_is_the_same_error_on_the_spot(store: SqlStore) -> None:
    for _ in range(3):
        with pytest.raises(IntegrityError):
            await log_of_nobody(store)
    async with store.read() as tx:
        assert await tx.log.lines(None, 10) == []


async def test_a_naive_instant_is_refused_on_the_spot(store: SqlStore) -> None:
    await say_and_record(store)
    with pytest.raises(ValueError, match="zone"):
        async with store.begin() as tx:
            await tx.messages.sent(1, 5, datetime(2025, 9, 1))  # noqa: DTZ001


async def test_a_roadmap_changed_in_a_part_that_is_undone_is_read_as_it_was(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2025), NOON))
        with suppress(ZeroDivisionError):
            async with tx.savepoint():
                await tx.roadmaps.update(replace(roadmap, title="Другой план"))
                assert (await tx.roadmaps.get(roadmap.id)).title == "Другой план"
                raise ZeroDivisionError
        assert (await tx.roadmaps.get(roadmap.id)).title == "План"


async def test_after_sqlite_has_rolled_back_by_itself_nothing_more_is_written(
    store: SqlStore,
) -> None:
    """SQLite does so on some errors of the disk; what followed would be committed row by row."""

    async def write(*, more: bool) -> None:
        async with store.begin() as tx:
            await tx.facts.set("a", "1")
            await tx._running.execute(text("ROLLBACK"))
            if more:
                await tx.facts.set("b", "2")

    with pytest.raises(StorageError, match="прервала"):
        await write(more=True)
    with pytest.raises(StorageError):
        await write(more=False)
    async with store.read() as tx:
        assert await tx.facts.beginning("") == {}


async def test_another_programs_lock_is_waited_for_while_the_loop_goes_on(store: SqlStore) -> None:
    other = sqlite3.connect(store.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(say_and_record(store))
    began = asyncio.get_running_loop().time()
    for _ in range(5):
        await asyncio.sleep(0.01)
    assert asyncio.get_running_loop().time() - began < 2, "the loop stood still"
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    assert (await writing).text == "Принято"


async def test_a_file_that_another_program_has_to_itself_is_waited_for_too(address: str) -> None:
    await migrate(address)
    other = sqlite3.connect(parse(address).database or "", isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    database = SqliteDatabase(parse(address))
    reading = asyncio.create_task(database.revision())
    for _ in range(5):
        await asyncio.sleep(0.01)
    assert not reading.done()
    other.execute("ROLLBACK")
    other.close()
    assert await reading is not None
    await database.close()


async def test_a_lock_that_is_not_given_back_is_named(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="занята"):
        await say_and_record(store)
    other.close()
    await say_and_record(store)


async def test_readers_see_the_state_that_they_began_with_while_others_write(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await tx.facts.set("a", "before")
    async with store.read() as reading:
        async with store.begin() as tx:
            await tx.facts.set("a", "after")
        assert await reading.facts.get("a") == "before"
    async with store.read() as reading:
        assert await reading.facts.get("a") == "after"


async def test_a_reader_that_finds_no_place_is_told_so_and_the_next_finds_one(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite._PLACE_SECONDS", 0.05)
    async with store.read(), store.read(), store.read(), store.read():
        with pytest.raises(StorageError, match="не отвечает"):
            async with store.read():
                pass
    async with store.read() as tx:
        assert await tx.facts.get("a") is None


async def test_a_transaction_given_up_half_way_leaves_the_next_one_alone(store: SqlStore) -> None:
    reached = asyncio.Event()

    async def hesitate() -> None:
        async with store.begin() as tx:
            await tx.facts.set("half", "1")
            reached.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(hesitate())
    await reached.wait()
    task.cancel()
    async with store.begin() as tx:
        assert await tx.facts.get("half") is None
        await tx.facts.set("whole", "1")
    async with store.read() as tx:
        assert await tx.facts.get("whole") == "1"


async def test_one_given_up_while_a_statement_is_under_way_waits_for_its_end(disk: Disk) -> None:
    ended: list[float] = []

    def long() -> None:
        time.sleep(0.1)
        ended.append(time.monotonic())

    disk.wait = long
    task = asyncio.create_task(disk.read())
    while not disk.stopped:
        await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended, "the connection was given back before its thread had done with it"


async def test_one_that_is_cancelled_while_it_commits_is_committed(store: SqlStore) -> None:
    async def write() -> None:
        async with store.begin() as tx:
            await tx.facts.set("a", "1")
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.create_task(write())
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.begin() as tx:
        assert await tx.facts.get("a") == "1"


_EVERYTHING = """
import asyncio, sys
from storage.store import open_store
from storage.version import schema_is_current
async def main(address):
    assert await schema_is_current(address)
    store = await open_store(address)
    async with store.begin() as tx:
        async with tx.savepoint():
            await tx.facts.set("a", "1")
    async with store.read() as tx:
        assert await tx.facts.get("a") == "1"
    await store.scrub()
    await store.close()
asyncio.run(main(sys.argv[1]))
unused = "sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.dialects.postgresql", "greenlet", "asyncpg"
print([name for name in sys.modules if name.startswith(unused)])
"""


async def test_neither_the_orm_nor_the_asynchronous_engine_is_imported(address: str) -> None:
    await migrate(address)
    done = subprocess.run(
        [sys.executable, "-c", _EVERYTHING, address],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
