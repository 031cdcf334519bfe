"""The directory of bodies, posts and groups, who stands for them, and what they answer for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from roadmap.model import Body, BodyAssignment


class Bodies(Protocol):
    """The directory. Who stands for a body answers for all that is assigned to it: these
    assignments are People's, with the body's id, and follow every change made here.
    """

    async def add(self, body: Body) -> Body:
        """Without its names; see `add_names`."""

    async def get(self, body_id: int) -> Body: ...
    async def all(self) -> list[Body]:
        """By name."""

    async def update(self, body: Body) -> None:
        """But its names."""

    async def remove(self, body_id: int) -> None:
        """With its names and all that it answers for."""

    async def add_names(self, body_id: int, names: Iterable[tuple[str, str]]) -> None:
        """Other names, each with its key; a key that any body has stays with it."""

    async def remove_names(self, keys: Iterable[str]) -> None:
        """The names with these keys are no body's any more."""

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Body]:
        """The bodies that have these keys, by key."""

    async def by_chat(self, chat_id: int, thread_id: int | None) -> Body | None:
        """The body whose address this chat, or this topic of it, is."""

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup, which has another id [Bot API: migrate_to_chat_id]."""

    async def members(self, body_id: int) -> list[int]:
        """The ids of those who stand for it, in the order in which they came."""

    async def standing(self) -> list[tuple[int, int]]:
        """Every pair of a body's id and that of one who stands for it, in the order in which they
        came.
        """

    async def bodies_of(self, person_id: int) -> list[Body]:
        """What a person stands for, by name."""

    async def set_members(self, body_id: int, person_ids: Sequence[int]) -> None:
        """These stand for it from now on, and nobody else."""

    async def assign(self, assignments: Sequence[BodyAssignment]) -> None:
        """Adds them; one that exists is left as it is."""

    async def unassign(
        self, item_id: int, point_id: int | None, body_id: int | None = None
    ) -> None:
        """Remove one body's assignment to this target; where `body_id` is None, every body's."""

    async def derive(self, body_ids: Iterable[int]) -> None:
        """Make the assignments of those who stand for these bodies anew."""

    async def assignments(self, roadmap_id: int) -> list[BodyAssignment]:
        """By the item's position, then as they were added."""

    async def assignments_of_items(self, item_ids: Sequence[int]) -> list[BodyAssignment]:
        """By item, then as they were added."""

    async def assignments_of(self, body_id: int) -> list[BodyAssignment]:
        """As they were added."""
