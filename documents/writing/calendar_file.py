"""Due days as a calendar (.ics) that telephones and mail programs subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadmap.model import DueState, check_aware
from roadmap.model.policy import MOSCOW

if TYPE_CHECKING:
    from icalendar import Event

_SUMMARY_LENGTH = 120  # what a telephone shows of an event in two lines
#: A plan tells when an event begins, seldom when it ends.
_EVENT_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One due day at `address` («6.1»), moved `sequence` times, the last at `changed_at` (UTC).

    `hour` is when an event begins on that day, by the clock of the calendar's zone; `place` where.
    """

    due_id: int
    address: str
    text: str
    day: date
    state: DueState
    changed_at: datetime
    sequence: int = 0
    recommendation: str = ""
    answers: tuple[str, ...] = ()
    hour: time | None = None
    place: str = ""
    co_executors: tuple[str, ...] = ()


def write_calendar(
    days: Sequence[CalendarDay],
    name: str,
    host: str = "vekha",
    alarm_days: int = 1,
    zone: ZoneInfo = MOSCOW,
) -> bytes:
    """An iCalendar file (RFC 5545) named `name`, an event for each due day: of an hour where it
    begins at one (by the clock of `zone`), else all day.

    The event's UID is made of the due's id and `host`, so that a moved day moves in the reader's
    calendar instead of appearing twice. What is dropped is cancelled. An alarm rings at 09:00 of
    the reader's time `alarm_days` before.
    """
    # Imported where it is used: the bot itself only gathers the days, a child process writes them.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Vekha//Roadmap//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(name.split()))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    ordered = sorted(days, key=lambda due: (due.day, due.due_id))
    for due in ordered:
        calendar.add_component(_event(due, host, alarm_days, zone))
    if ordered:
        # Of the zone's history only what the days need: some readers mistake the last change.
        calendar.add_missing_timezones(ordered[0].day, ordered[-1].day + timedelta(days=2))
    return bytes(calendar.to_ical())


def _event(due: CalendarDay, host: str, alarm_days: int, zone: ZoneInfo) -> Event:
    from icalendar import Alarm, Event

    changed = check_aware(due.changed_at).astimezone(UTC)
    event = Event()
    event.add("uid", f"due-{due.due_id}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", due.sequence)
    if due.hour is None:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))  # RFC 5545: the end is not included
    else:
        begins = datetime.combine(due.day, due.hour, zone)
        event.add("dtstart", begins)
        event.add("dtend", begins + _EVENT_LASTS)
    if due.place:
        event.add("location", due.place)
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    event.add("status", "CANCELLED" if due.state is DueState.DROPPED else "CONFIRMED")
    done = "Выполнено: " if due.state in (DueState.DONE, DueState.CLAIMED_DONE) else ""
    summary = f"{done}п. {due.address} – {' '.join(due.text.split())}"
    if len(summary) > _SUMMARY_LENGTH:
        summary = f"{summary[: _SUMMARY_LENGTH - 1].rstrip()}…"
    event.add("summary", summary)
    told = [due.text.strip()]
    if due.recommendation:
        told.append(f"Рекомендация: {due.recommendation.strip()}")
    if due.answers:
        told.append(f"Ответственные: {', '.join(due.answers)}")
    if due.co_executors:
        told.append(f"Соисполнители: {', '.join(due.co_executors)}")
    event.add("description", "\n".join(told))
    if due.state is DueState.OPEN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        # Nine in the morning, so many days before; an all-day event begins at midnight.
        begins_at = due.hour or time()
        into_the_day = timedelta(hours=begins_at.hour, minutes=begins_at.minute)
        alarm.add("trigger", timedelta(days=-alarm_days, hours=9) - into_the_day)
        alarm.add("description", f"Срок: п. {due.address}, {due.day:%d.%m.%Y}")
        event.add_component(alarm)
    return event
