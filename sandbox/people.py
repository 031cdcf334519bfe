"""What people do in the sandbox (write, send files, press buttons, block the bot), as updates."""

from __future__ import annotations

import re
import time
from typing import Any

from sandbox import files, keyboards, markup
from sandbox.refusals import ControlError
from sandbox.world import Callback, Chat, Message, Person, World

_GROUP_COMMAND = re.compile(r"/\w+(?:@(\w+))?")


def say(
    world: World, user: int, text: str, chat: int = 0, reply_to: int = 0, thread: int = 0
) -> Message:
    """A person writes: in private or in the group `chat`, in a topic, in reply to a message."""
    entities = markup.find_plain(text, [])
    content = {"text": text, "entities": entities} if entities else {"text": text}
    return _post(world, user, chat, content, reply_to, thread)


def send_files(
    world: World,
    user: int,
    uploads: list[tuple[str, bytes]],
    kind: str = "document",
    caption: str = "",
    chat: int = 0,
    reply_to: int = 0,
) -> list[Message]:
    """A person sends a file or an album: an update each, the caption on the first."""
    if kind not in files.KINDS:
        raise ControlError(f"Нет такого вида файлов: {kind}")
    album = {"media_group_id": str(next(world.serial))} if len(uploads) > 1 else {}
    sent = []
    for number, (name, content) in enumerate(uploads):
        carried = files.described(files.keep(world, kind, name, content))
        told = {"caption": caption} if caption and number == 0 else {}
        sent.append(_post(world, user, chat, {**carried, **told, **album}, reply_to, 0))
    return sent


def edit(
    world: World,
    user: int,
    message_id: int,
    text: str,
    chat: int = 0,
    upload: tuple[str, bytes] | None = None,
) -> Message:
    """A person edits their own message: its text, or its caption where it carries a file; with
    `upload` (name and content) that file takes the place of its own, or comes with its words.
    """
    place = world.chat(chat or user)
    message = place.messages.get(message_id)
    if message is None or message["from"]["id"] != user:
        raise ControlError("Изменить можно только своё сообщение")
    if upload is not None:
        for field in ("text", "entities", *files.KINDS):
            message.pop(field, None)
        message |= files.described(files.keep(world, "document", *upload))
    field, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    message[field], message[marks] = text, markup.find_plain(text, [])
    message["edit_date"] = int(world.clock.now())
    world.updates.add("edited_message", message)
    world.tell("edited", place.id, message=message)
    return message


def delete(world: World, user: int, message_id: int, chat: int = 0) -> bool:
    """A person deletes a message; Telegram does not tell the bot."""
    place = world.chat(chat or user)
    if place.messages.pop(message_id, None) is None:
        raise ControlError("Сообщение не найдено")
    world.tell("deleted", place.id, message_id=message_id)
    return True


def press(
    world: World,
    user: int,
    message_id: int,
    data: str = "",
    label: str = "",
    chat: int = 0,
    times: int = 1,
) -> list[str]:
    """A person taps a button, by its label or data; the ids of the queries it makes."""
    person, place = world.person(user), world.chat(chat or user)
    message = place.messages.get(message_id)
    if message is None:
        raise ControlError("Сообщение не найдено")
    chosen = keyboards.button_data(message, label) if label else data
    if not chosen:
        raise ControlError(f"Нет кнопки «{label}»" if label else "Нет такой кнопки")
    return [_query(world, person, place, message, chosen) for _ in range(times)]


def _query(world: World, person: Person, place: Chat, message: Message, data: str) -> str:
    query_id = str(4_000_000_000 + next(world.serial))
    world.callbacks[query_id] = Callback(person.id, time.monotonic())
    content = {
        "id": query_id,
        "from": person.wire,
        "message": message,
        "chat_instance": str(place.id),
        "data": data,
    }
    world.updates.add("callback_query", content)
    return query_id


