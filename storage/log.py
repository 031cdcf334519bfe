"""Who did what to a roadmap."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from roadmap.model import LogLine
from storage.repository import KEY, Repository, values
from storage.tables import log

_LOG = insert(log)
_LINES = (
    select(log.c.at, log.c.person_id, log.c.roadmap_id, log.c.what, log.c.about)
    .order_by(log.c.at.desc(), log.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_LINES_OF = _LINES.where(log.c.roadmap_id == KEY)


class SqlLog(Repository):
    """See roadmap.ports.Log."""

    async def add(self, line: LogLine) -> None:
        await self._run(_LOG, values(line, log))

    async def lines(self, roadmap_id: int | None, limit: int, offset: int = 0) -> list[LogLine]:
        page = {"limit": limit, "start": offset}
        if roadmap_id is None:
            return [LogLine(*row) for row in await self._rows(_LINES, page)]
        return [LogLine(*row) for row in await self._rows(_LINES_OF, {**page, "key": roadmap_id})]
