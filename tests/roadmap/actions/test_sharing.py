"""Where each who answers must: shares of a due day, who is still reminded, and when it closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap.actions import assigning, closing, sharing
from roadmap.actions.assigning import How, Named, Target
from roadmap.actions.looking import load_board
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed
from roadmap.model import (
    Assignment,
    Capacity,
    Due,
    DueState,
    Person,
    PersonState,
    ReminderKind,
    Share,
)
from roadmap.model.policy import MOSCOW
from roadmap.standing.board import owing, shared
from roadmap.standing.discipline import discipline
from roadmap.standing.silence import silent_people
from roadmap.standing.status import summary
from tests.roadmap.actions.town import DUE_DAYS, MORNING, RULES, TODAY, Town, reminder, told

YESTERDAY = TODAY - timedelta(days=1)


async def each(town: Town, *people: Person) -> None:
    """Vetrova and these answer for item 1, and each must."""
    await town.tx.people.assign(
        [Assignment(town.items[0].id, None, one.id, Capacity.CO_EXECUTOR) for one in people]
    )
    town.items[0] = await sharing.set_each_answers(town.tx, town.head, town.items[0], True, RULES)


async def done(town: Town, person: Person, day: date = TODAY) -> Due:
    return await closing.close(town.tx, person, await town.view(), day, RULES)


async def reminded(town: Town) -> set[int]:
    return {person_id for person_id, _ in await town.reminders()}


async def test_one_who_has_done_their_share_is_reminded_no_more_and_the_others_are(
    town: Town,
) -> None:
    await each(town, town.osin, town.lugovoy)
    await town.tx.reminders.add(
        [reminder(town.osin, town.dues[0], MORNING + timedelta(days=1), kind=ReminderKind.SNOOZED)]
    )
    assert (await done(town, town.osin)).state is DueState.OPEN
    assert await reminded(town) == {town.vetrova.id, town.lugovoy.id}
    assert (await town.log())[-1].what == "log-share"
    shares = (await sharing.shares_of(town.tx, [await town.view()]))[town.dues[0].id]
    assert [one.name for one in shares.done] == ["Осин Глеб"]
    assert [one.name for one in shares.waiting] == ["Ветрова Анна", "Луговой Пётр"]


async def test_the_day_closes_when_the_last_has_done_their_share_on_the_latest_day_told(
    town: Town,
) -> None:
    await each(town, town.osin)
    await done(town, town.osin, TODAY)
    due = await done(town, town.vetrova, YESTERDAY)
    assert (due.state, due.closed_on) == (DueState.DONE, TODAY)
    assert await reminded(town) == set()
    assert [one.what for one in await town.log()] == ["log-each-on", "log-share", "log-closed"]


async def test_a_second_tap_adds_no_second_share(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin, YESTERDAY)
    await done(town, town.osin, TODAY)
    found = await town.tx.roadmaps.shares([town.dues[0].id])
    assert found == [Share(town.dues[0].id, town.osin.id, YESTERDAY)]


async def test_one_answer_is_enough_unless_each_must(town: Town) -> None:
    await town.tx.people.assign([Assignment(town.items[0].id, None, town.osin.id)])
    assert (await done(town, town.osin)).state is DueState.DONE
    assert await town.tx.roadmaps.shares([town.dues[0].id]) == []


async def test_a_coordinator_closes_the_day_whole(town: Town) -> None:
    await each(town, town.osin)
    assert (await done(town, town.head)).state is DueState.DONE


async def test_who_answers_for_another_point_of_the_item_has_no_share_of_this_one(
    town: Town,
) -> None:
    await each(town)
    await town.tx.people.assign([Assignment(town.items[0].id, town.points[0].id, town.osin.id)])
    with pytest.raises(NotAllowed):
        await done(town, town.vetrova)


async def test_the_last_share_waits_for_acceptance_where_that_is_asked(town: Town) -> None:
    await town.tx.roadmaps.update(replace(town.roadmap, acceptance=True))
    await each(town, town.osin)
    assert (await done(town, town.osin)).state is DueState.OPEN
    assert (await done(town, town.vetrova)).state is DueState.CLAIMED_DONE
    due = await closing.accept(town.tx, town.head, await town.view(), RULES)
    assert due.state is DueState.DONE


async def test_a_deputy_does_the_share_of_the_colleague_on_leave_after_their_own(
    town: Town,
) -> None:
    await each(town, town.osin, town.lugovoy)
    await town.stand_in(TODAY, date(2020, 1, 31))
    await done(town, town.osin)
    assert await reminded(town) == {town.osin.id, town.lugovoy.id}
    await done(town, town.osin)
    shares = (await sharing.shares_of(town.tx, [await town.view()]))[town.dues[0].id]
    assert [one.id for one in shares.done] == [town.osin.id, town.vetrova.id]
    assert await reminded(town) == {town.lugovoy.id}


async def test_an_official_takes_back_their_own_share_and_is_reminded_again(town: Town) -> None:
    await each(town, town.osin, town.lugovoy)
    await done(town, town.osin)
    await done(town, town.lugovoy)
    await closing.reopen(town.tx, town.osin, await town.view(), RULES)
    assert await reminded(town) == {town.vetrova.id, town.osin.id}


async def test_a_day_that_an_official_opens_again_waits_for_them_alone(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    await done(town, town.vetrova)
    due = await closing.reopen(town.tx, town.osin, await town.view(), RULES)
    assert (due.state, due.closed_on) == (DueState.OPEN, None)
    assert await reminded(town) == {town.osin.id}


async def test_what_a_coordinator_returns_everybody_is_asked_about_again(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    await done(town, town.vetrova)
    await closing.reopen(town.tx, town.head, await town.view(), RULES)
    assert await reminded(town) == {town.vetrova.id, town.osin.id}
    await done(town, town.osin)
    await closing.reopen(town.tx, town.head, await town.view(), RULES)
    assert await reminded(town) == {town.vetrova.id, town.osin.id}


async def test_a_day_closed_whole_reopens_for_everybody(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    await done(town, town.head)
    await closing.reopen(town.tx, town.vetrova, await town.view(), RULES)
    assert await reminded(town) == {town.vetrova.id, town.osin.id}


async def test_somebody_assigned_later_is_asked_too(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    target = Target(town.items[0])
    await assigning.assign(town.tx, town.head, [target], [Named(town.lugovoy)], RULES, How.ADD)
    assert await reminded(town) == {town.vetrova.id, town.lugovoy.id}


async def test_the_day_closes_when_the_only_one_it_waited_for_answers_no_more(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin, YESTERDAY)
    target = Target(town.items[0])
    await assigning.assign(town.tx, town.head, [target], [Named(town.vetrova)], RULES, How.TAKE)
    due = await town.due()
    assert (due.state, due.closed_on) == (DueState.DONE, YESTERDAY)
    assert await reminded(town) == set()


async def test_the_day_does_not_wait_for_who_is_gone(town: Town) -> None:
    await each(town, town.osin)
    await town.tx.people.update(replace(town.vetrova, state=PersonState.GONE))
    assert (await done(town, town.osin)).state is DueState.DONE


async def test_once_one_answer_is_enough_again_what_somebody_has_done_is_closed(
    town: Town,
) -> None:
    await each(town, town.osin, town.lugovoy)
    await done(town, town.osin, TODAY)
    await done(town, town.lugovoy, YESTERDAY)
    await sharing.set_each_answers(town.tx, town.head, town.items[0], False, RULES)
    due = await town.due()
    assert (due.state, due.closed_on) == (DueState.DONE, YESTERDAY)
    assert await reminded(town) == set()
    assert [one.what for one in await town.log()][-2:] == ["log-closed", "log-each-off"]


async def test_the_switch_changes_nothing_of_what_nobody_has_done(town: Town) -> None:
    await each(town, town.osin)
    await sharing.set_each_answers(town.tx, town.head, town.items[0], False, RULES)
    assert (await town.due()).state is DueState.OPEN
    assert await reminded(town) == {town.vetrova.id, town.osin.id}


@pytest.mark.parametrize("who", ["vetrova", "osin", "guest"])
async def test_only_a_coordinator_says_that_each_must(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await sharing.set_each_answers(town.tx, getattr(town, who), town.items[0], True, RULES)
    assert not (await town.tx.roadmaps.item(town.items[0].id)).each_answers


async def test_an_heir_need_not_do_again_what_the_leaver_has_done(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.vetrova)
    await assigning.hand_over(town.tx, town.head, town.vetrova, town.lugovoy, RULES)
    assert await reminded(town) == {town.osin.id}
    assert (await done(town, town.osin)).state is DueState.DONE


async def test_planning_the_whole_roadmap_honours_shares(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    assert await reminded(town) == {town.vetrova.id}


async def test_one_s_own_lists_leave_out_what_is_done(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    between = town.tx.roadmaps.views_between
    assert await between(town.roadmap.id, None, None, person_id=town.osin.id) == []
    (view,) = await between(town.roadmap.id, None, None, person_id=town.vetrova.id)
    assert view.due.id == town.dues[0].id


async def test_a_board_tells_who_has_and_who_has_not(town: Town) -> None:
    await each(town, town.osin)
    await done(town, town.osin)
    board = await load_board(town.tx, town.roadmap, MOSCOW)
    view = next(iter(board.views(town.items[0])))
    assert [[one.name for one in those] for those in shared(board, view)] == [
        ["Осин Глеб"], ["Ветрова Анна"],
    ]  # fmt: skip
    assert [one.name for one in owing(board, view)] == ["Ветрова Анна"]


async def test_only_who_has_neither_done_nor_answered_is_silent(town: Town) -> None:
    await each(town, town.osin, town.lugovoy)
    await done(town, town.osin)
    late = DUE_DAYS[0] + timedelta(days=1)
    await town.tx.answers.add(
        told(town, by=town.lugovoy, day=late, at=MORNING + timedelta(days=18))
    )
    board = await load_board(town.tx, town.roadmap, MOSCOW)
    found = [one for one in silent_people(board, late) if one.person.id != town.lugovoy.id]
    assert [one.person.name for one in found] == ["Ветрова Анна"]
    of_lugovoy = [one for one in silent_people(board, late) if one.person.id == town.lugovoy.id]
    assert [view.item.number for one in of_lugovoy for view in one.views] == []
    by_person = dict(summary(board, late).people)
    assert (by_person[town.osin.id].done, by_person[town.osin.id].late) == (1, 0)
    assert (by_person[town.vetrova.id].late, by_person[town.vetrova.id].silent) == (1, 1)
    assert summary(board, late).total.silent == 1


async def test_discipline_counts_everybody_s_own_day(town: Town) -> None:
    await each(town, town.osin)
    late = DUE_DAYS[0] + timedelta(days=2)
    await done(town, town.osin, DUE_DAYS[0])
    board = await load_board(town.tx, town.roadmap, MOSCOW)
    table = discipline(board, [], late)
    assert (table.people[town.osin.id].in_time, table.people[town.osin.id].late) == (1, 0)
    assert (table.people[town.vetrova.id].in_time, table.people[town.vetrova.id].late) == (0, 1)
    assert (table.total.due, table.total.late) == (1, 1)
