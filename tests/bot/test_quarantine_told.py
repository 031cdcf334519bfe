"""The coordinators hear of the first update of a day that could not be understood, and the day is
theirs.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.intake.worker import Worker
from tests.handlers.conftest import COORDINATOR, Desk, desk

__all__ = ["desk"]


class Hands:
    """A clock that stands where it was put."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


async def test_a_new_day_in_the_offices_zone_is_told_of_anew(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    clock = Hands(desk.at)
    worker = Worker(desk.store, desk.dispatcher, desk.bot, desk.office, clock, lambda effects: None)  # type: ignore[arg-type]
    told = []
    moscow_evening, moscow_night = (
        datetime(2019, 12, 2, 20, 30, tzinfo=UTC),
        datetime(2019, 12, 2, 21, 30, tzinfo=UTC),
    )
    for number, at in enumerate((moscow_evening, moscow_evening, moscow_night), 1):
        clock.at = at
        async with desk.store.begin() as tx:
            await tx.inbox.store([(number, '{"update_id": "не число"}')], at)
        await worker.step()
        told.append(len(await desk.sent()))
    assert told == [1, 0, 1]
