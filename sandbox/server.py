"""The stand-in as a server on loopback: the Bot API, the control API and the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from sandbox.api import BotApi
from sandbox.client import SandboxClient
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.flood import Limits
from sandbox.world import World

TOKEN = "1:sandbox"  # noqa: S105 - opens nothing but a stand-in on loopback
_MAX_BODY = 64 * 1024 * 1024
_PAGE = Path(__file__).parent / "page"


class Standin:
    """A running stand-in: its `world`, its address `base`, and a `client` that acts over HTTP."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        clock_file: Path | None = None,
        limits: Limits | None = None,
        strict: bool = True,
        bot_username: str = "vekha_sandbox_bot",
    ) -> None:
        self.token = token
        self.world = World(bot_username, Clock(clock_file), limits or Limits(), strict=strict)
        self.api = BotApi(self.world, token)
        self.base = ""
        self._runner = web.AppRunner(
            self._app(), access_log=None, handler_cancellation=True, shutdown_timeout=0.5
        )

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self.api.call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.api.download)
        app.add_routes(Control(self.api).routes())
        app.router.add_get("/", _index)
        app.router.add_static("/page", _PAGE)
        return app

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes any free one. Raises OSError where the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Stop listening and delivering."""
        await self.api.webhook.stop()
        await self._runner.cleanup()

    def client(self) -> SandboxClient:
        """A client of the control API; close it, or use it as a context manager."""
        return SandboxClient(self.base)


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")


@asynccontextmanager
async def running_standin(
    token: str = TOKEN,
    *,
    port: int = 0,
    clock_file: Path | None = None,
    limits: Limits | None = None,
    strict: bool = True,
) -> AsyncIterator[Standin]:
    """A stand-in for as long as the block lasts. Flood control is off unless `limits` are given."""
    standin = Standin(
        token, clock_file=clock_file, limits=limits or Limits(enabled=False), strict=strict
    )
    await standin.start(port)
    try:
        yield standin
    finally:
        await standin.stop()
