"""How often somebody was reminded, as an item's card says: only what was really sent."""

from __future__ import annotations

import pytest

from bot.delivery.outcomes import Outcome, record
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.errors import DeliveryError, Passing, Refused, Unreachable
from roadmap.model import ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def queue(desk: Desk) -> Outgoing:
    """The first reminder that Иванова has coming, put into the outbox as the ticker does."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        assert person is not None
        first = (await tx.reminders.of_person(person.id, [ReminderState.PLANNED]))[0]
        composed = await compose(Voice(tx, desk.at, desk.office).to(person), [first])
        assert composed is not None
        message = await tx.messages.add(composed)
        await tx.reminders.queued_as([first.id], message.id)
        return message


async def test_the_card_says_how_often_its_people_were_reminded(office: Desk) -> None:
    await queue(office)
    await office.sent()
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "Напоминали 1 раз" in card.text


@pytest.mark.parametrize(
    "error",
    [
        Refused("message is too long"),
        Unreachable("blocked", "the user has blocked the bot"),
        Passing("a timeout", maybe_sent=True),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_the_card_does_not_count_a_reminder_that_was_not_sent(
    office: Desk, error: DeliveryError
) -> None:
    message = await queue(office)
    async with office.store.begin() as tx:
        await record(tx, Outcome(message, error=error), office.at, 0.0)
    said = await office.send(COORDINATOR, "/item 6")
    (card,) = [one for one in said if "Результаты олимпиады" in one.text and one.id != message.id]
    assert "Напоминали" not in card.text


async def test_the_card_does_not_count_a_reminder_that_still_waits(office: Desk) -> None:
    message = await queue(office)
    said = await office.send(COORDINATOR, "/item 6")
    (card,) = [one for one in said if one.id != message.id]
    assert "Напоминали" not in card.text
