"""An event loop whose clock goes forward by itself: a test of what happens within a minute takes as
long as the work in that minute, and a busy machine changes nothing of it.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from roadmap.ports import Store, Tx

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


class MovedLoop(asyncio.SelectorEventLoop):
    """Time stands still while there is work, be it in this loop or, `busy`, in a thread. Where there
    is none it goes on to the next timer.
    """

    def __init__(self) -> None:
        self._now = 0.0
        self._busy = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._now

    @contextmanager
    def busy(self) -> Iterator[None]:
        """A thread works, and will wake the loop."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    def pass_time(self, seconds: float | None) -> bool:
        """Whether so many seconds have passed now, None being for ever."""
        if self._busy or seconds is None:
            return False
        self._now += seconds
        return True


class _Selector(selectors.DefaultSelector):
    """Asks whether there is anything to do, and waits only for threads."""

    def __init__(self, loop: MovedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """As a selector does; `timeout` is when the loop's next timer ends."""
        found = super().select(0)
        if found or timeout == 0 or self._loop.pass_time(timeout):
            return found
        return super().select()


class LoopClock(Clock):
    """The wall clock of somebody who lives in such a loop."""

    def now(self) -> datetime:
        """The instant (UTC)."""
        return START + timedelta(seconds=asyncio.get_running_loop().time())


class BusyStore:
    """`store`, during whose work no time passes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """As Store.begin."""
        with _loop().busy():
            async with self._store.begin() as tx:
                yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """As Store.read."""
        with _loop().busy():
            async with self._store.read() as tx:
                yield tx


def _loop() -> MovedLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, MovedLoop)
    return loop
