"""Who is asking: handlers get each update with its person; a stranger gets nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated, TelegramObject, User

from handlers.answering.answers import shown_message
from handlers.door.pasted import pasted_code
from handlers.people.guests import is_guests
from handlers.people.which_person import ask_which
from handlers.speaking.turn import Turn
from roadmap.actions.chats import stand_by_writing
from roadmap.actions.joining import come_back
from roadmap.errors import SeveralPeople, UserError
from roadmap.model import PersonState
from roadmap.schedule.hours import was_missed

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class KnowThePerson(BaseMiddleware):
    """Fills in the turn, and says a UserError's sentence to its sender."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Run `handler` with a turn that knows its chat and person."""
        turn: Turn = data["turn"]
        user = _fill_in(turn, event)
        if user is None or user.is_bot:
            await _tell_anonymous(event, turn)
            return None
        known = await turn.tx.people.by_telegram(user.id)
        turn.person = None if known is None or known.state is PersonState.GONE else known
        if turn.person is not None and not turn.in_group:
            turn.person = await come_back(turn.tx, turn.person, turn.at)
        stranger = turn.person is None and not _may_join(event, turn)
        if stranger and not await is_guests(event, turn):
            if not isinstance(event, MessageReactionUpdated):
                await _turn_away(turn)
            return None
        if turn.person is not None and turn.in_group and await _to_the_bot(event, turn):
            await stand_by_writing(turn.tx, turn.person, turn.chat_id, turn.thread_id, turn.at)
        try:
            return await handler(event, data)
        except SeveralPeople as doubt:
            words = (event.text or "") if isinstance(event, Message) else ""
            if doubt.name.strip() in words:
                await ask_which(turn, doubt, words)
            else:
                await explain(turn, doubt)
        except UserError as error:
            await explain(turn, error)
        finally:
            turn.toast()


def _fill_in(turn: Turn, event: TelegramObject) -> User | None:
    if isinstance(event, CallbackQuery):
        turn.callback_id = event.id
        if isinstance(event.message, Message):
            _stand_in(turn, event.message)
            turn.pressed = event.message.message_id
        else:
            turn.chat_id = event.from_user.id
        return event.from_user
    if isinstance(event, MessageReactionUpdated):
        turn.chat_id = event.chat.id
        turn.in_group = event.chat.type != "private"
        return event.user
    if isinstance(event, Message):
        _stand_in(turn, event)
        edited = event.edit_date
        turn.written_at = datetime.fromtimestamp(edited, UTC) if edited else event.date
        turn.late = was_missed(event.date, turn.at)
        return event.from_user
    return None


def _stand_in(turn: Turn, message: Message) -> None:
    turn.chat_id = message.chat.id
    turn.in_group = message.chat.type != "private"
    turn.thread_id = message.message_thread_id if message.is_topic_message else None


async def _to_the_bot(event: TelegramObject, turn: Turn) -> bool:
    """Whether somebody presses a button of the bot's or replies to a message of its."""
    if isinstance(event, Message):
        return await shown_message(event, turn) is not None
    return isinstance(event, CallbackQuery)


async def _tell_anonymous(event: TelegramObject, turn: Turn) -> None:
    """An administrator who writes in the group's name is nobody to us: what they ask of the bot, a
    command of its own or a reply, is answered by how to be known.
    """
    if not isinstance(event, Message) or event.sender_chat is None:
        return
    if event.sender_chat.id != event.chat.id:
        return
    name = turn.office.bot_username.lower()
    command = (event.text or "").split(" ")[0].lower()
    replied = event.reply_to_message
    to_us = replied is not None and await turn.tx.messages.shown(turn.chat_id, replied.message_id)
    if to_us or (command.startswith("/") and command.partition("@")[2] in ("", name)):
        await turn.say(turn.texts("anonymous-admin"), reply_to=event.message_id)


def _may_join(event: TelegramObject, turn: Turn) -> bool:
    if turn.in_group or not isinstance(event, Message):
        return False
    if pasted_code(event.text or "", turn.office.bot_username):
        return True
    command = (event.text or "").partition(" ")[0].strip().lower()
    return command in ("/start", f"/start@{turn.office.bot_username.lower()}")


async def _turn_away(turn: Turn) -> None:
    """The same neutral words for everything; silence in groups, where others would read them."""
    if turn.callback_id is not None:
        turn.toast(turn.texts("stranger-toast"), alert=True)
    elif not turn.in_group:
        await turn.say(turn.texts("stranger"))


async def explain(turn: Turn, error: UserError) -> None:
    """Say what the person can do about it: over the pressed button, else as a message."""
    sentence = turn.texts(error.key, **error.variables)
    if turn.callback_id is not None and len(sentence) <= 200:
        turn.toast(sentence, alert=True)
    else:
        await turn.say(sentence)
