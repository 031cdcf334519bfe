"""What roadmap/ports promises of a store and its transactions, on both engines."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from roadmap.errors import NotFound, StorageError
from roadmap.model import Due, Item, Postponement, Roadmap, Source
from roadmap.model.messages import Outgoing
from roadmap.ports import StoredDraft, Tx, Unplaced
from storage import repository
from storage.engine import open_database, parse
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, Town, found, reminder

GETTERS: dict[str, Callable[[Tx], Awaitable[object]]] = {
    "roadmaps.get": lambda tx: tx.roadmaps.get(404),
    "roadmaps.item": lambda tx: tx.roadmaps.item(404),
    "roadmaps.point": lambda tx: tx.roadmaps.point(404),
    "roadmaps.due": lambda tx: tx.roadmaps.due(404),
    "roadmaps.view": lambda tx: tx.roadmaps.view(404),
    "people.get": lambda tx: tx.people.get(404),
    "answers.get": lambda tx: tx.answers.get(404),
    "answers.unplaced": lambda tx: tx.answers.unplaced(404),
    "answers.postponement": lambda tx: tx.answers.postponement(404),
    "messages.get": lambda tx: tx.messages.get(404),
    "drafts.get": lambda tx: tx.drafts.get(404),
    "files.get": lambda tx: tx.files.get(404),
}


async def test_what_is_not_there_is_said_to_be_not_found(store: SqlStore) -> None:
    async with store.read() as tx:
        for name, get in GETTERS.items():
            with pytest.raises(NotFound):
                pytest.fail(f"{name} returned {await get(tx)}")


async def test_what_is_added_has_an_id_of_its_own_and_comes_back_by_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        other = await tx.roadmaps.add(Roadmap(0, "Другой план", town.roadmap.period, NOON))
        messages = [await tx.messages.add(Outgoing(1, str(n))) for n in range(2)]
        drafts = [
            await tx.drafts.add(StoredDraft(0, 1, {"n": n}, {}, None, NOON)) for n in range(2)
        ]
    async with store.read() as tx:
        assert [await tx.roadmaps.get(one.id) for one in (town.roadmap, other)] == [
            town.roadmap,
            other,
        ]
        assert [await tx.roadmaps.item(one.id) for one in town.items] == town.items
        assert [await tx.roadmaps.point(one.id) for one in town.points] == town.points
        assert [await tx.roadmaps.due(one.id) for one in town.dues] == town.dues
        assert await tx.people.get(town.vetrova.id) == town.vetrova
        assert [await tx.messages.get(one.id) for one in messages] == messages
        assert [await tx.drafts.get(one.id) for one in drafts] == drafts
    added = [town.roadmap, other, *town.items, *town.points, *town.dues, *messages, *drafts]
    assert 0 not in {one.id for one in added}
    assert len({(type(one), one.id) for one in added}) == len(added)


async def test_an_instant_of_another_zone_comes_back_in_utc(store: SqlStore) -> None:
    vladivostok = NOON.astimezone(timezone(timedelta(hours=10)))
    async with store.begin() as tx:
        added = await tx.roadmaps.add(
            Roadmap(0, "План", (await found(tx)).roadmap.period, vladivostok)
        )
    async with store.read() as tx:
        at = (await tx.roadmaps.get(added.id)).imported_at
    assert (at, at.utcoffset()) == (NOON, timedelta(0))


async def plan_without_a_zone(store: SqlStore) -> None:
    """A caller's mistake, after other things have been written."""
    async with store.begin() as tx:
        town = await found(tx)
        await tx.reminders.add([reminder(town.vetrova, town.dues[0], NOON.replace(tzinfo=None))])


async def test_an_instant_without_a_zone_is_refused_and_nothing_of_it_is_stored(
    store: SqlStore,
) -> None:
    with pytest.raises(ValueError, match="zone"):
        await plan_without_a_zone(store)
    async with store.read() as tx:
        assert await tx.roadmaps.all() == []


async def test_a_transaction_is_committed_at_its_end(store: SqlStore, url: str) -> None:
    async with store.begin() as tx:
        await tx.facts.set("a", "1")
    other = await open_store(url)
    async with other.read() as tx:
        assert await tx.facts.get("a") == "1"
    await other.close()


async def fail_after_writing(store: SqlStore, error: BaseException) -> None:
    """A transaction whose last step raises."""
    async with store.begin() as tx:
        await tx.facts.set("a", "1")
        await tx.messages.add(Outgoing(1, "а"))
        raise error


