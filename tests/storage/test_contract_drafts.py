"""What roadmap/ports/drafts.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.errors import NotFound
from roadmap.ports import StoredDraft
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON, found


async def test_a_draft_is_kept_as_json(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        file_id = await tx.files.add("план.docx", "", b"")
        draft = await tx.drafts.add(
            StoredDraft(0, town.vetrova.id, {"пункты": [1, None]}, {}, file_id, NOON)
        )
        other = await tx.drafts.add(replace(draft, id=0))
        assert await tx.drafts.get(draft.id) == draft
        saved = replace(
            draft,
            draft={"пункты": []},
            answers={"0": "2019-12-31"},
            file_id=None,
            roadmap_id=town.roadmap.id,
            replaces=town.roadmap.id,
        )
        await tx.drafts.update(saved)
        assert await tx.drafts.get(draft.id) == saved
        assert await tx.drafts.get(other.id) == replace(draft, id=other.id)


async def test_a_roadmaps_drafts_come_newest_first(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        of_it = StoredDraft(0, town.vetrova.id, {}, {}, None, NOON, town.roadmap.id)
        old = await tx.drafts.add(of_it)
        newest = await tx.drafts.add(replace(of_it, created_at=NOON + 2 * HOUR))
        same_hour = [await tx.drafts.add(replace(of_it, created_at=NOON + HOUR)) for _ in range(2)]
        await tx.drafts.add(replace(of_it, roadmap_id=None, replaces=town.roadmap.id))
        assert await tx.drafts.of_roadmap(town.roadmap.id) == [newest, *same_hour[::-1], old]
        assert await tx.drafts.of_roadmap(town.roadmap.id + 1) == []


async def test_a_draft_goes_alone(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        of_it = StoredDraft(0, town.vetrova.id, {}, {}, None, NOON, town.roadmap.id)
        gone, kept = [await tx.drafts.add(of_it) for _ in range(2)]
        await tx.drafts.remove(gone.id)
        assert await tx.drafts.of_roadmap(town.roadmap.id) == [kept]
        with pytest.raises(NotFound):
            await tx.drafts.get(gone.id)


async def test_a_draft_goes_with_its_roadmap_and_outlives_the_one_that_it_replaces(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        earlier = await tx.roadmaps.add(replace(town.roadmap, id=0))
        draft = StoredDraft(0, town.vetrova.id, {}, {}, None, NOON)
        own = await tx.drafts.add(replace(draft, roadmap_id=earlier.id))
        new_edition = await tx.drafts.add(replace(draft, replaces=earlier.id))
        await tx.roadmaps.remove(earlier.id)
        with pytest.raises(NotFound):
            await tx.drafts.get(own.id)
        assert (await tx.drafts.get(new_edition.id)).replaces is None
