"""Updates brought by Telegram: stored before the answer 200, refused without the secret."""

from __future__ import annotations

import json
from collections.abc import Callable
from hmac import compare_digest

from aiohttp import web

from bot.clock import Clock
from bot.logs import log
from roadmap.errors import StorageError
from roadmap.ports import Store

#: Updates are of a few kilobytes; a larger body is not Telegram's.
_MAX_BODY = 1 << 20
_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_log = log("webhook")


class Webhook:
    """The handler of one path. `on_new` is called when something new has been stored."""

    def __init__(self, store: Store, secret: str, clock: Clock, on_new: Callable[[], None]) -> None:
        if not secret:
            raise ValueError("a webhook needs a secret")
        self._store, self._secret, self._clock, self._on_new = store, secret.encode(), clock, on_new

    def app(self, path: str) -> web.Application:
        """An application that answers on `path`."""
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post(path, self.receive)
        return app

    async def receive(self, request: web.Request) -> web.Response:
        """200 once the update is stored; 401 without secret, 400 for no update, 503: send again."""
        if not compare_digest(
            request.headers.get(_HEADER, "").encode(errors="surrogateescape"), self._secret
        ):
            return web.Response(status=401)
        raw = await request.text()
        try:
            update_id = int(json.loads(raw)["update_id"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return web.Response(status=400)
        try:
            async with self._store.begin() as tx:
                new = await tx.inbox.store([(update_id, raw)], self._clock.now())
        except StorageError as error:
            _log.error("an update cannot be stored, Telegram will bring it again", error=str(error))
            return web.Response(status=503)
        if new:
            self._on_new()
        return web.Response()
