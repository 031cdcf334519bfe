"""The coordinator edits an item: adds a control point or drops a due day."""

from __future__ import annotations

from dataclasses import replace

from roadmap.actions.living import refresh_due
from roadmap.actions.planning import Rules, replan, replan_items
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Deadline, Due, DueState, Item, LogLine, Person, Point, PointKind
from roadmap.ports import DueView, Tx


async def add_control_point(
    tx: Tx, actor: Person, item: Item, text: str, deadline: Deadline, rules: Rules
) -> list[DueView]:
    """A control point with the next number, its reminders planned.

    Raises UserError where the deadline has no day.
    """
    require_coordinator(actor)
    days = deadline.due_days()
    if not days:
        raise UserError("error-date-unread")
    points = await tx.roadmaps.points([item.id])
    controls = [point for point in points if point.kind is PointKind.CONTROL_POINT]
    number = 1 + max(
        (int(point.number) for point in controls if point.number.isdecimal()), default=0
    )
    position = 1 + max((point.position for point in points), default=-1)
    about = f"control_point {number}"
    kind = PointKind.CONTROL_POINT
    (point,) = await tx.roadmaps.add_points(
        [Point(0, item.id, kind, str(number), position, text, about, deadline)]
    )
    dues = await tx.roadmaps.add_dues([Due(0, point.id, day) for day in days])
    await replan_items(tx, [item], rules)
    await _log(tx, actor, item, rules)
    return await tx.roadmaps.views([due.id for due in dues])


async def drop_due(tx: Tx, actor: Person, view: DueView, rules: Rules) -> None:
    """Drop a due day: nobody is reminded of it any more, its answers stay."""
    require_coordinator(actor)
    await tx.facts.set(_dropped(view.due.id), view.due.state.value)
    due = replace(view.due, state=DueState.DROPPED)
    await tx.roadmaps.update_due(due)
    await replan(tx, [replace(view, due=due)], rules)
    await refresh_due(tx, view, rules.at)
    await _log(tx, actor, view.item, rules)


async def restore_due(tx: Tx, actor: Person, view: DueView, rules: Rules) -> DueView:
    """Take the dropping of a due day back: it stands as before, closed or open.

    Raises UserError where it was taken back already, or nobody dropped it by hand.
    """
    require_coordinator(actor)
    state = await tx.facts.get(_dropped(view.due.id))
    if state is None or view.due.state is not DueState.DROPPED:
        raise UserError("stale-decided")
    await tx.facts.set(_dropped(view.due.id), None)
    restored = replace(view, due=replace(view.due, state=DueState(state)))
    await tx.roadmaps.update_due(restored.due)
    await replan(tx, [restored], rules)
    await refresh_due(tx, restored, rules.at)
    await _log(tx, actor, view.item, rules)
    return restored


def _dropped(due_id: int) -> str:
    return f"dropped:{due_id}"


async def _log(tx: Tx, actor: Person, item: Item, rules: Rules) -> None:
    await tx.log.add(LogLine(rules.at, actor.id, item.roadmap_id, "log-edited", item.number))
