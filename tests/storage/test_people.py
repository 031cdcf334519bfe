"""People, what they answer for, and how they leave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from roadmap.errors import NotFound
from roadmap.model import Assignment, Invite, LogLine, PersonState, Role, Source
from roadmap.model.messages import Button, Outgoing
from roadmap.ports import Unplaced
from storage.engine import parse
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, entry, found, remind


async def test_a_person_comes_back_as_stored(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        changed = replace(
            town.vetrova,
            state=PersonState.ACTIVE,
            timezone="Asia/Omsk",
            quiet_from=time(22, 30),
            leave_from=date(2019, 12, 1),
            deputy_id=town.lugovoy.id,
            seen_at=NOON,
        )
        await tx.people.update(changed)
        assert await tx.people.get(changed.id) == changed == await tx.people.by_telegram(7001001)
        assert await tx.people.all() == [changed, town.lugovoy]
        assert await tx.people.all([Role.COORDINATOR]) == []
        assert await tx.people.by_telegram(1) is None


async def test_a_points_own_assignment_stands_over_its_items(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        whole = [Assignment(item.id, None, town.vetrova.id) for item in town.items]
        own = Assignment(town.items[1].id, town.points[1].id, town.lugovoy.id)
        await tx.people.assign([*whole, own, own])
        await tx.people.assign(whole)
        assert len(await tx.people.assignments(town.roadmap.id)) == 4
        assert set(await tx.people.assignments_of_items([item.id for item in town.items[1:]])) == {
            *whole[1:],
            own,
        }

        async def numbers(person_id: int | None) -> list[str]:
            views = await tx.roadmaps.views_between(
                town.roadmap.id, None, None, person_id=person_id
            )
            return [view.item.number for view in views]

        assert await numbers(town.vetrova.id) == ["1", "3"]
        assert await numbers(town.lugovoy.id) == ["2"]
        await tx.people.unassign(town.items[1].id, town.points[1].id)
        assert await numbers(town.vetrova.id) == ["1", "2", "3"]
        await tx.people.unassign(town.items[0].id, None, town.lugovoy.id)
        assert len(await tx.people.assignments_of_item(town.items[0].id)) == 1
        await tx.people.unassign(town.items[0].id, None, town.vetrova.id)
        assert [one.item_id for one in await tx.people.assignments_of_person(town.vetrova.id)] == [
            item.id for item in town.items[1:]
        ]


async def test_an_invite_serves_once_and_in_time(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.people.add_invite(Invite(0, "a", town.vetrova.id, NOON + HOUR))
        await tx.people.add_invite(Invite(0, "b", town.vetrova.id, NOON))
        used = await tx.people.use_invite("a", NOON)
        assert used is not None
        assert (used.person_id, used.used_at) == (town.vetrova.id, NOON)
        assert await tx.people.use_invite("a", NOON) is None
        assert await tx.people.use_invite("b", NOON) is None
        assert await tx.people.use_invite("c", NOON) is None


async def test_a_chat_is_in_the_middle_of_one_thing(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.people.dialog(5) is None
        await tx.people.set_dialog(5, {"awaits": "причина"})
        await tx.people.set_dialog(5, {"awaits": "дата"})
        assert await tx.people.dialog(5) == {"awaits": "дата"}
        await tx.people.set_dialog(5, None)
        assert await tx.people.dialog(5) is None


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
        await tx.log.add(LogLine(NOON, town.vetrova.id, town.roadmap.id, "joined", "Ветрова Анна"))
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
        assert await tx.inbox.quarantined() == []
        for made in (report, own):
            with pytest.raises(NotFound):
                await tx.files.get(made)
        assert (await tx.files.get(plan)).name == "план", "what was not made to be sent stays"
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
