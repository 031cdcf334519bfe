"""A whole roadmap as a board, for summaries and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from roadmap.model import Item, Roadmap, Role
from roadmap.model.subject import subjects_of
from roadmap.ports import DueView, Tx
from roadmap.standing.board import Board, assemble


async def load_board(tx: Tx, roadmap: Roadmap, zone: tzinfo) -> Board:
    """All data for statuses; the days of instants are those in `zone`."""
    items = await tx.roadmaps.items(roadmap.id)
    points = await tx.roadmaps.points([item.id for item in items])
    dues = await tx.roadmaps.dues([point.id for point in points])
    each = {item.id for item in items if item.each_answers}
    shared = {point.id for point in points if point.item_id in each}
    return assemble(
        roadmap,
        items,
        points,
        dues,
        await tx.people.all(Role),
        await tx.people.assignments(roadmap.id),
        await tx.answers.last_told(roadmap.id),
        await tx.reminders.first_sent(roadmap.id),
        await tx.reminders.sent_to(roadmap.id),
        zone,
        await tx.roadmaps.shares([due.id for due in dues if due.point_id in shared]),
        await tx.answers.postponements(roadmap.id),
    )


async def views_of_items(tx: Tx, items: Sequence[Item]) -> list[DueView]:
    """Every due day of these items of one roadmap, dropped ones too, by point and day."""
    by_item = {item.id: item for item in items}
    points = {point.id: point for point in await tx.roadmaps.points(list(by_item))}
    dotted = bool(items) and await tx.roadmaps.dotted(items[0].roadmap_id)
    return [
        DueView(due, points[due.point_id], by_item[points[due.point_id].item_id], dotted)
        for due in await tx.roadmaps.dues(list(points))
    ]


async def subjects(tx: Tx, items: Sequence[Item]) -> Mapping[int, str]:
    """Each item's subject by its id; points are read only of items without recommendation."""
    return subjects_of(
        items, await tx.roadmaps.points([item.id for item in items if not item.recommendation])
    )


async def subject(tx: Tx, item: Item) -> str:
    """What one item is about."""
    return (await subjects(tx, [item]))[item.id]
