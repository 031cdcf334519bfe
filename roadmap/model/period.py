"""The roadmap's year and its half-years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class YearKind(StrEnum):
    """A school year runs from September to August, a calendar year from January to December."""

    SCHOOL = "school"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Period:
    """The roadmap's year: «2019/2020 учебный год», 2019-09-01 to 2020-08-31."""

    label: str
    start: date
    end: date

    @property
    def kind(self) -> YearKind:
        """School when the period begins in the second half of a calendar year."""
        return YearKind.SCHOOL if self.start.month >= 7 else YearKind.CALENDAR

    @classmethod
    def school(cls, first_year: int) -> Period:
        """The school year from 1 September of `first_year` to 31 August of the next."""
        return cls(
            f"{first_year}/{first_year + 1} учебный год",
            date(first_year, 9, 1),
            date(first_year + 1, 8, 31),
        )

    @classmethod
    def calendar(cls, year: int) -> Period:
        """The calendar year `year`."""
        return cls(f"{year} год", date(year, 1, 1), date(year, 12, 31))

    def halves(self) -> tuple[ReportingPeriod, ...]:
        """The reporting periods: a calendar year's halves; of a school year Sep–Dec and Jan–Aug.

        A period of several years has two half-years for each of them, numbered on.
        """
        found: list[ReportingPeriod] = []
        start = self.start
        while start <= self.end:
            end = min(self.end, _half_end(start, self.kind))
            found.append(ReportingPeriod(len(found) + 1, start, end))
            start = date.fromordinal(end.toordinal() + 1)
        return tuple(found)

    def half_at(self, day: date) -> ReportingPeriod:
        """The reporting period of `day`; the first or the last one where it lies outside."""
        halves = self.halves()
        return next((half for half in halves if day <= half.end), halves[-1])


def _half_end(start: date, kind: YearKind) -> date:
    middle = date(start.year, 8, 31) if kind is YearKind.SCHOOL else date(start.year, 6, 30)
    return middle if start <= middle else date(start.year, 12, 31)


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A half-year (полугодие) of the roadmap's year; `number` counts from 1."""

    number: int
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
