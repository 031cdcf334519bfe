"""The courier leaves out what a server does not know, and goes on."""

from __future__ import annotations

from typing import Any

import pytest

from bot.delivery.courier import Courier
from roadmap.errors import Refused
from roadmap.model import StoredFile
from roadmap.model.messages import Outgoing

SNOOZED = 'Напомню <tg-time unix="1795413600" format="Dt">24 ноября в 09:00</tg-time>.'


class OldServer:
    """A server that refuses the tag of an instant."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def call(
        self, method: str, fields: dict[str, Any], upload: object = None, seconds: object = None
    ) -> Any:
        assert method == "sendMessage"
        self.texts.append(fields["text"])
        if "tg-time" in fields["text"]:
            raise Refused('Bad Request: can\'t parse entities: Unsupported start tag "tg-time"')
        return {"message_id": len(self.texts), "text": "ok"}


async def no_file(file_id: int) -> StoredFile:
    raise AssertionError(file_id)


@pytest.fixture
def server() -> OldServer:
    return OldServer()


async def test_an_old_server_gets_the_instant_in_words_and_is_not_asked_again(
    server: OldServer,
) -> None:
    courier = Courier(server.call, no_file)
    await courier.send(Outgoing(7, f"<b>Хорошо</b>. {SNOOZED}"))
    await courier.send(Outgoing(7, SNOOZED))
    assert server.texts[1:] == [
        "<b>Хорошо</b>. Напомню 24 ноября в 09:00.",
        "Напомню 24 ноября в 09:00.",
    ]
