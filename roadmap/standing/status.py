"""The status of due days, items, sections and people on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.model import UNDATED_KINDS, DueState
from roadmap.ports import DueView
from roadmap.standing.board import Board, responsible

#: «Срок близок»: from the first reminder on.
SOON = timedelta(days=14)


class Status(StrEnum):
    """The status of one due day."""

    LATE = "late"
    SOON = "soon"  # due within 14 days
    CLAIMED = "claimed"  # said to be done, waits for acceptance
    AHEAD = "ahead"
    WAITING = "waiting"  # «без даты»: waits for somebody to give it one
    DONE = "done"
    QUIET = "quiet"  # past already at import
    NEVER = "never"  # «постоянно», «в течение года»: never due


@dataclass(frozen=True, slots=True)
class Counts:
    """How many due days are in each status. `silent` ones are counted in their status too."""

    done: int = 0
    soon: int = 0
    late: int = 0
    ahead: int = 0
    claimed: int = 0
    quiet: int = 0
    undated: int = 0
    never: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of due days: all, by section in the document's order, by person (None: nobody)."""

    total: Counts
    sections: tuple[tuple[tuple[str, ...], Counts], ...]
    people: tuple[tuple[int | None, Counts], ...]


_CLOSED = {
    DueState.DONE: Status.DONE,
    DueState.CLAIMED_DONE: Status.CLAIMED,
    DueState.QUIET: Status.QUIET,
}


def due_status(view: DueView, today: date) -> Status:
    """The status of one due day on `today`."""
    if view.due.state in _CLOSED:
        return _CLOSED[view.due.state]
    if view.due.day is None:
        deadline = view.point.deadline
        return (
            Status.NEVER if deadline is None or deadline.kind in UNDATED_KINDS else Status.WAITING
        )
    if view.due.day < today:
        return Status.LATE
    return Status.SOON if view.due.day <= today + SOON else Status.AHEAD


def was_asked(board: Board, view: DueView, today: date) -> bool:
    """Whether an answer about an open due day is expected: its day came, or a reminder went before
    today.
    """
    first = board.reminded.get(view.due.id)
    has_come = view.due.day is not None and view.due.day <= today
    return view.due.state is DueState.OPEN and (
        has_come or (first is not None and board.day_of(first) < today)
    )


def is_silent(board: Board, view: DueView, today: date) -> bool:
    """Whether an answer is owed: the day came or a reminder went before today, and none answered.

    An answer counts, about the point or the whole item, from the first reminder or 14 days before
    the day, whichever was earlier; what was said long before the question is no answer to it.
    """
    due = view.due
    first = board.reminded.get(due.id)
    asked = None if first is None else board.day_of(first)
    if not was_asked(board, view, today):
        return False
    since = min(day for day in (asked, due.day and due.day - SOON) if day is not None)
    targets = ((view.item.id, view.point.id), (view.item.id, None))
    return not any(
        board.day_of(board.entries[target]) >= since
        for target in targets
        if target in board.entries
    )


#: Where one due day stands, and whether an answer is owed.
_Standing = tuple[Status, bool]


def summary(board: Board, today: date) -> Summary:
    """How many due days are in which status on `today`; each counts for all responsible."""
    total: list[_Standing] = []
    sections: dict[tuple[str, ...], list[_Standing]] = {item.section: [] for item in board.items}
    people: dict[int | None, list[_Standing]] = {}
    for view in board.views():
        standing = due_status(view, today), is_silent(board, view, today)
        total.append(standing)
        sections[view.item.section].append(standing)
        ids: list[int | None] = [person.id for person in responsible(board, view.point)]
        for person_id in ids or [None]:
            people.setdefault(person_id, []).append(standing)
    return Summary(
        _count(total),
        tuple((section, _count(own)) for section, own in sections.items()),
        tuple((person_id, _count(own)) for person_id, own in people.items()),
    )


def _count(standings: Sequence[_Standing]) -> Counts:
    found = Counter(status for status, _ in standings)
    return Counts(
        done=found[Status.DONE],
        soon=found[Status.SOON],
        late=found[Status.LATE],
        ahead=found[Status.AHEAD],
        claimed=found[Status.CLAIMED],
        quiet=found[Status.QUIET],
        undated=found[Status.WAITING],
        never=found[Status.NEVER],
        silent=sum(silent for _, silent in standings),
    )
