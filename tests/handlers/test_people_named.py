"""People that a document names are offered for creation, and answer for their items from then
on.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.actions.joining import invite_rows
from roadmap.errors import UserError
from roadmap.model import Person, Role
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft


async def test_people_of_the_document_are_created_and_assigned_with_one_tap(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    said = await desk.press(COORDINATOR, preview, "Сохранить")
    offer = next(
        message
        for message in said
        if any("Завести участников" in row[0].text for row in message.buttons)
    )
    named = {name for item in sample_draft().items for name in item.responsible}
    created = await desk.press(COORDINATOR, offer, "Завести участников")
    assert f"Заведено участников: {len(named)}" in created[0].text
    async with desk.store.read() as tx:
        people = {person.name: person.id for person in await tx.people.all()}
        (seventh,) = await tx.roadmaps.items_by_number(1, ["7"])
        assigned = [
            one.person_id for one in await tx.people.assignments(1) if one.item_id == seventh.id
        ]
    assert named <= people.keys()
    assert assigned == [people["Сидорова О.Н."]]


async def test_a_refused_row_of_a_list_stops_none_of_the_others_and_leaves_no_trace(
    office: Desk,
) -> None:
    rows = [
        ("Зимина Алла Петровна", "архив", "7"),
        ("зимина алла  петровна", "", "6"),  # known by now, written otherwise
        ("Лугов Пётр", "", "999"),
    ]

    async def give(addresses: str, person: Person) -> None:
        if addresses == "999":
            await tx.people.update(replace(person, job="то, что следует отменить"))
            raise UserError("error-no-such-item", number=addresses)
        given.append((addresses, person.name))

    given: list[tuple[str, str]] = []
    async with office.store.begin() as tx:
        (coordinator, *_) = await tx.people.all([Role.COORDINATOR])
        done = await invite_rows(tx, [*rows, (coordinator.name, "", "")], office.at, give)
        people = {person.name: person for person in await tx.people.all()}
    assert given == [("7", "Зимина Алла Петровна"), ("6", "Зимина Алла Петровна")]
    assert [(row.person is not None, row.error.key if row.error else "") for row in done] == [
        (True, ""), (True, ""), (True, "error-no-such-item"), (False, "error-name-taken"),
    ]  # fmt: skip
    assert people["Лугов Пётр"].job == ""
    assert len({row.code for row in done}) == 4
