"""What the half-year's report says: the entries put together, unless the coordinator chose other words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from roadmap.errors import NotAllowed, UserError
from roadmap.model import Item, LogLine, Person, PostponementState, ProgressEntry, ReportingPeriod, Roadmap, Role
from roadmap.ports import Tx
from roadmap.report import ItemStory, ReportLine, Shift, compose_item_text


def chosen_half(roadmap: Roadmap, number: int | None, today: date) -> ReportingPeriod:
    """Half-year `number` of the roadmap, or the one that `today` falls in; raises UserError where there is none."""
    halves = roadmap.period.halves()
    if number is None:
        return roadmap.period.half_at(today)
    if not 1 <= number <= len(halves):
        raise UserError("error-no-such-half", count=len(halves))
    return halves[number - 1]


async def report_lines(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> list[ReportLine]:
    """The report's text of every item, in the document's order; «» where nothing was reported."""
    items = await tx.roadmaps.items(roadmap.id)
    stories = await item_stories(tx, roadmap, items, half)
    lines = []
    for item in items:
        own = await tx.desk.fact(_fact(roadmap.id, half, item.id))
        text = compose_item_text(stories[item.id], half, roadmap.period) if own is None else own
        lines.append(ReportLine(item.position, item.number, text))
    return lines


async def item_stories(tx: Tx, roadmap: Roadmap, items: list[Item], half: ReportingPeriod) -> dict[int, ItemStory]:
    """All that the report may say of each item."""
    entries: dict[int, list[ProgressEntry]] = defaultdict(list)
    for entry in await tx.answers.of_roadmap(roadmap.id, half.start, half.end):
        entries[entry.item_id].append(entry)
    points = {point.id: point for point in await tx.roadmaps.points([item.id for item in items])}
    shifts: dict[int, list[Shift]] = defaultdict(list)
    for postponement in await tx.answers.postponements(roadmap.id):
        if postponement.state is PostponementState.GRANTED:
            due = await tx.roadmaps.due(postponement.due_id)
            point = points[due.point_id]
            shifts[point.item_id].append(Shift.of(postponement, point.text))
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for point in points.values():
        texts[point.item_id][point.id] = point.text
    return {
        item.id: ItemStory(
            entries[item.id], texts[item.id], item.criterion or "", item.criterion_value or "", shifts[item.id]
        )
        for item in items
    }


async def reword(
    tx: Tx, person: Person, roadmap: Roadmap, half: ReportingPeriod, item: Item, text: str | None, log: LogLine
) -> None:
    """The coordinator's own words for an item's cell; None goes back to the entries, which stay as they are."""
    if person.role is not Role.COORDINATOR:
        raise NotAllowed
    await tx.desk.set_fact(_fact(roadmap.id, half, item.id), text)
    await tx.desk.log(log)


def _fact(roadmap_id: int, half: ReportingPeriod, item_id: int) -> str:
    return f"report:{roadmap_id}:{half.number}:{item_id}"
