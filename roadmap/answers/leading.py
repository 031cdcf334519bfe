"""What a line of an answer starts with: an item's number, a date, a quantity, or perhaps either.

«6.1 завершён», «п. 8 – 75%» and «по 4 ничего не сделано» name items; «16 декабря», «3 школы» and «№
5 школа» do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from roadmap.answers.mentions import OF_A_DOCUMENT, PROGRESS, Mention
from roadmap.answers.numerals import TOLD, Agreement, agreement
from roadmap.answers.spelling import is_figure, read_ordinal
from roadmap.model.address import (
    ITEM_WORD,
    Address,
    clean,
    locate,
    read_address,
    read_leading,
)
from roadmap.model.months import MONTH_IN_ANY_CASE


class _Reading(Enum):
    """What the number at a line's start is."""

    ADDRESS = 1
    PERHAPS = 2
    TEXT = 3
    ORDINAL = 4


# Words that follow a number in dates, times and ordinals.
_CALENDAR = re.compile(
    rf"\s*-?(?:(?:{MONTH_IN_ANY_CASE})\b|год(?:а|у|ом|ы|ов)?\b|гг?\b"
    r"|полугоди|квартал(?:а|е|у|ом|ы|ов)?\b|недел|дн|день\b|час(?:а|ов|у|ам)?\b|ч\b|мин(?:ут\w*|\.)?(?!\w)"
    r"|месяц(?:а|е|у|ем|ы|ев|ам|ах)?\b|век[ае]?\b|раза?\b|кл\b|класс(?:а|е|у|ом|ы|ов|ах|ам)?\b"
    r"|-?[ыо]?(?:й|е|я|го|му|м|х|ми)\b|-?х)",
    re.IGNORECASE,
)
# What schools and offices count.
_COUNTED = re.compile(
    r"\s+(?:из\b|от\b|до\b|и\s+\d|тыс|млн|млрд|руб|чел|%|процент|балл|шт\b|экз|школ|лице|гимназ|дет|реб[её]н|сад|педагог"
    r"|учител|учен|учащ|обуча|студент|выпускник|родител|семь|семе|специалист|сотрудник|работник|руководител|директор"
    r"|заместител|эксперт|участник|человек|мероприяти|семинар|вебинар|совещани|заседани|собрани|собеседовани|консульт"
    r"|заняти|урок|курс|конкурс|олимпиад|мастер|встреч|выезд|проверк|организац|учрежден|оу\b|оо\b|доу\b|район|город"
    r"|муниципал|документ|приказ|письм|акт|протокол|план|программ|проект|центр|площадк|команд|групп|мест|штук|замечан"
    r"|нарушен|заяв|публикац|стат|пункт|вопрос|этап|контрольн|новы|перв|основн|крупн|сельск|городск|открыт[ыо][хе]\b)",
    re.IGNORECASE,
)
# «по 4 ничего не сделано»: words that follow an item's number, not a quantity («по 4 тетради»).
_BY = re.compile(r"по\s+(?=\d|[IVXХ])", re.IGNORECASE)
_NUMBER_OF_ITEM = re.compile(
    r"(?:по\s+)?(?P<number>\d{1,4})(?:-?[а-яё]{1,3})?\s+пункту?(?![а-яё])", re.IGNORECASE
)
_BY_MARKED = re.compile(rf"по\s+(?=(?:{ITEM_WORD}|п\.?)\s*(?:№\s*)?\d)", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\s+(?:ничего|вс[её]|пока|нет|есть|работ[аы]|отч[её]т|вопрос|информаци|без|срок|мы|у\s+нас)",
    re.IGNORECASE,
)
_SEPARATED = re.compile(
    r"\s*(?::|\)|\.(?=\s|$)|-(?=\s|\d+\s*%)|,(?=\s)|/(?=\s)|[+✅✔☑❌✖✗✘👍👌👎])"
    r"|\s?-(?!(?:[ыо]?й|ий|[ая]я|[оыеи]е|[яеиюмх]|[оыие]?го|[оыие]?му?|[иы]х|[иы]?ми|ую|ти|мя)(?![а-яё]))"
    r"(?!лет|час|дневн|недел|месяч|классн|кратн|этажн|местн|минут|процент|балльн|квартал|полуг)(?=(?-i:[а-яё]|[А-ЯЁ][а-яё]))",
    re.IGNORECASE,
)
# «8 А класс», «9Б», «9 Б и 10 А»: «А», «В», «И» and «К» are words, too, so that more must follow.
_CLASS = re.compile(
    r"\s?[«\"][А-К][»\"]|\s?[«\"]?(?:[БГДЕЖЗ][»\"]?(?![\w.])|[АВИК][»\"]?(?=\s+(?:класс|кл\b|и\s+\d|параллел)|,\s*\d|\s*$))"
)
_MEASURE = re.compile(
    r"(?:по\s+)?мероприяти[еяю]\s*(?:№\s*)?(?P<number>\d{1,3})(?![\d.]*\d|\s*пункт|\s+(?:из|в|по|п)(?!\w))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|и)\s+(?:по\s+)?", re.IGNORECASE)
