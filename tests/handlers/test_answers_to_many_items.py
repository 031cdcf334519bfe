"""One message may answer for the whole roadmap."""

from __future__ import annotations

from roadmap.model import Draft, DraftItem, Measure, Period
from tests.handlers.conftest import COORDINATOR, Desk

ITEMS = 130


async def test_two_messages_that_answer_for_all_of_a_long_roadmap_are_recorded_whole(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    items = tuple(
        DraftItem(str(n), (), f"Работа {n}", (Measure(None, f"Дело {n}"),))
        for n in range(1, ITEMS + 1)
    )
    preview = await desk.import_draft(Draft("План", Period.school(2019), items))
    await desk.press(COORDINATOR, preview, "Сохранить")
    lines = "\n".join(f"{number} начато" for number in range(1, ITEMS + 1))
    for message_id, text in ((5000, lines), (5001, f"п. 1-{ITEMS} завершено")):
        await desk.send(COORDINATOR, text, message_id=message_id)
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        for item in await tx.roadmaps.items(roadmap.id):
            told = [entry.text for entry in await tx.answers.of_item(item.id)]
            assert told == ["начато", "завершено"], item.number
