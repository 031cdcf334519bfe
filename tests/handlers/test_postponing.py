"""A postponement is asked for with a day and a reason, in whatever order they come to mind."""

from __future__ import annotations

import pytest

from roadmap.model import Postponement
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def _begin(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    await office.press(IVANOVA, card, "Перенести срок")


async def _asked(office: Desk) -> list[Postponement]:
    async with office.store.read() as tx:
        return list(await tx.answers.postponements(1))


def _to_coordinator(said: list[Outgoing]) -> str:
    return next(str(message.text) for message in said if message.chat_id == COORDINATOR)


@pytest.mark.parametrize("day", ["15.03.2020", "до 15 марта", "перенести на 15 марта 2020 г."])
async def test_a_date_without_a_reason_is_asked_about(office: Desk, day: str) -> None:
    await _begin(office)
    (why,) = await office.send(IVANOVA, day)
    assert "По какой причине" in why.text
    assert await _asked(office) == []
    said = await office.send(IVANOVA, "ждём протокол")
    assert "Причина: ждём протокол" in _to_coordinator(said)
    (postponement,) = await _asked(office)
    assert f"{postponement.new_day:%d.%m.%Y}" == "15.03.2020"


async def test_a_date_with_a_reason_needs_no_question(office: Desk) -> None:
    await _begin(office)
    said = await office.send(IVANOVA, "до 15 марта ждём протокол")
    assert "15 марта 2020" in _to_coordinator(said)


async def test_a_date_that_is_past_is_said_to_be_and_another_may_follow(office: Desk) -> None:
    await _begin(office)
    (said,) = await office.send(IVANOVA, "до 1 ноября, ждём протокол")
    assert "уже прошла" in said.text
    (said,) = await office.send(IVANOVA, "до 20 декабря, ждём протокол")
    assert "позже прежнего" in said.text
    said_at_last = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    assert "15 марта 2020" in _to_coordinator(said_at_last)


async def test_a_coordinator_s_other_date_is_not_earlier_than_the_one_that_stands(
    office: Desk,
) -> None:
    await _begin(office)
    said = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    await office.press(COORDINATOR, request, "Другая дата")
    (refused,) = await office.send(COORDINATOR, "до 20 декабря")
    assert "позже прежнего" in refused.text
    said = await office.send(COORDINATOR, "до 1 февраля")
    assert any("1 февраля 2020" in one.text for one in said if one.chat_id == IVANOVA)
    (postponement,) = await _asked(office)
    assert f"{postponement.new_day:%d.%m.%Y}" == "01.02.2020"
