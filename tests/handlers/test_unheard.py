"""More than a day without updates: people are told that answers may be lost, and nobody is blamed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.intake.hearing import Hearing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_living_reminders import reminded


class SetClock(Clock):
    """A clock that shows what it is set to."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at


async def test_after_a_day_without_updates_the_coordinator_and_who_was_reminded_are_told_once(
    office: Desk,
) -> None:
    await reminded(office, IVANOVA, "6.1")
    clock = SetClock(office.at)
    await Hearing(office.store, office.office, clock).heard(after_failure=False)
    office.at = clock.at = office.at + timedelta(hours=25)  # Tuesday, ten in the morning
    again = Hearing(office.store, office.office, clock)
    await again.heard(after_failure=False)
    await again.heard(after_failure=True)
    told = await office.sent()
    assert sorted(one.chat_id for one in told) == [COORDINATOR, IVANOVA]
    assert all("Связи с Telegram не было" in one.text for one in told)
    (silent,) = await office.send(COORDINATOR, "/silent")
    assert "среди не ответивших нет: Иванова Анна" in silent.text
    assert "Не ответил" not in silent.text


async def test_a_line_that_comes_back_at_night_wakes_nobody(office: Desk) -> None:
    clock = SetClock(office.at)
    hearing = Hearing(office.store, office.office, clock)
    await hearing.heard(after_failure=False)
    office.at = clock.at = datetime(2019, 12, 6, 23, 30, tzinfo=UTC)  # Saturday, 02:30
    await hearing.heard(after_failure=True)
    assert await office.sent() == []
    office.at = datetime(2019, 12, 9, 6, 0, tzinfo=UTC)
    assert [one.chat_id for one in await office.sent()] == [COORDINATOR]


async def test_a_clock_that_is_moved_while_telegram_answers_has_lost_nothing(office: Desk) -> None:
    clock = SetClock(office.at)
    hearing = Hearing(office.store, office.office, clock)
    await hearing.heard(after_failure=False)
    clock.at += timedelta(days=30)
    await hearing.heard(after_failure=False)
    clock.at += timedelta(hours=22)
    await hearing.heard(after_failure=True)
    assert await office.sent() == []
