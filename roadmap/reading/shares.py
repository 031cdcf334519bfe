"""Every order-keeping assignment of deadline lines to elements, weighed by dynamic programming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from roadmap.model import Deadline, PointKind
from roadmap.reading.cell import Element

#: How much likelier it is that an element has no line of its own: a parent of parts, an ordinary
#: element.
_PARENT_HAS_NONE = 3.0
_ELEMENT_HAS_NONE = 1.0
_LINE_IS_LEFT = 1.0

#: Above so many ways to share out a cell's lines, none is told from another.
_MOST_WAYS = 130

#: For each element the lines it may take (None: no line) and the weight of the assignments in which
#: it does.
Choices = list[tuple[int | None, float]]
Weighed = list[Choices]


def is_point(element: Element) -> bool:
    return element.kind is PointKind.CONTROL_POINT


def parents_of(elements: Sequence[Element]) -> frozenset[int]:
    """The measures that have parts."""
    pairs = enumerate(pairwise(elements))
    return frozenset(
        index
        for index, (one, two) in pairs
        if two.kind is PointKind.PART and one.kind is PointKind.MEASURE
    )


def weigh(
    elements: Sequence[Element], lines: Sequence[Deadline], days: Mapping[int, date]
) -> Weighed | None:
    """The summed weights of all assignments by element and choice; None where none is left."""
    weights = _Weights(elements, lines, days)
    ahead, behind = _ahead(weights), _behind(weights)
    if ahead[-1][-1] == 0:
        return None
    found: Weighed = []
    for i in range(weights.elements):
        choices: dict[int | None, float] = defaultdict(float)
        for j in range(weights.lines + 1):
            choices[None] += ahead[i][j] * weights.none(i) * behind[i + 1][j]
            if j < weights.lines:
                choices[j] += ahead[i][j] * weights.pair(i, j) * behind[i + 1][j + 1]
        found.append(
            sorted(
                ((line, weight) for line, weight in choices.items() if weight), key=lambda c: -c[1]
            )
        )
    return found


class _Weights:
    """The weight of each choice: an element takes a line or none, or a line is left over."""

    def __init__(
        self, elements: Sequence[Element], lines: Sequence[Deadline], days: Mapping[int, date]
    ) -> None:
        self.elements, self.lines = len(elements), len(lines)
        self.left = _LINE_IS_LEFT if len(lines) > len(elements) else 0.0
        parents = parents_of(elements)
        points_first = len(lines) >= sum(map(is_point, elements))
        short = len(lines) < len(elements) - len(parents)
        self._allowed = {
            i: {j for j, line in enumerate(lines) if _covers(line, day)} for i, day in days.items()
        }
        self._none = [
            _PARENT_HAS_NONE
            if i in parents and not self.left
            else _ELEMENT_HAS_NONE
            if short and not (points_first and is_point(element)) and not self._allowed.get(i)
            else 0.0
            for i, element in enumerate(elements)
        ]

    def pair(self, i: int, j: int) -> float:
        """Whether element `i` may take line `j` by the report's day for `i`, if one covers it."""
        allowed = self._allowed.get(i)
        return 1.0 if not allowed or j in allowed else 0.0

    def none(self, i: int) -> float:
        return self._none[i]


def _covers(line: Deadline, day: date) -> bool:
    return (
        bool(line.due_days())
        and line.end is not None
        and (line.start or line.end) <= day <= line.end
    )


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
    """sums[i][j]: the weight of all ways to give lines from j on to elements from i on."""
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


def ways_of(weighed: Weighed, lines: int) -> list[tuple[int | None, ...]]:
    """Every assignment behind `weighed`, as each element's line; none where they are too many."""
    ways: list[tuple[int | None, ...]] = [()]
    for place, choices in enumerate(weighed, 1):
        room = len(weighed) - place
        ways = [
            (*way, line) for way in ways for line, _ in choices if _goes_on(way, line, lines, room)
        ]
        if len(ways) > _MOST_WAYS:
            return []
    return ways if len(ways) > 1 else []


def _goes_on(way: tuple[int | None, ...], line: int | None, lines: int, room: int) -> bool:
    """Whether the next element may take `line`: in order, skipping none where the `room` elements
    after it are enough for all lines.
    """
    last = max((taken for taken in way if taken is not None), default=-1)
    if line is not None and line <= last:
        return False
    if lines > len(way) + 1 + room:
        return True
    used = last + 1 if line is None else line + 1
    return line in (None, last + 1) and lines - used <= room
