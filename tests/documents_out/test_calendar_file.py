"""The calendar, read by another library (vobject) than the one that wrote it (icalendar)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from documents.writing.calendar_file import CalendarDay, write_calendar
from roadmap.model import DueState

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DUE = CalendarDay(
    7,
    "6.1",
    "Совещание завучей; итоги, выводы\nи список",
    date(2026, 12, 31),
    DueState.OPEN,
    AT,
    recommendation="Помощь ученикам",
    answers=("Ольга Ветрова",),
)


def read(content: bytes) -> Any:
    return vobject.readOne(content.decode())


def event_of(due: CalendarDay) -> Any:
    return read(write_calendar([due], "Дорожная карта")).vevent


def test_a_due_day_is_one_event_of_the_whole_day() -> None:
    event = event_of(DUE)
    assert event.dtstart.value == date(2026, 12, 31)
    assert event.dtend.value == date(2027, 1, 1)
    assert event.summary.value == "п. 6.1 – Совещание завучей; итоги, выводы и список"
    assert "Ответственные: Ольга Ветрова" in event.description.value
    assert "\nи список" in event.description.value


def test_a_moved_day_keeps_its_id_so_that_it_moves() -> None:
    later = replace(DUE, day=date(2027, 1, 29), sequence=1, changed_at=AT + timedelta(days=1))
    before, after = event_of(DUE), event_of(later)
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.last_modified.value > before.last_modified.value
    assert after.dtstart.value == date(2027, 1, 29)


def test_different_days_have_different_ids() -> None:
    calendar = read(write_calendar([DUE, replace(DUE, due_id=8)], "Карта"))
    assert len({event.uid.value for event in calendar.vevent_list}) == 2


def test_an_open_day_rings_at_nine_the_day_before() -> None:
    event = event_of(DUE)
    assert event.valarm.trigger.value == timedelta(hours=-15)
    assert event.valarm.action.value == "DISPLAY"


@pytest.mark.parametrize("state", [DueState.DONE, DueState.CLAIMED_DONE])
def test_what_is_done_no_longer_rings_and_says_so(state: DueState) -> None:
    event = event_of(replace(DUE, state=state))
    assert event.summary.value.startswith("Выполнено: ")
    assert not hasattr(event, "valarm")


EVENT = replace(DUE, hour=time(10), place="площадь Победы, у обелиска")


def test_an_event_begins_at_its_hour_by_the_clock_of_the_roadmaps_zone() -> None:
    omsk = ZoneInfo("Asia/Omsk")
    event = read(write_calendar([EVENT], "Карта", zone=omsk)).vevent
    assert event.dtstart.value.astimezone(omsk) == datetime(2026, 12, 31, 10, tzinfo=omsk)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)
    assert event.location.value == "площадь Победы, у обелиска"
    assert event.dtstart.value + event.valarm.trigger.value == datetime(
        2026, 12, 30, 9, tzinfo=omsk
    )


def test_the_zone_of_an_event_is_told_in_the_file() -> None:
    content = write_calendar([EVENT], "Карта", zone=ZoneInfo("Asia/Omsk")).decode()
    assert "DTSTART;TZID=Asia/Omsk:20261231T100000" in content
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Omsk" in content
    assert "VTIMEZONE" not in write_calendar([DUE], "Карта").decode()


def test_a_place_without_an_hour_leaves_the_day_whole() -> None:
    event = event_of(replace(EVENT, hour=None))
    assert event.dtstart.value == date(2026, 12, 31)
    assert event.location.value == "площадь Победы, у обелиска"


def test_what_left_the_document_is_cancelled_in_the_readers_calendar() -> None:
    assert event_of(replace(DUE, state=DueState.DROPPED)).status.value == "CANCELLED"


def test_lines_stay_within_the_75_bytes_of_the_standard() -> None:
    content = write_calendar([replace(DUE, text="Очень длинное мероприятие " * 40)], "Карта")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_same_days_give_the_same_file() -> None:
    assert write_calendar([DUE], "Карта") == write_calendar([DUE], "Карта")


def test_a_title_of_several_lines_names_the_calendar() -> None:
    content = write_calendar([DUE], "Дорожная карта\nгорода\r\nВерхнеозёрска")
    assert read(content).contents["x-wr-calname"][0].value == "Дорожная карта города Верхнеозёрска"
