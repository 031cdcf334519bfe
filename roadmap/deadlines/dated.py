"""Deadlines with days of their own: what kind they are, their first and last day, what of it is a
guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from roadmap.deadlines.atoms import Node
from roadmap.deadlines.place import Member, Placed, as_span, place
from roadmap.deadlines.tokens import Token
from roadmap.model import Deadline, Kind, Period, Span, YearKind

#: Units that name nothing but a year.
YEARS = frozenset({"year", "years", "school_year"})
#: Units whose days each school sets for itself.
_SET_BY_SCHOOL = frozenset({"term", "trimester", "period_year"})
_KINDS = {
    "day": (Kind.DATE, Kind.DATE_RANGE),
    "month": (Kind.MONTH, Kind.MONTH_RANGE),
    "quarter": (Kind.QUARTER, Kind.QUARTER),
    "half": (Kind.HALF_YEAR, Kind.HALF_YEAR),
    "term": (Kind.EVENT, Kind.EVENT),
    "trimester": (Kind.EVENT, Kind.EVENT),
    "season": (Kind.MONTH_RANGE, Kind.MONTH_RANGE),
    "year": (Kind.YEAR, Kind.YEAR_RANGE),
    "years": (Kind.YEAR_RANGE, Kind.YEAR_RANGE),
    "school_year": (Kind.YEAR, Kind.YEAR_RANGE),
    "period_year": (Kind.RELATIVE, Kind.RELATIVE),
}


def read_dated(
    text: str, members: Sequence[Member], nodes: Sequence[Node], period: Period, names: set[str]
) -> Deadline:
    """Read the members of a phrase; `names` are those of the words that belong to none of them."""
    found = [place(member, period) for member in members]
    if len(members) == 1:
        return _one(text, members[0], found[0], period, names)
    if all(member.first.unit in YEARS for member in members):
        return _years(text, found, sure=not names >= {"till", "number"})
    return read_list(text, members, _run_on(members, settled(found), period), _loose(nodes))


def _one(text: str, member: Member, placed: Placed, period: Period, names: set[str]) -> Deadline:
    if member.first.until is not None and member.first.unit != "years":
        return every_year(text, [member], period)
    if member.prefix in {"till", "by", "through"} and member.last is None:
        return _by(text, member, placed, period)
    kind = _kind(member)
    options = _spans(placed.options)
    if placed.span is None:
        impossible = not placed.options
        return Deadline(text, Kind.UNKNOWN if impossible else kind, sure=False, options=options)
    start, end = placed.span
    onwards = kind is Kind.YEAR and names >= {"and", "following"}
    if (member.prefix in {"from", "after"} or onwards) and member.last is None:
        return Deadline(
            text,
            Kind.YEAR_RANGE if member.first.unit in YEARS else Kind.DATE_RANGE,
            start,
            sure=False,
        )
    if kind is Kind.YEAR and member.first.unit == "school_year" and "during" in names:
        kind = Kind.WHOLE_PERIOD if placed.span == (period.start, period.end) else kind
    set_by_school = member.first.unit in _SET_BY_SCHOOL or (
        kind is Kind.RELATIVE and member.first.unit == "school_year"
    )
    sure = placed.sure and not set_by_school
    return Deadline(text, kind, start, end, sure, options=options)


def _kind(member: Member) -> Kind:
    if any(atom.part is not None for atom in member.atoms) and member.first.unit not in {
        "term",
        "trimester",
    }:
        return Kind.RELATIVE
    single, ranged = _KINDS[member.first.unit]
    if member.last is None:
        return single
    return ranged if member.last.unit == member.first.unit else Kind.DATE_RANGE


def _by(text: str, member: Member, placed: Placed, period: Period) -> Deadline:
    ends = tuple(
        Span(None, end) for span in placed.options if (end := _last_day(member, span)) is not None
    )
    end = last_day_of(member, placed)
    if end is None:
        within = [span.end for span in ends if period.start <= span.end <= period.end]
        likely = within[0] if len(within) == 1 else None
        return Deadline(
            text, Kind.BY_DATE if ends else Kind.UNKNOWN, None, likely, sure=False, options=ends
        )
    guessed = _is_guess(member, period)
    at_border = member.first.unit == "month" and bool(ends) and member.prefix == "till"
    return Deadline(
        text, Kind.BY_DATE, None, end, placed.sure and not guessed and not at_border, options=ends
    )


def _is_guess(member: Member, period: Period) -> bool:
    """«до 2024 года» may take in 2024; «конец года» of a school year may be December; terms end as
    a school decides.
    """
    unit = member.first.unit
    if unit in {"term", "trimester"} or (unit == "school_year" and member.first.part is not None):
        return True
    if unit == "period_year":
        return period.kind is YearKind.SCHOOL
    return unit == "year" and member.first.part is None and member.prefix == "till"


def last_day_of(member: Member, placed: Placed) -> date | None:
    """The day by which a member governed by «до», «к» or «не позднее» falls due; None where its
    year is open.
    """
    return _last_day(member, placed.span) if placed.span is not None else None


def _last_day(member: Member, span: tuple[date, date]) -> date | None:
    """«до ноября» and «к ноябрю» end on 31 October; «до 15 марта», «не позднее марта», «до конца
    марта» do not.
    """
    part = member.first.part
    starts = part is not None and part.name in {"begin", "decade", "week", "half_part"}
    if member.prefix == "till" and (starts or (part is None and member.first.unit != "day")):
        return span[0] - timedelta(days=1) if span[0] > date.min else None
    if (
        member.prefix == "till"
        and part is not None
        and part.name == "middle"
        and (span[1] - span[0]).days < 15
    ):
        return span[0] + timedelta(days=4)
    return span[1]


def _years(text: str, found: Sequence[Placed], *, sure: bool) -> Deadline:
    spans = [placed.span for placed in found if placed.span is not None]
    if not spans:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    return Deadline(
        text, Kind.YEAR_RANGE, min(start for start, _ in spans), max(end for _, end in spans), sure
    )


def settled(found: Sequence[Placed]) -> list[Placed]:
    """A month that may fall twice takes the place that its neighbours' order leaves it."""
    settled = list(found)
    for index, placed in enumerate(settled):
        if placed.span is None and placed.options:
            after = next(
                (other.span for other in settled[index + 1 :] if other.span is not None), None
            )
            before = next(
                (other.span for other in reversed(settled[:index]) if other.span is not None), None
            )
            fits = [
                option
                for option in placed.options
                if (after is None or option[1] < after[0])
                and (before is None or option[0] > before[1])
            ]
            if len(fits) == 1:
                settled[index] = Placed(fits[0])
    return settled


