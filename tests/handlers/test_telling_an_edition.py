"""A new edition changes deadlines: those who answer for them are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from roadmap.model import ControlPoint, Deadline, Draft, Kind
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, month, sample_draft


async def told(office: Desk, later: timedelta = timedelta(minutes=1)) -> list[Outgoing]:
    """What officials are told after so long, but for messages that change."""
    office.at += later
    return [
        one for one in await office.sent() if one.chat_id in (IVANOVA, PETROV) and not one.edits
    ]


def edition() -> Draft:
    """The sample with 6.1 a month later, 6.2 without a deadline, a control point more."""
    five, six, seven = sample_draft().items
    first, second = six.control_points
    changed = (
        replace(first, deadline=month("Январь", 2020, 1, 31)),
        replace(second, deadline=Deadline("Постоянно", Kind.CONTINUOUS)),
        ControlPoint(3, "итоги года", month("Май", 2020, 5, 31)),
    )
    return replace(sample_draft(), items=(five, replace(six, control_points=changed), seven))


async def updated(office: Desk) -> Outgoing:
    preview = await office.import_draft(edition())
    return (await office.press(COORDINATOR, preview, "Обновить карту"))[0]


async def test_an_official_is_told_once_of_all_deadlines_that_an_edition_changes(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    await told(office)
    said = await updated(office)
    assert "О новых сроках бот сообщит в рабочее время 1 ответственному." in said.text
    assert await told(office, timedelta(seconds=59)) == []
    (one,) = await told(office)
    assert one.chat_id == IVANOVA
    assert "вышла новая редакция карты «Дорожная карта города Верхнеозёрска»" in one.text
    lines = one.text.splitlines()[1:]
    assert lines == [
        "6.1. результаты муниципального этапа: 31 декабря → <b>31 января 2020</b>",
        "➖ 6.2. результаты регионального этапа: срок 30 апреля 2020 снят",
        "➕ 6.3. итоги года: добавлен срок <b>31 мая 2020</b>",
    ]


async def test_an_edition_saved_at_night_is_told_in_the_morning(office: Desk) -> None:
    office.at = datetime.fromisoformat("2019-12-03T19:00:00+00:00")
    await updated(office)
    assert await told(office, timedelta(hours=5)) == []
    (one,) = await told(office, timedelta(hours=6))
    assert one.chat_id == IVANOVA


async def test_who_was_told_of_an_edition_is_told_that_it_no_longer_holds(office: Desk) -> None:
    said = await updated(office)
    await told(office)
    undone, *_ = await office.press(COORDINATOR, said, "Отменить импорт")
    assert "Об отмене бот сообщит в рабочее время 1 ответственному." in undone.text
    (one,) = await told(office)
    assert one.text.splitlines() == [
        "↩️ <b>Обновление карты «Дорожная карта города Верхнеозёрска» отменено, "
        "ваши сроки прежние.</b>",
        "6.1. результаты муниципального этапа: снова 31 декабря",
        "6.2. результаты регионального этапа: снова 30 апреля 2020",
        "6.3. итоги года: добавленного срока больше нет",
    ]


async def test_an_edition_taken_back_before_it_was_told_is_told_to_nobody(office: Desk) -> None:
    said = await updated(office)
    undone, *_ = await office.press(COORDINATOR, said, "Отменить импорт")
    assert "О тех сроках никому не успели сообщить." in undone.text
    assert await told(office) == []


async def test_an_edition_that_changes_no_deadline_of_somebody_tells_nobody(office: Desk) -> None:
    five, six, seven = sample_draft().items
    six = replace(six, recommendation="Итоги олимпиады")
    preview = await office.import_draft(replace(sample_draft(), items=(five, six, seven)))
    said, *_ = await office.press(COORDINATOR, preview, "Обновить карту")
    assert "сообщит" not in said.text
    assert await told(office) == []


async def test_the_coordinator_is_told_who_has_no_messenger_to_hear_of_an_edition_in(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/invite Сидорова Вера")
    await office.send(COORDINATOR, "/assign 6 Иванова, Сидорова")
    said = await updated(office)
    assert "сообщит в рабочее время 1 ответственному" in said.text
    assert "Бот им не напишет, скажите сами: Сидорова Вера." in said.text


async def test_an_edition_taken_back_in_the_archive_tells_nobody(office: Desk) -> None:
    said = await updated(office)
    await told(office)
    async with office.store.begin() as tx:
        roadmap = await tx.roadmaps.get(1)
        await tx.roadmaps.update(replace(roadmap, archived_at=office.at))
    await office.press(COORDINATOR, said, "Отменить импорт")
    assert await told(office) == []
