"""Cut a normalised phrase into tokens: numbers, years, written-out dates, known words, connecting
signs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.normalise import clean
from roadmap.deadlines.slips import look_up, short_months
from roadmap.deadlines.spelling import spelt_out
from roadmap.model.months import ROMAN_NUMERALS


class Token(NamedTuple):
    """A word or a sign, and the day, month and year that it has, if any. `text` is the word as it
    was normalised, or the `Look` of a number or a sign.
    """

    name: Name
    number: int = 0
    month: int = 0
    year: int | None = None
    text: str = ""


_SCANNER = re.compile(
    r"""
    (?P<iso>(?:19|20)\d\d\s?[-./]\s?(?:0\d|1[0-2])\s?[-./]\s?[0-3]\d(?!\d))
  | (?P<clock>(?<![\d.])[0-2]?\d[:.-](?:00|1[3-9]|[2-5]\d)\s?-\s?[0-2]?\d[:.-][0-5]\d(?![\d.])
      |(?<=\bв\s)[0-2]?\d-[03]0(?![\d.-])|(?<![\d.])[0-2]?\d:[0-5]\d(?!\d)|(?<![\d.])[0-2]?\d[.-][0-5]\d(?=\s?(?:ч(?![а-я])|час|мск)))
  | (?P<date>\d{1,2}\s?[./]\s?\d{1,2}(?:\s?[./]\s?\d{2,6}|\s(?:\d{4}|\d\d(?=\s?г)))(?![\d.]*\d)
      |\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d\d-(?:0[1-9]|1[0-2])-[123]\d(?![-\d])
      |\d{1,2},\s?\d{1,2},\s?(?:19|20)\d\d(?!\d)|\d{1,2}(?:,\d{1,2}\.|\.\d{1,2},)(?:19|20)\d\d(?!\d)
      |\d{1,2}\s?\.\s?[ivx]+\s?\.\s?\d{4})
  | (?P<month_year>(?<!\d)(?:0?[1-9]|1[0-2])\s?[./]\s?(?:19|20)\d\d(?!\d))
  | (?P<years>(?<!\d)(?:19|20)\d\d\s?г*\.?\s?[-/]\s?(?:19|20)\d\d(?![\d.]*\d)
      |(?<!\d)(?:19|20)\d\d[-/]\d\d(?!\d|\.\d|\s?(?!уч|г(?:\b|од)|у\.)[а-я])|(?<![\d.])\d\d\s?[-/]\s?\d\d(?=\s?уч))
  | (?P<year>(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{3,6}(?=\s?(?:год[уа]?\b|г\.?\s?(?:$|[,;)]))))
  | (?P<short>(?<!\d)\d{1,2}(?:\s?\.\s?|/)\d{1,2}(?!\d))
  | (?P<number>\d+(?:\s?-\s?(?:о?е|а?я|о?го|ы?й|о?й|о?м|о?му|ти|ми|и?х|и|ю)(?![а-я]))?)
  | (?P<word>[^\W\d_]+)
  | (?P<dash>-+)
  | (?P<comma>[,;])
  | (?P<slash>/)
  | (?P<open>\()
  | (?P<close>\))
  | (?P<colon>:)
    """,
    re.VERBOSE,
)
_SIGNS = {
    "slash": Token(Name.SLASH, text="/"),
    "open": Token(Name.OPEN, text="("),
    "close": Token(Name.CLOSE, text=")"),
    "colon": Token(Name.COLON, text=":"),
}
_OTHER = Name.OTHER
_DATED = frozenset({Name.MONTH, Name.QUARTER, Name.HALF})
_NOTHING = Token(Name.NONE)
_NUMERALS = frozenset({Name.ORDINAL, Name.COUNT})
_PARTS = re.compile("[0-9]+|[ivx]+")
_LONGEST_NUMBER = 6
_TENS = frozenset({"двадцать", "двадцати", "тридцать"})


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a phrase as it was written."""
    plain = spelt_out(clean(text))
    return _summed(_with_short_months([_token(found, plain) for found in _SCANNER.finditer(plain)]))


