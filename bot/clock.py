"""The only reader of the wall clock. Everything else is handed an instant."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.configuration.settings_file import CLOCK_VARIABLE


class Clock:
    """The time now, in UTC; moved by the seconds that stand in `offset_file` where one is given.

    The file lets the demo and the tests move the time of a running program. It is read anew when it
    has changed; while it is missing, empty or half written, the last offset holds.
    """

    def __init__(self, offset_file: Path | None = None) -> None:
        self._file = offset_file
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta(0)

    @classmethod
    def from_settings(cls, offset_file: str) -> Clock:
        """The environment's file goes before the settings'."""
        named = os.environ.get(CLOCK_VARIABLE) or offset_file
        return cls(Path(named) if named else None)

    @property
    def is_movable(self) -> bool:
        """Whether somebody may move the time on purpose, as in the demo."""
        return self._file is not None

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        if self._file is not None:
            self._reread(self._file)
        return datetime.now(UTC) + self._offset

    def wall(self, instant: datetime) -> datetime:
        """When the machine's own clock will show what is `instant` to this one."""
        return instant - self._offset

    def announce_next(self, instant: datetime | None) -> None:
        """Write when the next reminder is due beside the offset file, for the demo's page."""
        if self._file is not None:
            beside = self._file.with_name(self._file.name + ".next")
            fresh = beside.with_name(beside.name + ".new")
            fresh.write_text(instant.isoformat() if instant else "", encoding="ascii")
            fresh.replace(beside)

    def _reread(self, file: Path) -> None:
        try:
            found = file.stat()
            if (found.st_mtime_ns, found.st_size) != self._seen:
                self._offset = timedelta(seconds=float(file.read_text(encoding="ascii")))
                self._seen = (found.st_mtime_ns, found.st_size)
        except (OSError, ValueError, OverflowError):
            return
