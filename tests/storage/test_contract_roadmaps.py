"""What roadmap/ports/roadmaps.py promises, on both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from roadmap.drafts.taking_back import difference, taken_back
from roadmap.errors import NotFound
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Caution,
    CautionCode,
    Due,
    DueState,
    Item,
    Person,
    Point,
    PointKind,
    Postponement,
    Share,
)
from roadmap.ports import StoredDraft, Tx
from storage.engine import open_database, parse
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, LAST, NOON, Town, entry, found, remind


async def test_the_newest_roadmap_comes_first(store: SqlStore) -> None:
    async with store.begin() as tx:
        first = (await found(tx)).roadmap
        newest = await tx.roadmaps.add(replace(first, id=0, imported_at=NOON + HOUR))
        oldest = await tx.roadmaps.add(replace(first, id=0, imported_at=NOON - HOUR))
        of_the_same_hour = await tx.roadmaps.add(replace(first, id=0))
        assert await tx.roadmaps.all() == [newest, of_the_same_hour, first, oldest]


async def test_those_in_the_archive_stand_apart_newest_first(store: SqlStore) -> None:
    async with store.begin() as tx:
        first = (await found(tx)).roadmap
        second = await tx.roadmaps.add(
            replace(first, id=0, imported_at=NOON + HOUR, archived_at=NOON + 2 * HOUR)
        )
        assert await tx.roadmaps.all() == [first]
        assert await tx.roadmaps.archived() == [second]
        first = replace(first, archived_at=NOON)
        await tx.roadmaps.update(first)
        assert await tx.roadmaps.archived() == [second, first]
        await tx.roadmaps.update(replace(second, archived_at=None))
        assert await tx.roadmaps.archived() == [first]
    async with store.read() as tx:
        assert await tx.roadmaps.get(first.id) == first
        assert [one.id for one in await tx.roadmaps.all()] == [second.id]


async def test_a_changed_roadmap_comes_back_as_changed_and_the_others_as_they_were(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        assert await tx.roadmaps.get(town.roadmap.id) == town.roadmap
        changed = replace(
            town.roadmap,
            title="План",
            period=replace(town.roadmap.period, label="2020 год", end=date(2020, 12, 31)),
            source_file_id=await tx.files.add("план.docx", "", b""),
            acceptance=True,
            warnings=(Caution.of(CautionCode.UNREAD, number="5", phrase="вскоре"),),
        )
        await tx.roadmaps.update(changed)
        assert await tx.roadmaps.get(changed.id) == changed
        assert await tx.roadmaps.get(other.id) == other
    async with store.read() as tx:
        assert await tx.roadmaps.get(changed.id) == changed


async def test_a_roadmap_of_an_earlier_version_keeps_its_warnings_as_worded(url: str) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        roadmap = (await found(tx)).roadmap
    await store.close()
    database = open_database(parse(url))
    async with database.begin() as running:
        await running.execute(text("""UPDATE roadmaps SET warnings = '["Пункт 5: проверьте."]'"""))
    await database.close()
    store = await open_store(url)
    async with store.begin() as tx:
        kept = (await tx.roadmaps.get(roadmap.id)).warnings
    await store.close()
    assert kept == (Caution.of(CautionCode.WORDED, text="Пункт 5: проверьте."),)


async def second_town(tx: Tx, town: Town) -> tuple[list[Item], list[Point], list[Due]]:
    """Another roadmap with the same items, points and due days as `town`'s."""
    roadmap = await tx.roadmaps.add(replace(town.roadmap, id=0))
    items = await tx.roadmaps.add_items(
        [replace(one, id=0, roadmap_id=roadmap.id) for one in town.items]
    )
    points = await tx.roadmaps.add_points(
        [replace(one, id=0, item_id=item.id) for one, item in zip(town.points, items, strict=True)]
    )
    dues = await tx.roadmaps.add_dues(
        [
            replace(one, id=0, point_id=point.id)
            for one, point in zip(town.dues, points, strict=True)
        ]
    )
    return items, points, dues


