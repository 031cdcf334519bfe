"""A month that falls twice within reach (август, сентябрь), told by the order of its neighbours.

Deadlines of a cell, or of the rows of a section, mostly run forward in time. Each of the two
readings costs the days by which it makes the order run backward; a reading that costs far less than
the other is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roadmap.deadlines.place import is_of_years
from roadmap.model import AFTER_MONTH, DATED_KINDS, Deadline, Option, Period, Reason, Span

#: Days, a month and a half, by which a reading must be the better one to be taken without asking.
_CLEARLY = 45
#: A reading beyond the roadmap's year is that much less likely, in days of disorder.
_BEYOND = 30
#: A range longer than this says nothing about the order of its neighbours.
_LONG = 100
#: What is nearer to the border of the roadmap's year is at its beginning, or its end.
_NEAR = 100


def settle(
    deadlines: Sequence[Deadline], period: Period, *, doubt: bool = True
) -> tuple[Deadline, ...]:
    """Read every ambiguous month of `deadlines`, given in order, where the order tells which it is.

    Others stay unsure, with their options by likelihood. A sure reading clearly out of order is
    replaced; with `doubt`, one out of order at all becomes unsure.
    """
    choices = [_readings(deadline) for deadline in deadlines]
    costs = _costs(choices, period)
    return tuple(
        _decide(deadline, readings, cost, period, doubt)
        for deadline, readings, cost in zip(deadlines, choices, costs, strict=True)
    )


def explain(deadline: Deadline, before: Sequence[Deadline], period: Period) -> tuple[Option, ...]:
    """The options of an unsure deadline with a reason each; `before` are the deadlines above it."""
    if not deadline.options and deadline.end is not None:
        return (Option(Span(deadline.start, deadline.end), Reason.LIKELY),)
    return tuple(Option(span, _reason(span, before, period)) for span in deadline.options)


def _reason(span: Span, before: Sequence[Deadline], period: Period) -> Reason | None:
    """Why it is likely; None where nothing but the days themselves can be told."""
    first = _first(span)
    dated = (known for known in reversed(before) if known.end is not None)
    earlier = next((_first(reading) for known in dated for reading in _readings(known)), None)
    if first > period.end:
        return AFTER_MONTH[earlier.month - 1] if earlier and earlier <= first else Reason.NEXT_YEAR
    if first < period.start:
        return Reason.BEFORE_START
    if earlier and earlier <= first:
        return AFTER_MONTH[earlier.month - 1]
    if is_of_years(period):
        return None  # each of its years begins and ends
    if (first - period.start).days < _NEAR:
        return Reason.EARLY
    return Reason.LATE if (period.end - span.end).days < _NEAR else None


def _readings(deadline: Deadline) -> tuple[Span, ...]:
    """Its possible spans: several for an ambiguous month; none where it has no order."""
    if len(deadline.options) > 1:
        return deadline.options
    if deadline.kind in DATED_KINDS and deadline.end is not None:
        span = Span(deadline.start, deadline.end)
        return (span,) if (span.end - _first(span)).days <= _LONG else ()
    return ()


def _first(span: Span) -> date:
    """The month in which the work begins, as its first day: «до 1 сентября» is work of August."""
    day = span.start or date.fromordinal(span.end.toordinal() - 1)
    return day.replace(day=1)


def _costs(choices: Sequence[tuple[Span, ...]], period: Period) -> list[tuple[int, ...]]:
    """For each reading of each deadline, the least disorder of the whole sequence when it is taken.

    For each reading the least sum from the first deadline to it plus that from it to the last
    (Viterbi both ways).
    """
    told = [index for index, readings in enumerate(choices) if readings]
    forward = _sums([choices[index] for index in told], period, 1)
    backward = _sums([choices[index] for index in reversed(told)], period, -1)
    costs: list[tuple[int, ...]] = [()] * len(choices)
    for index, ahead, behind in zip(told, forward, reversed(backward), strict=True):
        own = (_own(span, choices[index], period) for span in choices[index])
        costs[index] = tuple(a + b - c for a, b, c in zip(ahead, behind, own, strict=True))
    return costs


def _sums(choices: Sequence[tuple[Span, ...]], period: Period, way: int) -> list[tuple[int, ...]]:
    sums: list[tuple[int, ...]] = []
    for index, readings in enumerate(choices):
        before = list(zip(choices[index - 1], sums[-1], strict=True)) if index else []
        sums.append(
            tuple(
                min(
                    (cost + max(0, way * (_first(old) - _first(new)).days) for old, cost in before),
                    default=0,
                )
                + _own(new, readings, period)
                for new in readings
            )
        )
    return sums


def _own(span: Span, readings: tuple[Span, ...], period: Period) -> int:
    return _BEYOND if len(readings) > 1 and _first(span) > period.end else 0


def _decide(
    deadline: Deadline,
    readings: tuple[Span, ...],
    costs: tuple[int, ...],
    period: Period,
    doubt: bool,
) -> Deadline:
    if len(readings) < 2:
        return deadline
    order = sorted(range(len(costs)), key=lambda index: (costs[index], index))
    ranked = tuple(readings[index] for index in order)
    if deadline.sure:
        return _reconsider(deadline, ranked, dict(zip(readings, costs, strict=True)), period, doubt)
    if costs[order[1]] - costs[order[0]] >= _CLEARLY:
        return _settled(deadline, ranked[0])
    return replace(deadline, options=ranked)


def _reconsider(
    deadline: Deadline,
    ranked: tuple[Span, ...],
    costs: dict[Span, int],
    period: Period,
    doubt: bool,
) -> Deadline:
    """A sure reading out of order: kept, replaced by one within the year, or made a question."""
    own = min((cost for span, cost in costs.items() if span.end == deadline.end), default=0)
    others = {span: cost for span, cost in costs.items() if span.end != deadline.end}
    if not others or own < min(others.values()):
        return replace(deadline, options=())
    better = min(others, key=lambda span: others[span])
    clearly = own - others[better] >= 2 * _CLEARLY
    if clearly and period.start <= better.end <= period.end:
        return _settled(deadline, better)
    if doubt or clearly:
        return replace(deadline, start=None, end=None, sure=False, options=ranked)
    return replace(deadline, options=())


def _settled(deadline: Deadline, span: Span) -> Deadline:
    return replace(deadline, start=span.start, end=span.end, sure=True, options=())
