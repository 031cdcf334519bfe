"""«Отменить импорт» after an update: everything stands as it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from roadmap.actions.editing import UNDO, forget_undoable
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.directory.names import key_of
from roadmap.model import (
    Body,
    BodyAssignment,
    Capacity,
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    DueState,
    Kind,
    Measure,
    ReminderState,
)
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, month, sample_draft
from tests.handlers.rights import dump

#: What tells that an import was made and taken back, and what is said of it.
_ABOUT_THE_IMPORT = frozenset({"log", "facts", "drafts", "jobs", "dialogs"})
_DEADLINES = [
    month("Январь", 2020, 1, 31),
    month("Май", 2020, 5, 31),
    Deadline("до 20 марта 2020", Kind.BY_DATE, None, date(2020, 3, 20)),
    Deadline("В течение года", Kind.WHOLE_PERIOD),
    None,
]


async def stands(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table, but those about the import; reminders without their ids
    and without those that will not be sent, since they are planned anew, and assignments that
    follow from a body's without theirs.
    """
    async with desk.store.read() as tx:
        rows = await dump(tx)
    found = {name: sorted(rows[name], key=repr) for name in rows if name not in _ABOUT_THE_IMPORT}
    found["reminders"] = sorted(
        (row[1:] for row in rows["reminders"] if ReminderState.CANCELLED not in row), key=repr
    )
    found["assignments"] = sorted(
        (row if row[-1] is None else row[1:] for row in rows["assignments"]), key=repr
    )
    return found


