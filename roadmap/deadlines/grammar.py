"""Decide which kind of deadline a phrase is. The first rule that fits decides, the surest ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadmap.deadlines.atoms import Atom, Node, read_nodes
from roadmap.deadlines.members import read_members
from roadmap.deadlines.place import Member, Placed, as_span, place
from roadmap.deadlines.recurring import Rhythm, occurrences, read_rhythm
from roadmap.deadlines.tokens import Token, tokenise
from roadmap.model import Deadline, Kind, Period, Span

_KINDS = {
    "day": (Kind.DATE, Kind.DATE_RANGE),
    "month": (Kind.MONTH, Kind.MONTH_RANGE),
    "quarter": (Kind.QUARTER, Kind.QUARTER),
    "half": (Kind.HALF_YEAR, Kind.HALF_YEAR),
    "term": (Kind.EVENT, Kind.EVENT),
    "season": (Kind.MONTH_RANGE, Kind.MONTH_RANGE),
    "year": (Kind.YEAR, Kind.YEAR_RANGE),
    "years": (Kind.YEAR_RANGE, Kind.YEAR_RANGE),
    "school_year": (Kind.YEAR, Kind.YEAR_RANGE),
    "period_year": (Kind.RELATIVE, Kind.RELATIVE),
}
_YEARS = frozenset({"year", "years", "school_year"})
_BOUND_TO = frozenset({"during", "before", "after", "once_in", "till", "by", "since"})
_EVENTS = frozenset({"event", "holidays", "after", "before"})


def read(text: str, period: Period) -> Deadline:
    """Read one phrase within the roadmap's year; `text` is kept as written."""
    nodes = read_nodes(tokenise(text))
    names = {node.name for node in nodes if isinstance(node, Token)}
    units = {node.unit for node in nodes if isinstance(node, Atom)}
    members = read_members(nodes)
    rhythm = read_rhythm(nodes)
    if rhythm is not None and not ({"during", "by"} <= names and "span" in units and not rhythm.day):
        return _recurring(text, rhythm, members, period, bool(names & {"from", "following"}))
    if "span" in units and (names & _BOUND_TO or not members):
        return _duration(text, members, period, bound=bool(names & _BOUND_TO))
    if names & {"continuous", "as_needed"}:
        return Deadline(text, Kind.CONTINUOUS, period.start, period.end)
    if members and not _only_told_by(members, names):
        return _placed(text, members, nodes, period, names)
    return _without_days(text, names, units, period)


def _only_told_by(members: Sequence[Member], names: set[str]) -> bool:
    """«по итогам I полугодия», «согласно плану на 2020 год»: the event decides, the year is only its name."""
    limited = any(member.prefix in {"till", "by"} for member in members)
    if names & _EVENTS and not limited:
        loose = all(member.first.unit in {*_YEARS, "half", "quarter", "term", "period_year"} for member in members)
        return loose and not names & {"during", "open"}
    return any(member.prefix == "after" for member in members)


# ── without days of its own ─────────────────────────────────────────────────────────────────────────────────────────


def _without_days(text: str, names: set[str], units: set[str], period: Period) -> Deadline:
    if "bad" in names:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    if "prompt" in names:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if names & _EVENTS or units & {"term"} or ("term" in names and "during" not in names):
        return Deadline(text, Kind.EVENT, sure=False)
    if _is_whole(names):
        return Deadline(text, Kind.WHOLE_PERIOD, period.start, period.end)
    if "part" in units:
        return Deadline(text, Kind.RELATIVE, sure=not names & _BOUND_TO)
    if "during" in names or names & {"month_word", "week", "quarter", "half", "decade", "once_in"}:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if names & {"till", "finish", "begin"}:
        return Deadline(text, Kind.EVENT, sure=False)
    return Deadline(text, Kind.UNKNOWN, sure=False)


def _is_whole(names: set[str]) -> bool:
    if "year_word" in names and not names & {"till", "by", "begin", "finish", "middle"}:
        return True
    return "period" in names and bool(names & {"whole", "during"})


