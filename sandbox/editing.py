"""Methods that change what is already in a chat, and answers to pressed buttons."""

from __future__ import annotations

import time
from typing import Any

from sandbox import keyboards
from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.sending import message_caption, message_text
from sandbox.world import Chat, Message, World

_MAX_ANSWER = 200  # Bot API: text of a callback answer
_FIELDS = {
    "text": ("text", "entities"),
    "caption": ("caption", "caption_entities"),
    "reply_markup": (),
}
_REACTION_EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 "
    "⚡ "
    "🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ "
    "💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
#: Bot API: the only emoji that a message can be marked with.
_REACTIONS = frozenset(_REACTION_EMOJI.split())
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current "
    "content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Message:
    """editMessageText: the message as it stands now."""
    chat, message = _own(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, params, message_text(params), "text")


def edit_message_caption(world: World, params: Params) -> Message:
    """editMessageCaption: the message as it stands now."""
    chat, message = _own(world, params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, params, message_caption(params), "caption")


def edit_message_reply_markup(world: World, params: Params) -> Message:
    """editMessageReplyMarkup: the message as it stands now."""
    chat, message = _own(world, params)
    return _edit(world, chat, message, params, {}, "reply_markup")


def _own(world: World, params: Params) -> tuple[Chat, Message]:
    """The bot's own message that the call names. Raises Refusal."""
    chat = world.reachable(params.text("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"] is not world.bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    world: World, chat: Chat, message: Message, params: Params, content: dict[str, Any], field: str
) -> Message:
    """Replace the field and the keyboard: an edit without a keyboard takes the old one away."""
    if keyboard := keyboards.checked(params.json("reply_markup")):
        content = {**content, "reply_markup": keyboard}
    replaced = (*_FIELDS[field], "reply_markup")
    if content == {key: message[key] for key in replaced if key in message}:
        raise bad_request(_SAME)
    for key in replaced:
        message.pop(key, None)
    message.update(content)
    if field != "reply_markup":
        message["edit_date"] = int(world.clock.now())
    world.tell("edited", chat.id, message=message)
    return message


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    chat = world.reachable(params.text("chat_id"))
    message_id = params.number("message_id")
    if chat.messages.pop(message_id, None) is None:
        raise bad_request("message to delete not found")
    world.tell("deleted", chat.id, message_id=message_id)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery: once for each query, within its lifetime."""
    pressed = world.callbacks.pop(params.text("callback_query_id"), None)
    if pressed is None or time.monotonic() - pressed.at > world.callback_lifetime:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.tell(
        "answer",
        pressed.person_id,
        query_id=params.text("callback_query_id"),
        text=text,
        alert=params.flag("show_alert"),
    )
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """setMessageReaction."""
    chat = world.reachable(params.text("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    emoji = [one.get("emoji", "") for one in params.json("reaction") or []]
    if not _REACTIONS.issuperset(emoji):
        raise bad_request("REACTION_INVALID")
    world.tell("reaction", chat.id, message_id=message["message_id"], emoji=emoji)
    return True


def pin_chat_message(world: World, params: Params) -> bool:
    """pinChatMessage."""
    chat = world.reachable(params.text("chat_id"))
    message_id = params.number("message_id")
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    if message_id not in chat.pinned:
        chat.pinned.append(message_id)
    world.tell("pinned", chat.id, message_id=message_id)
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """unpinChatMessage: the named message, else the one pinned last."""
    chat = world.reachable(params.text("chat_id"))
    message_id = params.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.tell("unpinned", chat.id, message_id=message_id)
    return True
