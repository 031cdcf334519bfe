"""Updates brought to the bot: setWebhook, and delivery repeated until the bot answers 2xx."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp

from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.world import World

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name, no secret


class Webhook:
    """The bot's webhook. Updates go out one by one; a refused one is repeated later and later."""

    def __init__(self, world: World, first_retry: float = 0.2, longest_retry: float = 5.0) -> None:
        self.world = world
        self.first_retry = first_retry
        self.longest_retry = longest_retry
        self.url = ""
        self.secret = ""
        self.error: dict[str, Any] = {}
        self._task: asyncio.Task[None] | None = None

    async def set(self, params: Params) -> bool:
        """setWebhook; an empty url removes it. Raises Refusal for an invalid address or secret."""
        url = params.text("url")
        if url and not url.startswith(
            ("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")
        ):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        await self.stop()
        updates = self.world.updates
        updates.allow(params.json("allowed_updates"))
        if params.flag("drop_pending_updates"):
            updates.pending.clear()
        self.url, self.secret, self.error = url, params.text("secret_token"), {}
        updates.webhook_set = bool(url)
        if url:
            updates.wake("webhook")
            self._task = asyncio.create_task(self._deliver())
        return True

    async def delete(self, params: Params) -> bool:
        """deleteWebhook."""
        kept = {"drop_pending_updates": params.flag("drop_pending_updates")}
        return await self.set(Params({**kept, "url": ""}))

    def info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        updates = self.world.updates
        answer = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(updates.pending),
            **self.error,
        }
        if updates.allowed is not None:
            answer["allowed_updates"] = sorted(updates.allowed)
        return answer

    async def stop(self) -> None:
        """End the delivery."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    async def _deliver(self) -> None:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[_SECRET_HEADER] = self.secret
        pause = self.first_retry
        async with aiohttp.ClientSession(
            headers=headers, timeout=aiohttp.ClientTimeout(60)
        ) as session:
            while True:
                if not self.world.updates.pending:
                    await self.world.updates.news()
                    continue
                update_id, body = self.world.updates.pending[0]
                if await self._bring(session, body):
                    self.world.updates.confirm(update_id + 1)
                    pause = self.first_retry
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, self.longest_retry)

    async def _bring(self, session: aiohttp.ClientSession, body: bytes) -> bool:
        try:
            async with session.post(self.url, data=body) as answer:
                if answer.ok:
                    return True
                why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError):
            why = "Connection refused"
        self.error = {"last_error_date": int(time.time()), "last_error_message": why}
        return False