def _duration(text: str, members: Sequence[Member], period: Period, *, bound: bool) -> Deadline:
    """«в течение 15 дней …, но не позднее 15 сентября»: counted from something unknown, at most until a day."""
    limits = [member for member in members if member.prefix in {"by", "till"} and member.first.unit == "day"]
    end = _end(limits[-1], place(limits[-1], period)) if limits else None
    return Deadline(text, Kind.RELATIVE, None, end, sure=not bound or end is not None)


# ── with days ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _placed(text: str, members: Sequence[Member], nodes: Sequence[Node], period: Period, names: set[str]) -> Deadline:
    found = [place(member, period) for member in members]
    if len(members) == 1:
        return _one(text, members[0], found[0], period, names)
    if all(member.first.unit in _YEARS for member in members) and len(members) > 1:
        return _years(text, found, sure=not names & {"other", "number"})
    return _list(text, members, _settled(found), _loose(nodes))


def _one(text: str, member: Member, placed: Placed, period: Period, names: set[str]) -> Deadline:
    if member.first.until is not None and member.first.unit != "years":
        return _every_year(text, [member], period)
    if member.prefix in {"till", "by", "through"} and member.last is None:
        return _by(text, member, placed)
    kind = _kind(member)
    options = _spans(placed.options)
    if placed.span is None:
        impossible = not placed.options
        return Deadline(text, Kind.UNKNOWN if impossible else kind, sure=False, options=options)
    start, end = placed.span
    if member.prefix == "from" and member.last is None:
        return Deadline(text, Kind.YEAR_RANGE if member.first.unit in _YEARS else Kind.DATE_RANGE, start, sure=False)
    if kind is Kind.YEAR and member.first.unit == "school_year" and "during" in names:
        kind = Kind.WHOLE_PERIOD if placed.span == (period.start, period.end) else kind
    sure = placed.sure and member.first.unit not in {"term", "period_year"}
    return Deadline(text, kind, start, end, sure, options=options)


def _kind(member: Member) -> Kind:
    if any(atom.part is not None for atom in member.atoms) and member.first.unit != "term":
        return Kind.RELATIVE
    single, ranged = _KINDS[member.first.unit]
    if member.last is None:
        return single
    return ranged if member.last.unit == member.first.unit else Kind.DATE_RANGE


def _by(text: str, member: Member, placed: Placed) -> Deadline:
    ends = tuple(Span(None, end) for span in placed.options if (end := _last_day(member, span)) is not None)
    end = _end(member, placed)
    if end is None:
        return Deadline(text, Kind.BY_DATE if ends else Kind.UNKNOWN, sure=False, options=ends)
    whole_year = member.prefix == "till" and member.first.unit in {"year", "period_year"}
    guessed = whole_year and not (member.first.unit == "year" and member.first.part is not None)
    at_border = member.first.unit == "month" and bool(ends) and member.prefix == "till"
    return Deadline(text, Kind.BY_DATE, None, end, placed.sure and not guessed and not at_border, options=ends)


def _end(member: Member, placed: Placed) -> date | None:
    return _last_day(member, placed.span) if placed.span is not None else None


def _last_day(member: Member, span: tuple[date, date]) -> date | None:
    """«до ноября» and «к ноябрю» end on 31 October; «до 15 марта», «не позднее марта», «до конца марта» do not."""
    part = member.first.part
    starts = part is not None and part.name == "begin"
    if member.prefix == "till" and (starts or (part is None and member.first.unit != "day")):
        return span[0] - timedelta(days=1) if span[0] > date.min else None
    if member.prefix == "till" and part is not None and part.name == "middle" and (span[1] - span[0]).days < 15:
        return span[0] + timedelta(days=4)
    return span[1]


def _years(text: str, found: Sequence[Placed], *, sure: bool) -> Deadline:
    spans = [placed.span for placed in found if placed.span is not None]
    if not spans:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    return Deadline(text, Kind.YEAR_RANGE, min(start for start, _ in spans), max(end for _, end in spans), sure)


