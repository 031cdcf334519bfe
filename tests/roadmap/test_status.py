"""Where deadlines, items, sections and people stand on a day."""

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
from roadmap.ports import DueView, LastTold
from roadmap.standing.board import Board, assemble, responsible, responsible_for_item
from roadmap.standing.silence import Silence, silent_people
from roadmap.standing.status import Counts, Status, due_status, is_silent, summary

TODAY = date(2019, 12, 20)
ROADMAP = Roadmap(1, "Дорожная карта", Period.school(2019), datetime(2019, 9, 1, tzinfo=UTC))
ITEMS = [Item(1, 1, 0, "1", ("Раздел А",), "Первое"), Item(2, 1, 1, "2", ("Раздел Б",), "Второе")]
POINTS = [
    Point(
        10, 1, PointKind.CONTROL_POINT, "1", 0, "", "control_point 1", Deadline("31.12", Kind.DATE)
    ),
    Point(
        11, 1, PointKind.MEASURE, "1", 1, "", "measure 1", Deadline("постоянно", Kind.CONTINUOUS)
    ),
    Point(
        20,
        2,
        PointKind.CONTROL_POINT,
        "1",
        0,
        "",
        "control_point 1",
        Deadline("по графику", Kind.EVENT),
    ),
]
IVANOVA = Person(1, "Иванова", Role.OFFICIAL, state=PersonState.ACTIVE)
PETROV = Person(2, "Петров", Role.OFFICIAL, state=PersonState.ACTIVE)
ASSIGNED = [Assignment(1, None, 1), Assignment(2, None, 2)]


def at(day: int, month: int = 12) -> datetime:
    return datetime(2019, month, day, 6, tzinfo=UTC)


def due(
    day: date | None, number: int = 100, point: int = 10, state: DueState = DueState.OPEN
) -> Due:
    return Due(number, point, day, state)


def board(*dues: Due, **rows: Any) -> Board:
    people, sent = rows.pop("people", [IVANOVA, PETROV]), rows.pop("sent", [])
    reminded = {
        number: min(day for other, _, day in sent if other == number) for number, _, _ in sent
    }
    mornings = {(person, day) for _, person, day in sent}
    assigned = rows.pop("assignments", ASSIGNED)
    return assemble(
        ROADMAP, ITEMS, POINTS, dues, people, assigned, reminded=reminded, person_reminded=mornings, **rows
    )  # fmt: skip


def entry(day: datetime, item: int = 1, point: int | None = 10, person: int = 1) -> LastTold:
    return LastTold(item, point, person, day)


def reminder(day: datetime, number: int = 100, person: int = 1) -> tuple[int, int, datetime]:
    """Of which due day whom was reminded, and when."""
    return number, person, day


@pytest.mark.parametrize(
    ("day", "state", "status"),
    [
        (date(2019, 12, 19), DueState.OPEN, Status.LATE),
        (date(2019, 12, 20), DueState.OPEN, Status.SOON),
        (date(2020, 1, 3), DueState.OPEN, Status.SOON),
        (date(2020, 1, 4), DueState.OPEN, Status.AHEAD),
        (date(2019, 12, 19), DueState.DONE, Status.DONE),
        (date(2019, 12, 19), DueState.CLAIMED_DONE, Status.CLAIMED),
        (date(2019, 12, 19), DueState.QUIET, Status.QUIET),
    ],
)
def test_a_deadline_stands_where_its_day_and_its_closing_put_it(
    day: date, state: DueState, status: Status
) -> None:
    assert (
        due_status(
            DueView(item=ITEMS[0], point=POINTS[0], due=due(day, state=state), dotted=False), TODAY
        )
        is status
    )


def test_without_a_day_it_waits_for_one_unless_it_is_continuous() -> None:
    assert (
        due_status(DueView(item=ITEMS[0], point=POINTS[1], due=due(None), dotted=False), TODAY)
        is Status.NEVER
    )
    assert (
        due_status(DueView(item=ITEMS[1], point=POINTS[2], due=due(None), dotted=False), TODAY)
        is Status.WAITING
    )


def test_a_deadline_that_has_come_without_an_answer_is_silent() -> None:
    (view,) = board(due(TODAY)).views()
    assert is_silent(board(due(TODAY)), view, TODAY)
    assert not is_silent(board(due(TODAY), told=[entry(at(16))]), view, TODAY)
    assert not is_silent(board(due(TODAY), told=[entry(at(16), point=None)]), view, TODAY)
    assert is_silent(board(due(TODAY), told=[entry(at(16), point=11)]), view, TODAY)


