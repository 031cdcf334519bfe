"""The coordinator's daily news: who is late past the grace, silent, or cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.model import DueState, Person
from roadmap.model.policy import Policy, WorkingDays, working_days_after
from roadmap.ports import DueView
from roadmap.standing.board import Board, owing
from roadmap.standing.silence import Silence, SilentPerson, silent_people
from roadmap.standing.status import is_silent


@dataclass(frozen=True, slots=True)
class Late:
    """An open due day past its grace, by how many calendar days, who has still to answer, and
    whether an answer about it has come.
    """

    view: DueView
    days: int
    people: tuple[Person, ...]
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """The daily message as data; falsy where there is nothing to tell."""

    late: tuple[Late, ...] = ()
    silent: tuple[SilentPerson, ...] = ()
    unreachable: tuple[SilentPerson, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.silent or self.unreachable)


def escalation(board: Board, today: date, policy: Policy, calendar: WorkingDays) -> Escalation:
    """What to tell on `today`.

    Late: once `escalate_after_working_days` working days have passed since the due day, the latest
    first. Silent: owe an answer about such a due day. Unreachable: answer for something open but
    messages do not reach them.
    """
    late = [
        Late(
            view,
            (today - view.due.day).days,
            tuple(owing(board, view)),
            answered=not is_silent(board, view, today),
        )
        for view in board.views()
        if view.due.day is not None and is_past_grace(view, today, policy, calendar)
    ]
    late.sort(key=lambda one: (-one.days, one.view.item.position, one.view.point.position))
    past = {one.view.due.id for one in late}
    people = silent_people(board, today)
    return Escalation(
        late=tuple(late),
        silent=tuple(
            one
            for one in people
            if one.why is Silence.NO_ANSWER and any(view.due.id in past for view in one.views)
        ),
        unreachable=tuple(one for one in people if one.why is not Silence.NO_ANSWER),
    )


def is_past_grace(view: DueView, today: date, policy: Policy, calendar: WorkingDays) -> bool:
    """Whether an open due day is late by more working days than the policy's grace."""
    due = view.due
    if due.state is not DueState.OPEN or due.day is None or due.day >= today:
        return False
    return working_days_after(due.day, policy.escalate_after_working_days, calendar) < today
