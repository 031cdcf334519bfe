"""Where updates come in, by polling or by webhook, and what is served beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from functools import partial

from aiogram import Bot
from aiogram.methods import DeleteWebhook, SetWebhook

from bot.clock import Clock
from bot.configuration.settings import Settings
from bot.configuration.settings_file import WrongSettings
from bot.database.single_instance import AlreadyRunning
from bot.intake.hearing import Hearing
from bot.intake.poller import ALLOWED, Poller, Taken
from bot.intake.worker import Worker
from bot.retrying import until_telegram_responds
from bot.telegram.session import session_of
from bot.web.listening import listen
from roadmap.errors import Refused, StorageError
from roadmap.model.policy import Office
from roadmap.ports import Store

#: How often it is noted that the webhook listens.
_LISTENING_SECONDS = 60


class Intake:
    """Brings updates to `worker`; asks for none while `may_ask` says no."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        bot: Bot,
        office: Office,
        clock: Clock,
        worker: Worker,
        jitter: Callable[[], float],
        may_ask: Callable[[], bool] = lambda: True,
    ) -> None:
        self._settings, self._store, self._bot, self._office = settings, store, bot, office
        self._clock, self._worker, self._jitter, self._may_ask = clock, worker, jitter, may_ask
        self._on_poll: Callable[[], None] = lambda: None

    async def run(self) -> None:
        """Until cancelled; raises AlreadyRunning where somebody else takes this bot's updates."""
        async with AsyncExitStack() as stack:
            if self._settings.metrics.listen:
                from bot.web.metrics import Metrics

                metrics = Metrics(self._store, self._clock)
                self._worker.on_attempt, self._on_poll = metrics.handled, metrics.polled
                await listen(stack, metrics.app(), self._settings.metrics.listen, "metrics.listen")
            if self._settings.telegram.mode == "webhook":
                await self._webhook(stack)
                await self._note_hearing()
            else:
                await self._poll()

    async def _poll(self) -> None:
        self._on_poll()
        # Telegram refuses getUpdates while a webhook is set; what it has kept meanwhile is not
        # dropped.
        await until_telegram_responds(
            partial(self._bot, DeleteWebhook(drop_pending_updates=False)), self._jitter
        )
        session, token = session_of(self._bot), self._bot.token
        poller = Poller(
            self._store,
            lambda offset, seconds: session.raw_updates(token, offset, seconds, ALLOWED),
            self._clock,
            self._worker.wake.set,
            self._jitter,
            self._on_poll,
            self._may_ask,
            Hearing(self._store, self._office, self._clock),
        )
        try:
            await poller.run()
        except Taken:
            raise AlreadyRunning(
                "обновления этого бота уже забирает другая программа с тем же токеном"
            ) from None

    async def _note_hearing(self) -> None:
        """While a webhook listens, Telegram can reach it; a gap is the time in which it did not."""
        hearing = Hearing(self._store, self._office, self._clock)
        while True:
            with suppress(StorageError):
                await hearing.heard(after_failure=False)
            await asyncio.sleep(_LISTENING_SECONDS)

    async def _webhook(self, stack: AsyncExitStack) -> None:
        from bot.intake.webhook import Webhook

        hook = self._settings.telegram.webhook
        secret = hook.secret.get_secret_value()
        receiver = Webhook(self._store, secret, self._clock, self._worker.wake.set)
        await listen(stack, receiver.app(hook.path), hook.listen, "telegram.webhook.listen")
        address = hook.url.rstrip("/") + hook.path
        method = SetWebhook(url=address, secret_token=secret, allowed_updates=ALLOWED)
        try:
            await until_telegram_responds(partial(self._bot, method), self._jitter, final=Refused)
        except Refused as refusal:
            raise WrongSettings(
                f"telegram.webhook.url: Telegram не принимает адрес: {refusal}"
            ) from refusal