def test_what_was_said_months_ago_does_not_answer_today_s_reminder() -> None:
    (view,) = board(due(TODAY)).views()
    assert is_silent(board(due(TODAY), told=[entry(at(1, 10))]), view, TODAY)


def test_somebody_reminded_this_morning_is_not_silent_yet() -> None:
    later = due(date(2019, 12, 27))
    (view,) = board(later).views()
    assert not is_silent(board(later, sent=[reminder(at(20))]), view, TODAY)
    assert is_silent(board(later, sent=[reminder(at(13))]), view, TODAY)


def test_an_early_answer_about_the_point_itself_counts_until_its_day_comes() -> None:
    later, early = due(date(2019, 12, 27)), entry(at(1))
    sent = [reminder(at(13))]
    rows = board(later, told=[early], sent=sent)
    (view,) = rows.views()
    assert not is_silent(rows, view, TODAY)
    assert is_silent(rows, view, date(2019, 12, 27)), "its day has come, and nothing more was said"
    of_item = board(later, told=[entry(at(1), point=None)], sent=sent)
    assert is_silent(of_item, view, TODAY), "may have been about another point"
    monthly = board(later, due(date(2019, 11, 29), 101), told=[early], sent=sent)
    assert is_silent(monthly, view, TODAY), "may have been about the day before"


def test_who_waits_for_a_decision_about_more_time_is_not_silent() -> None:
    asked = Postponement(1, 100, 1, TODAY, date(2020, 1, 20), "ждём акт", at(19))
    late = due(date(2019, 12, 19))
    (view,) = board(late).views()
    rows = board(late, postponements=[asked])
    assert not is_silent(rows, view, TODAY)
    assert silent_people(rows, TODAY) == []
    refused = replace(asked, state=PostponementState.REFUSED)
    (found,) = silent_people(board(late, postponements=[refused]), TODAY)
    assert found.why is Silence.PARTLY, "has answered, though the deadline is open"


def test_who_answered_about_something_else_since_they_were_asked_is_not_called_silent() -> None:
    rows = board(
        due(TODAY), due(date(2019, 12, 10), 2, 11, DueState.DONE),
        sent=[reminder(at(13))], told=[entry(at(17), point=11)],
    )  # fmt: skip
    (found,) = silent_people(rows, TODAY)
    assert (found.why, found.answered, found.last) == (Silence.PARTLY, 0, date(2019, 12, 17))
    (before,) = silent_people(
        board(due(TODAY), sent=[reminder(at(13))], told=[entry(at(12), point=11)]), TODAY
    )
    assert before.why is Silence.NO_ANSWER


def test_what_another_answered_for_both_is_nobody_else_s_answer() -> None:
    both = [*ASSIGNED, Assignment(1, None, 2)]
    rows = board(due(TODAY), due(TODAY, 2, point=20), assignments=both, told=[entry(at(19))])
    (petrov,) = silent_people(rows, TODAY)
    assert (petrov.person, petrov.why, petrov.answered) == (PETROV, Silence.NO_ANSWER, 0)


def test_the_summary_counts_by_section_and_by_person() -> None:
    found = summary(
        board(due(date(2019, 12, 10), 1), due(date(2019, 12, 31), 2), due(None, 3, point=20)), TODAY
    )
    assert (found.total.late, found.total.soon, found.total.undated, found.total.silent) == (
        1,
        1,
        1,
        1,
    )
    assert [(section, counts.late, counts.undated) for section, counts in found.sections] == [
        (("Раздел А",), 1, 0),
        (("Раздел Б",), 0, 1),
    ]
    assert {person: counts.late for person, counts in found.people} == {1: 1, 2: 0}


def test_what_nobody_answers_for_is_counted_apart() -> None:
    found = summary(board(due(date(2019, 12, 10)), assignments=[]), TODAY)
    assert [(person, counts.late) for person, counts in found.people] == [(None, 1)]


def test_a_dropped_deadline_is_not_counted() -> None:
    assert summary(board(due(date(2019, 12, 10), state=DueState.DROPPED)), TODAY).total.late == 0