_EVERYTHING = re.compile(r"\s+вс[её](?![а-яё])", re.IGNORECASE)
_TOO = re.compile(r"\s+(?:тоже|также|аналогично|в\s+том\s+числе)(?!\w)", re.IGNORECASE)
_STOP = re.compile(r"\s*(?:[:)]|\.(?=\s)|\s-\s)\s*[а-яё]", re.IGNORECASE)
# «8 А сдал» may be class 8 А, or a sentence that begins with «А».
_CAPITAL = re.compile(r"\s+(?!А\s)[«\"]?[А-ЯЁA-Z]")
_DATE = re.compile(r"\d{1,2}\s?\.\s?(?:0\d|1[0-2])(?:\.(?:\d{4}|\d\d)|\s*г\b|(?![\d.]))|\d{4}\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|из\s+\d)|\d+-\d+(?!\d*\s*%)|\d+,\d|\d{1,2}:\d\d")
_CLOCK = re.compile(r"\d{1,2}\.[1-5]\d(?![\d.])")
# Not a list of addresses for sure: «8 12», «6 - 8», «6,1»; «8,9.1,11.2» is one.
_LOOSE = re.compile(r"(?<![.\d])\d+\s+\d+(?![.\d])|\s-\s|(?<![\d.,])\d+,\d+(?![\d.,])")
_DASHED = re.compile(r"\d+\s-\s\d+")
_RANGE = re.compile(
    r"(?:пп?\.?\s*|пункт[а-яё]*\s+)?\d+\s*(?:-|по)\s*\d+\.?(?:\s+пункт[а-яё]*)?", re.IGNORECASE
)
_ITEM_AFTER = re.compile(r"\s+пункт[а-яё]*(?![а-яё])", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:,|и\b|-(?=\d+(?!\d*\s*%)))\s*(?:п\.?\s*|№\s*|кт\s*)?\d", re.IGNORECASE)
_FIGURES = re.compile(
    rf"\d+(?:\s*(?:,|и|-)\s*\d+)+(?:{_CALENDAR.pattern}|{_COUNTED.pattern})", re.IGNORECASE
)


def leading(tidy: str, numbers: Collection[str]) -> tuple[Mention | None, bool]:
    """The items that the tidied line starts with, and whether that is sure.

    None where a date, a quantity or other words stand there. «по» before the number belongs to what
    is named. A number that is written as an item's, though none of `numbers` is, is not sure.
    """
    by = _BY.match(tidy)
    text = tidy[by.end() :] if by else tidy
    by_name = _by_name(tidy, numbers)
    if by_name is not None:
        return by_name, False
    for found, reading in (_several(text, numbers), _one(text, numbers), _ordinal(tidy, numbers)):
        if found is not None and reading is _Reading.ORDINAL:
            return Mention(found[0], 0, found[1]), True
        if found is not None and reading is not _Reading.TEXT:
            addresses, end = found
            sure = reading is _Reading.ADDRESS or (
                by is not None and _SPOKEN_OF.match(text, end) is not None
            )
            return Mention(addresses, 0, len(tidy) - len(text) + end), sure
    return _unknown_by(tidy, numbers), False


