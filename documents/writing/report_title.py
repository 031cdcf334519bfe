"""A plan's title made a report's, and a report's title moved to another half-year."""

from __future__ import annotations

import copy
import re
from typing import Any

from documents.files.word_counting import W
from documents.words.period_words import (
    HALF_PHRASE,
    YEAR_ALONE,
    YEAR_PHRASE,
    for_half,
    for_half_like,
    half_like,
)
from documents.writing.word_fill import fill_paragraph
from documents.writing.word_replace import paragraph_text, replace_words
from roadmap.model import Period, ReportingPeriod

#: An lxml element; lxml ships no types.
Node = Any

_REPORT = re.compile(r"\s*отч[её]т\b|^\s*информация о (выполнении|ходе)", re.IGNORECASE)
_NOUNS = {
    "план-график": "плана-графика",
    "план": "плана",
    "график": "графика",
    "комплекс": "комплекса",
    "циклограмма": "циклограммы",
    "программа": "программы",
}
_PLAN = re.compile(
    rf"^\s*(?P<plan>(?P<adjective>[а-яё]+(?:ый|ий|ой|ая)\s+)?(?P<noun>{'|'.join(_NOUNS)})\b"
    r"(?P<what> мероприятий| работы| мер)?)?\s*"
    r"(?P<open>\(?[«\"“]?)(?P<map>дорожная\s+карта)?(?P<close>[»\"”]?\)?)",
    re.IGNORECASE,
)
_ENDINGS = (
    ("кий", "кого"),
    ("ий", "его"),
    ("ый", "ого"),
    ("ой", "ого"),
    ("чая", "чей"),
    ("щая", "щей"),
    ("ая", "ой"),
)
_AFTER_TITLE = 8  # a title runs over few lines; what follows further down is prose


def change_title(table: Node, half: ReportingPeriod, period: Period) -> None:
    """Make the title above `table` that of a report for `half`.

    «Дорожная карта … на 2019-2020 учебный год» becomes «Отчет о выполнении дорожной карты … за 1
    полугодие 2019-2020 учебного года»; a report's title has its half-year changed and nothing else.
    Where no title names a year, a line «за 1 полугодие …» is put under it. Above a table in
    another's cell stands what is above that one, too.
    """
    tables = [table, *table.iterancestors(f"{W}tbl")]
    found = (
        (outer, above, n)
        for outer in tables
        if (n := _title_in(above := _paragraphs_above(outer))) is not None
    )
    table, above, title = next(found, (tables[-1], _paragraphs_above(tables[-1]), None))
    if title is None:
        words = f"Отчет о выполнении {for_half(half, period)}"
        if (
            table.tag == f"{W}p" and above
        ):  # an order keeps its own heading whole, below the report's
            _say_period([], above[0], words)
        else:
            _say_period(above, table, words)
        return
    block = [node for node in above[title:] if paragraph_text(node).strip()][:_AFTER_TITLE]
    if not _REPORT.match(paragraph_text(block[0])):
        replace_words(block[0], _PLAN, _report_of)
    if not _change_period(block, half, period):
        _say_period(block, table, for_half(half, period))


def report_heading(title: str) -> str | None:
    """«План работы школы на 2026 год» as a report's first line without its year, which the next
    line says: «Отчет о выполнении плана работы школы»; None for a title that is not called a plan.
    """
    match = _PLAN.match(title)
    if match is None or not match["plan"]:
        return None
    return without_year(_PLAN.sub(_report_of, title, count=1))


def without_year(title: str) -> str:
    """The title without a «на 2026/2027 учебный год» at its end."""
    years = list(YEAR_PHRASE.finditer(title))
    if not years or title[years[-1].end() :].strip(' .»"'):
        return title
    return title[: years[-1].start()].rstrip(" ,") + title[years[-1].end() :].rstrip(" .")


def without_heading(title: str) -> str:
    """The title without the words that the report's heading says already."""
    for words in ("«дорожная карта»", "дорожная карта", "«дорожной карты»"):
        if title.lower().startswith(words):
            return title[len(words) :].strip()
    return title


def _paragraphs_above(table: Node) -> list[Node]:
    return [node for node in table.itersiblings(preceding=True) if node.tag == f"{W}p"][::-1]


def _title_in(above: list[Node]) -> int | None:
    for number, node in enumerate(above):
        text = paragraph_text(node)
        match = _PLAN.match(text)
        if _REPORT.match(text) or (match and (match["plan"] or match["map"])):
            return number
    return None


def _report_of(match: re.Match[str]) -> str:
    if not (match["plan"] or match["map"]):
        return match[0]
    words = ["Отчет о выполнении"]
    if match["plan"]:
        words += [
            _genitive(match["adjective"]),
            _NOUNS[match["noun"].lower()],
            (match["what"] or "").strip().lower(),
        ]
    if match["map"]:
        words.append(f"{match['open']}дорожной карты{match['close']}")
    text = " ".join(filter(None, words))
    if not match["map"]:
        text += match[0][match.end("plan") - match.start() :]
    return text.upper() if match[0].isupper() else text


def _genitive(adjective: str | None) -> str:
    """«Сводный» of a plan becomes «сводного»."""
    word = (adjective or "").strip().lower()
    return next(
        (word[: -len(end)] + genitive for end, genitive in _ENDINGS if word.endswith(end)), word
    )


def _change_period(block: list[Node], half: ReportingPeriod, period: Period) -> bool:
    """Change the title's half-year, else its last «на … год»; False if it names neither."""
    if sum(
        replace_words(node, HALF_PHRASE, lambda match: half_like(match, half, period))
        for node in block
    ):
        return True
    return any(
        replace_words(node, pattern, lambda match: for_half_like(match, half, period))
        for pattern in (YEAR_PHRASE, YEAR_ALONE)
        for node in block[::-1]
    )


def _say_period(near: list[Node], table: Node, words: str) -> None:
    """Add a paragraph after the last of `near` with a text, in its look; else before the table."""
    said = [node for node in near if paragraph_text(node).strip()]
    paragraph = table.makeelement(f"{W}p")
    if said and said[-1].find(f"{W}pPr") is not None:
        paragraph.append(copy.deepcopy(said[-1].find(f"{W}pPr")))
    fill_paragraph(paragraph, words, said[-1] if said else None)
    if said:
        said[-1].addnext(paragraph)
    else:
        table.addprevious(paragraph)
