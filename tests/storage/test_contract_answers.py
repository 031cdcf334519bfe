"""What roadmap/ports/answers.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap.errors import NotFound
from roadmap.model import Attachment, Postponement, PostponementState, Source
from roadmap.ports import LastTold, Unplaced
from storage.store import SqlStore
from tests.storage.town import HOUR, LAST, NOON, entry, found

PHOTO = Attachment("file", "unique", "photo", size=10)
PLAN = Attachment("other", "one", "document", "план.docx", "application/pdf", 2**33)


async def test_the_same_message_makes_one_entry(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), value="75 %", attachments=(PHOTO, PLAN)))
        assert first is not None
        assert await tx.answers.get(first.id) == first
        assert [replace(one, id=0) for one in first.attachments] == [PHOTO, PLAN]
        assert await tx.answers.add(entry(town, 1)) is None
        assert await tx.answers.by_source(7001001, 1) == first
        assert await tx.answers.by_source(7001001, 2) is None
        assert await tx.answers.by_source(7002002, 1) is None
        elsewhere = await tx.answers.add(replace(entry(town), source=Source(7002002, 1)))
        assert elsewhere is not None
        assert await tx.answers.by_source(7002002, 1) == elsewhere


async def test_the_parts_of_a_message_are_found_by_their_sources(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        numbers = (5, -50_000_001, -50_000_002, -60_000_001, 6)
        for number in numbers:
            await tx.answers.add(replace(entry(town), source=Source(7001001, number)))
        await tx.answers.add(replace(entry(town), source=Source(7002002, 5)))
        parts = await tx.answers.of_sources(7001001, 5, -59_999_999, -50_000_001)
        assert [one.source and one.source.message_id for one in parts] == list(numbers[:3])


async def test_entries_that_came_with_the_document_have_no_source_and_stand_side_by_side(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        imported = replace(entry(town), source=None, person_id=None)
        added = [await tx.answers.add(imported) for _ in range(2)]
        assert await tx.answers.of_item(town.items[0].id) == added
        assert [one and one.source for one in added] == [None, None]


async def test_an_edited_answer_keeps_what_stood_before(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), source=Source(7001001, 1, "album")))
        other = await tx.answers.add(entry(town, 1, message=2))
        assert first is not None
        changed = replace(
            first,
            item_id=town.items[2].id,
            point_id=None,
            text="Сделано на 75 %",
            value="75 %",
            day=LAST,
            withdrawn_at=NOON + HOUR,
        )
        await tx.answers.add_revision(first.id, "на 75 %", NOON + 2 * HOUR)
        await tx.answers.add_revision(first.id, first.text, NOON + HOUR)
        await tx.answers.update(changed)
        assert await tx.answers.get(first.id) == replace(
            changed, revisions=((NOON + HOUR, "Сделано"), (NOON + 2 * HOUR, "на 75 %"))
        )
        assert other is not None
        assert await tx.answers.get(other.id) == other


async def test_attachments_and_revisions_stand_by_themselves_when_an_entry_changes(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), attachments=(PHOTO,)))
        assert first is not None
        await tx.answers.add_revision(first.id, "раньше", NOON)
        await tx.answers.update(replace(first, attachments=(), revisions=(), text="Готово"))
        kept = await tx.answers.get(first.id)
        assert (kept.text, kept.attachments) == ("Готово", first.attachments)
        assert kept.revisions == ((NOON, "раньше"),)


async def test_a_files_content_is_stored_beside_what_telegram_calls_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first = await tx.answers.add(replace(entry(town), attachments=(PHOTO,)))
        assert first is not None
        await tx.answers.add_attachment(first.id, PLAN)
        photo, plan = (await tx.answers.get(first.id)).attachments
        assert (photo.stored_id, replace(plan, id=0)) == (None, PLAN)
        assert await tx.answers.attachment(plan.id) == plan
        with pytest.raises(NotFound):
            await tx.answers.attachment(plan.id + 1)
        file_id = await tx.files.add("план.docx", "", b"\x00\xff")
        await tx.answers.attachment_stored(plan.id, file_id)
        assert (await tx.answers.get(first.id)).attachments == (
            photo,
            replace(plan, stored_id=file_id),
        )


async def test_an_album_is_one_answer(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first, _, _ = [
            await tx.answers.add(replace(entry(town), source=Source(chat_id, message, album)))
            for chat_id, message, album in [(5, 2, "а"), (5, 3, "а"), (6, 1, "б")]
        ]
        assert await tx.answers.by_media_group(5, "а") == first, "the one that it began with"
        assert await tx.answers.by_media_group(6, "а") is None
        assert await tx.answers.by_media_group(5, "б") is None


async def test_an_items_entries_come_by_instant_with_what_was_withdrawn(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        late, early, gone, _ = [
            await tx.answers.add(entry(town, n, message=message, at=NOON + hours * HOUR))
            for message, (n, hours) in enumerate([(0, 2), (0, 0), (0, 1), (1, 0)])
        ]
        assert gone is not None
        withdrawn = replace(gone, withdrawn_at=NOON)
        await tx.answers.update(withdrawn)
        assert await tx.answers.of_item(town.items[0].id) == [early, withdrawn, late]
        assert await tx.answers.of_item(town.items[2].id) == []


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


async def test_a_half_years_entries_come_in_the_documents_order(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        third, late, early, at_its_end = [
            await tx.answers.add(
                replace(entry(town, n, message=message, at=NOON + hours * HOUR), day=day)
            )
            for message, (n, hours, day) in enumerate(
                [(2, 0, NOON.date()), (0, 2, NOON.date()), (0, 1, date(2019, 9, 1)), (2, 5, LAST)]
            )
        ]
        gone = await tx.answers.add(entry(town, 1, message=8))
        assert gone is not None
        await tx.answers.update(replace(gone, withdrawn_at=NOON))
        for message, day in ((9, LAST + timedelta(days=1)), (10, date(2019, 8, 31))):
            await tx.answers.add(replace(entry(town, 1, message=message), day=day))
        half = (date(2019, 9, 1), LAST)
        entries = await tx.answers.of_roadmap(town.roadmap.id, *half)
        assert entries == [early, late, third, at_its_end]
        assert await tx.answers.of_roadmap(town.roadmap.id + 1, *half) == []


async def test_a_persons_last_answer_is_found_without_what_hangs_on_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.answers.last_of_person(town.vetrova.id) is None
        last = await tx.answers.add(
            replace(entry(town, 1, message=1, at=NOON + HOUR), attachments=(PHOTO,))
        )
        assert last is not None
        await tx.answers.add_revision(last.id, "раньше", NOON)
        await tx.answers.add(entry(town, 0, message=2))
        await tx.answers.add(
            replace(entry(town, 2, message=3, at=NOON + 2 * HOUR), person_id=town.lugovoy.id)
        )
        assert await tx.answers.last_of_person(town.vetrova.id) == replace(last, attachments=())
        same_instant = await tx.answers.add(entry(town, 2, message=4, at=NOON + HOUR))
        assert await tx.answers.last_of_person(town.vetrova.id) == same_instant


async def test_an_answer_waits_until_somebody_says_where_it_belongs(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        new = Unplaced(
            0, town.vetrova.id, "Готово", Source(7001001, 3, "album"), NOON, (PHOTO, PLAN)
        )
        kept = await tx.answers.add_unplaced(new)
        assert kept is not None
        assert [replace(one, id=0) for one in kept.attachments] == [PHOTO, PLAN]
        assert await tx.answers.add_unplaced(replace(new, text="Иное")) is None
        assert await tx.answers.unplaced(kept.id) == kept
        await tx.answers.add_unplaced_attachment(kept.id, PHOTO)
        album = await tx.answers.unplaced_by_media_group(7001001, "album")
        assert album == await tx.answers.unplaced(kept.id)
        assert album is not None
        assert [replace(one, id=0) for one in album.attachments] == [PHOTO, PLAN, PHOTO]
        assert await tx.answers.unplaced_by_media_group(7002002, "album") is None
        assert await tx.answers.unplaced_by_media_group(7001001, "другой") is None
        await tx.answers.reword_unplaced(kept.id, "Готово, акт подписан")
        assert await tx.answers.unplaced(kept.id) == replace(album, text="Готово, акт подписан")
        await tx.answers.remove_unplaced(kept.id)
        assert await tx.answers.unplaced_of(None) == []
        with pytest.raises(NotFound):
            await tx.answers.unplaced(kept.id)
        assert await tx.answers.add_unplaced(new) is not None


async def test_answers_not_placed_yet_come_oldest_first(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        anna, pyotr = town.vetrova.id, town.lugovoy.id
        late, early, same_hour, others = [
            await tx.answers.add_unplaced(
                Unplaced(0, person, "Готово", Source(5, message), NOON + hours * HOUR)
            )
            for message, (person, hours) in enumerate(
                [(anna, 1), (anna, 0), (anna, 0), (pyotr, -1)]
            )
        ]
        assert await tx.answers.unplaced_of(anna) == [early, same_hour, late]
        for one in (late, early, same_hour, others):
            assert one is not None
            assert await tx.answers.unplaced(one.id) == one
        assert await tx.answers.unplaced_of(pyotr) == [others]
        assert await tx.answers.unplaced_of(None) == [others, early, same_hour, late]
        assert early is not None
        await tx.answers.remove_unplaced(early.id)
        assert await tx.answers.unplaced_of(anna) == [same_hour, late]


async def test_a_postponement_keeps_the_old_day_and_the_new(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        new = Postponement(
            0, town.dues[0].id, town.vetrova.id, LAST, date(2020, 3, 1), "Нет сметы", NOON
        )
        asked = await tx.answers.add_postponement(new)
        assert await tx.answers.postponement(asked.id) == replace(new, id=asked.id)
        beside = await tx.answers.add_postponement(replace(new, person_id=None, old_day=None))
        granted = replace(
            asked,
            due_id=town.dues[1].id,
            old_day=date(2020, 1, 1),
            new_day=date(2020, 4, 1),
            reason="Смета позже",
            state=PostponementState.GRANTED,
            decided_by=town.lugovoy.id,
            decided_at=NOON + HOUR,
        )
        await tx.answers.update_postponement(granted)
        assert await tx.answers.postponement(asked.id) == granted
        assert await tx.answers.postponement(beside.id) == beside


async def test_postponements_come_by_when_they_were_asked_for(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        late, early, of_second = [
            await tx.answers.add_postponement(
                Postponement(
                    0, town.dues[n].id, None, LAST, date(2020, 3, 1), "", NOON + hours * HOUR
                )
            )
            for n, hours in ((0, 2), (0, 0), (1, 1))
        ]
        assert await tx.answers.postponements(town.roadmap.id) == [early, of_second, late]
        assert await tx.answers.postponements(town.roadmap.id + 1) == []
        of = [await tx.answers.postponements_of_item(item.id) for item in town.items]
        assert of == [[early, late], [of_second], []]


async def test_what_is_told_of_one_roadmap_says_nothing_of_another(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        (beside,) = await tx.roadmaps.add_items([replace(town.items[0], id=0, roadmap_id=other.id)])
        told = [
            (town.items[0], town.vetrova),
            (town.items[0], town.vetrova),
            (town.items[0], town.lugovoy),
            (town.items[1], town.vetrova),
            (beside, town.vetrova),
        ]
        for message, (item, person) in enumerate(told):
            new = replace(entry(town, message=message, point=False), item_id=item.id)
            await tx.answers.add(replace(new, person_id=person.id))
        assert sorted(await tx.answers.last_told(town.roadmap.id), key=repr) == sorted(
            {LastTold(item.id, None, person.id, NOON) for item, person in told[:-1]}, key=repr
        )
        assert await tx.answers.last_told(other.id) == [
            LastTold(beside.id, None, town.vetrova.id, NOON)
        ]


async def test_an_answer_is_found_by_the_message_of_its_file(store: SqlStore) -> None:
    voice = Attachment("v", "u", "voice", message_id=4)
    async with store.begin() as tx:
        town = await found(tx)
        withdrawn = await tx.answers.add(
            replace(entry(town, message=4), withdrawn_at=NOON, attachments=(voice,))
        )
        assert await tx.answers.with_file_of(7001001, 4) == withdrawn
        stands = await tx.answers.add(replace(entry(town, message=3), attachments=(voice, PHOTO)))
        assert stands is not None
        latest = await tx.answers.add(
            replace(entry(town, message=5), withdrawn_at=NOON, attachments=(voice,))
        )
        assert latest is not None
        assert await tx.answers.with_file_of(7001001, 4) == stands
        assert await tx.answers.with_file_of(7001001, 3) is None
        assert await tx.answers.with_file_of(7002002, 4) is None
        await tx.answers.set_heard(stands.attachments[0].id, "Провели семинар")
        assert [one.heard for one in (await tx.answers.get(stands.id)).attachments] == [
            "Провели семинар",
            None,
        ]
        kept = await tx.answers.add_unplaced(
            Unplaced(
                0, town.vetrova.id, "", Source(7001001, 6), NOON, (replace(voice, message_id=6),)
            )
        )
        assert kept is not None
        assert await tx.answers.unplaced_with_file_of(7001001, 6) == kept
        assert await tx.answers.unplaced_with_file_of(7001001, 4) is None
