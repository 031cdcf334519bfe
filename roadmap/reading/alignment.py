"""Deadline lines against what they belong to, as one problem for the whole cell.

A cell of measures and the cell of deadlines beside it are aligned by eye, in order, often with a
line missing. Where a uniform rule makes the numbers equal the pairs are sure: a line for each
lowest-level element (a parent ending in «:» takes none), for each element with the parents, or for
each numbered measure alone. Otherwise every order-keeping assignment in which the control points
take a line is weighed; what is the same in all is kept, and the rest is asked, but only where the
answer changes a due day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.deadlines.place import is_of_years
from roadmap.model import (
    DATED_KINDS,
    UNDATED_KINDS,
    Deadline,
    Kind,
    Option,
    Period,
    PointKind,
    Reason,
    Span,
)
from roadmap.reading.cell import Element
from roadmap.reading.month_order import explain, settle
from roadmap.reading.shares import Choices, Weighed, is_point, parents_of, ways_of, weigh

#: What a deadline's line may begin with; «15.03» and «1 марта» are days.
_OWNER = re.compile(
    r"\s*(?:(?P<number>\d{1,2})(?:\)|\.(?!\s?\d))\s*\S|(?:КТ|контрольн\w+ точк\w*)\b)",
    re.IGNORECASE,
)
#: With two measures and one line, a line may as well be missing.
_ENOUGH_TO_SHARE = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A deadline to ask about: the element's index, the phrase, the readings, likeliest first.

    `shared` when the phrase itself is in doubt, not its place, so that one answer serves all like
    it. `lines` are the phrases of the cell, where it has several, and `line` is the place of
    `phrase` among them.
    """

    index: int
    phrase: str
    options: tuple[Option, ...]
    shared: bool = False
    lines: tuple[str, ...] = ()
    line: int = -1


@dataclass(frozen=True, slots=True)
class Alignment:
    """The deadline of each element. `uneven`: the lines did not match in number."""

    deadlines: tuple[Deadline | None, ...]
    doubts: tuple[Doubt, ...] = ()
    uneven: bool = False


#: A year, or several, by name.
_YEARS = (Kind.YEAR, Kind.YEAR_RANGE)


def align(
    elements: Sequence[Element],
    lines: Sequence[Deadline],
    period: Period,
    days: Mapping[int, date] | None = None,
) -> Alignment:
    """Give each of `elements` its deadline out of `lines`, both in the order of their cells.

    `days` tells on which day some elements were carried out, as the report says; it settles what
    the order leaves open.
    """
    lines = [_in_longer_plan(line, period) for line in settle(lines, period)]
    if not lines or not elements:
        return Alignment((None,) * len(elements), uneven=bool(lines))
    takers = _takers(elements, len(lines)) or _named(elements, lines)
    if takers is None and len(lines) == 1 and not any(is_point(element) for element in elements):
        takers = [0] * len(elements)
    shared = _shared(elements, len(lines)) if takers is None else None
    if takers is not None or shared is not None:
        certain: Weighed = [[(line, 1.0)] for line in takers or shared or ()]
        return _conclude(elements, lines, certain, period, uneven=shared is not None)
    weighed = (
        weigh(elements, lines, days or {})
        or weigh(elements, lines, {})
        or [[(None, 1.0)]] * len(elements)
    )
    return _conclude(elements, lines, weighed, period, uneven=True)


def _in_longer_plan(deadline: Deadline, period: Period) -> Deadline:
    """«2027 год» in a plan for 2026–2027 may mean all that year, or that the work is due at its
    end: that is asked. The whole of a plan's time is never due.
    """
    start, end = deadline.start, deadline.end
    named = deadline.kind in _YEARS and deadline.sure and start is not None and end is not None
    if not named or end is None or start is None or not is_of_years(period):
        return deadline
    if start <= period.start and period.end <= end:
        return deadline
    return replace(deadline, sure=False, options=(Span(start, end),))


# ── uniform rules ─────────────────────────────────────────────────────────────────────────────────


def _takers(elements: Sequence[Element], lines: int) -> list[int | None] | None:
    """Which line each element takes by the first uniform rule that fits the number of lines."""
    parents = parents_of(elements)
    everything = range(len(elements))
    leaves = [index for index in everything if index not in parents]
    whole = [index for index in everything if elements[index].kind is not PointKind.PART]
    for taking in (leaves, list(everything), whole):
        if len(taking) == lines:
            return [taking.index(index) if index in taking else None for index in everything]
    return None


def _shared(elements: Sequence[Element], lines: int) -> list[int | None] | None:
    """One line for all of three or more measures, one for each control point below; or None."""
    points = sum(map(is_point, elements))
    work = len(elements) - points
    if (
        points == 0
        or lines != points + 1
        or work < _ENOUGH_TO_SHARE
        or any(map(is_point, elements[:work]))
    ):
        return None
    return [*[0] * work, *range(1, lines)]


def _named(elements: Sequence[Element], lines: Sequence[Deadline]) -> list[int | None] | None:
    """Which line each element takes if each names it: «1. октябрь», «3) март», «КТ – май»."""
    measures = [i for i, element in enumerate(elements) if element.kind is PointKind.MEASURE]
    points = iter([index for index, element in enumerate(elements) if is_point(element)])
    takers: list[int | None] = [None] * len(elements)
    for place, line in enumerate(lines):
        match = _OWNER.match(line.text)
        if match is None:
            return None
        if match["number"]:
            numbered = [i for i in measures if elements[i].number == match["number"]]
            owner = numbered[0] if len(numbered) == 1 else None
        else:
            owner = next(points, None)
        if owner is None or takers[owner] is not None:
            return None
        takers[owner] = place
    return takers


