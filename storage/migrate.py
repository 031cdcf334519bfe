"""Bringing a database's schema to this program's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, inspect, text

from storage.engine import in_words, name_of, open_database, parse
from storage.tables import leases
from storage.version import HEAD, refuse_newer, revision_of

SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(url: str, revision: str = "head") -> None:
    """Take the database at `url` up or down to `revision`, in one transaction: cut short, it leaves
    the old schema.

    Raises StorageError where the schema is newer than this program, or the database cannot be used.
    """
    parsed = parse(url)
    database = open_database(parsed)
    try:
        with in_words(name_of(parsed)):
            await database.in_sqlalchemy(
                lambda connection: _run(connection, name_of(parsed), revision)
            )
    finally:
        await database.close()


async def drop_lease(url: str, name: str, holder: str) -> None:
    """Let go of `holder`'s lease in a database whose schema is another version's, so that this
    version waits for nothing; a store would bring the schema up. Raises StorageError.
    """
    parsed = parse(url)
    database = open_database(parsed)
    try:
        with in_words(name_of(parsed)):
            await database.in_sqlalchemy(
                lambda connection: connection.execute(
                    delete(leases).where(leases.c.name == name, leases.c.holder == holder)
                )
            )
    finally:
        await database.close()


def alembic_config(connection: Connection | None = None) -> Any:
    """Alembic's configuration, to run on `connection`."""
    # Alembic is slow to import, and a normal start has nothing to migrate.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, name: str, revision: str) -> None:
    present = revision_of(connection)
    refuse_newer(present, name)
    _drop_leftovers(connection)
    if present == (HEAD if revision == "head" else revision):
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    order = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][
        ::-1
    ]
    down = revision == "base" or (present in order and revision in order[: order.index(present)])
    (command.downgrade if down else command.upgrade)(config, revision)


def _drop_leftovers(connection: Connection) -> None:
    """Alembic's batches on SQLite leave tables behind when they are cut short."""
    for table in inspect(connection).get_table_names():
        if table.startswith("_alembic_tmp_"):
            connection.execute(text(f'DROP TABLE "{table}"'))
