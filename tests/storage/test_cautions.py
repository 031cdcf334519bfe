"""What a document's reading warned of stays with its roadmap."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from roadmap.model import Caution, CautionCode
from storage.engine import open_database, parse
from storage.store import SqlStore, open_store
from tests.storage.town import found


async def test_a_roadmap_keeps_its_cautions_by_code(store: SqlStore) -> None:
    caution = Caution.of(CautionCode.UNREAD, number="5", phrase="вскоре")
    async with store.begin() as tx:
        roadmap = (await found(tx)).roadmap
        await tx.roadmaps.update(replace(roadmap, warnings=(caution,)))
    async with store.begin() as tx:
        assert (await tx.roadmaps.get(roadmap.id)).warnings == (caution,)


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
