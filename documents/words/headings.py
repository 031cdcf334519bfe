"""What the heading of a column means, by its words, and what a cell holds that says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from documents.words.heading_words import OFFICES, WORDS
from documents.words.heading_words import Meaning as Meaning
from roadmap.model.months import MONTHS, ROMAN_NUMERALS
from roadmap.reading.cell import tidy

_MONTH = "|".join(
    spelling for month in MONTHS for spelling in (*month.cases[:2], *month.abbreviations)
)
#: «Октябрь», «Октябрь 2019 г.»: a month alone, as a column's heading or as a row of its own.
MONTH_ALONE = re.compile(
    rf"(?:месяц:?\s*)?(?P<month>{_MONTH})(?:\s+\d{{4}}\s*(?:г\.?|года?)?)?\.?", re.IGNORECASE
)
_OF_YEAR = r"(?:\s+\d{4}\s*(?:г\.?|года?)?)?"
_WHICH = (
    r"(?:(?:[1-4]|[iv]{1,3}|[іi]+)\s*(?:-?[ыоие]?[йея]\s+)?|(?:перв|втор|треть|четверт)\w{1,3}\s+)"
)
_QUARTER_ALONE = re.compile(rf"{_WHICH}(?:кв\.?|квартал){_OF_YEAR}", re.IGNORECASE)
_HALF_YEAR_ALONE = re.compile(rf"{_WHICH}(?:полугодие|п/г){_OF_YEAR}", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"20\d\d\s*(?:г\.?|год)", re.IGNORECASE)
_FILLER = re.compile(r"[хx\s\-–—−_.…/«»\"*+]*", re.IGNORECASE)
_DITTO = re.compile(r"(?:т[оае]т?|он[аи]?) же\.?|[»\"″]|аналогично", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<=\w)\s*(?:\*{1,3}|[¹²³⁴]|\[\d\])\)?$")

_ONLY_OFFICES = re.compile(OFFICES + r"|^кто (?:контролир|провер|участв|присутств)")
_SECTION = re.compile(r"направлени|раздел|блок|модул|сфер|сектор|групп\w мероприяти")

#: Latin letters that look Cyrillic; typed by mistake they would hide a word.
_LOOK_ALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")


@lru_cache(maxsize=1000)  # a table's headings are asked about for each of its rows
def heading(text: str) -> str:
    """A heading in one line and small letters, without hyphens, note marks, Latin look-alikes."""
    joined = re.sub(r"(?<=[а-яё])-\s*\n\s*(?=[а-яё])", "", text.replace("\u00ad", ""))
    joined = re.sub(r"(?<=[а-яё])- (?=[а-яё])", "", tidy(joined).lower()).replace("ё", "е")
    words = (
        word.translate(_LOOK_ALIKES) if re.search("[а-я]", word) else word
        for word in joined.split(" ")
    )
    return _NOTE_MARK.sub("", " ".join(words)).strip(" :*")


@lru_cache(maxsize=1000)
def meaning_of(text: str) -> Meaning | None:
    """The meaning of a heading; None where its words are not known."""
    words = heading(text)
    if not words or len(words) > 160:
        return None
    if any(
        pattern.fullmatch(words)
        for pattern in (MONTH_ALONE, _QUARTER_ALONE, _HALF_YEAR_ALONE, _YEAR_ALONE)
    ):
        return Meaning.MARK
    return next((meaning for meaning, pattern in WORDS if pattern.search(words)), None)


def with_months_spelt(titles: Sequence[str]) -> list[str]:
    """Headings «IX, X, XI … V» as names of months; up to «IV» alone they are quarters and stay."""
    numerals = [ROMAN_NUMERALS.get(tidy(title).strip(".").lower(), 0) for title in titles]
    if max(numerals, default=0) <= 4 or sum(map(bool, numerals)) < 3:
        return list(titles)
    return [
        MONTHS[number - 1].name if number else title
        for number, title in zip(numerals, titles, strict=True)
    ]


def part_of_year(above: str, below: str) -> str | None:
    """The quarter or month that a bare figure is below «Квартал» or «Месяц 2026 года»."""
    over, figure = heading(above), tidy(below).strip(".").upper()
    year = re.search(r"20\d\d", over)
    if "квартал" in over and re.fullmatch(r"[1-4]|I{1,3}|IV", figure):
        return f"{figure} квартал" + (f" {year[0]} года" if year else "")
    if "месяц" in over and re.fullmatch(r"0?[1-9]|1[0-2]", figure):
        return MONTHS[int(figure) - 1].name + (f" {year[0]} года" if year else "")
    return None


def is_time(text: str) -> bool:
    """Whether a line is only a month, a quarter or a half-year: the deadline of the rows below."""
    words = heading(text)
    return any(
        pattern.fullmatch(words) for pattern in (MONTH_ALONE, _QUARTER_ALONE, _HALF_YEAR_ALONE)
    )


def names_responsible(text: str) -> bool:
    """Whether a column of measures names the responsible, too: «Мероприятия/ответственные»."""
    return (
        meaning_of(text) is Meaning.MEASURE
        and re.search(r"ответствен|исполнител", heading(text)) is not None
    )


def names_time_and_people(text: str) -> bool:
    """Whether a column of deadlines holds the responsible people as well: «Срок, ответственный»."""
    return (
        meaning_of(text) is Meaning.DEADLINE
        and re.search(r"ответствен|исполнител", heading(text)) is not None
    )


def names_offices(text: str) -> bool:
    """Whether a heading only names people or bodies («Организация»), maybe not the responsible."""
    return _ONLY_OFFICES.search(heading(text)) is not None


def rank_of_people(text: str) -> int:
    """How surely a heading of people names who answers: 0 the responsible, 1 who carries out, 2
    who helps, organises, drew up or watches.
    """
    words = heading(text)
    if re.search(r"соисполнител|контрол|участву", words):
        return 2
    if re.search(r"ответств|отв\.|^отв\b|отвечает", words):
        return 0
    return 1 if re.search(r"исполнител|поручено|^кто\b|^кем\b", words) else 2


def names_control(text: str) -> bool:
    """«Контроль», «Контроль за исполнением»: who watches, or the form of it."""
    return re.match(r"контроль(?:\s+за\b|\s+(?:вы|ис)полнени|$)", heading(text)) is not None


def names_section(text: str) -> bool:
    """Whether a heading names what work is grouped by: «Направление», «Раздел плана»."""
    return _SECTION.search(heading(text)) is not None


def is_filler(text: str) -> bool:
    """«х», «-», «…..», «—//—»: something stands there that says nothing."""
    return _FILLER.fullmatch(text) is not None


def is_ditto(text: str) -> bool:
    """«—//—», «-"-», «то же», «он же»: the same as above."""
    if _DITTO.fullmatch(tidy(text)):
        return True
    return is_filler(text) and (
        "//" in text or text.count('"') == 1 or "-»-" in text or "-«-" in text
    )
