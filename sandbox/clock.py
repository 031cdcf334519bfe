"""The sandbox's clock: the machine's, moved by an offset that the bot reads from a file."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.refusals import ControlError

#: Seconds to wait for what a running bot writes at its every tick, and since when it has stopped.
_TICK, _STOPPED = 5.0, 30.0


class Clock:
    """`path` holds the offset in seconds; `<path>.next` the instant of the next reminder."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        text = path.read_text().strip() if path is not None and path.exists() else ""
        self.offset = float(text or 0)

    def now(self) -> float:
        """Unix seconds as the bot sees them."""
        return time.time() + self.offset

    def move(self, offset: float) -> None:
        """Set the offset in seconds and tell the bot. No reader sees half of a replaced file."""
        self.offset = offset
        if self.path is not None:
            fresh = self.path.with_name(self.path.name + ".new")
            fresh.write_text(f"{offset:.3f}\n")
            fresh.replace(self.path)

    def move_to(self, instant: datetime) -> None:
        """Make it `instant` (aware) now."""
        self.move(instant.timestamp() - time.time())

    def next_reminder(self) -> datetime | None:
        """The instant (UTC) that the bot wrote down as its next reminder's, or None."""
        try:
            text = self._beside.read_text().strip() if self._beside is not None else ""
        except FileNotFoundError:
            return None
        return parse_instant(text) if text else None

    async def following_reminder(self) -> datetime | None:
        """The same, as the bot writes it after this call: an answer a moment ago may have called
        off the reminder that was the next one.
        """
        written, until = self._written(), time.time() + _TICK
        ticking = written > time.time() - _STOPPED
        while ticking and self._written() == written and time.time() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return self.next_reminder()

    @property
    def _beside(self) -> Path | None:
        return self.path.with_name(self.path.name + ".next") if self.path is not None else None

    def _written(self) -> float:
        try:
            return self._beside.stat().st_mtime if self._beside is not None else 0.0
        except FileNotFoundError:
            return 0.0

    def view(self) -> dict[str, Any]:
        """What the page shows: offset in seconds, now and the next reminder in UTC."""
        upcoming = self.next_reminder()
        return {
            "offset": self.offset,
            "now": datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds"),
            "next": upcoming.isoformat(timespec="seconds") if upcoming else None,
        }


def parse_instant(text: str) -> datetime:
    """An ISO instant; without a zone it is in UTC. Raises ControlError."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ControlError(f"Не момент времени: {text!r}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