def test_who_answers_for_a_point_comes_before_who_answers_for_its_item() -> None:
    found = board(assignments=[*ASSIGNED, Assignment(1, 10, 2)])
    assert responsible(found, POINTS[0]) == [PETROV]
    assert responsible(found, POINTS[1]) == [IVANOVA]
    assert responsible_for_item(found, ITEMS[0]) == [IVANOVA, PETROV]


def test_somebody_who_has_left_answers_for_nothing() -> None:
    found = board(people=[replace(IVANOVA, state=PersonState.GONE), PETROV])
    assert responsible(found, POINTS[0]) == []


def test_somebody_reminded_three_mornings_is_silent_with_three_times() -> None:
    rows = [reminder(at(6)), reminder(at(13)), reminder(at(19)), reminder(at(19), 101)]
    (found,) = silent_people(board(due(TODAY), due(TODAY, 101), sent=rows), TODAY)
    assert (found.person, found.why, found.times, len(found.views)) == (
        IVANOVA,
        Silence.NO_ANSWER,
        3,
        2,
    )


def test_reminders_before_the_last_answer_are_not_counted() -> None:
    rows = [reminder(at(6)), reminder(at(13)), reminder(at(19))]
    (found,) = silent_people(board(due(TODAY), sent=rows, told=[entry(at(14), 1, 11)]), TODAY)
    assert found.times == 1


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (PersonState.INVITED, Silence.NEVER_OPENED),
        (PersonState.BLOCKED, Silence.BLOCKED),
        (PersonState.DEACTIVATED, Silence.DEACTIVATED),
        (PersonState.UNKNOWN_CHAT, Silence.UNKNOWN_CHAT),
    ],
)
def test_somebody_out_of_reach_is_told_apart_before_anything_is_due(
    state: PersonState, why: Silence
) -> None:
    far = board(due(date(2020, 5, 31)), people=[replace(IVANOVA, state=state), PETROV])
    assert [(one.why, one.times) for one in silent_people(far, TODAY)] == [(why, 0)]


def test_somebody_who_answered_is_not_silent() -> None:
    assert (
        silent_people(board(due(TODAY), told=[entry(at(19))], sent=[reminder(at(13))]), TODAY) == []
    )


def test_every_status_is_counted_in_its_own_column() -> None:
    done = due(TODAY, 1, state=DueState.DONE)
    claimed = [due(TODAY, n, state=DueState.CLAIMED_DONE) for n in (2, 3)]
    quiet = [due(TODAY, n, state=DueState.QUIET) for n in (4, 5, 6)]
    ahead = [due(date(2020, 5, 1), n) for n in (7, 8, 9, 10)]
    never = [due(None, n, point=11) for n in range(11, 16)]
    found = summary(board(done, *claimed, *quiet, *ahead, *never), TODAY).total
    assert found == Counts(done=1, claimed=2, quiet=3, ahead=4, never=5)
    assert found.total == 15


def test_a_deadline_of_several_people_counts_for_each_and_once_in_all() -> None:
    both = [*ASSIGNED, Assignment(1, None, 2)]
    found = summary(board(due(date(2019, 12, 10)), assignments=both), TODAY)
    assert (found.total.late, [(one, counts.late) for one, counts in found.people]) == (
        1, [(1, 1), (2, 1)],
    )  # fmt: skip


def test_sections_without_deadlines_are_counted_too() -> None:
    found = summary(board(), TODAY)
    assert [section for section, _ in found.sections] == [("Раздел А",), ("Раздел Б",)]


@pytest.mark.parametrize("state", [DueState.DONE, DueState.CLAIMED_DONE, DueState.QUIET])
def test_what_is_closed_waits_for_no_answer(state: DueState) -> None:
    closed = board(due(TODAY, state=state), sent=[reminder(at(13))])
    (view,) = closed.views()
    assert not is_silent(closed, view, TODAY)
    assert silent_people(closed, TODAY) == []


@pytest.mark.parametrize(("day", "silent"), [(6, False), (5, True)])
def test_an_answer_counts_from_fourteen_days_before_the_deadline(day: int, silent: bool) -> None:
    rows = board(due(TODAY), told=[entry(at(day))])
    (view,) = rows.views()
    assert is_silent(rows, view, TODAY) is silent


def test_an_answer_to_an_early_reminder_counts_however_early() -> None:
    sent = [reminder(at(2))]
    for day, silent in ((2, False), (1, True)):
        rows = board(due(TODAY), told=[entry(at(day))], sent=sent)
        (view,) = rows.views()
        assert is_silent(rows, view, TODAY) is silent


