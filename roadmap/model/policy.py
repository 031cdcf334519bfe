"""The rules of an installation: when to remind, which days are working days, and the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from roadmap.model import PointKind


class WorkingDays(Protocol):
    """A calendar of working days."""

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""


MOSCOW = ZoneInfo("Europe/Moscow")


#: Bytes of a file that the public server gives out [Bot API].
PUBLIC_FILE_LIMIT = 20 * 2**20


@dataclass(frozen=True, slots=True)
class Policy:
    """When to remind. `at` is wall-clock time in the person's own zone, else in `timezone`.

    `about`: which points remind. `days_before`: how many days ahead of a due day; 0 is the day
    itself. `collect_before_working_days`: when the collecting round starts before a half-year ends.
    """

    about: frozenset[PointKind] = frozenset(PointKind)
    days_before: tuple[int, ...] = (14, 7, 3, 1, 0)
    at: time = time(9, 0)
    timezone: ZoneInfo = MOSCOW
    working_days_only: bool = True
    overdue_every_days: int = 3
    escalate_after_working_days: int = 3
    collect_before_working_days: int = 10

    def day_of(self, at: datetime) -> date:
        """The day in `timezone` at an aware instant."""
        return at.astimezone(self.timezone).date()


@dataclass(frozen=True, slots=True)
class Office:
    """What holds for the whole installation. `coordinators` are Telegram ids from the settings."""

    policy: Policy
    calendar: WorkingDays
    bot_username: str
    language: str = "ru"
    coordinators: frozenset[int] = frozenset()
    feed_base: str = ""
    report_template: str = ""  # the file of a template of their own
    file_limit: int = PUBLIC_FILE_LIMIT  # bytes of a file that can be fetched
    writes_down: bool = False  # whether a program writes down what is said in voices


def working_day_back(day: date, calendar: WorkingDays) -> date:
    """`day` itself where it is a working day, else the last working day before it."""
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def working_day_from(day: date, calendar: WorkingDays) -> date:
    """`day` itself where it is a working day, else the next working day."""
    return day if calendar.is_working(day) else working_days_after(day, 1, calendar)


def working_days_after(day: date, count: int, calendar: WorkingDays) -> date:
    """The `count`-th working day after `day`."""
    while count:
        day += timedelta(days=1)
        count -= calendar.is_working(day)
    return day


def working_days_before(day: date, count: int, calendar: WorkingDays) -> date:
    """The `count`-th working day before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day


@dataclass(frozen=True, slots=True)
class Weekends:
    """Where no calendar is at hand: every day from Monday to Friday is a working day."""

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        return day.weekday() < 5


WEEKENDS = Weekends()
