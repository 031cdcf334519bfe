"""Due days that have passed without being closed, and who is named for them after the grace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.model import DueState, Person
from roadmap.model.policy import Policy, WorkingDays, working_days_after
from roadmap.ports import DueView
from roadmap.standing.board import Board, owing
from roadmap.standing.status import is_silent


@dataclass(frozen=True, slots=True)
class Late:
    """An open due day past its grace, by how many calendar days, who has still to answer, whether
    an answer about it has come, and whether a request for more time waits for its decision.
    """

    view: DueView
    days: int
    people: tuple[Person, ...]
    answered: bool = False
    asking: bool = False


def late_days(board: Board, today: date, policy: Policy, calendar: WorkingDays) -> list[Late]:
    """What is past its grace on `today`, the latest first."""
    late = [
        Late(
            view,
            (today - view.due.day).days,
            tuple(owing(board, view)),
            answered=not is_silent(board, view, today),
            asking=view.due.id in board.requests,
        )
        for view in board.views()
        if view.due.day is not None and is_past_grace(view, today, policy, calendar)
    ]
    late.sort(key=lambda one: (-one.days, one.view.item.position, one.view.point.position))
    return late


def passed_days(
    board: Board, told: date | None, today: date, policy: Policy, calendar: WorkingDays
) -> list[DueView]:
    """The open due days that have passed before `today` and not before `told`, the day of which the
    coordinator knows (None: of none), without those past their grace; the earliest first.
    """
    passed = [
        view
        for view in board.views()
        if view.due.state is DueState.OPEN
        and view.due.day is not None
        and (told is None or told <= view.due.day)
        and view.due.day < today
        and not is_past_grace(view, today, policy, calendar)
    ]
    return sorted(passed, key=lambda view: view.due.day or today)


def is_past_grace(view: DueView, today: date, policy: Policy, calendar: WorkingDays) -> bool:
    """Whether an open due day is late by more working days than the policy's grace."""
    due = view.due
    if due.state is not DueState.OPEN or due.day is None or due.day >= today:
        return False
    return working_days_after(due.day, policy.escalate_after_working_days, calendar) < today
