"""Handing one message to Telegram, with the ordinary refusals of life answered on the spot."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from bot.delivery.outcomes import perhaps_sent
from bot.delivery.splitting import plain
from bot.telegram.refusals import (
    BAD_MARKUP,
    CANNOT_EDIT,
    NO_PARAMETER,
    NO_STYLE,
    NO_THREAD,
    UNCHANGED,
)
from roadmap.errors import NotFound, Passing, Refused
from roadmap.model import Attachment, StoredFile
from roadmap.model.messages import Button, ButtonStyle, Outgoing, Urgency

#: An instant that shows in the reader's own zone (Bot API 9.5); an older server refuses the tag.
_TIME = re.compile(r"</?tg-time[^>]*>")
#: Uploads of up to 50 MB [Bot API] take longer than a text on a slow line.
UPLOAD_SECONDS = 300

_json = partial(json.dumps, ensure_ascii=False)

#: How a file of an answer is sent once more; any other is a document. A video note has no caption
#: [Bot API].
_METHODS = {
    "photo": "sendPhoto",
    "video": "sendVideo",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video_note": "sendVideoNote",
}

FileOf = Callable[[int], Awaitable[StoredFile]]
AttachmentOf = Callable[[int], Awaitable[Attachment]]
Fields = dict[str, Any]


class Call(Protocol):
    """Carries out a method of the Bot API; a file is uploaded under its field's name."""

    async def __call__(
        self,
        method: str,
        fields: Fields,
        upload: tuple[str, StoredFile] | None = None,
        seconds: float | None = None,
    ) -> Any:
        """The result as JSON; raises a DeliveryError. It may take `seconds`, or the usual time."""


class Courier:
    """Sends, changes and uploads; `file_of` brings a stored file by its id, `attachment_of` what is
    known of a file of an answer (it may raise NotFound). What the server turns out not to know
    (styles, markup, a parameter) is left out from then on.

    It does not use aiogram's methods: models of each request and response would take longer than
    the handling of an update.
    """

    def __init__(self, call: Call, file_of: FileOf, attachment_of: AttachmentOf) -> None:
        self._call = call
        self._file_of, self._attachment_of = file_of, attachment_of
        self._styles, self._markup, self._times = True, True, True
        self._unknown: set[str] = set()

    async def send(self, message: Outgoing) -> int | None:
        """Send `message`; the id that Telegram gave it, None where an own message was changed.

        Raises a DeliveryError.
        """
        if perhaps_sent(message):
            await self._look()
        try:
            return await self._send(message)
        except Refused as refusal:
            return await self._otherwise(message, refusal)

    async def _look(self) -> None:
        """Whether Telegram answers at all, else raise: the one retry of what may have arrived is
        not for a line that is down.
        """
        try:
            await self._call("getMe", {})
        except Passing as error:
            raise Passing(f"no answer: {error}") from error

    async def _otherwise(self, message: Outgoing, refusal: Refused) -> int | None:
        """What can still be done after this message's refusal; raises it where nothing can."""
        said = str(refusal)
        if message.edits is not None and UNCHANGED.search(said):
            return None
        if message.edits is not None and CANNOT_EDIT.search(said):
            if message.urgency is Urgency.REFRESH:
                return None
            return await self.send(replace(message, edits=None))
        if message.thread_id is not None and NO_THREAD.search(said):
            return await self.send(replace(message, thread_id=None))
        if self._styles and NO_STYLE.search(said):
            self._styles = False
            return await self.send(message)
        if (found := NO_PARAMETER.search(said)) and found[1] not in self._unknown:
            self._unknown.add(found[1])
            return await self.send(message)
        if self._times and BAD_MARKUP.search(said) and _TIME.search(message.text):
            self._times = False
            return await self.send(message)
        if BAD_MARKUP.search(said):
            return await self._send(message, markup=False)
        if message.attachment_id is not None:
            return await self._send_copy(message, refusal)
        raise refusal

    async def _send_copy(self, message: Outgoing, refusal: Refused) -> int | None:
        """Our own copy of an answer's file that Telegram does not send again, such as a voice to
        somebody who takes none; raises `refusal` where there is no copy.
        """
        file = await self._attachment(message)
        if file.stored_id is None:
            raise refusal
        photo = file.kind == "photo"
        copy = replace(message, attachment_id=None, file_id=file.stored_id, as_photo=photo)
        return await self._send(copy)

    async def _attachment(self, message: Outgoing) -> Attachment:
        try:
            return await self._attachment_of(message.attachment_id or 0)
        except NotFound as gone:
            raise Refused("the answer has no such file any more") from gone

    async def _send(self, message: Outgoing, *, markup: bool = True) -> int | None:
        marked = markup and self._markup
        text = message.text if self._times else _TIME.sub("", message.text)
        method, fields = self._method(
            message, text if marked else plain(text), "HTML" if marked else None
        )
        if message.attachment_id is not None:
            method, fields = _again(await self._attachment(message), fields)
        known = {
            name: _flat(value)
            for name, value in fields.items()
            if value is not None and name not in self._unknown
        }
        if message.file_id is None:
            answer = await self._call(method, known)
        else:
            upload = (
                "photo" if message.as_photo else "document",
                await self._file_of(message.file_id),
            )
            answer = await self._call(method, known, upload, UPLOAD_SECONDS)
        if not isinstance(answer, dict):
            return None
        if marked and answer.get("text") == text != plain(text):
            self._markup = (
                False  # it came back with its tags as words: the server does not read them
            )
        return int(answer["message_id"])

    def _method(self, message: Outgoing, text: str, parse_mode: str | None) -> tuple[str, Fields]:
        """The method's name and its fields; those of None are left out."""
        fields = {
            "chat_id": message.chat_id,
            "parse_mode": parse_mode,
            "reply_markup": self._keyboard(message.buttons),
        }
        where = {"message_thread_id": message.thread_id, "reply_parameters": _reply(message)}
        if message.file_id is not None or message.attachment_id is not None:
            return "sendPhoto" if message.as_photo else "sendDocument", {
                **fields,
                **where,
                "caption": text or None,
            }
        fields |= {"text": text, "link_preview_options": {"is_disabled": True}}
        if message.edits is not None:
            return "editMessageText", {**fields, "message_id": message.edits}
        return "sendMessage", {**fields, **where}

    def _keyboard(self, rows: tuple[tuple[Button, ...], ...]) -> Fields | None:
        return (
            {"inline_keyboard": [[self._button(button) for button in row] for row in rows]}
            if rows
            else None
        )

    def _button(self, button: Button) -> Fields:
        shown: Fields = {"text": button.text}
        if button.inside:
            shown["web_app"] = {"url": button.url}
        elif button.url:
            shown["url"] = button.url
        else:
            shown["callback_data"] = button.data
        if self._styles and button.style is not ButtonStyle.PLAIN:
            shown["style"] = button.style.value
        return shown


def _again(file: Attachment, fields: Fields) -> tuple[str, Fields]:
    """The method that sends a file once more by the id that Telegram gave it, and its fields."""
    field = file.kind if file.kind in _METHODS else "document"
    if file.kind == "video_note":
        fields = {**fields, "caption": None, "parse_mode": None}
    return _METHODS.get(file.kind, "sendDocument"), {**fields, field: file.file_id}


def _flat(value: Any) -> Any:
    """What is no plain value goes as a JSON string, the only form that every server takes."""
    return _json(value) if isinstance(value, dict) else value


def _reply(message: Outgoing) -> Fields | None:
    if message.reply_to is None:
        return None
    return {"message_id": message.reply_to, "allow_sending_without_reply": True}
