"""What was sent and what was refused, for tests and benchmarks of delivery."""

from __future__ import annotations

import time
from collections import Counter, deque
from typing import Any

_KEPT = 1_000_000


class Ledger:
    """Sends with their real time (Unix seconds, not the moved clock), calls and refusals."""

    def __init__(self) -> None:
        self.sends: deque[tuple[float, int, int]] = deque(maxlen=_KEPT)
        self.calls: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()

    def record(self, chat_id: int, message_id: int) -> None:
        """A message of the bot reached a chat."""
        self.sends.append((time.time(), chat_id, message_id))

    def refused(self, code: int, description: str) -> None:
        """A call was refused."""
        self.refusals[str(code)] += 1
        self.refusals[description] += 1

    def view(self, chat_id: int | None = None) -> dict[str, Any]:
        """Totals, sends by whole second, and the log of one chat where it is named."""
        seconds = Counter(int(at) for at, _, _ in self.sends)
        answer: dict[str, Any] = {
            "sent": len(self.sends),
            "floods": self.refusals["429"],
            "calls": dict(self.calls),
            "refusals": dict(self.refusals),
            "per_second": {str(second): count for second, count in sorted(seconds.items())},
        }
        if chat_id is not None:
            answer["log"] = [
                [at, message_id] for at, chat, message_id in self.sends if chat == chat_id
            ]
        return answer

    def clear(self) -> None:
        """Start counting anew."""
        self.sends.clear()
        self.calls.clear()
        self.refusals.clear()
