"""What roadmap/ports/bodies.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.errors import NotFound
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    BodyKind,
    Capacity,
    Person,
    Role,
    Share,
)
from storage.store import SqlStore
from tests.storage.town import found

OFFICE = Body(0, "Управление образования")


async def test_a_body_comes_back_as_stored_with_its_names(store: SqlStore) -> None:
    async with store.begin() as tx:
        office = await tx.bodies.add(OFFICE)
        heads = await tx.bodies.add(Body(0, "Руководители ОУ", BodyKind.GROUP, -100500, 7))
        await tx.bodies.add_names(
            office.id, [("УО", "уо"), ("Упр. образования", "упр образования")]
        )
        await tx.bodies.add_names(heads.id, [("УО", "уо")])
        office = replace(office, names=("УО", "Упр. образования"))
        assert await tx.bodies.all() == [heads, office]
        assert await tx.bodies.by_keys(["уо", "цбс", "уо"]) == {"уо": office}
        assert await tx.bodies.by_keys([]) == {}
        changed = replace(office, name="УО района", kind=BodyKind.POST, chat_id=-7, thread_id=2)
        await tx.bodies.update(changed)
        assert await tx.bodies.get(office.id) == changed
        await tx.bodies.remove(office.id)
        with pytest.raises(NotFound):
            await tx.bodies.get(office.id)
        assert await tx.bodies.by_keys(["уо"]) == {}


async def test_a_body_is_found_by_its_chat_and_topic_and_moves_with_the_chat(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        whole = await tx.bodies.add(Body(0, "Штаб", chat_id=-5))
        topic = await tx.bodies.add(Body(0, "Питание", chat_id=-5, thread_id=7))
        other = await tx.bodies.add(Body(0, "Совет", chat_id=-6, thread_id=7))
        assert await tx.bodies.by_chat(-5, None) == whole
        assert await tx.bodies.by_chat(-5, 7) == topic
        assert await tx.bodies.by_chat(-5, 8) is None
        await tx.bodies.move_chat(-5, -500)
        assert await tx.bodies.by_chat(-500, 7) == replace(topic, chat_id=-500)
        assert await tx.bodies.by_chat(-6, 7) == other
        assert await tx.bodies.by_chat(-5, 7) is None


async def test_chats_are_listed_only_where_they_are_asked_for(store: SqlStore) -> None:
    async with store.begin() as tx:
        chat = await tx.people.add(Person(0, "Штаб", Role.CHAT))
        assert chat not in await tx.people.all()
        assert await tx.people.all(Role) == [chat]


async def test_a_name_that_is_taken_away_is_free_for_another_body(store: SqlStore) -> None:
    async with store.begin() as tx:
        office = await tx.bodies.add(OFFICE)
        culture = await tx.bodies.add(Body(0, "Отдел культуры"))
        await tx.bodies.add_names(office.id, [("УО", "уо"), ("ОК", "ок"), ("Упр.", "упр")])
        await tx.bodies.remove_names(["ок", "упр", "нет такого"])
        assert (await tx.bodies.get(office.id)).names == ("УО",)
        await tx.bodies.add_names(culture.id, [("ОК", "ок")])
        found = await tx.bodies.by_keys(["ок", "уо", "упр"])
        assert {key: body.id for key, body in found.items()} == {"ок": culture.id, "уо": office.id}


async def test_who_stands_for_a_body_answers_for_what_is_its_own(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        office = await tx.bodies.add(OFFICE)
        item, point = town.items[0], town.points[1]
        await tx.bodies.assign(
            [
                BodyAssignment(item.id, None, office.id),
                BodyAssignment(point.item_id, point.id, office.id, Capacity.CO_EXECUTOR),
                BodyAssignment(item.id, None, office.id),
            ]
        )
        assert await tx.people.assignments(town.roadmap.id) == []
        await tx.bodies.set_members(office.id, [town.vetrova.id, town.vetrova.id])
        assert await tx.people.assignments(town.roadmap.id) == [
            Assignment(item.id, None, town.vetrova.id, Capacity.RESPONSIBLE, office.id),
            Assignment(point.item_id, point.id, town.vetrova.id, Capacity.CO_EXECUTOR, office.id),
        ]
        assert await tx.bodies.members(office.id) == [town.vetrova.id]
        assert await tx.bodies.bodies_of(town.vetrova.id) == [office]
        assert await tx.bodies.bodies_of(town.lugovoy.id) == []


async def test_a_new_head_takes_over_what_the_body_answers_for_and_nothing_else(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        office = await tx.bodies.add(OFFICE)
        item = town.items[0]
        own = Assignment(item.id, None, town.vetrova.id)
        await tx.people.assign([own])
        await tx.bodies.set_members(office.id, [town.vetrova.id])
        await tx.bodies.assign([BodyAssignment(item.id, None, office.id)])
        await tx.bodies.set_members(office.id, [town.lugovoy.id])
        taken = replace(own, person_id=town.lugovoy.id, body_id=office.id)
        assert await tx.people.assignments_of_item(item.id) == [own, taken]
        assert await tx.people.assignments_of_person(town.vetrova.id) == [own]
        await tx.people.unassign(item.id, None)
        assert await tx.people.assignments_of_item(item.id) == [taken], "the body's own stays"
        await tx.people.assign([replace(own, person_id=town.lugovoy.id)])
        assert len(await tx.people.assignments_of_item(item.id)) == 2


async def test_what_is_taken_from_a_body_is_taken_from_those_who_stand_for_it(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        office, library = await tx.bodies.add(OFFICE), await tx.bodies.add(Body(0, "ЦБС"))
        item, point = town.items[1], town.points[1]
        for body in (office, library):
            await tx.bodies.set_members(body.id, [town.vetrova.id])
        first, second = (BodyAssignment(item.id, None, one.id) for one in (office, library))
        at_point = BodyAssignment(item.id, point.id, library.id)
        await tx.bodies.assign([first, second, at_point])
        assert await tx.bodies.assignments(town.roadmap.id) == [first, second, at_point]
        await tx.bodies.unassign(item.id, None, office.id)
        assert await tx.bodies.assignments_of_items([item.id]) == [second, at_point]
        assert [one.body_id for one in await tx.people.assignments_of_item(item.id)] == [
            library.id,
            library.id,
        ]
        await tx.bodies.unassign(item.id, None)
        assert await tx.bodies.assignments_of(library.id) == [at_point]
        await tx.bodies.remove(library.id)
        assert await tx.people.assignments_of_item(item.id) == []


async def test_bodies_assignments_are_listed_in_the_documents_order(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        office = await tx.bodies.add(OFFICE)
        listed = [BodyAssignment(item.id, None, office.id) for item in reversed(town.items)]
        await tx.bodies.assign(listed)
        assert await tx.bodies.assignments(town.roadmap.id) == listed[::-1]
        assert await tx.bodies.assignments_of(office.id) == listed
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        assert await tx.bodies.assignments(other.id) == []


async def test_a_person_who_is_erased_stands_for_nothing(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        office = await tx.bodies.add(OFFICE)
        deputy = await tx.people.add(Person(0, "Зимина", Role.OFFICIAL))
        await tx.bodies.set_members(office.id, [deputy.id, town.vetrova.id])
        assert await tx.bodies.standing() == [(office.id, deputy.id), (office.id, town.vetrova.id)]
        await tx.bodies.assign([BodyAssignment(town.items[0].id, None, office.id)])
        await tx.people.erase(deputy.id)
        assert await tx.bodies.members(office.id) == [town.vetrova.id]
        [left] = await tx.people.assignments_of_item(town.items[0].id)
        assert left.person_id == town.vetrova.id


async def test_a_due_day_keeps_whose_share_is_done(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        first, second = town.dues[:2]
        assert first.day is not None
        shares = [
            Share(first.id, town.lugovoy.id, first.day),
            Share(first.id, town.vetrova.id, first.day),
            Share(second.id, town.vetrova.id, first.day),
        ]
        for share in (*reversed(shares), shares[0]):
            await tx.roadmaps.add_share(share)
        ids = [first.id, second.id]
        assert set(await tx.roadmaps.shares(ids)) == set(shares)
        assert await tx.roadmaps.shares([]) == []
        await tx.roadmaps.remove_shares(first.id, town.lugovoy.id)
        assert await tx.roadmaps.shares(ids) == [shares[1], shares[2]]
        await tx.roadmaps.remove_shares(first.id)
        assert await tx.roadmaps.shares(ids) == [shares[2]]


async def test_one_s_own_due_days_leave_out_shares_that_are_done_where_each_must(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.people.assign(
            [
                Assignment(town.items[0].id, None, person.id)
                for person in (town.vetrova, town.lugovoy)
            ]
        )
        due = town.dues[0]
        assert due.day is not None
        await tx.roadmaps.add_share(Share(due.id, town.vetrova.id, due.day))

        async def own(person: Person) -> list[int]:
            views = await tx.roadmaps.views_between(
                town.roadmap.id, due.day, due.day, person_id=person.id
            )
            return [view.due.id for view in views]

        assert due.id in await own(town.vetrova), "one answer is enough"
        await tx.roadmaps.update_item(replace(town.items[0], each_answers=True))
        assert due.id not in await own(town.vetrova)
        assert due.id in await own(town.lugovoy)
