"""What roadmap/ports/people.py promises, on both engines."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from roadmap.actions.living import of_answer
from roadmap.errors import NotFound
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Capacity,
    Invite,
    LogLine,
    Person,
    PersonState,
    Role,
    Source,
)
from roadmap.model.messages import Button, Outgoing
from roadmap.ports import Unplaced
from roadmap.ports.facts import PEOPLE_LISTS
from storage.engine import parse
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, entry, found, remind


async def test_a_person_comes_back_as_stored(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        changed = replace(
            town.vetrova,
            name="Ветрова Анна Петровна",
            role=Role.OBSERVER,
            job="директор",
            state=PersonState.ACTIVE,
            language="en",
            timezone="Asia/Omsk",
            quiet_from=time(22, 30),
            quiet_to=time(7),
            leave_from=date(2019, 12, 1),
            leave_to=date(2019, 12, 9),
            deputy_id=town.lugovoy.id,
            roadmap_id=town.roadmap.id,
            seen_at=NOON,
        )
        await tx.people.update(changed)
        assert await tx.people.get(changed.id) == changed == await tx.people.by_telegram(7001001)
        assert await tx.people.get(town.lugovoy.id) == town.lugovoy
        assert await tx.people.by_telegram(1) is None


async def test_people_are_listed_by_name_without_those_who_are_gone(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        antonova = await tx.people.add(Person(0, "Антонова", Role.COORDINATOR))
        namesake = await tx.people.add(Person(0, "Антонова", Role.OBSERVER))
        gone = await tx.people.add(Person(0, "Белова", Role.OFFICIAL, state=PersonState.GONE))
        blocked = replace(town.lugovoy, state=PersonState.BLOCKED)
        await tx.people.update(blocked)
        assert await tx.people.all() == [antonova, namesake, town.vetrova, blocked]
        assert await tx.people.all([Role.OFFICIAL]) == [town.vetrova, blocked]
        assert await tx.people.all({Role.COORDINATOR, Role.OBSERVER}) == [antonova, namesake]
        assert await tx.people.all([]) == []
        assert await tx.people.get(gone.id) == gone


async def test_what_is_assigned_twice_stands_once(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        whole = [Assignment(item.id, None, town.vetrova.id) for item in town.items]
        own = Assignment(town.items[1].id, town.points[1].id, town.lugovoy.id)
        await tx.people.assign([*whole, own, own])
        await tx.people.assign(whole)
        await tx.people.assign([])
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        (elsewhere,) = await tx.roadmaps.add_items(
            [replace(town.items[0], id=0, roadmap_id=other.id)]
        )
        second = Assignment(elsewhere.id, None, town.vetrova.id)
        await tx.people.assign([second])
        in_order = [whole[0], whole[1], own, whole[2]]
        assert await tx.people.assignments(town.roadmap.id) == in_order
        later = [item.id for item in town.items[1:]]
        assert await tx.people.assignments_of_items(later) == in_order[1:]
        await tx.roadmaps.update_item(replace(town.items[0], position=9))
        assert await tx.people.assignments(town.roadmap.id) == [*in_order[1:], whole[0]]
        assert set(await tx.people.assignments_of_item(town.items[1].id)) == {whole[1], own}
        assert await tx.people.assignments_of_person(town.vetrova.id) == [*whole, second]
        assert await tx.people.assignments_of_person(town.lugovoy.id) == [own]


async def test_one_persons_assignment_is_taken_away_or_everybodys_to_the_same_target(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        item, point = town.items[0].id, town.points[0].id
        anna, pyotr = town.vetrova.id, town.lugovoy.id
        every = [
            Assignment(item, None, anna),
            Assignment(item, None, pyotr),
            Assignment(item, point, anna),
            Assignment(item, point, pyotr),
        ]
        beside = Assignment(town.items[1].id, None, anna)
        await tx.people.assign([*every, beside])
        await tx.people.unassign(item, None, anna)
        assert await tx.people.assignments_of_item(item) == every[1:]
        await tx.people.unassign(item, point, pyotr)
        assert await tx.people.assignments_of_item(item) == every[1:3]
        await tx.people.assign(every)
        await tx.people.unassign(item, point)
        assert set(await tx.people.assignments_of_item(item)) == set(every[:2])
        await tx.people.unassign(item, None)
        assert await tx.people.assignments_of_item(item) == []
        assert await tx.people.assignments_of_item(town.items[1].id) == [beside]


async def test_yo_stands_among_e_on_either_engine(store: SqlStore) -> None:
    async with store.begin() as tx:
        for name in ("Дубравин", "Дёмин", "Ёлкин", "Жуков", "Егоров", "демидов"):
            await tx.people.add(Person(0, name, Role.OFFICIAL))
        names = [one.name for one in await tx.people.all()]
        assert names == ["демидов", "Дёмин", "Дубравин", "Егоров", "Ёлкин", "Жуков"]


async def test_an_invite_serves_once_and_in_time(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        invite = await tx.people.add_invite(Invite(0, "a", town.vetrova.id, NOON + HOUR))
        await tx.people.add_invite(Invite(0, "b", town.lugovoy.id, NOON))
        assert await tx.people.use_invite("b", NOON) is None, "it has just expired"
        assert await tx.people.use_invite("c", NOON) is None
        assert await tx.people.use_invite("a", NOON) == replace(invite, used_at=NOON)
        assert await tx.people.use_invite("a", NOON) is None
        assert await tx.people.use_invite("b", NOON - HOUR) is not None, "it was not used before"


async def test_with_an_invite_every_other_of_the_same_person_is_used_up(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for code, person in (("a", town.vetrova), ("b", town.vetrova), ("c", town.lugovoy)):
            await tx.people.add_invite(Invite(0, code, person.id, NOON + HOUR))
        assert await tx.people.use_invite("b", NOON) is not None
        assert await tx.people.use_invite("a", NOON) is None
        assert await tx.people.use_invite("c", NOON) is not None


async def test_two_taps_on_one_invite_cannot_both_succeed(url: str) -> None:
    one, two = await open_store(url), await open_store(url)
    async with one.begin() as tx:
        town = await found(tx)
        await tx.people.add_invite(Invite(0, "a", town.vetrova.id, NOON + HOUR))

    async def tap(store: SqlStore) -> Invite | None:
        async with store.begin() as tx:
            used = await tx.people.use_invite("a", NOON)
            await asyncio.sleep(0.05)
            return used

    taken = await asyncio.gather(tap(one), tap(two))
    assert [used is None for used in taken].count(True) == 1
    await one.close()
    await two.close()


async def test_a_chat_is_in_the_middle_of_one_thing(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.people.dialog(5) is None
        await tx.people.set_dialog(5, {"awaits": "причина"})
        await tx.people.set_dialog(-5, {"page": 2, "of": [1, None]})
        await tx.people.set_dialog(5, {"awaits": "дата"})
        assert await tx.people.dialog(5) == {"awaits": "дата"}
        await tx.people.set_dialog(5, None)
        assert await tx.people.dialog(5) is None
        assert await tx.people.dialog(-5) == {"page": 2, "of": [1, None]}
        await tx.people.set_dialog(5, {})
        assert await tx.people.dialog(5) == {}, "an empty one is not nothing"


async def test_an_erased_person_leaves_no_bytes_but_their_answers_stay(url: str) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
        await tx.people.assign([Assignment(town.items[0].id, None, town.vetrova.id)])
        await remind(tx, town, 0)
        await tx.messages.add(Outgoing(7001001, "Ветрова Анна, добрый день" * 50))
        told = await tx.messages.add(Outgoing(7002002, "Молчит: Ветрова Анна"))
        await tx.messages.sent(told.id, 9, NOON)
        buttons = ((Button("Ветрова Ан…", "person:open:1:0"),),)
        chosen = await tx.messages.add(Outgoing(7002002, "Кому назначить?", buttons=buttons))
        await tx.messages.sent(chosen.id, 10, NOON)
        placed = Outgoing(7002002, "Записано", follows=of_answer(Source(7001001, 8)))
        told_placed = [await tx.messages.add(placed) for _ in range(2)]
        await tx.messages.sent(told_placed[0].id, 12, NOON)
        others = await tx.messages.add(replace(placed, follows=of_answer(Source(7002002, 8))))
        report, own = [
            await tx.files.add(name, "", "Отвечает: Ветрова".encode()) for name in ("общий", "свой")
        ]
        plan = await tx.files.add("план", "", b"")
        sending = await tx.messages.add(Outgoing(7002002, "", file_id=report))
        await tx.messages.sent(sending.id, 11, NOON)
        await tx.messages.add(Outgoing(-1001, "", person_id=town.vetrova.id, file_id=own))
        await tx.inbox.store(
            [(3, '{"text":"/invite Ветрова А. П."}'), (4, json.dumps({"text": "Ветрова Анна"}))],
            NOON,
        )
        await tx.inbox.handled([3], NOON)
        await tx.inbox.quarantine(4, "KeyError")
        await tx.inbox.store(
            [(1, '{"from":{"id":7001001,"first_name":"Ветрова"}}'), (2, '{"id":7002002}')], NOON
        )
        await tx.people.set_dialog(7001001, {"text": "от Ветровой: Ветрова Анна"})
        await tx.facts.set(f"{PEOPLE_LISTS}{town.lugovoy.id}", "Ветрова А. П. уже есть")
        await tx.log.add(LogLine(NOON, town.vetrova.id, town.roadmap.id, "joined", "Ветрова Анна"))
        await tx.facts.set("people_list:1", '{"said":["Ветрова Анна – такого пункта нет"]}')
        kept = await tx.answers.add(entry(town))
        await tx.answers.add_unplaced(
            Unplaced(0, town.vetrova.id, "Ветрова пишет", Source(7001001, 8), NOON)
        )
    async with store.begin() as tx:
        await tx.people.erase(town.vetrova.id)
    await store.scrub()
    async with store.read() as tx:
        assert kept is not None
        left = await tx.answers.get(kept.id)
        assert (left.person_id, left.text) == (None, "Сделано")
        assert [line.person_id for line in await tx.log.lines(None, 5)] == [None]
        assert [row.update_id for row in await tx.inbox.next(5)] == [2]
        assert (await tx.messages.get(told.id)).text == ""
        assert (await tx.messages.get(chosen.id)).buttons == ()
        assert [(await tx.messages.get(one.id)).follows for one in told_placed] == [None, None]
        assert (await tx.messages.get(others.id)).follows == "answer:7002002:8"
        assert await tx.inbox.quarantined() == []
        assert await tx.facts.beginning(PEOPLE_LISTS) == {}
        for made in (report, own):
            with pytest.raises(NotFound):
                await tx.files.get(made)
        assert (await tx.files.get(plan)).name == "план", "what was not made to be sent stays"
        assert await tx.facts.get("people_list:1") is None
        with pytest.raises(NotFound):
            await tx.people.get(town.vetrova.id)
    if url.startswith("sqlite"):
        database = Path(parse(url).database or "")
        assert not [
            file
            for file in database.parent.glob(f"{database.name}*")
            if "Ветров".encode() in file.read_bytes()
        ]
    await store.close()


async def test_only_those_named_are_taken_off_and_no_body(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        item, point = town.items[2], town.points[2]
        body = await tx.bodies.add(Body(0, "Архив"))
        await tx.bodies.set_members(body.id, [town.vetrova.id])
        await tx.bodies.assign([BodyAssignment(item.id, None, body.id)])
        own = [
            Assignment(item.id, None, town.vetrova.id, Capacity.CO_EXECUTOR),
            Assignment(item.id, point.id, town.vetrova.id),
            Assignment(item.id, None, town.lugovoy.id),
        ]
        await tx.people.assign(own)
        await tx.people.take_away([replace(own[0], capacity=Capacity.RESPONSIBLE), own[2]])
        left = await tx.people.assignments_of_item(item.id)
        derived = Assignment(item.id, None, town.vetrova.id, body_id=body.id)
        assert left == [derived, own[1]]
        await tx.people.take_away([])
        await tx.people.take_away([own[1]])
        assert await tx.people.assignments_of_item(item.id) == [derived]


async def test_who_answers_in_which_roadmaps_is_told(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        (item,) = await tx.roadmaps.add_items([replace(town.items[0], id=0, roadmap_id=other.id)])
        own, deputy = town.vetrova.id, town.lugovoy.id
        assert await tx.people.roadmaps_of([own, deputy]) == set()
        await tx.people.assign([Assignment(one.id, None, own) for one in town.items])
        assert await tx.people.roadmaps_of([own]) == {town.roadmap.id}
        assert await tx.people.in_several_roadmaps() == set()
        await tx.people.assign([Assignment(item.id, None, own), Assignment(item.id, None, deputy)])
        assert await tx.people.roadmaps_of([own]) == {town.roadmap.id, other.id}
        assert await tx.people.roadmaps_of([deputy]) == {other.id}
        assert await tx.people.in_several_roadmaps() == {own}
