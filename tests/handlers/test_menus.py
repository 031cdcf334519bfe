"""Menus: each person's own, told to Telegram again where it did not take them."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError

from bot.delivery.menus import Menus
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


class Unsteady(Bot):
    """Telegram, out of reach at the first call."""

    def __init__(self) -> None:
        super().__init__("42:TEST")
        self.asked: list[int] = []

    async def __call__(self, method: Any, request_timeout: int | None = None) -> Any:
        self.asked.append(method.scope.chat_id)
        if len(self.asked) == 1:
            raise TelegramNetworkError(method, "out of reach")
        return True


async def test_a_menu_that_telegram_did_not_take_is_told_again_and_no_other(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    bot = Unsteady()
    menus = Menus(desk.store, bot)
    await menus.refresh()
    assert sorted(bot.asked) == [COORDINATOR, IVANOVA]
    await menus.refresh()
    assert bot.asked[2:] == bot.asked[:1]
    await menus.refresh()
    assert len(bot.asked) == 3
