"""Secret addresses of calendars: whose they are, and when they lead nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.actions import feeds
from roadmap.model import Period, Person, PersonState, Roadmap
from tests.roadmap.actions.town import MORNING, Town


async def secret(town: Town, person: Person) -> str:
    """The address of somebody's calendar of the town's roadmap."""
    return await feeds.feed_secret(town.tx, town.roadmap.id, person.id)


async def test_an_address_leads_to_its_person_s_calendar_and_stays_the_same(town: Town) -> None:
    mine = await secret(town, town.vetrova)
    assert await secret(town, town.vetrova) == mine
    assert await feeds.feed_behind(town.tx, mine) == (town.roadmap, town.vetrova)
    ids = f"{town.roadmap.id}-{town.vetrova.id}-"
    assert mine.startswith(ids)
    assert len(mine) == len(ids) + 40


async def test_each_person_and_each_roadmap_has_an_address_of_its_own(town: Town) -> None:
    other = await town.tx.roadmaps.add(Roadmap(0, "Другая", Period.school(2019), MORNING))
    marks = {
        (await feeds.feed_secret(town.tx, roadmap_id, person.id)).rpartition("-")[2]
        for roadmap_id in (town.roadmap.id, other.id)
        for person in (town.vetrova, town.lugovoy)
    }
    assert len(marks) == 4


async def test_the_key_has_256_bits_and_another_installation_another_one(town: Town) -> None:
    mine = await secret(town, town.vetrova)
    ((name, key),) = (await town.tx.facts.beginning("")).items()
    assert (name, len(bytes.fromhex(key))) == ("feed_key", 32)
    await town.tx.facts.set("feed_key", None)
    assert await secret(town, town.vetrova) != mine
    assert await feeds.feed_behind(town.tx, mine) is None


async def test_an_address_given_by_an_earlier_version_leads_on(town: Town) -> None:
    await town.tx.facts.set("feed_key", "5a" * 32)
    first = await feeds.feed_secret(town.tx, 3, 5)
    await feeds.renew_feed(town.tx, 3, 5)
    assert (first, await feeds.feed_secret(town.tx, 3, 5)) == (
        "3-5-5d7a48d431d8e3588736c9881ddd67232254065c", "3-5-109cbf182f55ea14f9c95ad21cd55cfa35ec8406",
    )  # fmt: skip


async def test_a_renewed_address_is_another_and_the_former_leads_nowhere(town: Town) -> None:
    former, others = await secret(town, town.vetrova), await secret(town, town.lugovoy)
    seen = {former}
    for count in range(2, 4):
        await feeds.renew_feed(town.tx, town.roadmap.id, town.vetrova.id)
        seen.add(await secret(town, town.vetrova))
        assert len(seen) == count
    assert await feeds.feed_behind(town.tx, former) is None
    assert await feeds.feed_behind(town.tx, await secret(town, town.vetrova)) is not None
    assert await secret(town, town.lugovoy) == others


async def test_a_mark_serves_nobody_else(town: Town) -> None:
    mark = (await secret(town, town.vetrova)).rpartition("-")[2]
    assert await feeds.feed_behind(town.tx, f"{town.roadmap.id}-{town.lugovoy.id}-{mark}") is None


@pytest.mark.parametrize(
    "wrong", ["", "1-2", "1-2-3", "x-y-z", "1-2-" + "g" * 40, "1-2-" + "0" * 40]
)
async def test_what_is_no_address_of_ours_leads_nowhere(town: Town, wrong: str) -> None:
    assert await feeds.feed_behind(town.tx, wrong) is None
    await secret(town, town.vetrova)
    assert await feeds.feed_behind(town.tx, wrong) is None


async def test_more_after_a_right_address_makes_it_wrong(town: Town) -> None:
    mine = await secret(town, town.vetrova)
    assert await feeds.feed_behind(town.tx, f"{mine}0") is None


async def test_the_calendar_of_who_is_gone_or_erased_leads_nowhere(town: Town) -> None:
    mine = await secret(town, town.vetrova)
    await town.tx.people.update(replace(town.vetrova, state=PersonState.GONE))
    assert await feeds.feed_behind(town.tx, mine) is None
    await town.tx.people.erase(town.vetrova.id)
    assert await feeds.feed_behind(town.tx, mine) is None


async def test_the_calendar_of_a_roadmap_that_was_taken_back_leads_nowhere(town: Town) -> None:
    mine = await secret(town, town.vetrova)
    await town.tx.roadmaps.remove(town.roadmap.id)
    assert await feeds.feed_behind(town.tx, mine) is None


async def test_officials_see_their_own_days_and_the_others_everybody_s(town: Town) -> None:
    assert feeds.whose_days(town.vetrova) == town.vetrova.id
    assert [feeds.whose_days(one) for one in (town.head, town.guest)] == [None, None]
