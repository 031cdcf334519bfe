"""Files that were sent and that are to be sent."""

from __future__ import annotations

from typing import Protocol

from roadmap.model import StoredFile


class Files(Protocol):
    """Files that were sent and that are to be sent, byte for byte."""

    async def add(self, name: str, mime: str, content: bytes) -> int:
        """Its id."""

    async def get(self, file_id: int) -> StoredFile: ...
    async def remove(self, file_id: int) -> None:
        """What was only to be read is not kept."""
