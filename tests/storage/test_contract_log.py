"""What roadmap/ports/log.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace

from roadmap.model import LogLine, Roadmap
from storage.store import SqlStore
from tests.storage.town import HOUR, NOON, found


async def test_the_log_is_read_newest_first_page_by_page(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        other = await tx.roadmaps.add(replace(town.roadmap, id=0))
        lines = [
            LogLine(NOON, town.vetrova.id, town.roadmap.id, "log-joined", "Ветрова"),
            LogLine(NOON + 2 * HOUR, None, town.roadmap.id, "log-imported"),
            LogLine(NOON + HOUR, town.lugovoy.id, other.id, "log-closed", "6.1"),
            LogLine(NOON + HOUR, town.lugovoy.id, None, "log-restored"),
        ]
        for line in lines:
            await tx.log.add(line)
    first, second, third, fourth = lines
    async with store.read() as tx:
        assert await tx.log.lines(None, 10) == [second, fourth, third, first]
        assert await tx.log.lines(town.roadmap.id, 10) == [second, first]
        assert await tx.log.lines(None, 2) == [second, fourth]
        assert await tx.log.lines(None, 2, 1) == [fourth, third]
        assert await tx.log.lines(town.roadmap.id, 10, offset=1) == [first]
        assert await tx.log.lines(town.roadmap.id, 10, offset=2) == []


async def test_what_was_added_since_an_instant_is_read_in_its_order(store: SqlStore) -> None:
    lines = [LogLine(NOON + n * HOUR / 60, None, None, "log-joined", str(n)) for n in range(450)]
    async with store.begin() as tx:
        for line in lines:
            await tx.log.add(line)
    async with store.read() as tx:
        assert await tx.log.since(NOON + 4 * HOUR) == lines[240:]
        assert await tx.log.since(NOON) == lines
        assert await tx.log.since(NOON + 8 * HOUR) == []


async def test_a_removed_roadmaps_lines_go_and_a_persons_lines_stay_without_them(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        gone: Roadmap = await tx.roadmaps.add(replace(town.roadmap, id=0))
        await tx.log.add(LogLine(NOON, town.vetrova.id, gone.id, "log-closed"))
        await tx.log.add(LogLine(NOON, town.vetrova.id, town.roadmap.id, "log-closed"))
        await tx.roadmaps.remove(gone.id)
        await tx.people.erase(town.vetrova.id)
        assert await tx.log.lines(None, 10) == [LogLine(NOON, None, town.roadmap.id, "log-closed")]
