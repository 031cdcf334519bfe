"""One person's reminders that cannot be put together keep nobody else's back, and the program goes
on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.clock import Clock
from bot.schedule import ticker
from bot.schedule.duties import Duty, do_duties
from handlers.reminding import messages as reminding
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import How, Named, Target, assign
from roadmap.actions.planning import Rules
from roadmap.model import Reminder
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk

#: 24 December 2019, 09:00 in Moscow: a week before 6.1 is due.
DUE = datetime(2019, 12, 24, 6, 0, tzinfo=UTC)


class StandingClock(Clock):
    """Shows one instant."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def now(self) -> datetime:
        return self._at


@pytest.fixture
async def two(office: Desk) -> Desk:
    """Иванова and Петров both answer for 6, whose first point is due on 31 December."""
    async with office.store.begin() as tx:
        coordinator, petrov = [await tx.people.by_telegram(one) for one in (COORDINATOR, PETROV)]
        [roadmap] = await tx.roadmaps.all()
        [item] = [item for item in await tx.roadmaps.items(roadmap.id) if item.number == "6"]
        assert coordinator is not None
        assert petrov is not None
        rules = Rules(office.office.policy, office.office.calendar, office.at)
        await assign(tx, coordinator, [Target(item)], [Named(petrov)], rules, How.ADD)
    return office


async def tick(desk: Desk) -> list[Outgoing]:
    """What one tick at the morning says."""
    one = ticker.Ticker(desk.store, desk.office, StandingClock(DUE), lambda: None, lambda _: None)
    await one.tick()
    return await desk.sent()


async def test_a_reminder_that_cannot_be_composed_is_held_and_the_next_person_is_reminded(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = reminding.compose

    async def stumbling(voice: Voice, reminders: Sequence[Reminder]) -> Outgoing | None:
        if voice.whom.telegram_id == IVANOVA:
            raise KeyError("item")
        return await compose(voice, reminders)

    monkeypatch.setattr(ticker, "compose", stumbling)
    said = await tick(two)
    assert [message.chat_id for message in said if message.chat_id == PETROV] == [PETROV]
    [told] = [message for message in said if message.chat_id == COORDINATOR]
    assert "не составлено из-за ошибки" in told.text
    monkeypatch.undo()
    await two.press(COORDINATOR, told, "Отправить")
    assert IVANOVA in [message.chat_id for message in await tick(two)]


async def test_a_duty_that_stumbles_keeps_no_other_from_being_done(office: Desk) -> None:
    done: list[str] = []

    async def stumble(at: datetime) -> None:
        raise KeyError("digest")

    async def back_up(at: datetime) -> None:
        done.append("backup")

    duties = [Duty("digest", time(6), act=stumble), Duty("backup", time(6), act=back_up)]
    zone = office.office.policy.timezone
    await do_duties(office.store, duties, DUE, zone)
    await do_duties(office.store, duties, DUE + timedelta(days=1), zone)
    assert done == ["backup"]
