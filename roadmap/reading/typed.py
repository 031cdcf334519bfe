"""A plan typed line by line, as in a chat: «1. Провести семинар — до 15 декабря — Иванова».

«Раздел: …» begins a section, «КТ: …» and «- …» below an item are its control points and parts. The
result has a plan's columns and is read as any other document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.reading.typed_line import begins_with_day, has_parts, is_deadline, split_line

#: The columns of an item's row.
HEADINGS = ("№", "Мероприятие", "Срок", "Ответственный")

_SECTION = re.compile(
    r"\s*(?:раздел\s*:\s*(\S.*)|((?:раздел|глава|направление)\s+[\dIVX]+\b.*))", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,3})(?:([.)]+)\s*|\s+)(?=[^\W\d_]|[«\"(])(.+)")
_POINT = re.compile(r"\s*(?:кт|контрольная\s+точка)\b\s*\d*\s*[.:–—-]?\s*(\S.*)", re.IGNORECASE)
_PART = re.compile(r"\s*[-–—•·]\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """The title's lines, and the rows: a section has one text, an item one for each of HEADINGS
    (with a line for each part and control point).
    """

    title: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def items(self) -> list[tuple[str, ...]]:
        """The rows of items."""
        return [row for row in self.rows if len(row) > 1]

    @property
    def undated(self) -> list[str]:
        """Numbers of the items without a deadline."""
        return [number for number, _, deadline, _ in self.items if not deadline]


def read_typed(text: str) -> TypedPlan:
    """The plan that was typed; without rows where there is none."""
    lines = text.splitlines()
    titled = _stands_alone(lines)
    reader = _Reader(numbered=any(_numbered(line) for line in lines[titled:]))
    start = _first(lines, reader.numbered, titled)
    for line in lines[start:]:
        if line.strip():
            reader.take(line)
    reader.end_item()
    return TypedPlan(
        tuple(line.strip() for line in lines[:start] if line.strip()), tuple(reader.rows)
    )


def _numbered(line: str) -> tuple[str, str] | None:
    """The number and what follows it, unless the line begins with a day («15 декабря»)."""
    match = _NUMBERED.fullmatch(line)
    if match is None or (not match[2] and is_deadline(" ".join(line.split()[:2]))):
        return None
    return match[1], match[3]


def _stands_alone(lines: Sequence[str]) -> bool:
    """Whether the first line is a title: a blank one follows, and it is no item and no section."""
    if len(lines) < 2 or lines[1].strip():
        return False
    match = _NUMBERED.fullmatch(lines[0])
    return not (_SECTION.fullmatch(lines[0]) or has_parts(lines[0]) or (match and match[2]))


def _first(lines: Sequence[str], numbered: bool, titled: bool) -> int:
    """Where the title ends: at the first item or section, or at a blank line above a deadline."""
    if numbered:
        return next(
            n
            for n, line in enumerate(lines)
            if n >= titled and (_numbered(line) or _SECTION.fullmatch(line))
        )
    blank = next((n for n, line in enumerate(lines) if n and not line.strip()), 0)
    return (
        0 if any(_SECTION.fullmatch(line) or has_parts(line) for line in lines[:blank]) else blank
    )


@dataclass(slots=True)
class _Item:
    """An item being read; `work` is its parts and control points with their deadlines."""

    number: str
    text: str
    people: list[str] = field(default_factory=list)
    work: list[tuple[str, str]] = field(default_factory=list)
    points: int = 0

    def row(self) -> tuple[str, ...]:
        text, deadline, people = split_line(self.text)
        work = [(text, deadline), *self.work]
        return (
            self.number,
            "\n".join(line for line, _ in work),
            "\n".join(phrase for _, phrase in work if phrase),
            "\n".join([people, *self.people] if people else self.people),
        )

    def go_on(self, line: str) -> None:
        """A line below the item's first."""
        if point := _POINT.fullmatch(line):
            self.points += 1
            self._add(f"Контрольная точка {self.points}: {{}}", point[1])
        elif part := _PART.fullmatch(line):
            self._add("- {}", part[1])
        elif self.work:
            text, deadline = self.work[-1]
            self.work[-1] = (f"{text} {line.strip()}", deadline)
        else:
            self.text += f"\n{line.strip()}"

    def _add(self, form: str, line: str) -> None:
        text, deadline, people = split_line(line)
        self.work.append((form.format(text), deadline))
        self.people += [people] if people else []


@dataclass(slots=True)
class _Reader:
    """Takes the lines in order; `numbered`: items have numbers, other lines continue them."""

    numbered: bool
    rows: list[tuple[str, ...]] = field(default_factory=list)
    item: _Item | None = None
    last: str = "0"

    def take(self, line: str) -> None:
        if section := _SECTION.fullmatch(line):
            self.end_item()
            self.rows.append(((section[1] or section[2]).strip(),))
        elif found := _numbered(line):
            self._begin(*found)
        elif self.item is None or self._begins_one(line):
            self._begin(self._following(), line.strip())
        else:
            self.item.go_on(line)

    def end_item(self) -> None:
        if self.item is not None:
            self.rows.append(self.item.row())
            self.item = None

    def _begin(self, number: str, text: str) -> None:
        self.end_item()
        self.item, self.last = _Item(number, text), number

    def _begins_one(self, line: str) -> bool:
        """Whether an unnumbered line begins an item: among numbered ones only where it and the item
        above have their deadlines.
        """
        assert self.item is not None
        dated = bool(split_line(line)[1])
        only_a_day = begins_with_day(line) and is_deadline(line) and not dated
        if _POINT.fullmatch(line) or _PART.fullmatch(line) or only_a_day:
            return False
        return not self.numbered or (dated and bool(self.item.row()[2]))

    def _following(self) -> str:
        *above, last = self.last.split(".")
        return ".".join([*above, str(int(last) + 1)])
