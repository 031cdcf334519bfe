"""Methods that put messages into chats, with the refusals that Telegram knows for them."""

from __future__ import annotations

from typing import Any

from sandbox import files, keyboards, markup
from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.world import Chat, Message, World

MAX_TEXT = 4096  # Bot API: after entities are parsed
MAX_CAPTION = 1024
_MEDIA = ("document", "photo", "voice", "audio", "video")
_ALBUM_SIZES = range(2, 11)
_COPIED = ("text", "entities", "caption", "caption_entities", *_MEDIA)


def message_text(params: Params) -> dict[str, Any]:
    """Text and entities of a call. Raises Refusal for none, or for more than fits."""
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    text, entities = markup.parse(source, params.text("parse_mode"), params.json("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if markup.utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(values: Params) -> dict[str, Any]:
    """Caption and entities of a call, nothing where there is no caption. Raises Refusal."""
    source = values.text("caption")
    text, entities = markup.parse(
        source, values.text("parse_mode"), values.json("caption_entities")
    )
    if markup.utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def send_message(world: World, params: Params) -> Message:
    """sendMessage: the message as sent."""
    chat = world.reachable(params.text("chat_id"))
    return _deliver(world, chat, params, [message_text(params)])[0]


def send_file(world: World, params: Params, kind: str) -> Message:
    """sendDocument, sendPhoto, sendVoice and their kin."""
    chat = world.reachable(params.text("chat_id"))
    caption = message_caption(params)
    return _deliver(
        world, chat, params, [{**files.described(files.given(world, params, kind)), **caption}]
    )[0]


def send_media_group(world: World, params: Params) -> list[Message]:
    """sendMediaGroup: 2-10 files under one media_group_id."""
    chat = world.reachable(params.text("chat_id"))
    media = params.json("media")
    if not isinstance(media, list) or len(media) not in _ALBUM_SIZES:
        raise bad_request("media group must include 2-10 items")
    album = str(next(world.serial))
    contents = [{**_album_part(world, params, one), "media_group_id": album} for one in media]
    return _deliver(world, chat, params, contents)


def _album_part(world: World, params: Params, part: dict[str, Any]) -> dict[str, Any]:
    kind = part.get("type", "")
    if kind not in files.KINDS or kind == "voice":
        raise bad_request(
            "can't parse InputMedia: type must be one of audio, document, photo, video"
        )
    caption = message_caption(Params(part))
    return {
        **files.described(files.given(world, params, kind, str(part.get("media", "")))),
        **caption,
    }


def copy_message(world: World, params: Params) -> dict[str, int]:
    """copyMessage: the id of the copy."""
    chat = world.reachable(params.text("chat_id"))
    source = world.reachable(params.text("from_chat_id")).messages.get(params.number("message_id"))
    if source is None:
        raise bad_request("message to copy not found")
    content = {key: source[key] for key in _COPIED if key in source}
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in params.values:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= message_caption(params)
    return {"message_id": _deliver(world, chat, params, [content])[0]["message_id"]}


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction: what the bot is busy with."""
    chat = world.reachable(params.text("chat_id"))
    action = params.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    world.tell("typing", chat.id, action=action)
    return True


def _deliver(
    world: World, chat: Chat, params: Params, contents: list[dict[str, Any]]
) -> list[Message]:
    """Post the contents with what all sending methods share: keyboard, quote, topic, metering."""
    shared: dict[str, Any] = {}
    if keyboard := keyboards.checked(params.json("reply_markup")):
        shared["reply_markup"] = keyboard
    if quoted := _quoted(world, chat, params):
        shared["reply_to_message"] = quoted
    if thread := params.number("message_thread_id"):
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        shared |= {"message_thread_id": thread, "is_topic_message": True}
    world.meter(chat)
    return [world.post(chat, world.bot, {**shared, **content}) for content in contents]


def _quoted(world: World, chat: Chat, params: Params) -> Message | None:
    """The message that the call replies to. Raises Refusal where it is gone."""
    reply = params.json("reply_parameters") or {"message_id": params.number("reply_to_message_id")}
    if world.strict and "quote_parse_mode" in reply and "quote" not in reply:
        raise bad_request("can't parse reply parameters: unexpected field quote_parse_mode")
    if not reply.get("message_id"):
        return None
    found = chat.messages.get(int(reply["message_id"]))
    if found is not None:
        return {key: value for key, value in found.items() if key != "reply_to_message"}
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