async def test_removing_a_roadmap_takes_all_that_hangs_on_it_and_nothing_else(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        items, points, dues = await second_town(tx, town)
        await remind(tx, town, 0)
        told = await tx.answers.add(entry(town))
        assert told is not None
        asked = await tx.answers.add_postponement(
            Postponement(0, town.dues[0].id, None, LAST, date(2020, 3, 1), "", NOON)
        )
        await tx.people.assign([Assignment(town.items[0].id, None, town.vetrova.id)])
        kept = Assignment(items[0].id, None, town.vetrova.id)
        await tx.people.assign([kept])
        await tx.drafts.add(StoredDraft(0, 1, {}, {}, None, NOON, town.roadmap.id))
        of_it = await tx.people.add(Person(0, "А", town.vetrova.role, roadmap_id=town.roadmap.id))
        assert len(await tx.roadmaps.items(town.roadmap.id)) == 3
        await tx.roadmaps.remove(town.roadmap.id)
        with pytest.raises(NotFound):
            await tx.roadmaps.get(town.roadmap.id)
        assert await tx.roadmaps.items(town.roadmap.id) == []
        assert await tx.roadmaps.points([one.id for one in town.items]) == []
        assert await tx.roadmaps.dues([one.id for one in town.points]) == []
        assert await tx.reminders.of_dues([due.id for due in town.dues]) == []
        with pytest.raises(NotFound):
            await tx.answers.get(told.id)
        with pytest.raises(NotFound):
            await tx.answers.postponement(asked.id)
        assert await tx.drafts.of_roadmap(town.roadmap.id) == []
        assert (await tx.people.get(of_it.id)).roadmap_id is None, "people stay"
        assert await tx.people.assignments_of_person(town.vetrova.id) == [kept]
        assert await tx.roadmaps.items(items[0].roadmap_id) == items
        assert await tx.roadmaps.points([one.id for one in items]) == points
        assert await tx.roadmaps.dues([one.id for one in points]) == dues


async def test_items_come_in_the_documents_order(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.roadmaps.items(town.roadmap.id) == town.items
        late, early = await tx.roadmaps.add_items(
            [
                Item(0, town.roadmap.id, 9, "9", (), "Позже"),
                Item(0, town.roadmap.id, -1, "0", (), "Раньше"),
            ]
        )
        in_order = [early, *town.items, late]
        assert await tx.roadmaps.items(town.roadmap.id) == in_order
        read = await tx.roadmaps.items(town.roadmap.id)
        read.clear()
        assert await tx.roadmaps.items(town.roadmap.id) == in_order, "each gets a list of their own"
        found_by = await tx.roadmaps.items_by_number(town.roadmap.id, ["9", "1", "0", "нет"])
        assert found_by == [early, town.items[0], late]
        assert await tx.roadmaps.items_by_number(town.roadmap.id, []) == []
        assert await tx.roadmaps.items_by_number(town.roadmap.id + 1, ["1"]) == []


async def test_a_roadmap_is_dotted_where_a_number_of_its_own_has_a_dot(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        items, _, dues = await second_town(tx, town)
        assert not await tx.roadmaps.dotted(town.roadmap.id)
        await tx.roadmaps.update_item(replace(items[1], number="1.1"))
        assert await tx.roadmaps.dotted(items[1].roadmap_id)
        assert not await tx.roadmaps.dotted(town.roadmap.id), "another one's numbers do not count"
        assert (await tx.roadmaps.view(dues[0].id)).dotted
        assert not (await tx.roadmaps.view(town.dues[0].id)).dotted


async def test_changed_items_points_and_due_days_come_back_as_changed(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.roadmaps.items(town.roadmap.id) == town.items
        item = replace(
            town.items[0],
            position=7,
            number="7",
            section=("Раздел", "1.1"),
            recommendation="Иное",
            criterion="Доля, %",
            criterion_value="75",
            responsible=("Ветрова", "Луговой"),
        )
        point = replace(
            town.points[0],
            item_id=town.items[1].id,
            kind=PointKind.PART,
            number="2.1",
            position=4,
            text="Смета",
            about="measure 2 part 1",
            deadline=None,
        )
        due = Due(
            town.dues[0].id, town.points[1].id, None, DueState.CLAIMED_DONE, LAST, date(2019, 12, 1)
        )
        await tx.roadmaps.update_item(item)
        await tx.roadmaps.update_point(point)
        await tx.roadmaps.update_due(due)
        assert await tx.roadmaps.item(item.id) == item
        assert await tx.roadmaps.items(town.roadmap.id) == [*town.items[1:], item]
        assert await tx.roadmaps.point(point.id) == point
        assert await tx.roadmaps.due(due.id) == due
        assert await tx.roadmaps.item(town.items[1].id) == town.items[1]
        assert await tx.roadmaps.point(town.points[1].id) == town.points[1]
        assert await tx.roadmaps.due(town.dues[1].id) == town.dues[1]


async def test_removed_items_take_their_points_and_due_days_along(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert len(await tx.roadmaps.items(town.roadmap.id)) == 3
        await tx.roadmaps.remove_items([town.items[0].id, town.items[2].id])
        assert await tx.roadmaps.items(town.roadmap.id) == [town.items[1]]
        assert await tx.roadmaps.points([one.id for one in town.items]) == [town.points[1]]
        assert await tx.roadmaps.dues([one.id for one in town.points]) == [town.dues[1]]
        (second,) = await tx.roadmaps.add_dues([Due(0, town.points[1].id, LAST)])
        await tx.roadmaps.remove_dues([town.dues[1].id])
        assert await tx.roadmaps.dues([one.id for one in town.points]) == [second]
        assert await tx.roadmaps.points([town.items[1].id]) == [town.points[1]]


async def test_points_come_by_item_and_position_and_due_days_by_point_and_day(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        second = replace(town.points[0], id=0, number="2", position=2)
        late, early = await tx.roadmaps.add_points([second, replace(second, position=-1)])
        of_two = [town.items[0].id, town.items[1].id]
        in_order = [early, town.points[0], late, town.points[1]]
        assert await tx.roadmaps.points(of_two[::-1]) == in_order
        assert await tx.roadmaps.points([]) == []
        point = town.points[0].id
        after, before = await tx.roadmaps.add_dues(
            [Due(0, point, LAST + timedelta(days=5)), Due(0, point, LAST - timedelta(days=5))]
        )
        days = await tx.roadmaps.dues([town.points[1].id, point])
        assert days == [before, town.dues[0], after, town.dues[1]]


async def test_a_view_is_a_due_day_with_its_point_and_item(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        view = await tx.roadmaps.view(town.dues[1].id)
        assert (view.due, view.point, view.item) == (town.dues[1], town.points[1], town.items[1])
        (undated,) = await tx.roadmaps.add_dues([Due(0, town.points[0].id, None)])
        (same_day,) = await tx.roadmaps.add_dues(
            [replace(town.dues[2], id=0, point_id=town.points[0].id)]
        )
        ids = [undated.id, town.dues[2].id, town.dues[0].id, same_day.id]
        views = await tx.roadmaps.views(ids)
        assert [one.due for one in views] == [town.dues[0], same_day, town.dues[2], undated]
        assert await tx.roadmaps.views([]) == []


async def test_due_days_are_found_between_two_days_and_by_state(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await second_town(tx, town)
        await tx.roadmaps.add_dues([Due(0, town.points[0].id, None)])
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
        assert await days(two, None, *DueState) == [two, three]
        assert await days(None, None, DueState.DONE) == [two]
        assert await days(None, None) == []
        earliest = await tx.roadmaps.views_between(town.roadmap.id, None, None, DueState, limit=2)
        assert [view.due.day for view in earliest] == [one, two]
        still_open = await tx.roadmaps.views_between(town.roadmap.id, None, None)
        assert [view.due.day for view in still_open] == [one, three]


async def test_due_days_of_one_day_come_in_the_documents_order(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for due in town.dues:
            await tx.roadmaps.update_due(replace(due, day=LAST))
        (second_point,) = await tx.roadmaps.add_points(
            [replace(town.points[0], id=0, number="0", position=-1)]
        )
        await tx.roadmaps.add_dues([Due(0, second_point.id, LAST)])
        await tx.roadmaps.update_item(replace(town.items[2], position=-1))
        views = await tx.roadmaps.views_between(town.roadmap.id, LAST, LAST)
        order = [(view.item.number, view.point.number) for view in views]
        assert order == [("3", "1"), ("1", "0"), ("1", "1"), ("2", "1")]
        assert views == await tx.roadmaps.views([view.due.id for view in views])


async def test_a_person_sees_what_they_answer_for_a_points_own_assignment_over_its_items(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.people.assign(
            [Assignment(item.id, None, town.vetrova.id) for item in town.items]
            + [Assignment(town.items[1].id, town.points[1].id, town.lugovoy.id)]
        )

        async def numbers(person_id: int, limit: int | None = None) -> list[str]:
            views = await tx.roadmaps.views_between(
                town.roadmap.id, None, None, person_id=person_id, limit=limit
            )
            return [view.item.number for view in views]

        assert await numbers(town.vetrova.id) == ["1", "3"]
        assert await numbers(town.lugovoy.id) == ["2"]
        assert await numbers(town.vetrova.id, limit=1) == ["1"]
        await tx.people.unassign(town.items[1].id, town.points[1].id)
        assert await numbers(town.vetrova.id) == ["1", "2", "3"]
        assert await numbers(town.lugovoy.id) == []


async def test_a_person_sees_nothing_of_what_others_answer_for(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        (beside,) = await tx.roadmaps.add_points([replace(town.points[0], id=0, number="2")])
        await tx.roadmaps.add_dues([Due(0, beside.id, LAST)])
        await tx.people.assign(
            [
                Assignment(town.items[0].id, town.points[0].id, town.vetrova.id),
                Assignment(town.items[1].id, None, town.lugovoy.id),
            ]
        )

        async def points(person: Person) -> list[tuple[str, str]]:
            views = await tx.roadmaps.views_between(
                town.roadmap.id, None, None, person_id=person.id
            )
            return [(view.item.number, view.point.number) for view in views]

        assert await points(town.vetrova) == [("1", "1")]
        assert await points(town.lugovoy) == [("2", "1")]


async def test_the_earliest_due_day_comes_first_wherever_it_stands_in_the_document(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.roadmaps.update_item(replace(town.items[0], position=9))
        views = await tx.roadmaps.views_between(town.roadmap.id, None, None, limit=2)
        assert [view.due for view in views] == town.dues[:2]


async def worked_at(tx: Tx) -> tuple[Town, Body]:
    """The town with a row in each table that an image shows."""
    town = await found(tx)
    item, due = town.items[0], town.dues[0]
    body = await tx.bodies.add(Body(0, "Управление образования"))
    await tx.people.assign([Assignment(item.id, town.points[0].id, town.vetrova.id)])
    await tx.bodies.assign([BodyAssignment(item.id, None, body.id)])
    await tx.roadmaps.add_share(Share(due.id, town.vetrova.id, LAST))
    await tx.answers.add_postponement(
        Postponement(0, due.id, town.vetrova.id, LAST, LAST + timedelta(days=9), "Ждём", NOON)
    )
    await remind(tx, town, 0)
    return town, body


async def test_rows_put_back_are_as_they_were(store: SqlStore) -> None:
    async with store.begin() as tx:
        town, _ = await worked_at(tx)
        before = await tx.roadmaps.image(town.roadmap.id)
        assert all(before.values())
        changed = replace(town.items[1], section=("Другой",), origin=None, each_answers=True)
        await tx.roadmaps.update_item(changed)
        await tx.roadmaps.remove_items([town.items[0].id])
        (new,) = await tx.roadmaps.add_items([replace(town.items[0], id=0, number="9")])
        done = json.loads(json.dumps(difference(before, await tx.roadmaps.image(town.roadmap.id))))
        assert done["items"]["added"] == [str(new.id)]
        back = taken_back(done, await tx.roadmaps.image(town.roadmap.id), {})
        await tx.roadmaps.put_back(back.removed, back.changed, back.inserted)
        assert await tx.roadmaps.image(town.roadmap.id) == before
        (later,) = await tx.roadmaps.add_items([replace(town.items[0], id=0, number="10")])
        assert later.id > new.id


async def test_rows_put_back_leave_out_those_who_are_gone(store: SqlStore) -> None:
    async with store.begin() as tx:
        town, body = await worked_at(tx)
        before = await tx.roadmaps.image(town.roadmap.id)
        await tx.roadmaps.remove_items([town.items[0].id])
        await tx.people.erase(town.vetrova.id)
        await tx.bodies.remove(body.id)
        back = taken_back(
            difference(before, now := await tx.roadmaps.image(town.roadmap.id)), now, {}
        )
        await tx.roadmaps.put_back(back.removed, back.changed, back.inserted)
        stands = await tx.roadmaps.image(town.roadmap.id)
        (asked,) = await tx.answers.postponements(town.roadmap.id)
    assert asked.person_id is None
    gone = ("assignments", "body_assignments", "shares", "reminders", "postponements")
    assert [len(stands[table]) for table in gone] == [0, 0, 0, 0, 1]
    assert {table: rows for table, rows in stands.items() if table not in gone} == {
        table: rows for table, rows in before.items() if table not in gone
    }
