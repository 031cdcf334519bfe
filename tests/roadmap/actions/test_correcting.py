"""Taking a correction back gives what stood before it, and leaves what people did since."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.actions import closing
from roadmap.actions.correcting import correct_due, undo_due
from roadmap.model import DueState
from tests.roadmap.actions.town import RULES, TODAY, Town, deadline

MISREAD = date(2019, 11, 20)
IN_DOCUMENT = date(2019, 12, 27)


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
