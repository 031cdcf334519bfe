"""What an item is about, in one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap.model import Item, Point


def subjects_of(items: Iterable[Item], points: Iterable[Point]) -> Mapping[int, str]:
    """Each item's subject by its id: its recommendation, or, where the work itself stands in the
    rows, its first point.

    «» where an item has neither.
    """
    first: dict[int, str] = {}
    for point in sorted(points, key=lambda point: point.position):
        if point.text:
            first.setdefault(point.item_id, point.text)
    return {item.id: item.recommendation or first.get(item.id, "") for item in items}
