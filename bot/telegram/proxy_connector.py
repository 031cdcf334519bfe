"""Connections through a proxy. Imported only where one is set."""

from __future__ import annotations

import asyncio
import ssl as tls

from aiohttp.client_proto import ResponseHandler
from aiohttp_socks import ProxyConnector
from python_socks import ProxyError

from bot.telegram.refusals import NoWayThrough


class Connector(ProxyConnector):
    """Raises one of aiohttp's errors, which says that nothing was sent, where aiohttp-socks raises
    several of its own and lets others pass: what fails at the proxy has not reached Telegram yet.
    """

    async def _connect_via_proxy(
        self,
        host: str,
        port: int,
        ssl: tls.SSLContext | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - aiohttp-socks names it so
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        try:
            return await super()._connect_via_proxy(host, port, ssl, timeout)
        except (OSError, EOFError, ProxyError) as error:
            raise NoWayThrough(f"proxy: {type(error).__name__}") from error
