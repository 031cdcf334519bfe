"""The ways in which Telegram says no."""

from __future__ import annotations

import json


class Refusal(Exception):
    """A response that is not ok: HTTP status, Telegram's description, its `parameters`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        """The JSON body as the Bot API sends it."""
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return json.dumps(answer, ensure_ascii=False).encode()


def bad_request(what: str, **parameters: int) -> Refusal:
    """400: the request is wrong, and asking again will not help."""
    return Refusal(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> Refusal:
    """403: the bot may not speak there."""
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    """409: somebody else takes the updates."""
    return Refusal(409, f"Conflict: {what}")


def too_many_requests(retry_after: int) -> Refusal:
    """429: nothing gets through for `retry_after` whole seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


class ConnectionCut(Exception):
    """The answer must not arrive: the connection is closed without a word."""


class ControlError(ValueError):
    """A person cannot do that: there is no such button, or the message is not theirs."""
