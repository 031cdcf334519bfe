"""Moving a due day: who may ask and decide, and what is stored, planned and logged then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap.actions import postponing
from roadmap.errors import NotAllowed, UserError
from roadmap.model import DueState, Person, Postponement, PostponementState
from tests.roadmap.actions.town import DAY, DUE_DAYS, MORNING, RULES, TODAY, Town, later, line

OLD, NEW, OTHER = DUE_DAYS[0], date(2020, 1, 20), date(2020, 2, 3)
CLOSED = (DueState.DONE, DueState.CLAIMED_DONE, DueState.DROPPED)


async def asked(town: Town, by: Person | None = None, day: date = NEW) -> Postponement:
    """Vetrova, or somebody else, has asked to move item 1's day."""
    return await postponing.ask(
        town.tx, by or town.vetrova, await town.view(), day, "нет денег", RULES
    )


async def stored(town: Town) -> list[Postponement]:
    """What stands in the database."""
    return await town.tx.answers.postponements(town.roadmap.id)


async def test_what_was_asked_waits_with_both_days_and_the_reason(town: Town) -> None:
    one = await asked(town)
    assert one == Postponement(
        one.id, town.dues[0].id, town.vetrova.id, OLD, NEW, "нет денег", MORNING
    )
    assert await stored(town) == [one]
    assert await town.due() == town.dues[0]
    assert await town.log() == [line(town.vetrova, town.roadmap, "log-postpone-asked", "1.1")]


