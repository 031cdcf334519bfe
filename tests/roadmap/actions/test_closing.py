"""Closing, accepting and reopening a due day: who may, and what is stored, planned and logged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.actions import closing
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed
from roadmap.model import Due, DueState
from tests.roadmap.actions.town import DAY, MORNING, RULES, TODAY, Town, later, line

YESTERDAY = TODAY - DAY
CLOSED = (DueState.DONE, DueState.CLAIMED_DONE, DueState.DROPPED)
REFUSED = ("lugovoy", "osin", "guest")


async def close(town: Town, who: str = "vetrova") -> Due:
    """Somebody says that item 1 was done yesterday."""
    return await closing.close(town.tx, getattr(town, who), await town.view(), YESTERDAY, RULES)


async def ask_for_acceptance(town: Town) -> None:
    """From now on a coordinator accepts what is closed."""
    await town.tx.roadmaps.update(replace(town.roadmap, acceptance=True))


async def test_what_is_done_is_closed_on_the_day_told_and_nobody_is_reminded(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    others = await town.reminders(1)
    assert await town.reminders()
    assert others
    due = await close(town)
    assert due == replace(
        town.dues[0], state=DueState.DONE, closed_on=YESTERDAY, closed_by=town.vetrova.id
    )
    assert await town.due() == due
    assert (await town.reminders(), await town.reminders(1)) == ([], others)
    assert await town.log() == [line(town.vetrova, town.roadmap, "log-closed", "1.1")]


async def test_a_day_quiet_since_the_import_can_be_closed(town: Town) -> None:
    await town.set_due(0, state=DueState.QUIET)
    assert (await close(town)).state is DueState.DONE


@pytest.mark.parametrize("who", REFUSED)
async def test_who_does_not_answer_for_an_item_closes_nothing(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await close(town, who)
    assert (await town.due(), await town.log()) == (town.dues[0], [])


async def test_a_deputy_closes_during_the_leave(town: Town) -> None:
    await town.stand_in()
    assert (await close(town, "osin")).state is DueState.DONE
    with pytest.raises(NotAllowed):
        await closing.close(town.tx, town.osin, await town.view(), TODAY, later(days=1))


async def test_an_official_s_word_waits_where_the_roadmap_asks_for_acceptance(town: Town) -> None:
    await ask_for_acceptance(town)
    assert await close(town) == replace(
        town.dues[0],
        state=DueState.CLAIMED_DONE,
        closed_on=YESTERDAY,
        closed_by=town.vetrova.id,
    )


async def test_a_coordinator_s_word_needs_no_acceptance(town: Town) -> None:
    await ask_for_acceptance(town)
    assert (await close(town, "head")).state is DueState.DONE


@pytest.mark.parametrize("state", CLOSED)
async def test_a_second_tap_closes_nothing_anew(town: Town, state: DueState) -> None:
    view = await town.set_due(0, state=state, closed_on=TODAY)
    assert await close(town) == view.due
    assert (await town.due(), await town.log()) == (view.due, [])


async def test_a_coordinator_accepts_and_the_day_told_stays(town: Town) -> None:
    view = await town.set_due(0, state=DueState.CLAIMED_DONE, closed_on=YESTERDAY)
    due = await closing.accept(town.tx, town.head, view, RULES)
    assert due == replace(view.due, state=DueState.DONE)
    assert await town.due() == due
    assert await town.log() == [line(town.head, town.roadmap, "log-accepted", "1.1", MORNING)]


@pytest.mark.parametrize("who", ["vetrova", *REFUSED])
async def test_only_a_coordinator_accepts(town: Town, who: str) -> None:
    view = await town.set_due(0, state=DueState.CLAIMED_DONE, closed_on=YESTERDAY)
    with pytest.raises(NotAllowed):
        await closing.accept(town.tx, getattr(town, who), view, RULES)
    assert await town.due() == view.due


@pytest.mark.parametrize("state", [one for one in DueState if one is not DueState.CLAIMED_DONE])
async def test_what_waits_for_no_acceptance_is_left_as_it_is(town: Town, state: DueState) -> None:
    view = await town.set_due(0, state=state)
    assert await closing.accept(town.tx, town.head, view, RULES) == view.due
    assert (await town.due(), await town.log()) == (view.due, [])


@pytest.mark.parametrize("state", [DueState.DONE, DueState.CLAIMED_DONE])
@pytest.mark.parametrize("who", ["vetrova", "head"])
async def test_what_was_not_done_after_all_is_open_and_reminds_again(
    town: Town, state: DueState, who: str
) -> None:
    view = await town.set_due(0, state=state, closed_on=YESTERDAY)
    due = await closing.reopen(town.tx, getattr(town, who), view, RULES)
    assert due == replace(view.due, state=DueState.OPEN, closed_on=None)
    assert await town.due() == due
    assert {person for person, _ in await town.reminders()} == {town.vetrova.id}
    assert await town.log() == [line(getattr(town, who), town.roadmap, "log-reopened", "1.1")]


@pytest.mark.parametrize("who", REFUSED)
async def test_nobody_else_reopens(town: Town, who: str) -> None:
    view = await town.set_due(0, state=DueState.DONE, closed_on=YESTERDAY)
    with pytest.raises(NotAllowed):
        await closing.reopen(town.tx, getattr(town, who), view, RULES)
    assert (await town.due(), await town.log()) == (view.due, [])


async def test_a_deputy_reopens_during_the_leave(town: Town) -> None:
    await town.stand_in()
    view = await town.set_due(0, state=DueState.DONE, closed_on=YESTERDAY)
    with pytest.raises(NotAllowed):
        await closing.reopen(town.tx, town.osin, view, later(days=1))
    assert (await closing.reopen(town.tx, town.osin, view, RULES)).state is DueState.OPEN


@pytest.mark.parametrize("state", [DueState.OPEN, DueState.QUIET, DueState.DROPPED])
async def test_what_is_not_closed_is_not_reopened(town: Town, state: DueState) -> None:
    view = await town.set_due(0, state=state)
    assert await closing.reopen(town.tx, town.vetrova, view, RULES) == view.due
    assert (await town.due(), await town.log()) == (view.due, [])


async def test_a_reminder_planned_again_comes_at_the_hour_that_holds_now(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await close(town)
    evening = replace(town.vetrova, timezone="Asia/Vladivostok")
    await town.tx.people.update(evening)
    await closing.reopen(town.tx, town.vetrova, await town.view(), RULES)
    fires = {one.fire_at.hour for one in await town.tx.reminders.of_dues([town.dues[0].id])}
    assert fires == {23}
