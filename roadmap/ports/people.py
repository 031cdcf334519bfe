"""People, invites, assignments, and what each chat is in the middle of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from roadmap.model import PEOPLE, Assignment, Invite, Person, Role
from roadmap.model.json import Json


class People(Protocol):
    """People, invites, assignments, and what each chat is in the middle of."""

    async def add(self, person: Person) -> Person: ...
    async def get(self, person_id: int) -> Person: ...
    async def by_telegram(self, telegram_id: int) -> Person | None: ...
    async def all(self, roles: Iterable[Role] = PEOPLE) -> list[Person]:
        """By name, «Дёмин» before «Дубравин»; people who are gone are left out, and chats unless
        asked for.
        """

    async def deputised_by(self, person_id: int) -> list[Person]:
        """Those who have named this person as their deputy, on leave or not, by name."""

    async def update(self, person: Person) -> None: ...
    async def erase(self, person_id: int) -> None:
        """Erase the person; their entries stay, with their texts but without an author."""

    async def join(self, kept_id: int, gone_id: int) -> None:
        """Two records are one person: what hangs on `gone_id` hangs on `kept_id` from now on
        (assignments, bodies they stand for, reminders, shares, invites, answers, placed or not,
        postponements, messages, drafts, the log, whose deputy they are), and the record `gone_id`
        is removed. Where both have the same, it stands once: a responsible one before a
        co-executor, a reminder that was sent before one that was not. What the record itself says
        (name, account, leave) is the caller's to choose.
        """

    async def add_invite(self, invite: Invite) -> Invite: ...
    async def use_invite(self, code_hash: str, at: datetime) -> Invite | None:
        """Mark it and the person's other invites as used, and return it; None where it is unknown,
        used or expired. Two taps cannot both succeed.
        """

    async def assign(self, assignments: Sequence[Assignment]) -> None:
        """Adds them; one that exists is left as it is. None is a body's: those follow Bodies."""

    async def unassign(
        self, item_id: int, point_id: int | None, person_id: int | None = None
    ) -> None:
        """Remove one person's assignment to this target; where `person_id` is None, everybody's.
        Those of bodies stay.
        """

    async def take_away(self, assignments: Sequence[Assignment]) -> None:
        """Removes these people's assignments to these targets, in whatever capacity. Those of
        bodies stay.
        """

    async def assignments(self, roadmap_id: int) -> list[Assignment]: ...
    async def assignments_of_item(self, item_id: int) -> list[Assignment]: ...
    async def assignments_of_items(self, item_ids: Sequence[int]) -> list[Assignment]: ...
    async def assignments_of_person(self, person_id: int) -> list[Assignment]: ...
    async def roadmaps_of(self, person_ids: Sequence[int]) -> set[int]:
        """The ids of the roadmaps in which any of these people answers for something."""

    async def in_several_roadmaps(self) -> set[int]:
        """The ids of the people who answer for something in more than one roadmap, those in the
        archive left out.
        """

    async def dialog(self, chat_id: int) -> Json | None:
        """What this chat is in the middle of (awaited text, a list's page …), or None."""

    async def set_dialog(self, chat_id: int, dialog: Json | None) -> None: ...
