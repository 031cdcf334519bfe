"""Leave with a deputy, and leaving for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from roadmap.actions import leaving
from roadmap.actions.accepting import acceptance_of, asked_to_accept, decided_acceptance
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Assignment, Period, Person, PersonState, Roadmap
from tests.roadmap.actions.town import DAY, DUE_DAYS, HOUR, MORNING, RULES, TODAY, Town, line, told


async def leave(town: Town, deputy: Person | None, days: int = 60) -> None:
    """Vetrova is on leave from today."""
    await leaving.set_leave(
        town.tx, town.head, town.vetrova, TODAY, TODAY + days * DAY, deputy, RULES
    )


async def test_a_leave_is_stored_and_the_deputy_reminded(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await leave(town, town.osin, (DUE_DAYS[0] - TODAY).days)
    assert await town.person(town.vetrova) == replace(
        town.vetrova, leave_from=TODAY, leave_to=DUE_DAYS[0], deputy_id=town.osin.id
    )
    planned = await town.reminders()
    assert [(who, day) for who, day in planned if day <= DUE_DAYS[0]] == [
        (town.osin.id, DUE_DAYS[0] - 3 * DAY), (town.osin.id, DUE_DAYS[0]),
    ]  # fmt: skip
    assert {who for who, day in planned if day > DUE_DAYS[0]} == {town.vetrova.id}
    assert {who for who, _ in await town.reminders(1)} == {town.lugovoy.id}
    assert await town.log() == [line(town.head, None, "log-leave", "Ветрова Анна")]


async def test_leave_without_a_deputy_takes_the_former_away(town: Town) -> None:
    await leave(town, town.osin)
    await leave(town, None)
    assert (await town.person(town.vetrova)).deputy_id is None
    assert {who for who, _ in await town.reminders()} == {town.vetrova.id}


@pytest.mark.parametrize("who", ["lugovoy", "osin", "guest"])
async def test_nobody_else_sets_or_ends_somebody_s_leave(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await leaving.set_leave(
            town.tx, getattr(town, who), town.vetrova, TODAY, TODAY, town.osin, RULES
        )
    await town.stand_in()
    with pytest.raises(NotAllowed):
        await leaving.end_leave(town.tx, getattr(town, who), town.vetrova, RULES)
    assert (await town.person(town.vetrova), await town.log()) == (town.vetrova, [])


async def test_officials_set_and_end_their_own(town: Town) -> None:
    await leaving.set_leave(
        town.tx, town.vetrova, town.vetrova, TODAY, TODAY + 60 * DAY, town.osin, RULES
    )
    assert {who for who, _ in await town.reminders()} == {town.osin.id}
    away = await town.person(town.vetrova)
    await leaving.end_leave(town.tx, away, away, RULES)
    assert await town.person(town.vetrova) == town.vetrova
    assert {who for who, _ in await town.reminders()} == {town.vetrova.id}
    assert [one.what for one in await town.log()] == ["log-leave", "log-leave-ended"]


async def test_an_observer_answers_for_nothing_and_has_no_leave_nor_is_a_deputy(
    town: Town,
) -> None:
    for actor in (town.guest, town.head):
        with pytest.raises(NotAllowed):
            await leaving.set_leave(town.tx, actor, town.guest, TODAY, TODAY, None, RULES)
    with pytest.raises(UserError, match="error-observer-reads"):
        await leave(town, town.guest)
    assert await town.person(town.vetrova) == town.vetrova


async def test_who_is_away_or_gone_does_not_stand_in_for_themselves(town: Town) -> None:
    with pytest.raises(UserError, match="error-own-deputy"):
        await leave(town, town.vetrova)
    with pytest.raises(UserError, match="error-observer-reads"):
        await leave(town, replace(town.osin, state=PersonState.GONE))


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (3, 2)])
async def test_a_leave_that_has_passed_or_is_turned_around_is_refused(
    town: Town, first: int, last: int
) -> None:
    with pytest.raises(UserError, match="error-leave-past"):
        await leaving.set_leave(
            town.tx,
            town.head,
            town.vetrova,
            TODAY + first * DAY,
            TODAY + last * DAY,
            town.osin,
            RULES,
        )


async def test_no_leave_is_nothing_to_end(town: Town) -> None:
    for last in (None, TODAY - DAY):
        away = replace(town.vetrova, leave_from=last, leave_to=last)
        with pytest.raises(UserError, match="error-no-leave"):
            await leaving.end_leave(town.tx, away, away, RULES)


async def test_a_deputy_gets_in_place_of_somebody_what_is_not_their_own(town: Town) -> None:
    views = [await town.view(n) for n in range(3)]
    assert await leaving.stood_in_for(town.tx, town.osin, views, TODAY) == {}
    await town.stand_in()
    assert await leaving.absent_for(town.tx, town.osin, TODAY) == [town.vetrova]
    assert await leaving.absent_for(town.tx, town.osin, TODAY + DAY) == []
    assert await leaving.stood_in_for(town.tx, town.osin, views, TODAY) == {
        town.dues[0].id: [town.vetrova]
    }
    await town.tx.people.assign([Assignment(town.items[0].id, None, town.osin.id)])
    assert await leaving.stood_in_for(town.tx, town.osin, views, TODAY) == {}


async def test_what_another_answers_for_at_a_point_is_not_the_absent_person_s(town: Town) -> None:
    await town.stand_in()
    await town.tx.people.assign([Assignment(town.items[0].id, town.points[0].id, town.lugovoy.id)])
    assert await leaving.stood_in_for(town.tx, town.osin, [await town.view()], TODAY) == {}


async def test_a_deputy_s_deputy_stands_in_while_the_deputy_is_away(town: Town) -> None:
    await town.stand_in(TODAY, TODAY + DAY)
    await town.tx.people.update(
        replace(town.osin, leave_from=TODAY, leave_to=TODAY, deputy_id=town.lugovoy.id)
    )
    osin = await town.person(town.osin)
    assert await leaving.absent_for(town.tx, town.lugovoy, TODAY) == [town.vetrova, osin]
    assert await leaving.absent_for(town.tx, osin, TODAY) == []
    assert await leaving.absent_for(town.tx, osin, TODAY + DAY) == [town.vetrova]


async def test_a_leave_of_a_deputy_passes_on_what_they_stand_in_for(town: Town) -> None:
    await leave(town, town.osin)
    away = replace(town.osin, leave_from=TODAY, leave_to=TODAY + 60 * DAY, deputy_id=town.guest.id)
    await town.tx.people.update(away)
    await leaving.replan_person(town.tx, away, RULES)
    assert town.osin.id not in {who for who, _ in await town.reminders()}
    await town.tx.people.update(replace(town.guest, quiet_from=time(8), quiet_to=time(11)))
    await leaving.replan_person(town.tx, town.guest, RULES)
    planned = await town.tx.reminders.of_dues([town.dues[0].id])
    of_guest = [one for one in planned if one.person_id == town.guest.id]
    assert of_guest
    # Eleven in Moscow.
    assert {one.fire_at.hour for one in of_guest} == {8}


async def test_two_who_stand_in_for_each_other_are_planned_for(town: Town) -> None:
    await town.tx.people.update(replace(town.vetrova, deputy_id=town.lugovoy.id))
    await town.tx.people.update(replace(town.lugovoy, deputy_id=town.vetrova.id))
    await leaving.replan_person(town.tx, town.vetrova, RULES)
    assert {who for who, _ in await town.reminders(0)} == {town.vetrova.id}
    assert {who for who, _ in await town.reminders(1)} == {town.lugovoy.id}
    assert await town.reminders(2) == []


async def test_what_somebody_answers_for_in_two_roadmaps_is_planned_again_in_both(
    town: Town,
) -> None:
    other = await town.tx.roadmaps.add(Roadmap(0, "Другая", Period.school(2019), MORNING))
    (item,) = await town.tx.roadmaps.add_items(
        [replace(town.items[0], id=0, roadmap_id=other.id, number="7.7")]
    )
    (point,) = await town.tx.roadmaps.add_points([replace(town.points[0], id=0, item_id=item.id)])
    (due,) = await town.tx.roadmaps.add_dues([replace(town.dues[0], id=0, point_id=point.id)])
    await town.tx.people.assign([Assignment(item.id, None, town.vetrova.id)])
    await leaving.replan_person(town.tx, town.vetrova, RULES)
    assert await town.reminders()
    assert {one.person_id for one in await town.tx.reminders.of_dues([due.id])} == {town.vetrova.id}
    assert await town.reminders(1) == []


@pytest.mark.parametrize("who", ["head", "vetrova"])
async def test_an_erased_person_is_gone_their_words_stay_and_the_log_does_not_name_them(
    town: Town, who: str
) -> None:
    await town.tx.answers.add(told(town, text="Осмотр проведён"))
    await leaving.erase(town.tx, getattr(town, who), town.vetrova, MORNING + HOUR)
    with pytest.raises(NotFound):
        await town.person(town.vetrova)
    assert [(one.text, one.person_id) for one in await town.entries()] == [
        ("Осмотр проведён", None)
    ]
    by = town.head if who == "head" else None
    assert await town.log() == [line(by, None, "log-erased", "", MORNING + HOUR)]


@pytest.mark.parametrize("who", ["head", "vetrova"])
async def test_why_something_was_returned_goes_with_who_said_it_and_with_whom_it_speaks_of(
    town: Town, who: str
) -> None:
    mine, anothers = 1, 2
    await asked_to_accept(town.tx, mine, town.vetrova.id)
    await decided_acceptance(town.tx, mine, town.head.id, MORNING.date(), "Ветрова, где акт?")
    await asked_to_accept(town.tx, anothers, town.lugovoy.id)
    kept = await acceptance_of(town.tx, anothers)
    await leaving.erase(town.tx, town.head, getattr(town, who), MORNING)
    assert await acceptance_of(town.tx, mine) is None
    assert await acceptance_of(town.tx, anothers) == kept


@pytest.mark.parametrize("who", ["lugovoy", "osin", "guest"])
async def test_nobody_else_erases_a_person(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await leaving.erase(town.tx, getattr(town, who), town.vetrova, MORNING)
    assert (await town.person(town.vetrova), await town.log()) == (town.vetrova, [])
