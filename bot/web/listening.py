"""Listening on the network, at the addresses of the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.configuration.settings import Settings
from bot.configuration.settings_file import WrongSettings
from roadmap.ports import Store

if TYPE_CHECKING:
    # A bot that polls and serves nothing does without a web server.
    from aiohttp import web


@asynccontextmanager
async def standing_by(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[None]:
    """Answer /healthz and /metrics, where the settings say so, while another instance works."""
    async with AsyncExitStack() as stack:
        if settings.metrics.listen:
            from bot.web.metrics import Metrics

            app = Metrics(store, clock, standby=True).app()
            await listen(stack, app, settings.metrics.listen, "metrics.listen")
        yield


async def listen(stack: AsyncExitStack, app: web.Application, address: str, key: str) -> None:
    """Serve `app` until `stack` ends. Raises WrongSettings, which names the setting's `key`."""
    try:
        runner = await serve(app, address)
    except OSError as error:
        raise WrongSettings(f"{key}: адрес {address} не занять: {error.strerror}") from error
    stack.push_async_callback(runner.cleanup)


async def serve(app: web.Application, address: str) -> web.AppRunner:
    """Listen on «host:port»; the caller cleans the runner up. Raises OSError on a taken port."""
    from aiohttp import web

    host, _, port = address.rpartition(":")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    return runner
