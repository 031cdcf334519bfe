"""Closing and reopening a due day, and accepting the closing where the roadmap asks for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from roadmap.actions.living import refresh_reminders
from roadmap.actions.planning import Rules, replan
from roadmap.actions.rights import check_may_answer, require_coordinator
from roadmap.model import Due, DueState, LogLine, Period, Person, ProgressEntry, Role
from roadmap.ports import DueView, Tx
from roadmap.report.closing_line import closing_line, is_closing_line

#: An answer about a whole item speaks of the point that is closed within this time.
_OF_THE_WHOLE = timedelta(days=14)
_CLOSABLE = frozenset({DueState.OPEN, DueState.QUIET})


async def close(tx: Tx, person: Person, view: DueView, day: date, rules: Rules) -> Due:
    """Close the due day as done on `day`; an official's closing may have to wait for acceptance.

    Closing what is closed changes nothing, so a second tap is harmless.
    """
    await check_may_answer(tx, person, view.item, rules.today)
    if view.due.state not in _CLOSABLE:
        return view.due
    roadmap = await tx.roadmaps.get(view.item.roadmap_id)
    await _leave_a_line(tx, person, view, day, roadmap.period, rules)
    waits = roadmap.acceptance and person.role is not Role.COORDINATOR
    state = DueState.CLAIMED_DONE if waits else DueState.DONE
    return await _change(
        tx,
        person,
        view,
        replace(view.due, state=state, closed_on=day, closed_by=person.id),
        "log-closed",
        rules,
    )


async def accept(tx: Tx, person: Person, view: DueView, rules: Rules) -> Due:
    """The coordinator accepts what was reported as done."""
    require_coordinator(person)
    if view.due.state is not DueState.CLAIMED_DONE:
        return view.due
    return await _change(
        tx, person, view, replace(view.due, state=DueState.DONE), "log-accepted", rules
    )


async def reopen(tx: Tx, person: Person, view: DueView, rules: Rules) -> Due:
    """Open a closed due day again: it is returned, or was closed by mistake."""
    await check_may_answer(tx, person, view.item, rules.today)
    if view.due.state not in (DueState.CLAIMED_DONE, DueState.DONE):
        return view.due
    for entry in await tx.answers.of_item(view.item.id):
        own = is_closing_line(entry) and entry.point_id == view.point.id
        if own and entry.withdrawn_at is None:
            await tx.answers.update(replace(entry, withdrawn_at=rules.at))
    due = replace(view.due, state=DueState.OPEN, closed_on=None, closed_by=None)
    return await _change(tx, person, view, due, "log-reopened", rules)


async def _leave_a_line(
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


async def _change(tx: Tx, person: Person, view: DueView, due: Due, what: str, rules: Rules) -> Due:
    await tx.roadmaps.update_due(due)
    await replan(tx, [replace(view, due=due)], rules)
    await refresh_reminders(tx, due.id, rules.at)
    await tx.log.add(LogLine(rules.at, person.id, view.item.roadmap_id, what, view.item.number))
    return due
