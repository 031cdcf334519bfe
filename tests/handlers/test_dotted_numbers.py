"""Items «1» and «1.1» beside each other: what is shown for a control point leads back to it and to
nothing else.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.files.calendar_days import calendar_days
from handlers.looking.digests import every_day
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import ControlPoint, Draft, DraftItem, Measure, Period, ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, month

ITEMS = (
    DraftItem(
        "1", (), "Олимпиады", (), (ControlPoint(1, "итоги этапа", month("Декабрь", 2019, 12, 31)),)
    ),
    DraftItem("1.1", (), "Кадры", (Measure("1", "Наставничество", month("Апрель", 2020, 4, 30)),)),
)


async def _settled(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(Draft("План", Period.school(2019), ITEMS))
    await desk.press(COORDINATOR, preview, "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 1, 1.1 Иванова")


async def _entries(desk: Desk) -> list[tuple[str, str | None, str]]:
    async with desk.store.read() as tx:
        told = await tx.answers.of_roadmap(1, date.min, date.max)
        places = [(await tx.roadmaps.item(one.item_id), one.point_id, one.text) for one in told]
        return [
            (item.number, (await tx.roadmaps.point(point)).text if point else None, text)
            for item, point, text in places
        ]


async def _reminder(desk: Desk) -> Outgoing:
    """One message about both points."""
    async with desk.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        first = {one.due_id: one for one in reversed(planned)}
        voice = Voice(tx, planned[0].fire_at, desk.office).to(ivanova)
        message = await compose(voice, list(first.values()))
        assert message is not None
        return message


async def test_an_answer_by_the_address_that_is_shown_goes_to_the_point_that_was_shown(
    desk: Desk,
) -> None:
    await _settled(desk)
    (listed,) = await desk.send(IVANOVA, "/my")
    assert "<b>1.КТ1</b>" in listed.text
    assert "1.КТ1" in (await _reminder(desk)).text
    await desk.send(IVANOVA, "1.КТ1 итоги подведены")
    await desk.send(IVANOVA, "1.1 наставники названы")
    assert await _entries(desk) == [
        ("1", "итоги этапа", "итоги подведены"),
        ("1.1", None, "наставники названы"),
    ]


async def test_the_same_address_stands_wherever_a_point_is_named(desk: Desk) -> None:
    await _settled(desk)
    assert "1.КТ1" in (await desk.send(COORDINATOR, "/assign 1.КТ1 Иванова"))[0].text
    (card,) = await desk.send(COORDINATOR, "/item 1")
    assert "1.КТ1" in card.text
    (due,) = await desk.press(COORDINATOR, card, "1.КТ1")
    assert "1.КТ1" in (await desk.press(COORDINATOR, due, "Ответить"))[0].text
    async with desk.store.begin() as tx:
        days = await calendar_days(tx, await tx.roadmaps.get(1), None)
        assert [day.address for day in days] == ["1.КТ1", "1.1"]
        await every_day(tx, datetime(2020, 1, 20, 6, tzinfo=UTC), desk.office)
    daily = [
        message.text
        for message in await desk.sent()
        if "1.КТ1" in message.text and message.chat_id == COORDINATOR
    ]
    assert daily


async def test_a_new_edition_names_a_point_that_has_moved_so_too(desk: Desk) -> None:
    await _settled(desk)
    later = DraftItem(
        "1", (), "Олимпиады", (), (ControlPoint(1, "итоги этапа", month("Январь", 2020, 1, 31)),)
    )
    preview = await desk.import_draft(Draft("План", Period.school(2019), (later, ITEMS[1])))
    assert "1.КТ1: 31 декабря → 31 января 2020" in preview.text
