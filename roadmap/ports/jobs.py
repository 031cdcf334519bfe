"""Slow work waiting to be done."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from roadmap.model.json import Json
from roadmap.model.messages import Job


class Jobs(Protocol):
    """Slow work waiting to be done."""

    async def add(self, kind: str, payload: Json, at: datetime) -> int:
        """Its id, or that of the same job of the same chat (`chat_id` in the payload) waiting."""

    async def claim(
        self,
        at: datetime,
        until: datetime,
        *,
        only: str = "",
        without: str = "",
        at_desk: bool = False,
    ) -> Job | None:
        """The next one free, leased until `until`: chats take turns, each with its oldest. `only`
        of this kind, or `without` those of that kind; `at_desk` only those that somebody asked for
        from a page.
        """

    async def of_kind(self, kind: str) -> list[Job]:
        """All that wait or are being done, oldest first."""

    async def put_off(self, job_id: int, until: datetime) -> None:
        """A claimed job is free again from `until` on."""

    async def done(self, job_id: int) -> None: ...
    async def release_claims(self) -> None: ...
