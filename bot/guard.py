"""One instance at a time: a locked file beside a SQLite database, a lease in any other."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from bot.clock import Clock
from bot.logs import log
from roadmap.errors import StorageError, VekhaError
from roadmap.ports import Store

LEASE_NAME = "main"
#: Another instance takes over when the holder has not renewed for this long.
LEASE = timedelta(seconds=10)
RENEW_SECONDS = 3.0

_log = log("guard")


class AlreadyRunning(VekhaError):
    """Another instance has the database or the bot."""


class LeaseLost(VekhaError):
    """Another instance has taken over."""


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database, None for other databases and those in memory."""
    scheme, _, path = url.partition(":///")
    if not scheme.startswith("sqlite") or not path or path.startswith(":memory:"):
        return None
    return Path(path.partition("?")[0])


@contextlib.contextmanager
def only_instance(database: Path) -> Iterator[None]:
    """Hold the lock beside `database`; raises AlreadyRunning at once where another process has it, StorageError where
    the file cannot be written.

    The kernel lets go of the lock when a process dies, however it dies, so a restart never waits.
    """
    path = database.with_name(database.name + ".lock")
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"с базой {database} уже работает другой экземпляр{_holder(file)}") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii")
    except OSError as error:
        raise StorageError(f"Файл {path} не открывается для записи: {error.strerror}") from error


def _holder(file: TextIO) -> str:
    file.seek(0)
    number = file.read(20).strip()
    return f" (процесс {number})" if number else ""


async def wait_for_lease(store: Store, holder: str, clock: Clock) -> None:
    """Return when `holder` has the lease; instances beside the one that works wait here."""
    told = False
    while not await _take(store, holder, clock):
        if not told:
            _log.info("another instance works, standing by")
            told = True
        await asyncio.sleep(RENEW_SECONDS)


async def keep_lease(store: Store, holder: str, clock: Clock) -> None:
    """Renew until cancelled; raises LeaseLost where somebody else has it or it could not be renewed in time."""
    loop = asyncio.get_running_loop()
    renewed = loop.time()
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            if not await _take(store, holder, clock):
                raise LeaseLost("другой экземпляр принял работу")
            renewed = loop.time()
        except StorageError as error:
            _log.error("the lease cannot be renewed", error=str(error))
            if loop.time() - renewed > LEASE.total_seconds():
                raise LeaseLost("база недоступна, работу примет другой экземпляр") from error


async def _take(store: Store, holder: str, clock: Clock) -> bool:
    at = clock.now()
    async with store.begin() as tx:
        return await tx.desk.take_lease(LEASE_NAME, holder, at, at + LEASE)


async def drop_lease(store: Store, holder: str) -> None:
    """Let the next instance go on at once."""
    with contextlib.suppress(StorageError):
        async with store.begin() as tx:
            await tx.desk.drop_lease(LEASE_NAME, holder)
