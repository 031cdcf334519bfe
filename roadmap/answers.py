"""Messages that say themselves where they belong: «6.1 завершён 16 декабря», «п. 8 – 75%», several lines for several
items. A number may as well be a date or a quantity («16 декабря провели …», «3 школы участвовали»); what could be
either is marked as not sure, so that the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from roadmap.address import Address, clean, locate, read_address, read_leading


@dataclass(frozen=True, slots=True)
class AddressedText:
    """A part of a message and where it belongs.

    `text` is without the address, `whole` as written. `address` is located among the roadmap's numbers where it fits
    one of them, and None for lines that stood before the first address. Where not `sure`, ask before attaching.
    Words after several addresses («6.1, 6.2 выполнены») make a part for each, with the same text.
    """

    address: Address | None
    text: str
    whole: str
    sure: bool = True


class _Reading(Enum):
    """What the number at a line's start is."""

    ADDRESS = 1
    PERHAPS = 2
    TEXT = 3


# Words that follow a number in dates, times and ordinals.
_CALENDAR = re.compile(
    r"\s*-?(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|год|гг?\b|полугоди|квартал"
    r"|недел|дн|ден|час|ч\b|мин|месяц|век|раз|кл\b|класс|-?[ыо]?(?:й|е|я|го|му|м|х|ми)\b|-?х)",
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
# What is said of a work: that it is done, under way, put off.
_PROGRESS = re.compile(
    r"\s+(?:не\b|пока\b|ещ[её]\b|уже\b|в\s+работе|в\s+процессе|в\s+срок|на\s+контрол|на\s+согласован|частично|полностью"
    r"|выполн|исполн|сдела|готов|заверш|провед|провел|провод|подготов|разработ|утвержд|направл|организ|реализ|состоя"
    r"|начат|закры|открыт[ао]?\b|прош[леёу]|перен[её]с|перенос|продл|прос|отлож|сдвин|идет|идёт|принят|обсужд|рассмотр"
    r"|созда|внедр|обновл|составл|размещ|согласов|определ|закуп|получ|отправ|сда[лн]|ok\b|ок\b|да\b|нет\b|done\b"
    r"|\d+(?:[.,]\d+)?\s*%|\d+\s+из\s+\d+)",
    re.IGNORECASE,
)
# A verb or a short participle, by its ending: after a number only a noun or an adjective can be what is counted. The
# nouns that end alike («3 недели», «2 смены») are named.
_TOLD = re.compile(
    r"\s+(?!(?:медал|детал|педал|магистрал|модел|недел|панел|цел|рол|мил|стран|ран|смен|стен|цен|сцен)[иы]\b)[а-яё]+"
    r"(?:[аяиеуы]л(?:и|о|ись|ась|ось|ся)|[аяеё]н[оы]|[аяиеы]то|[еёиюуая]тся)\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s*(?::|\)|\.(?=\s|$)|-(?=\s|\d+\s*%)|,(?=\s))")
_CAPITAL = re.compile(r"\s+[«\"]?[А-ЯЁA-Z]")
_DATE = re.compile(r"\d{1,2}\s?\.\s?(?:0\d|1[0-2])(?:\.(?:\d{4}|\d\d)|\s*г\b|(?![\d.]))|\d{4}\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|из\s+\d)|\d+-\d+(?!\d*\s*%)|\d+,\d|\d{1,2}:\d\d")
_CLOCK = re.compile(r"\d{1,2}\.[1-5]\d(?![\d.])")
# Not a list of addresses for sure: «8 12», «6 - 8», «6,1».
_LOOSE = re.compile(r"\d\s+\d|\s-\s|\d,\d")
_MORE = re.compile(r"\s*(?:,|и\b|-(?=\d+(?!\d*\s*%)))\s*(?:п\.?\s*|№\s*|кт\s*)?\d", re.IGNORECASE)
_FIGURES = re.compile(rf"\d+(?:\s*(?:,|и|-)\s*\d+)+(?:{_CALENDAR.pattern}|{_COUNTED.pattern})", re.IGNORECASE)
_BULLET = re.compile(r"\d{1,2}\s*[.)]\s")
_GREETING = re.compile(r"(?:добр\w+\s+(?:день|утро|вечер)|здравствуйте|уважаем\w+|привет)[^\d\n]*", re.IGNORECASE)


_NUMBERS = re.compile(r"\d{1,4}(?:\.\d{1,4})*[абвгд]?|[IVXХ]{1,6}(?:\.\d{1,4})*")
_RANGE = re.compile(r"((?:\d{1,4}\.)*)(\d{1,4})\s*-\s*(?:\d{1,4}\.)*(\d{1,4})")
_LONGEST_RANGE = 300


def numbers_in(text: str) -> list[str]:
    """Every item number that `text` may name, in every spelling, those within a range («1-3») too.

    So that a roadmap of ten thousand items is asked for these few by its index.
    """
    tidy = clean(text)
    named = _NUMBERS.findall(tidy)
    for start, first, last in _RANGE.findall(tidy):
        named += [f"{start}{number}" for number in range(int(first), min(int(last), int(first) + _LONGEST_RANGE) + 1)]
    found: dict[str, None] = {}
    for number in named:
        parts = number.split(".")
        for length in range(1, len(parts) + 1):
            start = ".".join(parts[:length])
            found |= dict.fromkeys((start, start.replace("Х", "X"), start.replace("X", "Х"), f"{start}."))
    return list(found)


def read_answer(text: str, numbers: Collection[str]) -> list[AddressedText]:
    """The parts of a message by where they belong, in order; empty where no line of it starts with an address.

    `numbers` are the roadmap's item numbers. Lines without an address continue the one before.
    """
    groups: list[list[AddressedText]] = []
    for line in text.strip().splitlines():
        found = [] if groups and _counts_on(groups[-1][0], line) else _heads(line, numbers, following=_any_sure(groups))
        if found:
            groups.append(found)
        elif groups:
            groups[-1] = [_continued(part, line) for part in groups[-1]]
        else:
            groups.append([AddressedText(None, line, line, sure=False)])
    parts = [part for group in _without_greeting(groups) for part in group]
    return parts if any(part.address for part in parts) else []


def _continued(part: AddressedText, line: str) -> AddressedText:
    return replace(part, text=f"{part.text}\n{line}".strip(), whole=f"{part.whole}\n{line}")


def _any_sure(groups: list[list[AddressedText]]) -> bool:
    return any(part.sure for group in groups for part in group)


def _counts_on(before: AddressedText, line: str) -> bool:
    """Whether «1)», «2)» … after a line that ends with a colon only number what is told of one item."""
    match = re.match(r"\s*(\d{1,2})\s*[.)]\s", clean(line))
    if match is None:
        return False  # before all of what stands above is looked through, for every line anew
    lines = [clean(one).strip() for one in before.whole.splitlines()]
    colon = next((index for index, one in enumerate(lines) if one.endswith(":")), None)
    if colon is None:
        return False
    return int(match[1]) == 1 + sum(bool(_BULLET.match(one)) for one in lines[colon + 1 :])


def _without_greeting(groups: list[list[AddressedText]]) -> list[list[AddressedText]]:
    """A greeting before the first address belongs to that address; nothing that was written is dropped."""
    greeting = groups[0][0] if groups else None
    if len(groups) < 2 or greeting is None or greeting.address or not _GREETING.fullmatch(greeting.text.strip()):
        return groups
    joined = [
        replace(part, text=f"{greeting.text}\n{part.text}", whole=f"{greeting.whole}\n{part.whole}")
        for part in groups[1]
    ]
    return [joined, *groups[2:]]


def _heads(line: str, numbers: Collection[str], following: bool) -> list[AddressedText]:
    """What `line` starts with, nothing where that is no address.

    A doubtful number after a sure address is part of that answer.
    """
    tidy = clean(line).strip()
    for found, reading in (_several(tidy, numbers), _one(tidy, numbers)):
        if found is None or reading is _Reading.TEXT:
            continue
        if reading is _Reading.PERHAPS and following:
            return []
        addresses, end = found
        rest = re.sub(r"^[\s.,:;)–—-]+", "", line[_place_in(line, end) :]).rstrip()
        return [AddressedText(address, rest, line, reading is _Reading.ADDRESS) for address in addresses]
    return []


def _place_in(line: str, end: int) -> int:
    """Where the first `end` characters of the tidied line end in the line as it was written, marks and all."""
    tidied = clean(line)
    left = end + len(tidied) - len(tidied.lstrip())
    for place, character in enumerate(line):
        if not left:
            return place
        left -= len(clean(character))
    return len(line)


_Found = tuple[tuple[Address, ...], int]


def _several(text: str, numbers: Collection[str]) -> tuple[_Found | None, _Reading]:
    """«6.1, 6.2 выполнены», «п. 6 и 7 – 75%»: all of them must exist, and the words must speak of works."""
    found = read_leading(text)
    if found is None or len(found[0]) < 2 or _DATE.match(text):
        return None, _Reading.TEXT
    addresses, end = found
    located = [locate(address, numbers) for address in addresses]
    known = tuple(address for address in located if address is not None)
    speaks = _PROGRESS.match(text[end:]) or _SEPARATED.match(text[end:])
    if len(known) < len(located) or _LOOSE.search(text[:end]) or not speaks:
        return None, _Reading.TEXT
    return (known, end), _Reading.ADDRESS


def _one(text: str, numbers: Collection[str]) -> tuple[_Found | None, _Reading]:
    """The one address at the start, and how sure that is."""
    found = read_address(text)
    if found is None:
        return None, _Reading.TEXT
    written, end = found
    located = locate(written, numbers)
    reading = _reading(text, end, written, located)
    if reading is _Reading.ADDRESS and _MORE.match(text, end):
        reading = _Reading.TEXT if _FIGURES.match(text) else _Reading.PERHAPS
    return ((located or written,), end), reading


def _reading(text: str, end: int, written: Address, located: Address | None) -> _Reading:
    rest = text[end:]
    if written.marked:
        return _Reading.ADDRESS if located else _Reading.PERHAPS
    if located is None or _CALENDAR.match(rest) or _FIGURE.match(text):
        return _Reading.TEXT
    if _DATE.match(text) or _CLOCK.match(text):
        return _Reading.PERHAPS if located.number is None and "." in text[:end] else _Reading.TEXT
    return _by_what_follows(rest, dotted="." in text[:end])


def _by_what_follows(rest: str, dotted: bool) -> _Reading:
    if not rest.strip():
        return _Reading.PERHAPS
    if any(sign.match(rest) for sign in (_SEPARATED, _PROGRESS, _CAPITAL, _TOLD)):
        return _Reading.ADDRESS
    if dotted:
        return _Reading.ADDRESS
    return _Reading.TEXT if _COUNTED.match(rest) else _Reading.PERHAPS