def _settled(found: Sequence[Placed]) -> list[Placed]:
    """A month that may fall twice takes the place that its neighbours' order leaves it."""
    settled = list(found)
    for index, placed in enumerate(settled):
        if placed.span is None and placed.options:
            after = next((other.span for other in settled[index + 1 :] if other.span is not None), None)
            before = next((other.span for other in reversed(settled[:index]) if other.span is not None), None)
            fits = [
                option
                for option in placed.options
                if (after is None or option[1] < after[0]) and (before is None or option[0] > before[1])
            ]
            if len(fits) == 1:
                settled[index] = Placed(fits[0])
    return settled


def _loose(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Token) and node.text == "loose" for node in nodes)


def _list(text: str, members: Sequence[Member], found: Sequence[Placed], loose: bool) -> Deadline:
    spans = tuple(_member_span(member, placed) for member, placed in zip(members, found, strict=True))
    known = tuple(span for span in spans if span is not None)
    if not known:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    starts = [span.start for span in known]
    ends = [span.end for span in known]
    first = None if None in starts else min(start for start in starts if start is not None)
    # Out of order beside a comma set askew: two lines that ran together, as likely as one list.
    doubtful = loose and ends != sorted(ends)
    sure = len(known) == len(spans) and all(placed.sure for placed in found) and not doubtful
    return Deadline(text, _list_kind(members), first, max(ends), sure, known)


def _member_span(member: Member, placed: Placed) -> Span | None:
    if placed.span is None:
        return None
    if member.prefix in {"till", "by", "through"} and member.last is None:
        end = _end(member, placed)
        return None if end is None else Span(None, end)
    return as_span(placed.span)


def _list_kind(members: Sequence[Member]) -> Kind:
    if all(member.prefix in {"till", "by", "through"} and member.last is None for member in members):
        return Kind.BY_DATE
    kinds = {_kind(member) for member in members}
    if len(kinds) == 1 and not kinds & {Kind.MONTH, Kind.MONTH_RANGE}:
        return kinds.pop()
    if Kind.RELATIVE in kinds:
        return Kind.RELATIVE
    return Kind.DATE_RANGE if kinds == {Kind.DATE, Kind.DATE_RANGE} else Kind.MONTH_LIST


# ── again and again ─────────────────────────────────────────────────────────────────────────────────────────────────


def _recurring(text: str, rhythm: Rhythm, members: Sequence[Member], period: Period, onwards: bool) -> Deadline:
    dated = [member for member in members if member.first.unit not in _YEARS]
    windows = [member for member in members if member.first.unit in _YEARS or member.last is not None]
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
    years = [member.first for member in windows if member.first.unit in _YEARS]
    if any(member.first.until is not None for member in dated):
        return _every_year(text, dated, period)
    since = years[0].year if years else None
    if since is not None:
        dated = [replace(member, first=replace(member.first, year=since)) for member in dated if member.last is None]
        placed = [place(member, period) for member in dated]
        starts = [found.span[0] for found in placed if found.span is not None]
        return Deadline(text, Kind.RECURRING, min(starts, default=None), None, bool(starts))
    found = _list(text, dated, _settled([place(member, period) for member in dated]), loose=False)
    if found.kind is Kind.UNKNOWN:
        return Deadline(text, Kind.RECURRING, sure=False)
    return replace(found, kind=Kind.RECURRING)


def _every_year(text: str, members: Sequence[Member], period: Period) -> Deadline:
    """«Февраль 2018–2020 гг.»: once in each of the years."""
    spans: list[Span] = []
    for member in members:
        first, until = member.first.year or period.start.year, member.first.until or period.end.year
        for year in range(first, min(until, first + 100) + 1):
            atoms = [replace(atom, year=year, until=None) for atom in member.atoms]
            moved = Member(atoms[0], atoms[1] if len(atoms) > 1 else None, member.prefix)
            span = _member_span(moved, place(moved, period))
            spans += [span] if span is not None else []
    if not spans:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    return Deadline(text, Kind.RECURRING, spans[0].start, max(span.end for span in spans), True, tuple(spans))


def _spans(options: Sequence[tuple[date, date]]) -> tuple[Span, ...]:
    return tuple(as_span(option) for option in options)
