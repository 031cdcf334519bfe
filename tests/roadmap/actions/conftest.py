"""The verbs on the real storage: one database for all of them, and a transaction that each test
gives up at its end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from roadmap.ports import Tx
from storage.migrate import migrate
from storage.store import SqlStore, open_store
from tests.roadmap.actions.town import Town, found

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all tests of this directory, since the database that they share has one."""
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("asyncio"):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@cache
def _empty_database() -> bytes:
    """A database of the current schema. Kept from one run to the next of the same process, since
    the mutation tester forks hundreds of runs off one.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.db"
        asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
        return path.read_bytes()


@pytest.fixture(scope="session")
def empty_database() -> bytes:
    """A database of the current schema, byte for byte."""
    return _empty_database()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def store(
    empty_database: bytes, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SqlStore]:
    """The database that all tests share; nothing is ever committed to it."""
    path = tmp_path_factory.mktemp("verbs") / "verbs.db"
    path.write_bytes(empty_database)
    opened = await open_store(f"sqlite+aiosqlite:///{path}")
    yield opened
    await opened.close()


class _Enough(Exception):
    """The test has ended; what it wrote goes."""


@pytest_asyncio.fixture(loop_scope="session")
async def tx(store: SqlStore) -> AsyncIterator[Tx]:
    """A transaction that is undone after the test."""
    try:
        async with store.begin() as tx:
            yield tx
            raise _Enough
    except _Enough:
        pass


@pytest_asyncio.fixture(loop_scope="session")
async def town(tx: Tx) -> Town:
    """The roadmap of an invented town, its people, and who answers for what."""
    return await found(tx)