@pytest.mark.parametrize("who", ["lugovoy", "osin", "guest"])
async def test_only_those_who_answer_for_the_item_may_ask(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await asked(town, getattr(town, who))
    assert (await stored(town), await town.log()) == ([], [])


async def test_a_coordinator_may_ask_for_anybody(town: Town) -> None:
    assert (await asked(town, town.head)).person_id == town.head.id


async def test_a_deputy_asks_during_the_leave_and_on_no_other_day(town: Town) -> None:
    await town.stand_in(TODAY - DAY, TODAY)
    assert (await asked(town, town.osin)).person_id == town.osin.id
    with pytest.raises(NotAllowed):
        await postponing.ask(town.tx, town.osin, await town.view(), OTHER, "", later(days=1))


@pytest.mark.parametrize(
    ("stands", "wanted"),
    [(OLD, OLD), (OLD, OLD - DAY), (TODAY - 9 * DAY, TODAY), (TODAY - 9 * DAY, TODAY - DAY), (None, TODAY)],
)  # fmt: skip
async def test_a_day_that_is_not_later_than_today_and_the_old_one_is_refused(
    town: Town, stands: date | None, wanted: date
) -> None:
    await town.set_due(0, day=stands)
    with pytest.raises(UserError) as refused:
        await asked(town, day=wanted)
    assert (refused.value.key, await stored(town)) == ("error-postpone-not-later", [])


@pytest.mark.parametrize(
    ("stands", "wanted"),
    [(OLD, OLD + DAY), (TODAY - 9 * DAY, TODAY + DAY), (None, TODAY + DAY)],
)
async def test_the_next_day_is_late_enough(town: Town, stands: date | None, wanted: date) -> None:
    await town.set_due(0, day=stands)
    one = await asked(town, day=wanted)
    assert (one.old_day, one.new_day) == (stands, wanted)


@pytest.mark.parametrize("state", CLOSED)
async def test_a_closed_day_is_not_put_off(town: Town, state: DueState) -> None:
    await town.set_due(0, state=state)
    with pytest.raises(UserError) as refused:
        await asked(town)
    assert refused.value.key == "stale-closed"
    assert refused.value.variables == {"address": "1.1"}
    assert await stored(town) == []


async def test_the_address_of_a_closed_day_tells_a_point_from_a_dotted_item(town: Town) -> None:
    await town.tx.roadmaps.update_item(replace(town.items[1], number="2.1"))
    await town.set_due(0, state=DueState.DONE)
    with pytest.raises(UserError) as refused:
        await asked(town)
    assert refused.value.variables == {"address": "1.КТ1"}


async def test_a_day_quiet_since_the_import_may_be_put_off(town: Town) -> None:
    await town.set_due(0, state=DueState.QUIET)
    assert (await asked(town)).state is PostponementState.ASKED


async def test_the_same_is_asked_once_while_it_waits(town: Town) -> None:
    """Another day takes the place of the first."""
    first = await asked(town)
    with pytest.raises(UserError) as refused:
        await asked(town)
    assert refused.value.key == "postpone-asked-already"
    other_day = await asked(town, day=OTHER)
    first, _ = await stored(town)
    assert first.state is PostponementState.WITHDRAWN
    other_item = await postponing.ask(
        town.tx, town.lugovoy, await town.view(1), NEW, "нет денег", RULES
    )
    assert await stored(town) == [first, other_day, other_item]
    await postponing.refuse(town.tx, town.head, other_day, RULES)
    assert (await asked(town)).id not in (first.id, other_day.id, other_item.id)


@pytest.mark.parametrize("waits", [PostponementState.ASKED, PostponementState.PROPOSED])
async def test_a_granted_day_moves_and_the_first_one_is_kept(
    town: Town, waits: PostponementState
) -> None:
    one = replace(await asked(town), state=waits)
    assert await postponing.grant(town.tx, town.head, one, later(hours=1)) is True
    hour_later = MORNING + timedelta(hours=1)
    assert await stored(town) == [
        replace(
            one, state=PostponementState.GRANTED, decided_by=town.head.id, decided_at=hour_later
        )
    ]
    assert await town.due() == replace(town.dues[0], day=NEW, first_day=OLD)
    assert (await town.log())[-1] == line(
        town.head, town.roadmap, "log-postponed", "1.1", hour_later
    )


async def test_reminders_follow_a_granted_day(town: Town) -> None:
    await postponing.move(town.tx, await town.view(), OLD + DAY, RULES)
    me = town.vetrova.id
    assert (me, OLD + DAY) in await town.reminders()
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    days = [day for _, day in await town.reminders()]
    assert days[:2] == [NEW - 3 * DAY, NEW]
    assert min(days) > OLD + DAY


async def test_a_coordinator_grants_another_day_than_was_asked_for(town: Town) -> None:
    one = await asked(town)
    assert await postponing.grant(town.tx, town.head, one, RULES, OTHER)
    assert [(kept.new_day, kept.old_day) for kept in await stored(town)] == [(OTHER, OLD)]
    assert (await town.due()).day == OTHER


async def test_no_day_is_granted_that_is_earlier_than_the_one_that_stands(town: Town) -> None:
    sooner, later_day = await asked(town), await asked(town, day=OTHER)
    await postponing.grant(town.tx, town.head, later_day, RULES)
    before = (await stored(town), await town.due(), await town.log())
    for day in (None, OTHER - DAY):
        with pytest.raises(UserError) as refused:
            await postponing.grant(town.tx, town.head, sooner, RULES, day)
        assert refused.value.key == "error-postpone-not-later"
    assert (await stored(town), await town.due(), await town.log()) == before
    assert await postponing.grant(town.tx, town.head, sooner, RULES, OTHER), "as it stands"
    assert (await town.due()).day == OTHER


async def test_what_has_no_day_yet_is_granted_any(town: Town) -> None:
    one = await asked(town)
    await town.set_due(0, day=None)
    assert await postponing.grant(town.tx, town.head, one, RULES)
    assert (await town.due()).day == NEW


async def test_the_first_day_is_kept_however_often_it_moves(town: Town) -> None:
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    await postponing.grant(town.tx, town.head, await asked(town, day=OTHER), RULES)
    assert await town.due() == replace(town.dues[0], day=OTHER, first_day=OLD)


async def test_a_quiet_day_that_moves_is_open_again(town: Town) -> None:
    await town.set_due(0, state=DueState.QUIET)
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    assert (await town.due()).state is DueState.OPEN


async def test_a_day_that_was_closed_meanwhile_moves_and_stays_closed(town: Town) -> None:
    one = await asked(town)
    await town.set_due(0, state=DueState.DONE, closed_on=TODAY)
    await postponing.grant(town.tx, town.head, one, RULES)
    due = await town.due()
    assert (due.day, due.state, due.closed_on) == (NEW, DueState.DONE, TODAY)
    assert await town.reminders() == []


async def test_a_refusal_is_stored_and_the_day_stands(town: Town) -> None:
    one = await asked(town)
    assert await postponing.refuse(town.tx, town.head, one, later(hours=1)) is True
    hour_later = MORNING + timedelta(hours=1)
    assert await stored(town) == [
        replace(
            one, state=PostponementState.REFUSED, decided_by=town.head.id, decided_at=hour_later
        )
    ]
    assert await town.due() == town.dues[0]
    said = line(town.head, town.roadmap, "log-postpone-refused", "1.1", hour_later)
    assert (await town.log())[-1] == said


async def test_what_a_document_proposed_is_refused_like_what_was_asked(town: Town) -> None:
    one = replace(await asked(town), state=PostponementState.PROPOSED)
    assert await postponing.refuse(town.tx, town.head, one, RULES)


@pytest.mark.parametrize("who", ["vetrova", "lugovoy", "osin", "guest"])
async def test_only_a_coordinator_decides(town: Town, who: str) -> None:
    one = await asked(town)
    for decide in (postponing.grant, postponing.refuse):
        with pytest.raises(NotAllowed):
            await decide(town.tx, getattr(town, who), one, RULES)
    assert (await stored(town), await town.due()) == ([one], town.dues[0])


@pytest.mark.parametrize("state", [PostponementState.GRANTED, PostponementState.REFUSED])
async def test_a_second_tap_decides_nothing_anew(town: Town, state: PostponementState) -> None:
    one = replace(await asked(town), state=state)
    before = await town.log()
    assert await postponing.grant(town.tx, town.head, one, RULES) is False
    assert await postponing.refuse(town.tx, town.head, one, RULES) is False
    assert await town.due() == town.dues[0]
    assert await town.log() == before


@pytest.mark.parametrize("who", ["head", "osin", "lugovoy"])
async def test_only_who_asked_withdraws_a_request(town: Town, who: str) -> None:
    one = await asked(town)
    with pytest.raises(NotAllowed):
        await postponing.withdraw(town.tx, getattr(town, who), one, RULES)
    assert await stored(town) == [one]
    await postponing.withdraw(town.tx, town.vetrova, one, RULES)
    (withdrawn,) = await stored(town)
    assert withdrawn.state is PostponementState.WITHDRAWN
    assert await town.due() == town.dues[0]
    assert (await town.log())[-1] == line(
        town.vetrova, town.roadmap, "log-postpone-withdrawn", "1.1"
    )
    with pytest.raises(UserError):
        await postponing.withdraw(town.tx, town.vetrova, withdrawn, RULES)


async def test_a_grant_taken_back_leaves_everything_as_it_was(town: Town) -> None:
    await postponing.move(town.tx, await town.view(), OLD, RULES)  # plans its reminders
    await town.set_due(0, first_day=None)
    one = await asked(town)
    before = await town.reminders()
    await postponing.grant(town.tx, town.head, one, RULES)
    (granted,) = await stored(town)
    await postponing.take_back_grant(town.tx, town.head, granted, RULES)
    assert await stored(town) == [one]
    assert await town.due() == town.dues[0]
    assert await town.reminders() == before


async def test_a_second_grant_is_taken_back_to_the_first_one_s_day(town: Town) -> None:
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    await postponing.grant(town.tx, town.head, await asked(town, day=OTHER), RULES)
    first, second = await stored(town)
    await postponing.take_back_grant(town.tx, town.head, second, RULES)
    assert await town.due() == replace(town.dues[0], day=NEW, first_day=OLD)
    await postponing.take_back_grant(town.tx, town.head, first, RULES)
    assert await town.due() == town.dues[0]


@pytest.mark.parametrize("state", CLOSED)
async def test_a_grant_of_what_is_closed_since_stands(town: Town, state: DueState) -> None:
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    (granted,) = await stored(town)
    await town.set_due(0, state=state)
    with pytest.raises(UserError):
        await postponing.take_back_grant(town.tx, town.head, granted, RULES)
    assert await stored(town) == [granted]


async def test_a_grant_after_which_the_day_moved_again_is_not_taken_back(town: Town) -> None:
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    (granted,) = await stored(town)
    await postponing.move(town.tx, await town.view(), OTHER, RULES)
    with pytest.raises(UserError):
        await postponing.take_back_grant(town.tx, town.head, granted, RULES)
    assert (await town.due()).day == OTHER


@pytest.mark.parametrize("who", ["vetrova", "guest", "osin"])
async def test_only_a_coordinator_takes_back_a_grant_or_a_day(town: Town, who: str) -> None:
    await postponing.grant(town.tx, town.head, await asked(town), RULES)
    (granted,) = await stored(town)
    with pytest.raises(NotAllowed):
        await postponing.take_back_grant(town.tx, getattr(town, who), granted, RULES)
    with pytest.raises(NotAllowed):
        await postponing.take_back_day(town.tx, getattr(town, who), await town.view(), RULES)


async def test_a_day_of_the_document_is_not_taken_away(town: Town) -> None:
    with pytest.raises(UserError):
        await postponing.take_back_day(town.tx, town.head, await town.view(), RULES)
    assert await town.due() == town.dues[0]
