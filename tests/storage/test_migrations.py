"""The schema goes up, down and up again, and is what the tables say."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from roadmap.errors import StorageError
from storage.engine import open_database, parse
from storage.migrate import alembic_config, migrate
from storage.store import open_store
from storage.tables import metadata
from storage.version import HEAD, REVISIONS, schema_is_current


async def on(url: str, what: Callable[[Connection], Any]) -> Any:
    """What `what` returns for a connection to this database."""
    database = open_database(parse(url))
    try:
        return await database.in_sqlalchemy(what)
    finally:
        await database.close()


def test_the_constant_names_every_script() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_current_head() == HEAD


async def test_each_revision_goes_up_down_and_up(empty_url: str) -> None:
    for earlier, revision in zip(("base", *REVISIONS), REVISIONS, strict=False):
        await migrate(empty_url, revision)
        await migrate(empty_url, earlier)
        await migrate(empty_url, revision)
    assert await schema_is_current(empty_url)


async def test_going_all_the_way_down_leaves_no_table(url: str) -> None:
    await migrate(url, "base")
    assert await on(url, lambda one: inspect(one).get_table_names()) == ["alembic_version"]


async def test_the_migrated_schema_is_what_the_tables_say(url: str) -> None:
    def differences(connection: Any) -> list[Any]:
        found: list[Any] = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), metadata
        )
        return found

    assert await on(url, differences) == []


async def test_a_new_database_is_not_current_and_does_not_open(empty_url: str) -> None:
    assert not await schema_is_current(empty_url)
    with pytest.raises(StorageError, match="обновить"):
        await open_store(empty_url)


async def test_a_new_database_and_its_journals_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
        assert not await schema_is_current(url)
        await migrate(url)
        store = await open_store(url)
        async with store.begin() as tx:
            await tx.facts.set("name", "value")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
        await store.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("vekha.db", "vekha.db-shm", "vekha.db-wal"), 0o600)


async def test_a_schema_newer_than_the_program_is_refused_by_name(url: str) -> None:
    await on(url, lambda one: one.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    for use in (migrate, open_store, schema_is_current):
        with pytest.raises(StorageError, match="более новой версией"):
            await use(url)


async def test_leftovers_of_a_cut_migration_are_cleared(url: str) -> None:
    await on(url, lambda one: one.execute(text("CREATE TABLE _alembic_tmp_items (id INTEGER)")))
    await migrate(url)
    assert "_alembic_tmp_items" not in await on(url, lambda one: inspect(one).get_table_names())


async def test_a_migration_that_fails_leaves_the_old_schema(empty_url: str) -> None:
    # The last table that the first revision makes is in its way.
    await on(empty_url, lambda one: one.execute(text("CREATE TABLE revisions (id INTEGER)")))
    with pytest.raises(StorageError):
        await migrate(empty_url)
    assert await on(empty_url, lambda one: inspect(one).get_table_names()) == ["revisions"]
    await on(empty_url, lambda one: one.execute(text("DROP TABLE revisions")))
    await migrate(empty_url)
    assert await schema_is_current(empty_url)


def test_a_normal_start_does_not_import_alembic() -> None:
    program = "import sys, storage.store, storage.migrate, storage.version; sys.exit('alembic' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


async def test_no_table_gives_an_id_out_again(tmp_path: Path) -> None:
    file = tmp_path / "vekha.db"
    await migrate(f"sqlite+aiosqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("select name, sql from sqlite_master where type = 'table'")
        again = [
            name
            for name, sql in tables
            if "id INTEGER" in sql and "PRIMARY KEY" in sql and "AUTOINCREMENT" not in sql
        ]
    assert again == []
