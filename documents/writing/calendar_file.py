"""Due days as a calendar (.ics) that telephones and mail programs subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from roadmap.model import DueState, check_aware

if TYPE_CHECKING:
    from icalendar import Event

_SUMMARY_LENGTH = 120  # what a telephone shows of an event in two lines


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One due day at `address` («6.1»), moved `sequence` times, the last at `changed_at` (UTC)."""

    due_id: int
    address: str
    text: str
    day: date
    state: DueState
    changed_at: datetime
    sequence: int = 0
    recommendation: str = ""
    answers: tuple[str, ...] = ()


def write_calendar(
    days: Sequence[CalendarDay], name: str, host: str = "vekha", alarm_days: int = 1
) -> bytes:
    """An iCalendar file (RFC 5545) named `name`, an all-day event for each due day.

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
    for due in sorted(days, key=lambda due: (due.day, due.due_id)):
        calendar.add_component(_event(due, host, alarm_days))
    return bytes(calendar.to_ical())


def _event(due: CalendarDay, host: str, alarm_days: int) -> Event:
    from icalendar import Alarm, Event

    changed = check_aware(due.changed_at).astimezone(UTC)
    event = Event()
    event.add("uid", f"due-{due.due_id}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", due.sequence)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))  # RFC 5545: the end is not included
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
    event.add("description", "\n".join(told))
    if due.state is DueState.OPEN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        # An all-day event begins at midnight: nine in the morning, so many days before.
        alarm.add("trigger", timedelta(days=-alarm_days, hours=9))
        alarm.add("description", f"Срок: п. {due.address}, {due.day:%d.%m.%Y}")
        event.add_component(alarm)
    return event
