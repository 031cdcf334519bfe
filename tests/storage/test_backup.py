"""Backups, and databases that cannot be used."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from roadmap.errors import StorageError
from storage.backup import backup, restore, verify
from storage.engine import parse
from storage.store import open_store
from tests.storage.town import found


@pytest.fixture
def engine() -> str:
    """These are about SQLite's files."""
    return "sqlite"


@pytest.fixture
def database(url: str) -> Path:
    """The database's file."""
    return Path(parse(url).database or "")


async def test_a_backup_restores_what_stood_then(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
    await backup(url, copy)
    assert (await verify(copy))["people"] == 2
    async with store.begin() as tx:
        await tx.people.erase(town.vetrova.id)
    await store.close()
    await restore(url, copy)
    store = await open_store(url)
    async with store.read() as tx:
        assert await tx.people.all() == [town.vetrova, town.lugovoy]
    await store.close()


async def test_a_backup_is_made_while_somebody_writes(url: str, tmp_path: Path) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        await found(tx)
        await backup(url, tmp_path / "copy.db")
    await store.close()
    assert (await verify(tmp_path / "copy.db"))["people"] == 0


async def test_a_broken_backup_is_refused_and_the_database_left_alone(
    url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    await backup(url, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StorageError, match=r"copy\.db"):
        await restore(url, copy)
    with pytest.raises(StorageError, match="nothing"):
        await restore(url, tmp_path / "nothing.db")
    await (await open_store(url)).close()


async def test_a_backup_that_fails_leaves_the_one_before(
    url: str, database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    await backup(url, copy)
    before = copy.read_bytes()
    database.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(StorageError):
        await backup(url, copy)
    assert copy.read_bytes() == before
    assert list(tmp_path.glob(".*")) == []


async def test_a_corrupt_file_is_named(url: str, database: Path) -> None:
    database.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(StorageError, match=f"{database.name}.*повреждена"):
        await open_store(url)


async def test_a_locked_database_is_named_and_works_again(
    url: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.05)
    store = await open_store(url)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="занята"):
        async with store.begin() as tx:
            await tx.facts.set("a", "1")
    other.execute("ROLLBACK")
    other.close()
    async with store.begin() as tx:
        await tx.facts.set("a", "1")
    await store.close()


async def test_a_database_that_may_only_be_read_is_named_and_can_be_read(
    url: str, database: Path
) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        await tx._running.execute(text("PRAGMA query_only=ON"))
    with pytest.raises(StorageError, match=f"{database.name}.*только для чтения"):
        async with store.begin() as tx:
            await tx.facts.set("a", "1")
    async with store.read() as tx:
        assert await tx.facts.get("a") is None
    await store.close()


async def test_an_error_of_the_disk_is_named_and_undoes_the_whole(url: str, database: Path) -> None:
    store = await open_store(url)
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with store.begin() as tx:
        await tx.facts.set("a", "1")
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageError, match=f"{database.name}.*ошибка диска"):
            async with store.begin() as tx:
                await tx.facts.set("a", "2" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))
    async with store.begin() as tx:
        assert await tx.facts.get("a") == "1"
        await tx.facts.set("a", "3")
    await store.close()


@pytest.mark.parametrize("address", ["mysql://x", "sqlite+aiosqlite://", "чепуха"])
async def test_an_address_of_no_known_engine_is_refused(address: str) -> None:
    with pytest.raises(StorageError, match=r"database\.url"):
        await open_store(address)


async def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="missing"):
        await open_store(f"sqlite+aiosqlite:///{tmp_path}/missing/vekha.db")
