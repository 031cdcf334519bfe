"""Cut a normalised phrase into tokens: numbers, years, written-out dates, known words, connecting
signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.deadlines.normalise import clean
from roadmap.deadlines.slips import look_up, short_months
from roadmap.deadlines.spelling import spelt_out


@dataclass(frozen=True, slots=True)
class Token:
    """`name` is the word's meaning or the sort of sign; the numbers are of the day, month and year
    it has, if any.
    """

    name: str
    number: int = 0
    month: int = 0
    year: int | None = None
    text: str = ""


_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), start=1)}
_SCANNER = re.compile(
    r"""
    (?P<iso>(?:19|20)\d\d\s?[-./]\s?(?:0\d|1[0-2])\s?[-./]\s?[0-3]\d(?!\d))
  | (?P<clock>(?<![\d.])[0-2]?\d[:.-](?:00|1[3-9]|[2-5]\d)\s?-\s?[0-2]?\d[:.-][0-5]\d(?![\d.])
      |(?<![\d.])[0-2]?\d:[0-5]\d(?!\d)|(?<![\d.])[0-2]?\d[.-][0-5]\d(?=\s?(?:ч(?![а-я])|час|мск)))
  | (?P<date>\d{1,2}\s?[./]\s?\d{1,2}(?:\s?[./]\s?(?:\d{4}|\d{2})|\s(?:\d{4}|\d\d(?=\s?г)))(?![\d.]*\d)
      |\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d\d-(?:0[1-9]|1[0-2])-[123]\d(?![-\d])
      |\d{1,2},\s?\d{1,2},\s?(?:19|20)\d\d(?!\d)|\d{1,2}(?:,\d{1,2}\.|\.\d{1,2},)(?:19|20)\d\d(?!\d)
      |\d{1,2}\s?\.\s?[ivx]+\s?\.\s?\d{4})
  | (?P<month_year>(?<!\d)(?:0?[1-9]|1[0-2])\s?[./]\s?(?:19|20)\d\d(?!\d))
  | (?P<years>(?<!\d)(?:19|20)\d\d\s?г*\.?\s?[-/]\s?(?:19|20)\d\d(?![\d.]*\d)
      |(?<!\d)(?:19|20)\d\d[-/]\d\d(?!\d|\.\d|\s?(?!уч|г(?:\b|од)|у\.)[а-я])|(?<![\d.])\d\d\s?[-/]\s?\d\d(?=\s?уч))
  | (?P<year>(?<!\d)(?:19|20)\d\d(?!\d))
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


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a phrase as it was written."""
    plain = spelt_out(clean(text))
    return _summed(_with_short_months([_token(found, plain) for found in _SCANNER.finditer(plain)]))


def _with_short_months(tokens: list[Token]) -> list[Token]:
    """«5 мйа», «мй 2020 г.»: beside a day or a year a short word one slip from a month is that
    month.
    """
    found = list(tokens)
    for index, token in enumerate(tokens):
        after_day = (
            index > 0 and tokens[index - 1].name == "number" and tokens[index - 1].text != "roman"
        )
        before_year = index + 1 < len(tokens) and tokens[index + 1].name == "year"
        months = (
            short_months(token.text)
            if token.name == "other" and (after_day or before_year)
            else set()
        )
        if months:
            found[index] = (
                Token("month", months.pop(), text=token.text) if len(months) == 1 else Token("bad")
            )
    return found


def _summed(tokens: list[Token]) -> list[Token]:
    """«двадцать пятого» is one number."""
    summed: list[Token] = []
    for token in tokens:
        before = summed[-1] if summed else None
        tens = (
            before is not None
            and before.name == "number"
            and before.text in {"двадцать", "двадцати", "тридцать"}
        )
        if (
            before is not None
            and tens
            and token.name == "number"
            and token.text.isalpha()
            and token.number < 10
        ):
            summed[-1] = Token("number", before.number + token.number, text=token.text)
        else:
            summed.append(token)
    return summed


def _token(found: re.Match[str], plain: str) -> Token:
    name, text = found.lastgroup or "", found[0]
    if name == "word":
        return _word(text)
    if name == "number":
        digits = int(re.sub(r"\D.*", "", text)[:6])
        return Token("number", digits, text="ordinal" if "-" in text else "")
    if name == "comma":
        start, end = found.span()
        loose = plain[start - 1 : start] == " " and plain[end : end + 1] not in {" ", ""}
        return Token("comma", text="loose" if loose else "")
    if name == "dash":
        start, end = found.span()
        return Token(
            "dash",
            text="tight"
            if plain[start - 1 : start].strip() and plain[end : end + 1].strip()
            else "-",
        )
    return _figures(name, text)


def _word(text: str) -> Token:
    if text in _ROMAN:
        return Token("number", _ROMAN[text], text="roman")
    word = look_up(text)
    if word is None:
        return Token("other", text=text)
    name = "number" if word.name in {"ordinal", "count"} else word.name
    return Token(name, word.number, text=text)


def _figures(name: str, text: str) -> Token:
    parts = re.findall(r"[0-9]+|[ivx]+", text)
    numbers = [_ROMAN.get(part, 13) if part.isalpha() else int(part) for part in parts]
    if name == "iso":
        return Token("date", numbers[2], numbers[1], numbers[0])
    if name == "date":
        return Token("date", numbers[0], numbers[1], full_year(numbers[2]))
    if name == "month_year":
        return Token("month", numbers[0], year=numbers[1], text=text)
    if name == "years":
        first = full_year(numbers[0])
        last = numbers[1] if numbers[1] > 99 else first // 100 * 100 + numbers[1]
        return Token("years", last, year=first, text="/" if "/" in text else "-")
    if name == "year":
        return Token("year", year=numbers[0])
    if name == "short":
        return _short(numbers[0], numbers[1], text)
    return Token(name, text=text)


def _short(day: int, month: int, text: str) -> Token:
    """«22.02» is a day, «13.00» an hour, «1/2» two numbers, «31.20» nothing at all."""
    if 1 <= month <= 12:
        return Token("date", day, month, text=text)
    looks_like_a_clock = day <= 23 and month <= 59 and "/" not in text and month % 5 == 0
    return Token("clock" if looks_like_a_clock else "bad", text=text)


def full_year(year: int) -> int:
    """A year of two digits is of this century: such plans are not older."""
    return year if year > 99 else 2000 + year
