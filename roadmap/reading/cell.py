"""A measures cell: lines of text in, its measures, parts, control points and criterion out.

The conventions are those of Russian roadmaps: «1.» opens a measure, «- » a part of it, «Контрольная
точка 1:» a control point whose text follows, «Критерий - …» what is measured. A measure's number is
kept as written, repeated or skipped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.model import ControlPoint, Deadline, Measure, Part, PointKind

_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)/](?![\d/])\s*|\s+(?=[А-ЯЁA-Z«]))(?=\S)|(?P<roman>[IVX]{1,5})[.)]\s+"
)
_DASHES, _BULLETS = "-‐‑–—−", "·•▪●*"
_PART = re.compile(rf"(?:[{_DASHES}{_BULLETS}]\s*|[а-я]\)\s+)(?=\S)")
_CONTROL_POINT = re.compile(
    r"(?:контрольн\w+\s+точк\w*|КТ)(?:\s*(?:№\s*)?\d+(?:\.\d+)*)?(?:\s*[:.–—-]\s*|\s*$|(?<=\d)\s+(?=\S))",
    re.IGNORECASE,
)
_CRITERION = re.compile(r"критери[йи]\w*\s*(?:[:–—-]\s*|$)", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_OPENING = (_NUMBER, _PART, _CONTROL_POINT, _CRITERION)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; `soft` when a soft break, not a paragraph's end, stands before it."""

    text: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """What may have a deadline; `number` as written, `about` its name in questions."""

    kind: PointKind
    about: str
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class CellContent:
    """The elements of a cell in its order, which is also the order of the deadlines beside them."""

    elements: tuple[Element, ...]
    criterion: str | None = None


def tidy(text: str) -> str:
    """The text with single plain spaces, without soft hyphens and zero-width marks."""
    return " ".join(_UNSEEN.sub("", text).split())


def without_opening(line: str) -> str:
    """A line of a cell without what opens its element: «3. », «– », «Контрольная точка 1: »."""
    text = tidy(line)
    found = (opening.match(text) for opening in (_CONTROL_POINT, _NUMBER, _PART))
    match = next((one for one in found if one is not None), None)
    return text[match.end() :] if match else text


def parse_cell(lines: Sequence[Line], deadlines: int = 0) -> CellContent:
    """Read a measures cell; the number of `deadlines` tells paragraphs from unnumbered measures.

    Several paragraphs without number are one measure, unless there is exactly one deadline line for
    each.
    """
    logical = _logical(lines)
    content = _collect(logical, apart=False)
    points = sum(element.kind is PointKind.CONTROL_POINT for element in content.elements)
    if deadlines - points > 1 and deadlines > len(content.elements):
        apart = _collect(logical, apart=True)
        if len(apart.elements) == deadlines:
            return apart
    return content


