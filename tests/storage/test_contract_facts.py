"""What roadmap/ports/facts.py promises, on both engines."""

from __future__ import annotations

from storage.store import SqlStore


async def test_a_fact_is_changed_and_forgotten(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.facts.get("offset") is None
        await tx.facts.set("offset", "1")
        await tx.facts.set("other", "7")
        await tx.facts.set("offset", "2")
        assert await tx.facts.get("offset") == "2"
        await tx.facts.set("offset", None)
        await tx.facts.set("offset", None)
        assert await tx.facts.get("offset") is None
        assert await tx.facts.get("other") == "7"


async def test_an_empty_fact_is_known(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.facts.set("offset", "")
        assert await tx.facts.get("offset") == ""


async def test_facts_are_found_by_how_their_names_begin_letter_for_letter(store: SqlStore) -> None:
    names = ["chosen_1:2", "chosen_1:1", "chosen_10:1", "Chosen_1:3", "chosen-1:4", "a chosen_1:5"]
    async with store.begin() as tx:
        for number, name in enumerate(names):
            await tx.facts.set(name, str(number))
        assert await tx.facts.beginning("chosen_1:") == {"chosen_1:1": "1", "chosen_1:2": "0"}
        assert await tx.facts.beginning("chosen%") == {}
        assert await tx.facts.beginning("») OR (1=1") == {}
        assert set(await tx.facts.beginning("")) == set(names)
