"""Quiet hours are one's own: chosen by buttons or words, kept whatever is to be said."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from roadmap.model import Person
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk

NIGHT = datetime(2019, 12, 2, 19, 30, tzinfo=UTC)  # half past ten in Moscow, a Monday


async def person(desk: Desk, telegram_id: int) -> Person:
    async with desk.store.read() as tx:
        found: Person = await tx.people.by_telegram(telegram_id)
    return found


async def waiting(desk: Desk) -> list[Any]:
    """What is held back in the outbox."""
    async with desk.store.begin() as tx:
        later = desk.at.replace(year=2030)
        found: list[Any] = await tx.messages.claim(later, later, 100)
        await tx.messages.release_claims()
    return found


async def test_an_official_chooses_quiet_hours_by_buttons(office: Desk) -> None:
    (settings,) = await office.send(IVANOVA, "/settings")
    (begin,) = await office.press(IVANOVA, settings, "Другие часы")
    (end,) = await office.press(IVANOVA, begin, "22:00")
    assert "22:00" in end.text
    (settings,) = await office.press(IVANOVA, end, "07:00")
    assert "22:00–07:00" in settings.text
    found = await person(office, IVANOVA)
    assert (found.quiet_from, found.quiet_to) == (time(22), time(7))


async def test_an_official_says_quiet_hours_in_words(office: Desk) -> None:
    (settings,) = await office.send(IVANOVA, "/settings")
    await office.press(IVANOVA, settings, "Другие часы")
    (unread,) = await office.send(IVANOVA, "вечером")
    assert "с 21 до 8" in unread.text
    (said,) = await office.send(IVANOVA, "с 21 до 8")
    assert "21:00" in said.text
    found = await person(office, IVANOVA)
    assert (found.quiet_from, found.quiet_to) == (time(21), time(8))
    await office.send(IVANOVA, "6.1 протокол подписан")
    async with office.store.read() as tx:
        entry = await tx.answers.last_of_person(found.id)
    assert entry.text == "протокол подписан", "the next line is an answer again"


async def test_forged_hours_are_refused(office: Desk) -> None:
    for value in ("25", "x", "-1"):
        await office.tap(IVANOVA, f"set:quiet_from:{value}")
    await office.tap(IVANOVA, "set:quiet:99-3")
    assert (await person(office, IVANOVA)).quiet_from is None


async def test_what_somebody_wrote_is_confirmed_in_their_quiet_hours_and_others_hear_it_later(
    office: Desk,
) -> None:
    await office.tap(COORDINATOR, "rm:acceptance:1:0")
    await office.tap(IVANOVA, "set:quiet:20-8")
    await office.tap(COORDINATOR, "set:quiet:20-8")
    office.at = NIGHT
    (confirmed,) = await office.send(IVANOVA, "6.1 протокол подписан")
    assert confirmed.chat_id == IVANOVA
    (closed,) = await office.press(IVANOVA, confirmed, "Выполнено")
    assert closed.chat_id == IVANOVA
    held = [one for one in await waiting(office) if one.chat_id == COORDINATOR]
    assert [one.not_before for one in held] == [datetime(2019, 12, 3, 5, 0, tzinfo=UTC)]


async def test_what_was_written_while_the_line_was_down_wakes_nobody_else_at_night(
    office: Desk,
) -> None:
    await office.tap(COORDINATOR, "rm:acceptance:1:0")
    (card,) = await office.send(IVANOVA, "/my")
    (due,) = await office.press(IVANOVA, card, "6.1")
    office.at = NIGHT
    written = int(NIGHT.timestamp()) - 6 * 3600
    (confirmed,) = await office.send(IVANOVA, "6.1 протокол подписан", date=written)
    assert confirmed.chat_id == IVANOVA, "what she wrote is confirmed at once"
    await office.tap(IVANOVA, due.buttons[1][0].data)
    await office.send(IVANOVA, "на 15 января, ждём акт", date=written)
    await office.send(IVANOVA, "Да", date=written)
    held = [one for one in await waiting(office) if one.chat_id == COORDINATOR]
    assert [one.not_before for one in held] == [datetime(2019, 12, 3, 6, 0, tzinfo=UTC)]
