"""What a document reports as done becomes the first entries of its half-year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from roadmap.deadlines import read_deadline
from roadmap.model import (
    DraftItem,
    Item,
    Point,
    Postponement,
    PostponementState,
    ProgressEntry,
    ReportingPeriod,
    Roadmap,
)
from roadmap.ports import Tx
from roadmap.reading.reported import criterion_value, most_alike, put_off

_HALF = re.compile(r"\b([12]|I{1,2})(?:-?(?:е|ое|го|м|ом))?\s+полугоди", re.IGNORECASE)


def half_told(roadmap: Roadmap, today: date) -> ReportingPeriod:
    """The half-year that the report is of: that of its title, else the one of `today`."""
    halves = roadmap.period.halves()
    match = _HALF.search(roadmap.title)
    number = {"1": 1, "i": 1, "2": 2, "ii": 2}[match[1].lower()] if match else 0
    return halves[number - 1] if 0 < number <= len(halves) else roadmap.period.half_at(today)


async def take_over(
    tx: Tx,
    roadmap: Roadmap,
    rows: Sequence[tuple[Item, DraftItem]],
    points: Sequence[Point],
    today: date,
) -> list[Postponement]:
    """Store the report column: entries without author, the criterion's value, postponements as
    proposals; all at the import's instant, whose day in the roadmap's zone is `today`.
    """
    at, half = roadmap.imported_at, half_told(roadmap, today)
    proposed: list[Postponement] = []
    for item, draft in rows:
        if not draft.progress.strip():
            continue
        value = criterion_value(draft.progress)
        await tx.answers.add(_entry(item, draft.progress, half, at, value))
        if value is not None:
            await tx.roadmaps.update_item(replace(item, criterion_value=value))
        own = [point for point in points if point.item_id == item.id]
        proposed += await _propose(tx, roadmap, own, draft.progress, at)
    return proposed


def _entry(
    item: Item, text: str, half: ReportingPeriod, at: datetime, value: str | None
) -> ProgressEntry:
    """An entry out of the document: without an author, and about the whole item."""
    return ProgressEntry(
        id=0,
        item_id=item.id,
        point_id=None,
        person_id=None,
        text=text,
        day=half.end,
        at=at,
        value=value,
    )


async def _propose(
    tx: Tx, roadmap: Roadmap, points: Sequence[Point], progress: str, at: datetime
) -> list[Postponement]:
    found = []
    for one in put_off(progress, lambda phrase: read_deadline(phrase, roadmap.period)):
        index = most_alike([point.text for point in points], one.what)
        if index is None or one.deadline.end is None:
            continue
        due = (await tx.roadmaps.dues([points[index].id]))[0]
        words = Postponement(
            id=0,
            due_id=due.id,
            person_id=None,
            old_day=due.day,
            new_day=one.deadline.end,
            reason=f"{one.what} {one.phrase}",
            asked_at=at,
            state=PostponementState.PROPOSED,
        )
        found.append(await tx.answers.add_postponement(words))
    return found
