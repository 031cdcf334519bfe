"""Imports that are not saved yet, or saved with questions open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from roadmap.model.json import Json


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """An import not saved yet, or saved with open questions (`roadmap_id`). `draft` is its JSON
    form, `answers` are the coordinator's resolutions by the question's index, `replaces` is the
    roadmap that it is a new edition of.
    """

    id: int
    person_id: int
    draft: Json
    answers: Json
    file_id: int | None
    created_at: datetime
    roadmap_id: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A draft without what was read: its title, and how many items and questions it has."""

    id: int
    title: str
    items: int
    questions: int
    answers: Json
    file_id: int | None
    created_at: datetime
    roadmap_id: int | None


class Drafts(Protocol):
    """Imports that are not saved yet, or saved with questions open."""

    async def add(self, draft: StoredDraft) -> StoredDraft: ...
    async def get(self, draft_id: int) -> StoredDraft: ...
    async def update(self, draft: StoredDraft) -> None: ...
    async def of_roadmap(self, roadmap_id: int) -> list[StoredDraft]:
        """Newest first."""

    async def of_person(self, person_id: int, most: int) -> list[ListedDraft]:
        """The newest imports of a person, at most so many, newest first; saved or not."""

    async def remove(self, draft_id: int) -> None: ...
