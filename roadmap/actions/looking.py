"""A whole roadmap as a board, for summaries and reports."""

from __future__ import annotations

from datetime import date, tzinfo

from roadmap.board import Board, assemble
from roadmap.model import Roadmap
from roadmap.ports import Tx


async def load_board(tx: Tx, roadmap: Roadmap, zone: tzinfo) -> Board:
    """Everything that statuses are told from; days of instants are counted in `zone`."""
    items = await tx.roadmaps.items(roadmap.id)
    points = await tx.roadmaps.points([item.id for item in items])
    dues = await tx.roadmaps.dues([point.id for point in points])
    return assemble(
        roadmap,
        items,
        points,
        dues,
        await tx.people.all(),
        await tx.people.assignments(roadmap.id),
        await tx.answers.of_roadmap(roadmap.id, date.min, date.max),
        await tx.reminders.of_dues([due.id for due in dues]),
        zone,
    )
