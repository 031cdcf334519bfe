"""The parameters of one call, however they came: query, JSON, urlencoded or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.refusals import Refusal, bad_request

MAX_UPLOAD = 50 * 1024 * 1024  # Bot API: files of at most 50 MB go up


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


@dataclass
class Params:
    """Values by name, as text or as JSON brought them, and uploads by field name."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value as text, empty where it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number, the default where it is missing or is none."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Whether the value says yes, in any of the forms that Telegram takes."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def json(self, name: str) -> Any:
        """The value as JSON, None where it is missing. Raises Refusal where it cannot be read."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            shown = "reply keyboard markup" if name == "reply_markup" else name
            raise bad_request(f"can't parse {shown} JSON object") from None


async def read_params(request: web.Request) -> Params:
    """All parameters of a request. Raises Refusal 413 for a body over the upload limit."""
    params = Params(dict(request.query)) if request.query_string else Params()
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    params.uploads[name] = Upload(value.filename, value.file.read())
                else:
                    params.values[name] = value
        elif body := await request.read():
            params.values.update(_body(kind, body))
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    if any(len(upload.content) > MAX_UPLOAD for upload in params.uploads.values()):
        raise Refusal(413, "Request Entity Too Large")
    return params


def _body(kind: str, body: bytes) -> dict[str, Any]:
    if kind != "application/json":
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values
