"""The coordinator's changes by hand: one more control point, a day that falls away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.actions import rewriting
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Deadline, Due, DueState, Kind, Point, PointKind, Span
from tests.roadmap.actions.town import DAY, RULES, Town, deadline, line

DAY_NEW = date(2020, 3, 10)
TWICE = Deadline(
    "февраль, март", Kind.MONTH_LIST, None, DAY_NEW, True,
    (Span(None, date(2020, 2, 10)), Span(None, DAY_NEW)),
)  # fmt: skip
NOT_COORDINATORS = ("vetrova", "lugovoy", "osin", "guest")


async def points(town: Town) -> list[Point]:
    """The points of item 1."""
    return await town.tx.roadmaps.points([town.items[0].id])


async def test_a_control_point_is_added_with_the_next_number_and_reminders(town: Town) -> None:
    views = await rewriting.add_control_point(
        town.tx, town.head, town.items[0], "Акт", deadline(DAY_NEW), RULES
    )
    (view,) = views
    assert view.point == Point(
        view.point.id, town.items[0].id, PointKind.CONTROL_POINT, "2", 1, "Акт",
        "control_point 2", deadline(DAY_NEW),
    )  # fmt: skip
    assert view.due == Due(view.due.id, view.point.id, DAY_NEW)
    assert await points(town) == [town.points[0], view.point]
    planned = await town.tx.reminders.of_dues([view.due.id])
    assert [(one.person_id, one.day) for one in planned][:2] == [
        (town.vetrova.id, DAY_NEW - 3 * DAY), (town.vetrova.id, DAY_NEW),
    ]  # fmt: skip
    assert await town.log() == [line(town.head, town.roadmap, "log-edited", "1")]


async def test_a_list_of_days_makes_a_due_day_of_each(town: Town) -> None:
    views = await rewriting.add_control_point(
        town.tx, town.head, town.items[0], "Акт", TWICE, RULES
    )
    assert [view.due.day for view in views] == [date(2020, 2, 10), DAY_NEW]


async def test_the_number_follows_the_greatest_of_the_control_points(town: Town) -> None:
    item = town.items[0]
    await town.tx.roadmaps.add_points(
        [
            Point(0, item.id, PointKind.CONTROL_POINT, "7", 4, "", "control_point 2"),
            Point(0, item.id, PointKind.CONTROL_POINT, "9а", 5, "", "control_point 3"),
            Point(0, item.id, PointKind.MEASURE, "12", 6, "", "measure 1"),
        ]
    )
    (view,) = await rewriting.add_control_point(
        town.tx, town.head, item, "Акт", deadline(DAY_NEW), RULES
    )
    assert (view.point.number, view.point.about) == ("8", "control_point 8")
    assert view.point.position == 7


async def test_the_first_control_point_of_an_item_without_any_is_number_one(town: Town) -> None:
    item = (
        await town.tx.roadmaps.add_items([replace(town.items[0], id=0, position=9, number="9")])
    )[0]
    (view,) = await rewriting.add_control_point(
        town.tx, town.head, item, "Акт", deadline(DAY_NEW), RULES
    )
    assert (view.point.number, view.point.position) == ("1", 0)


async def test_a_deadline_without_a_day_is_refused(town: Town) -> None:
    with pytest.raises(UserError) as refused:
        await rewriting.add_control_point(
            town.tx, town.head, town.items[0], "Акт", Deadline("постоянно", Kind.CONTINUOUS), RULES
        )
    assert (refused.value.key, await points(town)) == ("error-date-unread", [town.points[0]])


async def test_a_day_that_falls_away_reminds_nobody_and_keeps_what_was_said(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await rewriting.drop_due(town.tx, town.head, await town.view(), RULES)
    assert await town.due() == replace(town.dues[0], state=DueState.DROPPED)
    assert await town.reminders() == []
    assert await town.reminders(1)
    assert await town.log() == [line(town.head, town.roadmap, "log-edited", "1")]


@pytest.mark.parametrize("who", NOT_COORDINATORS)
async def test_only_a_coordinator_changes_items(town: Town, who: str) -> None:
    person, item = getattr(town, who), town.items[0]
    with pytest.raises(NotAllowed):
        await rewriting.add_control_point(town.tx, person, item, "", deadline(DAY_NEW), RULES)
    with pytest.raises(NotAllowed):
        await rewriting.drop_due(town.tx, person, await town.view(), RULES)
    assert await town.tx.roadmaps.item(item.id) == item
    assert (await points(town), await town.due()) == ([town.points[0]], town.dues[0])
