"""Whether a statement is quick enough to be executed where it is asked for, while the loop stands
still.
"""

from __future__ import annotations

import math
from typing import Final

#: Seconds of the processor's time, of SQLite and of making values of its rows. A statement that
#: once took longer will again.
WORK: Final = 0.002
#: Seconds by the clock. A statement that took longer has waited for the disk, and may have to for
#: its next page. Higher than WORK, since the clock also counts while other programs are at work.
WAIT: Final = 0.004
#: Runs in the thread after a wait: by then its pages have been read, or it has waited again.
RUNS: Final = 10


class Pace:
    """What is remembered of the earlier runs of one statement."""

    __slots__ = ("_in_thread",)

    def __init__(self) -> None:
        self._in_thread: float = 1  # so many runs are still to go to the thread

    @property
    def quick(self) -> bool:
        """Whether the next run may stop the loop."""
        return not self._in_thread

    def note(self, worked: float, took: float) -> None:
        """A run that cost the processor `worked` seconds and `took` so many by the clock."""
        if worked >= WORK:
            self._in_thread = math.inf
        elif took >= WAIT:
            self._in_thread = max(self._in_thread, RUNS)
        elif self._in_thread:
            self._in_thread -= 1
