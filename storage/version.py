"""Which schema a database has, told without Alembic, so that a normal start stays quick."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from roadmap.errors import StorageError
from storage.engine import in_words, name_of, open_database, parse

#: Every revision of the schema, oldest first; a test holds this against the scripts.
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
)
HEAD = REVISIONS[-1]


def revision_of(connection: Connection) -> str | None:
    """The revision that the database says it has; None where it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def require_current(revision: str | None, name: str) -> None:
    """Raise StorageError where the schema is older or newer than this program's."""
    refuse_newer(revision, name)
    if revision != HEAD:
        raise StorageError(f"База данных {name} не готова: её схему нужно обновить")


def refuse_newer(revision: str | None, name: str) -> None:
    """Raise StorageError where the schema is one that this program does not know."""
    if revision is not None and revision not in REVISIONS:
        raise StorageError(
            f"База данных {name} создана более новой версией программы (схема {revision}); "
            f"обновите программу"
        )


async def schema_is_current(url: str) -> bool:
    """Whether the schema is this program's; False where older. Raises StorageError where newer."""
    parsed = parse(url)
    database = open_database(parsed)
    try:
        with in_words(name_of(parsed)):
            revision = await database.revision()
    finally:
        await database.close()
    refuse_newer(revision, name_of(parsed))
    return revision == HEAD
