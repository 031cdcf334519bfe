"""Somebody without messenger comes to the desk by the coordinator's link, and is reminded by the
coordinator.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from roadmap.actions.entering import end_sessions, enter, give_link_to
from roadmap.model import Person, PersonState
from tests.handlers.conftest import COORDINATOR, Desk
from tests.handlers.pages.conftest import Browser


async def _by_link(office: Desk) -> Person:
    """Сидорова, who has never opened the bot and has entered the desk."""
    await office.send(COORDINATOR, "/invite Сидорова Вера")
    async with office.store.begin() as tx:
        coordinator = await tx.people.by_telegram(COORDINATOR)
        (vera,) = [one for one in await tx.people.all() if one.name == "Сидорова Вера"]
        await give_link_to(tx, coordinator, vera, "link", office.at)
        assert await enter(tx, "link", "session", office.at)
        found: Person = await tx.people.get(vera.id)
    return found


async def test_who_has_entered_by_a_link_is_no_longer_said_not_to_have_opened_the_bot(
    office: Desk,
) -> None:
    vera = await _by_link(office)
    (said,) = await office.send(COORDINATOR, "/people Сидорова")
    assert "входит по ссылке" in said.text
    page = await Browser(office, COORDINATOR).get("/people?state=by-link")
    assert "Сидорова Вера" in page.text
    assert "входит по ссылке" in page.text
    async with office.store.begin() as tx:
        coordinator = await tx.people.by_telegram(COORDINATOR)
        await end_sessions(tx, coordinator, vera, office.at)
        assert (await tx.people.get(vera.id)).state is PersonState.INVITED


async def test_the_coordinator_is_told_at_the_assignment_to_remind_who_comes_by_a_link(
    office: Desk,
) -> None:
    await _by_link(office)
    said = (await office.send(COORDINATOR, "/assign 7 Сидорова"))[0]
    assert "входит по ссылке, бот ему не напишет: сообщите и напомните сами" in said.text
    assert "/invite" not in said.text


async def test_the_silent_name_who_comes_by_a_link_in_the_week_before_the_day(
    office: Desk,
) -> None:
    await _by_link(office)
    (sure,) = await office.send(COORDINATOR, "/assign 6 Сидорова")
    await office.press(COORDINATOR, sure, "Назначить")
    line = "входит по ссылке, бот напомнить не может: напомните сами"
    (said,) = await office.send(COORDINATOR, "/silent")
    assert line not in said.text, "6.1 is due in four weeks"
    office.at = datetime.fromisoformat("2019-12-25T06:00:00+00:00")
    (said,) = await office.send(COORDINATOR, "/silent")
    assert f"<b>Сидорова Вера</b>: {line}\nПункт: 6.1" in said.text
    said = (await office.send(COORDINATOR, "/remind Сидорова"))[0]
    assert "напомните сами: Сидорова Вера. Входят по ссылке координатора" in said.text


async def test_who_comes_by_a_link_and_has_answered_is_not_named(office: Desk) -> None:
    vera = await _by_link(office)
    (sure,) = await office.send(COORDINATOR, "/assign 6 Сидорова")
    await office.press(COORDINATOR, sure, "Назначить")
    office.at = datetime.fromisoformat("2019-12-25T06:00:00+00:00")
    async with office.store.begin() as tx:
        await tx.people.update(vera_in_chat(vera))
    await office.send(777, "6.1 протокол подписан")
    async with office.store.begin() as tx:
        await tx.people.update(vera)
    (said,) = await office.send(COORDINATOR, "/silent")
    assert "6.1" not in said.text


def vera_in_chat(vera: Person) -> Person:
    """The same with a chat, in which she answers."""
    return replace(vera, telegram_id=777, state=PersonState.ACTIVE)
