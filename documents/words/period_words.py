"""A half-year in the words of titles and headings: found in a text, written in its case."""

from __future__ import annotations

import re

from roadmap.model import Period, ReportingPeriod, YearKind
from roadmap.report.composing import half_in_year

_HALF = r"(?:[12]|I{1,2}|перво[ем]|второ[ем])(?:-?(?:е|ом|м|го))?\s+полугоди\w+"
_SCHOOL_YEAR = r"\d{4}\s*[-–—/]\s*\d{2,4}\s*(?:учебн\w+|уч\.?)\s*(?:год\w*|г\.?)"
_CALENDAR_YEAR = r"\d{4}(?:\s*[-–—/]\s*\d{4})?\s*(?:год\w*|гг?\.)"
_YEAR = rf"(?:{_SCHOOL_YEAR}|{_CALENDAR_YEAR})"
#: «(Проведено) в 1 полугодии 2019-2020 учебного года», «за II полугодие».
HALF_PHRASE = re.compile(rf"\b(?P<how>в|во|за)\s+{_HALF}(?:\s+{_YEAR})?", re.IGNORECASE)
#: «на 2019-2020 учебный год», «за 2026 год».
YEAR_PHRASE = re.compile(rf"\b(?:на|за|в)\s+{_YEAR}", re.IGNORECASE)
#: «2025-2026 учебный год» in a line of its own.
YEAR_ALONE = re.compile(rf"^{_YEAR}(?=\s*$)", re.IGNORECASE | re.MULTILINE)


def year_genitive(half: ReportingPeriod, period: Period, dash: str = "-") -> str:
    """«2019-2020 учебного года» or «2026 года»: the year that `half` belongs to."""
    if period.kind is YearKind.CALENDAR:
        return f"{half.start.year} года"
    first = half.start.year if half.start.month >= 7 else half.start.year - 1
    return f"{first}{dash}{first + 1} учебного года"


def for_half(half: ReportingPeriod, period: Period, dash: str = "-") -> str:
    """«за 1 полугодие 2019-2020 учебного года»."""
    return f"за {half_in_year(half)} полугодие {year_genitive(half, period, dash)}"


def in_half(half: ReportingPeriod, period: Period, dash: str = "-") -> str:
    """«в 1 полугодии 2019-2020 учебного года», «во 2 полугодии …»."""
    number = half_in_year(half)
    return f"{'во' if number == 2 else 'в'} {number} полугодии {year_genitive(half, period, dash)}"


def half_like(match: re.Match[str], half: ReportingPeriod, period: Period) -> str:
    """What replaces a found HALF_PHRASE: in its case, with its dash, in capitals if it was."""
    dash = "/" if "/" in match[0] else "-"
    words = (
        for_half(half, period, dash)
        if match["how"].lower() == "за"
        else in_half(half, period, dash)
    )
    return words.upper() if match[0].isupper() else words


def for_half_like(match: re.Match[str], half: ReportingPeriod, period: Period) -> str:
    """What stands in a report's title in place of a plan's «на … учебный год»."""
    words = for_half(half, period, "/" if "/" in match[0] else "-")
    return words.upper() if match[0].isupper() else words
