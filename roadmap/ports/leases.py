"""Leases on what only one program at a time may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a lease, and until when by the holder's clock; each renewal changes it. Machines'
    clocks differ, so all that another may read from `until` is whether the lease was renewed.
    """

    holder: str
    until: datetime


class Leases(Protocol):
    """Leases on what only one program at a time may do."""

    async def get(self, name: str) -> Lease | None: ...
    async def take(
        self, name: str, holder: str, until: datetime, over: Lease | None = None
    ) -> bool:
        """Whether `holder` has the lease now: it was free, theirs, or still `over`, which ends."""

    async def drop(self, name: str, holder: str) -> None: ...
