"""Links for groups, and the guests who have opened one."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from roadmap.model import GroupLink, Guest


class GroupLinks(Protocol):
    """Links for groups, and the guests who have opened one. A link that is closed or has expired
    has no guests.
    """

    async def add(self, link: GroupLink) -> GroupLink: ...
    async def open_now(self, at: datetime) -> GroupLink | None:
        """The newest that is open at `at`."""

    async def by_hash(self, code_hash: str, at: datetime) -> GroupLink | None:
        """The one with this code, if it is open at `at`."""

    async def close(self, at: datetime) -> None:
        """Close all that are open; their guests are forgotten."""

    async def add_guest(self, guest: Guest) -> Guest:
        """In place of what the same account was before, as the guest of any link."""

    async def update_guest(self, guest: Guest) -> None: ...
    async def remove_guest(self, guest_id: int) -> None: ...
    async def guest(self, guest_id: int) -> Guest | None: ...
    async def guest_of(self, telegram_id: int, at: datetime) -> Guest | None:
        """The account's guest, while its link is open at `at`."""

    async def waiting(self, at: datetime) -> list[Guest]:
        """Guests of open links who have picked somebody who has not joined yet, as they asked."""

    async def joined_since(self, at: datetime) -> int:
        """How many officials have joined after `at`, by whatever link."""

    async def forget(self, at: datetime) -> None:
        """Forget the guests of all links that are not open at `at`."""
