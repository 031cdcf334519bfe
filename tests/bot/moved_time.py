"""Time that goes on by itself: whatever waits for a clock is waited for in no time, and on a busy
machine nothing takes longer than on an idle one.

A loop that has nothing to do goes on at once to its next timer; computing takes next to no time.
While a transaction is open or a thread is at work the clock hardly moves, since what they wait for
comes by itself.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import Clock
from roadmap.ports import Store, Tx
from storage.store import open_store

#: Pauses that a transaction itself makes are as short as this, in seconds.
_PAUSE = 0.005
#: How fast the clock goes while something is waited for that comes by itself.
_SLOWLY = 0.02
#: What a round of the loop takes, in seconds: more than the loop's own resolution, within which it
#: calls a timer due. Without it a wait shorter than that would be asked for without end.
_ROUND = 1e-7
BEGINNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # a Monday, nine in the morning in Moscow


class MovedLoop(asyncio.SelectorEventLoop):
    """Its `time()` goes on with the timers."""

    def __init__(self) -> None:
        self.moved = 1000.0
        self.busy = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds that have been waited for."""
        return self.moved

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        """As ever; time stands while the thread is at work."""
        self.busy += 1
        done = super().run_in_executor(executor, func, *args)
        done.add_done_callback(lambda _: self._rested())
        return done

    def _rested(self) -> None:
        self.busy -= 1


class _Selector(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    def __init__(self, loop: MovedLoop) -> None:
        super().__init__()
        self._moving = loop

    def select(self, timeout: float | None = None) -> Any:
        self._moving.moved += _ROUND
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if self._moving.busy and timeout > _PAUSE:
            found = super().select(_PAUSE)
            self._moving.moved += 0.0 if found else _PAUSE * _SLOWLY
            return found
        found = super().select(0)
        self._moving.moved += 0.0 if found else timeout
        return found


class MovingPolicy(asyncio.DefaultEventLoopPolicy):
    """Gives such loops; for the fixture `event_loop_policy`."""

    def new_event_loop(self) -> MovedLoop:
        """A loop of its own time."""
        return MovedLoop()


class MovedClock(Clock):
    """The wall clock that belongs to the loop: BEGINNING when it is made."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = asyncio.get_running_loop().time()

    def now(self) -> datetime:
        """The instant, in UTC."""
        gone = asyncio.get_running_loop().time() - self._begun
        return BEGINNING + timedelta(seconds=gone)


class Watched:
    """A store during whose transactions time stands. `troubles` come one after the other to those
    who want to write, before they begin: an error is raised, seconds are waited for, None lets one
    pass.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.troubles: list[Exception | float | None] = []
        self.written = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """As Store.begin."""
        trouble = self.troubles.pop(0) if self.troubles else None
        if isinstance(trouble, Exception):
            raise trouble
        if trouble is not None:
            await asyncio.sleep(trouble)
        with _busy():
            async with self._store.begin() as tx:
                yield tx
        self.written += 1

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """As Store.read."""
        with _busy():
            async with self._store.read() as tx:
                yield tx


class _busy:  # noqa: N801 - a context manager
    def __enter__(self) -> None:
        self.loop = asyncio.get_running_loop()
        assert isinstance(self.loop, MovedLoop)
        self.loop.busy += 1

    def __exit__(self, *_: object) -> None:
        self.loop.busy -= 1


@asynccontextmanager
async def watched_store(path: Path, empty: bytes) -> AsyncIterator[Watched]:
    """A new database at `path`."""
    path.write_bytes(empty)
    with _busy():
        opened = await open_store(f"sqlite+aiosqlite:///{path}")
    try:
        yield Watched(opened)
    finally:
        with _busy():
            await opened.close()
