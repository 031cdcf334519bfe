"""Deadlines that come again, with the months or days written beside («ежегодно, до 1 марта»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roadmap.deadlines.dated import YEARS, every_year, read_list, settled
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.recurring import Rhythm, occurrences
from roadmap.model import Deadline, Kind, Period


def read_repeated(text: str, rhythm: Rhythm, members: Sequence[Member], period: Period, onwards: bool) -> Deadline:
    """Read a rhythm and what is written beside it: its window («с сентября по май») or its days («до 1 марта»)."""
    dated = [member for member in members if member.first.unit not in YEARS]
    windows = [member for member in members if member.first.unit in YEARS or member.last is not None]
    if rhythm.unit in {"year", "other"} or rhythm.count > 1 or (dated and not _is_window(dated)):
        if dated:
            return _each_year(text, dated, windows, period)
        if rhythm.unit == "year" and not rhythm.counted and not windows:
            return Deadline(text, Kind.RECURRING)
    if rhythm.unit == "year" and len(windows) == 1 and windows[0].prefix == "from" and windows[0].last is None:
        since = place(windows[0], period).span
        return Deadline(text, Kind.RECURRING, since[0] if since else None, None, since is not None)
    start, end = _window(windows or dated, period, onwards=onwards)
    spans = occurrences(rhythm, max(start, period.start), min(end, period.end), period)
    if windows and not spans:
        spans = occurrences(rhythm, start, end, period)
    if rhythm.unit == "half" and rhythm.count == 1 and not windows and spans:
        return Deadline(text, Kind.RECURRING, None, spans[-1].end, True, spans)
    return Deadline(text, Kind.RECURRING, start, end, True, spans)


def _is_window(dated: Sequence[Member]) -> bool:
    return len(dated) == 1 and (dated[0].last is not None or dated[0].first.unit in {"half", "quarter"})


def _window(members: Sequence[Member], period: Period, *, onwards: bool) -> tuple[date, date]:
    spans = [span for member in members if (span := place(member, period).span) is not None]
    if not spans:
        return period.start, period.end
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    if onwards and len(spans) == 1 and members[0].prefix == "from" and members[0].last is None:
        return start, max(start, period.end)
    return start, end


def _each_year(text: str, dated: Sequence[Member], windows: Sequence[Member], period: Period) -> Deadline:
    years = [member.first for member in windows if member.first.unit in YEARS]
    if any(member.first.until is not None for member in dated):
        return every_year(text, dated, period)
    since = years[0].year if years else None
    if since is not None:
        dated = [replace(member, first=replace(member.first, year=since)) for member in dated if member.last is None]
        onwards = every_year(text, dated, period)
        spans = tuple(span for span in onwards.spans if period.start <= span.end <= period.end)
        return Deadline(text, Kind.RECURRING, onwards.start, None, onwards.start is not None, spans)
    if period.end.year - period.start.year > 1:
        return every_year(text, dated, period)
    found = read_list(text, dated, settled([place(member, period) for member in dated]), loose=False)
    if found.kind is Kind.UNKNOWN:
        return Deadline(text, Kind.RECURRING, sure=False)
    return replace(found, kind=Kind.RECURRING)
