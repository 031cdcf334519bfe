"""What the desk shows is in words that people use."""

from __future__ import annotations

from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def test_time_zones_are_cities(office: Desk) -> None:
    (shown,) = await office.send(IVANOVA, "/settings")
    assert "Часовой пояс: Москва (UTC+3)" in shown.text
    assert "Тихие часы: нет" in shown.text
    (zones,) = await office.press(IVANOVA, shown, "Часовой пояс")
    (shown,) = await office.press(IVANOVA, zones, "Омск (UTC+6)")
    assert "Часовой пояс: Омск (UTC+6)" in shown.text
    (shown,) = await office.press(IVANOVA, shown, "English")
    assert "Time zone: Omsk (UTC+6)" in shown.text
    assert "Quiet hours: none" in shown.text


async def test_the_log_names_who_joined_once_and_has_no_colon_before_nothing(office: Desk) -> None:
    (people,) = await office.send(COORDINATOR, "/people Петров")
    (card,) = await office.press(COORDINATOR, people, "Петров")
    await office.press(COORDINATOR, card, "Отпуск")
    await office.send(COORDINATOR, "с 1 по 14 июля")
    (card,) = await office.press(COORDINATOR, card, "Удалить данные")
    await office.press(COORDINATOR, card, "Да, удалить")
    (log,) = await office.send(COORDINATOR, "/log")
    lines = log.text.splitlines()
    assert any(line.endswith("Иванова Анна: подключение к боту") for line in lines)
    assert not any(line.rstrip().endswith(":") for line in lines)
