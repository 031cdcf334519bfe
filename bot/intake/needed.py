"""What is needed of an update that aiogram's models refuse: who, where, the words, the files.

Telegram leaves out fields that its own reference calls required (the name of a hidden user), sends
new ones, and some clients send what nobody knows. The models then refuse the whole, with the words
of somebody who waits for an answer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

Json = dict[str, Any]

#: Kinds of files, each with the numbers that its model cannot be without.
_FILES = {
    "document": (),
    "voice": ("duration",),
    "audio": ("duration",),
    "video": ("width", "height", "duration"),
    "video_note": ("length", "duration"),
}
_MESSAGES = ("message", "edited_message")
_LIMIT = 2**63


def needed_of(update: object, received_at: datetime) -> Json | None:
    """An update of the same id with what handlers use; None where it says neither who nor where.

    A message that has no readable day is of the day on which it was received.
    """
    if not isinstance(update, dict):
        return None
    found: Json = {"update_id": update.get("update_id")}
    for kind in _MESSAGES:
        message = _message(update.get(kind), received_at)
        if message is not None and "from" in message:
            return {**found, kind: message}
    query = update.get("callback_query")
    user = _user(query.get("from")) if isinstance(query, dict) else None
    if not isinstance(query, dict) or user is None or not isinstance(query.get("id"), str):
        return None
    button = {"id": query["id"], "from": user, "chat_instance": "", **_texts(query, "data")}
    shown = _message(query.get("message"), received_at)
    return {**found, "callback_query": {**button, **({"message": shown} if shown else {})}}


def author_of(update: object) -> int | None:
    """The Telegram id of who wrote or tapped in a private chat; None where it cannot be told."""
    if not isinstance(update, dict):
        return None
    for kind in (*_MESSAGES, "callback_query"):
        event = update.get(kind)
        user = _user(event.get("from")) if isinstance(event, dict) else None
        if not isinstance(event, dict) or user is None:
            continue
        chat = (event.get("message") if kind == "callback_query" else event) or {}
        place = chat.get("chat") if isinstance(chat, dict) else None
        private = not isinstance(place, dict) or place.get("type") == "private"
        return int(user["id"]) if private else None
    return None


def _message(given: object, received_at: datetime) -> Json | None:
    if not isinstance(given, dict) or not _is_number(given.get("message_id")):
        return None
    chat = given.get("chat")
    if not isinstance(chat, dict) or not _is_number(chat.get("id")):
        return None
    kind = chat.get("type") if isinstance(chat.get("type"), str) else "private"
    date = given.get("date")
    found: Json = {
        "message_id": given["message_id"],
        "date": date if _is_number(date) else int(received_at.timestamp()),
        "chat": {"id": chat["id"], "type": kind},
        **_texts(given, "text", "caption", "media_group_id"),
        **_entities(given),
        **_files(given),
    }
    if (user := _user(given.get("from"))) is not None:
        found["from"] = user
    replied = _message(given.get("reply_to_message"), received_at)
    if replied is not None:
        found["reply_to_message"] = replied
    if _is_number(given.get("message_thread_id")) and given.get("is_topic_message") is True:
        found |= {"message_thread_id": given["message_thread_id"], "is_topic_message": True}
    return found


def _user(given: object) -> Json | None:
    if not isinstance(given, dict) or not _is_number(given.get("id")):
        return None
    name = given.get("first_name")
    return {
        "id": given["id"],
        "is_bot": given.get("is_bot") is True,
        "first_name": name if isinstance(name, str) else "",
        **_texts(given, "last_name", "username"),
    }


def _entities(given: Json) -> Json:
    """The commands among the words; what else is marked is no matter."""
    marks = given.get("entities")
    commands = [
        {"type": "bot_command", "offset": one["offset"], "length": one["length"]}
        for one in (marks if isinstance(marks, list) else [])
        if isinstance(one, dict)
        and one.get("type") == "bot_command"
        and _is_number(one.get("offset"))
        and _is_number(one.get("length"))
    ]
    return {"entities": commands} if commands else {}


def _files(given: Json) -> Json:
    found: Json = {}
    photo = given.get("photo")
    sizes = [_file(one, ("width", "height")) for one in (photo if isinstance(photo, list) else [])]
    if any(sizes):
        found["photo"] = [one for one in sizes if one]
    for kind, numbers in _FILES.items():
        file = _file(given.get(kind), numbers)
        if file:
            found[kind] = file
    return found


def _file(given: object, numbers: tuple[str, ...]) -> Json | None:
    if not isinstance(given, dict):
        return None
    named = _texts(given, "file_id", "file_unique_id", "file_name", "mime_type")
    if "file_id" not in named or "file_unique_id" not in named:
        return None
    size = {"file_size": given["file_size"]} if _is_number(given.get("file_size")) else {}
    return named | size | {one: given[one] if _is_number(given.get(one)) else 0 for one in numbers}


def _texts(given: Json, *names: str) -> Json:
    return {name: given[name] for name in names if isinstance(given.get(name), str)}


def _is_number(value: object) -> bool:
    """Whether it is a whole number that a database can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and -_LIMIT <= value < _LIMIT
