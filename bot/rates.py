"""Pacing of sends. Everything here is told the time, in seconds of a monotonic clock; nothing sleeps.

Telegram lets through about 30 messages a second in all, 1 a second to a chat with short bursts, 20 a minute to a
group [Bots FAQ], and says with 429 how long to wait.
"""

from __future__ import annotations

from collections import OrderedDict, deque

#: Slots are a little longer than the limit allows, and a late sender may make up for a little of what it lost: 30 a
#: second then means never more than 30 within any second, and more than 29 over a minute.
_MARGIN = 0.97
_CATCH_UP = 0.03
#: A chat may be sent this many at once, if that keeps to its rate over the time that so many take.
CHAT_BURST = 5
#: Longer than the limit's window by this, since messages do not all travel equally fast.
_JITTER = 1.02
#: Chats whose last sends are remembered; those sent to longest ago are forgotten first.
_REMEMBERED = 20_000


class Paced:
    """Evenly spread slots: `rate` a second."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / (rate * _MARGIN)
        self._next = 0.0

    def wait(self, at: float) -> float:
        """Seconds until the next slot, 0 where it is now."""
        return max(0.0, self._next - at)

    def take(self, at: float) -> None:
        """Use a slot."""
        self._next = max(self._next, at - _CATCH_UP) + self._step


class Window:
    """At most `count` within any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds * _JITTER
        self._taken: deque[float] = deque(maxlen=count)

    def wait(self, at: float) -> float:
        """Seconds until one more fits, 0 where it does now."""
        if len(self._taken) < self._count:
            return 0.0
        return max(0.0, self._taken[0] + self._seconds - at)

    def take(self, at: float) -> None:
        """Count one."""
        self._taken.append(at)


class Rates:
    """All limits together. Chats with negative ids are groups and channels [Bot API]."""

    def __init__(
        self, per_second: float = 30, per_chat_per_second: float = 1, per_group_per_minute: float = 20
    ) -> None:
        self._overall = Paced(per_second)
        self._per_chat = per_chat_per_second
        self._per_group = per_group_per_minute
        self._chats: OrderedDict[int, list[Window]] = OrderedDict()
        self._held_until = 0.0

    def wait(self, chat_id: int, at: float) -> float:
        """Seconds until a message to this chat may go, 0 where it may now."""
        return max(self.wait_any(at), self.wait_chat(chat_id, at))

    def wait_chat(self, chat_id: int, at: float) -> float:
        """The same by the chat's own limits alone."""
        return max((window.wait(at) for window in self._chats.get(chat_id, ())), default=0.0)

    def wait_any(self, at: float) -> float:
        """Seconds until a message to anybody may go."""
        return max(self._held_until - at, self._overall.wait(at), 0.0)

    def take(self, chat_id: int, at: float) -> None:
        """Count a message to this chat."""
        self._overall.take(at)
        for window in self._windows(chat_id):
            window.take(at)

    def hold(self, seconds: float, at: float) -> None:
        """After a 429: nothing goes to anybody before `seconds` have passed."""
        self._held_until = max(self._held_until, at + seconds)

    def held(self, at: float) -> bool:
        """Whether Telegram has asked to wait."""
        return at < self._held_until

    def _windows(self, chat_id: int) -> list[Window]:
        if chat_id not in self._chats:
            self._chats[chat_id] = [Window(CHAT_BURST, CHAT_BURST / self._per_chat)]
            if chat_id < 0:
                self._chats[chat_id].append(Window(max(1, int(self._per_group)), 60.0))
            if len(self._chats) > _REMEMBERED:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat_id)
        return self._chats[chat_id]


def backoff(attempts: int, jitter: float) -> float:
    """Seconds to wait after the `attempts`-th failure: doubling from 1 to 300, of which `jitter` (0–1) decides half."""
    longest = float(min(300, 2 ** min(attempts, 9)))
    return longest / 2 + longest / 2 * jitter
