"""The line that the report gets of work closed without a word."""

from __future__ import annotations

from datetime import date, timedelta

from roadmap.actions.planning import Rules
from roadmap.model import Period, Person, ProgressEntry
from roadmap.ports import DueView, Tx
from roadmap.report.closing_line import closing_line

#: An answer about a whole item speaks of the point that is closed within this time.
_OF_THE_WHOLE = timedelta(days=14)


async def leave_a_line(
    tx: Tx, person: Person, view: DueView, day: date, period: Period, rules: Rules
) -> None:
    """The report says of what nobody has told a word that it is done, and on which day."""
    told_on = min(max(day, period.start), period.end)
    half = period.half_at(told_on)
    alone = len(await tx.roadmaps.points([view.item.id])) == 1
    for entry in await tx.answers.of_item(view.item.id):
        about_it = entry.point_id == view.point.id or (
            entry.point_id is None and (alone or rules.at - entry.at < _OF_THE_WHOLE)
        )
        if about_it and entry.withdrawn_at is None and entry.day in half:
            return
    await tx.answers.add(
        ProgressEntry(
            id=0,
            item_id=view.item.id,
            point_id=view.point.id,
            person_id=person.id,
            text=closing_line(day),
            day=told_on,
            at=rules.at,
        )
    )
