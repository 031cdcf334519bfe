"""An answer is of the day on which its message was sent, whenever the bot comes to handle it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from roadmap.model import DueState, ProgressEntry
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk

#: 31 December, 18:00 in Moscow.
SENT = datetime(2019, 12, 31, 15, 0, tzinfo=UTC)
#: 1 January, 03:00 in Moscow: the line was down meanwhile.
HANDLED = datetime(2020, 1, 1, 0, 0, tzinfo=UTC)
SENT_AT = int(SENT.timestamp())


async def _entries(office: Desk) -> list[ProgressEntry]:
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        return list(await tx.answers.of_item(item.id))


async def test_an_answer_of_the_old_year_counts_for_the_old_half_year(office: Desk) -> None:
    office.at = HANDLED
    await office.send(IVANOVA, "6.1 этап проведён", date=SENT_AT)
    (entry,) = await _entries(office)
    assert (entry.day, entry.at) == (date(2019, 12, 31), SENT)
    async with office.store.read() as tx:
        first_half = await tx.answers.of_roadmap(1, date(2019, 9, 1), date(2019, 12, 31))
        second_half = await tx.answers.of_roadmap(1, date(2020, 1, 1), date(2020, 8, 31))
    assert ([one.id for one in first_half], list(second_half)) == ([entry.id], [])


async def test_closing_by_an_answer_is_of_its_day_and_not_late(office: Desk) -> None:
    office.at = HANDLED
    (said,) = await office.send(IVANOVA, "6.1 этап проведён", date=SENT_AT)
    await office.press(IVANOVA, said, "Закрыть, выполнено 31 декабря 2019")
    (entry,) = await _entries(office)
    async with office.store.read() as tx:
        (due,) = await tx.roadmaps.dues([entry.point_id])
    assert (due.state, due.closed_on) == (DueState.DONE, date(2019, 12, 31))


async def test_an_answer_that_is_placed_days_later_keeps_its_day(office: Desk) -> None:
    office.at = HANDLED
    (where,) = await office.send(IVANOVA, "этап проведён в срок", date=SENT_AT)
    office.at += timedelta(days=3)
    await office.press(IVANOVA, where, "6.1")
    (entry,) = await _entries(office)
    assert (entry.day, entry.at) == (date(2019, 12, 31), SENT)


async def test_a_kept_answer_that_a_number_places_keeps_its_day(office: Desk) -> None:
    office.at = HANDLED
    await office.send(IVANOVA, "этап проведён в срок", date=SENT_AT)
    await office.send(IVANOVA, "6.1", date=SENT_AT + 300)
    (entry,) = await _entries(office)
    assert entry.day == date(2019, 12, 31)


async def test_an_edit_is_of_its_own_instant_and_the_answer_of_its_day(office: Desk) -> None:
    office.at = SENT
    event = office.writing(IVANOVA, "6.1 этап проведён", message_id=77)
    await office.feed(**event)
    edited = SENT + timedelta(hours=5)
    office.at = SENT + timedelta(days=2)
    again = office.writing(IVANOVA, "6.1 этап проведён, итоги подведены", message_id=77)
    message = {**again["message"], "date": SENT_AT, "edit_date": int(edited.timestamp())}
    await office.feed(edited_message=message)
    (entry,) = await _entries(office)
    assert (entry.day, entry.text) == (date(2019, 12, 31), "этап проведён, итоги подведены")
    assert entry.revisions == ((edited, "этап проведён"),)


async def test_days_are_counted_from_the_day_of_writing(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    await office.press(IVANOVA, card, "Перенести срок")
    office.at = HANDLED
    (sure,) = await office.send(IVANOVA, "послезавтра", date=SENT_AT)
    assert "на 2 января (чт)?" in sure.text


async def test_days_are_counted_in_the_zone_of_who_writes(office: Desk) -> None:
    await office.tap(IVANOVA, "set:zone:Asia/Vladivostok")
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    await office.press(IVANOVA, card, "Перенести срок")
    office.at = SENT  # in Vladivostok it is 1 January, 01:00
    (sure,) = await office.send(IVANOVA, "завтра")
    assert "на 2 января 2020 (чт)?" in sure.text


async def test_a_message_from_the_future_is_of_now(office: Desk) -> None:
    ahead = int((office.at + timedelta(days=40)).timestamp())
    await office.send(COORDINATOR, "6.1 этап проведён", date=ahead)
    (entry,) = await _entries(office)
    assert entry.at == office.at
