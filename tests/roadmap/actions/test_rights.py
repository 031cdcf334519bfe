"""Who may do what: the checks that every verb asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from roadmap.actions import rights
from roadmap.errors import NotAllowed
from roadmap.model import Assignment, Person, PersonState
from tests.roadmap.actions.town import DAY, TODAY, Town

EVERYBODY = ("head", "vetrova", "lugovoy", "osin", "guest")


def allowed(check: Callable[[], None]) -> bool:
    """Whether a check lets somebody pass."""
    try:
        check()
    except NotAllowed:
        return False
    return True


async def may(town: Town, person: Person, n: int = 0, days: int = 0) -> bool:
    """Whether somebody may speak of item `n`, some days from today."""
    return await rights.may_answer(town.tx, person, town.items[n], TODAY + days * DAY)


async def leave(
    town: Town, person: Person, deputy: Person | None, first: int = 0, last: int = 0
) -> Person:
    """`person` is on leave from `first` to `last`, days from today."""
    away = replace(
        person,
        leave_from=TODAY + first * DAY,
        leave_to=TODAY + last * DAY,
        deputy_id=deputy.id if deputy else None,
    )
    await town.tx.people.update(away)
    return away


async def test_only_a_coordinator_is_a_coordinator(town: Town) -> None:
    passed = [
        who
        for who in EVERYBODY
        if allowed(lambda who=who: rights.require_coordinator(getattr(town, who)))  # type: ignore[misc] # mypy: a default
    ]
    assert passed == ["head"]


async def test_what_is_somebody_s_own_is_theirs_and_the_coordinator_s(town: Town) -> None:
    owner = town.vetrova.id
    passed = [
        who
        for who in EVERYBODY
        if allowed(lambda who=who: rights.check_own(getattr(town, who), owner))  # type: ignore[misc] # mypy: a default
    ]
    assert passed == ["head", "vetrova"]


async def test_what_has_no_owner_any_more_is_the_coordinator_s(town: Town) -> None:
    rights.check_own(town.head, None)
    with pytest.raises(NotAllowed):
        rights.check_own(town.vetrova, None)


async def test_officials_speak_of_their_items_and_coordinators_of_all(town: Town) -> None:
    passed = {
        n: [who for who in EVERYBODY if await may(town, getattr(town, who), n)] for n in range(3)
    }
    assert passed == {0: ["head", "vetrova"], 1: ["head", "lugovoy"], 2: ["head"]}


async def test_who_answers_for_one_point_may_speak_of_its_item(town: Town) -> None:
    point = town.points[2]
    await town.tx.people.assign([Assignment(point.item_id, point.id, town.osin.id)])
    assert await may(town, town.osin, 2)


async def test_an_observer_answers_for_nothing_even_if_something_was_assigned(town: Town) -> None:
    await town.tx.people.assign([Assignment(town.items[0].id, None, town.guest.id)])
    assert not await may(town, town.guest)


async def test_a_deputy_answers_from_the_first_day_of_the_leave_to_its_last(town: Town) -> None:
    await leave(town, town.vetrova, town.osin, 1, 3)
    assert [await may(town, town.osin, days=day) for day in range(5)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert not await may(town, town.osin, 1, days=2)
    assert await may(town, town.vetrova, days=2)


async def test_a_deputy_without_any_leave_answers_for_nothing(town: Town) -> None:
    await town.tx.people.update(replace(town.vetrova, deputy_id=town.osin.id))
    assert not await may(town, town.osin)


async def test_leave_without_a_deputy_lets_nobody_else_answer(town: Town) -> None:
    await leave(town, town.vetrova, None)
    assert [await may(town, one) for one in (town.osin, town.lugovoy)] == [False, False]


async def test_a_deputy_s_deputy_answers_while_both_are_away_and_the_first_may_still(
    town: Town,
) -> None:
    await leave(town, town.vetrova, town.lugovoy, 0, 5)
    assert not await may(town, town.osin)
    await leave(town, town.lugovoy, town.osin, 0, 2)
    assert await may(town, town.osin)
    assert await may(town, town.lugovoy)
    assert not await may(town, town.osin, days=3)


async def test_nobody_stands_in_for_who_is_gone(town: Town) -> None:
    away = await leave(town, town.vetrova, town.osin)
    await town.tx.people.update(replace(away, state=PersonState.GONE))
    assert not await may(town, town.osin)


async def test_one_of_two_who_answer_is_enough_to_stand_in_for(town: Town) -> None:
    await town.tx.people.assign([Assignment(town.items[0].id, None, town.lugovoy.id)])
    await leave(town, town.lugovoy, town.osin)
    assert await may(town, town.osin)


async def test_the_check_raises_what_the_question_answers(town: Town) -> None:
    await rights.check_may_answer(town.tx, town.vetrova, town.items[0], TODAY)
    with pytest.raises(NotAllowed):
        await rights.check_may_answer(town.tx, town.osin, town.items[0], TODAY)
