"""The outbox: messages to send, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from roadmap.model.messages import MessageState, Outgoing


class Messages(Protocol):
    """The outbox: messages to send, and what became of them."""

    async def add(self, message: Outgoing) -> Outgoing: ...
    async def get(self, message_id: int) -> Outgoing: ...
    async def claim(
        self,
        at: datetime,
        until: datetime,
        limit: int,
        urgency_up_to: int = 3,
        not_to: Collection[int] = (),
    ) -> list[Outgoing]:
        """The next planned or unknown messages due at `at`, most urgent first, then oldest, except
        those to the chats `not_to`; leased until `until`. Claims whose lease has run out count as
        planned again.
        """

    async def sent(self, message_id: int, telegram_id: int | None, at: datetime) -> None: ...
    async def not_sent(
        self, message_id: int, state: MessageState, reason: str, not_before: datetime | None = None
    ) -> None:
        """Record a failed attempt; planned and unknown go again, not before `not_before`."""

    async def reword(self, message: Outgoing) -> None:
        """Give one that waits unclaimed the text, the buttons and the subjects of `message`."""

    async def outdated(self, at: datetime) -> list[int]:
        """Unsent messages whose words no longer hold at `at`, with the other unclaimed reminders to
        the same chats, so that each chat gets one new message.
        """

    async def release_claims(self) -> list[int]:
        """At start: plan again what a dead process had claimed; ids in the order of sending."""

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None: ...
    async def hand_to(self, old_chat_id: int, new_chat_id: int) -> None:
        """What waits for a person's former account goes to their new one, as messages of its own:
        no replies, and without what was to change a message that the new account does not have.
        """

    async def drop_for(self, chat_id: int, reason: str) -> int:
        """Drop all that waits for this chat; how many."""

    async def supersede(self, chat_id: int, edits: int, reason: str) -> int:
        """Drop the unclaimed refreshing changes of one message of ours; how many."""

    async def drop_files(self) -> int:
        """Remove files made for sending that were sent or never will be, and those handed over at
        the desk; how many.
        """

    async def shown(self, chat_id: int, telegram_id: int) -> Outgoing | None:
        """The message that Telegram knows by this id."""

    async def standing(self, chat_id: int, telegram_id: int) -> Outgoing | None:
        """The same, or the newest of its changes that wait: what it says, or is about to say."""

    async def following(self, what: Collection[str], since: datetime) -> list[int]:
        """The ids of messages that follow any of these, sent since then or still to be sent, oldest
        first; of a message and its changes the newest only.
        """

    async def counts(self) -> Mapping[MessageState, int]: ...
    async def waiting(self, urgency: int) -> int:
        """How many of this urgency still wait to be sent."""

    async def oldest_waiting(self) -> datetime | None: ...
