"""Deadlines that come again, with the months or days written beside («ежегодно, до 1 марта»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadmap.deadlines.dated import YEARS, every_year, last_day_of, read_list, settled
from roadmap.deadlines.occurrences import occurrences
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.recurring import Rhythm
from roadmap.model import Deadline, Kind, Period, Span


def read_repeated(
    text: str, rhythm: Rhythm, members: Sequence[Member], period: Period, names: set[str]
) -> Deadline:
    """Read a rhythm and what is written beside it: its window («с сентября по май») or its days
    («до 1 марта»).

    `names` are those of the phrase's words.
    """
    onwards = bool(names & {"from", "following"})
    dated = [member for member in members if member.first.unit not in YEARS]
    if (
        "following" in names
        and len(dated) == 1
        and rhythm.unit not in {"year", "other"}
        and rhythm.count == 1
    ):
        return _first_then(text, rhythm, dated[0], period)
    windows = [
        member for member in members if member.first.unit in YEARS or member.last is not None
    ]
    open_ = [member for member in members if member.prefix == "from" and member.last is None]
    if rhythm.unit == "year" and len(members) == len(open_) == 1:
        since = place(open_[0], period).span
        return Deadline(text, Kind.RECURRING, since[0] if since else None, None, since is not None)
    if rhythm.unit in {"year", "other"} or rhythm.count > 1 or (dated and not _is_window(dated)):
        if dated:
            return _each_year(text, dated, windows, period)
        if rhythm.unit == "year" and not rhythm.counted and not windows:
            return Deadline(text, Kind.RECURRING)
    start, end = _window(windows or dated, period, onwards=onwards)
    spans = occurrences(rhythm, max(start, period.start), min(end, period.end), period)
    if windows and not spans:
        spans = occurrences(rhythm, start, end, period)
    if rhythm.unit == "half" and rhythm.count == 1 and not windows and spans:
        return Deadline(text, Kind.RECURRING, None, spans[-1].end, True, spans)
    return Deadline(text, Kind.RECURRING, start, end, True, spans)


def _first_then(text: str, rhythm: Rhythm, first: Member, period: Period) -> Deadline:
    """«Ноябрь, далее ежемесячно»: the days named, then each occurrence after them."""
    placed = place(first, period)
    end = last_day_of(first, placed)
    if placed.span is None or end is None:
        return Deadline(text, Kind.RECURRING, sure=False)
    start = None if first.prefix in {"till", "by"} else placed.span[0]
    later = occurrences(rhythm, end + timedelta(days=1), period.end, period)
    return Deadline(
        text, Kind.RECURRING, start, max(end, period.end), placed.sure, (Span(start, end), *later)
    )


def _is_window(dated: Sequence[Member]) -> bool:
    """«с апреля» and «II квартал» say within which days something comes again, «до 1 марта» on
    which.
    """
    first = dated[0]
    return len(dated) == 1 and (
        first.last is not None or first.prefix == "from" or first.first.unit in {"half", "quarter"}
    )


def _window(members: Sequence[Member], period: Period, *, onwards: bool) -> tuple[date, date]:
    spans = [span for member in members if (span := place(member, period).span) is not None]
    if not spans:
        return period.start, period.end
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    if onwards and len(spans) == 1 and members[0].prefix == "from" and members[0].last is None:
        return start, max(start, period.end)
    return start, end


def _each_year(
    text: str, dated: Sequence[Member], windows: Sequence[Member], period: Period
) -> Deadline:
    years = [member.first for member in windows if member.first.unit in YEARS]
    if any(member.first.until is not None for member in dated):
        return every_year(text, dated, period)
    since = years[0].year if years else None
    if since is not None:
        dated = [
            replace(member, first=replace(member.first, year=since))
            for member in dated
            if member.last is None
        ]
        onwards = every_year(text, dated, period)
        spans = tuple(span for span in onwards.spans if period.start <= span.end <= period.end)
        return Deadline(text, Kind.RECURRING, onwards.start or date(since, 1, 1), None, True, spans)
    if period.end.year - period.start.year > 1:
        return every_year(text, dated, period)
    found = read_list(
        text, dated, settled([place(member, period) for member in dated]), loose=False
    )
    if found.kind is Kind.UNKNOWN:
        return Deadline(text, Kind.RECURRING, sure=False)
    return replace(found, kind=Kind.RECURRING)