def name_elements(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The same elements with `about` by their place among all of one item."""
    counts = dict.fromkeys(PointKind, 0)
    named: list[Element] = []
    for element in elements:
        counts[element.kind] += 1
        if element.kind is PointKind.MEASURE:
            counts[PointKind.PART] = 0
        # By place, not by number as written: an item may have two measures «3.».
        about = f"measure {counts[PointKind.MEASURE]}"
        if element.kind is PointKind.PART:
            about += f" part {counts[PointKind.PART]}"
        elif element.kind is PointKind.CONTROL_POINT:
            about = f"control_point {counts[PointKind.CONTROL_POINT]}"
        named.append(element if element.about == about else replace(element, about=about))
    return tuple(named)


def build_measures(
    elements: Sequence[Element], deadlines: Sequence[Deadline | None]
) -> tuple[Measure, ...]:
    """The measures with their parts, from elements and the deadline of each."""
    measures: list[Measure] = []
    for element, deadline in zip(elements, deadlines, strict=True):
        if element.kind is PointKind.MEASURE:
            measures.append(Measure(element.number, element.text, deadline))
        elif element.kind is PointKind.PART:
            measures[-1] = replace(
                measures[-1], parts=(*measures[-1].parts, Part(element.text, deadline))
            )
    return tuple(measures)


def build_control_points(
    elements: Sequence[Element], deadlines: Sequence[Deadline | None]
) -> tuple[ControlPoint, ...]:
    """The control points, counted from 1, from elements and the deadline of each."""
    found = [
        pair
        for pair in zip(elements, deadlines, strict=True)
        if pair[0].kind is PointKind.CONTROL_POINT
    ]
    return tuple(
        ControlPoint(n, element.text, deadline) for n, (element, deadline) in enumerate(found, 1)
    )


# ── lines to elements ─────────────────────────────────────────────────────────────────────────────


def _logical(lines: Sequence[Line]) -> list[str]:
    """The lines with wraps undone: a soft break that opens nothing becomes a space."""
    found: list[str] = []
    for line in lines:
        text = tidy(line.text)
        if not text:
            continue
        if line.soft and found and not any(opening.match(text) for opening in _OPENING):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def opens_control_point(text: str) -> bool:
    """Whether a text begins as a control point does: «Контрольная точка 1: …», «КТ – …»."""
    return _CONTROL_POINT.match(tidy(text)) is not None


def _collect(lines: Sequence[str], *, apart: bool) -> CellContent:
    collector = _Collector(apart)
    for line in lines:
        collector.take(line)
    return collector.content()


class _Collector:
    """Reads the lines one by one; `apart` makes each unnumbered paragraph a measure."""

    def __init__(self, apart: bool) -> None:
        self._apart = apart
        self._found: list[tuple[PointKind, str | None, list[str]]] = []
        self._criterion: list[str] = []
        self._in_criterion = False
        self._measures_open_with: str | None = None

    def take(self, line: str) -> None:
        if match := _CRITERION.match(line):
            self._in_criterion = True
            self._criterion.append(line[match.end() :])
        elif match := _CONTROL_POINT.match(line):
            self._open(PointKind.CONTROL_POINT, None, line[match.end() :])
        elif (match := _NUMBER.match(line)) and not self._is_list_of_control_point(match):
            self._open(PointKind.MEASURE, match["number"] or match["roman"], line[match.end() :])
        elif match := _PART.match(line):
            self._take_part(match[0][0], line[match.end() :])
        else:
            self._take_plain(line)

    def _take_part(self, sign: str, text: str) -> None:
        """Where bullets open the measures, parts have another bullet and a colon above them."""
        mark = "-" if sign in _DASHES else "•" if sign in _BULLETS else "а)"
        if self._in_criterion:
            self._criterion.append(text)
        elif not self._found or (
            self._opens_measure(mark) and self._kind is not PointKind.CONTROL_POINT
        ):
            self._measures_open_with = self._measures_open_with or mark
            self._open(PointKind.MEASURE, None, text)
        elif self._kind is PointKind.CONTROL_POINT:
            self._found[-1][2].append(text)
        else:
            self._open(PointKind.PART, None, text)

    def _opens_measure(self, mark: str) -> bool:
        if self._measures_open_with is None or mark == self._measures_open_with:
            return self._measures_open_with is not None
        return self._kind is PointKind.MEASURE and not self._found[-1][2][-1].endswith(":")

    def _take_plain(self, text: str) -> None:
        if self._in_criterion:
            self._criterion.append(text)
        elif not self._found or (
            self._apart and self._kind is PointKind.MEASURE and self._found[-1][1] is None
        ):
            self._open(PointKind.MEASURE, None, text)
        else:
            self._found[-1][2].append(text)

    @property
    def _kind(self) -> PointKind:
        return self._found[-1][0]

    def _open(self, kind: PointKind, number: str | None, text: str) -> None:
        self._in_criterion = False
        self._found.append((kind, number, [text]))

    def _is_list_of_control_point(self, match: re.Match[str]) -> bool:
        """In a control point, a number that does not follow the measures' is of its own list."""
        if self._in_criterion or not self._found or self._kind is not PointKind.CONTROL_POINT:
            return False
        written = [
            _ordinal(number)
            for kind, number, _ in self._found
            if kind is PointKind.MEASURE and number
        ]
        return _ordinal(match["number"]) <= max(written, default=())

    def content(self) -> CellContent:
        elements = [
            Element(kind, "", "\n".join(filter(None, texts)), number)
            for kind, number, texts in self._found
        ]
        criterion = "\n".join(filter(None, self._criterion))
        return CellContent(name_elements(elements), criterion or None)


def _ordinal(number: str | None) -> tuple[int, ...]:
    """A number's sorting key; a Roman or missing one sorts first."""
    return (
        tuple(int(digits) for digits in number.split(".")) if number and number[0].isdigit() else ()
    )
