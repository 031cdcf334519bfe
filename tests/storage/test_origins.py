"""Where items stand in their document is stored, and a database of before has none of it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from roadmap.model import InTable, InText, Origin, TableHead
from storage.engine import open_database, parse
from storage.migrate import migrate
from storage.store import SqlStore, open_store
from tests.storage.town import found

ORIGINS: tuple[Origin, ...] = (InTable(0, 2, 4, 1, None), InTable(1, 5, 5, 1, 3), InText(7, 8))
HEADS = (TableHead(0, ((0, 1),), (2,)), TableHead(1, ()))


async def test_an_item_keeps_its_origin_and_a_roadmap_its_heads(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        for item, origin in zip(town.items, ORIGINS, strict=True):
            await tx.roadmaps.update_item(replace(item, origin=origin))
        await tx.roadmaps.update(replace(town.roadmap, heads=HEADS))
        (added,) = await tx.roadmaps.add_items(
            [replace(town.items[0], id=0, number="4", origin=ORIGINS[2])]
        )
    async with store.begin() as tx:
        items = await tx.roadmaps.items(town.roadmap.id)
        view = await tx.roadmaps.view(town.dues[1].id)
        assert {item.number: item.origin for item in items} == {
            **dict(zip("123", ORIGINS, strict=True)),
            "4": added.origin,
        }
        assert view.item.origin == ORIGINS[1]
        assert (await tx.roadmaps.get(town.roadmap.id)).heads == HEADS


async def test_a_roadmap_of_an_earlier_version_has_no_origins_after_the_upgrade(url: str) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
        await tx.roadmaps.update_item(replace(town.items[0], origin=ORIGINS[0]))
        await tx.roadmaps.update(replace(town.roadmap, heads=HEADS))
    await store.close()
    await migrate(url, "0004")
    database = open_database(parse(url))
    async with database.begin() as running:
        [(count,)] = (await running.execute(text("SELECT count(*) FROM items"))).rows
    await database.close()
    assert count == len(town.items)
    await migrate(url)
    store = await open_store(url)
    async with store.begin() as tx:
        assert [item.origin for item in await tx.roadmaps.items(town.roadmap.id)] == [None] * 3
        assert (await tx.roadmaps.get(town.roadmap.id)).heads == ()
    await store.close()


async def test_an_item_keeps_the_number_of_its_document_beside_its_address(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await tx.roadmaps.update_item(replace(town.items[0], number="2·3", written="3"))
    async with store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(town.roadmap.id, ["2·3", "3.2"])
        assert (item.number, item.number_written) == ("2·3", "3")
        assert (await tx.roadmaps.item(town.items[1].id)).written == ""
