"""Исполнительская дисциплина: how punctually people and sections carry out what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roadmap.model import DueState, Postponement, PostponementState
from roadmap.ports import DueView
from roadmap.standing.board import Board, as_theirs, responsible
from roadmap.standing.status import is_silent


@dataclass(frozen=True, slots=True)
class Discipline:
    """Due days that had come: how many, in time, late (closed or still open), days late in all.

    `postponed`: with a granted postponement; `silent`: nobody answered. The coefficient is

        K = in time / due

    rounded half up to two places (1 is best), None where nothing was due. A postponed due day
    counts on its new day.
    """

    due: int = 0
    in_time: int = 0
    late: int = 0
    days_late: int = 0
    postponed: int = 0
    silent: int = 0

    @property
    def coefficient(self) -> float | None:
        """K; whole numbers do the rounding, so that 1/8 is 0.13 on every machine."""
        return (200 * self.in_time + self.due) // (2 * self.due) / 100 if self.due else None


@dataclass(frozen=True, slots=True)
class DisciplineTable:
    """Of all, by section in the document's order, and by person's id (None: nobody assigned)."""

    total: Discipline
    sections: Mapping[tuple[str, ...], Discipline]
    people: Mapping[int | None, Discipline]


def discipline(board: Board, postponements: Iterable[Postponement], today: date) -> DisciplineTable:
    """How punctual everybody was up to `today`.

    Due days count from the day after they passed, or earlier once they are closed; those quiet
    since import, and those counted as done at import without a day, say nothing about anybody and
    are left out.
    """
    granted = {one.due_id for one in postponements if one.state is PostponementState.GRANTED}
    views = [view for view in board.views() if _counts(view, today)]
    sections: dict[tuple[str, ...], list[DueView]] = {}
    people: dict[int | None, list[DueView]] = {}
    for view in board.views():
        if _counts(view, today):
            sections.setdefault(view.item.section, []).append(view)
        ids: list[int | None] = [person.id for person in responsible(board, view.point)]
        for person_id in ids or [None]:
            own = view if person_id is None else as_theirs(board, view, person_id)
            if _counts(own, today):
                people.setdefault(person_id, []).append(own)
    return DisciplineTable(
        _measure(board, views, granted, today),
        {section: _measure(board, own, granted, today) for section, own in sections.items()},
        {
            person_id: _measure(board, own, granted, today, person_id)
            for person_id, own in people.items()
        },
    )


def discipline_of(
    board: Board, views: Iterable[DueView], postponements: Iterable[Postponement], today: date
) -> Discipline:
    """How punctually these due days were kept up to `today`."""
    granted = {one.due_id for one in postponements if one.state is PostponementState.GRANTED}
    return _measure(board, [view for view in views if _counts(view, today)], granted, today)


def _counts(view: DueView, today: date) -> bool:
    due = view.due
    if due.day is None:
        return False
    if due.state in (DueState.DONE, DueState.CLAIMED_DONE):
        return due.closed_on is not None
    return due.state is DueState.OPEN and due.day < today


def _days_late(view: DueView, today: date) -> int:
    if view.due.day is None:
        return 0
    return max(0, ((view.due.closed_on or today) - view.due.day).days)


def _measure(
    board: Board,
    views: list[DueView],
    granted: set[int],
    today: date,
    person_id: int | None = None,
) -> Discipline:
    delays = [_days_late(view, today) for view in views]
    late = sum(delay > 0 for delay in delays)
    return Discipline(
        due=len(views),
        in_time=len(views) - late,
        late=late,
        days_late=sum(delays),
        postponed=sum(view.due.id in granted for view in views),
        silent=sum(is_silent(board, view, today, person_id) for view in views),
    )
