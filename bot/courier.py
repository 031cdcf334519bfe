"""Handing one message to Telegram, with the ordinary refusals of life answered on the spot."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from bot.outcomes import perhaps_sent
from bot.ready import models_built
from bot.splitting import plain
from bot.telegram import BAD_MARKUP, CANNOT_EDIT, NO_PARAMETER, NO_STYLE, NO_THREAD, UNCHANGED, delivery_error
from roadmap.errors import DeliveryError, Passing, Refused
from roadmap.messages import Button, ButtonStyle, Outgoing
from roadmap.model import StoredFile

#: An instant that shows in the reader's own zone (Bot API 9.5); an older server refuses the tag.
_TIME = re.compile(r"</?tg-time[^>]*>")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: Uploads of up to 50 MB [Bot API] take longer than a text on a slow line.
UPLOAD_SECONDS = 300

FileOf = Callable[[int], Awaitable[StoredFile]]


class Courier:
    """Sends, changes and uploads by aiogram's methods; `file_of` brings a stored file by its id.

    What the server turns out not to know (styles, markup, a parameter) is left out from then on.
    """

    def __init__(self, bot: Bot, file_of: FileOf) -> None:
        self._bot = bot
        self._file_of = file_of
        self._styles, self._markup, self._times = True, True, True
        self._unknown: set[str] = set()

    async def send(self, message: Outgoing) -> int | None:
        """Send `message`; the id that Telegram gave it, None where an own message was changed.

        Raises a DeliveryError.
        """
        await models_built()
        if perhaps_sent(message):
            await self._look()
        try:
            return await self._send(message)
        except Refused as refusal:
            return await self._otherwise(message, refusal)

    async def _look(self) -> None:
        """Whether Telegram answers at all, else raise: the one retry of what may have arrived is not for a line that
        is down."""
        try:
            await self._bot.get_me()
        except AiogramError as error:
            meant = delivery_error(error)
            raise Passing(f"no answer: {meant}") if isinstance(meant, Passing) else meant from error

    async def _otherwise(self, message: Outgoing, refusal: Refused) -> int | None:
        """What can still be done after a refusal of this very message; raises it where nothing can."""
        said = str(refusal)
        if message.edits is not None and UNCHANGED.search(said):
            return None
        if message.edits is not None and CANNOT_EDIT.search(said):
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
        raise refusal

    async def _send(self, message: Outgoing, *, markup: bool = True) -> int | None:
        marked = markup and self._markup
        text = message.text if self._times else _TIME.sub("", message.text)
        said = replace(message, text=text if marked else plain(text))
        method, seconds = await self._method(said, "HTML" if marked else None)
        known = method.model_copy(update=dict.fromkeys(self._unknown & set(type(method).model_fields)))
        try:
            answer = await self._bot(known, request_timeout=seconds)
        except (AiogramError, DeliveryError) as error:
            raise delivery_error(error) from error
        if not isinstance(answer, Message):
            return None
        if marked and answer.text == text != plain(text):
            self._markup = False  # it came back with its tags as words: the server does not read them
        return answer.message_id

    async def _method(self, message: Outgoing, parse_mode: str | None) -> tuple[TelegramMethod[Any], int | None]:
        """The method and how many seconds it may take, None for the usual."""
        keyboard = self._keyboard(message.buttons)
        if message.file_id is not None:
            return await self._upload(message, parse_mode, keyboard), UPLOAD_SECONDS
        if message.edits is not None:
            return EditMessageText(
                chat_id=message.chat_id, message_id=message.edits, text=message.text, parse_mode=parse_mode,
                link_preview_options=_NO_PREVIEW, reply_markup=keyboard,
            ), None  # fmt: skip
        return SendMessage(
            chat_id=message.chat_id, message_thread_id=message.thread_id, text=message.text, parse_mode=parse_mode,
            link_preview_options=_NO_PREVIEW, reply_markup=keyboard, reply_parameters=_reply(message),
        ), None  # fmt: skip

    async def _upload(
        self, message: Outgoing, parse_mode: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> TelegramMethod[Message]:
        assert message.file_id is not None
        stored = await self._file_of(message.file_id)
        file = BufferedInputFile(stored.content, stored.name)
        caption = message.text or None
        if message.as_photo:
            return SendPhoto(
                chat_id=message.chat_id, message_thread_id=message.thread_id, photo=file, caption=caption,
                parse_mode=parse_mode, reply_markup=keyboard, reply_parameters=_reply(message),
            )  # fmt: skip
        return SendDocument(
            chat_id=message.chat_id, message_thread_id=message.thread_id, document=file, caption=caption,
            parse_mode=parse_mode, reply_markup=keyboard, reply_parameters=_reply(message),
        )  # fmt: skip

    def _keyboard(self, rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
        if not rows:
            return None
        return InlineKeyboardMarkup(inline_keyboard=[[self._button(button) for button in row] for row in rows])

    def _button(self, button: Button) -> InlineKeyboardButton:
        style = button.style.value if self._styles and button.style is not ButtonStyle.PLAIN else None
        if button.url:
            return InlineKeyboardButton(text=button.text, url=button.url, style=style)
        return InlineKeyboardButton(text=button.text, callback_data=button.data, style=style)


def _reply(message: Outgoing) -> ReplyParameters | None:
    if message.reply_to is None:
        return None
    return ReplyParameters(message_id=message.reply_to, allow_sending_without_reply=True)
