"""Who answers for what: finding the person meant, assigning, taking away, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from roadmap.actions import assigning, planning
from roadmap.actions.assigning import How, Named, Target
from roadmap.actions.planning import Rules, replan, replan_roadmap
from roadmap.actions.tasks import PlanItems, task_of
from roadmap.errors import NotAllowed, NotFound, SeveralPeople, UserError
from roadmap.model import (
    Assignment,
    Body,
    BodyAssignment,
    Capacity,
    Item,
    Period,
    Person,
    PersonState,
    Roadmap,
    Role,
)
from roadmap.ports import DueView, Tx
from tests.roadmap.actions.town import DUE_DAYS, MORNING, RULES, Town, line, told

NOT_COORDINATORS = ("vetrova", "lugovoy", "osin", "guest")


async def hire(town: Town, *names: str, role: Role = Role.OFFICIAL) -> list[Person]:
    """More people, without a roadmap of their own."""
    return [await town.tx.people.add(Person(0, name, role)) for name in names]


async def second_roadmap(town: Town) -> Item:
    """An item of another roadmap; nobody answers for it."""
    roadmap = await town.tx.roadmaps.add(
        Roadmap(0, "Другая дорожная карта", Period.school(2019), MORNING)
    )
    (item,) = await town.tx.roadmaps.add_items(
        [replace(town.items[0], id=0, roadmap_id=roadmap.id)]
    )
    return item


async def assign(
    town: Town, targets: Sequence[Target], person: Person, actor: Person | None = None
) -> None:
    """Assign as the coordinator, or as somebody else."""
    await assigning.assign(town.tx, actor or town.head, targets, [Named(person)], RULES)


async def add(
    town: Town, items: Sequence[Item], person: Person, actor: Person | None = None
) -> None:
    """The same beside those who answer already."""
    targets = [Target(item) for item in items]
    await assigning.assign(
        town.tx, actor or town.head, targets, [Named(person)], RULES, assigning.How.ADD
    )


async def take_away(
    town: Town, target: Target, person: Person, actor: Person | None = None
) -> None:
    """Have somebody answer no more."""
    await assigning.assign(
        town.tx, actor or town.head, [target], [Named(person)], RULES, assigning.How.TAKE
    )


@pytest.mark.parametrize(
    "written",
    ["Ветрова", "ветрова", "ВЕТРОВА  АННА", "Ветрова Анна", "Ветрова А", "Ветр", "Ветрову", "Ветровой", "Анна Ветрова",
     "Ветрова А.", "А. Ветрова", "Ветрову Анну", "Анне Ветровой", "Ветрова A"],
)  # fmt: skip
async def test_a_person_is_found_by_what_people_write(town: Town, written: str) -> None:
    assert await assigning.find_person(town.tx, written) == town.vetrova


@pytest.mark.parametrize("written", ["Луговому", "Лугового", "лугов"])
async def test_a_surname_may_be_declined(town: Town, written: str) -> None:
    assert await assigning.find_person(town.tx, written) == town.lugovoy


async def test_yo_is_written_as_one_likes(town: Town) -> None:
    (fyodorov,) = await hire(town, "Фёдоров Семён")
    assert await assigning.find_person(town.tx, "федоров") == fyodorov
    (semenov,) = await hire(town, "Семенов Олег")
    assert await assigning.find_person(town.tx, "Семёнов") == semenov


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        "Анна",
        "Анна В.",
        "Ветровыми",
        "Ветру",
        "Ветрову Анне",
        "Лугово П",
        "Осинников",
        "Осинуда",
        "#999",
        "#",
    ],
)
async def test_who_is_not_meant_is_not_found(town: Town, written: str) -> None:
    with pytest.raises(NotFound) as missing:
        await assigning.find_person(town.tx, written)
    assert (missing.value.key, missing.value.variables) == (
        "error-person-unknown", {"name": written},
    )  # fmt: skip


async def test_a_short_surname_is_declined_like_any_other(town: Town) -> None:
    lee, lazar, kovsh = await hire(town, "Лия Сон", "Лаза Юрий", "Ковш Егор")
    for written, meant in (
        ("Лия", lee), ("Лию", lee), ("Лаза", lazar), ("Лазу", lazar), ("Ковшу", kovsh), ("Осину", town.osin),
    ):  # fmt: skip
        assert await assigning.find_person(town.tx, written) == meant


async def test_namesakes_are_found_by_their_posts(town: Town) -> None:
    five, seven = [
        await town.tx.people.add(Person(0, "Иванова А.П.", Role.OFFICIAL, job=job))
        for job in ("директор, СОШ № 5", "директор, СОШ № 7")
    ]
    for written in ("Иванова СОШ 5", "Иванова А.П. (СОШ № 5)", "Ивановой А.П., СОШ № 5"):
        assert await assigning.find_person(town.tx, written) == five
    assert await assigning.find_person(town.tx, f"#{seven.id}") == seven
    with pytest.raises(SeveralPeople) as several:
        await assigning.find_person(town.tx, "Иванова директор")
    assert several.value.ids == (five.id, seven.id)
    assert several.value.variables["names"] == "Иванова А.П. (СОШ № 5), Иванова А.П. (СОШ № 7)"


async def test_who_stands_for_a_body_is_found_by_its_name(town: Town) -> None:
    (one, other) = await hire(town, "Иванова А.П.", "Иванова А. П.")
    body = await town.tx.bodies.add(Body(0, "СОШ № 5"))
    await town.tx.bodies.set_members(body.id, [other.id])
    assert await assigning.find_person(town.tx, "Иванова СОШ 5") == other
    with pytest.raises(SeveralPeople) as several:
        await assigning.find_person(town.tx, "Иванова")
    assert set(several.value.ids) == {one.id, other.id}


async def test_it_asks_where_the_only_one_is_in_doubt(town: Town) -> None:
    (man,) = await hire(town, "Кузнецов Олег")
    with pytest.raises(SeveralPeople) as doubt:
        await assigning.find_person(town.tx, "Кузнецова О.")
    assert (doubt.value.key, doubt.value.ids) == ("error-person-doubtful", (man.id,))
    (woman,) = await hire(town, "Кузнецова Ольга")
    assert await assigning.find_person(town.tx, "Кузнецова О.") == woman


async def test_a_whole_name_goes_before_a_surname_and_that_before_a_beginning(town: Town) -> None:
    short, longer, double = await hire(town, "Ким", "Ким Роман", "Кимов Олег")
    assert await assigning.find_person(town.tx, "ким роман") == longer
    assert await assigning.find_person(town.tx, "Ким") == short
    await town.tx.people.erase(short.id)
    assert await assigning.find_person(town.tx, "Ким") == longer
    assert await assigning.find_person(town.tx, "Кимов") == double


async def test_namesakes_are_named_five_at_most(town: Town) -> None:
    await hire(town, *(f"Ильин {letter}" for letter in "АБВГДЕ"))
    with pytest.raises(UserError) as several:
        await assigning.find_person(town.tx, "ильин")
    assert several.value.key == "error-person-several"
    assert several.value.variables == {
        "name": "ильин", "names": "Ильин А, Ильин Б, Ильин В, Ильин Г, Ильин Д",
    }  # fmt: skip


async def test_an_observer_is_found_last_and_may_not_answer(town: Town) -> None:
    with pytest.raises(UserError) as refused:
        await assigning.find_person(town.tx, "Гостев")
    assert (refused.value.key, refused.value.variables) == (
        "error-observer-cannot-answer", {"name": "Гостев Илья"},
    )  # fmt: skip
    (namesake,) = await hire(town, "Гостев Олег")
    assert await assigning.find_person(town.tx, "Гостев") == namesake


async def test_a_coordinator_may_answer_too(town: Town) -> None:
    assert await assigning.find_person(town.tx, "Главина") == town.head


async def test_the_new_official_replaces_the_former_and_is_reminded(town: Town) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await assign(town, [Target(town.items[0])], town.osin)
    assert await town.assigned() == [(town.osin.id, None)]
    assert {person for person, _ in await town.reminders()} == {town.osin.id}
    assert {person for person, _ in await town.reminders(1)} == {town.lugovoy.id}
    said = line(town.head, town.roadmap, "log-assigned", "1 → Осин Глеб")
    assert await town.log() == [said]


async def test_a_point_s_own_official_leaves_the_item_s_in_place(town: Town) -> None:
    target = Target(town.items[0], town.points[0])
    await assign(town, [target], town.osin)
    assert await town.assigned() == [(town.vetrova.id, None), (town.osin.id, town.points[0].id)]
    assert {person for person, _ in await town.reminders()} == {town.osin.id}
    await assign(town, [target], town.lugovoy)
    assert await town.assigned() == [(town.vetrova.id, None), (town.lugovoy.id, town.points[0].id)]


async def test_several_items_go_at_once_and_each_is_logged_once(town: Town) -> None:
    first, second = town.items[:2]
    await assign(town, [Target(first), Target(first, town.points[0]), Target(second)], town.osin)
    assert await town.assigned() == [(town.osin.id, None), (town.osin.id, town.points[0].id)]
    assert await town.assigned(1) == [(town.osin.id, None)]
    assert [one.about for one in await town.log()] == ["1, 2 → Осин Глеб"]
    assert {person for person, _ in await town.reminders(1)} == {town.osin.id}


async def test_a_long_list_is_logged_by_its_first_twenty(town: Town) -> None:
    items = await town.tx.roadmaps.add_items(
        [replace(town.items[0], id=0, position=n, number=str(n)) for n in range(10, 32)]
    )
    await assign(town, [Target(item) for item in items], town.osin)
    numbers = ", ".join(str(n) for n in range(10, 30))
    assert [one.about for one in await town.log()] == [f"{numbers} → Осин Глеб"]


async def test_who_had_no_roadmap_gets_that_of_the_item(town: Town) -> None:
    (new,) = await hire(town, "Новиков")
    await assign(town, [Target(town.items[0])], new)
    assert (await town.person(new)).roadmap_id == town.roadmap.id
    other = await second_roadmap(town)
    await assign(town, [Target(other)], await town.person(new))
    assert (await town.person(new)).roadmap_id == town.roadmap.id


async def test_one_more_answers_beside_who_does_already(town: Town) -> None:
    await add(town, town.items[:2], town.osin)
    assert await town.assigned() == [(town.vetrova.id, None), (town.osin.id, None)]
    assert await town.assigned(1) == [(town.lugovoy.id, None), (town.osin.id, None)]
    assert {one for one, _ in await town.reminders()} == {town.vetrova.id, town.osin.id}
    assert await town.log() == [line(town.head, town.roadmap, "log-assigned", "1, 2 → Осин Глеб")]
    await add(town, town.items[:1], town.osin)
    assert await town.assigned() == [(town.vetrova.id, None), (town.osin.id, None)]


async def test_who_no_longer_answers_is_not_reminded(town: Town) -> None:
    await add(town, town.items[:1], town.osin)
    point = Target(town.items[0], town.points[0])
    await take_away(town, Target(town.items[0]), town.vetrova)
    assert await town.assigned() == [(town.osin.id, None)]
    assert {one for one, _ in await town.reminders()} == {town.osin.id}
    assert (await town.log())[-1] == line(town.head, town.roadmap, "log-unassigned", "1")
    await assign(town, [point], town.vetrova)
    await take_away(town, point, town.vetrova)
    assert await town.assigned() == [(town.osin.id, None)]


async def test_everything_of_the_leaver_goes_to_the_heir_and_what_was_written_stays(
    town: Town,
) -> None:
    await replan_roadmap(town.tx, town.roadmap.id, RULES)
    await town.tx.people.assign([Assignment(town.items[2].id, town.points[2].id, town.vetrova.id)])
    written = await town.tx.answers.add(told(town))
    moved = await assigning.hand_over(town.tx, town.head, town.vetrova, town.osin, RULES)
    assert moved == 2
    assert await town.assigned() == [(town.osin.id, None)]
    assert await town.assigned(1) == [(town.lugovoy.id, None)]
    assert await town.assigned(2) == [(town.osin.id, town.points[2].id)]
    for n in (0, 2):
        assert {person for person, _ in await town.reminders(n)} == {town.osin.id}
    assert {day for _, day in await town.reminders(2)} >= {DUE_DAYS[2]}
    assert await town.entries() == [written]
    said = line(town.head, town.roadmap, "log-handed-over", "Ветрова Анна → Осин Глеб")
    assert await town.log() == [said]


async def test_who_answers_beside_the_leaver_goes_on_doing_so(town: Town) -> None:
    await add(town, town.items[:1], town.lugovoy)
    await assigning.hand_over(town.tx, town.head, town.vetrova, town.osin, RULES)
    assert await town.assigned() == [(town.lugovoy.id, None), (town.osin.id, None)]


async def test_what_is_handed_over_in_two_roadmaps_is_logged_in_each(town: Town) -> None:
    other = await second_roadmap(town)
    await town.tx.people.assign([Assignment(other.id, None, town.vetrova.id)])
    (new,) = await hire(town, "Новиков")
    assert await assigning.hand_over(town.tx, town.head, town.vetrova, new, RULES) == 2
    assert [one.roadmap_id for one in await town.log()] == [town.roadmap.id, other.roadmap_id]
    assert (await town.person(new)).roadmap_id == town.roadmap.id
    assert (await town.person(town.head)).roadmap_id == town.roadmap.id


async def test_an_heir_keeps_the_roadmap_they_work_with(town: Town) -> None:
    other = await second_roadmap(town)
    await town.tx.people.update(replace(town.osin, roadmap_id=other.roadmap_id))
    await assigning.hand_over(town.tx, town.head, town.vetrova, await town.person(town.osin), RULES)
    assert (await town.person(town.osin)).roadmap_id == other.roadmap_id


async def test_nothing_to_hand_over_is_nothing_handed_over(town: Town) -> None:
    (new,) = await hire(town, "Новиков")
    assert await assigning.hand_over(town.tx, town.head, town.osin, new, RULES) == 0
    assert (await town.log(), (await town.person(new)).roadmap_id) == ([], None)


@pytest.mark.parametrize("who", NOT_COORDINATORS)
async def test_only_a_coordinator_says_who_answers(town: Town, who: str) -> None:
    actor, target = getattr(town, who), Target(town.items[0])
    with pytest.raises(NotAllowed):
        await assign(town, [target], town.osin, actor)
    with pytest.raises(NotAllowed):
        await add(town, town.items[:1], town.osin, actor)
    with pytest.raises(NotAllowed):
        await take_away(town, target, town.vetrova, actor)
    with pytest.raises(NotAllowed):
        await assigning.hand_over(town.tx, actor, town.vetrova, town.osin, RULES)
    assert (await town.assigned(), await town.log()) == ([(town.vetrova.id, None)], [])


async def test_an_observer_is_assigned_nothing(town: Town) -> None:
    with pytest.raises(UserError) as refused:
        await assign(town, [Target(town.items[0])], town.guest)
    assert refused.value.key == "error-observer-cannot-answer"
    assert refused.value.variables == {"name": "Гостев Илья"}
    with pytest.raises(UserError):
        await add(town, town.items[:1], town.guest)
    with pytest.raises(UserError):
        await assigning.hand_over(town.tx, town.head, town.vetrova, town.guest, RULES)
    assert (await town.assigned(), await town.log()) == ([(town.vetrova.id, None)], [])


async def test_two_named_at_once_both_answer_and_are_reminded(town: Town) -> None:
    named = [Named(town.osin), Named(town.lugovoy, Capacity.CO_EXECUTOR)]
    await assigning.assign(town.tx, town.head, [Target(town.items[0])], named, RULES)
    found = await town.tx.people.assignments_of_item(town.items[0].id)
    assert [(one.person_id, one.capacity) for one in found] == [
        (town.osin.id, Capacity.RESPONSIBLE), (town.lugovoy.id, Capacity.CO_EXECUTOR),
    ]  # fmt: skip
    assert {person for person, _ in await town.reminders()} == {town.osin.id, town.lugovoy.id}
    assert (await town.log())[-1].about == "1 → Осин Глеб, Луговой Пётр"


async def test_co_executors_alone_leave_the_responsible_in_place(town: Town) -> None:
    co = [Named(town.osin, Capacity.CO_EXECUTOR)]
    await assigning.assign(town.tx, town.head, [Target(town.items[0])], co, RULES)
    assert await town.assigned() == [(town.vetrova.id, None), (town.osin.id, None)]
    co = [Named(town.lugovoy, Capacity.CO_EXECUTOR)]
    change = await assigning.assign(town.tx, town.head, [Target(town.items[0])], co, RULES)
    assert change.takes_away
    assert await town.assigned() == [(town.vetrova.id, None), (town.lugovoy.id, None)]


async def test_who_answers_in_another_capacity_loses_nothing(town: Town) -> None:
    target, named = Target(town.items[0]), Named(town.vetrova, Capacity.CO_EXECUTOR)
    change = await assigning.assign(town.tx, town.head, [target], [named], RULES, How.ADD)
    assert (change.takes_away, change.concerns) == (False, 1)
    (one,) = await town.tx.people.assignments_of_item(town.items[0].id)
    assert (one.person_id, one.capacity) == (town.vetrova.id, Capacity.CO_EXECUTOR)


async def test_a_change_is_computed_without_anything_being_stored(town: Town) -> None:
    wanted = [Assignment(town.items[0].id, None, town.osin.id)]
    change = await assigning.change_of(town.tx, How.SET, wanted)
    assert change.takes_away
    assert (change.gone, change.come) == (
        [Assignment(town.items[0].id, None, town.vetrova.id)], wanted,
    )  # fmt: skip
    assert await town.assigned() == [(town.vetrova.id, None)]
    again = await assigning.change_by(town.tx, change.gone, change.come)
    assert again.fingerprint == change.fingerprint
    await add(town, town.items[:1], town.lugovoy)
    other = await assigning.change_by(town.tx, change.gone, change.come)
    assert other.fingerprint != change.fingerprint


async def test_what_is_so_already_is_no_change(town: Town) -> None:
    wanted = [Assignment(town.items[0].id, None, town.vetrova.id)]
    for how in (How.SET, How.ADD):
        assert not await assigning.change_of(town.tx, how, wanted)
    gone = [Assignment(town.items[0].id, None, town.osin.id)]
    assert not await assigning.change_of(town.tx, How.TAKE, gone)
    assert not await assigning.change_of(town.tx, How.SET, [])


async def test_taken_off_an_item_somebody_answers_for_no_point_of_it(town: Town) -> None:
    await assign(town, [Target(town.items[0], town.points[0])], town.vetrova)
    await take_away(town, Target(town.items[0]), town.vetrova)
    assert await town.assigned() == []


async def test_a_body_is_named_by_its_name_and_replaced_like_a_person(town: Town) -> None:
    body = await town.tx.bodies.add(Body(0, "Управление образования"))
    await town.tx.bodies.set_members(body.id, [town.osin.id])
    assert await assigning.find_named(town.tx, "управление  образования") == body
    target = Target(town.items[0])
    await assigning.assign(town.tx, town.head, [target], [Named(body)], RULES)
    assert await town.assigned() == [(town.osin.id, None)]
    assert {person for person, _ in await town.reminders()} == {town.osin.id}
    await assign(town, [target], town.vetrova)
    assert await town.assigned() == [(town.vetrova.id, None)]
    assert await town.tx.bodies.assignments_of(body.id) == []


async def test_an_heir_takes_the_leaver_s_place_in_a_body(town: Town) -> None:
    body = await town.tx.bodies.add(Body(0, "Архив"))
    await town.tx.bodies.set_members(body.id, [town.vetrova.id])
    await town.tx.bodies.assign([BodyAssignment(town.items[2].id, None, body.id)])
    await assigning.hand_over(town.tx, town.head, town.vetrova, town.osin, RULES)
    assert await town.tx.bodies.members(body.id) == [town.osin.id]
    assert await town.assigned(2) == [(town.osin.id, None)]
    assert {person for person, _ in await town.reminders(2)} == {town.osin.id}


async def test_who_has_left_is_assigned_nothing(town: Town) -> None:
    await town.tx.people.update(replace(town.osin, state=PersonState.GONE))
    with pytest.raises(NotFound):
        await assign(town, [Target(town.items[0])], town.osin)


async def test_planning_is_done_once_however_many_people_are_named(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was done once a person, and 400 people on one item took a minute."""
    planned: list[int] = []

    async def counted(tx: Tx, views: Sequence[DueView], rules: Rules) -> None:
        planned.append(len(views))
        await replan(tx, views, rules)

    monkeypatch.setattr(planning, "replan", counted)
    people = await hire(town, *(f"Участник {n}" for n in range(12)))
    targets = [Target(item) for item in town.items]
    await assigning.assign(town.tx, town.head, targets, [Named(one) for one in people], RULES)
    assert planned == [3]
    assert len({person for person, _ in await town.reminders()}) == 12


async def test_much_is_planned_by_a_job_and_not_while_others_wait(town: Town) -> None:
    people = await hire(town, *(f"Участник {n}" for n in range(planning.CHUNK_OF_PEOPLE)))
    targets = [Target(item) for item in town.items[:2]]
    await assigning.assign(town.tx, town.head, targets, [Named(one) for one in people], RULES)
    assert await town.reminders() == []
    job = await town.tx.jobs.claim(MORNING, MORNING)
    assert job is not None
    assert task_of(job) == PlanItems(tuple(str(item.id) for item in town.items[:2]))
    found = await planning.portions(town.tx, [item.id for item in town.items[:2]])
    assert found == [[town.dues[0].id], [town.dues[1].id]]
