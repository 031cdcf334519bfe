"""What roadmap/ports/files.py promises, on both engines."""

from __future__ import annotations

import pytest

from roadmap.errors import NotFound
from roadmap.model import StoredFile
from storage.store import SqlStore


async def test_a_file_comes_back_byte_for_byte(store: SqlStore) -> None:
    content = bytes(range(256)) * 40
    async with store.begin() as tx:
        plan = await tx.files.add("план.docx", "application/octet-stream", content)
        empty = await tx.files.add("", "", b"")
        again = await tx.files.add("план.docx", "application/octet-stream", content)
    assert len({plan, empty, again}) == 3
    async with store.read() as tx:
        assert await tx.files.get(plan) == StoredFile(
            plan, "план.docx", "application/octet-stream", content
        )
        assert await tx.files.get(empty) == StoredFile(empty, "", "", b"")


async def test_a_file_that_was_only_to_be_read_is_removed_and_no_other(store: SqlStore) -> None:
    async with store.begin() as tx:
        people = await tx.files.add("люди.csv", "text/csv", b"1")
        plan = await tx.files.add("план.docx", "", b"2")
        await tx.files.remove(people)
        with pytest.raises(NotFound):
            await tx.files.get(people)
        assert (await tx.files.get(plan)).content == b"2"
