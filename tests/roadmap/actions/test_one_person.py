"""Two records that are one person, and one that is two: what becomes of rights, accounts, plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.actions import joining
from roadmap.actions.accepting import (
    Acceptance,
    acceptance_of,
    asked_to_accept,
    decided_acceptance,
)
from roadmap.actions.arriving import Arrival, arrival_of, remember_arrival
from roadmap.actions.one_person import items_to_part, join_records, part_record, union_of
from roadmap.actions.planning import replan_roadmap
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Assignment, Body, BodyAssignment, Person, PersonState, Role
from roadmap.model.messages import Outgoing
from tests.roadmap.actions.town import DAY, HOUR, MORNING, RULES, TODAY, Town, line, told

NOT_COORDINATORS = ("vetrova", "lugovoy", "osin", "guest")


async def twin_of_vetrova(town: Town, **fields: object) -> Person:
    """Another record of hers, which answers for item 3."""
    person = Person(0, "Ветрова Анна Петровна", Role.OFFICIAL, roadmap_id=town.roadmap.id)
    twin = await town.tx.people.add(replace(person, **fields))  # type: ignore[arg-type] # by name
    await town.tx.people.assign([Assignment(town.items[2].id, None, twin.id)])
    return twin


async def test_who_was_two_is_reminded_as_one(town: Town) -> None:
    twin = await twin_of_vetrova(town, job="завуч")
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await town.tx.answers.add(told(town, 2, by=twin))
    union = await join_records(town.tx, town.head, town.vetrova, twin, RULES)
    assert (union.kept.id, union.kept.name, union.kept.job) == (
        town.vetrova.id, "Ветрова Анна Петровна", "завуч",
    )  # fmt: skip
    assert await town.person(town.vetrova) == union.kept
    assert union.kept.telegram_id == town.vetrova.telegram_id
    for n in (0, 2):
        assert {person for person, _ in await town.reminders(n)} == {town.vetrova.id}
        assert len(await town.reminders(n)) == len(set(await town.reminders(n)))
    assert [one.person_id for one in await town.entries(2)] == [town.vetrova.id]
    said = line(town.head, None, "log-same-person", "Ветрова Анна Петровна → Ветрова Анна Петровна")
    assert (await town.log())[-1] == said


async def test_what_either_record_asked_to_be_accepted_or_decided_is_that_of_the_one_kept(
    town: Town,
) -> None:
    twin = await twin_of_vetrova(town)
    theirs, decided, others = (due.id for due in town.dues)
    await asked_to_accept(town.tx, theirs, twin.id)
    await asked_to_accept(town.tx, decided, town.lugovoy.id)
    await decided_acceptance(town.tx, decided, twin.id, TODAY, "Где акт?")
    await asked_to_accept(town.tx, others, town.lugovoy.id)
    await remember_arrival(town.tx, twin.id, Arrival(refused="Ветрова.docx не прочитан"))
    await join_records(town.tx, town.head, town.vetrova, twin, RULES)
    kept, lugovoy = town.vetrova.id, town.lugovoy.id
    assert await acceptance_of(town.tx, theirs) == Acceptance(kept)
    assert await acceptance_of(town.tx, decided) == Acceptance(
        lugovoy, kept, TODAY.isoformat(), "Где акт?"
    )
    assert await acceptance_of(town.tx, others) == Acceptance(lugovoy)
    assert await arrival_of(town.tx, twin.id) is None


async def test_the_account_that_can_be_reached_is_kept_with_its_language(town: Town) -> None:
    twin = await twin_of_vetrova(
        town, telegram_id=9001, state=PersonState.ACTIVE, language="en", seen_at=MORNING
    )
    await town.tx.people.update(replace(town.vetrova, state=PersonState.BLOCKED))
    town.vetrova = await town.person(town.vetrova)
    waiting = await town.tx.messages.add(Outgoing(7001, "Напоминание"))
    union = await join_records(town.tx, town.head, town.vetrova, twin, RULES)
    assert (union.kept.telegram_id, union.kept.language, union.kept.state) == (
        9001, "en", PersonState.ACTIVE,
    )  # fmt: skip
    assert union.shut_out == 7001
    assert (await town.tx.messages.get(waiting.id)).chat_id == 9001
    assert await town.tx.people.by_telegram(7001) is None


async def test_a_leave_of_either_record_goes_on_and_nobody_stands_in_for_themselves(
    town: Town,
) -> None:
    twin = await twin_of_vetrova(
        town, leave_from=TODAY, leave_to=TODAY + 5 * DAY, deputy_id=town.vetrova.id
    )
    union = await join_records(town.tx, town.head, town.vetrova, twin, RULES)
    assert (union.kept.leave_from, union.kept.deputy_id) == (TODAY, None)
    assert (await town.person(town.vetrova)).on_leave(TODAY)


async def test_roles_are_never_gained_by_joining(town: Town) -> None:
    for kept, gone in ((town.head, town.vetrova), (town.vetrova, town.head)):
        with pytest.raises(UserError) as refused:
            union_of(town.head, kept, gone)
        assert refused.value.key == "same-roles-differ"
    with pytest.raises(UserError):
        union_of(town.head, town.vetrova, town.vetrova)


@pytest.mark.parametrize("who", NOT_COORDINATORS)
async def test_only_a_coordinator_joins_parts_and_puts_back(town: Town, who: str) -> None:
    actor, item = getattr(town, who), town.items[0].id
    with pytest.raises(NotAllowed):
        await join_records(town.tx, actor, town.vetrova, town.osin, RULES)
    with pytest.raises(NotAllowed):
        await part_record(town.tx, actor, town.vetrova, {item}, "Ким", "", "code", RULES)
    with pytest.raises(NotAllowed):
        await joining.put_back(town.tx, actor, town.vetrova, 5, 7001, MORNING)
    assert (await town.assigned(), await town.log()) == ([(town.vetrova.id, None)], [])


async def test_parted_items_are_the_new_one_s_with_its_reminders_and_a_link(town: Town) -> None:
    await town.tx.people.assign([Assignment(town.items[2].id, town.points[2].id, town.vetrova.id)])
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    other = await part_record(
        town.tx,
        town.head,
        town.vetrova,
        {town.items[2].id},
        " Ветрова  А.И. ",
        "СОШ № 7",
        "c",
        RULES,
    )
    assert (other.name, other.job, other.role) == ("Ветрова А.И.", "СОШ № 7", Role.OFFICIAL)
    assert await town.assigned(2) == [(other.id, town.points[2].id)]
    assert await town.assigned(0) == [(town.vetrova.id, None)]
    assert {person for person, _ in await town.reminders(2)} == {other.id}
    assert {person for person, _ in await town.reminders(0)} == {town.vetrova.id}
    came = await joining.join(town.tx, "c", 9009, MORNING + HOUR)
    assert came.person.id == other.id
    assert (await town.log())[0].about == "Ветрова Анна → Ветрова А.И."


async def test_what_a_person_answers_for_through_a_body_stays_with_the_body(town: Town) -> None:
    body = await town.tx.bodies.add(Body(0, "СОШ № 5"))
    await town.tx.bodies.set_members(body.id, [town.vetrova.id])
    await town.tx.bodies.assign([BodyAssignment(town.items[1].id, None, body.id)])
    assert [item.number for item in await items_to_part(town.tx, town.vetrova)] == ["1"]
    with pytest.raises(UserError) as refused:
        await part_record(
            town.tx, town.head, town.vetrova, {town.items[1].id}, "Ким", "", "c", RULES
        )
    assert refused.value.key == "part-nothing-chosen"
    with pytest.raises(UserError):
        await part_record(town.tx, town.head, town.vetrova, {town.items[0].id}, " ", "", "c", RULES)
