"""What roadmap/ports/drafts.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.actions.arriving import Arrival, arrival_of, remember_arrival
from roadmap.errors import NotFound
from roadmap.ports import ListedDraft, StoredDraft
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


async def test_a_person_s_newest_imports_are_listed_saved_or_not(store: SqlStore) -> None:
    read = {"title": "План «А»", "items": [{}, {}], "questions": [{}]}
    async with store.begin() as tx:
        town = await found(tx)
        plan, of_it = await tx.files.add("план", "", b""), town.roadmap.id
        mine = StoredDraft(0, town.vetrova.id, read, {"0": {"skip": True}}, plan, NOON)
        old = await tx.drafts.add(mine)
        saved = await tx.drafts.add(replace(mine, created_at=NOON + HOUR, roadmap_id=of_it))
        newest = await tx.drafts.add(replace(mine, created_at=NOON + 2 * HOUR))
        await tx.drafts.add(replace(mine, person_id=town.vetrova.id + 1))
        listed = [
            ListedDraft(one.id, "План «А»", 2, 1, one.answers, plan, one.created_at, one.roadmap_id)
            for one in (newest, saved, old)
        ]
        assert await tx.drafts.of_person(town.vetrova.id, 2) == listed[:2]
        assert await tx.drafts.of_person(town.vetrova.id, 9) == listed


async def test_what_came_of_a_document_is_forgotten_with_its_person(store: SqlStore) -> None:
    arrival = Arrival(file_id=1, rows=(("Ветрова", "март"),), guesses=("other", "deadline"))
    async with store.begin() as tx:
        town = await found(tx)
        other = town.vetrova.id + 1
        await remember_arrival(tx, town.vetrova.id, arrival)
        await remember_arrival(tx, other, arrival)
        assert await arrival_of(tx, town.vetrova.id) == arrival
        await tx.people.erase(town.vetrova.id)
        assert await arrival_of(tx, town.vetrova.id) is None
        assert await arrival_of(tx, other) == arrival