@pytest.mark.parametrize("error", [RuntimeError(), asyncio.CancelledError()], ids=repr)
async def test_an_exception_undoes_the_whole_transaction(
    store: SqlStore, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        await fail_after_writing(store, error)
    async with store.begin() as tx:
        assert await tx.facts.get("a") is None
        assert await tx.messages.counts() == {}


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


async def set_and_fail(tx: Tx, name: str) -> None:
    """A part that ends in an error after one step."""
    async with tx.savepoint():
        await tx.facts.set(name, "1")
        raise RuntimeError


async def test_of_parts_within_a_part_only_the_failed_one_is_undone(store: SqlStore) -> None:
    async with store.begin() as tx:
        async with tx.savepoint():
            await tx.facts.set("outer", "1")
            with pytest.raises(RuntimeError):
                await set_and_fail(tx, "inner")
            async with tx.savepoint():
                await tx.facts.set("second", "1")
        with pytest.raises(RuntimeError):
            await set_and_fail(tx, "last")
    async with store.read() as tx:
        names = ("outer", "inner", "second", "last")
        assert [await tx.facts.get(name) for name in names] == ["1", None, "1", None]


async def test_a_failed_part_takes_what_succeeded_within_it_along(store: SqlStore) -> None:
    async def fail_after_a_good_part(tx: Tx) -> None:
        async with tx.savepoint():
            async with tx.savepoint():
                await tx.facts.set("inner", "1")
            raise RuntimeError

    async with store.begin() as tx:
        with pytest.raises(RuntimeError):
            await fail_after_a_good_part(tx)
        assert await tx.facts.get("inner") is None


async def rename_and_fail(tx: Tx, town: Town) -> None:
    """A part in which the roadmap and an item have other words, and are read."""
    async with tx.savepoint():
        await tx.roadmaps.update(replace(town.roadmap, title="Другое"))
        await tx.roadmaps.update_item(replace(town.items[0], number="1-а"))
        assert (await tx.roadmaps.get(town.roadmap.id)).title == "Другое"
        assert (await tx.roadmaps.items(town.roadmap.id))[0].number == "1-а"
        raise RuntimeError


async def test_what_a_failed_part_changed_is_read_as_it_was_before(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        with pytest.raises(RuntimeError):
            await rename_and_fail(tx, town)
        assert await tx.roadmaps.get(town.roadmap.id) == town.roadmap
        assert await tx.roadmaps.items(town.roadmap.id) == town.items


async def test_one_who_reads_sees_one_state_while_others_write(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.facts.set("a", "1")
    async with store.read() as before:
        assert await before.facts.get("a") == "1"
        async with asyncio.timeout(3), store.begin() as tx:
            await tx.facts.set("a", "2")
            await tx.facts.set("b", "2")
            async with store.read() as beside:
                assert await beside.facts.get("a") == "1", "what is not committed is not seen"
        assert (await before.facts.get("a"), await before.facts.get("b")) == ("1", None)
    async with store.read() as after:
        assert (await after.facts.get("a"), await after.facts.get("b")) == ("2", "2")


async def test_sqlite_is_written_by_one_transaction_at_a_time(store: SqlStore, engine: str) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        async with store.begin() as tx:
            order.append(f"{name} begins")
            for _ in range(3):
                await tx.facts.set(name, "1")
                await asyncio.sleep(0.01)
            order.append(f"{name} ends")

    await asyncio.gather(write("a"), write("b"))
    if engine == "sqlite":
        assert order == ["a begins", "a ends", "b begins", "b ends"]
    async with store.read() as tx:
        assert (await tx.facts.get("a"), await tx.facts.get("b")) == ("1", "1")


async def test_a_database_that_cannot_be_used_is_told_in_words(url: str) -> None:
    opened = await open_store(url)
    database = open_database(parse(url))
    async with database.begin() as running:
        await running.execute(text("DROP TABLE facts"))
    await database.close()

    async def use(open_transaction: Callable[[], object]) -> None:
        async with open_transaction() as tx:  # type: ignore[attr-defined]
            await tx.facts.get("a")

    for way in (opened.begin, opened.read):
        with pytest.raises(StorageError, match="База данных "):
            await use(way)
    await opened.close()


async def test_lists_of_any_length_are_asked_about_in_pieces_that_lose_nothing(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "MANY", 2)
    async with store.begin() as tx:
        town = await found(tx)
        items = await tx.roadmaps.add_items(
            [Item(0, town.roadmap.id, 9 - n, f"а{n}", (), "") for n in range(5)]
        )
        points = await tx.roadmaps.add_points(
            [replace(town.points[0], id=0, item_id=one.id) for one in items]
        )
        days = [date(2020, 1, 9 - n) for n in range(5)]
        dues = await tx.roadmaps.add_dues(
            [Due(0, point.id, day) for point, day in zip(points, days, strict=True)]
        )
        ids = [one.id for one in dues]
        assert [view.due.day for view in await tx.roadmaps.views([*ids, *ids])] == sorted(days)
        assert await tx.roadmaps.points([one.id for one in reversed(items)]) == points
        await tx.reminders.add(
            [reminder(town.vetrova, due, NOON - n * HOUR) for n, due in enumerate(dues)]
        )
        planned = await tx.reminders.of_dues(ids)
        assert [one.due_id for one in planned] == ids[::-1]
        message = await tx.messages.add(Outgoing(1, "а"))
        await tx.reminders.queued_as([one.id for one in planned], message.id)
        assert len(await tx.reminders.of_message(message.id)) == 5
        assert len(await tx.reminders.take_back([message.id], "заново")) == 5
        await tx.roadmaps.remove_items([one.id for one in items])
        assert await tx.roadmaps.views(ids) == []
        assert await tx.roadmaps.items(town.roadmap.id) == town.items


async def test_no_id_is_ever_given_twice(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        kept = await tx.answers.add_unplaced(
            Unplaced(0, town.vetrova.id, "а", Source(7001001, 1), NOON)
        )
        asked = await tx.answers.add_postponement(
            Postponement(0, town.dues[2].id, None, None, date(2020, 3, 1), "", NOON)
        )
        assert kept is not None
        await tx.answers.remove_unplaced(kept.id)
        await tx.roadmaps.remove_items([town.items[2].id])
        again = await tx.roadmaps.add_items([replace(town.items[2], id=0)])
        assert again[0].id > town.items[2].id
        with pytest.raises(NotFound):
            await tx.answers.postponement(asked.id)