def change_state(world: World, user: int, state: str) -> str:
    """A person blocks the bot (`blocked`), starts it (`started`), or is deactivated."""
    person = world.person(user)
    if state not in ("never", "started", "blocked", "deactivated"):
        raise ControlError(f"Нет такого состояния: {state}")
    before, person.state = person.state, state
    if {before, state} == {"started", "blocked"}:
        _member_update(
            world, world.chat(user), person, "kicked" if state == "blocked" else "member"
        )
    world.tell("person", user)
    return state


def change_membership(world: World, chat: int, status: str, user: int) -> str:
    """The person `user` adds the bot to the group (`member`) or removes it (`kicked`, `left`)."""
    if status not in ("member", "kicked", "left"):
        raise ControlError(f"Нет такого состояния: {status}")
    place = world.chat(chat)
    place.bot_status = status
    _member_update(world, place, world.person(user), status)
    return status


def _member_update(world: World, place: Chat, person: Person, status: str) -> None:
    statuses = ("member", status) if status != "member" else ("kicked", "member")
    old, new = ({"status": one, "user": world.bot} | _UNTIL.get(one, {}) for one in statuses)
    content = {
        "chat": place.wire,
        "from": person.wire,
        "date": int(world.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.updates.add("my_chat_member", content)


_UNTIL: dict[str, dict[str, Any]] = {"kicked": {"until_date": 0}}


def add_group(
    world: World, chat: int, title: str, topics: dict[str, str] | None = None, kind: str = ""
) -> Chat:
    """A group with the bot; with topics (id: name) it is a forum. Its id is negative."""
    if chat >= 0:
        raise ControlError("Номер группы отрицателен")
    wire = {"id": chat, "type": kind or ("supergroup" if topics else "group"), "title": title}
    if topics:
        wire["is_forum"] = True
    place = Chat(chat, wire, {int(key): name for key, name in (topics or {}).items()})
    world.chats[chat] = place
    world.tell("group", chat)
    return place


def migrate(world: World, chat: int, to: int, user: int) -> Chat:
    """The group becomes a supergroup with a new id; both chats say so in a service message."""
    old = world.chat(chat)
    new = add_group(world, to, old.wire["title"], kind="supergroup")
    old.migrated_to = to
    for place, content in (
        (old, {"migrate_to_chat_id": to}),
        (new, {"migrate_from_chat_id": chat}),
    ):
        world.updates.add("message", world.post(place, world.person(user).wire, content))
    return new


def _post(
    world: World, user: int, chat: int, content: dict[str, Any], reply_to: int, thread: int
) -> Message:
    person, place = world.person(user), world.chat(chat or user)
    if not place.is_group and person.state != "started":
        change_state(world, user, "started")
    extra: dict[str, Any] = {}
    if reply_to:
        quoted = place.messages.get(reply_to)
        if quoted is None:
            raise ControlError("Нет сообщения, на которое отвечают")
        extra["reply_to_message"] = {
            key: value for key, value in quoted.items() if key != "reply_to_message"
        }
        thread = thread or quoted.get("message_thread_id", 0)
    if thread:
        extra |= {"message_thread_id": thread, "is_topic_message": True}
    message = world.post(place, person.wire, {**content, **extra})
    if _bot_sees(world, place, message):
        world.updates.add("message", message)
    return message


def _bot_sees(world: World, place: Chat, message: Message) -> bool:
    """Privacy mode: in a group the bot sees commands, mentions of it and replies to it."""
    if not place.is_group or not world.privacy:
        return place.bot_status == "member"
    text = str(message.get("text", message.get("caption", "")))
    name = world.bot["username"]
    command = _GROUP_COMMAND.match(text)
    quoted = message.get("reply_to_message", {})
    return place.bot_status == "member" and bool(
        (command and command.group(1) in (None, name))
        or f"@{name}" in text
        or quoted.get("from", {}).get("id") == world.bot["id"]
    )
