"""What a report cell («Проведено в 1 полугодии …») tells of days, percentages and postponements."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.model import Deadline
from roadmap.reading.cell import Element

_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d])")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_PUT_OFF = re.compile(
    r"перенес[её]\w*\s+(?:срок\w*\s+)?(на\s+(?:[^.;,\n]|(?<=\d)\.(?=\d))+)", re.IGNORECASE
)
_WORD = re.compile(r"[а-яёa-z0-9]{3,}", re.IGNORECASE)
#: Russian endings differ, beginnings hardly: five letters tell words apart.
_STEM = 5
_ALIKE = 0.6
_MIN_COMMON = 3


@dataclass(frozen=True, slots=True)
class PutOff:
    """Work that the report puts off: what, the phrase («на 2 полугодие»), its deadline."""

    what: str
    phrase: str
    deadline: Deadline


def percentages(text: str) -> tuple[str, ...]:
    """Every percentage in `text` as written, in order: «89%»."""
    return tuple(f"{match[1].replace(',', '.')}%" for match in _PERCENT.finditer(text))


def criterion_value(text: str) -> str | None:
    """The percentage for the criterion; None where the text has none or different ones."""
    found = set(percentages(text))
    return found.pop() if len(found) == 1 else None


def put_off(text: str, read: Callable[[str], Deadline]) -> tuple[PutOff, ...]:
    """What `text` says was put off («перенесена на 2 полугодие»); `read` reads the new deadline."""
    found: list[PutOff] = []
    for line in text.splitlines():
        if match := _PUT_OFF.search(line):
            phrase = match[1].strip()
            found.append(PutOff(line[: match.start()].strip(), phrase, read(phrase)))
    return tuple(found)


def days_in(text: str) -> tuple[date, ...]:
    """The full dates (18.10.2019) in `text`, without those that do not exist."""
    found: list[date] = []
    for match in _DAY.finditer(text):
        try:
            found.append(date(int(match[3]), int(match[2]), int(match[1])))
        except ValueError:
            continue  # 31.09.2019 tells nothing
    return tuple(found)


def days_of_elements(elements: Sequence[Element], report: str) -> dict[int, date]:
    """The day on which each element was done, where a dated line of the report retells it.

    A line with several dates, or one that fits two elements equally well, tells nothing.
    """
    found: dict[int, date] = {}
    for line in report.splitlines():
        days = days_in(line)
        if len(days) != 1:
            continue
        index = most_alike([element.text for element in elements], line)
        if index is not None:
            found[index] = days[0]
    return found


def most_alike(texts: Sequence[str], line: str) -> int | None:
    """The index of the one text that `line` retells; None where none, or more than one, does."""
    words = _stems(line)
    marks = [_likeness(_stems(text), words) for text in texts]
    best = max(marks, default=0.0)
    return marks.index(best) if best >= _ALIKE and marks.count(best) == 1 else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower().replace("ё", "е")[:_STEM] for word in _WORD.findall(text))


def _likeness(text: frozenset[str], line: frozenset[str]) -> float:
    common = len(text & line)
    return common / len(text) if common >= _MIN_COMMON else 0.0
