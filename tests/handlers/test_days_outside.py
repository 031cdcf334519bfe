"""Before it saves, the bot names days that lie outside the roadmap's period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.model import ControlPoint, Deadline, Draft, Kind
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft


def slipped() -> Draft:
    """The sample for 2019/2020 with control point 6.1 in 2009."""
    draft = sample_draft()
    five, six, seven = draft.items
    old = Deadline("1 октября 2009", Kind.DATE, date(2009, 10, 1), date(2009, 10, 1))
    points = (ControlPoint(1, "этап", old), *six.control_points[1:])
    return replace(draft, items=(five, replace(six, control_points=points), seven))


async def test_a_day_outside_the_period_is_named_and_can_be_saved_all_the_same(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(slipped())
    (asked,) = await desk.press(COORDINATOR, preview, "Сохранить")
    assert "Пункт 6: 1 октября 2009" in asked.text
    assert "2019/2020" in asked.text
    async with desk.store.read() as tx:
        assert await tx.roadmaps.all() == []
    (saved, *_) = await desk.press(COORDINATOR, asked, "Сохранить всё равно")
    assert "Сохранено" in saved.text


async def test_a_day_outside_the_period_is_corrected_and_not_asked_about_again(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(slipped())
    (asked,) = await desk.press(COORDINATOR, preview, "Сохранить")
    (question,) = await desk.press(COORDINATOR, asked, "Исправить")
    assert "1 октября 2009" in question.text
    await desk.press(COORDINATOR, question, "Ввести дату")
    await desk.send(COORDINATOR, "1 октября 2019")
    (saved, *_) = await desk.tap(COORDINATOR, "draft:save:1")
    assert "Сохранено" in saved.text
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        days = {due.day for due in await tx.roadmaps.dues([one.id for one in points])}
    assert date(2019, 10, 1) in days
    assert date(2009, 10, 1) not in days


async def test_saving_days_outside_the_period_can_be_left_alone(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(slipped())
    (asked,) = await desk.press(COORDINATOR, preview, "Сохранить")
    (back,) = await desk.press(COORDINATOR, asked, "Отмена")
    assert "Прочитано" in back.text
    async with desk.store.read() as tx:
        assert await tx.roadmaps.all() == []


async def test_a_day_of_another_year_than_its_phrase_names_shows_its_year(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    draft = slipped()
    five, six, seven = draft.items
    read = Deadline("1 октября 2009", Kind.DATE, date(2019, 10, 1), date(2019, 10, 1))
    points = (ControlPoint(1, "этап", read), *six.control_points[1:])
    preview = await desk.import_draft(
        replace(draft, items=(five, replace(six, control_points=points), seven))
    )
    assert "«1 октября 2009» → 1 октября 2019 ⚠️" in preview.text
    await desk.press(COORDINATOR, preview, "Сохранить")
    (card, *_) = await desk.send(COORDINATOR, "/item 6")
    assert "1 октября 2019" in card.text
