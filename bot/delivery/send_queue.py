"""The messages that the sender has claimed, and which goes next; a value without effects."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.delivery.rates import CHAT_BURST, Rates
from roadmap.model.messages import Outgoing

#: A chat whose message is on its way is looked at again after this.
_BUSY_SECONDS = 0.005
#: Of one chat, which is sent one message a second: the others must not wait behind a person who
#: writes much.
_ENOUGH = 2 * CHAT_BURST


class SendQueue:
    """Claimed messages in sending order; one at a time to a chat, so that they arrive in it."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._pending: list[Outgoing] = []
        self._flying: dict[int, int] = {}

    def __bool__(self) -> bool:
        return bool(self._pending)

    def __contains__(self, message: Outgoing) -> bool:
        return message.id in self._flying or any(one.id == message.id for one in self._pending)

    def add(self, messages: Iterable[Outgoing]) -> None:
        """Take these in."""
        for message in messages:
            insort(self._pending, message, key=_order)

    def next(self, now: float, longest: float) -> tuple[float, Outgoing | None]:
        """(0, the first that may go at `now`), most urgent first; else (seconds to wait, at most
        `longest`, None).
        """
        overall = self._rates.wait_any(now)
        if overall > 0 or not self._pending:
            return min(overall or longest, longest), None
        soonest = longest
        for message in self._pending:
            busy = message.chat_id in self._flying.values()
            wait = _BUSY_SECONDS if busy else self._rates.wait(message.chat_id, now)
            if wait <= 0:
                return 0.0, message
            soonest = min(soonest, wait)
        return soonest, None

    def may_go(self, now: float) -> bool:
        """Whether the limits of its chat let any of them go."""
        busy = set(self._flying.values())
        return any(
            one.chat_id not in busy and self._rates.wait_chat(one.chat_id, now) <= 0
            for one in self._pending
        )

    def full_chats(self) -> list[int]:
        """Chats of which no more are to be taken in: their own limit lets others pass first."""
        return sorted(
            chat
            for chat, count in Counter(one.chat_id for one in self._pending).items()
            if count >= _ENOUGH
        )

    def set_aside(self, now: float, patience: float) -> list[tuple[Outgoing, float]]:
        """Take out what its chat's limits hold back for over `patience` seconds, with each wait."""
        waits = [
            (message, self._rates.wait_chat(message.chat_id, now)) for message in self._pending
        ]
        self._pending = [message for message, wait in waits if wait <= patience]
        return [(message, wait) for message, wait in waits if wait > patience]

    @property
    def on_their_way(self) -> frozenset[int]:
        """The ids of what is being sent, or has been and is not recorded yet."""
        return frozenset(self._flying)

    def forget_outdated(self, at: datetime) -> bool:
        """Let go of what no longer holds at the instant `at`; whether there was any."""
        kept = [one for one in self._pending if one.holds_until is None or one.holds_until > at]
        found = len(kept) < len(self._pending)
        self._pending = kept
        return found

    def start(self, message: Outgoing, now: float) -> None:
        """`message` is on its way, and counted against the limits."""
        self._pending.remove(message)
        self._rates.take(message.chat_id, now)
        self._flying[message.id] = message.chat_id

    def finish(self, message: Outgoing) -> None:
        """What became of `message` is recorded."""
        self._flying.pop(message.id, None)

    def forget_chat(self, chat_id: int) -> None:
        """Nothing goes to this chat any more."""
        self._pending = [message for message in self._pending if message.chat_id != chat_id]

    def move_chat(self, old: int, new: int) -> None:
        """What was for the chat `old` goes to `new`."""
        self._pending = [
            replace(one, chat_id=new) if one.chat_id == old else one for one in self._pending
        ]


def _order(message: Outgoing) -> tuple[int, int]:
    return message.urgency, message.id
