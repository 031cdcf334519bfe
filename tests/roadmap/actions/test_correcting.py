"""Taking a correction back gives what stood before it, and leaves what people did since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.actions import closing
from roadmap.actions.correcting import correct_due, correct_rule, mark_of, undo_due, undo_rule
from roadmap.actions.rewriting import drop_due, restore_due
from roadmap.errors import UserError
from roadmap.model import Due, DueState, Span
from tests.roadmap.actions.town import RULES, TODAY, Town, deadline

MISREAD = date(2019, 11, 20)
IN_DOCUMENT, QUARTER = date(2019, 12, 27), date(2020, 3, 31)


async def correct(town: Town) -> None:
    await correct_due(town.tx, town.head, await town.view(), deadline(IN_DOCUMENT), RULES)


async def take_back(town: Town) -> DueState:
    mark = IN_DOCUMENT.toordinal()
    return (await undo_due(town.tx, town.head, await town.view(), mark, RULES)).due.state


@pytest.mark.parametrize("acceptance", [False, True])
async def test_what_was_reopened_since_stays_open_when_the_correction_is_taken_back(
    town: Town, acceptance: bool
) -> None:
    await town.set_due(
        0, state=DueState.CLAIMED_DONE if acceptance else DueState.DONE, closed_on=TODAY
    )
    await correct(town)
    await closing.reopen(town.tx, town.head, await town.view(), RULES)
    assert await take_back(town) is DueState.OPEN
    assert (await town.due()).closed_on is None


async def test_a_day_that_was_quiet_is_quiet_again(town: Town) -> None:
    await town.set_due(0, day=MISREAD, state=DueState.QUIET)
    await correct(town)
    assert (await town.due()).state is DueState.OPEN
    assert await take_back(town) is DueState.QUIET
    assert (await town.due()).day == MISREAD


async def test_what_was_closed_since_stays_closed(town: Town) -> None:
    await correct(town)
    await closing.close(town.tx, town.head, await town.view(), TODAY, RULES)
    assert await take_back(town) is DueState.DONE


async def test_a_day_is_taken_back_only_after_the_rule_that_was_given_later(town: Town) -> None:
    misread = (await town.view()).point
    await correct(town)
    spans = (Span(None, IN_DOCUMENT), Span(None, QUARTER))
    several = replace(deadline(QUARTER), text="ежеквартально", spans=spans)
    await correct_rule(town.tx, town.head, [await town.view()], several, RULES)
    with pytest.raises(UserError) as refused:
        await take_back(town)
    assert refused.value.key == "stale-decided"
    view = await town.view()
    await undo_rule(town.tx, town.head, view.item, view.point, mark_of("ежеквартально"), RULES)
    await take_back(town)
    assert (await town.view()).point == misread
    assert await town.due() == town.dues[0]


async def test_the_phrase_stands_as_before_though_another_day_of_the_point_is_back(
    town: Town,
) -> None:
    misread = (await town.view()).point
    (other,) = await town.tx.roadmaps.add_dues([Due(0, misread.id, QUARTER)])
    view = await town.tx.roadmaps.view(other.id)
    await drop_due(town.tx, town.head, view, RULES)
    await correct(town)
    await restore_due(town.tx, town.head, await town.tx.roadmaps.view(other.id), RULES)
    await take_back(town)
    assert (await town.view()).point == misread


async def test_a_rule_is_taken_back_though_all_its_days_were_dropped_meanwhile(town: Town) -> None:
    view = await town.view()
    misread, day = view.point, view.due.day
    assert day is not None
    several = replace(deadline(QUARTER), spans=(Span(None, day), Span(None, QUARTER)))
    mark = mark_of(several.text)
    for one in await correct_rule(town.tx, town.head, [view], several, RULES):
        await drop_due(town.tx, town.head, one, RULES)
    point = (await town.view()).point
    assert await undo_rule(town.tx, town.head, view.item, point, mark, RULES) == []
    assert (await town.view()).point == misread
