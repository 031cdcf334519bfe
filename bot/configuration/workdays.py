"""Russian working days, with the government's transfers and working Saturdays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from roadmap.model.policy import WorkingDays

if TYPE_CHECKING:
    from holidays import HolidayBase

#: Labour Code, article 112: 1–8 January, 23 February, 8 March, 1 and 9 May, 12 June, 4 November.
FIXED = frozenset(
    {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)
#: A year whose transfers every version of the library that we accept knows; the search goes on from
#: it.
_CERTAIN = 2024


class RussianCalendar(WorkingDays):
    """Which days offices in Russia work.

    Transfers are ordered year by year; beyond `known_until` only weekends and the fixed public
    holidays are known. `extra_days_off` and `extra_working_days`, from the settings, come before
    everything else.
    """

    def __init__(
        self, extra_days_off: Collection[date] = (), extra_working_days: Collection[date] = ()
    ) -> None:
        self._off = frozenset(extra_days_off)
        self._working = frozenset(extra_working_days)

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self._working or day in self._off:
            return day in self._working
        if day > self.known_until:
            return day.weekday() < 5 and (day.month, day.day) not in FIXED
        return self._holidays.is_working_day(day)

    @cached_property
    def known_until(self) -> date:
        """The last day whose transfers the library knows: the end of the last year that has any."""
        year = _CERTAIN
        while any((day.month, day.day) not in FIXED for day in _russia(year + 1)):
            year += 1
        return date(year, 12, 31)

    @cached_property
    def _holidays(self) -> HolidayBase:
        return _russia()


def _russia(*years: int) -> HolidayBase:
    """The library's calendar, which adds any year that it is asked about."""
    # Imported where it is first needed: a tenth of a second and 18 MB that a start should not pay.
    from holidays import country_holidays

    return country_holidays("RU", years=years or None)