async def work(office: Desk) -> None:
    """Answers, a deadline done, one put off, people at points, and a body that answers."""
    await office.send(IVANOVA, "6.1 готовимся")
    await office.send(IVANOVA, "6.2 ждём протокол, 75 %")
    (card, *_) = await office.send(IVANOVA, "/item 6")
    (due,) = await office.press(IVANOVA, card, "6.1")
    await office.press(IVANOVA, due, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    await office.press(COORDINATOR, request, "Согласовать")
    await office.send(COORDINATOR, "/assign 7, 5.1 Петров")
    async with office.store.begin() as tx:
        (six,) = await tx.roadmaps.items_by_number(1, ["6"])
        (measure, *_) = await tx.roadmaps.points([six.id])
        (done,) = await tx.roadmaps.dues([measure.id])
        await tx.roadmaps.update_due(
            replace(done, state=DueState.DONE, closed_on=date(2019, 11, 1))
        )
        (seven,) = await tx.roadmaps.items_by_number(1, ["7"])
        body = await tx.bodies.add(Body(0, "Управление образования"))
        petrov = await tx.people.by_telegram(PETROV)
        await tx.bodies.set_members(body.id, [petrov.id])
        await tx.bodies.assign([BodyAssignment(seven.id, None, body.id, Capacity.RESPONSIBLE)])
        rules = Rules(office.office.policy, office.office.calendar, office.at)
        await replan_roadmap(tx, 1, rules)


def edition(seed: int) -> Draft:
    """The sample as somebody may have changed it: items moved, dropped, new and reworded, points
    and deadlines of any kind.
    """
    random = Random(seed)
    items = [changed(item, random) for item in sample_draft().items if random.random() < 0.8]
    if random.random() < 0.6:
        new = DraftItem("8", ("УПРАВЛЕНИЕ",), "Новое", (Measure("1", "Сбор", _DEADLINES[0]),))
        items.insert(random.randrange(len(items) + 1), new)
    if random.random() < 0.4:
        items = [replace(item, number=str(nth)) for nth, item in enumerate(items, 4)]
    kept = {item.number for item in items}
    questions = tuple(one for one in sample_draft().questions if one.item in kept)
    return replace(sample_draft(), items=tuple(items), questions=questions)


def changed(item: DraftItem, random: Random) -> DraftItem:
    """An item with some of its points moved, dropped or added."""
    points = [
        replace(one, deadline=random.choice(_DEADLINES)) if random.random() < 0.5 else one
        for one in item.control_points
        if random.random() < 0.8
    ]
    if random.random() < 0.4:
        points.append(ControlPoint(9, "итоги года", random.choice(_DEADLINES)))
    names = ("Сидорова О.Н.", "Управление образования")
    return replace(
        item,
        recommendation=item.recommendation + random.choice(["", " района"]),
        control_points=tuple(points),
        responsible=item.responsible + names[: random.randrange(3)],
    )


@pytest.mark.parametrize("seed", range(16))
async def test_an_edition_taken_back_leaves_every_row_as_it_was(office: Desk, seed: int) -> None:
    await work(office)
    before = await stands(office)
    preview = await office.import_draft(edition(seed))
    (saved,) = [
        message
        for message in await office.press(COORDINATOR, preview, "Обновить карту")
        if "обновлена" in message.text
    ]
    assert await stands(office) != before
    await office.press(COORDINATOR, saved, "Отменить импорт")
    assert await stands(office) == before


async def test_what_was_done_meanwhile_stays_done_when_the_edition_is_taken_back(
    office: Desk,
) -> None:
    draft = sample_draft()
    five, six, seven = draft.items
    later = replace(six.control_points[0], deadline=_DEADLINES[0])
    added = ControlPoint(3, "итоги года", _DEADLINES[1])
    six = replace(six, control_points=(later, six.control_points[1], added))
    preview = await office.import_draft(replace(draft, items=(five, six, seven)))
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    await office.send(IVANOVA, "6.3 подвели итоги")
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        first = next(one for one in await tx.roadmaps.points([item.id]) if one.text == later.text)
        (due,) = await tx.roadmaps.dues([first.id])
        await tx.roadmaps.update_due(replace(due, state=DueState.DONE, closed_on=date(2019, 12, 2)))
    await office.press(COORDINATOR, saved, "Отменить импорт")
    async with office.store.read() as tx:
        (due,) = await tx.roadmaps.dues([first.id])
        assert (due.day, due.state) == (date(2019, 12, 31), DueState.DONE)
        (entry,) = await tx.answers.of_item(item.id)
        assert entry.text.endswith("подвели итоги")
        (new,) = [one for one in await tx.roadmaps.points([item.id]) if one.text == added.text]
        assert entry.point_id == new.id
        assert {one.state for one in await tx.roadmaps.dues([new.id])} == {DueState.DROPPED}


async def test_a_later_edition_is_taken_back_before_an_earlier_one(office: Desk) -> None:
    before = await stands(office)
    five, six, seven = sample_draft().items
    saved = []
    for items in ((five, seven), (five, six, seven)):
        preview = await office.import_draft(replace(sample_draft(), items=items))
        saved += await office.press(COORDINATOR, preview, "Обновить карту")
    assert await office.press(COORDINATOR, saved[0], "Отменить импорт") == []
    assert "Сначала отмените более позднее обновление" in office.toasts[-1]
    async with office.store.read() as tx:
        assert [item.number for item in await tx.roadmaps.items(1)] == ["5", "6", "7"]
    for one in reversed(saved):
        await office.press(COORDINATOR, one, "Отменить импорт")
    assert await stands(office) == before


async def test_who_stands_for_a_body_now_answers_once_the_edition_without_it_is_taken_back(
    office: Desk,
) -> None:
    five, six, seven = sample_draft().items
    named = replace(seven, responsible=("Управление образования",))
    async with office.store.begin() as tx:
        petrov, ivanova = [await tx.people.by_telegram(one) for one in (PETROV, IVANOVA)]
        body = await tx.bodies.add(Body(0, "Управление образования"))
        await tx.bodies.add_names(body.id, [(body.name, key_of(body.name))])
        await tx.bodies.set_members(body.id, [petrov.id])
    for items in ((five, six, named), (five, six, seven)):
        preview = await office.import_draft(replace(sample_draft(), items=items))
        (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        assert await tx.bodies.assignments_of(body.id) == []
        again = BodyAssignment(item.id, None, body.id, Capacity.RESPONSIBLE)
        await tx.bodies.assign([again])
        await tx.bodies.set_members(body.id, [ivanova.id])
    await office.press(COORDINATOR, saved, "Отменить импорт")
    async with office.store.read() as tx:
        assert await tx.bodies.assignments_of(body.id) == [again]
        assert [one.person_id for one in await tx.people.assignments_of_item(item.id)] == [
            ivanova.id
        ]


async def test_what_an_edition_changed_is_forgotten_with_the_day_of_undoing(office: Desk) -> None:
    preview = await office.import_draft(edition(1))
    await office.press(COORDINATOR, preview, "Обновить карту")
    for later, kept in ((UNDO, 1), (UNDO + timedelta(seconds=1), 0)):
        async with office.store.begin() as tx:
            await forget_undoable(tx, office.at + later)
            assert len(await tx.facts.beginning("undo:")) == kept
