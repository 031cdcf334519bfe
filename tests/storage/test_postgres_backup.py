"""PostgreSQL's backups, by its own programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.errors import StorageError
from storage.backup import backup, restore, verify
from storage.store import open_store
from tests.postgres import path_with_programs
from tests.storage.town import found


@pytest.fixture
def engine() -> str:
    """These are about PostgreSQL."""
    return "postgresql"


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server under test."""
    monkeypatch.setenv("PATH", path_with_programs())


async def test_a_dump_restores_what_stood_then(url: str, tmp_path: Path, programs: None) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
    await backup(url, tmp_path / "copy.dump")
    await verify(tmp_path / "copy.dump")
    async with store.begin() as tx:
        await tx.people.erase(town.vetrova.id)
    await store.close()
    await restore(url, tmp_path / "copy.dump")
    store = await open_store(url)
    async with store.read() as tx:
        assert await tx.people.all() == [town.vetrova, town.lugovoy]
    await store.close()


async def test_a_broken_dump_is_refused(url: str, tmp_path: Path, programs: None) -> None:
    (tmp_path / "copy.dump").write_bytes(b"PGDMP and nothing more")
    with pytest.raises(StorageError, match="pg_restore"):
        await restore(url, tmp_path / "copy.dump")


async def test_a_missing_program_is_named(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StorageError, match="pg_dump"):
        await backup(url, tmp_path / "copy.dump")
    assert list(tmp_path.iterdir()) == []
