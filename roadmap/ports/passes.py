"""Links and sessions of the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from roadmap.model import Pass, PassKind


class Passes(Protocol):
    """Links and sessions of the desk; they fall with their person."""

    async def add(self, one: Pass) -> Pass: ...
    async def take(self, secret_hash: str, kind: PassKind, at: datetime) -> Pass | None:
        """Remove and return the one with this secret, where it is good at `at`: whoever else asks
        for it at the same time gets None.
        """

    async def find(self, secret_hash: str, kind: PassKind, at: datetime) -> Pass | None:
        """The one with this secret, where it is good at `at`."""

    async def prolong(self, pass_id: int, until: datetime) -> None: ...
    async def end_all(self, person_id: int) -> int:
        """Remove every link and session of a person; how many sessions there were."""

    async def forget(self, at: datetime) -> None:
        """Remove those that are not good any more at `at`."""
