"""One link for a group of people, and those who have opened it and say who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A link by which everybody who has not joined yet picks their own name; stored as the SHA-256
    of its code only. It is open until `expires_at`, unless it was closed before.
    """

    id: int
    code_hash: str
    made_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has opened a group link: their Telegram account, and the person whom they have
    picked as themselves (None: nobody yet). `refusals`: how often a coordinator has said no.
    """

    id: int
    link_id: int
    telegram_id: int
    name: str
    asked_at: datetime
    person_id: int | None = None
    refusals: int = 0
