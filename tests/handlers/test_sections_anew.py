"""Numbers that start anew in each section: what the preview says is what people type."""

from __future__ import annotations

from datetime import date

from roadmap.model import Caution, CautionCode, ControlPoint, Draft, DraftItem, Period
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, month


def _item(section: int, number: int) -> DraftItem:
    point = ControlPoint(1, f"справка {section}-{number}", month("Декабрь", 2019, 12, 31))
    return DraftItem(
        f"{section}·{number}",
        (("Кадры", "Ремонт")[section - 1],),
        f"Работа {section}-{number}",
        (),
        (point,),
        written=str(number),
    )


ITEMS = (_item(1, 1), _item(1, 2), _item(2, 1), _item(2, 2), _item(2, 3))
ANEW = Caution.of(CautionCode.ANEW, title="Ремонт", number="1", address="2·1", typed="2.1")


async def _settled(desk: Desk) -> str:
    await desk.send(COORDINATOR, "/start")
    draft = Draft("План", Period.school(2019), ITEMS, warnings=(ANEW,))
    preview = await desk.import_draft(draft)
    await desk.press(COORDINATOR, preview, "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 1·1-1·2, 2.1-3 Иванова")
    return preview.text


async def test_the_preview_says_how_the_items_are_addressed(desk: Desk) -> None:
    said = await _settled(desk)
    assert "пункт 1 раздела «Ремонт» – это «2·1», можно набрать и «2.1»" in said


async def test_the_list_and_the_card_show_the_address_and_every_spelling_of_it_answers(
    desk: Desk,
) -> None:
    await _settled(desk)
    (listed,) = await desk.send(IVANOVA, "/my")
    assert "<b>2·3.1</b>" in listed.text
    (card,) = await desk.send(IVANOVA, "/item 2.3")
    assert "2·3" in card.text
    for spelling in ("2·3.1", "2.3", "2*3", "р2 п3", "раздел 2 пункт 3"):
        await desk.send(IVANOVA, f"{spelling} выполнено по {len(spelling)} знаку")
    async with desk.store.read() as tx:
        told = await tx.answers.of_roadmap(1, date.min, date.max)
        places = [(await tx.roadmaps.item(one.item_id)).number for one in told]
    assert places == ["2·3"] * 5


async def test_a_number_without_its_section_is_asked_about(desk: Desk) -> None:
    await _settled(desk)
    (asked,) = await desk.send(IVANOVA, "3 выполнено полностью")
    async with desk.store.read() as tx:
        assert await tx.answers.of_roadmap(1, date.min, date.max) == []
    assert asked.buttons
