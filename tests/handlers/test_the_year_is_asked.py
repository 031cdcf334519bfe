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
    return (await bring(desk, draft))[-1]


async def bring(desk: Desk, draft: Draft, file_id: int = 0) -> list[Outgoing]:
    """A file, or that one again, has been read; what is said of it."""
    async with desk.store.begin() as tx:
        file_id = file_id or await tx.files.add("план.docx", "", b"x")
        person = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, desk.at, desk.office, COORDINATOR, person=person)
        await draft_arrived(voice, draft_as_json(draft), file_id)
    return await desk.sent()


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


def given(period: Period) -> Draft:
    """The same document, read within the year that the coordinator gave."""
    return replace(
        sample_draft(), period=period, judgement=Judgement(period, (Evidence(Sign.GIVEN),))
    )


async def job_done(desk: Desk) -> dict[str, object]:
    """What the next job is to do; it is done."""
    async with desk.store.begin() as tx:
        job = await tx.jobs.claim(desk.at, desk.at)
        assert job is not None
        await tx.jobs.done(job.id)
    return job.payload


async def save(desk: Desk, shown: Outgoing) -> None:
    """The sample's days lie outside of these years: it is saved all the same."""
    (asked,) = await desk.press(COORDINATOR, shown, "Сохранить")
    await desk.press(COORDINATOR, asked, "Сохранить всё равно")


async def no_job(desk: Desk) -> bool:
    async with desk.store.begin() as tx:
        return await tx.jobs.claim(desk.at, desk.at) is None


async def chosen_and_saved(desk: Desk, label: str, period: Period) -> None:
    """The year is asked about, chosen, and the roadmap saved."""
    await desk.press(COORDINATOR, await arrive(desk, unsure()), label)
    await job_done(desk)
    await save(desk, await arrive(desk, given(period)))


def next_edition() -> Draft:
    """One item fewer, one dated deadline more, «ё» spelt otherwise: the signs are the same."""
    draft = unsure()
    assert draft.judgement is not None
    against = (Evidence(Sign.DATES, count=4),)
    judgement = replace(draft.judgement, against=against)
    title = draft.title.replace("ё", "е")
    return replace(draft, title=title, items=draft.items[:2], judgement=judgement)


async def read_again_for(desk: Desk, draft: Draft) -> object:
    """The year within which the draft is read again without a question; None where it is asked."""
    before = len(desk.said)
    await bring(desk, draft)
    if any("За какой год" in message.text for message in desk.said[before:]):
        return None
    return (await job_done(desk))["year"]


async def test_a_year_that_was_chosen_is_not_asked_again_with_the_next_edition(desk: Desk) -> None:
    await chosen_and_saved(desk, "2025 год", Y2025)
    assert await read_again_for(desk, next_edition()) == ["2025 год", "2025-01-01", "2025-12-31"]
    shown = await arrive(desk, given(Y2025))
    assert "Обновить карту" in labels(shown)
    assert await no_job(desk)


async def test_a_year_is_asked_again_where_the_document_says_something_else_of_it(
    desk: Desk,
) -> None:
    await chosen_and_saved(desk, "2025 год", Y2025)
    draft = next_edition()
    assert draft.judgement is not None
    stamp = (Evidence(Sign.STAMP, "12.01.2025"),)
    other = replace(draft, judgement=replace(draft.judgement, because=stamp))
    assert await read_again_for(desk, other) is None
    assert await no_job(desk)


async def test_a_year_is_asked_of_a_document_that_is_no_edition_of_a_saved_one(desk: Desk) -> None:
    await desk.press(COORDINATOR, await arrive(desk, unsure()), "2025 год")
    await job_done(desk)
    assert await read_again_for(desk, next_edition()) is None


async def test_the_last_year_that_was_given_counts(desk: Desk) -> None:
    await desk.press(COORDINATOR, await arrive(desk, unsure()), "2024 год")
    payload = await job_done(desk)
    file_id = payload["stored_file"]
    assert isinstance(file_id, int)
    (shown,) = await bring(desk, given(Y2024), file_id)
    await desk.press(COORDINATOR, shown, "Другой год")
    await desk.send(COORDINATOR, "2025")
    await job_done(desk)
    await save(desk, await arrive(desk, given(Y2025)))
    assert await read_again_for(desk, next_edition()) == ["2025 год", "2025-01-01", "2025-12-31"]
