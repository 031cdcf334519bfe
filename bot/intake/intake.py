"""Where updates come in, by polling or by webhook, and what else listens on the network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteWebhook, SetWebhook

from bot.clock import Clock
from bot.configuration.settings import Settings
from bot.configuration.settings_file import WrongSettings
from bot.database.single_instance import AlreadyRunning
from bot.delivery.rates import backoff
from bot.intake.poller import ALLOWED, Poller, Taken
from bot.intake.worker import Worker
from bot.logs import log
from bot.telegram.refusals import delivery_error
from bot.telegram.session import session_of
from handlers.turn import Office
from roadmap.errors import Refused
from roadmap.ports import Store

if TYPE_CHECKING:
    # A bot that polls and serves nothing does without a web server.
    from aiohttp import web

_log = log("intake")


class Intake:
    """Brings updates to `worker`; asks for none while `may_ask` says no."""

    def __init__(
        self, settings: Settings, store: Store, bot: Bot, office: Office, clock: Clock, worker: Worker,
        jitter: Callable[[], float], may_ask: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
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
                await _listen(stack, metrics.app(), self._settings.metrics.listen, "metrics.listen")
            if self._settings.http.listen:
                from bot.web.feed import Feed

                feed = Feed(self._store, self._settings.database.url, self._office)
                await _listen(stack, feed.app(), self._settings.http.listen, "http.listen")
            if self._settings.telegram.mode == "webhook":
                await self._webhook(stack)
                await asyncio.Event().wait()
            else:
                await self._poll()

    async def _poll(self) -> None:
        self._on_poll()
        # Telegram refuses getUpdates while a webhook is set; what it has kept meanwhile is not dropped.
        await self._insist(DeleteWebhook(drop_pending_updates=False))
        session, token = session_of(self._bot), self._bot.token
        poller = Poller(
            self._store, lambda offset, seconds: session.raw_updates(token, offset, seconds, ALLOWED),
            self._clock, self._worker.wake.set, self._jitter, self._on_poll, self._may_ask,
        )  # fmt: skip
        try:
            await poller.run()
        except Taken:
            raise AlreadyRunning("обновления этого бота уже забирает другая программа с тем же токеном") from None

    async def _webhook(self, stack: AsyncExitStack) -> None:
        from bot.intake.webhook import Webhook

        hook = self._settings.telegram.webhook
        secret = hook.secret.get_secret_value()
        receiver = Webhook(self._store, secret, self._clock, self._worker.wake.set)
        await _listen(stack, receiver.app(hook.path), hook.listen, "telegram.webhook.listen")
        address = hook.url.rstrip("/") + hook.path
        await self._insist(SetWebhook(url=address, secret_token=secret, allowed_updates=ALLOWED))

    async def _insist(self, method: DeleteWebhook | SetWebhook) -> None:
        """Until Telegram agrees; raises WrongSettings where it never will."""
        attempt = 0
        while True:
            try:
                await self._bot(method)
                return
            except AiogramError as error:
                meant = delivery_error(error)
                if isinstance(meant, Refused) and isinstance(method, SetWebhook):
                    raise WrongSettings(f"telegram.webhook.url: Telegram не принимает адрес: {meant}") from error
                attempt += 1
                wait = min(30.0, backoff(attempt - 1, self._jitter()))
                _log.warning("Telegram does not answer", error=type(meant).__name__, again_in=round(wait, 1))
                await asyncio.sleep(wait)


@asynccontextmanager
async def standing_by(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[None]:
    """Answer /healthz and /metrics, where the settings say so, while another instance works."""
    async with AsyncExitStack() as stack:
        if settings.metrics.listen:
            from bot.web.metrics import Metrics

            app = Metrics(store, clock, standby=True).app()
            await _listen(stack, app, settings.metrics.listen, "metrics.listen")
        yield


async def _listen(stack: AsyncExitStack, app: web.Application, address: str, key: str) -> None:
    """Serve `app` until `stack` ends. Raises WrongSettings, which names the setting's `key`."""
    from bot.intake.webhook import serve

    try:
        runner = await serve(app, address)
    except OSError as error:
        raise WrongSettings(f"{key}: адрес {address} не занять: {error.strerror}") from error
    stack.push_async_callback(runner.cleanup)
