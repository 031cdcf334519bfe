"""A deadline is stored in the form that `vekha parse` prints, and as earlier versions stored it is
still read.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time

from sqlalchemy import text

from roadmap.drafts.json_form import deadline_as_json
from storage.engine import open_database, parse
from storage.store import SqlStore, open_store
from tests.storage.town import LIST, found


async def test_a_deadline_comes_back_with_its_days(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
    async with store.begin() as tx:
        assert (await tx.roadmaps.point(town.points[0].id)).deadline == LIST


async def test_the_hour_and_the_place_of_an_event_are_kept(store: SqlStore) -> None:
    event = replace(LIST, hour=time(10), place="площадь Победы")
    async with store.begin() as tx:
        town = await found(tx)
        await tx.roadmaps.update_point(replace(town.points[0], deadline=event))
    async with store.begin() as tx:
        assert (await tx.roadmaps.point(town.points[0].id)).deadline == event


async def test_a_deadline_that_an_earlier_version_stored_is_read_as_it_was(url: str) -> None:
    store = await open_store(url)
    async with store.begin() as tx:
        town = await found(tx)
    await store.close()
    assert LIST.spans
    form = deadline_as_json(LIST)
    assert form is not None
    pairs = [
        [span.start.isoformat() if span.start else None, span.end.isoformat()]
        for span in LIST.spans
    ]
    earlier = json.dumps({**form, "spans": pairs, "options": []}, ensure_ascii=False)
    database = open_database(parse(url))
    async with database.begin() as running:
        await running.execute(text(f"UPDATE points SET deadline = '{earlier}'"))
    await database.close()
    store = await open_store(url)
    async with store.begin() as tx:
        kept = (await tx.roadmaps.point(town.points[0].id)).deadline
    await store.close()
    assert kept == LIST
