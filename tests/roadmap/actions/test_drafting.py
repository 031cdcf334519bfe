"""The report as a draft: how complete it is, its versions, and the way through it."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from zlib import decompress

import pytest

from roadmap.actions import drafting
from roadmap.actions.drafting import Change, ReportState
from roadmap.errors import NotFound, UserError
from roadmap.model import Period
from roadmap.report.composing import ReportLine
from tests.roadmap.actions.town import HOUR, MORNING, Town

FIRST, SECOND = Period.school(2019).halves()


async def state(town: Town, *texts: str) -> ReportState:
    """The state of a report whose items say this."""
    items = await town.tx.roadmaps.items(town.roadmap.id)
    lines = [
        ReportLine(item.position, item.number, text)
        for item, text in zip(items, texts, strict=True)
    ]
    return await drafting.report_state(town.tx, town.roadmap, FIRST, lines, MORNING)


async def keep(town: Town, *texts: str) -> int:
    """The report is written and says this."""
    return await drafting.keep_version(town.tx, town.roadmap, FIRST, await state(town, *texts))


async def changes(town: Town, version: int) -> list[Change]:
    """What the version after this one says otherwise."""
    return await drafting.changes_since(town.tx, town.roadmap, FIRST, version)


async def test_a_first_report_says_what_it_lacks_and_has_no_version(town: Town) -> None:
    found = await state(town, "", "Второй", "")
    one, two, three = (item.id for item in town.items)
    assert (found.total, found.missing, found.order) == (3, ["1", "3"], [one, three, two])
    assert (found.version, found.changed) == (0, [])
    assert await drafting.last_version(town.tx, town.roadmap, FIRST) == 0


async def test_what_changed_since_the_last_version_is_told(town: Town) -> None:
    assert await keep(town, "Первый", "", "Третий") == 1
    found = await state(town, "Первый", "Второй", "Иначе")
    assert (found.version, found.changed, found.missing) == (1, ["2", "3"], [])
    assert found.order == [item.id for item in town.items]


async def test_an_unchanged_report_makes_no_new_version(town: Town) -> None:
    assert await keep(town, "Первый", "", "") == 1
    assert await keep(town, "Первый", "", "") == 1
    assert await keep(town, "Первый", "Второй", "") == 2
    assert await drafting.last_version(town.tx, town.roadmap, FIRST) == 2
    assert await drafting.last_version(town.tx, town.roadmap, SECOND) == 0


async def test_two_versions_are_compared_item_by_item(town: Town) -> None:
    await keep(town, "Первый", "", "Третий")
    await keep(town, "Первый", "Второй", "")
    assert await changes(town, 1) == [Change("2", "", "Второй"), Change("3", "Третий", "")]


async def test_items_of_the_same_number_change_apart(town: Town) -> None:
    await town.tx.roadmaps.update_item(replace(town.items[1], number="1"))
    await keep(town, "Первый", "Второй", "")
    found = await state(town, "Первый", "Иначе", "")
    assert found.changed == ["1"]
    await drafting.keep_version(town.tx, town.roadmap, FIRST, found)
    assert await changes(town, 1) == [Change("1", "Второй", "Иначе")]


async def test_changes_come_in_the_document_s_order(town: Town) -> None:
    for n, item in enumerate(town.items):
        await town.tx.roadmaps.update_item(replace(item, position=(2, 10, 100)[n]))
    await keep(town, "", "", "")
    await keep(town, "а", "б", "в")
    assert [one.number for one in await changes(town, 1)] == ["1", "2", "3"]


async def test_an_item_that_is_gone_meanwhile_is_not_compared(town: Town) -> None:
    await keep(town, "", "", "")
    await keep(town, "а", "б", "в")
    await town.tx.roadmaps.remove_items([town.items[1].id])
    assert [one.number for one in await changes(town, 1)] == ["1", "3"]


async def test_an_item_that_is_new_said_nothing_before(town: Town) -> None:
    await keep(town, "а", "б", "в")
    await town.tx.roadmaps.add_items([replace(town.items[0], id=0, position=3, number="4")])
    assert (await state(town, "а", "б", "в", "")).changed == []
    assert await keep(town, "а", "б", "я", "") == 2
    assert await changes(town, 1) == [Change("3", "в", "я")]
    await town.tx.roadmaps.add_items([replace(town.items[0], id=0, position=4, number="5")])
    found = await state(town, "а", "б", "я", "г", "д")
    assert found.changed == ["4", "5"]
    await drafting.keep_version(town.tx, town.roadmap, FIRST, found)
    assert await changes(town, 2) == [Change("4", "", "г"), Change("5", "", "д")]


@pytest.mark.parametrize("version", [0, 1, 7])
async def test_a_version_that_was_never_kept_is_not_compared(town: Town, version: int) -> None:
    await keep(town, "а", "б", "в")
    with pytest.raises(NotFound) as missing:
        await changes(town, version)
    assert missing.value.key == "error-not-found"


async def test_versions_of_before_they_were_packed_are_read(town: Town) -> None:
    await keep(town, "а", "б", "в")
    (name,) = [name for name in await town.tx.facts.beginning("version:") if name.endswith(":1:1")]
    plain = {"at": MORNING.isoformat(), "lines": {"0": "я", "1": "б", "2": "в"}}
    await town.tx.facts.set(name, json.dumps(plain))
    await keep(town, "а", "б", "д")
    assert await changes(town, 1) == [Change("1", "я", "а"), Change("3", "в", "д")]


async def test_a_version_is_packed_and_knows_when_it_was_written(town: Town) -> None:
    long = "Совещание проведено. " * 100
    found = await state(town, long, "", "")
    assert len(found.said) < len(long) // 4
    assert json.loads(decompress(b64decode(found.said))) == {
        "at": MORNING.isoformat(), "lines": {"0": long, "1": "", "2": ""},
    }  # fmt: skip


async def test_the_way_through_a_draft_stays_as_it_was_written(town: Town) -> None:
    one, two, three = (item.id for item in town.items)
    await keep(town, "а", "", "в")
    await state(town, "", "б", "в")
    assert await drafting.draft_order(town.tx, town.roadmap, FIRST) == [two, one, three]
    await keep(town, "а", "", "в")
    assert await drafting.draft_order(town.tx, town.roadmap, FIRST) == [two, one, three]
    await keep(town, "", "б", "в")
    assert await drafting.draft_order(town.tx, town.roadmap, FIRST) == [one, two, three]
    for other in ((town.roadmap, SECOND), (replace(town.roadmap, id=town.roadmap.id + 1), FIRST)):
        with pytest.raises(UserError) as outdated:
            await drafting.draft_order(town.tx, *other)
        assert outdated.value.key == "error-draft-outdated"


async def test_the_way_goes_round_and_passes_over_what_is_gone(town: Town) -> None:
    order = [item.id for item in town.items]
    tx = town.tx
    assert await drafting.item_of_draft(tx, order, 1) == (1, town.items[1])
    assert await drafting.item_of_draft(tx, order, 3) == (0, town.items[0])
    await tx.roadmaps.remove_items([order[2]])
    assert await drafting.item_of_draft(tx, order, 2) == (0, town.items[0])
    await tx.roadmaps.remove_items([order[0]])
    assert await drafting.item_of_draft(tx, order, 2) == (1, town.items[1])


async def test_a_draft_of_which_nothing_is_left_is_outdated(town: Town) -> None:
    await town.tx.roadmaps.remove_items([item.id for item in town.items])
    for order in ([], [item.id for item in town.items]):
        with pytest.raises(UserError) as outdated:
            await drafting.item_of_draft(town.tx, order, 0)
        assert outdated.value.key == "error-draft-outdated"


async def test_a_version_written_later_tells_its_own_time(town: Town) -> None:
    lines = [ReportLine(item.position, item.number, "") for item in town.items]
    later = await drafting.report_state(town.tx, town.roadmap, FIRST, lines, MORNING + HOUR)
    assert later.said != (await state(town, "", "", "")).said
