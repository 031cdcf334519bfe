"""The HTTP way to the Bot API: aiogram's session with timeouts that tell «never sent» from «perhaps
sent», and the raw getUpdates, whose updates must be stored before anybody tries to understand them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)

from bot.configuration.settings import Telegram
from bot.telegram.refusals import NeverSent, NoWayThrough, error_from_response
from roadmap.errors import Passing
from roadmap.model import StoredFile

#: Longer waits for a connection than this mean that there is none.
CONNECT_SECONDS = 10.0


class Session(AiohttpSession):
    """Raises TelegramNetworkError without the address in it, which holds the token; NeverSent where
    that is sure.
    """

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: float | None = None,  # noqa: ASYNC109 - aiogram names it so
    ) -> TelegramType:
        """Carry out one method; `timeout` in seconds for the whole, by default the session's."""
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        form = self.build_form_data(bot=bot, method=method)
        try:
            async with session.post(url, data=form, timeout=self._limits(timeout)) as response:
                content = await response.text()
        except (TimeoutError, ClientError, OSError) as error:
            kind = NeverSent if never_sent(error) else TelegramNetworkError
            raise kind(method=method, message=type(error).__name__) from error
        answer = self.check_response(
            bot=bot, method=method, status_code=response.status, content=content
        )
        assert answer.result is not None
        return answer.result

    async def call(
        self,
        token: str,
        method: str,
        fields: Mapping[str, Any],
        upload: tuple[str, StoredFile] | None = None,
        seconds: float | None = None,
    ) -> Any:
        """The result of a method as JSON; `upload` is a file and the field that it goes in,
        `seconds` the time for the whole of it, the session's where None. Raises a DeliveryError.
        """
        session = await self.create_session()
        address = self.api.api_url(token=token, method=method)
        body: dict[str, Any] = {"data": _form(fields, *upload)} if upload else {"json": fields}
        try:
            async with session.post(address, timeout=self._limits(seconds), **body) as response:
                answer = json.loads(await response.text())
        except (TimeoutError, ClientError, OSError, ValueError) as error:
            raise Passing(type(error).__name__, maybe_sent=not never_sent(error)) from error
        if not isinstance(answer, dict):
            raise Passing("an answer that cannot be read", maybe_sent=True)
        if not answer.get("ok"):
            raise error_from_response(answer)
        return answer["result"]

    async def raw_updates(
        self, token: str, offset: int, seconds: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        """Up to 100 updates from `offset` on, waiting at most `seconds` for the first; asking
        confirms the earlier.

        Raises a DeliveryError, or Conflict where somebody else asks with the same token.
        """
        fields = {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": allowed}
        found: list[dict[str, Any]] = await self.call(
            token, "getUpdates", fields, seconds=self.timeout + seconds
        )
        return found

    def _setup_proxy_connector(self, proxy: Any) -> None:
        super()._setup_proxy_connector(proxy)
        from bot.telegram.proxy_connector import Connector

        self._connector_type = Connector

    def _limits(self, timeout: float | None) -> ClientTimeout:
        total = self.timeout if timeout is None else timeout
        # Well before the whole is over: where no connection was made, nothing was sent.
        return ClientTimeout(total=total, sock_connect=min(CONNECT_SECONDS, total / 2))


def _form(fields: Mapping[str, Any], name: str, file: StoredFile) -> FormData:
    form = FormData(quote_fields=False)
    for key, value in fields.items():
        form.add_field(key, str(value))
    form.add_field(name, file.content, filename=file.name or name)
    return form


def never_sent(error: Exception) -> bool:
    """Whether no connection came about: only then has Telegram surely seen nothing."""
    return isinstance(
        error, ClientConnectorError | ConnectionTimeoutError | ConnectionRefusedError | NoWayThrough
    )


def open_bot(telegram: Telegram) -> Bot:
    """A Bot that speaks to the server of the settings, through their proxy where there is one."""
    session = Session(
        proxy=telegram.proxy or None,
        api=TelegramAPIServer.from_base(telegram.api_base),
        timeout=telegram.timeout_seconds,
    )
    return Bot(telegram.token.get_secret_value(), session=session)


def session_of(bot: Bot) -> Session:
    """The session of a Bot that `open_bot` has opened."""
    assert isinstance(bot.session, Session)
    return bot.session
