"""The courier leaves out what a server does not know, and goes on."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from aiogram.types import Chat, Message

from bot.courier import Courier
from roadmap.messages import Outgoing
from roadmap.model import StoredFile

SNOOZED = 'Напомню <tg-time unix="1795413600" format="Dt">24 ноября в 09:00</tg-time>.'


class OldServer(Bot):
    """A server that refuses the tag of an instant."""

    def __init__(self) -> None:
        super().__init__("1:x")
        self.texts: list[str] = []

    async def __call__(self, method: Any, request_timeout: int | None = None) -> Any:
        assert isinstance(method, SendMessage)
        self.texts.append(method.text)
        if "tg-time" in method.text:
            raise TelegramBadRequest(method, 'Bad Request: can\'t parse entities: Unsupported start tag "tg-time"')
        return Message.model_validate(
            {"message_id": len(self.texts), "date": 0, "chat": Chat(id=7, type="private"), "text": "ok"}
        )


async def no_file(file_id: int) -> StoredFile:
    raise AssertionError(file_id)


@pytest.fixture
def server() -> OldServer:
    return OldServer()


async def test_an_old_server_gets_the_instant_in_words_and_is_not_asked_again(server: OldServer) -> None:
    courier = Courier(server, no_file)
    await courier.send(Outgoing(7, f"<b>Хорошо</b>. {SNOOZED}"))
    await courier.send(Outgoing(7, SNOOZED))
    assert server.texts[1:] == [
        "<b>Хорошо</b>. Напомню 24 ноября в 09:00.",
        "Напомню 24 ноября в 09:00.",
    ]
