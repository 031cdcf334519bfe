"""The status of due days, items, sections and people on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from roadmap.model import UNDATED_KINDS, DueState
from roadmap.ports import DueView
from roadmap.standing.board import Board, Target, as_theirs, owing, responsible

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

    @property
    def total(self) -> int:
        """How many there are: each is in one status."""
        stand = (self.done, self.soon, self.late, self.ahead, self.claimed, self.quiet)
        return sum(stand) + self.undated + self.never


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


def asked_since(board: Board, view: DueView, today: date) -> date | None:
    """The first reminder or 14 days before the day, whichever was earlier; None where no answer is
    owed yet. What was said long before the question is no answer to it.
    """
    due = view.due
    first = board.reminded.get(due.id)
    asked = None if first is None else board.day_of(first)
    has_come = due.day is not None and due.day <= today
    if due.state is not DueState.OPEN or not (has_come or (asked is not None and asked < today)):
        return None
    return min(day for day in (asked, due.day and due.day - SOON) if day is not None)


def is_silent(board: Board, view: DueView, today: date, person_id: int | None = None) -> bool:
    """Whether an answer is owed: the day came or a reminder went before today, and none answered.

    See `is_answered` for what is an answer; who asks for more time waits for one themselves. Where
    each must answer, only that of the person with this id counts; None: of any who has not done
    their share.
    """
    if view.item.each_answers and person_id is None:
        return any(is_silent(board, view, today, person.id) for person in owing(board, view))
    since = asked_since(board, view, today)
    asking = board.requests.get(view.due.id, ())
    if since is None or (person_id in asking if view.item.each_answers else asking):
        return False
    if view.item.each_answers:
        own = board.own_entries
        return not is_answered(
            board, view, since, today, lambda one: own.get((one, person_id or 0))
        )
    return not is_answered(board, view, since, today, board.entries.get)


def is_answered(
    board: Board,
    view: DueView,
    since: date,
    today: date,
    last: Callable[[Target], datetime | None],
) -> bool:
    """Whether an answer came that counts for an open due day asked about `since`: about the point
    or the whole item, from that day on; `last` gives the latest by target.

    Before the day comes, an earlier one about a point that is due once counts, too: it can be about
    nothing else.
    """
    own = last((view.item.id, view.point.id))
    ahead = view.due.day is not None and view.due.day > today
    if own is not None and ahead and len(board.dues.get(view.point.id, ())) == 1:
        return True
    told = (own, last((view.item.id, None)))
    return any(at is not None and board.day_of(at) >= since for at in told)


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
            theirs = standing
            if person_id is not None and view.item.each_answers:
                own = as_theirs(board, view, person_id)
                theirs = due_status(own, today), is_silent(board, own, today, person_id)
            people.setdefault(person_id, []).append(theirs)
    return Summary(
        _count(total),
        tuple((section, _count(own)) for section, own in sections.items()),
        tuple((person_id, _count(own)) for person_id, own in people.items()),
    )


def counts_of(board: Board, views: Iterable[DueView], today: date) -> Counts:
    """How many of these due days are in which status on `today`."""
    return _count([(due_status(view, today), is_silent(board, view, today)) for view in views])


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
