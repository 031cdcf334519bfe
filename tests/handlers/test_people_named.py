"""People that a document names are offered for creation, and answer for their items from then on."""

from __future__ import annotations

from tests.handlers.conftest import COORDINATOR, Desk, sample_draft


async def test_people_of_the_document_are_created_and_assigned_with_one_tap(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    said = await desk.press(COORDINATOR, preview, "Сохранить")
    offer = next(message for message in said if any("Завести участников" in row[0].text for row in message.buttons))
    named = {name for item in sample_draft().items for name in item.responsible}
    created = await desk.press(COORDINATOR, offer, "Завести участников")
    assert f"Заведено участников: {len(named)}" in created[0].text
    async with desk.store.read() as tx:
        people = {person.name: person.id for person in await tx.people.all()}
        (seventh,) = await tx.roadmaps.items_by_number(1, ["7"])
        assigned = [one.person_id for one in await tx.people.assignments(1) if one.item_id == seventh.id]
    assert named <= people.keys()
    assert assigned == [people["Сидорова О.Н."]]
