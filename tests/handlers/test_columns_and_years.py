"""Where the reader is not sure which column is which, or of the year, the coordinator says."""

from __future__ import annotations

from handlers.importing.columns import columns_unsure
from handlers.speaking.voice import Voice
from tests.handlers.conftest import COORDINATOR, Desk

ROWS = (("Альфа", "Бета", "Гамма"), ("Провести семинар", "март", "Иванова А.П."))


async def ask(desk: Desk) -> None:
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        file_id = await tx.files.add("план.docx", "", b"x")
        voice = Voice(tx, desk.at, desk.office, COORDINATOR, person=person)
        await columns_unsure(voice, file_id, ROWS, ("other", "other", "other"))


async def next_job(desk: Desk) -> dict[str, object]:
    async with desk.store.begin() as tx:
        job = await tx.jobs.claim(desk.at, desk.at)
    assert job is not None
    return job.payload


async def test_the_first_rows_are_shown_and_the_named_columns_are_read_again(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await ask(desk)
    (asked,) = await desk.sent()
    assert "Провести семинар" in asked.text
    (refused,) = await desk.send(COORDINATOR, "мероприятие, срок")
    assert "их 3" in refused.text
    await desk.send(COORDINATOR, "мероприятие, срок, ответственный")
    payload = await next_job(desk)
    assert payload["columns"] == ["measure", "deadline", "responsible"]


async def test_the_guesses_are_taken_with_one_tap(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await ask(desk)
    (asked,) = await desk.sent()
    await desk.press(COORDINATOR, asked, "Всё верно")
    assert (await next_job(desk))["columns"] == ["other", "other", "other"]


async def test_a_photo_of_the_plan_gets_a_sentence_that_says_what_to_send(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    (said,) = await desk.feed(message=desk.message(COORDINATOR, photo=photo))
    assert ".docx" in said.text
