"""Closing and reopening a due day, and accepting the closing where the roadmap asks for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.actions.closing_line import leave_a_line
from roadmap.actions.living import refresh_due
from roadmap.actions.planning import Rules, replan
from roadmap.actions.rights import check_may_answer, require_coordinator
from roadmap.actions.sharing import add_share, take_back
from roadmap.model import Due, DueState, LogLine, Person, Role
from roadmap.model.address import label
from roadmap.ports import DueView, Tx
from roadmap.report.closing_line import is_closing_line

_CLOSABLE = frozenset({DueState.OPEN, DueState.QUIET})


async def close(tx: Tx, person: Person, view: DueView, day: date, rules: Rules) -> Due:
    """Close the due day as done on `day`; an official's closing may have to wait for acceptance.

    Where each who answers must, an official's closes only their share, and the last one's the day,
    on the latest day told; a coordinator's closes it whole. Closing what is closed changes nothing,
    so a second tap is harmless.
    """
    await check_may_answer(tx, person, view.item, rules.today)
    if view.due.state not in _CLOSABLE:
        return view.due
    if view.item.each_answers and person.role is not Role.COORDINATOR:
        shares = await add_share(tx, person, view, day, rules)
        if shares.waiting or shares.last is None:
            return view.due
        day = shares.last
    roadmap = await tx.roadmaps.get(view.item.roadmap_id)
    await leave_a_line(tx, person, view, day, roadmap.period, rules)
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
    """Open a closed due day again: it is returned, or was closed by mistake. A share that was done
    of a day still open is taken back likewise; see `take_back` for whose shares are forgotten.
    """
    await check_may_answer(tx, person, view.item, rules.today)
    forgotten = await take_back(tx, person, view, rules)
    if view.due.state not in (DueState.CLAIMED_DONE, DueState.DONE):
        if forgotten:
            await _change(tx, person, view, view.due, "log-reopened", rules)
        return view.due
    if not forgotten:  # nobody would be reminded of a day of which all have done their share
        await tx.roadmaps.remove_shares(view.due.id)
    for entry in await tx.answers.of_item(view.item.id):
        own = is_closing_line(entry) and entry.point_id == view.point.id
        if own and entry.withdrawn_at is None:
            await tx.answers.update(replace(entry, withdrawn_at=rules.at))
    due = replace(view.due, state=DueState.OPEN, closed_on=None, closed_by=None)
    return await _change(tx, person, view, due, "log-reopened", rules)


async def _change(tx: Tx, person: Person, view: DueView, due: Due, what: str, rules: Rules) -> Due:
    await tx.roadmaps.update_due(due)
    await replan(tx, [replace(view, due=due)], rules)
    await refresh_due(tx, view, rules.at)
    about = label(view.item, view.point, dotted=view.dotted)
    await tx.log.add(LogLine(rules.at, person.id, view.item.roadmap_id, what, about))
    return due
