"""Numbers of items as people write them, put into the spelling that addresses are read in.

«6,1», «6/2», «6-1», «9 .1», «#8» and «с 8 по 10» become «6.1», «6.2», «6.1», «9.1», «№8» and
«8 по 10» where they stand for items: at a line's start, after «п.», or after another of their kind.
Each sign is replaced by one sign, so that a place in the text stays the same place.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from roadmap.answers.numerals import Agreement, agreement
from roadmap.deadlines.names import Name
from roadmap.deadlines.words import FORMS

_SPACE = r"[^\S\n]"
_BULLET = re.compile(
    rf"^{_SPACE}*(?:[•·▪●◦*–—+-](?={_SPACE})|[\u2190-\u2BFF\U0001F300-\U0001FAFF]\uFE0F?)+{_SPACE}*(?=(?:пп?\b|№|#)?\.?{_SPACE}*\d)",
    re.IGNORECASE,
)
#: «и ещё 121 прошла», «ой, не 57, а 121 проведена»: words before the number that do not count.
_BEFORE = re.compile(
    rf"^{_SPACE}*(?:(?:и{_SPACE}+ещ[её]|а{_SPACE}+ещ[её]|ещ[её]|также|плюс|и|а|да|ой|извините|простите|нет|упс|ошиблась|ошибся)(?:[,!.]|{_SPACE})+)*"
    rf"(?:не{_SPACE}+(?:по{_SPACE}+)?(?:п[унктау]*\.?{_SPACE}*)?\d{{1,4}}(?:[.,]\d{{1,2}})?{_SPACE}*,?{_SPACE}*а{_SPACE}+)?(?=(?:по{_SPACE}+)?(?:п[унктау]*\.?{_SPACE}*|№{_SPACE}*)?\d)",
    re.IGNORECASE,
)
#: «2.3.1/2.3.2 сделано»: two addresses.
_BETWEEN_POINTS = re.compile(r"(?<=\d\.\d)/(?=\d{1,3}\.\d)")
#: «шесть точка один», as people dictate 6.1.
_DICTATED = re.compile(r"(?<![а-яё])[а-яё]+(?:\s+точка\s+[а-яё]+){1,2}(?![а-яё])", re.IGNORECASE)
#: «шестой пункт второе мероприятие».
_ITEM_AND_POINT = re.compile(
    r"(?<![а-яё])(?P<item>[а-яё]+)\s+пункт[а-яё]*[\s,]+(?P<point>[а-яё]+)(?=\s+(?:мероприяти|контрольн|точк))",
    re.IGNORECASE,
)
_BRACKET = re.compile(rf"^{_SPACE}*[(\[](?=\d{{1,4}}(?:\.\d{{1,2}})?[)\]])")
_HASH = re.compile(rf"#(?={_SPACE}?\d)")
_FROM = re.compile(
    rf"^{_SPACE}*(?:п[унктыаеов.]*{_SPACE}+)?(?P<from>со?)(?={_SPACE}+(?:п\.?{_SPACE}*)?(?:\d{{1,4}}(?:-?[йго]{{1,3}})?{_SPACE}+(?:по|до){_SPACE}+\d{{1,4}}(?!\d|\.\d)|\d{{1,2}}(?:\.\d{{1,2}})+{_SPACE}+(?:по|до){_SPACE}+\d{{1,2}}(?:\.\d{{1,2}})+(?![\d.]*\d)))",
    re.IGNORECASE,
)
_ORDINAL_END = re.compile(r"(?<=\d)-?(?:го|й|ый|ой|ого|му)(?![а-яё])", re.IGNORECASE)
_TO = re.compile(rf"(?<=\d){_SPACE}+до(?={_SPACE}+\d)", re.IGNORECASE)
_MARK = rf"п[унктд]{{0,5}}[а-яё]{{0,3}}\.?{_SPACE}*(?:№{_SPACE}*)?"
_BEGINS = rf"(?:^{_SPACE}*(?:по{_SPACE}+|№{_SPACE}?)?|\b{_MARK}|\d[.,]\d{{1,2}}{_SPACE}*(?:,|и|;){_SPACE}+|[а-яё];{_SPACE}+)"
#: «6,1»; «6/2»; «6-1», which is no range; «9 .1»; «6. 1».
_COMMA = re.compile(
    rf"{_BEGINS}(?P<item>\d{{1,4}})(?P<sign>,)(?P<point>\d{{1,2}})(?![\d,]|\.\d)", re.IGNORECASE
)
_SLASH = re.compile(
    rf"{_BEGINS}(?P<item>\d{{1,4}})(?P<sign>[/\\])(?P<point>\d)(?![\d/\\])", re.IGNORECASE
)
_HYPHEN = re.compile(
    rf"{_BEGINS}(?P<item>\d{{1,4}})(?P<sign>[-–])(?P<point>\d{{1,2}})(?![\d-]|[.,:]\d)",
    re.IGNORECASE,
)
_BEFORE_DOT = re.compile(
    rf"{_BEGINS}(?P<item>\d{{1,4}})(?P<sign>{_SPACE}\.)(?P<point>\d{{1,2}})(?![\d.])", re.IGNORECASE
)
_AFTER_DOT = re.compile(
    rf"{_BEGINS}(?P<item>\d{{1,4}})(?P<sign>\.{_SPACE})(?P<point>\d)(?={_SPACE}+[а-яё]|{_SPACE}*[:)–—-]|{_SPACE}*$)",
    re.IGNORECASE,
)
#: A figure, not an address: «6,1 %», «1,5 часа», «2,5 млн», «6,1 балла».
_FIGURE = re.compile(
    r"\s*(?:%|проц|тыс|млн|млрд|руб|балл|час(?:а|ов)?\b|ч\b|мин(?:ут\w*)?\b|раза?\b|кв|м\b|км|га\b|ставк|кг|тонн|литр|л\b|год|лет)",
    re.IGNORECASE,
)


def is_figure(rest: str) -> bool:
    """Whether `rest`, behind a number, makes it a figure: « млн руб.», « тыс кв м»."""
    return _FIGURE.match(rest) is not None


_OF_A_CALENDAR = re.compile(
    r"\s*(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|класс|числ)",
    re.IGNORECASE,
)


_UNUSUAL = re.compile(
    r"\d\s?[,./\\–-]\s?\d|\d\s\.|#|\sточка\s|\sпункт|^\s*[•·▪●◦*–—(\[+\u2190-\u2BFF\U0001F300-\U0001FAFF-]|^\s*(?:и|ещ[её]|а|также|плюс|да|ой|извините|простите|нет|не|упс|ошиб\w+)[\s,!.]|(?<![а-яё])со?\s+(?:п\.?\s*)?\d",
    re.IGNORECASE,
)


def respell(text: str, numbers: Collection[str] | None) -> str:
    """`text` with its item numbers as «6.1»; as long as before.

    Only items of `numbers` are put so; where it is None, everything that may be one, which finds out
    what items a text may name.
    """
    return "\n".join(_line(line, numbers) for line in text.split("\n"))


def _line(line: str, numbers: Collection[str] | None) -> str:
    if not _UNUSUAL.search(line):
        return line  # nearly every answer: «7 Проведён семинар»
    line = _BULLET.sub(lambda found: " " * len(found[0]), line)
    line = _BETWEEN_POINTS.sub(",", line)
    line = _DICTATED.sub(_in_figures, line)
    line = _ITEM_AND_POINT.sub(_ordinals_in_figures, line)
    line = _BEFORE.sub(lambda found: " " * len(found[0]), line)
    line = _BRACKET.sub(lambda found: " " * len(found[0]), line)
    line = _HASH.sub("№", line)
    if (found := _FROM.match(line)) and not _is_of_a_calendar(line, found.end()):
        line = line[: found.start("from")] + " " * len(found["from"]) + line[found.end("from") :]
        line = _ORDINAL_END.sub(lambda ending: " " * len(ending[0]), line, count=2)
        line = _TO.sub(lambda until: until[0].replace(until[0].strip(), "по"), line, count=1)
    for pattern in (_COMMA, _SLASH, _HYPHEN, _BEFORE_DOT, _AFTER_DOT):
        line = _with_points(line, pattern, numbers)
    return line


def _ordinals_in_figures(match: re.Match[str]) -> str:
    """«6      пункт 2      мероприятие» for «шестой пункт второе мероприятие»."""
    found = match[0]
    for name in ("item", "point"):
        said = FORMS.get(match[name].lower())
        if said is None or said.name is not Name.ORDINAL:
            return match[0]
        start = match.start(name) - match.start()
        written = str(said.number).ljust(len(match[name]))
        found = found[:start] + written + found[start + len(match[name]) :]
    return found


def _in_figures(match: re.Match[str]) -> str:
    """«6.1» for «шесть точка один», as long as before; other words stay."""
    said = [FORMS.get(word) for word in re.split(r"\s+точка\s+", match[0].lower())]
    numbers = [str(one.number) for one in said if one and one.name in (Name.COUNT, Name.ORDINAL)]
    return ".".join(numbers).ljust(len(match[0])) if len(numbers) == len(said) else match[0]


def _is_of_a_calendar(line: str, start: int) -> bool:
    """«с 8 по 10 декабря», «с 5 по 9 классы»."""
    last = re.compile(r"[\sпо.]*\d+\s+(?:по|до)\s+\d+").match(line, start)
    return last is not None and _OF_A_CALENDAR.match(line, last.end()) is not None


def _with_points(line: str, pattern: re.Pattern[str], numbers: Collection[str] | None) -> str:
    position = 0
    while found := pattern.search(line, position):
        position = found.end("point")
        item, point, rest = found["item"], found["point"], line[position:]
        if numbers is not None and not _is_known(item, point, numbers):
            continue
        if pattern is _COMMA and len(point) > 1 and point in (numbers or ()):
            continue  # «121,57 готовы»: two items
        if _FIGURE.match(rest) or _OF_A_CALENDAR.match(rest):
            continue
        if pattern is _COMMA and agreement(2, rest) is Agreement.COUNTS:
            continue  # a fraction governs the genitive singular: «1,5 ставки»
        if pattern in (_SLASH, _AFTER_DOT) and agreement(int(point), rest) is Agreement.COUNTS:
            continue
        if pattern is _HYPHEN and int(item) < int(point):
            continue  # a range: «6-8 выполнены»
        dotted = f"{item}.{point}"
        line = line[: found.start("item")] + dotted.rjust(position - found.start("item")) + rest
        position = found.start("item")
    return line


def _is_known(item: str, point: str, numbers: Collection[str]) -> bool:
    return any(one.rstrip(".") in (item, f"{item}.{point}") for one in numbers)


_TENS = {
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60,
    "семьдесят": 70, "восемьдесят": 80, "девяносто": 90,
}  # fmt: skip
_HUNDREDS = {
    "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600,
    "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
_ROUND = {
    "тридцат": 30, "сороков": 40, "пятидесят": 50, "шестидесят": 60, "семидесят": 70,
    "восьмидесят": 80, "девяност": 90, "сот": 100, "двухсот": 200,
}  # fmt: skip
#: «8-й готов», «по 8-му обучили».
_IN_FIGURES = re.compile(
    r"\s*(?P<by>по\s+)?(?P<number>\d{1,4})\s?-?(?P<ending>ый|ой|й|ому|му)(?![а-яё])", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"\s*(?P<by>по\s+)?(?P<before>(?:(?:сто|[а-яё]*ст[иа]|[а-яё]+сот|[а-яё]+дцать|сорок|[а-яё]+десят|девяносто)\s+){0,2})"
    r"(?P<last>[а-яё]+(?:ый|ой|ий|ому|ему|ом|ем))(?![а-яё])",
    re.IGNORECASE,
)


def read_ordinal(tidy: str) -> tuple[int, int, bool] | None:
    """The number that an ordinal at the start says, where it ends, and whether «по» stands before.

    «десятый», «по восьмому», «сто двадцать первый»: masculine, as «пункт» is.
    """
    figures = _IN_FIGURES.match(tidy)
    if figures is not None and (figures["by"] or figures["ending"].lower() not in ("му", "ому")):
        return int(figures["number"]), figures.end(), bool(figures["by"])
    found = _ORDINAL.match(tidy)
    if found is None:
        return None
    last = _ordinal(found["last"].lower().replace("ё", "е"))
    words = found["before"].lower().split()
    if last is None or not all(word in _TENS or word in _HUNDREDS for word in words):
        return None
    return (
        last + sum(_TENS.get(w, 0) + _HUNDREDS.get(w, 0) for w in words),
        found.end(),
        bool(found["by"]),
    )


def _ordinal(word: str) -> int | None:
    said = FORMS.get(word)
    if said is not None and said.name is Name.ORDINAL:
        return said.number
    return _ROUND.get(re.sub(r"(?:ый|ой|ому|ом)$", "", word))


_BEFORE_ORDINAL = re.compile(
    r"^\W*(?:(?:ой|ох|упс|нет|а|это|извините|простите|вернее|точнее|не\s+(?:туда|сюда)|надо|нужно|было)[\s,.!-]+)*"
    r"(?:(?:к|ко|про|в|во|для|на)\s+)?(?=\w)",
    re.IGNORECASE,
)


def ordinals_in(text: str) -> list[str]:
    """The numbers that ordinals at the starts of lines may say: «ой, это второй пункт»."""
    found = (read_ordinal(_BEFORE_ORDINAL.sub("", line)) for line in text.split("\n"))
    return [str(one[0]) for one in found if one is not None]
