"""How often a roadmap's document was replaced, and when."""

from __future__ import annotations

from dataclasses import replace

from roadmap.actions.editions import count_edition, editions
from tests.roadmap.actions.town import HOUR, MORNING, Town


async def test_the_first_document_is_no_edition(town: Town) -> None:
    assert await editions(town.tx, town.roadmap) == (0, town.roadmap.imported_at)


async def test_each_edition_counts_and_the_last_has_its_instant(town: Town) -> None:
    await count_edition(town.tx, town.roadmap.id, MORNING)
    assert await editions(town.tx, town.roadmap) == (1, MORNING)
    await count_edition(town.tx, town.roadmap.id, MORNING + HOUR)
    assert await editions(town.tx, town.roadmap) == (2, MORNING + HOUR)


async def test_roadmaps_are_counted_apart(town: Town) -> None:
    await count_edition(town.tx, town.roadmap.id, MORNING)
    other = replace(town.roadmap, id=town.roadmap.id + 1)
    assert await editions(town.tx, other) == (0, town.roadmap.imported_at)
