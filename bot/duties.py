"""What is done once a day or once a week. The last time stands in the database, so that a machine that slept through
the hour makes up for it once, and a restart repeats nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.logs import log
from roadmap.errors import VekhaError
from roadmap.instants import local_instant
from roadmap.ports import Store

_log = log("duties")


@dataclass(frozen=True, slots=True)
class Duty:
    """`act` is called with the instant (UTC) once a day at `at`, or once a week on `weekday` (Monday is 0)."""

    name: str
    at: time
    act: Callable[[datetime], Awaitable[None]]
    weekday: int | None = None


def last_turn(duty: Duty, at: datetime, zone: ZoneInfo) -> date:
    """The day of the last time that `duty` fell to be done, at or before the instant `at`."""
    day = at.astimezone(zone).date()
    while (duty.weekday not in (None, day.weekday())) or local_instant(day, duty.at, zone) > at:
        day -= timedelta(days=1)
    return day


async def do_duties(store: Store, duties: Sequence[Duty], at: datetime, zone: ZoneInfo) -> None:
    """Do those whose turn has come since they were last done. The first start of all only notes the day.

    One that fails is logged and waits for its next turn: an error that stays must not be repeated every tick.
    """
    for duty in duties:
        day, fact = last_turn(duty, at, zone).isoformat(), f"duty:{duty.name}"
        async with store.read() as tx:
            done = await tx.desk.fact(fact)
        if done is not None and done >= day:
            continue
        async with store.begin() as tx:
            await tx.desk.set_fact(fact, day)
        if done is None:
            continue
        try:
            await duty.act(at)
        except (VekhaError, OSError) as error:
            _log.error("a duty failed", duty=duty.name, error=type(error).__name__, reason=str(error))
        else:
            _log.info("duty done", duty=duty.name)
