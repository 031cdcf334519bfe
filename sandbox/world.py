"""The little world behind the stand-in: people, chats, messages, files and what the bot set up."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Clock
from sandbox.flood import FloodMeter, Limits
from sandbox.ledger import Ledger
from sandbox.refusals import ControlError, bad_request, forbidden, too_many_requests
from sandbox.updates import UpdateQueue

Message = dict[str, Any]
_SHOWN_NAMES = ("first_name", "last_name", "username")
Listener = Callable[[dict[str, Any]], None]


@dataclass
class Person:
    """Someone with Telegram. state: never (has not started), started, blocked, deactivated. `tries`
    is what the page offers them to try: what it is, and the words that it puts before them, or
    before the one whose number is `chat`.
    """

    id: int
    wire: dict[str, Any]
    label: str = ""
    state: str = "never"
    tries: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Chat:
    """A private chat (its id is its person's) or a group. bot_status: member, left, kicked."""

    id: int
    wire: dict[str, Any]
    topics: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.id < 0


@dataclass(frozen=True)
class StoredFile:
    """A file on the stand-in. kind is its field in a message: document, photo, voice …"""

    file_id: str
    kind: str
    path: str
    content: bytes
    wire: dict[str, Any]


@dataclass
class Callback:
    """A pressed button that waits for its answer; `at` is a monotonic second."""

    person_id: int
    at: float


class World:
    """The whole state, changed by both APIs, which tells listeners of each change."""

    def __init__(self, bot_username: str, clock: Clock, limits: Limits, *, strict: bool) -> None:
        self.bot: dict[str, Any] = {
            "id": 1,
            "is_bot": True,
            "first_name": "Веха",
            "username": bot_username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.clock = clock
        self.strict = strict
        self.updates = UpdateQueue()
        self.flood = FloodMeter(limits)
        self.ledger = Ledger()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.callbacks: dict[str, Callback] = {}
        self.callback_lifetime = 60.0
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.profile: dict[str, Any] = {}
        self.privacy = True
        self.versions: Counter[int] = Counter()
        self.listeners: set[Listener] = set()
        self._waiters: defaultdict[int, set[asyncio.Future[None]]] = defaultdict(set)
        self._message_ids = itertools.count(1)
        self.serial = itertools.count(1)

    def add_person(
        self,
        person_id: int,
        first_name: str,
        *,
        label: str = "",
        state: str = "never",
        tries: Sequence[dict[str, Any]] = (),
        **more: str,
    ) -> Person:
        """Add somebody with a private chat; `more`: last_name, username, language_code."""
        wire: dict[str, Any] = {
            "id": person_id,
            "is_bot": False,
            "first_name": first_name,
            "language_code": "ru",
        }
        wire.update(more)
        person = self.people[person_id] = Person(person_id, wire, label, state, list(tries))
        names = {key: wire[key] for key in _SHOWN_NAMES if key in wire}
        self.chats[person_id] = Chat(person_id, {"id": person_id, "type": "private", **names})
        self.tell("person", person_id)
        return person

    def person(self, person_id: int) -> Person:
        """Raises ControlError for a stranger."""
        if found := self.people.get(person_id):
            return found
        raise ControlError(f"Нет участника {person_id}")

    def chat(self, chat_id: int) -> Chat:
        """Raises ControlError for an unknown chat."""
        if found := self.chats.get(chat_id):
            return found
        raise ControlError(f"Нет чата {chat_id}")

    def reachable(self, chat_id: str) -> Chat:
        """The chat that a call of the bot names, if it may speak there. Raises Refusal."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.is_group:
            self._check_group(chat)
        else:
            _check_person(self.people[chat.id])
        return chat

    def meter(self, chat: Chat) -> None:
        """Count one send to the chat. Raises Refusal 429."""
        if wait := self.flood.admit(chat.id, is_group=chat.is_group, at=time.monotonic()):
            raise too_many_requests(wait)

    def post(self, chat: Chat, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """Put a message into a chat, dated by the clock."""
        message: Message = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": chat.wire,
            "date": int(self.clock.now()),
            **content,
        }
        chat.messages[message["message_id"]] = message
        if sender is self.bot:
            self.ledger.record(chat.id, message["message_id"])
        self.tell("message", chat.id, message=message)
        return message

    def tell(self, kind: str, chat_id: int, **more: Any) -> None:
        """Tell the page and everybody who waits that something changed."""
        self.versions[chat_id] += 1
        if self.listeners:
            event = {"type": kind, "chat": chat_id, **more}
            for listener in tuple(self.listeners):
                listener(event)
        for waiter in self._waiters.pop(chat_id, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def changed(self, chat_id: int, since: int, seconds: float) -> None:
        """Return once the chat's version is above `since`, or after so many seconds."""
        if self.versions[chat_id] > since or seconds <= 0:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters[chat_id].add(waiter)
        await asyncio.wait([waiter], timeout=seconds)
        self._waiters[chat_id].discard(waiter)

    def _check_group(self, chat: Chat) -> None:
        name = "supergroup" if chat.wire["type"] == "supergroup" else "group"
        if chat.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
            )
        if chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {name} chat")
        if chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {name} chat")


def _check_person(person: Person) -> None:
    if person.state == "blocked":
        raise forbidden("bot was blocked by the user")
    if person.state == "deactivated":
        raise forbidden("user is deactivated")
    if person.state == "never":
        raise forbidden("bot can't initiate conversation with a user")
