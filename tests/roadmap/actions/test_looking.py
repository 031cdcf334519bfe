"""A roadmap as it stands, put together for summaries and reports."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from roadmap.actions import looking
from roadmap.model import DueState, PersonState
from roadmap.model.messages import Outgoing
from roadmap.ports import DueView
from tests.roadmap.actions.town import DAY, HOUR, MORNING, TODAY, Town, reminder, told

KAMCHATKA = ZoneInfo("Asia/Kamchatka")


async def remind(town: Town) -> None:
    """Vetrova was reminded of item 1 an hour ago."""
    at = MORNING - HOUR
    await town.tx.reminders.add([reminder(town.vetrova, town.dues[0], at)])
    claimed = await town.tx.reminders.claim(at, 10)
    message = await town.tx.messages.add(Outgoing(7001, "Напоминание"))
    await town.tx.reminders.queued_as([one.id for one in claimed], message.id)
    await town.tx.messages.sent(message.id, 500, at)


async def test_a_board_holds_all_that_a_status_is_told_from(town: Town) -> None:
    await remind(town)
    await town.tx.answers.add(told(town))
    await town.set_due(2, state=DueState.DROPPED)
    board = await looking.load_board(town.tx, town.roadmap, KAMCHATKA)
    assert (board.roadmap, board.items) == (town.roadmap, tuple(town.items))
    assert board.points == {point.item_id: (point,) for point in town.points}
    assert board.dues == {due.point_id: (due,) for due in town.dues[:2]}
    assert board.people == {one.id: one for one in town.everybody()}
    assert board.assigned == {
        (town.items[0].id, None): (town.vetrova.id,), (town.items[1].id, None): (town.lugovoy.id,),
    }  # fmt: skip
    assert board.entries == {(town.items[0].id, None): MORNING}
    assert board.person_entries == {town.vetrova.id: MORNING}
    assert board.reminded == {town.dues[0].id: MORNING - HOUR}
    assert board.person_reminded == {town.vetrova.id: (MORNING - HOUR,)}
    assert board.zone is KAMCHATKA
    assert board.day_of(MORNING + 8 * HOUR) == TODAY + DAY


async def test_who_is_gone_is_on_no_board(town: Town) -> None:
    await town.tx.people.update(replace(town.osin, state=PersonState.GONE))
    board = await looking.load_board(town.tx, town.roadmap, KAMCHATKA)
    assert town.osin.id not in board.people


async def test_every_due_day_of_some_items_is_seen_the_fallen_away_too(town: Town) -> None:
    dropped = (await town.set_due(0, state=DueState.DROPPED)).due
    assert await looking.views_of_items(town.tx, town.items[:2]) == [
        DueView(dropped, town.points[0], town.items[0], False),
        DueView(town.dues[1], town.points[1], town.items[1], False),
    ]


async def test_dotted_numbers_anywhere_in_the_roadmap_are_told(town: Town) -> None:
    await town.tx.roadmaps.update_item(replace(town.items[2], number="2.1"))
    (view,) = await looking.views_of_items(town.tx, town.items[:1])
    assert view.dotted is True


async def test_no_items_have_no_due_days(town: Town) -> None:
    assert await looking.views_of_items(town.tx, []) == []


async def test_an_item_is_about_its_recommendation_or_else_its_first_point(town: Town) -> None:
    bare = replace(town.items[1], recommendation="")
    await town.tx.roadmaps.update_item(bare)
    found = await looking.subjects(town.tx, [town.items[0], bare])
    assert found == {town.items[0].id: "Меры 1", bare.id: "Отчёт 2"}
    assert await looking.subject(town.tx, bare) == "Отчёт 2"
    assert await looking.subject(town.tx, town.items[0]) == "Меры 1"
