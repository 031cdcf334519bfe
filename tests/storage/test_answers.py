"""Answers, their attachments and earlier texts; postponements; drafts, files and facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from roadmap.errors import NotFound
from roadmap.model import Attachment, Due, DueState, Postponement, PostponementState, Source
from roadmap.ports import LastTold, StoredDraft, Tx, Unplaced
from storage.store import SqlStore
from tests.storage.town import HOUR, LAST, NOON, Town, entry, found, remind

PHOTO = Attachment("file", "unique", "photo", size=10)


async def test_the_same_message_makes_one_entry(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), attachments=(PHOTO,)))
        assert first is not None
        assert await tx.answers.add(entry(town, 1)) is None
        assert await tx.answers.by_source(7001001, 1) == first
        imported = replace(entry(town), source=None)
        assert await tx.answers.add(imported)
        assert await tx.answers.add(imported)


async def test_an_edited_answer_keeps_what_stood_before(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), source=Source(7001001, 1, "album")))
        assert first is not None
        await tx.answers.add_revision(first.id, first.text, NOON + HOUR)
        await tx.answers.update(replace(first, text="Сделано на 75 %", value="75 %", point_id=None))
        await tx.answers.add_attachment(first.id, PHOTO)
        album = await tx.answers.by_media_group(7001001, "album")
        assert album is not None
        assert (album.text, album.value, album.point_id) == ("Сделано на 75 %", "75 %", None)
        assert album.revisions == ((NOON + HOUR, "Сделано"),)
        file_id = await tx.files.add("фото.jpg", "image/jpeg", b"\x00\xff")
        await tx.answers.attachment_stored(album.attachments[0].id, file_id)
        (kept,) = (await tx.answers.get(first.id)).attachments
        assert (kept.stored_id, kept.size) == (file_id, 10)
        assert (await tx.files.get(file_id)).content == b"\x00\xff"


async def test_when_each_last_wrote_about_what_is_told_without_what_was_withdrawn(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for message, (n, hours, point) in enumerate(
            [(0, 0, True), (0, 2, True), (0, 1, True), (0, 3, False), (1, 0, True)]
        ):
            await tx.answers.add(
                entry(town, n, message=message, at=NOON + hours * HOUR, point=point)
            )
        gone = await tx.answers.add(entry(town, 2, message=8))
        assert gone is not None
        await tx.answers.update(replace(gone, withdrawn_at=NOON))
        me, first, second = town.vetrova.id, town.items[0].id, town.items[1].id
        assert set(await tx.answers.last_told(town.roadmap.id)) == {
            LastTold(first, town.points[0].id, me, NOON + 2 * HOUR),
            LastTold(first, None, me, NOON + 3 * HOUR),
            LastTold(second, town.points[1].id, me, NOON),
        }
        assert await tx.answers.last_told(town.roadmap.id + 1) == []


async def test_an_item_is_told_of_in_the_half_year_of_its_entrys_day(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.answers.add(entry(town, 0, message=1))
        await tx.answers.add(replace(entry(town, 1, message=2), day=LAST + timedelta(days=1)))
        gone = await tx.answers.add(entry(town, 2, message=3))
        assert gone is not None
        await tx.answers.update(replace(gone, withdrawn_at=NOON))
        numbers = {item.id: item.number for item in town.items}
        halves = ((date(2019, 9, 1), LAST), (LAST + timedelta(days=1), date(2020, 8, 31)))
        told = [await tx.answers.items_told(town.roadmap.id, *half) for half in halves]
        assert [[numbers[one] for one in half] for half in told] == [["1"], ["2"]]


async def test_a_half_years_entries_come_in_the_documents_order(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for message, (n, hours) in enumerate([(2, 0), (0, 2), (0, 1)]):
            await tx.answers.add(entry(town, n, message=message, at=NOON + hours * HOUR))
        gone = await tx.answers.add(entry(town, 1, message=8))
        assert gone is not None
        await tx.answers.update(replace(gone, withdrawn_at=NOON))
        await tx.answers.add(entry(town, 1, message=9, at=NOON + timedelta(days=60)))
        half = await tx.answers.of_roadmap(town.roadmap.id, date(2019, 9, 1), LAST)
        assert [(one.item_id, one.at) for one in half] == [
            (town.items[0].id, NOON + HOUR),
            (town.items[0].id, NOON + 2 * HOUR),
            (town.items[2].id, NOON),
        ]
        assert len(await tx.answers.of_item(town.items[1].id)) == 2
        last = await tx.answers.last_of_person(town.vetrova.id)
        assert last is not None
        assert last.source == Source(7001001, 9)


async def test_an_answer_waits_until_somebody_says_where_it_belongs(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        new = Unplaced(0, town.vetrova.id, "Готово", Source(7001001, 3, "album"), NOON, (PHOTO,))
        kept = await tx.answers.add_unplaced(new)
        assert kept is not None
        assert await tx.answers.add_unplaced(new) is None
        assert await tx.answers.unplaced(kept.id) == kept
        assert (
            await tx.answers.unplaced_of(None)
            == await tx.answers.unplaced_of(town.vetrova.id)
            == [kept]
        )
        await tx.answers.add_unplaced_attachment(kept.id, PHOTO)
        album = await tx.answers.unplaced_by_media_group(7001001, "album")
        assert album is not None
        assert len(album.attachments) == 2
        await tx.answers.remove_unplaced(kept.id)
        assert await tx.answers.unplaced_of(None) == []
        with pytest.raises(NotFound):
            await tx.answers.unplaced(kept.id)


async def test_a_postponement_keeps_the_old_day_and_the_new(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        asked = await tx.answers.add_postponement(
            Postponement(
                0, town.dues[0].id, town.vetrova.id, LAST, date(2020, 3, 1), "Нет сметы", NOON
            )
        )
        granted = replace(
            asked,
            state=PostponementState.GRANTED,
            decided_by=town.lugovoy.id,
            decided_at=NOON + HOUR,
        )
        await tx.answers.update_postponement(granted)
        assert await tx.answers.postponement(asked.id) == granted
        assert await tx.answers.postponements(town.roadmap.id) == [granted]
        of = {item.id: await tx.answers.postponements_of_item(item.id) for item in town.items}
        assert of.pop(town.points[0].item_id) == [granted]
        assert not any(of.values())


async def test_due_days_are_found_between_two_days_and_by_state(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (undated,) = await tx.roadmaps.add_dues([Due(0, town.points[0].id, None)])
        await tx.roadmaps.update_due(replace(town.dues[1], state=DueState.DONE, closed_on=LAST))

        async def days(
            first: date | None, last: date | None, *states: DueState
        ) -> list[date | None]:
            views = await tx.roadmaps.views_between(town.roadmap.id, first, last, states)
            return [view.due.day for view in views]

        one, two, three = (due.day for due in town.dues)
        assert await days(None, None, DueState.OPEN) == [one, three]
        assert await days(two, two, *DueState) == [two]
        assert await days(None, two, *DueState) == [one, two]
        earliest = await tx.roadmaps.views_between(town.roadmap.id, None, None, DueState, limit=2)
        assert [view.due.day for view in earliest] == [one, two]
        views = await tx.roadmaps.views([undated.id, town.dues[2].id, town.dues[0].id])
        assert [view.due.day for view in views] == [one, three, None]
        assert views[0].point == town.points[0]
        assert views[0].item == town.items[0]


async def test_removing_a_roadmap_takes_all_that_hangs_on_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await remind(tx, town, 0)
        await tx.answers.add(entry(town))
        await tx.roadmaps.remove(town.roadmap.id)
        assert await tx.roadmaps.items(town.roadmap.id) == []
        assert await tx.reminders.of_dues([due.id for due in town.dues]) == []
        assert await tx.answers.last_of_person(town.vetrova.id) is None


async def test_a_draft_is_kept_as_json(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        draft = await tx.drafts.add(
            StoredDraft(0, town.vetrova.id, {"пункты": [1, None]}, {}, None, NOON)
        )
        saved = replace(draft, answers={"0": "2019-12-31"}, roadmap_id=town.roadmap.id)
        await tx.drafts.update(saved)
        assert (
            await tx.drafts.of_roadmap(town.roadmap.id)
            == [saved]
            == [await tx.drafts.get(draft.id)]
        )
        await tx.drafts.remove(draft.id)
        assert await tx.drafts.of_roadmap(town.roadmap.id) == []


async def test_a_lease_is_held_by_one_until_another_ends_what_was_not_renewed(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        assert await tx.leases.take("sender", "a", NOON)
        assert not await tx.leases.take("sender", "b", NOON)
        seen = await tx.leases.get("sender")
        assert await tx.leases.take("sender", "a", NOON + HOUR)
        assert not await tx.leases.take("sender", "b", NOON + HOUR, over=seen), (
            "it was renewed meanwhile"
        )
        assert await tx.leases.take("sender", "b", NOON + HOUR, over=await tx.leases.get("sender"))
        await tx.leases.drop("sender", "a")
        assert not await tx.leases.take("sender", "a", NOON + HOUR)
        await tx.leases.drop("sender", "b")
        assert await tx.leases.get("sender") is None


async def test_a_fact_is_changed_and_forgotten(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.facts.set("offset", "1")
        await tx.facts.set("offset", "2")
        assert await tx.facts.get("offset") == "2"
        await tx.facts.set("offset", None)
        assert await tx.facts.get("offset") is None


async def a_person_twice(tx: Tx, town: Town) -> None:
    """A part that fails at its second step."""
    async with tx.savepoint():
        await tx.facts.set("a", "1")
        await tx.people.add(replace(town.vetrova, id=0))


async def test_a_savepoint_undoes_its_part_only(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        with pytest.raises(IntegrityError):
            await a_person_twice(tx, town)
        await tx.facts.set("b", "2")
    async with store.read() as tx:
        assert (await tx.facts.get("a"), await tx.facts.get("b")) == (None, "2")
        assert len(await tx.people.all()) == 2
