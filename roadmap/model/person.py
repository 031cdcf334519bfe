"""Who takes part: people, their roles, invites and what they answer for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Role(StrEnum):
    """What a person may do."""

    OFFICIAL = "official"
    COORDINATOR = "coordinator"
    OBSERVER = "observer"
    CHAT = "chat"  # a working group's chat: it is reminded, and never acts


#: The roles of those who take part themselves.
PEOPLE = (Role.OFFICIAL, Role.COORDINATOR, Role.OBSERVER)


class PersonState(StrEnum):
    """Whether messages reach the person."""

    INVITED = "invited"  # has never opened the bot
    BY_LINK = "by_link"  # neither, but has entered the desk by a coordinator's link
    ACTIVE = "active"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN_CHAT = "unknown_chat"
    GONE = "gone"  # erased or removed


#: The states of those who have never opened the bot.
NOT_JOINED = (PersonState.INVITED, PersonState.BY_LINK)


@dataclass(frozen=True, slots=True)
class Person:
    """A user. `telegram_id` is None until they join; quiet hours are in the person's own zone.

    In the role CHAT it stands for a body whose address is a chat: `Body.chat_id`, not
    `telegram_id`, so that nothing that is said to one person goes there.
    """

    id: int
    name: str
    role: Role
    job: str = ""
    telegram_id: int | None = None
    state: PersonState = PersonState.INVITED
    language: str = "ru"
    timezone: str | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    leave_from: date | None = None
    leave_to: date | None = None
    deputy_id: int | None = None
    roadmap_id: int | None = None
    seen_at: datetime | None = None

    def on_leave(self, day: date) -> bool:
        """Whether `day` lies in the person's leave."""
        return (
            self.leave_from is not None
            and self.leave_to is not None
            and self.leave_from <= day <= self.leave_to
        )


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time link, stored as the SHA-256 of its code only."""

    id: int
    code_hash: str
    person_id: int
    expires_at: datetime
    used_at: datetime | None = None


class Capacity(StrEnum):
    """In what capacity somebody answers; both are reminded alike."""

    RESPONSIBLE = "responsible"
    CO_EXECUTOR = "co_executor"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers for an item, or for one point of it (`point_id`), which goes first. `body_id`:
    not named themselves, they stand for this body.
    """

    item_id: int
    point_id: int | None
    person_id: int
    capacity: Capacity = Capacity.RESPONSIBLE
    body_id: int | None = None
