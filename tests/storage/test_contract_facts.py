"""What roadmap/ports/facts.py promises, on both engines."""

from __future__ import annotations

from storage.store import SqlStore
from tests.storage.town import found


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


async def test_facts_of_roadmaps_and_files_that_are_gone_are_forgotten(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        file_id = await tx.files.add("план.docx", "", b"x")
        standing = [f"corrected:{town.roadmap.id}:text:7", f"year_of_file:{file_id}", "offset"]
        gone = ["corrected:99:text:7", "report:99:1:6", "year_of_file:99"]
        for name in (*standing, *gone):
            await tx.facts.set(name, "1")
        assert await tx.facts.forget_gone() == len(gone)
        assert await tx.facts.forget_gone() == 0
        assert set(await tx.facts.beginning("")) >= set(standing)
        assert not set(gone) & set(await tx.facts.beginning(""))
