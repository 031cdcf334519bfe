"""Opening the database, and what to say where it cannot be used."""

from __future__ import annotations

from pathlib import Path

from bot.configuration.settings import Settings
from roadmap.errors import StorageError
from storage.migrate import migrate
from storage.store import SqlStore, open_store
from storage.version import schema_is_current


async def open_database(settings: Settings) -> SqlStore:
    """The open database, its schema brought up to date.

    Raises StorageError, a sentence that names the database and, where there is one, its newest
    backup.
    """
    try:
        if not await schema_is_current(settings.database.url):
            await migrate(settings.database.url)
        return await open_store(settings.database.url)
    except StorageError as error:
        kept = newest_backup(settings.backup.directory)
        if kept is None:
            raise
        raise StorageError(f"{error}. Последняя резервная копия: {kept}") from error


def newest_backup(directory: str) -> Path | None:
    """The nightly copy made last; None where there is none."""
    if not directory:
        return None
    return max(Path(directory).glob("vekha-*.backup"), key=lambda copy: copy.name, default=None)
