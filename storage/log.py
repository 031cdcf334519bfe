"""Who did what to a roadmap."""

from __future__ import annotations

from datetime import datetime

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
#: Lines are added as things happen, so the newest have the highest ids; `at` has no index.
_PAGE = 200
_BEFORE = (
    select(log.c.id, log.c.at, log.c.person_id, log.c.roadmap_id, log.c.what, log.c.about)
    .where(log.c.id < bindparam("before"))
    .order_by(log.c.id.desc())
    .limit(_PAGE)
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

    async def since(self, at: datetime) -> list[LogLine]:
        found: list[LogLine] = []
        before = 2**31 - 1
        while True:
            rows = await self._rows(_BEFORE, {"before": before})
            new = [LogLine(*row[1:]) for row in rows if row[1] >= at]
            found += new
            if not new or len(rows) < _PAGE:
                return found[::-1]
            before = rows[-1][0]
