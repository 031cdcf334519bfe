"""One instance at a time: a locked file beside a SQLite database, a lease in any other."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import math
import os
import time
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TextIO

from bot.clock import Clock
from bot.logs import log
from roadmap.errors import StorageError, Superseded, VekhaError
from roadmap.ports import Lease, Store

LEASE_NAME = "main"
#: Another instance takes over when the holder has not renewed for this long.
LEASE = timedelta(seconds=10)
RENEW_SECONDS = 3.0
#: How often an instance that stands by looks whether it may go on.
LOOK_SECONDS = 1.0
#: Without a renewal for so long nothing more is sent: what is on its way then should end before
#: another takes over.
SURE_SECONDS = 7.0
#: A stop does not wait longer than this to let go of the lease.
DROP_SECONDS = 1.5

_TAKEN = "другой экземпляр принял работу"

_log = log("single_instance")


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
    """Hold the lock beside `database`; raises AlreadyRunning at once where another process has it,
    StorageError where the file cannot be written.

    The kernel lets go of the lock when a process dies, however it dies, so a restart never waits.
    """
    path = database.with_name(database.name + ".lock")
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"с базой {database} уже работает другой экземпляр{_holder(file)}"
            ) from None
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


class Leader:
    """One instance's claim to be the one that works, of several on the same database.

    Nobody's wall clock is trusted: a lease has run out once the instance that waits for it has not
    seen it renewed for LEASE.
    """

    def __init__(self, store: Store, holder: str, clock: Clock) -> None:
        self.holder = holder
        self._store, self._clock = store, clock
        self._renewed = -math.inf

    def may_send(self) -> bool:
        """Whether surely nobody else sends yet; False in a process that has just slept long."""
        return _steady() - self._renewed < SURE_SECONDS

    async def wait(self) -> None:
        """Return with the lease; instances beside the one that works wait here."""
        seen, since = None, _steady()
        while True:
            try:
                if await self._take(
                    over=seen if _steady() - since > LEASE.total_seconds() else None
                ):
                    return
                async with self._store.read() as tx:
                    lease = await tx.leases.get(LEASE_NAME)
            except StorageError as error:
                _log.error("standing by, but the database does not answer", error=str(error))
                lease = None
            if seen is None and lease is not None:
                _log.info("another instance works, standing by")
            if lease != seen:
                seen, since = lease, _steady()
            await asyncio.sleep(LOOK_SECONDS)

    async def take_or_refuse(self) -> None:
        """Return with the lease: at once, or where its holder has died. Raises AlreadyRunning where
        they live, and StorageError.
        """
        seen, since = None, _steady()
        while not await self._take(
            over=seen if _steady() - since > LEASE.total_seconds() else None
        ):
            async with self._store.read() as tx:
                lease = await tx.leases.get(LEASE_NAME)
            if seen is not None and lease is not None and lease != seen:
                raise AlreadyRunning(
                    f"с базой уже работает другой экземпляр ({lease.holder}); остановите его"
                )
            seen = lease
            await asyncio.sleep(LOOK_SECONDS)

    async def keep_during(self, work: Coroutine[Any, Any, None]) -> None:
        """Do `work` with the lease, and let go of it afterwards, so that the next instance goes on
        at once.

        Raises LeaseLost where somebody else has it; the work is ended first.
        """
        working, keeping = asyncio.create_task(work), asyncio.create_task(self._keep())
        try:
            await asyncio.wait([working, keeping], return_when=asyncio.FIRST_COMPLETED)
        finally:
            # What is in hand is finished while nobody else may begin.
            for task in (working, keeping):
                task.cancel()
                await asyncio.wait([task])
            with contextlib.suppress(StorageError, TimeoutError):
                async with asyncio.timeout(DROP_SECONDS), self._store.begin() as tx:
                    await tx.leases.drop(LEASE_NAME, self.holder)
        for task in (keeping, working):
            if not task.cancelled():
                task.result()

    async def _keep(self) -> None:
        """Renew the lease until somebody else has it. While the database is away nobody can take
        it, so this one asks for it again and again, neither sends nor fetches meanwhile
        (`may_send`), and goes on afterwards.
        """
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                async with asyncio.timeout(RENEW_SECONDS):
                    if not await self._take():
                        raise LeaseLost(_TAKEN)
            except Superseded as error:
                raise LeaseLost(_TAKEN) from error
            except (StorageError, TimeoutError) as error:
                _log.error("the lease cannot be renewed", error=type(error).__name__)

    async def _take(self, over: Lease | None = None) -> bool:
        asked = _steady()
        async with self._store.begin() as tx:
            taken = await tx.leases.take(LEASE_NAME, self.holder, self._clock.now() + LEASE, over)
        if taken:
            self._renewed = asked
        return taken


def _steady() -> float:
    """Seconds that pass while the machine sleeps, too, and that nobody sets."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
