"""The half-year closes: what is missing is collected, the draft is gone through, versions are compared."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.digests import every_day, every_week
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk


async def test_everybody_is_asked_once_for_what_is_missing(office: Desk) -> None:
    office.at = datetime(2019, 12, 20, 6, tzinfo=UTC)
    for _ in range(2):
        async with office.store.begin() as tx:
            await every_day(tx, office.at, office.office)
    asked = [message for message in await office.sent() if message.chat_id == IVANOVA]
    assert len(asked) == 1
    assert "<b>6</b>" in asked[0].text
    await office.send(IVANOVA, "6 проведены два этапа")
    said = await office.send(COORDINATOR, "/collect")
    assert "1 из 1" in said[-1].text


async def test_the_coordinators_words_stand_in_the_draft_and_a_changed_item_is_named(office: Desk) -> None:
    await office.send(IVANOVA, "6 проведены два этапа")
    (state, *_) = await office.send(COORDINATOR, "/report")
    (shown,) = await office.press(COORDINATOR, state, "Пройти по пунктам")
    await office.press(COORDINATOR, shown, "Другой текст")
    await office.send(COORDINATOR, "Работа ведётся.")
    (state, *_) = await office.send(COORDINATOR, "/report")
    assert "версии 1" in state.text
    assert "изменил" in state.text


async def test_the_observer_gets_the_weeks_discipline(office: Desk) -> None:
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await office.send(PETROV + 100, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    async with office.store.begin() as tx:
        await every_week(tx, office.at, office.office)
    (week,) = [message for message in await office.sent() if message.chat_id == PETROV + 100]
    assert "дисциплина" in week.text
