"""An event's hour and place are shown with its day, until the day is postponed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.files.calendar_days import calendar_days
from handlers.reminding.messages import compose
from handlers.speaking.current_roadmap import rules
from handlers.speaking.voice import Voice
from roadmap.actions.postponing import move
from roadmap.deadlines import read_deadline
from roadmap.model import Draft, Measure, ReminderState
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft

PERIOD = sample_draft().period


def with_event(phrase: str) -> Draft:
    draft = sample_draft()
    event = Measure("1", "Митинг у обелиска", read_deadline(phrase, PERIOD))
    items = [
        replace(item, measures=(event,)) if item.number == "6" else item for item in draft.items
    ]
    return replace(draft, items=tuple(items))


async def import_event(desk: Desk, phrase: str) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(with_event(phrase))
    await desk.press(COORDINATOR, preview, "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 6 Иванова")


async def shown(desk: Desk, command: str) -> str:
    return "\n".join(str(message.text) for message in await desk.send(IVANOVA, command))


@pytest.mark.parametrize("command", ["/my", "/item 6"])
async def test_an_official_reads_when_and_where(desk: Desk, command: str) -> None:
    await import_event(desk, "22 июня, 10.00, площадь Победы")
    text = await shown(desk, command)
    assert "22 июня 2020, 10:00, площадь Победы, осталось 203 дня" in text


async def test_a_reminder_says_when_and_where(desk: Desk) -> None:
    await import_event(desk, "9 декабря, 10.00, площадь <Победы>")
    async with desk.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        first = min(planned, key=lambda one: one.fire_at)
        message = await compose(Voice(tx, first.fire_at, desk.office).to(ivanova), [first])
    assert message is not None
    assert "Срок: 9 декабря, 10:00, площадь &lt;Победы&gt;, осталось 7 дней." in message.text


async def test_an_hour_until_which_something_is_due_stays_a_last_day(desk: Desk) -> None:
    await import_event(desk, "до 18.00 22 июня")
    assert "до 22 июня 2020, 18:00, осталось 203 дня" in await shown(desk, "/my")


async def test_it_is_said_in_english_too(desk: Desk) -> None:
    await import_event(desk, "22 июня, 10.00, площадь Победы")
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        await tx.people.update(replace(person, language="en"))
    assert "22 June 2020, 10:00, площадь Победы, 203 days left" in await shown(desk, "/my")


async def test_a_postponed_day_has_no_hour(desk: Desk) -> None:
    await import_event(desk, "22 июня, 10.00, площадь Победы")
    async with desk.store.begin() as tx:
        views = await tx.roadmaps.views(range(1, 10))
        view = next(one for one in views if one.due.day == date(2020, 6, 22))
        person = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, desk.at, desk.office, COORDINATOR, person=person)
        await move(tx, view, date(2020, 6, 29), rules(voice))
    text = await shown(desk, "/my")
    assert "29 июня 2020, площадь Победы, осталось" in text
    assert "10:00" not in text


async def test_the_calendar_gets_the_hour_and_the_place(desk: Desk) -> None:
    await import_event(desk, "22 июня, 10.00, площадь Победы")
    async with desk.store.read() as tx:
        days = await calendar_days(tx, await tx.roadmaps.get(1), None)
    found = {one.day: (one.hour, one.place) for one in days}
    assert found[date(2020, 6, 22)] == (time(10), "площадь Победы")
    assert found[date(2020, 4, 30)] == (None, "")