def _with_short_months(tokens: list[Token]) -> list[Token]:
    """«5 мйа», «мй 2020 г.»: beside a day or a year a short word one slip from a month is that
    month.
    """
    return [
        _month_typed(token, tokens[index - 1 : index], tokens[index + 1 : index + 2])
        if token.name is _OTHER
        else token
        for index, token in enumerate(tokens)
    ]


def _month_typed(word: Token, before: list[Token], behind: list[Token]) -> Token:
    after_day = any(it.name is Name.NUMBER and it.text != Look.ROMAN for it in before)
    before_year = any(it.name is Name.YEAR for it in behind)
    months = short_months(word.text) if after_day or before_year else set()
    if not months:
        return word
    one = len(months) == 1
    return Token(Name.MONTH, months.pop(), text=word.text) if one else Token(Name.BAD)


def _summed(tokens: list[Token]) -> list[Token]:
    """«двадцать пятого» is one number; one of four figures behind a month or a quarter is a year,
    however wrong («15 июня 2924»), unless it counts something («май, 1200 человек»).
    """
    summed: list[Token] = []
    for token, behind in zip(tokens, [*tokens[1:], _NOTHING], strict=False):
        before = summed[-1] if summed else _NOTHING
        if token.name is not Name.NUMBER:
            summed.append(token)
        elif before.text in _TENS and token.text.isalpha() and token.number < 10:
            summed[-1] = before._replace(number=before.number + token.number)
        elif before.name in _DATED and token.number > 999 and behind.name is not Name.OTHER:
            summed.append(Token(Name.YEAR, year=token.number))
        else:
            summed.append(token)
    return summed


def _token(found: re.Match[str], plain: str) -> Token:
    sort, text = found.lastgroup or "", found[0]
    if sort == "word":
        return _word(text)
    if sort == "number":
        look = Look.ORDINAL if "-" in text else ""
        return Token(Name.NUMBER, int(text.partition("-")[0][:_LONGEST_NUMBER]), text=look)
    if sort == "comma":
        start, end = found.span()
        loose = plain[start - 1 : start] == " " and plain[end : end + 1] not in {" ", ""}
        return Token(Name.COMMA, text=Look.LOOSE if loose else "")
    if sort == "dash":
        start, end = found.span()
        tight = plain[start - 1 : start].strip() and plain[end : end + 1].strip()
        return Token(Name.DASH, text=Look.TIGHT if tight else "-")
    return _SIGNS.get(sort) or _figures(sort, text)


def _word(text: str) -> Token:
    if text in ROMAN_NUMERALS:
        return Token(Name.NUMBER, ROMAN_NUMERALS[text], text=Look.ROMAN)
    word = look_up(text)
    if word is None:
        return Token(Name.OTHER, text=text)
    name = Name.NUMBER if word.name in _NUMERALS else word.name
    return Token(name, word.number, text=text)


def _figures(sort: str, text: str) -> Token:
    parts = _PARTS.findall(text)
    numbers = [ROMAN_NUMERALS.get(part, 13) if part.isalpha() else int(part) for part in parts]
    if sort == "clock":
        return Token(Name.CLOCK, text=text)
    if sort == "iso":
        return Token(Name.DATE, numbers[2], numbers[1], numbers[0])
    if sort == "date":
        return Token(Name.DATE, numbers[0], numbers[1], full_year(numbers[2]))
    if sort == "month_year":
        return Token(Name.MONTH, numbers[0], year=numbers[1], text=text)
    if sort == "years":
        first = full_year(numbers[0])
        last = numbers[1] if numbers[1] > 99 else first // 100 * 100 + numbers[1]
        return Token(Name.YEARS, last, year=first, text="/" if "/" in text else "-")
    if sort == "year":
        return Token(Name.YEAR, year=numbers[0])
    return _short(numbers[0], numbers[1], text)


def _short(day: int, month: int, text: str) -> Token:
    """«22.02» is a day, «13.00» an hour, «1/2» two numbers, «31.20» nothing at all."""
    if 1 <= month <= 12:
        return Token(Name.DATE, day, month, text=text)
    looks_like_a_clock = day <= 23 and month <= 59 and "/" not in text and month % 5 == 0
    return Token(Name.CLOCK if looks_like_a_clock else Name.BAD, text=text)


def full_year(year: int) -> int:
    """A year of two digits is of this century: such plans are not older."""
    return year if year > 99 else 2000 + year