def test_a_deadline_without_a_day_is_silent_once_somebody_was_reminded_of_it() -> None:
    rows = board(due(None), sent=[reminder(at(13))])
    (view,) = rows.views()
    assert is_silent(rows, view, TODAY)
    (unasked,) = board(due(None)).views()
    assert not is_silent(board(due(None)), unasked, TODAY)


def test_days_are_those_of_the_roadmaps_zone() -> None:
    late = datetime(2019, 12, 19, 21, 30, tzinfo=UTC)
    rows = board(due(date(2019, 12, 27)), sent=[reminder(late)])
    (view,) = rows.views()
    assert rows.day_of(late) == TODAY
    assert not is_silent(rows, view, TODAY)
    assert is_silent(board(due(date(2019, 12, 27)), sent=[reminder(late)], zone=UTC), view, TODAY)


def test_places_come_in_the_documents_order_and_of_one_item_where_asked() -> None:
    dues = [due(TODAY, 3, point=20), due(TODAY, 2, point=11), due(TODAY, 1)]
    found = board(*dues)
    assert [view.due.id for view in found.views()] == [1, 2, 3]
    assert [view.due.id for view in found.views(ITEMS[1])] == [3]
    assert {view.dotted for view in found.views()} == {False}
    mixed = [ITEMS[1], replace(ITEMS[0], number="1.1")]
    dotted = assemble(ROADMAP, mixed, POINTS[::-1], dues)
    assert [(view.due.id, view.dotted) for view in dotted.views()] == [
        (1, True), (2, True), (3, True),
    ]  # fmt: skip


def test_the_latest_word_about_a_point_and_of_a_person_counts() -> None:
    told = [entry(at(16)), entry(at(18)), entry(at(17)), entry(at(10), item=2, point=20, person=2)]
    found = board(told=[*told, LastTold(2, None, None, at(19))])
    assert found.entries == {(1, 10): at(18), (2, 20): at(10), (2, None): at(19)}
    assert found.person_entries == {1: at(18), 2: at(10)}


def test_who_answers_twice_for_an_item_is_named_once_and_who_is_unknown_not_at_all() -> None:
    rows = [*ASSIGNED, Assignment(1, 10, 1), Assignment(1, None, 77), Assignment(1, 11, 2)]
    found = board(assignments=rows)
    assert responsible_for_item(found, ITEMS[0]) == [IVANOVA, PETROV]
    assert responsible(found, POINTS[0]) == [IVANOVA]
    gone = board(assignments=rows, people=[IVANOVA, replace(PETROV, state=PersonState.GONE)])
    assert responsible_for_item(gone, ITEMS[0]) == [IVANOVA]
    assert responsible(board(assignments=[Assignment(1, None, 77)]), POINTS[0]) == []


def test_who_cannot_be_reached_comes_first_then_by_name() -> None:
    anna = Person(3, "Анина", Role.OFFICIAL, state=PersonState.ACTIVE)
    people = [replace(PETROV, state=PersonState.BLOCKED), IVANOVA, anna]
    rows = [*ASSIGNED, Assignment(1, None, 3)]
    found = silent_people(
        board(due(TODAY), due(TODAY, 2, point=20), people=people, assignments=rows), TODAY
    )
    assert [one.person.name for one in found] == ["Петров", "Анина", "Иванова"]


def test_a_morning_with_two_reminders_is_one_time() -> None:
    rows = [reminder(at(13)), reminder(at(13).replace(hour=7), 101)]
    (found,) = silent_people(board(due(TODAY), due(TODAY, 101), sent=rows), TODAY)
    assert found.times == 1


def test_a_reminder_answered_at_that_very_instant_is_not_counted() -> None:
    rows = [reminder(at(13)), reminder(at(14))]
    told = [entry(at(13), 1, 11)]
    (found,) = silent_people(board(due(TODAY), sent=rows, told=told), TODAY)
    assert found.times == 1


def test_an_item_without_points_has_no_deadlines_and_is_its_official_s() -> None:
    bare = Item(3, 1, 2, "3", ("Раздел Б",), "Третье")
    found = assemble(
        ROADMAP, [*ITEMS, bare], POINTS, [due(TODAY)], [IVANOVA], [Assignment(3, None, 1)]
    )
    assert found.roadmap == ROADMAP
    assert [view.due.id for view in found.views()] == [100]
    assert list(found.views(bare)) == []
    assert responsible_for_item(found, bare) == [IVANOVA]
