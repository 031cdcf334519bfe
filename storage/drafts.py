"""Imports not saved yet, or saved with questions open."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Integer, bindparam, delete, func, insert, select, update

from roadmap.ports import ListedDraft, StoredDraft
from storage.repository import KEY, Repository, values
from storage.tables import drafts

_ADD_DRAFT = insert(drafts).returning(drafts.c.id)
_DRAFT = select(drafts).where(drafts.c.id == KEY)
_UPDATE_DRAFT = update(drafts).where(drafts.c.id == KEY)
_DRAFTS = (
    select(drafts)
    .where(drafts.c.roadmap_id == KEY)
    .order_by(drafts.c.created_at.desc(), drafts.c.id.desc())
)
_OF_PERSON = (
    select(
        drafts.c.id,
        drafts.c.draft["title"].as_string(),
        func.json_array_length(drafts.c.draft["items"]),
        func.json_array_length(drafts.c.draft["questions"]),
        drafts.c.answers,
        drafts.c.file_id,
        drafts.c.created_at,
        drafts.c.roadmap_id,
    )
    .where(drafts.c.person_id == KEY)
    .order_by(drafts.c.created_at.desc(), drafts.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_REMOVE_DRAFT = delete(drafts).where(drafts.c.id == KEY)


class SqlDrafts(Repository):
    """See roadmap.ports.Drafts."""

    async def add(self, draft: StoredDraft) -> StoredDraft:
        return replace(draft, id=int(await self._value(_ADD_DRAFT, values(draft, drafts))))

    async def get(self, draft_id: int) -> StoredDraft:
        return StoredDraft(*await self._one(_DRAFT, draft_id))

    async def update(self, draft: StoredDraft) -> None:
        await self._run(_UPDATE_DRAFT, {"key": draft.id, **values(draft, drafts)})

    async def of_roadmap(self, roadmap_id: int) -> list[StoredDraft]:
        return [StoredDraft(*row) for row in await self._rows(_DRAFTS, {"key": roadmap_id})]

    async def of_person(self, person_id: int, most: int) -> list[ListedDraft]:
        given = {"key": person_id, "most": most}
        return [ListedDraft(*row) for row in await self._rows(_OF_PERSON, given)]

    async def remove(self, draft_id: int) -> None:
        await self._run(_REMOVE_DRAFT, {"key": draft_id})