def _by_name(tidy: str, numbers: Collection[str]) -> Mention | None:
    """«Мероприятие 88 исполнено»: item 88 where its items are measures, else perhaps a measure."""
    match = _MEASURE.match(tidy)
    located = locate(Address(match["number"]), numbers) if match else None
    return Mention((located,), 0, match.end()) if match and located else None


def _unknown_by(tidy: str, numbers: Collection[str]) -> Mention | None:
    """«по пункту 18 отчёт направили», «по тринадцатому готово» of no such item, where no document's
    clause is meant.
    """
    ordinal = read_ordinal(tidy)
    if ordinal is not None and ordinal[2]:
        number, end, _ = ordinal
        told = PROGRESS.match(tidy, end) or TOLD.match(tidy, end) or _SPOKEN_OF.match(tidy, end)
        known = locate(Address(str(number)), numbers) is not None
        return None if known or not told else Mention((Address(str(number)),), 0, end)
    named = _NUMBER_OF_ITEM.match(tidy)
    if named is not None and not OF_A_DOCUMENT.match(tidy, named.end()):
        item = Address(named["number"], marked=True)
        return Mention((item,), 0, named.end()) if locate(item, numbers) is None else None
    by = _BY_MARKED.match(tidy)
    found = read_address(tidy[by.end() :]) if by else None
    if by is None or found is None or OF_A_DOCUMENT.match(tidy, by.end() + found[1]):
        return None
    address, end = found
    return Mention((address,), 0, by.end() + end) if locate(address, numbers) is None else None


def counting(tidy: str, numbers: Collection[str]) -> Mention | None:
    """The item whose number the tidied line starts with though it counts: «3 школы не прислали»."""
    found = read_address(tidy)
    if found is None or _CALENDAR.match(tidy, found[1]) or _FIGURE.match(tidy):
        return None
    located = locate(found[0], numbers)
    if (
        located is None
        or located.number is not None
        or not re.match(r"\s+[а-яё]", tidy[found[1] :])
    ):
        return None
    return Mention((located,), 0, 0)


def names_a_class(text: str) -> bool:
    """«8 А класс обследован»: a class of a school, and no item."""
    begun = re.match(r"\s*\d{1,2}", clean(text))
    return begun is not None and _CLASS.match(clean(text), begun.end()) is not None


def is_calendar(word: str) -> bool:
    """Whether a number before `word` tells a day, a time or an ordinal."""
    return _CALENDAR.match(f" {word}") is not None


_Found = tuple[tuple[Address, ...], int]


def _several(text: str, numbers: Collection[str]) -> tuple[_Found | None, _Reading]:
    """«6.1, 6.2 выполнены», «п. 6 и 7 – 75%»: all must exist, and the words tell of work."""
    found = read_leading(text)
    if found is None or len(found[0]) < 2 or _DATE.match(text):
        return None, _Reading.TEXT
    addresses, end = found
    located = [locate(address, numbers) for address in addresses]
    known = tuple(address for address in located if address is not None)
    if word := _ITEM_AFTER.match(text, end):
        end = word.end()
    rest = text[end:]
    speaks = (
        _EVERYTHING.match(rest)
        or PROGRESS.match(rest)
        or _SEPARATED.match(rest)
        or TOLD.match(rest)
    )
    if speaks and known and _DASHED.fullmatch(text[:end]) and PROGRESS.match(rest):
        return ((known[0],), 0), _Reading.PERHAPS  # «8 - 10 готово»: a range, or 10 done of item 8
    if _LOOSE.search(text[:end]) or not speaks or _CALENDAR.match(rest):
        return None, _Reading.TEXT
    if len(known) < len(located):
        # «190-210 сделано» where the last item is 200: the whole range is asked about by its name.
        # Where both ends are there, a number between them that is not was meant by nobody.
        ranged = known and _RANGE.fullmatch(text[:end].strip())
        if ranged and located[0] and located[-1]:
            return (known, end), _Reading.ADDRESS
        name = Address(re.sub(r"\s*(?:-|по)\s*", "-", text[:end].strip(" .")))
        return (((name,), end), _Reading.PERHAPS) if ranged else (None, _Reading.TEXT)
    return (known, end), _Reading.ADDRESS


