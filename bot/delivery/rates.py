"""Pacing of sends. Everything here is told the time, in seconds of a monotonic clock; nothing
sleeps.

Telegram lets through about 30 messages a second in all, 1 a second to a chat with short bursts, 20
a minute to a group [Bots FAQ], and says with 429 how long to wait.
"""

from __future__ import annotations

from collections import OrderedDict, deque

#: Slots are a little longer than the limit allows, and a late sender may make up for what it lost,
#: as far as `Arrivals` lets it: 30 a second then means never more than 30 within a second where
#: they arrive, and more than 29 over a minute.
_MARGIN = 0.97
_CATCH_UP = 0.25
#: Of the limit's window, what must lie between an answer and the message that many later. Less than
#: the whole: the answer took its time to come back, and waiting for it must not cost the rate.
_ARRIVAL = 0.96
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


class Arrivals:
    """At most `rate` a second where they arrive, however late each does: a message has arrived by
    the time its answer comes, so the one that is `rate` later may go a second after that. Those
    that have not arrived hold nothing up.
    """

    def __init__(self, rate: float) -> None:
        self._count = max(1, int(rate))
        self._seconds = self._count / rate * _ARRIVAL
        self._responded: deque[float] = deque(maxlen=self._count)
        self._flying = 0

    def wait(self, at: float) -> float:
        """Seconds until one more may go, 0 where it may now."""
        index = len(self._responded) + self._flying - self._count
        if index < 0 or index >= len(self._responded):
            return 0.0
        return max(0.0, self._responded[index] + self._seconds - at)

    def start(self) -> None:
        """One is on its way."""
        self._flying += 1

    def answer(self, at: float) -> None:
        """One has arrived, or has failed."""
        self._flying -= 1
        self._responded.append(at)


class Rates:
    """All limits together. Chats with negative ids are groups and channels [Bot API]."""

    def __init__(
        self,
        per_second: float = 30,
        per_chat_per_second: float = 1,
        per_group_per_minute: float = 20,
    ) -> None:
        self._overall, self._arrivals = Paced(per_second), Arrivals(per_second)
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
        return max(self._held_until - at, self._overall.wait(at), self._arrivals.wait(at), 0.0)

    def take(self, chat_id: int, at: float) -> None:
        """Count a message to this chat, which is on its way now; `answered` must follow."""
        self._overall.take(at)
        self._arrivals.start()
        for window in self._windows(chat_id):
            window.take(at)

    def answered(self, at: float) -> None:
        """Telegram has answered one that was counted, or nothing more is to be heard of it."""
        self._arrivals.answer(at)

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
