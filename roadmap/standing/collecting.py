"""The collecting round: before a half-year ends, officials are asked for its missing entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.model import Item, Person, ReportingPeriod
from roadmap.model.policy import Policy, WorkingDays
from roadmap.reading.person_names import name_order
from roadmap.standing.board import Board, responsible_for_item


@dataclass(frozen=True, slots=True)
class Owed:
    """What an official owes: `missing` are those of their `items` of which the report says nothing.

    `person` is None for the items that nobody answers for.
    """

    person: Person | None
    items: tuple[Item, ...]
    missing: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The state of the round: what each person owes, by name; the items without text, in order.

    «Заполнено 7 из 9 пунктов» are `answered` and `total`. People are not counted: one answer
    is enough for an item of many, who have then not all answered.
    """

    period: ReportingPeriod
    owed: tuple[Owed, ...]
    missing: tuple[Item, ...]
    total: int

    @property
    def answered(self) -> int:
        """Of how many items the report says something."""
        return self.total - len(self.missing)


def start_of_round(period: ReportingPeriod, policy: Policy, calendar: WorkingDays) -> date:
    """The round's first day, with `collect_before_working_days` working days to the period's end.

    Never before the period itself begins, nor (with 0 days) after its end.
    """
    day, left = period.end + timedelta(days=1), policy.collect_before_working_days
    while left and day > period.start:
        day -= timedelta(days=1)
        left -= calendar.is_working(day)
    return min(day, period.end)


def collecting_round(board: Board, told: Collection[int], period: ReportingPeriod) -> Round:
    """What is still owed for `period`; `told`: the ids of the items of which its report tells.

    Every item is asked about, also those «в течение года» and «постоянно», which are never due
    otherwise.
    """
    own: dict[int | None, list[Item]] = {}
    for item in board.items:
        ids: list[int | None] = [person.id for person in responsible_for_item(board, item)]
        for person_id in ids or [None]:
            own.setdefault(person_id, []).append(item)
    owed = [
        Owed(
            None if person_id is None else board.people[person_id],
            tuple(items),
            tuple(item for item in items if item.id not in told),
        )
        for person_id, items in own.items()
    ]
    owed.sort(
        key=lambda one: (one.person is None, name_order(one.person.name if one.person else ""))
    )
    missing = tuple(item for item in board.items if item.id not in told)
    return Round(period, tuple(owed), missing, len(board.items))
