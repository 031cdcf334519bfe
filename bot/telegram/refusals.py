"""What Telegram answers, in the domain's words: the one table of its refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectionError

from roadmap.errors import DeliveryError, Flood, Moved, Passing, Refused, Unreachable
from roadmap.model import PersonState


class Conflict(DeliveryError):
    """Another program asks for the same bot's updates, or a webhook is set."""


class Unauthorized(DeliveryError):
    """The token is not, or no longer, valid."""


class NeverSent(TelegramNetworkError):
    """No connection came about."""


class NoWayThrough(ClientConnectionError):
    """The proxy could not be reached, or did not connect us."""


#: Descriptions that mean that this recipient gets nothing more until they come back, from the open
#: Bot API server.
_UNREACHABLE = (
    (re.compile(r"bot was blocked by the user"), PersonState.BLOCKED),
    (re.compile(r"user is deactivated"), PersonState.DEACTIVATED),
    (re.compile(r"bot can't initiate conversation with a user"), PersonState.UNKNOWN_CHAT),
    (re.compile(r"chat not found"), PersonState.UNKNOWN_CHAT),
    (re.compile(r"bot was kicked from"), PersonState.BLOCKED),
    (re.compile(r"bot is not a member of"), PersonState.BLOCKED),
    (re.compile(r"group chat was deleted"), PersonState.DEACTIVATED),
)
#: The message that was to be changed says already what it should say.
UNCHANGED = re.compile(r"message is not modified")
#: The message that was to be changed is gone or too old: say it anew.
CANNOT_EDIT = re.compile(r"message to edit not found|message can't be edited|MESSAGE_ID_INVALID")
#: The topic was deleted: say it in the group itself.
NO_THREAD = re.compile(r"message thread not found|TOPIC_(?:DELETED|CLOSED)")
#: The server is older than coloured buttons (Bot API 9.4).
NO_STYLE = re.compile(r"style|invalid reply_markup", re.IGNORECASE)
#: The server does not know a parameter at all: nothing that a message cannot do without.
NO_PARAMETER = re.compile(
    r"(link_preview_options|message_thread_id|reply_parameters) is not supported"
)
#: A mistake of ours in the markup; the words still matter.
BAD_MARKUP = re.compile(r"can't parse entities")
#: The pressed button waits no longer.
TOO_OLD = re.compile(r"query is too old|query ID is invalid")


def delivery_error(error: Exception) -> DeliveryError:
    """What `error`, raised by an aiogram method, means for the message that was to be sent."""
    match error:
        case DeliveryError():
            return error
        case TelegramRetryAfter():
            return Flood(error.retry_after)
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Unauthorized(error.message)
        case TelegramConflictError():
            return Conflict(error.message)
        case TelegramForbiddenError() | TelegramBadRequest() | TelegramEntityTooLarge():
            return _refusal(error.message)
        case TelegramServerError():
            return Passing(error.message)
        case TelegramNetworkError():
            return Passing(error.message, maybe_sent=not isinstance(error, NeverSent))
        case ClientDecodeError():
            return Passing("an answer that cannot be read", maybe_sent=True)
        case TelegramAPIError():
            return Passing(error.message)
    raise TypeError(f"not an error of sending: {type(error).__name__}") from error


def error_from_response(answer: Mapping[str, Any]) -> DeliveryError:
    """The same for the raw JSON of an answer that is not ok."""
    code = answer.get("error_code")
    description = str(answer.get("description", ""))
    parameters = answer.get("parameters") or {}
    if parameters.get("retry_after"):
        return Flood(float(parameters["retry_after"]))
    if parameters.get("migrate_to_chat_id"):
        return Moved(int(parameters["migrate_to_chat_id"]))
    if code in (401, 404):
        return Unauthorized(description)
    if code == 409:
        return Conflict(description)
    if code in (400, 403, 413):
        return _refusal(description)
    return Passing(description)


def _refusal(description: str) -> DeliveryError:
    for pattern, state in _UNREACHABLE:
        if pattern.search(description):
            return Unreachable(state.value, description)
    return Refused(description)
