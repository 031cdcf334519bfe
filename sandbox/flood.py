"""Flood control: Telegram's limits on sending, as sliding windows over the monotonic clock.

About 30 messages a second in all, 1 a second to a chat with short bursts, 20 a minute to a group
(Telegram's bot FAQ).
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Window:
    """At most `count` sends in `seconds`; more are refused for `penalty` seconds or longer."""

    count: int
    seconds: float
    penalty: float


@dataclass(frozen=True)
class Limits:
    """Which windows are metered. The overall one forgives 50 ms of the loopback's jitter."""

    overall: Window = Window(30, 0.95, 3.0)
    chat: Window = Window(5, 5.0, 1.0)
    group: Window = Window(20, 60.0, 1.0)
    enabled: bool = True


@dataclass
class _Meter:
    sent: deque[float] = field(default_factory=deque)
    closed_until: float = 0.0

    def wait(self, window: Window, at: float) -> float:
        """Seconds until a send at `at` would pass, 0 where it passes now."""
        if at < self.closed_until:
            return self.closed_until - at
        while self.sent and self.sent[0] <= at - window.seconds:
            self.sent.popleft()
        if len(self.sent) < window.count:
            return 0.0
        self.closed_until = at + max(window.penalty, self.sent[0] + window.seconds - at)
        return self.closed_until - at


class FloodMeter:
    """Meters sends; a refused one is not counted."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._overall = _Meter()
        self._chats: defaultdict[int, _Meter] = defaultdict(_Meter)

    def admit(self, chat_id: int, *, is_group: bool, at: float) -> int:
        """Count a send at monotonic second `at`: 0 where it passes, else whole seconds to wait."""
        if not self.limits.enabled:
            return 0
        chat = self._chats[chat_id]
        window = self.limits.group if is_group else self.limits.chat
        wait = self._overall.wait(self.limits.overall, at) or chat.wait(window, at)
        if wait:
            return math.ceil(wait)
        self._overall.sent.append(at)
        chat.sent.append(at)
        return 0
