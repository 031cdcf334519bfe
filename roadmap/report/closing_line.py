"""What the report says of work that was closed without a word: «Выполнено 23 ноября 2026 г.»"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from roadmap.model import ProgressEntry
from roadmap.model.months import MONTHS

_LINE = re.compile(r"Выполнено \d{1,2} [а-я]+ \d{4} г\.")


def closing_line(day: date) -> str:
    """The line for work that was done on `day`."""
    return f"Выполнено {day.day} {MONTHS[day.month - 1].genitive} {day.year} г."


def is_closing_line(entry: ProgressEntry) -> bool:
    """Whether closing made this entry: it came with no message, and not from a document."""
    return (
        entry.source is None
        and entry.person_id is not None
        and _LINE.fullmatch(entry.text) is not None
    )


def without_idle_lines(entries: Sequence[ProgressEntry]) -> list[ProgressEntry]:
    """The entries without the closing lines of points of which words are told, too."""
    told = {
        entry.point_id for entry in entries if entry.text.strip() and not is_closing_line(entry)
    }
    return [entry for entry in entries if not (is_closing_line(entry) and entry.point_id in told)]
