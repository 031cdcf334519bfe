"""Names of plans and the directory: what is taken, asked, created; and who stands for a body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.actions import bodies, editing, naming
from roadmap.actions.assigning import hand_over
from roadmap.actions.chats import bind_chat
from roadmap.actions.importing import save_new
from roadmap.actions.naming import PlanNames
from roadmap.directory.likeness import Likeness
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import (
    Body,
    BodyAssignment,
    BodyKind,
    Capacity,
    Draft,
    Item,
    Person,
    PersonState,
    Roadmap,
)
from tests.roadmap.actions.document import DECEMBER, draft, row, stored
from tests.roadmap.actions.town import RULES, Town, told

OFFICE = "Управление образования"


def plan(*named: tuple[str, ...], co: tuple[str, ...] = (), title: str = "") -> Draft:
    """A document of up to four items, each with whom it names; `co` are the first one's
    co-executors.
    """
    texts = ("дети", "подвоз", "залы", "кружки")
    rows = [
        replace(row(str(n), text, DECEMBER), responsible=names, co_executors=co if n == 1 else ())
        for n, (text, names) in enumerate(zip(texts, named, strict=False), 1)
    ]
    made = draft(*rows)
    return replace(made, title=title or made.title)


async def saved(town: Town, made: Draft) -> tuple[Roadmap, list[Item]]:
    roadmap = await save_new(town.tx, town.head, await stored(town, made), made, RULES)
    return roadmap, await town.tx.roadmaps.items(roadmap.id)


async def answering(town: Town, item: Item) -> set[tuple[str, Capacity]]:
    """The bodies that answer for an item."""
    return {
        ((await town.tx.bodies.get(one.body_id)).name, one.capacity)
        for one in await town.tx.bodies.assignments_of_items([item.id])
    }


async def names(town: Town, roadmap: Roadmap) -> PlanNames:
    return await naming.names_of_plan(town.tx, roadmap)


async def body(town: Town, name: str, *members: Person) -> Body:
    added = await bodies.add_body(town.tx, town.head, name, RULES)
    await bodies.stand_for(town.tx, town.head, added, members, RULES)
    return added


async def reminded(town: Town, item: Item) -> set[int]:
    """Who is going to be reminded of an item."""
    points = await town.tx.roadmaps.points([item.id])
    dues = await town.tx.roadmaps.dues([point.id for point in points])
    found = await town.tx.reminders.of_dues([due.id for due in dues])
    return {one.person_id for one in found if one.state == "planned"}


async def test_what_the_directory_knows_answers_for_its_rows_from_the_first_day(
    town: Town,
) -> None:
    office = await body(town, OFFICE, town.osin)
    await body(town, "Отдел культуры")
    roadmap, (first, second, third) = await saved(
        town,
        plan(
            ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ (по согласованию)", "Орлова Е.А."),
            ("Управлению образования", "Отдел культуры"),
            ("Дума",),
            co=("Отделом культуры",),
        ),
    )
    culture = "Отдел культуры"
    assert await answering(town, first) == {
        (OFFICE, Capacity.RESPONSIBLE),
        (culture, Capacity.CO_EXECUTOR),
    }
    assert await answering(town, second) == {
        (OFFICE, Capacity.RESPONSIBLE),
        (culture, Capacity.RESPONSIBLE),
    }
    assert await answering(town, third) == set()
    assert await reminded(town, first) == await reminded(town, second) == {town.osin.id}
    assert await reminded(town, third) == set()
    found = await names(town, roadmap)
    assert next((named.name.text, known.id) for named, known in found.known) == (
        "Управлению образования",
        office.id,
    )
    assert [named.name.text for named in found.new] == ["Дума"]
    assert found.unsettled == 1


async def test_a_likely_name_is_nobody_s_until_the_coordinator_says_yes_once(town: Town) -> None:
    office = await body(town, OFFICE, town.osin)
    first_plan = plan(("УО",), ("Дума",), ("УО", "Отдел культуры"))
    roadmap, items = await saved(town, first_plan)
    found = await names(town, roadmap)
    ((likely, (offered,)),) = [(one.named, one.bodies) for one in found.likely]
    assert (likely.name.text, offered) == (
        "УО",
        (replace(office, names=(OFFICE,)), Likeness.SHORTENED),
    )
    assert await answering(town, items[0]) == set()
    await naming.accept_likely(town.tx, town.head, roadmap, likely.mark, office.id, RULES)
    for item in (items[0], items[2]):
        assert (OFFICE, Capacity.RESPONSIBLE) in await answering(town, item)
        assert await reminded(town, item) == {town.osin.id}
    assert not (await names(town, roadmap)).likely
    # The next plan is not asked about it any more.
    later, (other, *_) = await saved(town, plan(("УО",), title="План на весну"))
    assert await answering(town, other) == {(OFFICE, Capacity.RESPONSIBLE)}
    assert (await names(town, later)).unsettled == 0
    with pytest.raises(UserError, match="error-stale-button"):
        await naming.accept_likely(town.tx, town.head, roadmap, likely.mark, office.id, RULES)


async def test_offices_of_two_districts_are_two_and_neither_is_offered_for_the_other(
    town: Town,
) -> None:
    await body(town, "УО Советского района")
    roadmap, _ = await saved(town, plan(("УО Заречного района",), ("УО Советского района",)))
    found = await names(town, roadmap)
    assert not found.likely
    assert [named.name.text for named in found.new] == ["УО Заречного района"]


async def test_all_new_names_become_bodies_with_one_tap_and_alike_ones_are_asked_about(
    town: Town,
) -> None:
    roadmap, items = await saved(
        town,
        plan(
            ("УО", "Руководители ОУ"),
            ("Управление образования", "Зам. директора по ВР"),
            ("Орлова Е.А.",),
        ),
    )
    found = await names(town, roadmap)
    assert [named.name.text for named in found.waiting] == ["УО"]
    created = await naming.create_named(town.tx, town.head, roadmap, RULES)
    assert [(one.name, one.kind) for one in created] == [
        ("Руководители ОУ", BodyKind.GROUP),
        (OFFICE, BodyKind.BODY),
        ("Зам. директора по ВР", BodyKind.POST),
    ]
    assert {name for name, _ in await answering(town, items[1])} == {
        OFFICE,
        "Зам. директора по ВР",
    }
    found = await names(town, roadmap)
    assert [one.named.name.text for one in found.likely] == ["УО"]
    assert not found.new
    # «Нет, это другой»: it becomes a body of its own.
    (other,) = await naming.create_named(
        town.tx, town.head, roadmap, RULES, found.likely[0].named.mark
    )
    assert other.name == "УО"
    assert (await names(town, roadmap)).unsettled == 0
    assert [one.name for one, _ in await bodies.unmanned(town.tx, roadmap.id)] == [
        "Зам. директора по ВР",
        "Руководители ОУ",
        "УО",
        OFFICE,
    ]
    with pytest.raises(NotAllowed):
        await naming.create_named(town.tx, town.osin, roadmap, RULES)


async def test_a_new_head_takes_over_what_is_open_and_answers_stay_under_their_author(
    town: Town,
) -> None:
    office = await body(town, OFFICE, town.osin)
    _, items = await saved(town, plan((OFFICE,), (OFFICE,)))
    await town.tx.answers.add(told(town, 0, by=town.osin, item_id=items[0].id))
    done = await bodies.stand_for(town.tx, town.head, office, [town.lugovoy], RULES)
    assert (done.come, done.gone) == ((town.lugovoy,), (town.osin,))
    assert [item.id for item in done.items] == [item.id for item in items]
    for item in items:
        assert await reminded(town, item) == {town.lugovoy.id}
    (entry,) = await town.tx.answers.of_item(items[0].id)
    assert entry.person_id == town.osin.id
    assert (await town.log())[-1].what == "log-body-stands"


async def test_an_observer_cannot_stand_for_a_body_and_an_official_cannot_say_who_does(
    town: Town,
) -> None:
    office = await body(town, OFFICE)
    with pytest.raises(UserError, match="error-observer-cannot-answer"):
        await bodies.stand_for(town.tx, town.head, office, [town.guest], RULES)
    for verb in (bodies.stand_for(town.tx, town.osin, office, [town.osin], RULES),
                 bodies.remove(town.tx, town.guest, office, RULES),
                 bodies.rename(town.tx, town.osin, office, "Дума", RULES),
                 bodies.join(town.tx, town.osin, office, office, RULES)):  # fmt: skip
        with pytest.raises(NotAllowed):
            await verb
    assert await bodies.members_of(town.tx, office) == []


async def test_a_person_who_stands_for_two_bodies_of_an_item_is_reminded_once(
    town: Town,
) -> None:
    await body(town, OFFICE, town.osin)
    await body(town, "Отдел культуры", town.osin)
    _, (item, *_) = await saved(town, plan((OFFICE, "Отдел культуры")))
    points = await town.tx.roadmaps.points([item.id])
    dues = await town.tx.roadmaps.dues([point.id for point in points])
    planned = await town.tx.reminders.of_dues([due.id for due in dues])
    assert planned
    assert len({one.fire_at for one in planned}) == len(planned)


async def test_two_bodies_become_one_with_their_names_people_and_items(town: Town) -> None:
    office = await body(town, OFFICE, town.osin)
    short = await body(town, "УО", town.lugovoy)
    _, items = await saved(town, plan((OFFICE,), ("УО",), ("УО", OFFICE)))
    kept = await bodies.join(town.tx, town.head, office, short, RULES)
    assert (kept.name, kept.names) == (OFFICE, (OFFICE, "УО"))
    assert [one.id for one in await bodies.members_of(town.tx, kept)] == [
        town.osin.id,
        town.lugovoy.id,
    ]
    for item in items[:3]:
        assert await answering(town, item) == {(OFFICE, Capacity.RESPONSIBLE)}
        assert await reminded(town, item) == {town.osin.id, town.lugovoy.id}
    with pytest.raises(NotFound):
        await town.tx.bodies.get(short.id)
    with pytest.raises(UserError, match="error-body-same"):
        await bodies.join(town.tx, town.head, kept, kept, RULES)


async def test_a_name_given_by_hand_takes_its_rows_and_no_other_body_s_name_is_taken(
    town: Town,
) -> None:
    office = await body(town, OFFICE, town.osin)
    await body(town, "Дума")
    _, (item, *_) = await saved(town, plan(("Рособр",)))
    await bodies.add_name(town.tx, town.head, office, "рособр", RULES)
    assert await reminded(town, item) == {town.osin.id}
    renamed = await bodies.rename(town.tx, town.head, office, "Департамент образования", RULES)
    assert renamed.name == "Департамент образования"
    assert renamed.names == (OFFICE, "Рособр", "Департамент образования")
    with pytest.raises(UserError, match="error-body-name-taken"):
        await bodies.rename(town.tx, town.head, office, "Думы", RULES)
    with pytest.raises(UserError, match=r"error-body-name$"):
        await bodies.add_name(town.tx, town.head, office, " — ", RULES)


async def test_nobody_is_reminded_for_a_body_that_is_removed_and_its_name_is_asked_about_again(
    town: Town,
) -> None:
    office = await body(town, OFFICE, town.osin)
    roadmap, (item, *_) = await saved(town, plan((OFFICE,)))
    await bodies.remove(town.tx, town.head, office, RULES)
    assert await reminded(town, item) == set()
    assert [named.name.text for named in (await names(town, roadmap)).new] == [OFFICE]


async def test_a_new_edition_moves_items_between_bodies_and_keeps_what_was_given_by_hand(
    town: Town,
) -> None:
    await body(town, OFFICE, town.osin)
    await body(town, "Дума", town.lugovoy)
    by_hand = await body(town, "Отдел кадров", town.vetrova)
    first = plan((OFFICE,), (OFFICE,), (OFFICE,))
    roadmap, items = await saved(town, first)
    await town.tx.bodies.assign([BodyAssignment(items[0].id, None, by_hand.id)])
    second = plan(("Дума",), ("Управлением образования",), (), ("Дума",), co=(OFFICE,))
    waiting = await stored(town, second)
    await editing.apply_edition(town.tx, town.head, roadmap, waiting, second, RULES)
    now = await town.tx.roadmaps.items(roadmap.id)
    assert [await answering(town, item) for item in now] == [
        {
            ("Дума", Capacity.RESPONSIBLE),
            (OFFICE, Capacity.CO_EXECUTOR),
            ("Отдел кадров", Capacity.RESPONSIBLE),
        },
        {(OFFICE, Capacity.RESPONSIBLE)},
        set(),
        {("Дума", Capacity.RESPONSIBLE)},
    ]
    assert await reminded(town, now[3]) == {town.lugovoy.id}
    assert await reminded(town, now[2]) == set()


async def test_of_several_spellings_the_nominative_names_the_body(town: Town) -> None:
    made = plan(("ОТДЕЛ КУЛЬТУРЫ",), ("Отделу культуры",), ("Отдел культуры",), ("Отд. культуры",))
    roadmap, items = await saved(town, made)
    (created,) = await naming.create_named(town.tx, town.head, roadmap, RULES)
    assert created.name == "Отдел культуры"
    assert len(await bodies.items_of(town.tx, created)) == len(items) == 4


async def test_who_takes_over_from_somebody_stands_for_their_bodies_too(town: Town) -> None:
    office = await body(town, OFFICE, town.osin, town.vetrova)
    _, (item, *_) = await saved(town, plan((OFFICE,)))
    await hand_over(town.tx, town.head, town.osin, town.lugovoy, RULES)
    assert [one.id for one in await bodies.members_of(town.tx, office)] == [
        town.lugovoy.id,
        town.vetrova.id,
    ]
    assert await reminded(town, item) == {town.lugovoy.id, town.vetrova.id}
    # The next head takes it over from both: nothing is left with who only took over.
    await bodies.stand_for(town.tx, town.head, office, [town.osin], RULES)
    assert await reminded(town, item) == {town.osin.id}


async def test_a_name_taken_by_mistake_becomes_a_body_of_its_own_with_its_rows(
    town: Town,
) -> None:
    office = await body(town, OFFICE, town.osin)
    roadmap, items = await saved(town, plan((OFFICE,), ("УО",), ("УО", OFFICE)))
    (likely,) = (await names(town, roadmap)).likely
    await naming.accept_likely(town.tx, town.head, roadmap, likely.named.mark, office.id, RULES)
    office = await town.tx.bodies.get(office.id)
    parted = await bodies.part(town.tx, town.head, office, "УО", RULES)
    assert parted.names == ("УО",)
    assert (await town.tx.bodies.get(office.id)).names == (OFFICE,)
    both = {(OFFICE, Capacity.RESPONSIBLE), ("УО", Capacity.RESPONSIBLE)}
    assert [await answering(town, item) for item in items] == [
        {(OFFICE, Capacity.RESPONSIBLE)},
        {("УО", Capacity.RESPONSIBLE)},
        both,
    ]
    assert [await reminded(town, item) for item in items] == [
        {town.osin.id},
        set(),
        {town.osin.id},
    ]
    assert (await names(town, roadmap)).unsettled == 0
    for name in (OFFICE, "Дума"):
        with pytest.raises(UserError, match="error-stale-button"):
            await bodies.part(town.tx, town.head, office, name, RULES)
    with pytest.raises(NotAllowed):
        await bodies.part(town.tx, town.osin, office, "УО", RULES)


async def test_a_working_group_s_chat_stays_the_address_when_the_head_changes(town: Town) -> None:
    office = await body(town, OFFICE, town.osin)
    office = await bind_chat(town.tx, town.head, office, -100500, None, RULES)
    (chat,) = set(await town.tx.bodies.members(office.id)) - {town.osin.id}
    _, (item, *_) = await saved(town, plan((OFFICE,)))
    done = await bodies.stand_for(town.tx, town.head, office, [town.lugovoy], RULES)
    assert (done.come, done.gone) == ((town.lugovoy,), (town.osin,))
    assert await reminded(town, item) == {chat}
    assert await bodies.members_of(town.tx, office) == [town.lugovoy]
    with pytest.raises(UserError):
        await bodies.stand_for(town.tx, town.head, office, [await town.tx.people.get(chat)], RULES)
    other = await body(town, "Дума")
    joined = await bodies.join(town.tx, town.head, other, office, RULES)
    assert joined.chat_id == -100500
    assert await reminded(town, item) == {chat}
    await bodies.remove(town.tx, town.head, joined, RULES)
    assert await reminded(town, item) == set()
    assert (await town.tx.people.get(chat)).state is PersonState.GONE