# ── what is sure, what is asked ───────────────────────────────────────────────────────────────────


def _conclude(
    elements: Sequence[Element],
    lines: Sequence[Deadline],
    weighed: Weighed,
    period: Period,
    uneven: bool,
) -> Alignment:
    deadlines: list[Deadline | None] = []
    doubts: list[Doubt] = []
    ways = ways_of(weighed, len(lines)) if uneven else []
    for index, choices in enumerate(weighed):
        shift = (index, index + len(lines) - len(elements))
        readings = {line: _readings(lines, line, period, shift) for line, _ in choices}
        options = _with_ways(
            _options(choices, readings, lines),
            [(way[index], readings[way[index]]) for way in ways],
        )
        guess = next((option.span for option in options if option.span is not None), None)
        deadline = _likeliest(choices, readings, lines, guess)
        if deadline is not None and options:
            shared = len(choices) == 1
            deadline = _asked(deadline, options, None if shared else guess)
            line, stand = _line(choices, lines), tuple(one.text for one in lines)
            cell = (stand, line) if len(stand) > 1 else ((), -1)
            doubts.append(Doubt(index, stand[line], options, shared, *cell))
        elif deadline is not None and len(choices) > 1:
            deadline = replace(deadline, sure=False)
        deadlines.append(deadline)
    return Alignment(tuple(deadlines), tuple(doubts), uneven)


def _asked(deadline: Deadline, options: Sequence[Option], guess: Span | None) -> Deadline:
    start, end = (guess.start, guess.end) if guess else (None, None)
    spans = tuple(option.span for option in options if option.span is not None)
    return replace(deadline, start=start, end=end, sure=False, spans=(), options=spans)


def _options(
    choices: Choices, readings: Mapping[int | None, tuple[Option, ...]], lines: Sequence[Deadline]
) -> tuple[Option, ...]:
    """The readings to choose among, likeliest first; none where all give the same due days."""
    weights: dict[Span | None, float] = defaultdict(float)
    reasons: dict[Span | None, Reason | None] = {}
    for line, weight in choices:
        for option in readings[line]:
            weights[option.span] += weight
            reasons.setdefault(option.span, option.reason)
    if len(weights) < 2 and not (len(choices) == 1 and _asks(lines, choices[0][0])):
        return ()
    # Of equally likely ones, a day comes first.
    ranked = sorted(weights, key=lambda span: (-round(weights[span], 6), span is None))
    return tuple(Option(span, reasons[span]) for span in ranked)


def _with_ways(
    options: Sequence[Option], read: Sequence[tuple[int | None, Sequence[Option]]]
) -> tuple[Option, ...]:
    """The options with the ways in which each holds; `read` has the line taken in each way, and its
    readings.
    """
    meant = [(line, {option.span for option in readings}) for line, readings in read]
    found: list[Option] = []
    for option in options:
        ways = [way for way, (_, spans) in enumerate(meant) if option.span in spans]
        taken = [-1 if (line := meant[way][0]) is None else line for way in ways]
        found.append(replace(option, ways=tuple(ways), lines=tuple(taken)))
    return tuple(found)


def _likeliest(
    choices: Choices,
    readings: Mapping[int | None, tuple[Option, ...]],
    lines: Sequence[Deadline],
    guess: Span | None,
) -> Deadline | None:
    """The likeliest line, of those that mean the days guessed where there are several."""
    taken = [line for line, _ in choices if line is not None]
    if guess is not None:
        taken.sort(key=lambda line: guess not in [option.span for option in readings[line]])
    return lines[taken[0]] if taken else None


def _line(choices: Choices, lines: Sequence[Deadline]) -> int:
    """The line to show in a question: the likeliest one that names days."""
    taken = [line for line, _ in choices if line is not None]
    taken.sort(key=lambda line: not (lines[line].due_days() or lines[line].options))
    return taken[0]


def _readings(
    lines: Sequence[Deadline], line: int | None, period: Period, shift: tuple[int, int]
) -> tuple[Option, ...]:
    """What taking this line would mean: its likely days, or that there is no day to be due on.

    `shift` is the line that counting from the top, and from the bottom, would give.
    """
    if line is None:
        return (Option(None, Reason.LINE_MISSING),)
    deadline = lines[line]
    if _asks(lines, line):
        all_year = (Option(None, Reason.WHOLE_YEAR),) if deadline.kind in UNDATED_KINDS else ()
        return (*explain(deadline, lines[:line], period), *all_year)
    if deadline.due_days() and deadline.end is not None:
        reasons = {shift[1]: Reason.FROM_BELOW, shift[0]: Reason.FROM_ABOVE}
        return (Option(Span(deadline.start, deadline.end), reasons.get(line, Reason.IN_ORDER)),)
    return (Option(None, Reason.NO_DATE),)


def _asks(lines: Sequence[Deadline], line: int | None) -> bool:
    """Whether the phrase is a guess at days; a guess at a list is warned of, not asked about."""
    if line is None or lines[line].sure:
        return False
    deadline = lines[line]
    return bool(deadline.options) or (deadline.kind in DATED_KINDS and deadline.end is not None)