def _ordinal(tidy: str, numbers: Collection[str]) -> tuple[_Found | None, _Reading]:
    """«десятый готов», «по восьмому обучили всех»; not «первый семинар», «по первому вопросу»."""
    found = read_ordinal(tidy)
    located = locate(Address(str(found[0])), numbers) if found else None
    if found is None or located is None:
        return None, _Reading.TEXT
    addresses, end = [located], found[1]
    by = "по " if found[2] else ""
    while more := _AND.match(tidy, end):  # «по пятому и шестому готово»
        further = read_ordinal(f"{by}{tidy[more.end() :]}")
        named = locate(Address(str(further[0])), numbers) if further else None
        if further is None or named is None:
            break
        addresses.append(named)
        end = more.end() + further[1] - len(by)
    rest = tidy[end:]
    if not rest.strip():
        told = found[2]
    elif found[2]:
        told = not re.match(r"\s+[а-яё]+(?:у|ю|е)(?![а-яё])", rest, re.IGNORECASE)
    else:
        told = bool(PROGRESS.match(rest) or TOLD.match(rest) or re.match(r"\s*[:,-]", rest))
    return (tuple(addresses), end), _Reading.ORDINAL if told else _Reading.TEXT


def _one(text: str, numbers: Collection[str]) -> tuple[_Found | None, _Reading]:
    """The one address at the start, and how sure that is."""
    found = read_address(text)
    if found is None:
        return None, _Reading.TEXT
    written, end = found
    located = locate(written, numbers)
    reading = _reading(text, end, written, located)
    if word := _ITEM_AFTER.match(text, end):
        end = word.end()
    if reading is _Reading.ADDRESS and _MORE.match(text, end):
        reading = _Reading.TEXT if _FIGURES.match(text) else _Reading.PERHAPS
    return ((located or written,), end), reading


def _reading(text: str, end: int, written: Address, located: Address | None) -> _Reading:
    rest, dotted = text[end:], "." in text[:end]
    if written.marked:
        if text.startswith("№") and _COUNTED.match(rest):
            return _Reading.TEXT  # «№ 5 школа»
        return _Reading.ADDRESS if located else _Reading.PERHAPS
    if _CALENDAR.match(rest) or _FIGURE.match(text) or _CLASS.match(rest):
        return _Reading.TEXT
    if dotted and is_figure(rest):
        return _Reading.TEXT  # «4.2 млн руб.»
    if located is None:
        return _Reading.PERHAPS if _says_a_number(text, end) else _Reading.TEXT
    if _DATE.match(text) or _CLOCK.match(text):
        return _Reading.PERHAPS if located.number is None and dotted else _Reading.TEXT
    if not rest.strip():
        return _Reading.PERHAPS
    if dotted or any(sign.match(rest) for sign in (_SEPARATED, PROGRESS, _CAPITAL, TOLD)):
        return _Reading.ADDRESS
    agrees = agreement(int(text[:end]), rest) if text[:end].isdecimal() else Agreement.EITHER
    if agrees is Agreement.NAMES:
        return _Reading.ADDRESS
    return _Reading.TEXT if _COUNTED.match(rest) else _Reading.PERHAPS


def _says_a_number(text: str, end: int) -> bool:
    """Whether the number of no item is written as one: «25. Выполнено», «201 готово»."""
    if _DATE.match(text) or _CLOCK.match(text):
        return False
    if not re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", text[:end].strip(".")):
        return False
    rest = text[end:]
    dotted = "." in text[:end].strip(".") and re.match(r"\s+[а-яё]{3}", rest, re.IGNORECASE)
    if dotted and agreement(2, rest) is not Agreement.COUNTS:
        return True  # «2.9 отчёт готов»; «1.5 ставки» is a fraction
    told = _STOP.match(rest) or _TOO.match(rest) or PROGRESS.match(rest)
    return bool(told) and not re.match(r"\s*\d", rest)
