"""Cut a normalised phrase into tokens: numbers, years, written-out dates, known words, connecting signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.deadlines.normalise import clean, repaired
from roadmap.deadlines.words import look_up, short_months


@dataclass(frozen=True, slots=True)
class Token:
    """`name` is the word's meaning or the sort of sign; the numbers are of the day, month and year it has, if any."""

    name: str
    number: int = 0
    month: int = 0
    year: int | None = None
    text: str = ""


_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), start=1)}
_LOOKS_ROMAN = {"ш": "iii", "п": "ii", "у": "v", "1у": "iv", "1v": "iv", "iу": "iv"}
_SCANNER = re.compile(
    r"""
    (?P<iso>(?:19|20)\d\d\s?[-./]\s?(?:0\d|1[0-2])\s?[-./]\s?[0-3]\d(?!\d))
  | (?P<clock>(?<![\d.])[0-2]?\d[:.-](?:00|1[3-9]|[2-5]\d)\s?-\s?[0-2]?\d[:.-][0-5]\d(?![\d.])
      |(?<![\d.])[0-2]?\d:[0-5]\d(?!\d)|(?<![\d.])[0-2]?\d[.-][0-5]\d(?=\s?(?:ч(?![а-я])|час|мск)))
  | (?P<date>\d{1,2}\s?[./]\s?\d{1,2}(?:\s?[./]\s?(?:\d{4}|\d{2})|\s(?:\d{4}|\d\d(?=\s?г)))(?![\d.]*\d)
      |\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d\d-(?:0[1-9]|1[0-2])-[123]\d(?![-\d])|\d{1,2},\s?\d{1,2},\s?(?:19|20)\d\d(?!\d)|\d{1,2}\s?\.\s?[ivx]+\s?\.\s?\d{4})
  | (?P<month_year>(?<!\d)(?:0?[1-9]|1[0-2])\s?[./]\s?(?:19|20)\d\d(?!\d))
  | (?P<years>(?<!\d)(?:19|20)\d\d\s?г*\.?\s?[-/]\s?(?:19|20)\d\d(?![\d.]*\d)
      |(?<!\d)(?:19|20)\d\d[-/]\d\d(?!\d|\.\d|\s?(?!уч|г\b|у\.)[а-я])|(?<![\d.])\d\d\s?[-/]\s?\d\d(?=\s?уч))
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
_SUFFIX = re.compile(
    r"(?<=[ivx])\s?-\s?(?:о?е|а?я|ы?й|о?го|о?м|о?й)(?![а-я])|(?<=\d)(?:ое|ая|ый|ой|го|му|ом|е|я|й|ти)(?![а-я])"
)
_ABBREVIATED = (
    # A label that was copied from the heading: «Срок исполнения – …», «Дата проведения: …»
    (
        re.compile(
            r"^(?:в )?(?:(?:план|предпол|контрольн|ориентир|предельн|конечн|крайн)[а-я]+ )?"
            r"(?:сроки?|дат[аы]|период)(?: (?:[а-я]{3,}(?:ия|ии|ий)|отчета|работ))?\s?(?::|\s-)\s?"
        ),
        "",
    ),
    (re.compile(r"\bп\s?[/.]\s?г\b\.?|\bполуг(?:од)?\.(?=\s|$)|\bпол-[а-я]{1,2}\b"), "полугодие "),
    (re.compile(r"(?<=[а-я])\s?['’`](?=\d\d\b)|(?<=[а-я]{3})\.?\s(?=\d\d\s?г(?:\b|од))"), " 20"),
    (re.compile(r"\bуч(?:еб)?\s?[./]?\s?г(?:од[а-я]*)?\b\.?|\bу\s?[./]\s?г\b\.?"), "учебный год "),
    (re.compile(r"((?:^|[,;(]|\bв)\s?)г\.\s?(?=[а-я]{3,})"), r"\1город "),
    (re.compile(r"\bг\s?\.?\s?г\b\.?"), "годы "),
    (re.compile(r"\bв\s?/\s?теч|\bв\s?т\.\s?(?=год|уч)"), "в теч"),
    (re.compile(r"(\d)\s?р\s?[./]\s?(?=в |год|мес|кв|нед|г\b)"), r"\1 раз в "),
    (re.compile(r"(\d|раза?)\s?/\s?(?=год|мес|кв|нед|полуг)"), r"\1 раз в "),
    (re.compile(r"-\s?го\s+|(?<=\d)-(?=числ)"), " "),
    (re.compile(r"(\d)\s?-?\s?(?:ти|х|и)?\s?-?(?:дневн[а-я]*)"), r"\1 дней после"),
    (
        re.compile(r"\b(?:двух|трех|пяти|десяти)?(?:дневн|недельн|месячн)(?:ы[йе]|о[гй]о?|о?м)\b"),
        "течение 1 дней после",
    ),
    (re.compile(r"ноль|нулев"), "0"),
    (re.compile(r"\bк окончанию\b"), "к концу"),
    (re.compile(r"^\d{1,2}[.)]\s+(?=[а-я](?!\w*(?:аря|аля|рта|еля|ая|юня|юля|ста|бря)\b))"), ""),
    (re.compile(r"\[[^]\w]*\d{1,2}[^]\w]*\]|<\d{1,2}>"), ""),
    (re.compile(r"(\d{1,2})\s?\(\d{1,2}\)(?=\s?[а-я])"), r"\1"),  # «до 28 (29) февраля»: the earlier is safe
)
_BROKEN = (
    re.compile(r"([а-я]{2,})-([а-я]{1,8})"),
    re.compile(r"([а-я]{2,})\s?-\s?([а-я]{2,8})"),
    re.compile(r"([а-я]{3,}) ([а-я]{2,7})"),
)
_IN_WORDS = re.compile(r"(\d{1,2})\s?\(([а-я ]+)\)")
_MIXED = re.compile(r"(?<![а-я0-9])(?=[а-я0-9]*(?:[а-я]\d|\d[а-я]))[а-я0-9]+")
_NUMERAL_UNITS = r"(?![а-я])(?=(?:-[а-я]{1,2})?\s*(?:кварт|кв\b|полуг|четверт|декад|недел|нед\b|(?:-|,|и )\s*[ivxш]))"
_LOOSE_ROMAN = re.compile(rf"\b(?:1v|1у|iу|ш|п|у){_NUMERAL_UNITS}|(?<=[ivx]-)(?:ш|п|iу|1у|1v)\b")


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a phrase as it was written."""
    plain = _spelt_out(clean(text))
    return _summed(_with_short_months([_token(found, plain) for found in _SCANNER.finditer(plain)]))


def _with_short_months(tokens: list[Token]) -> list[Token]:
    """«5 мйа», «мй 2020 г.»: beside a day or a year a short word one slip from a month is that month."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        after_day = index > 0 and tokens[index - 1].name == "number" and tokens[index - 1].text != "roman"
        before_year = index + 1 < len(tokens) and tokens[index + 1].name == "year"
        months = short_months(token.text) if token.name == "other" and (after_day or before_year) else set()
        if months:
            found[index] = Token("month", months.pop(), text=token.text) if len(months) == 1 else Token("bad")
    return found


def _summed(tokens: list[Token]) -> list[Token]:
    """«двадцать пятого» is one number."""
    summed: list[Token] = []
    for token in tokens:
        before = summed[-1] if summed else None
        tens = before is not None and before.name == "number" and before.text in {"двадцать", "двадцати", "тридцать"}
        if before is not None and tens and token.name == "number" and token.text.isalpha() and token.number < 10:
            summed[-1] = Token("number", before.number + token.number, text=token.text)
        else:
            summed.append(token)
    return summed


def _spelt_out(plain: str) -> str:
    plain = _MIXED.sub(_mended, plain)
    for broken in _BROKEN:
        plain = broken.sub(_joined, plain)
    plain = _IN_WORDS.sub(_without_words, plain)
    plain = _LOOSE_ROMAN.sub(lambda found: _LOOKS_ROMAN.get(found[0], found[0]), plain)
    for pattern, meant in _ABBREVIATED:
        plain = pattern.sub(meant, plain)
    return _SUFFIX.sub(" ", plain)


def _mended(found: re.Match[str]) -> str:
    word = repaired(found[0])
    return word if word.isalpha() and look_up(word) else found[0]


def _without_words(found: re.Match[str]) -> str:
    """«15 (пятнадцатого) сентября»: the number is said twice."""
    words = [look_up(word) for word in found[2].split()]
    return found[1] if all(word and word.name in {"ordinal", "count"} for word in words) else found[0]


def _joined(found: re.Match[str]) -> str:
    """A word cut at the end of a line is one word where its halves are none («сен-тябрь»)."""
    head, tail = found[1], found[2]
    if look_up(head + tail) and not (look_up(head) and look_up(tail)) and not look_up(tail):
        return head + tail
    return found[0]


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
        return Token("dash", text="tight" if plain[start - 1 : start].strip() and plain[end : end + 1].strip() else "-")
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
