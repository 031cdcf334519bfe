"""Files, byte for byte."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from roadmap.model import StoredFile
from storage.repository import KEY, Repository
from storage.tables import files

_ADD_FILE = insert(files).returning(files.c.id)
_FILE = select(files).where(files.c.id == KEY)
_REMOVE = delete(files).where(files.c.id == KEY)


class SqlFiles(Repository):
    """See roadmap.ports.Files."""

    async def add(self, name: str, mime: str, content: bytes) -> int:
        row = {"name": name, "mime": mime, "content": content}
        return int(await self._value(_ADD_FILE, row))

    async def get(self, file_id: int) -> StoredFile:
        return StoredFile(*await self._one(_FILE, file_id))

    async def remove(self, file_id: int) -> None:
        await self._run(_REMOVE, {"key": file_id})
