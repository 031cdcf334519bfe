"""Deadline lines against what they belong to, as one problem for the whole cell.

A cell of measures and the cell of deadlines beside it are aligned by eye, in order, often with a line missing. Where a
uniform rule makes the numbers equal the pairs are sure: a line for each lowest-level element (a parent ending in «:»
takes none), for each element with the parents, or for each numbered measure alone. Otherwise every order-keeping
assignment in which the control points take a line is weighed; what is the same in all is kept, and the rest is asked,
but only where the answer changes a due day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from roadmap.cell import Element
from roadmap.model import DATED_KINDS, Deadline, Option, Period, PointKind, Span
from roadmap.order import explain, settle

#: How much likelier it is that an element has no line of its own: a parent of parts, an ordinary element.
_PARENT_HAS_NONE = 3.0
_ELEMENT_HAS_NONE = 1.0
_LINE_IS_LEFT = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A deadline that must be asked about: the element's index, the phrase, and the readings, likeliest first.

    `shared` when the phrase itself is in doubt, not its place, so that one answer serves all like it.
    """

    index: int
    phrase: str
    options: tuple[Option, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """The deadline of each element. `uneven` when the lines did not match in number, asked about or not."""

    deadlines: tuple[Deadline | None, ...]
    doubts: tuple[Doubt, ...] = ()
    uneven: bool = False


def align(
    elements: Sequence[Element],
    lines: Sequence[Deadline],
    period: Period,
    days: Mapping[int, date] | None = None,
) -> Alignment:
    """Give each of `elements` its deadline out of `lines`, both in the order of their cells.

    `days` tells on which day some elements were carried out, as the report says; it settles what the order leaves open.
    """
    lines = settle(lines, period)
    if not lines or not elements:
        return Alignment((None,) * len(elements), uneven=bool(lines))
    takers = _takers(elements, len(lines))
    if takers is None and len(lines) == 1 and not any(_is_point(element) for element in elements):
        takers = [0] * len(elements)
    if takers is not None:
        certain = [[(line, 1.0)] for line in takers]
        return _conclude(elements, lines, certain, period, uneven=False)
    weighed = _weigh(elements, lines, days or {}) or _weigh(elements, lines, {}) or [[(None, 1.0)]] * len(elements)
    return _conclude(elements, lines, weighed, period, uneven=True)


# ── uniform rules ───────────────────────────────────────────────────────────────────────────────────────────────────


def _is_point(element: Element) -> bool:
    return element.kind is PointKind.CONTROL_POINT


def _parents(elements: Sequence[Element]) -> frozenset[int]:
    """The measures that have parts."""
    pairs = enumerate(pairwise(elements))
    return frozenset(
        index for index, (one, two) in pairs if two.kind is PointKind.PART and one.kind is PointKind.MEASURE
    )


def _takers(elements: Sequence[Element], lines: int) -> list[int | None] | None:
    """Which line each element takes under the first uniform rule that fits the number of lines; None if none does."""
    parents = _parents(elements)
    everything = range(len(elements))
    leaves = [index for index in everything if index not in parents]
    whole = [index for index in everything if elements[index].kind is not PointKind.PART]
    for taking in (leaves, list(everything), whole):
        if len(taking) == lines:
            return [taking.index(index) if index in taking else None for index in everything]
    return None


# ── weighing every order-keeping assignment ─────────────────────────────────────────────────────────────────────────

#: For each element the lines it may take (None: no line) and the weight of the assignments in which it does.
_Choices = list[tuple[int | None, float]]
_Weighed = list[_Choices]


def _weigh(elements: Sequence[Element], lines: Sequence[Deadline], days: Mapping[int, date]) -> _Weighed | None:
    """Sum the weights of all assignments by each element's choice; None where `days` leaves no assignment."""
    weights = _Weights(elements, lines, days)
    ahead, behind = _ahead(weights), _behind(weights)
    if ahead[-1][-1] == 0:
        return None
    found: _Weighed = []
    for i in range(weights.elements):
        choices: dict[int | None, float] = defaultdict(float)
        for j in range(weights.lines + 1):
            choices[None] += ahead[i][j] * weights.none(i) * behind[i + 1][j]
            if j < weights.lines:
                choices[j] += ahead[i][j] * weights.pair(i, j) * behind[i + 1][j + 1]
        found.append(sorted(((line, weight) for line, weight in choices.items() if weight), key=lambda c: -c[1]))
    return found


class _Weights:
    """The weight of each single choice: an element takes a line, takes none, or a line is left over."""

    def __init__(self, elements: Sequence[Element], lines: Sequence[Deadline], days: Mapping[int, date]) -> None:
        self.elements, self.lines = len(elements), len(lines)
        self.left = _LINE_IS_LEFT if len(lines) > len(elements) else 0.0
        parents = _parents(elements)
        points_first = len(lines) >= sum(map(_is_point, elements))
        short = len(lines) < len(elements) - len(parents)
        self._allowed = {i: {j for j, line in enumerate(lines) if _covers(line, day)} for i, day in days.items()}
        self._none = [
            _PARENT_HAS_NONE if i in parents and not self.left
            else _ELEMENT_HAS_NONE if short and not (points_first and _is_point(element)) and not self._allowed.get(i)
            else 0.0
            for i, element in enumerate(elements)
        ]  # fmt: skip

    def pair(self, i: int, j: int) -> float:
        """Whether the report's day for element `i`, where it has one that any line covers, lets it take line `j`."""
        allowed = self._allowed.get(i)
        return 1.0 if not allowed or j in allowed else 0.0

    def none(self, i: int) -> float:
        return self._none[i]


def _covers(line: Deadline, day: date) -> bool:
    return bool(line.due_days()) and line.end is not None and (line.start or line.end) <= day <= line.end


def _ahead(weights: _Weights) -> list[list[float]]:
    """sums[i][j]: the weight of all ways in which the first i elements use up the first j lines."""
    sums = [[0.0] * (weights.lines + 1) for _ in range(weights.elements + 1)]
    sums[0][0] = 1.0
    for i in range(weights.elements + 1):
        for j in range(weights.lines + 1):
            if i:
                sums[i][j] += sums[i - 1][j] * weights.none(i - 1)
            if i and j:
                sums[i][j] += sums[i - 1][j - 1] * weights.pair(i - 1, j - 1)
            if j:
                sums[i][j] += sums[i][j - 1] * weights.left
    return sums


def _behind(weights: _Weights) -> list[list[float]]:
    """sums[i][j]: the weight of all ways in which the elements from i on use up the lines from j on."""
    sums = [[0.0] * (weights.lines + 1) for _ in range(weights.elements + 1)]
    sums[-1][-1] = 1.0
    for i in reversed(range(weights.elements + 1)):
        for j in reversed(range(weights.lines + 1)):
            if i < weights.elements:
                sums[i][j] += sums[i + 1][j] * weights.none(i)
            if i < weights.elements and j < weights.lines:
                sums[i][j] += sums[i + 1][j + 1] * weights.pair(i, j)
            if j < weights.lines:
                sums[i][j] += sums[i][j + 1] * weights.left
    return sums


# ── what is sure, what is asked ─────────────────────────────────────────────────────────────────────────────────────


def _conclude(
    elements: Sequence[Element], lines: Sequence[Deadline], weighed: _Weighed, period: Period, uneven: bool
) -> Alignment:
    deadlines: list[Deadline | None] = []
    doubts: list[Doubt] = []
    for index, choices in enumerate(weighed):
        shift = (index, index + len(lines) - len(elements))
        readings = {line: _readings(lines, line, period, shift) for line, _ in choices}
        options = _options(choices, readings, lines)
        deadline = _likeliest(choices, readings, lines, options)
        if deadline is not None and options:
            deadline = replace(deadline, start=None, end=None, sure=False, spans=(), options=_spans(options))
            doubts.append(Doubt(index, _phrase(choices, lines), options, shared=len(choices) == 1))
        elif deadline is not None and len(choices) > 1:
            deadline = replace(deadline, sure=False)
        deadlines.append(deadline)
    return Alignment(tuple(deadlines), tuple(doubts), uneven)


def _options(
    choices: _Choices, readings: Mapping[int | None, tuple[Option, ...]], lines: Sequence[Deadline]
) -> tuple[Option, ...]:
    """The readings to choose among, likeliest first; none where every choice means the same due days."""
    weights: dict[Span | None, float] = defaultdict(float)
    reasons: dict[Span | None, str] = {}
    for line, weight in choices:
        for option in readings[line]:
            weights[option.span] += weight
            reasons.setdefault(option.span, option.reason)
    if len(weights) < 2 and not (len(choices) == 1 and _asks(lines, choices[0][0])):
        return ()
    ranked = sorted(weights, key=lambda span: -weights[span])
    return tuple(Option(span, reasons[span]) for span in ranked)


def _likeliest(
    choices: _Choices, readings: Mapping[int | None, tuple[Option, ...]], lines: Sequence[Deadline],
    options: tuple[Option, ...],
) -> Deadline | None:  # fmt: skip
    """The likeliest line, of those that agree with the likeliest reading where there are several."""
    taken = [line for line, _ in choices if line is not None]
    if options:
        taken.sort(key=lambda line: options[0].span not in [option.span for option in readings[line]])
    return lines[taken[0]] if taken else None


def _phrase(choices: _Choices, lines: Sequence[Deadline]) -> str:
    """The phrase to show in a question: the likeliest one that names days."""
    taken = [lines[line] for line, _ in choices if line is not None]
    taken.sort(key=lambda deadline: not (deadline.due_days() or deadline.options))
    return taken[0].text


def _readings(
    lines: Sequence[Deadline], line: int | None, period: Period, shift: tuple[int, int]
) -> tuple[Option, ...]:
    """What taking this line would mean: its likely days, or that there is no day to be due on.

    `shift` is the line that counting from the top, and from the bottom, would give.
    """
    if line is None:
        return (Option(None, "строка пропущена"),)
    deadline = lines[line]
    if _asks(lines, line):
        return explain(deadline, lines[:line], period)
    if deadline.due_days() and deadline.end is not None:
        reasons = {shift[1]: "счёт снизу", shift[0]: "счёт сверху"}
        return (Option(Span(deadline.start, deadline.end), reasons.get(line, "по порядку")),)
    return (Option(None, "без даты"),)


def _asks(lines: Sequence[Deadline], line: int | None) -> bool:
    """Whether the phrase itself is a guess at days; a guess at a list is only warned of, it has no one answer."""
    if line is None or lines[line].sure:
        return False
    deadline = lines[line]
    return bool(deadline.options) or (deadline.kind in DATED_KINDS and deadline.end is not None)


def _spans(options: Sequence[Option]) -> tuple[Span, ...]:
    return tuple(option.span for option in options if option.span is not None)
