"""What roadmap/ports/files.py promises, on both engines."""

from __future__ import annotations

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
