"""Roadmaps with their items, points and due days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from roadmap.model import Due, DueState, Item, Point, Roadmap, Share

#: Rows of a table as plain JSON values, by id.
Rows = Mapping[str, Mapping[str, object]]
#: Rows of a roadmap, by table.
Image = Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class DueView:
    """One due day with its point and item; `dotted`: the roadmap has item numbers like «1.1»."""

    due: Due
    point: Point
    item: Item
    dotted: bool


class Roadmaps(Protocol):
    """Roadmaps with their items, points and due days."""

    async def add(self, roadmap: Roadmap) -> Roadmap: ...
    async def get(self, roadmap_id: int) -> Roadmap: ...
    async def all(self) -> list[Roadmap]:
        """Newest first, without those in the archive: what is done for every roadmap is done for
        these.
        """

    async def archived(self) -> list[Roadmap]:
        """Those in the archive, newest first."""

    async def update(self, roadmap: Roadmap) -> None: ...
    async def remove(self, roadmap_id: int) -> None:
        """Remove it with all that belongs to it; people who worked with it have none then."""

    async def image(self, roadmap_id: int) -> Image:
        """Its row, its items, points and due days, who answers for them, and what hangs on the due
        days, but for reminders that are planned.
        """

    async def put_back(
        self, removed: Mapping[str, Sequence[int]], changed: Image, inserted: Image
    ) -> None:
        """Remove rows by their ids, change and insert others, as `image` has them. A reference to
        somebody who is gone becomes empty; a row that is nothing without it is left out.
        """

    async def add_items(self, items: Sequence[Item]) -> list[Item]: ...
    async def add_points(self, points: Sequence[Point]) -> list[Point]: ...
    async def add_dues(self, dues: Sequence[Due]) -> list[Due]: ...
    async def update_item(self, item: Item) -> None: ...
    async def update_point(self, point: Point) -> None: ...
    async def update_due(self, due: Due) -> None: ...
    async def remove_items(self, item_ids: Sequence[int]) -> None: ...
    async def remove_dues(self, due_ids: Sequence[int]) -> None: ...

    async def items(self, roadmap_id: int) -> list[Item]:
        """By position."""

    async def dotted(self, roadmap_id: int) -> bool:
        """Whether an item's number has a dot: `label` of `roadmap.model.address` needs to know."""

    async def item(self, item_id: int) -> Item: ...
    async def items_by_number(self, roadmap_id: int, numbers: Sequence[str]) -> list[Item]: ...
    async def point(self, point_id: int) -> Point: ...
    async def due(self, due_id: int) -> Due: ...
    async def points(self, item_ids: Sequence[int]) -> list[Point]:
        """By item and position."""

    async def dues(self, point_ids: Sequence[int]) -> list[Due]:
        """By point and day."""

    async def shares(self, due_ids: Sequence[int]) -> list[Share]:
        """By due day, then as they were added."""

    async def add_share(self, share: Share) -> None:
        """One that the person already has is left as it is."""

    async def remove_shares(self, due_id: int, person_id: int | None = None) -> None:
        """Of one person, or of all (None)."""

    async def view(self, due_id: int) -> DueView: ...
    async def views(self, due_ids: Sequence[int]) -> list[DueView]:
        """By day, then the item's position."""

    async def views_between(
        self,
        roadmap_id: int,
        first: date | None,
        last: date | None,
        states: Iterable[DueState] = (DueState.OPEN,),
        person_id: int | None = None,
        limit: int | None = None,
    ) -> list[DueView]:
        """Due days from `first` to `last` (None: no bound) in these states, by day and position, at
        most `limit`. Due days without a day are left out. With `person_id`, only those this person
        answers for (a point's own assignment goes before its item's), without those of which their
        share is done.
        """
