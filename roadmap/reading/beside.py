"""The lines of an item's cells, each beside the points that were read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.model import CellKind, WrittenCell
from roadmap.reading.cell import opens_control_point, tidy, without_opening

#: A line goes on a text that holds its last letters: the end of a line is its own.
_END = 24


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """The text and the deadline's phrase of a point, «» where it has none."""

    text: str
    phrase: str


@dataclass(slots=True)
class Strip:
    """Lines of a document that stand at one height, and the places of the points read of them."""

    work: list[str] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    points: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """An item's strips from above. `time` are the lines of its deadlines where it is not plain
    which line is whose: then no strip has one.
    """

    strips: Sequence[Strip]
    time: Sequence[str]


def beside(
    rows: Sequence[Sequence[WrittenCell]], points: Sequence[ReadPoint], in_question: bool
) -> Beside:
    """Lay the lines of the cells that hold work and time beside the `points` of their item, which
    stand in the order of the roadmap. `in_question`: it is being asked which line is whose.
    """
    strips = _strips([line for line, _ in _lines(rows, CellKind.WORK)], points)
    titles = {cell.title for row in rows for cell in row if cell.kind is CellKind.TIME}
    time = [
        f"{title}: {line}" if title and len(titles) > 1 else line
        for line, title in _lines(rows, CellKind.TIME)
    ]
    shared_out = not in_question and _share_out(time, strips, points)
    return Beside(strips, [] if shared_out else time)


def _lines(rows: Sequence[Sequence[WrittenCell]], kind: CellKind) -> list[tuple[str, str]]:
    return [
        (line, cell.title)
        for row in rows
        for cell in row
        if cell.kind is kind
        for line in cell.lines
    ]


def _strips(lines: Sequence[str], points: Sequence[ReadPoint]) -> list[Strip]:
    """A strip opens where a point does, and where lines stand that are of no point."""
    texts = [_letters(point.text) for point in points]
    waiting, strips, current = list(range(len(points))), list[Strip](), -1
    for line in lines:
        told = _letters(without_opening(line))
        begun = _begun(told, waiting, texts)
        if begun is not None:
            waiting.remove(begun)
            # «Контрольная точка 1:» stands alone above the words of its point.
            heads = strips and not strips[-1].points and opens_control_point(strips[-1].work[-1])
            if not heads:
                strips.append(Strip())
            strips[-1].points.append(begun)
            strips[-1].work.append(line)
            current = begun
        elif current >= 0 and told and told[-_END:] in texts[current]:
            strips[-1].work.append(line)
        else:
            if not strips or strips[-1].points or opens_control_point(line):
                strips.append(Strip())
            strips[-1].work.append(line)
            current = -1
    return [*strips, *(Strip(points=[place]) for place in waiting)]


def _begun(told: str, waiting: Sequence[int], texts: Sequence[str]) -> int | None:
    """The point that a line of such letters begins: rather the one that it tells whole."""
    if not told:
        return None
    whole = (place for place in waiting if texts[place] == told)
    begun = (
        place
        for place in waiting
        if texts[place] and (texts[place].startswith(told) or told.startswith(texts[place]))
    )
    return next(whole, next(begun, None))


def _share_out(time: Sequence[str], strips: Sequence[Strip], points: Sequence[ReadPoint]) -> bool:
    """Give each strip the lines that its points have as their phrases; whether none was left."""
    left, given = [*time], list[tuple[Strip, str]]()
    for strip in strips:
        for place in strip.points:
            for phrase in map(tidy, points[place].phrase.splitlines()):
                if phrase in left:
                    left.remove(phrase)
                    given.append((strip, phrase))
    if left:
        return False
    for strip, phrase in given:
        strip.time.append(phrase)
    return True


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
