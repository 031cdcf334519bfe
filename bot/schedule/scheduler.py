"""APScheduler wakes the loop: every so often, and at the instant of the next reminder. It keeps
nothing else: what is due, and which daily duty has been done, stands in the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.logs import log

#: A difference between the wall clock and the loop's that no correction by a time server explains.
_JUMP = timedelta(seconds=5)

_log = log("scheduler")


class Scheduler:
    """Calls `tick` every `tick_seconds`, and when the next reminder falls due."""

    def __init__(self, clock: Clock, tick_seconds: float, tick: Callable[[], None]) -> None:
        self._clock, self._seconds, self._tick = clock, tick_seconds, tick
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        self._aimed: datetime | None = None

    async def run(self) -> None:
        """Until cancelled."""
        self._start_ticking()
        self._scheduler.start()
        try:
            await self._watch()
        finally:
            self._scheduler.shutdown(wait=False)

    def aim(self, instant: datetime | None) -> None:
        """Tick at `instant` too (UTC, by our clock); None: nothing is planned."""
        if instant == self._aimed or not self._scheduler.running:
            return
        self._aimed = instant
        if instant is None:
            return
        self._scheduler.add_job(
            self._arrive,
            "date",
            run_date=self._clock.wall(instant),
            id="next",
            replace_existing=True,
        )

    def _start_ticking(self) -> None:
        self._scheduler.add_job(
            self._tick_now, "interval", seconds=self._seconds, id="tick", replace_existing=True
        )
        self._tick()

    async def _tick_now(self) -> None:
        self._tick()

    async def _arrive(self) -> None:
        self._aimed = None
        self._tick()

    async def _watch(self) -> None:
        """APScheduler plans by the wall clock: where it jumps, its jobs are planned anew."""
        loop = asyncio.get_running_loop()
        wall, steady = self._clock.now(), loop.time()
        while True:
            await asyncio.sleep(min(self._seconds, 1.0))
            passed = timedelta(seconds=loop.time() - steady)
            jump = self._clock.now() - wall - passed
            wall, steady = self._clock.now(), loop.time()
            if abs(jump) > _JUMP:
                tell = _log.info if self._clock.is_movable else _log.warning
                tell("the clock has jumped", seconds=round(jump.total_seconds()))
                self._aimed = None
                self._start_ticking()
