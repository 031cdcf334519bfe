"""The title of a document and its year, out of the lines above its first table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from documents.words.headings import MONTH_ALONE
from roadmap.model import Period
from roadmap.reading.cell import tidy

PeriodReader = Callable[[str], Period | None]

_NAMES_A_PLAN = re.compile(
    r"(?:[а-яё-]+(?:ый|ий|ой|ая|ое|ые|ие)\s+){0,3}"  # «КАЛЕНДАРНЫЙ ПЛАН»
    r"(?:«?дорожная карта"
    r"|план(?:ы|\b|-)|отч[её]т|график|программа|перечень|комплекс мер|циклограмма|мероприяти)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:утвержд|согласован|приложени[ея]\b|к приказу|к постановлению|рассмотрен|принят\w* на)",
    re.IGNORECASE,
)
_OF_TABLE = re.compile(r"(?:раздел|глава|таблица|часть)\s+[\dIVX]", re.IGNORECASE)
_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"")
#: «День голосования – 19 декабря»: a day, no title.
_NAMES_A_DAY = re.compile(r"(?:день|дата)\s+(?:\S+\s+){1,4}?[–—:-]\s*\d{1,2}\b", re.IGNORECASE)
_LONGEST = 600
_MOST_LINES = 8


def title_of(above: Sequence[Sequence[str]], fallback: str) -> str:
    """The title in one line, from the first line that names a plan on; `fallback` (the file's name)
    where no line is.

    `above` are the lines above each table up to the first real one: stamps and letterheads are
    often tables too.
    """
    groups = [[text for line in group if (text := tidy(line))] for group in above]
    for find in (_NAMES_A_PLAN.match, _NAMES_A_PLAN.search):
        for group in groups:
            start = next(
                (index for index, line in enumerate(group) if find(line.lstrip('«"'))), None
            )
            if start is not None:
                return _joined(group[start:]) or fallback
    return _joined([line for group in groups for line in group]) or fallback


def names_a_plan(line: str) -> bool:
    """Whether a line says what document this is: «План работы», «Отчёт о выполнении»."""
    return _NAMES_A_PLAN.search(line) is not None


def is_stamp(line: str) -> bool:
    """Whether a line is of a stamp of approval or names the paper that this is added to."""
    return _STAMP.match(line) is not None


def _joined(lines: Sequence[str]) -> str:
    """The lines of a title without stamps and days among them; a preamble that follows is cut
    off.
    """
    lines = [line for line in lines if not _NAMES_A_DAY.match(line)]
    beside = (line for line in lines[:1] if not _STAMP.match(line))
    below = takewhile(lambda line: not _OF_TABLE.match(line), lines[1:_MOST_LINES])
    chosen = [
        *beside,
        *(line for line in below if not _STAMP.match(line) and not MONTH_ALONE.fullmatch(line)),
    ]
    title = " ".join(chosen)
    return title if len(title) <= _LONGEST else " ".join(chosen[:2])[:_LONGEST].rstrip()


def period_of(lines: Sequence[str], read_period: PeriodReader) -> Period | None:
    """The year that the lines above a table give; one within quotation marks is an event's."""
    text = " ".join(tidy(line) for line in lines)
    outside = _QUOTED.sub(" ", text)
    for candidate in (outside, *reversed([_QUOTED.sub(" ", line) for line in lines]), text):
        period = read_period(candidate)
        if period is not None:
            return period
    return None
