"""The preview says why a document is of its year, and asks where it is not sure."""

from __future__ import annotations

from dataclasses import replace

from handlers.importing.files import draft_arrived
from handlers.speaking.voice import Voice
from roadmap.drafts.json_form import draft_as_json
from roadmap.model import Draft, Evidence, Judgement, Period, Sign
from roadmap.model.messages import Outgoing
from roadmap.reading.doubts import not_sure, period_question
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft
from tests.handlers.test_columns_and_years import next_job

Y2024, Y2025 = Period.calendar(2024), Period.calendar(2025)
STAMP = Evidence(Sign.STAMP, "15.01.2024")


def unsure() -> Draft:
    draft = sample_draft()
    against = (Evidence(Sign.DATES, count=3),)
    judgement = Judgement(Y2024, (STAMP,), against, (Y2024, Y2025))
    question = period_question(judgement, draft.title)
    return replace(
        draft,
        period=Y2024,
        items=not_sure(draft.items),
        questions=(question,),
        judgement=judgement,
    )


async def arrive(desk: Desk, draft: Draft) -> Outgoing:
    await desk.send(COORDINATOR, "/start")
    async with desk.store.begin() as tx:
        file_id = await tx.files.add("план.docx", "", b"x")
        person = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, desk.at, desk.office, COORDINATOR, person=person)
        await draft_arrived(voice, draft_as_json(draft), file_id)
    return (await desk.sent())[-1]


def labels(message: Outgoing) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def test_the_preview_says_why_the_document_is_of_its_year(desk: Desk) -> None:
    signs = (STAMP, Evidence(Sign.DATES, count=6))
    shown = await arrive(
        desk, replace(sample_draft(), period=Y2024, judgement=Judgement(Y2024, signs))
    )
    assert "Период: 2024 год (утверждён 15.01.2024, 6 сроков с годом)" in shown.text
    assert "Сохранить" in labels(shown)


async def test_an_unsure_year_is_asked_about_before_anything_can_be_saved(desk: Desk) -> None:
    shown = await arrive(desk, unsure())
    assert (
        "Похоже, 2024 год: утверждён 15.01.2024. Но есть и другое: 3 срока с годом." in shown.text
    )
    assert labels(shown) == ["2024 год", "2025 год", "Другой год", "Отмена"]


async def test_the_year_chosen_with_a_tap_is_read_again(desk: Desk) -> None:
    await desk.press(COORDINATOR, await arrive(desk, unsure()), "2025 год")
    payload = await next_job(desk)
    assert payload["year"] == ["2025 год", "2025-01-01", "2025-12-31"]


async def test_another_year_can_be_typed(desk: Desk) -> None:
    shown = await arrive(desk, unsure())
    (asked,) = await desk.press(COORDINATOR, shown, "Другой год")
    assert "За какой год" in asked.text
    await desk.send(COORDINATOR, "2026/2027")
    payload = await next_job(desk)
    assert payload["year"] == ["2026/2027 учебный год", "2026-09-01", "2027-08-31"]


async def test_an_older_button_does_not_save_a_guess(desk: Desk) -> None:
    await arrive(desk, unsure())
    said = await desk.tap(COORDINATOR, "draft:save:1")
    assert said == []
    assert "Неясно, за какой год" in desk.toasts[-1]
    async with desk.store.read() as tx:
        assert await tx.roadmaps.all() == []
