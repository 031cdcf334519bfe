"""Tables of phrases with the reading expected: one shape for the collection of real ones and for
our own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from roadmap.model import Deadline, Period

SCHOOL = Period.school(2019)
CALENDAR = Period.calendar(2020)


class Row(NamedTuple):
    """A phrase, its kind, first and last days (several behind «;»), yes or ask, and the roadmap's
    year.
    """

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
    """The deadline in a table's words: with its first and last day, and with each member where it
    has several.
    """
    sure = "yes" if deadline.sure else "ask"
    whole = (str(deadline.kind), str(deadline.start or ""), str(deadline.end or ""), sure)
    if not deadline.spans:
        return {whole}
    starts = ";".join(str(span.start) for span in deadline.spans if span.start)
    ends = ";".join(str(span.end) for span in deadline.spans)
    return {whole, (str(deadline.kind), starts, ends, sure)}


class Examined(NamedTuple):
    """A phrase of a list that somebody else wrote, what they meant by it, and whether it was read
    so at first sight.

    `-` stands for no day, `*` for any; alternatives are `kind|starts|ends` behind «;», their
    members behind «,»; `disputed` marks where the examiner and we differ about what is meant.
    """

    number: str
    phrase: str
    kind: str
    start: str
    end: str
    alternatives: str
    first: str
    disputed: str

    @property
    def period(self) -> Period:
        """Lists 1 to 4 and those with «s» are of a school year, 5, 6 and those with «c» of a
        calendar one.
        """
        return SCHOOL if self.number[0] in "1234s" else Period.calendar(2024)

    def meant(self) -> list[tuple[str, list[str], list[str]]]:
        """Each reading the examiner accepts: the kind, the first days and the last days."""
        others = [reading.split("|") for reading in self.alternatives.split(";") if reading]
        spelt = [(kind, start.split(","), end.split(",")) for kind, start, end in others]
        return [(self.kind, self.start.split(";"), self.end.split(";")), *spelt]

    def agrees(self, deadline: Deadline) -> bool:
        """Whether a reading is one of those accepted; `sure` was not asked of the examiner."""
        told = [
            (kind, starts.split(";"), ends.split(";"))
            for kind, starts, ends, _ in readings(deadline)
        ]
        return any(
            kind == said and _same(starts, first) and _same(ends, last)
            for kind, starts, ends in self.meant()
            for said, first, last in told
        )


def _same(expected: list[str], told: list[str]) -> bool:
    return expected == ["*"] or sorted(
        day.strip("-") if day == "-" else day for day in expected
    ) == sorted(told)


def examined(path: Path) -> list[Examined]:
    """Every row of the examiner's lists below their heading."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    cells = [line.split("\t") for line in lines if line]
    return [Examined(number, phrase.replace("\\n", "\n"), *rest) for number, phrase, *rest in cells]


class Found(NamedTuple):
    """A phrase as it stands in a plan somewhere, with every kind and pair of days that a careful
    reader may mean by it.

    `place` is «page» where it was read in a public plan and «own» where the collector, who had not
    seen the grammar, thought of it; `first` whether it was read so at first sight. `-` stands for
    no day, `*` for any.
    """

    year: str
    phrase: str
    kinds: str
    starts: str
    ends: str
    place: str
    first: str

    @property
    def period(self) -> Period:
        """The year of the plan it stands in."""
        year = int(self.year[:4])
        return Period.school(year) if "/" in self.year else Period.calendar(year)

    def agrees(self, deadline: Deadline) -> bool:
        """Whether a reading is one of those that may be meant."""
        told = (str(deadline.start or "-"), str(deadline.end or "-"))
        meant = zip(self.starts.split("|"), self.ends.split("|"), strict=True)
        days = any(start in {told[0], "*"} and end in {told[1], "*"} for start, end in meant)
        return days and deadline.kind in self.kinds.split("|")


def found(path: Path) -> list[Found]:
    """Every row of the collection below its heading."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    cells = [line.split("\t") for line in lines if line]
    return [Found(year, phrase.replace("\\n", "\n"), *rest) for year, phrase, *rest in cells]


class Told(NamedTuple):
    """A phrase with the period of its plan, and what is due on which days.

    `days` are the due days, `-` none and `*` any, alternatives behind «|»; of an `ask` the last
    days to choose among, where it offers several. `start` is asked only where it stands; `sure` is
    yes, ask or `*`.
    """

    span: str
    phrase: str
    kinds: str
    start: str
    days: str
    sure: str
    first: str

    @property
    def period(self) -> Period:
        """Of one year, of several, of a season or of a quarter."""
        sort, _, numbers = self.span.rpartition(" ")
        first, *rest = map(int, re.findall(r"\d+", numbers))
        match sort:
            case "season":
                label = f"отопительный период {first}/{first + 1}"
                return Period(label, date(first, 10, 1), date(first + 1, 5, 15))
            case "quarter":
                end = date(first + rest[0] // 4, rest[0] * 3 % 12 + 1, 1) - timedelta(days=1)
                return Period(numbers, date(first, rest[0] * 3 - 2, 1), end)
            case "school":
                return Period(numbers, date(first, 9, 1), date(rest[0], 8, 31))
        if "/" in numbers:
            return Period.school(first)
        return Period(numbers, date(first, 1, 1), date((rest or [first])[0], 12, 31))

    def agrees(self, deadline: Deadline) -> bool:
        """Whether a reading says what its writer meant."""
        kind = self.kinds == "*" or deadline.kind in self.kinds.split("|")
        start = self.start == "*" or self.start == str(deadline.start or "-")
        sure = self.sure in {"*", "yes" if deadline.sure else "ask"}
        found = deadline.due_days()
        if self.sure == "ask":
            likely = tuple(option.end for option in deadline.options)
            found = likely or found or ((deadline.end,) if deadline.end else ())
        days = ";".join(map(str, sorted(set(found)))) or "-"
        return kind and start and sure and not {"*", days}.isdisjoint(self.days.split("|"))


def told(path: Path) -> list[Told]:
    """Every row of the list below its heading."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    cells = [line.split("\t") for line in lines if line]
    return [Told(span, phrase.replace("\\n", "\n"), *rest) for span, phrase, *rest in cells]
