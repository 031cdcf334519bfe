"""Tables of phrases with the reading expected: one shape for the collection of real ones and for our own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from roadmap.model import Deadline, Period

SCHOOL = Period.school(2019)
CALENDAR = Period.calendar(2020)


class Row(NamedTuple):
    """A phrase, its kind, first and last days (several behind «;»), yes or ask, and the roadmap's year."""

    phrase: str
    kind: str
    start: str
    end: str
    sure: str
    year: str = "school"

    @property
    def period(self) -> Period:
        """The roadmap's year that the reading is for."""
        return CALENDAR if self.year == "calendar" else SCHOOL


def rows(path: Path) -> list[Row]:
    """Every row of a table below its heading; `\\n` in a phrase is a line break."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    cells = [line.split("\t") for line in lines if line.count("\t") >= 4]
    return [Row(phrase.replace("\\n", "\n"), *rest) for phrase, *rest in cells]


def readings(deadline: Deadline) -> set[tuple[str, str, str, str]]:
    """The deadline in a table's words: with its first and last day, and with each member where it has several."""
    sure = "yes" if deadline.sure else "ask"
    whole = (str(deadline.kind), str(deadline.start or ""), str(deadline.end or ""), sure)
    starts = ";".join(str(span.start) for span in deadline.spans if span.start)
    ends = ";".join(str(span.end) for span in deadline.spans)
    return {whole, (str(deadline.kind), starts, ends, sure)}