def _run_on(members: Sequence[Member], found: Sequence[Placed], period: Period) -> list[Placed]:
    """«ноябрь, декабрь, январь» of a calendar year's plan is likely to run on into the next one."""
    turn = next(
        (index for index, pair in enumerate(pairwise(members), start=1) if _turns(*pair)),
        len(members),
    )
    if period.kind is not YearKind.CALENDAR or any(
        atom.year for member in members for atom in member.atoms
    ):
        return list(found)
    following = Period.calendar(period.end.year + 1)
    return [
        *found[:turn],
        *(replace(place(member, following), sure=False) for member in members[turn:]),
    ]


def _turns(member: Member, following: Member) -> bool:
    last, first = member.atoms[-1], following.first
    return last.unit == first.unit == "month" and (last.number, first.number) == (12, 1)


def _loose(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Token) and node.text == "loose" for node in nodes)


def read_list(
    text: str, members: Sequence[Member], found: Sequence[Placed], loose: bool
) -> Deadline:
    """Read several members into one deadline, each a span in the order written; `loose` is a comma
    set askew.
    """
    spans = tuple(
        _member_span(member, placed) for member, placed in zip(members, found, strict=True)
    )
    known = tuple(span for span in spans if span is not None)
    if not known:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    starts = [span.start for span in known]
    ends = [span.end for span in known]
    first = None if None in starts else min(start for start in starts if start is not None)
    # Out of order beside a comma set askew: two lines that ran together, as likely as one list.
    doubtful = loose and ends != sorted(ends)
    open_ = any(member.first.unit in _SET_BY_SCHOOL for member in members)
    sure = (
        len(known) == len(spans)
        and all(placed.sure for placed in found)
        and not (doubtful or open_)
    )
    return Deadline(text, _list_kind(members), first, max(ends), sure, known)


def _member_span(member: Member, placed: Placed) -> Span | None:
    if placed.span is None:
        return None
    if member.prefix in {"till", "by", "through"} and member.last is None:
        end = last_day_of(member, placed)
        return None if end is None else Span(None, end)
    return as_span(placed.span)


def _list_kind(members: Sequence[Member]) -> Kind:
    if all(
        member.prefix in {"till", "by", "through"} and member.last is None for member in members
    ):
        return Kind.BY_DATE
    kinds = {_kind(member) for member in members}
    if len(kinds) == 1 and not kinds & {Kind.MONTH, Kind.MONTH_RANGE}:
        return kinds.pop()
    if Kind.RELATIVE in kinds:
        return Kind.RELATIVE
    return Kind.DATE_RANGE if kinds == {Kind.DATE, Kind.DATE_RANGE} else Kind.MONTH_LIST


def every_year(text: str, members: Sequence[Member], period: Period) -> Deadline:
    """«Февраль 2018–2020 гг.»: once in each of the years."""
    spans: list[Span] = []
    for member in members:
        first, until = member.first.year or period.start.year, member.first.until or period.end.year
        for year in range(first, max(first, min(until, first + 100)) + 1):
            atoms = [replace(atom, year=year, until=None) for atom in member.atoms]
            moved = Member(atoms[0], atoms[1] if len(atoms) > 1 else None, member.prefix)
            span = _member_span(moved, place(moved, period))
            spans += [span] if span is not None else []
    if not spans:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    spans.sort(key=lambda span: (span.end, span.start or span.end))
    starts = [span.start for span in spans if span.start is not None]
    start = min(starts) if len(starts) == len(spans) else None
    return Deadline(text, Kind.RECURRING, start, spans[-1].end, True, tuple(spans))


def _spans(options: Sequence[tuple[date, date]]) -> tuple[Span, ...]:
    return tuple(as_span(option) for option in options)
