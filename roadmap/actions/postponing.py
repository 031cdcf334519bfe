"""Postponements: asked with a reason, then granted, refused or changed; both days are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roadmap.actions.living import of_postponement, refresh, refresh_due
from roadmap.actions.planning import Rules, replan
from roadmap.actions.rights import check_may_answer, require_coordinator
from roadmap.errors import NotAllowed, UserError
from roadmap.model import DueState, LogLine, Person, Postponement, PostponementState
from roadmap.model.address import label
from roadmap.ports import DueView, Tx


async def ask(
    tx: Tx, person: Person, view: DueView, new_day: date, reason: str, rules: Rules
) -> Postponement:
    """Ask to move `view`'s day to `new_day`.

    Another day that the person has asked for, and that waits for its decision, is withdrawn. Raises
    UserError where the day is not later than both today and the old day, where the due day is
    closed, or where the same request waits already.
    """
    today = rules.today
    await check_may_answer(tx, person, view.item, today)
    check_later(view, new_day, today)
    if view.due.state not in (DueState.OPEN, DueState.QUIET):
        raise UserError("stale-closed", address=label(view.item, view.point, dotted=view.dotted))
    waiting = await _waiting(tx, [view])
    if any(earlier.new_day == new_day for earlier in waiting):
        raise UserError("postpone-asked-already")
    for earlier in waiting:
        if earlier.person_id == person.id:
            await _decide(tx, person, earlier, PostponementState.WITHDRAWN, rules)
    asked = Postponement(0, view.due.id, person.id, view.due.day, new_day, reason, rules.at)
    postponement = await tx.answers.add_postponement(asked)
    await refresh_due(tx, view, rules.at)
    await _log(tx, person, view, "log-postpone-asked", rules)
    return postponement


async def days_asked_for(tx: Tx, views: Sequence[DueView]) -> dict[int, date]:
    """The day last asked for of each of these due days of which a request waits, by its id."""
    waiting = sorted(await _waiting(tx, views), key=lambda one: one.id)
    return {one.due_id: one.new_day for one in waiting}


async def _waiting(tx: Tx, views: Sequence[DueView]) -> list[Postponement]:
    due_ids = {view.due.id for view in views}
    return [
        one
        for roadmap_id in {view.item.roadmap_id for view in views}
        for one in await tx.answers.postponements(roadmap_id)
        if one.state is PostponementState.ASKED and one.due_id in due_ids
    ]


def check_later(view: DueView, new_day: date, today: date) -> None:
    """Raises UserError where `new_day` is not later than both today and the day that stands."""
    if new_day <= today or (view.due.day is not None and new_day <= view.due.day):
        raise UserError("error-postpone-not-later")


async def grant(
    tx: Tx, person: Person, postponement: Postponement, rules: Rules, day: date | None = None
) -> bool:
    """Move the due day to the day asked for, or to `day`; False where it was decided before (a
    second tap). The day asked for is kept beside another one. Raises UserError where a later day
    stands meanwhile.
    """
    require_coordinator(person)
    if postponement.state not in (PostponementState.ASKED, PostponementState.PROPOSED):
        return False
    asked, new_day = postponement.new_day, day or postponement.new_day
    view = await tx.roadmaps.view(postponement.due_id)
    # The same day is no matter: a document may tell what its own column says already.
    if view.due.day is not None and new_day < view.due.day:
        raise UserError("error-postpone-not-later")
    if new_day != asked:
        await tx.facts.set(_asked_day(postponement.id), asked.isoformat())
    await _decide(
        tx, person, replace(postponement, new_day=new_day), PostponementState.GRANTED, rules
    )
    await move(tx, view, new_day, rules)
    await _log(tx, person, view, "log-postponed", rules)
    return True


async def asked_day(tx: Tx, postponement: Postponement) -> date:
    """The day that was asked for; another one may have been granted."""
    kept = await tx.facts.get(_asked_day(postponement.id))
    return date.fromisoformat(kept) if kept else postponement.new_day


def _asked_day(postponement_id: int) -> str:
    return f"asked_day:{postponement_id}"


async def refuse(tx: Tx, person: Person, postponement: Postponement, rules: Rules) -> bool:
    """Leave the day as it is; False where it was decided before."""
    require_coordinator(person)
    if postponement.state not in (PostponementState.ASKED, PostponementState.PROPOSED):
        return False
    await _decide(tx, person, postponement, PostponementState.REFUSED, rules)
    view = await tx.roadmaps.view(postponement.due_id)
    await _log(tx, person, view, "log-postpone-refused", rules)
    return True


async def withdraw(tx: Tx, person: Person, postponement: Postponement, rules: Rules) -> None:
    """Take a request back before it is decided. Raises NotAllowed for anybody but who asked,
    UserError where it was decided.
    """
    if postponement.person_id != person.id:
        raise NotAllowed
    if postponement.state is not PostponementState.ASKED:
        raise UserError("stale-decided")
    await _decide(tx, person, postponement, PostponementState.WITHDRAWN, rules)
    view = await tx.roadmaps.view(postponement.due_id)
    await _log(tx, person, view, "log-postpone-withdrawn", rules)


async def take_back_grant(
    tx: Tx, person: Person, postponement: Postponement, rules: Rules, *, quiet: bool = False
) -> Postponement:
    """Undo a grant: the old day stands again, the request waits for its decision with the day that
    was asked for; one of the coordinator's own is withdrawn. `quiet`: the due day was quiet before.

    Raises UserError where the day has been moved again since, or is closed.
    """
    require_coordinator(person)
    view = await tx.roadmaps.view(postponement.due_id)
    stands = view.due.state is DueState.OPEN and view.due.day == postponement.new_day
    if postponement.state is not PostponementState.GRANTED or not stands:
        raise UserError("stale-decided")
    own = postponement.person_id == person.id
    undone = replace(
        postponement,
        new_day=await asked_day(tx, postponement),
        state=PostponementState.WITHDRAWN if own else PostponementState.ASKED,
        decided_by=person.id if own else None,
        decided_at=rules.at if own else None,
    )
    await tx.facts.set(_asked_day(postponement.id), None)
    await tx.answers.update_postponement(undone)
    await _move_back(tx, view, postponement.old_day, rules, quiet=quiet)
    await _log(tx, person, view, "log-postpone-undone", rules)
    return undone


async def take_back_day(tx: Tx, person: Person, view: DueView, rules: Rules) -> None:
    """Undo the setting of a day: the due day has none, as before. Raises UserError where it was
    moved since, or is closed.
    """
    require_coordinator(person)
    if view.due.state is not DueState.OPEN or view.due.day != view.due.first_day:
        raise UserError("stale-decided")
    await _move_back(tx, view, None, rules)
    await _log(tx, person, view, "log-postpone-undone", rules)


async def _move_back(
    tx: Tx, view: DueView, old_day: date | None, rules: Rules, *, quiet: bool = False
) -> None:
    first = None if old_day in (None, view.due.first_day) else view.due.first_day
    state = DueState.QUIET if quiet else DueState.OPEN
    due = replace(view.due, day=old_day, first_day=first, state=state)
    await tx.roadmaps.update_due(due)
    await replan(tx, [replace(view, due=due)], rules)
    await refresh_due(tx, view, rules.at)


async def _log(tx: Tx, person: Person, view: DueView, what: str, rules: Rules) -> None:
    about = label(view.item, view.point, dotted=view.dotted)
    await tx.log.add(LogLine(rules.at, person.id, view.item.roadmap_id, what, about))


async def move(tx: Tx, view: DueView, new_day: date, rules: Rules) -> None:
    """Set a due day, keeping the first one, and plan its reminders again."""
    due = replace(
        view.due,
        day=new_day,
        first_day=view.due.first_day or view.due.day,
        state=DueState.OPEN if view.due.state is DueState.QUIET else view.due.state,
    )
    await tx.roadmaps.update_due(due)
    await replan(tx, [replace(view, due=due)], rules)
    await refresh_due(tx, view, rules.at)


async def _decide(
    tx: Tx, person: Person, postponement: Postponement, state: PostponementState, rules: Rules
) -> None:
    await tx.answers.update_postponement(
        replace(postponement, state=state, decided_by=person.id, decided_at=rules.at)
    )
    await refresh(tx, {of_postponement(postponement.id)}, rules.at)
