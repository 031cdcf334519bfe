"""The duties of this program: what they do, and when."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bot.duties import Duty
from bot.settings import Settings
from storage.backup import backup
from storage.store import SqlStore

#: Telegram keeps updates for at most 24 h [Bot API], so nothing older can arrive once more.
INBOX_KEPT = timedelta(days=2)


def duties_of(settings: Settings, store: SqlStore) -> list[Duty]:
    """Everything that is done daily or weekly under these settings."""

    async def copy(at: datetime) -> None:
        await nightly_backup(settings, at)

    async def tidy(at: datetime) -> None:
        async with store.begin() as tx:
            await tx.inbox.prune(at - INBOX_KEPT)
        await store.scrub()

    duties = [Duty("tidy", settings.backup.at, tidy)]
    if settings.backup.directory:
        duties.append(Duty("backup", settings.backup.at, copy))
    return duties


async def nightly_backup(settings: Settings, at: datetime) -> None:
    """A verified copy named by the day, the oldest of more than `backup.keep` removed once it stands."""
    directory = Path(settings.backup.directory)
    day = at.astimezone(settings.reminders.timezone).date()
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    await backup(settings.database.url, directory / f"vekha-{day.isoformat()}.backup")
    await asyncio.to_thread(_forget_old, directory, settings.backup.keep)


def _forget_old(directory: Path, keep: int) -> None:
    for old in sorted(directory.glob("vekha-????-??-??.backup"))[:-keep]:
        old.unlink()
