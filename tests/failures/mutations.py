"""Updates as Telegram sends them, broken in every way."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

BAD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**63, -(2**63) - 1, 2**70, 0.5, 1e308, "", " ", "0", "\x00", "\ud83d", "‮", "a" * 5000,
    "6.1 " * 2000, "/start " + "x" * 100, "<b>", "&lt;", "{", "due:done:1", "due:done:99999999999999999999",
    "rm:zip:-1:x", "held:send", "entry:close:1:2:3", "list:people:-5:0", "1.1", "п. 99999999999999999999 выполнено",
    [], {}, [[]], [None],
    {"id": None}, {"a": {"b": {"c": []}}}, "💥" * 300, "٣.١ نص", "1-999999", "до 31 февраля", "9" * 400,
)  # fmt: skip


def seeds(chat: int) -> list[dict[str, Any]]:
    """Good updates of one person's private chat."""
    who = {"id": chat, "is_bot": False, "first_name": "Пётр", "language_code": "ru"}
    place = {"id": chat, "type": "private", "first_name": "Пётр"}
    message = {
        "message_id": 7,
        "from": who,
        "chat": place,
        "date": 1_760_000_000,
        "text": "1.1 текст",
    }
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 10}
    shown = {
        **message,
        "from": {**who, "is_bot": True},
        "reply_markup": {"inline_keyboard": [[{"text": "а"}]]},
    }
    group = {"id": -chat, "type": "supergroup", "title": "Отдел"}
    return [
        {"message": message},
        {"message": {**message, "text": "/my", "entities": [{"type": "bot_command", "offset": 0, "length": 3}]}},
        {"message": {**message, "text": "/start abc", "chat": group, "message_thread_id": 3, "is_topic_message": True}},
        {"message": {**message, "reply_to_message": shown}},
        {"message": {**message, "document": {**file, "file_name": "план.docx", "mime_type": "a/b"}, "caption": "1"}},
        {"message": {**message, "photo": [{**file, "width": 1, "height": 1}], "media_group_id": "9"}},
        {"message": {**message, "voice": {**file, "duration": 1}}},
        {"edited_message": {**message, "edit_date": 1_760_000_001}},
        {"callback_query": {"id": "5", "from": who, "message": shown, "chat_instance": "1", "data": "due:done:1"}},
        {"callback_query": {"id": "6", "from": who, "chat_instance": "1", "data": "list:my:0:0"}},
        {"my_chat_member": {"chat": group, "from": who, "date": 1, "old_chat_member": {"status": "left", "user": who},
                            "new_chat_member": {"status": "member", "user": who}}},
    ]  # fmt: skip


def mutated(choose: random.Random, seed: dict[str, Any]) -> dict[str, Any]:
    """A copy of `seed` with one to three of its values changed, dropped or moved."""
    broken = copy.deepcopy(seed)
    for _ in range(choose.randint(1, 3)):
        holder, key = choose.choice(_places(broken))
        match choose.randrange(5):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(choose.choice(_places(broken))[0])
            case 2 if isinstance(holder, dict):
                holder[choose.choice(("text", "data", "chat", "from", "caption", "id", "date"))] = (
                    _bad(choose)
                )
            case _:
                holder[key] = _bad(choose)
        if not _places(broken):
            break
    return broken if _finite(broken) else {"message": _bad(choose)}


def _bad(choose: random.Random) -> Any:
    return copy.deepcopy(choose.choice(BAD_VALUES))


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) within."""
    found: list[tuple[Any, Any]] = []
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inner:
        found.append((value, key))
        found += _places(one)
    return found


def _finite(update: Any) -> bool:
    """Whether it can be written as JSON, short enough for Telegram."""
    try:
        return len(json.dumps(update)) < 100_000
    except (ValueError, RecursionError):
        return False
