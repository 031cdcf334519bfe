"""After a turn's transaction, and lost without harm: ending a button's wait, «печатает…»."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery, SendChatAction

from bot.delivery.rates import Rates
from bot.logs import log
from bot.telegram.refusals import TOO_OLD, delivery_error
from handlers.speaking.turn import CallbackAnswer, Effect
from roadmap.errors import Flood, Refused

#: More than these at once would only take connections from the messages.
_AT_ONCE = 20

_log = log("effects")


class Effects:
    """Carries effects out in the background, a few at a time."""

    def __init__(self, bot: Bot, rates: Rates) -> None:
        self._bot, self._rates = bot, rates
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._running: set[asyncio.Task[None]] = set()

    def start(self, effects: Sequence[Effect]) -> None:
        """Begin these; nobody waits for them."""
        for effect in effects:
            task = asyncio.create_task(self._carry_out(effect))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        """Wait for those that have begun."""
        await asyncio.gather(*self._running)

    async def _carry_out(self, effect: Effect) -> None:
        async with self._room:
            loop = asyncio.get_running_loop()
            if self._rates.held(loop.time()):
                # Telegram asked to be left alone; a circle that turns a little longer harms nobody
                return
            try:
                await self._bot(_method(effect), request_timeout=10)
            except AiogramError as error:
                meant = delivery_error(error)
                if isinstance(meant, Flood):
                    self._rates.hold(meant.retry_after, loop.time())
                if not (isinstance(meant, Refused) and TOO_OLD.search(str(meant))):
                    _log.info(
                        "effect lost", effect=type(effect).__name__, error=type(meant).__name__
                    )


def _method(effect: Effect) -> AnswerCallbackQuery | SendChatAction:
    if isinstance(effect, CallbackAnswer):
        return AnswerCallbackQuery(
            callback_query_id=effect.callback_id,
            text=effect.text or None,
            show_alert=effect.alert or None,
        )
    return SendChatAction(chat_id=effect.chat_id, action=effect.action)
