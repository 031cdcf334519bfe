"""The preview shows what was read: the items, by pages, each phrase beside its days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.model import Draft, Measure
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, Desk, month, sample_draft


def long_draft() -> Draft:
    """Two hundred items with long texts, and the one with the question in their midst."""
    five, six, seven = sample_draft().items
    measure = Measure("1", "Обследование " * 20, month("Декабрь", 2019, 12, 31))
    many = tuple(
        replace(six, number=str(number), recommendation="Пункт " * 40, measures=(measure,) * 3)
        for number in range(100, 300)
    )
    return replace(sample_draft(), items=(*many[:100], five, *many[100:], seven))


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_each_deadline_stands_beside_its_phrase_and_what_is_in_doubt_comes_first(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    five, *rest = sample_draft().items
    preview = await desk.import_draft(replace(sample_draft(), items=(*rest, five)))
    assert "Пунктов: 3" in preview.text
    assert "«Декабрь» → 31 декабря" in preview.text
    assert "«Апрель» → 30 апреля 2020" in preview.text
    assert "«Сентябрь» → ❓" in preview.text
    assert "«В течение года» → весь год, без напоминаний" in preview.text
    places = [preview.text.index(f"<b>{number}.</b>") for number in (5, 6, 7)]
    assert places == sorted(places)
    assert not {"‹", "›"} & set(labels(preview))


async def test_a_long_roadmap_is_paged_through_on_a_phone_and_no_item_is_left_out(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    draft = long_draft()
    page = await desk.import_draft(draft)
    assert "<b>5.</b>" in page.text
    seen = page.text
    while "›" in labels(page):
        assert len(page.text) < 3900
        assert "Пунктов: 202" in page.text
        (page,) = await desk.press(COORDINATOR, page, "›")
        seen += page.text
    assert all(f"<b>{item.number}.</b>" in seen for item in draft.items)
    assert "‹" in labels(page)
    (before,) = await desk.press(COORDINATOR, page, "‹")
    assert before.text != page.text


async def test_an_answered_question_shows_its_day_in_the_preview(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    (question,) = await desk.press(COORDINATOR, preview, "Вопросы")
    (done,) = await desk.press(COORDINATOR, question, "30 сентября 2020")
    (preview,) = await desk.press(COORDINATOR, done, "К карте")
    assert "«Сентябрь» → 30 сентября 2020" in preview.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("% реализации проекта.:", "6.М1 – % реализации проекта: «Декабрь»"),
        ("в школе № 8::", "6.М1 в школе № 8: «Декабрь»"),
        ("5 семинаров;", "6.М1 – 5 семинаров: «Декабрь»"),
        ("итоги –", "6.М1 итоги: «Декабрь»"),
        ("«Учитель года».", "6.М1 «Учитель года»: «Декабрь»"),
    ],
)
async def test_a_text_stands_apart_from_its_number_and_its_deadline(
    desk: Desk, text: str, shown: str
) -> None:
    await desk.send(COORDINATOR, "/start")
    five, six, seven = sample_draft().items
    measure = Measure("1", text, month("Декабрь", 2019, 12, 31))
    preview = await desk.import_draft(
        replace(sample_draft(), items=(five, replace(six, measures=(measure,)), seven))
    )
    assert f"· {shown}" in preview.text
