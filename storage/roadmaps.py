"""Roadmaps with their items, points and due days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Executable, Table, bindparam, delete, exists, insert, select, text, update

from roadmap.model import Due, DueState, Item, Period, Point, Roadmap, Share
from roadmap.ports import DueView
from roadmap.ports.roadmaps import Image
from storage.images import image_of, put_rows_back
from storage.repository import IDS, KEY, Repository, add_new, values
from storage.running import Fields, Running
from storage.tables import DOTTED, dues, items, points, roadmaps, shares
from storage.views import POINT_COLUMNS, VIEW, VIEWS_OF, between, in_order, view_of

Record = TypeVar("Record", Item, Point, Due)

_ADD = insert(roadmaps).returning(roadmaps.c.id)
_GET = select(roadmaps).where(roadmaps.c.id == KEY)
_NEWEST_FIRST = select(roadmaps).order_by(roadmaps.c.imported_at.desc(), roadmaps.c.id.desc())
_ALL = _NEWEST_FIRST.where(roadmaps.c.archived_at.is_(None))
_ARCHIVED = _NEWEST_FIRST.where(roadmaps.c.archived_at.is_not(None))
_UPDATE = update(roadmaps).where(roadmaps.c.id == KEY)
_REMOVE = delete(roadmaps).where(roadmaps.c.id == KEY)


def _adding(table: Table) -> Executable:
    return insert(table).returning(table.c.id, sort_by_parameter_order=True)


_ADD_ITEMS, _ADD_POINTS, _ADD_DUES = _adding(items), _adding(points), _adding(dues)
_UPDATE_ITEM = update(items).where(items.c.id == KEY)
_UPDATE_POINT = update(points).where(points.c.id == KEY)
_UPDATE_DUE = update(dues).where(dues.c.id == KEY)
_REMOVE_ITEMS = delete(items).where(items.c.id.in_(IDS))
_REMOVE_DUES = delete(dues).where(dues.c.id.in_(IDS))
_ITEMS = select(items).where(items.c.roadmap_id == KEY).order_by(items.c.position, items.c.id)
_BY_NUMBER = _ITEMS.where(items.c.number.in_(bindparam("numbers", expanding=True)))
_IS_DOTTED = select(exists().where(items.c.roadmap_id == KEY, text(DOTTED)))
_ITEM = select(items).where(items.c.id == KEY)
_POINT = select(*POINT_COLUMNS).where(points.c.id == KEY)
_DUE = select(dues).where(dues.c.id == KEY)
_POINTS = (
    select(points)
    .where(points.c.item_id.in_(IDS))
    .order_by(points.c.item_id, points.c.position, points.c.id)
)
_DUES = (
    select(dues).where(dues.c.point_id.in_(IDS)).order_by(dues.c.point_id, dues.c.day, dues.c.id)
)
_SHARES = (
    select(shares.c.due_id, shares.c.person_id, shares.c.day)
    .where(shares.c.due_id.in_(IDS))
    .order_by(shares.c.due_id, shares.c.id)
)
_ADD_SHARE = add_new(shares)
_REMOVE_SHARES = delete(shares).where(shares.c.due_id == KEY)
_REMOVE_SHARE = _REMOVE_SHARES.where(shares.c.person_id == bindparam("person"))


class SqlRoadmaps(Repository):
    """See roadmap.ports.Roadmaps.

    Roadmaps and their items are asked for by every answer of a batch, and remembered until one of
    them changes.
    """

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self._roadmaps: dict[int, Roadmap] = {}
        self._items: dict[int, list[Item]] = {}
        self._newest_first: list[Roadmap] | None = None

    def forget(self) -> None:
        """What is remembered may no longer be so."""
        self._newest_first = None
        self._roadmaps.clear()
        self._items.clear()

    async def add(self, roadmap: Roadmap) -> Roadmap:
        self.forget()
        return replace(roadmap, id=int(await self._value(_ADD, _columns(roadmap))))

    async def get(self, roadmap_id: int) -> Roadmap:
        if roadmap_id not in self._roadmaps:
            self._roadmaps[roadmap_id] = _roadmap(await self._one(_GET, roadmap_id))
        return self._roadmaps[roadmap_id]

    async def all(self) -> list[Roadmap]:
        if self._newest_first is None:
            self._newest_first = [_roadmap(row) for row in await self._rows(_ALL)]
        return list(self._newest_first)

    async def archived(self) -> list[Roadmap]:
        return [_roadmap(row) for row in await self._rows(_ARCHIVED)]

    async def update(self, roadmap: Roadmap) -> None:
        self.forget()
        await self._run(_UPDATE, {"key": roadmap.id, **_columns(roadmap)})

    async def remove(self, roadmap_id: int) -> None:
        self.forget()
        await self._run(_REMOVE, {"key": roadmap_id})

    async def image(self, roadmap_id: int) -> Image:
        return await image_of(self._running, roadmap_id)

    async def put_back(
        self, removed: Mapping[str, Sequence[int]], changed: Image, inserted: Image
    ) -> None:
        self.forget()
        await put_rows_back(self._running, removed, changed, inserted)

    async def add_items(self, added: Sequence[Item]) -> list[Item]:
        self.forget()
        return await self._add(_ADD_ITEMS, items, added)

    async def add_points(self, added: Sequence[Point]) -> list[Point]:
        return await self._add(_ADD_POINTS, points, added)

    async def add_dues(self, added: Sequence[Due]) -> list[Due]:
        return await self._add(_ADD_DUES, dues, added)

    async def update_item(self, item: Item) -> None:
        self.forget()
        await self._run(_UPDATE_ITEM, {"key": item.id, **values(item, items)})

    async def update_point(self, point: Point) -> None:
        await self._run(_UPDATE_POINT, {"key": point.id, **values(point, points)})

    async def update_due(self, due: Due) -> None:
        await self._run(_UPDATE_DUE, {"key": due.id, **values(due, dues)})

    async def remove_items(self, item_ids: Sequence[int]) -> None:
        self.forget()
        await self._for_many(_REMOVE_ITEMS, item_ids)

    async def remove_dues(self, due_ids: Sequence[int]) -> None:
        await self._for_many(_REMOVE_DUES, due_ids)

    async def items(self, roadmap_id: int) -> list[Item]:
        if roadmap_id not in self._items:
            self._items[roadmap_id] = [
                Item(*row) for row in await self._rows(_ITEMS, {"key": roadmap_id})
            ]
        return list(self._items[roadmap_id])

    async def dotted(self, roadmap_id: int) -> bool:
        return bool(await self._value(_IS_DOTTED, {"key": roadmap_id}))

    async def item(self, item_id: int) -> Item:
        return Item(*await self._one(_ITEM, item_id))

    async def items_by_number(self, roadmap_id: int, numbers: Sequence[str]) -> list[Item]:
        given = {"key": roadmap_id, "numbers": list(numbers)}
        return [Item(*row) for row in await self._rows(_BY_NUMBER, given)]

    async def point(self, point_id: int) -> Point:
        return Point(*await self._one(_POINT, point_id))

    async def due(self, due_id: int) -> Due:
        return Due(*await self._one(_DUE, due_id))

    async def points(self, item_ids: Sequence[int]) -> list[Point]:
        rows = await self._of_many(_POINTS, item_ids)
        # All points of an item are among these rows.
        of_item: Counter[int] = Counter(row[1] for row in rows)
        return [Point(*(*row, of_item[row[1]] == 1)) for row in rows]

    async def dues(self, point_ids: Sequence[int]) -> list[Due]:
        return [Due(*row) for row in await self._of_many(_DUES, point_ids)]

    async def shares(self, due_ids: Sequence[int]) -> list[Share]:
        return [Share(*row) for row in await self._of_many(_SHARES, due_ids)]

    async def add_share(self, share: Share) -> None:
        await self._run(_ADD_SHARE, values(share, shares))

    async def remove_shares(self, due_id: int, person_id: int | None = None) -> None:
        if person_id is None:
            await self._run(_REMOVE_SHARES, {"key": due_id})
        else:
            await self._run(_REMOVE_SHARE, {"key": due_id, "person": person_id})

    async def view(self, due_id: int) -> DueView:
        return view_of(await self._one(VIEW, due_id))

    async def views(self, due_ids: Sequence[int]) -> list[DueView]:
        return sorted(
            (view_of(row) for row in await self._of_many(VIEWS_OF, due_ids)), key=in_order
        )

    async def views_between(
        self,
        roadmap_id: int,
        first: date | None,
        last: date | None,
        states: Iterable[DueState] = (DueState.OPEN,),
        person_id: int | None = None,
        limit: int | None = None,
    ) -> list[DueView]:
        statement, given = between(roadmap_id, first, last, states, person_id, limit)
        return [view_of(row) for row in await self._rows(statement, given)]

    async def _add(
        self, statement: Executable, table: Table, added: Sequence[Record]
    ) -> list[Record]:
        rows = await self._run_all(statement, [values(one, table) for one in added])
        return [replace(one, id=row[0]) for one, row in zip(added, rows, strict=True)]


def _columns(roadmap: Roadmap) -> dict[str, Any]:
    period = roadmap.period
    return {
        **values(roadmap, roadmaps, without=("id", "period_label", "period_start", "period_end")),
        "period_label": period.label,
        "period_start": period.start,
        "period_end": period.end,
    }


def _roadmap(row: Fields) -> Roadmap:
    return Roadmap(row[0], row[1], Period(*row[2:5]), *row[5:])
