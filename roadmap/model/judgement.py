"""What a document's period was concluded from: data, for whoever has to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap.model.period import Period


class Sign(StrEnum):
    """What speaks for a period; the sentences that a person reads are in the locales."""

    GIVEN = "given"  # by the coordinator, or `--year`
    TITLE = "title"
    SEASON = "season"  # a heating season that is lived through
    SCHOOL = "school"  # preparing for a school year
    HEATING = "heating"  # preparing for a heating season
    EXAMS = "exams"
    NEW_YEAR = "new-year"
    EVENT = "event"  # preparing for a day that is named
    STAMP = "stamp"  # when the document was approved
    DATES = "dates"  # deadlines with a year
    WEEKDAYS = "weekdays"
    SECTIONS = "sections"  # headings that name a year each
    RESULTS = "results"  # the year whose results are being dealt with
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign: its `words` as the document has them, or how many such signs there are."""

    sign: Sign
    words: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The period that a document was read within, and why.

    `sure` where something speaks for it and nothing against it. Where it is not, `choices` are the
    likely periods, the likeliest first, which is `period`.
    """

    period: Period
    because: tuple[Evidence, ...]
    against: tuple[Evidence, ...] = ()
    choices: tuple[Period, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the days may be taken for sure."""
        return not self.choices
