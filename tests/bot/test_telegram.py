"""Telegram's refusals and what they mean for a message."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendMessage

from bot.telegram.refusals import (
    Conflict,
    NeverSent,
    Unauthorized,
    delivery_error,
    error_from_response,
)
from roadmap.errors import DeliveryError, Flood, Moved, Passing, Refused, Unreachable

_TABLE: list[tuple[int, str, dict[str, int], type[DeliveryError], object]] = [
    (403, "Forbidden: bot was blocked by the user", {}, Unreachable, "blocked"),
    (403, "Forbidden: user is deactivated", {}, Unreachable, "deactivated"),
    (
        403,
        "Forbidden: bot can't initiate conversation with a user",
        {},
        Unreachable,
        "unknown_chat",
    ),
    (403, "Forbidden: bot was kicked from the supergroup chat", {}, Unreachable, "blocked"),
    (403, "Forbidden: bot is not a member of the channel chat", {}, Unreachable, "blocked"),
    (400, "Bad Request: chat not found", {}, Unreachable, "unknown_chat"),
    (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": -1009},
        Moved,
        -1009,
    ),
    (429, "Too Many Requests: retry after 35", {"retry_after": 35}, Flood, 35),
    (400, "Bad Request: message is too long", {}, Refused, None),
    (400, "Bad Request: something never heard of", {}, Refused, None),
    (403, "Forbidden: something never heard of", {}, Refused, None),
    (413, "Request Entity Too Large", {}, Refused, None),
    (401, "Unauthorized", {}, Unauthorized, None),
    (404, "Not Found", {}, Unauthorized, None),
    (409, "Conflict: terminated by other getUpdates request", {}, Conflict, None),
    (500, "Internal Server Error", {}, Passing, False),
    (502, "Bad Gateway", {}, Passing, False),
]


def _detail(error: DeliveryError) -> object:
    for name in ("state", "chat_id", "retry_after", "maybe_sent"):
        if hasattr(error, name):
            return getattr(error, name)
    return None


@pytest.mark.parametrize(("code", "description", "parameters", "kind", "detail"), _TABLE)
def test_each_refusal_is_known_by_its_exact_words(
    code: int,
    description: str,
    parameters: dict[str, int],
    kind: type[DeliveryError],
    detail: object,
) -> None:
    answer = {"ok": False, "error_code": code, "description": description}
    answer |= {"parameters": parameters} if parameters else {}
    raw = error_from_response(answer)
    by_aiogram = _through_aiogram(code, answer)
    for found in (raw, by_aiogram):
        assert type(found) is kind
        assert _detail(found) == detail


def _through_aiogram(code: int, answer: dict[str, object]) -> DeliveryError:
    method = SendMessage(chat_id=1, text="x")
    session = AiohttpSession()
    with pytest.raises(Exception) as caught:
        session.check_response(
            Bot("42:TEST", session=session), method, code, session.json_dumps(answer)
        )
    assert isinstance(caught.value, Exception)
    return delivery_error(caught.value)


def test_an_answer_that_is_no_json_may_mean_that_the_message_was_sent() -> None:
    session = AiohttpSession()
    with pytest.raises(Exception) as caught:
        session.check_response(
            Bot("42:TEST", session=session), SendMessage(chat_id=1, text="x"), 200, "<html>"
        )
    error = delivery_error(caught.value)
    assert isinstance(error, Passing)
    assert error.maybe_sent


def test_without_a_connection_nothing_was_sent() -> None:
    error = delivery_error(NeverSent(SendMessage(chat_id=1, text="x"), "ClientConnectorError"))
    assert isinstance(error, Passing)
    assert not error.maybe_sent
