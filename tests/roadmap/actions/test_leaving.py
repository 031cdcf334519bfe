"""Leave with a deputy, and leaving for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from roadmap.actions import leaving
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed, NotFound
from roadmap.model import Assignment, Period, Person, Roadmap
from tests.roadmap.actions.town import DAY, DUE_DAYS, HOUR, MORNING, RULES, TODAY, Town, line, told

NOT_COORDINATORS = ("vetrova", "lugovoy", "osin", "guest")


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


@pytest.mark.parametrize("who", NOT_COORDINATORS)
async def test_only_a_coordinator_sets_a_leave(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await leaving.set_leave(
            town.tx, getattr(town, who), town.vetrova, TODAY, TODAY, town.osin, RULES
        )
    assert (await town.person(town.vetrova), await town.log()) == (town.vetrova, [])


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


@pytest.mark.parametrize("who", ["lugovoy", "osin", "guest"])
async def test_nobody_else_erases_a_person(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await leaving.erase(town.tx, getattr(town, who), town.vetrova, MORNING)
    assert (await town.person(town.vetrova), await town.log()) == (town.vetrova, [])
