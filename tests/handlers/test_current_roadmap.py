"""Which roadmap somebody works with: chosen by a join, an import or /roadmaps, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.model import Person
from tests.handlers.conftest import COORDINATOR, PETROV, Desk, sample_draft


async def person(desk: Desk, who: int) -> Person:
    async with desk.store.read() as tx:
        found = await tx.people.by_telegram(who)
    assert found is not None
    return found


@pytest.mark.parametrize("words", ["/due", "/item 6", "/calendar", "/roadmaps", "сделано"])
async def test_looking_at_the_newest_roadmap_does_not_choose_it(office: Desk, words: str) -> None:
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.update(replace(petrov, roadmap_id=None))
    await office.send(PETROV, words)
    assert (await person(office, PETROV)).roadmap_id is None


async def test_an_import_is_chosen_by_who_imported_it_and_by_who_had_none(office: Desk) -> None:
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.update(replace(petrov, roadmap_id=None))
    preview = await office.import_draft(replace(sample_draft(), title="План на другой год"))
    await office.press(COORDINATOR, preview, "Сохранить")
    assert (await person(office, COORDINATOR)).roadmap_id == 2
    assert (await person(office, PETROV)).roadmap_id == 2
