"""Who may do what only one program may do at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a lease, and until when by the holder's own clock, which changes with each renewal.
    Clocks of several machines differ, so that nothing else is to be read out of it than whether it
    was renewed.
    """

    holder: str
    until: datetime


class Leases(Protocol):
    """Who may do what only one program may do at a time."""

    async def get(self, name: str) -> Lease | None: ...
    async def take(
        self, name: str, holder: str, until: datetime, over: Lease | None = None
    ) -> bool:
        """Whether `holder` now has the lease: it was free, already theirs, or still `over`, which
        is ended by this.
        """

    async def drop(self, name: str, holder: str) -> None: ...
