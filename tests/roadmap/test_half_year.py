"""The half-year's end: who is late, who owes what, how punctual everybody was."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from roadmap.model import (
    Assignment,
    Deadline,
    Due,
    DueState,
    Item,
    Kind,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    Postponement,
    PostponementState,
    Roadmap,
    Role,
)
from roadmap.model.policy import Policy
from roadmap.ports import LastTold
from roadmap.standing.board import Board, assemble
from roadmap.standing.collecting import collecting_round, start_of_round
from roadmap.standing.discipline import Discipline, discipline
from roadmap.standing.escalation import is_past_grace, late_days
from roadmap.standing.silence import Silence, silent_people

PERIOD = Period.school(2019)
FIRST_HALF, SECOND_HALF = PERIOD.halves()
ROADMAP = Roadmap(1, "Дорожная карта", PERIOD, datetime(2019, 9, 1, tzinfo=UTC))
ITEMS = [
    Item(n, 1, n, str(n), ("Раздел А" if n < 3 else "Раздел Б",), f"Пункт {n}") for n in (1, 2, 3)
]
POINTS = [
    Point(
        n * 10, n, PointKind.CONTROL_POINT, "1", 0, "", "control_point 1", Deadline("", Kind.DATE)
    )
    for n in (1, 2, 3)
]
IVANOVA = Person(1, "Иванова", Role.OFFICIAL, state=PersonState.ACTIVE)
PETROV = Person(2, "Петров", Role.OFFICIAL, state=PersonState.ACTIVE)
ASSIGNED = [Assignment(1, None, 1), Assignment(2, None, 1), Assignment(3, None, 2)]
TODAY = date(2019, 12, 20)  # a Friday


class Weekdays:
    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


def board(*dues: Due, **rows: Any) -> Board:
    people = rows.pop("people", [IVANOVA, PETROV])
    return assemble(ROADMAP, ITEMS, POINTS, dues, people, rows.pop("assignments", ASSIGNED), **rows)


def closed(number: int, item: int, day: date, on: date | None) -> Due:
    return Due(number, item * 10, day, DueState.DONE, closed_on=on)


# ── the collecting round ──────────────────────────────────────────────────────────────────────────


def test_the_round_starts_ten_working_days_before_the_half_year_ends() -> None:
    assert start_of_round(FIRST_HALF, Policy(), Weekdays()) == date(2019, 12, 18)
    assert start_of_round(FIRST_HALF, Policy(collect_before_working_days=1), Weekdays()) == date(
        2019, 12, 31
    )
    assert start_of_round(FIRST_HALF, Policy(collect_before_working_days=0), Weekdays()) == date(
        2019, 12, 31
    )


def test_a_round_longer_than_the_half_year_starts_with_it() -> None:
    assert (
        start_of_round(FIRST_HALF, Policy(collect_before_working_days=500), Weekdays())
        == FIRST_HALF.start
    )


def test_each_official_owes_the_items_without_an_entry() -> None:
    found = collecting_round(board(), {1, 3}, FIRST_HALF)
    assert [(one.person, [item.number for item in one.missing]) for one in found.owed] == [
        (IVANOVA, ["2"]),
        (PETROV, []),
    ]
    assert (found.answered, found.total) == (2, 3)
    assert [item.number for item in found.missing] == ["2"]


def test_items_that_nobody_answers_for_are_listed_last() -> None:
    found = collecting_round(board(assignments=ASSIGNED[1:]), (), FIRST_HALF)
    assert [(one.person and one.person.name, len(one.items)) for one in found.owed] == [
        ("Иванова", 1),
        ("Петров", 1),
        (None, 1),
    ]
    assert (found.answered, found.total) == (0, 3)


def test_those_who_owe_stand_as_a_russian_list_has_them() -> None:
    names = ("Дубравин", "Дёмин", "Егоров")
    people = [
        Person(number, name, Role.OFFICIAL, state=PersonState.ACTIVE)
        for number, name in enumerate(names, 1)
    ]
    own = [Assignment(number, None, number) for number in (1, 2, 3)]
    found = collecting_round(board(people=people, assignments=own), (), FIRST_HALF)
    assert [one.person and one.person.name for one in found.owed] == [
        "Дёмин",
        "Дубравин",
        "Егоров",
    ]


# ── late past the grace ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "late"),
    [
        (date(2019, 12, 20), False),
        (date(2019, 12, 17), False),
        (date(2019, 12, 16), True),
        (date(2019, 12, 14), True),
        (date(2019, 12, 13), True),
    ],
)
def test_late_is_told_once_three_working_days_have_passed(day: date, late: bool) -> None:
    found = late_days(board(Due(1, 10, day)), TODAY, Policy(), Weekdays())
    assert bool(found) is late


def test_a_weekend_is_no_grace() -> None:
    friday, wednesday = Due(1, 10, date(2019, 12, 13)), date(2019, 12, 18)
    assert not late_days(board(friday), wednesday, Policy(), Weekdays())
    assert late_days(board(friday), date(2019, 12, 19), Policy(), Weekdays())


def test_the_latest_comes_first_with_its_people() -> None:
    found = late_days(
        board(Due(1, 10, date(2019, 12, 9)), Due(3, 30, date(2019, 11, 1))),
        TODAY,
        Policy(),
        Weekdays(),
    )
    assert [(one.days, one.people) for one in found] == [(49, (PETROV,)), (11, (IVANOVA,))]


@pytest.mark.parametrize("state", [DueState.DONE, DueState.QUIET, DueState.CLAIMED_DONE])
def test_what_is_closed_or_quiet_is_not_late(state: DueState) -> None:
    assert not late_days(board(Due(1, 10, date(2019, 11, 1), state)), TODAY, Policy(), Weekdays())


def test_somebody_late_who_answers_is_not_silent() -> None:
    rows = board(
        Due(1, 10, date(2019, 12, 6)),
        Due(3, 30, date(2019, 12, 6)),
        told=[LastTold(1, None, 1, datetime(2019, 12, 10, 6, tzinfo=UTC))],
        reminded={1: datetime(2019, 12, 9, 6, tzinfo=UTC)},
    )
    assert len(late_days(rows, TODAY, Policy(), Weekdays())) == 2
    assert [one.person for one in silent_people(rows, TODAY)] == [PETROV]


def test_somebody_out_of_reach_is_told_before_anything_is_late() -> None:
    blocked = replace(PETROV, state=PersonState.BLOCKED)
    found = silent_people(board(Due(3, 30, date(2020, 3, 1)), people=[IVANOVA, blocked]), TODAY)
    assert [(one.person, one.why) for one in found] == [(blocked, Silence.BLOCKED)]


# ── discipline ────────────────────────────────────────────────────────────────────────────────────

HISTORY = (
    closed(1, 1, date(2019, 10, 31), on=date(2019, 10, 30)),
    closed(2, 1, date(2019, 11, 30), on=date(2019, 12, 5)),
    Due(3, 20, date(2019, 12, 10)),
    closed(4, 3, date(2020, 3, 31), on=date(2019, 12, 1)),
    Due(5, 30, date(2019, 12, 31)),
    Due(6, 30, date(2019, 9, 30), DueState.QUIET),
    closed(7, 3, date(2019, 9, 30), on=None),
    Due(8, 30, None),
)


def test_discipline_counts_what_had_come() -> None:
    found = discipline(board(*HISTORY), [], TODAY)
    assert found.total == Discipline(due=4, in_time=2, late=2, days_late=15, silent=1)
    assert found.total.coefficient == 0.5


def test_discipline_is_told_by_section_and_by_person() -> None:
    found = discipline(board(*HISTORY), [], TODAY)
    assert {section[0]: one.coefficient for section, one in found.sections.items()} == {
        "Раздел А": 0.33,
        "Раздел Б": 1,
    }
    assert {person: (one.due, one.in_time) for person, one in found.people.items()} == {
        1: (3, 1),
        2: (1, 1),
    }


def test_only_a_granted_postponement_counts() -> None:
    asked = Postponement(
        1, 2, 1, date(2019, 11, 15), date(2019, 11, 30), "", datetime(2019, 11, 1, tzinfo=UTC)
    )
    granted = replace(asked, state=PostponementState.GRANTED)
    assert discipline(board(*HISTORY), [asked], TODAY).total.postponed == 0
    assert discipline(board(*HISTORY), [granted], TODAY).total.postponed == 1


def test_where_nothing_was_due_there_is_no_coefficient() -> None:
    assert discipline(board(), [], TODAY).total.coefficient is None


@pytest.mark.parametrize(
    ("in_time", "due", "rounded"), [(1, 8, 0.13), (1, 3, 0.33), (2, 3, 0.67), (7, 7, 1.0)]
)
def test_the_coefficient_is_rounded_half_up(in_time: int, due: int, rounded: float) -> None:
    assert Discipline(due=due, in_time=in_time).coefficient == rounded


def test_a_deadline_of_today_says_nothing_yet_and_one_closed_on_its_day_was_in_time() -> None:
    history = (
        Due(1, 10, TODAY),
        closed(2, 2, TODAY, on=TODAY),
        closed(3, 3, TODAY, on=date(2019, 12, 21)),
    )
    found = discipline(board(*history), [], TODAY)
    assert found.total == Discipline(due=2, in_time=1, late=1, days_late=1)


def test_what_was_claimed_counts_by_the_day_it_was_done() -> None:
    claimed = Due(1, 10, date(2019, 12, 1), DueState.CLAIMED_DONE, closed_on=date(2019, 12, 3))
    found = discipline(board(claimed), [], TODAY)
    assert found.total == Discipline(due=1, late=1, days_late=2)


def test_discipline_of_several_people_counts_for_each_and_once_in_all() -> None:
    rows = board(Due(1, 10, date(2019, 12, 10)), assignments=[*ASSIGNED, Assignment(1, None, 2)])
    found = discipline(rows, [], TODAY)
    assert (found.total.due, {person: one.due for person, one in found.people.items()}) == (
        1, {1: 1, 2: 1},
    )  # fmt: skip
    nobody = discipline(board(Due(1, 10, date(2019, 12, 10)), assignments=[]), [], TODAY)
    assert {person: one.late for person, one in nobody.people.items()} == {None: 1}


def test_the_round_names_everybody_s_items_in_order() -> None:
    shared = [*ASSIGNED, Assignment(1, None, 2)]
    found = collecting_round(board(assignments=shared), {2}, FIRST_HALF)
    assert found.period == FIRST_HALF
    assert [
        (one.person, [item.number for item in one.items], [item.number for item in one.missing])
        for one in found.owed
    ] == [(IVANOVA, ["1", "2"], ["1"]), (PETROV, ["1", "3"], ["1", "3"])]
    assert [item.number for item in found.missing] == ["1", "3"]


def test_officials_of_a_round_stand_by_name() -> None:
    rows = board(assignments=[Assignment(1, None, 2), Assignment(2, None, 1)])
    found = collecting_round(rows, (), FIRST_HALF)
    assert [one.person and one.person.name for one in found.owed] == ["Иванова", "Петров", None]


def test_what_nobody_answers_for_is_late_too() -> None:
    found = late_days(
        board(Due(1, 10, date(2019, 12, 6)), assignments=[]), TODAY, Policy(), Weekdays()
    )
    assert [(one.view.due.id, one.days, one.people) for one in found] == [(1, 14, ())]


def test_what_has_no_day_is_past_no_grace() -> None:
    (view,) = board(Due(1, 10, None)).views()
    assert not is_past_grace(view, TODAY, Policy(), Weekdays())
