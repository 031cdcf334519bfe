"""Messages that say themselves where they belong: «6.1 завершён 16 декабря», «п. 8 – 75%», several lines for several
items. A number may as well be a date or a quantity («16 декабря провели …», «3 школы участвовали»); what could be
either is marked as not sure, so that the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from roadmap.address import Address, clean, locate, read_address


@dataclass(frozen=True, slots=True)
class AddressedText:
    """A part of a message and where it belongs.

    `text` is without the address, `whole` as written. `address` is located among the roadmap's numbers where it fits
    one of them, and None for lines that stood before the first address. Where not `sure`, ask before attaching.
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
    r"|начат|закры|открыт[ао]?\b|прош[лу]|перен[её]с|перенос|продл|прос|отлож|сдвин|идет|идёт|принят|обсужд|рассмотр"
    r"|созда|внедр|обновл|составл|размещ|согласов|определ|закуп|получ|отправ|сда[лн]|ok\b|ок\b|да\b|нет\b|done\b"
    r"|\d+(?:[.,]\d+)?\s*%|\d+\s+из\s+\d+)",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s*(?::|\)|\.(?=\s|$)|-(?=\s|\d+\s*%)|,(?=\s))")
_CAPITAL = re.compile(r"\s+[«\"]?[А-ЯЁA-Z]")
_DATE = re.compile(r"\d{1,2}\s?\.\s?(?:0\d|1[0-2])(?:\.(?:\d{4}|\d\d)|\s*г\b|(?![\d.]))|\d{4}\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|из\s+\d)|\d+-\d+(?!\d*\s*%)|\d+,\d|\d{1,2}:\d\d")
_CLOCK = re.compile(r"\d{1,2}\.[1-5]\d(?![\d.])")
_BULLET = re.compile(r"\d{1,2}\s*[.)]\s")
_GREETING = re.compile(r"(?:добр\w+\s+(?:день|утро|вечер)|здравствуйте|уважаем\w+|привет)[^\d\n]*", re.IGNORECASE)


def read_answer(text: str, numbers: Collection[str]) -> list[AddressedText]:
    """The parts of a message by where they belong, in order; empty where no line of it starts with an address.

    `numbers` are the roadmap's item numbers. Lines without an address continue the one before.
    """
    parts: list[AddressedText] = []
    for line in text.strip().splitlines():
        found = None if parts and _counts_on(parts[-1], line) else _head(line, numbers, following=_any_sure(parts))
        if found is not None:
            parts.append(found)
        elif parts:
            last = parts[-1]
            parts[-1] = replace(last, text=f"{last.text}\n{line}".strip(), whole=f"{last.whole}\n{line}")
        else:
            parts.append(AddressedText(None, line, line, sure=False))
    return _without_greeting(parts) if any(part.address for part in parts) else []


def _any_sure(parts: list[AddressedText]) -> bool:
    return any(part.sure for part in parts)


def _counts_on(before: AddressedText, line: str) -> bool:
    """Whether «1)», «2)» … after a line that ends with a colon only number what is told of one item."""
    lines = [clean(one).strip() for one in before.whole.splitlines()]
    colon = next((index for index, one in enumerate(lines) if one.endswith(":")), None)
    match = re.match(r"\s*(\d{1,2})\s*[.)]\s", clean(line))
    if colon is None or match is None:
        return False
    return int(match[1]) == 1 + sum(bool(_BULLET.match(one)) for one in lines[colon + 1 :])


def _without_greeting(parts: list[AddressedText]) -> list[AddressedText]:
    """A greeting before the first address belongs to that address; nothing that was written is dropped."""
    if len(parts) > 1 and parts[0].address is None and _GREETING.fullmatch(parts[0].text.strip()):
        first = parts[1]
        joined = replace(first, text=f"{parts[0].text}\n{first.text}", whole=f"{parts[0].whole}\n{first.whole}")
        return [joined, *parts[2:]]
    return parts


def _head(line: str, numbers: Collection[str], following: bool) -> AddressedText | None:
    """What `line` starts with; a doubtful number that follows a sure address is part of that answer."""
    tidy = clean(line).strip()
    found = read_address(tidy)
    if found is None:
        return None
    written, end = found
    located = locate(written, numbers)
    reading = _reading(tidy, end, written, located)
    if reading is _Reading.TEXT or (reading is _Reading.PERHAPS and following):
        return None
    rest = line.strip()[-len(tidy[end:]) :] if tidy[end:] else ""
    sure = reading is _Reading.ADDRESS
    return AddressedText(located or written, re.sub(r"^[\s.,:;)–—-]+", "", rest), line, sure)


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
    if _SEPARATED.match(rest) or _PROGRESS.match(rest) or _CAPITAL.match(rest):
        return _Reading.ADDRESS
    if dotted:
        return _Reading.ADDRESS
    return _Reading.TEXT if _COUNTED.match(rest) else _Reading.PERHAPS
