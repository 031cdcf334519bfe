"""What is taken away from something that comes again: «ежемесячно, кроме июля и августа», «каждый
понедельник, за исключением праздничных».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from roadmap.deadlines.joining import joined
from roadmap.deadlines.members import read_members
from roadmap.deadlines.names import Name
from roadmap.deadlines.parts import is_holiday
from roadmap.deadlines.phrase import Phrase
from roadmap.deadlines.place import Member, days_from, place
from roadmap.deadlines.rhythm import RHYTHM_WORDS
from roadmap.deadlines.roman import with_roman_months
from roadmap.model import Deadline, Period

_SEASONAL = frozenset({Name.WINTRY, Name.VERNAL, Name.ESTIVAL, Name.AUTUMNAL})
_SEASONS = frozenset({Name.WINTER, Name.SPRING, Name.SUMMER, Name.AUTUMN})
#: What may stand in a list of times.
_TIMES = _SEASONAL | _SEASONS | {Name.MONTH, Name.NUMBER, Name.DATE, Name.QUARTER, Name.LAST}
_LISTING = frozenset({Name.COMMA, Name.DASH, Name.OPEN})
_LIMITS = frozenset({Name.TILL, Name.BY})
_AGAIN = RHYTHM_WORDS - {Name.EACH}
#: «кроме каникул», «кроме месяцев сдачи отчётности»: nobody has told which.
_UNTOLD = frozenset({Name.HOLIDAYS, Name.WEEK, Name.MONTH_WORD, Name.QUARTER})
#: Words for days on which nobody works.
_DAYS_OFF = ("праздн", "нерабоч")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The times taken away; `days_off` says that public holidays are, `untold` that something is
    whose days nobody has told: school holidays.
    """

    members: Sequence[Member]
    days_off: bool
    untold: bool


class _Cut(NamedTuple):
    """Where an exception stands in a phrase, and where its own words begin and end."""

    start: int
    inner: int
    end: int
    after: int


def without_exceptions(tokens: Phrase) -> tuple[Phrase, Exceptions | None]:
    """The phrase without its exceptions, and these."""
    cut = _find(tokens)
    if cut is None:
        return tokens, None
    words = tokens.cut(cut.inner, cut.end)
    taken = _times_of(words)
    rest, more = without_exceptions(Phrase(tokens[: cut.start] + tokens[cut.after :]))
    if more is None:
        return rest, taken
    together = Exceptions(
        (*taken.members, *more.members),
        taken.days_off or more.days_off,
        taken.untold or more.untold,
    )
    return rest, together


def thinned(deadline: Deadline, taken: Exceptions, period: Period, *, reported: bool) -> Deadline:
    """The deadline without the occurrences on the days taken away.

    Not sure where these days are not told, where none would be left, and where what is due is
    `reported` in the month after: whether that month or the one before is taken away is open.
    """
    days = [span for member in taken.members for span in _each_year(member, period)]
    left = tuple(span for span in deadline.spans if not _is_taken(span.end, days, taken))
    open_ = taken.untold or not left or (reported and bool(days))
    return replace(deadline, spans=left or deadline.spans, sure=deadline.sure and not open_)


def _times_of(words: Phrase) -> Exceptions:
    off = any(word.text.startswith(_DAYS_OFF) for word in words)
    members = read_members(joined(with_roman_months(words)))
    named = not words.names.isdisjoint(_UNTOLD) and not members
    return Exceptions(members, off, named and not off)


def _is_taken(day: date, days: Sequence[tuple[date, date]], taken: Exceptions) -> bool:
    if taken.days_off and is_holiday(day):
        return True
    return any(first <= day <= last for first, last in days)


def _each_year(member: Member, period: Period) -> list[tuple[date, date]]:
    """Its days in each year within reach, or in the one that is written."""
    if member.first.year is not None or member.first.school is not None:
        span = place(member, period).span
        return [] if span is None else [span]
    years = range(max(period.start.year - 1, 1), min(period.end.year + 1, 9998) + 1)
    found = (days_from(member, year, period) for year in years)
    return [span for span in found if span is not None]


def _find(tokens: Phrase) -> _Cut | None:
    word = tokens.find(Name.EXCEPT)
    if word is None:
        return None
    start = word - 1 if tokens.text(word - 1) == "за" else word
    if tokens.name(start - 1) is Name.OPEN:
        behind = tokens.cut(word).find(Name.CLOSE)
        end = len(tokens) if behind is None else word + behind
        return _Cut(start - 1, word + 1, end, end + 1)
    end = _end(tokens, word + 1)
    return _Cut(start, word + 1, end, end)


def _end(tokens: Phrase, index: int) -> int:
    """Where an exception without brackets ends: a list of times goes on behind a comma, a dash or a
    bracket, other words do not.
    """
    start = index
    while index < len(tokens):
        name = tokens.name(index)
        since = Name.FROM in tokens.cut(start, index).names
        if name in _AGAIN or name in {Name.CLOSE, Name.COLON} or (name in _LIMITS and not since):
            break
        if name in _LISTING and not _goes_on(tokens, start, index):
            break
        closes = name is Name.OPEN and tokens.cut(index).find(Name.CLOSE)
        index += closes + 1 if closes else 1
    return index


def _goes_on(tokens: Phrase, start: int, index: int) -> bool:
    timed = not tokens.cut(start, index).names.isdisjoint(_TIMES)
    day_of_any_month = tokens.name(index + 2) is Name.NUMBER_WORD
    return timed and tokens.name(index + 1) in _TIMES and not day_of_any_month
