"""Lists of deadlines and the card behind each of their buttons."""

from __future__ import annotations

from datetime import UTC, datetime

from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_the_coordinator_sees_who_answers_for_each_deadline_and_an_official_does_not(
    office: Desk,
) -> None:
    office.at = datetime(2019, 12, 20, 6, tzinfo=UTC)
    (everybodys,) = await office.send(COORDINATOR, "/due 30")
    assert "<b>6.1</b> · результаты муниципального этапа" in everybodys.text
    assert "Иванова Анна" in everybodys.text
    (own,) = await office.send(IVANOVA, "/due 30")
    assert "<b>6.1</b>" in own.text
    assert "Иванова Анна" not in own.text


async def test_a_deadline_that_is_nobodys_is_said_to_be(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 6.1 Петров")
    office.at = datetime(2020, 5, 20, 6, tzinfo=UTC)
    (late,) = await office.send(COORDINATOR, "/overdue")
    assert "Петров Олег" in late.text
    assert "Иванова Анна" in late.text


async def test_an_empty_list_leads_further_ahead(office: Desk) -> None:
    (nothing,) = await office.send(IVANOVA, "/due 7")
    assert "сроков нет" in nothing.text
    assert labels(nothing) == ["30 дней", "90 дней"]
    (shown,) = await office.press(IVANOVA, nothing, "30 дней")
    assert "<b>6.1</b>" in shown.text
    assert labels(shown)[-2:] == ["7 дней", "90 дней"]


async def test_what_is_overdue_does_not_take_the_summarys_place(office: Desk) -> None:
    (summary,) = await office.send(COORDINATOR, "/summary")
    (shown,) = await office.press(COORDINATOR, summary, "Просрочено")
    assert shown.edits is None


async def test_a_deadline_opened_from_a_list_is_no_reminder_and_leads_to_its_item(
    office: Desk,
) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    assert card.text.startswith(
        "<b>Пункт 6, контрольная точка 1</b>\nрезультаты муниципального этапа\nСрок: "
    )
    (whole,) = await office.press(IVANOVA, card, "Пункт целиком")
    assert "<b>Пункт 6</b>" in whole.text


async def test_the_coordinator_is_told_what_is_to_be_postponed(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    await office.press(IVANOVA, card, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    assert "контрольная точка 1: результаты муниципального этапа" in request.text


async def test_moving_an_answer_can_be_left(office: Desk) -> None:
    (taken,) = await office.send(IVANOVA, "6.1 готовимся")
    (where,) = await office.press(IVANOVA, taken, "Не сюда")
    assert "перенести" in where.text
    assert labels(where)[-1] == "Отмена"
