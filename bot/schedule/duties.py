"""What is done once a day or once a week. The last time stands in the database, so that a machine
that slept through the hour makes up for it once, and a restart repeats nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.logs import log, trail
from roadmap.errors import VekhaError
from roadmap.ports import Store, Tx
from roadmap.schedule.hours import was_missed
from roadmap.schedule.instants import local_instant

_log = log("duties")


@dataclass(frozen=True, slots=True)
class Duty:
    """Once a day at `at`, or once a week on `weekday` (Monday is 0), one of two is called with the
    instant (UTC): `within` a transaction, together with the note that it was done, or `act` outside
    of any, which may be repeated. What was missed is made up for where `made_up` holds of the
    instant, else left to the next turn.
    """

    name: str
    at: time
    within: Callable[[Tx, datetime], Awaitable[None]] | None = None
    act: Callable[[datetime], Awaitable[None]] | None = None
    weekday: int | None = None
    made_up: Callable[[datetime], bool] = lambda _: True


def last_turn(duty: Duty, at: datetime, zone: ZoneInfo) -> date:
    """The day of the last time that `duty` fell to be done, at or before the instant `at`."""
    day = at.astimezone(zone).date()
    while (duty.weekday not in (None, day.weekday())) or local_instant(day, duty.at, zone) > at:
        day -= timedelta(days=1)
    return day


async def do_duties(store: Store, duties: Sequence[Duty], at: datetime, zone: ZoneInfo) -> None:
    """Do those whose turn has come since they were last done. The first start of all only notes the
    day.

    One that fails is logged and waits for its next turn: an error that stays must not be repeated
    every tick.
    """
    for duty in duties:
        turn = last_turn(duty, at, zone)
        day = turn.isoformat()
        async with store.read() as tx:
            done = await tx.facts.get(_fact(duty))
        if done is not None and done >= day:
            continue
        missed = was_missed(local_instant(turn, duty.at, zone), at)
        if done is not None and missed and not duty.made_up(at):
            continue
        try:
            if done is not None:
                await _do(store, duty, day, at)
        except (VekhaError, OSError) as error:
            _log.error(
                "a duty failed", duty=duty.name, error=type(error).__name__, reason=str(error)
            )
        except Exception as error:  # one duty's mistake must not keep the backup from being made
            _log.error("a duty failed", duty=duty.name, at=trail(error))
        async with store.begin() as tx:
            if await tx.facts.get(_fact(duty)) == done:
                await tx.facts.set(_fact(duty), day)


async def _do(store: Store, duty: Duty, day: str, at: datetime) -> None:
    if duty.within is not None:
        async with store.begin() as tx:
            await duty.within(tx, at)
            await tx.facts.set(_fact(duty), day)
    if duty.act is not None:
        await duty.act(at)
    _log.info("duty done", duty=duty.name)


def _fact(duty: Duty) -> str:
    return f"duty:{duty.name}"
