"""SQLite's transactions that write: what is quick goes past SQLAlchemy, other programs' locks are
waited for without stopping the loop, and a transaction that is given up half-way leaves the next
one alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
import pytest_asyncio
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from roadmap.errors import StorageError
from roadmap.model import LogLine
from roadmap.model.messages import MessageState, Outgoing, Urgency
from storage.migrate import migrate
from storage.store import SqlStore, open_store

NOON = datetime(2025, 9, 1, 9, tzinfo=UTC)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
    await migrate(url)
    store = await open_store(url)
    yield store
    await store.close()


async def say_and_record(store: SqlStore) -> Outgoing:
    """A message with lists, JSON, enumerations and instants in its row, there and back."""
    async with store.begin() as tx:
        message = await tx.messages.add(Outgoing(7, "Принято", Urgency.ANSWER, holds_until=NOON))
        await tx.messages.settle(message.id, MessageState.UNKNOWN, "perhaps sent", NOON)
        await tx.inbox.handled([1, 2], NOON)
        return await tx.messages.get(message.id)


async def test_what_has_been_quick_goes_past_sqlalchemy_and_comes_back_the_same(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await say_and_record(store)

    async def refuse(*_: Any) -> NoReturn:
        raise AssertionError("through SQLAlchemy")

    monkeypatch.setattr(AsyncConnection, "execute", refuse)
    second = await say_and_record(store)
    assert (second.not_before, second.holds_until, second.state) == (
        NOON,
        NOON,
        MessageState.UNKNOWN,
    )
    assert (first.text, first.state, first.not_before) == (
        second.text,
        second.state,
        second.not_before,
    )


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
