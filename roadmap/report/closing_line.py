"""The entry that work leaves which was closed without a word: «Выполнено 23 ноября 2026 г.»"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from roadmap.model import ProgressEntry
from roadmap.model.months import MONTHS

_LINE = re.compile(r"Выполнено (?P<day>\d{1,2}) (?P<month>[а-я]+) (?P<year>\d{4}) г\.")
_MONTHS = {month.genitive: number for number, month in enumerate(MONTHS, 1)}


def closing_line(day: date) -> str:
    """The line for work that was done on `day`."""
    return f"Выполнено {day.day} {MONTHS[day.month - 1].genitive} {day.year} г."


def is_closing_line(entry: ProgressEntry) -> bool:
    """Whether closing made this entry: it came with no message, and not from a document."""
    return day_closed(entry) is not None


def day_closed(entry: ProgressEntry) -> date | None:
    """The day that a closing line tells; None where closing did not make this entry."""
    if entry.source is not None or entry.person_id is None:
        return None
    line = _LINE.fullmatch(entry.text)
    if line is None or line["month"] not in _MONTHS:
        return None
    return date(int(line["year"]), _MONTHS[line["month"]], int(line["day"]))


def without_idle_lines(entries: Sequence[ProgressEntry]) -> list[ProgressEntry]:
    """The entries without the closing lines of points of which words are told, too."""
    told = {
        entry.point_id for entry in entries if entry.text.strip() and not is_closing_line(entry)
    }
    return [entry for entry in entries if not (is_closing_line(entry) and entry.point_id in told)]
