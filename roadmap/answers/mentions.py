"""Addresses within a line of an answer: «выполнен п. 6.1», «6.1 да, 6.2 нет», «по восьмому готово».

A number by itself within a line counts something. An address has its word («п. 6», «8-й пункт»),
its dot («6.1») or another one before it: «6 выполнено, 8 – 75 %».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from roadmap.answers.numerals import Agreement, agreement
from roadmap.answers.spelling import read_ordinal
from roadmap.deadlines.names import Name
from roadmap.deadlines.words import FORMS
from roadmap.model import PointKind
from roadmap.model.address import (
    ITEM_WORD,
    SECTION,
    SECTION_MARK,
    Address,
    locate,
    read_address,
    read_addresses,
    read_leading,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Addresses named together from `start` to `end` of the tidied line, with «по» and «п.»."""

    addresses: tuple[Address, ...]
    start: int
    end: int


_BY = r"(?:(?:по\s+поводу|насч[её]т|касательно|относительно|что\s+касается|по|к|в|о|об|на)\s+)?"
_MARK = rf"(?:п\.?\s?п\.?|{ITEM_WORD}|п\.|п(?=\s+\d)|кт|контрольн[а-яё]*\s+точк[а-яё]*)\s*(?:№\s*)?"
_MARKED = re.compile(
    rf"(?<!\w)(?<!\d\.){_BY}(?P<address>(?:{SECTION}(?:{_MARK}|п\s*)|{_MARK})(?=[\dIVXХ]))",
    re.IGNORECASE,
)
_MARK_ALONE = re.compile(r"(?:п\.?\s?п\.?|кт|контрольн[а-яё]*\s+точк[а-яё]*)\s*", re.IGNORECASE)
_PLURAL = re.compile(r"п\.?\s?п\b|пунк?т(?:ы|ов|ам|ами|ах)\b", re.IGNORECASE)
#: How work stands: done, under way, postponed.
PROGRESS = re.compile(
    r"\s+(?:не\b|без\b|пока\b|ещ[её]\b|уже\b|в\s+работе|в\s+процессе|в\s+срок|на\s+контрол|на\s+согласован|частично|полностью"
    r"|выполн|исполн|сдела|готов|заверш|провед|провел|провод|подготов|разработ|утвержд|направл|организ|реализ|состоя"
    r"|начат|закры|открыт[ао]?\b|прош[леёу]|перен[её]с|перенос|продл|прос|отлож|сдвин|идет|идёт|принят|обсужд|рассмотр"
    r"|созда|внедр|обновл|составл|размещ|согласов|определ|закуп(?=ил|л[её]н|ают|аем)|получ|отправ|сда[лн]|ok\b|ок\b|да\b|нет\b|done\b"
    r"|\d+(?:[.,]\d+)?\s*%|\d+\s+из\s+\d+)",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"\s*(?:[,;.!?:)]|-\s|$)|{PROGRESS.pattern}", re.IGNORECASE)


_HUNDREDS = re.compile(
    r"(?<![а-яё])(?:по\s+)?(?:сто|двести|триста|четыреста|[а-яё]+сот|двадцать|тридцать|сорок|[а-яё]+десят|девяносто)\s",
    re.IGNORECASE,
)
_ITEM_WORD = re.compile(r"(?<!\w)пунк?т[а-яё]*", re.IGNORECASE)
_WORD_BEFORE = re.compile(
    r"(?:(?<![\w.])(?P<figures>\d{1,3})(?:\s?-?(?:ы?й|о?й|о?го|о?му|ы?м|е|я))?|(?P<word>[а-яё]+)|,)\s*$"
)
_WORD_AFTER = re.compile(r"\s+(?P<word>[а-яё]+)")
_MOST_IN_WORDS = 10
#: After the line's start, a sign, «и» or «по»; after other words only as the line's single number.
_DOTTED = re.compile(
    r"(?:^|[,;.!?:(]\s*|\b(?:и|а|но|зато)\s+|(?P<by>\bпо\s+)|(?P<words>(?<!\bна)(?<!\bдо)(?<!\bот)(?<!\bиз)(?<!\bс)\s))"
    rf"(?P<address>\d{{1,3}}(?:\.|{SECTION_MARK})\d{{1,2}}(?![\d.]*\d))",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(
    r"\s*(?:%|[.,:]?\d|-\d|тыс|млн|млрд|руб|балл|процент|раз(?:а|ов)?\b|час|кв|м\b|км|год|г\b|чел)",
    re.IGNORECASE,
)
#: «п. 5 приказа» and «согласно п. 3» are clauses of a document, not of the roadmap; «п. 5 приказ
#: издан» tells of item 5.
OF_A_DOCUMENT = re.compile(
    r"[\s,]*(?:част[ьи]|ст\.|стать[ия]|(?:приказ|протокол|закон|договор|устав|регламент|порядк)а"
    r"|(?:постановлени|распоряжени|положени|предписани|решени)я|письма|инструкции|требований|санпин|фз)(?![а-яё])",
    re.IGNORECASE,
)
#: «во исполнение п. 12 дорожной карты».
_OF_OURS = re.compile(r"\s+(?:дорожной\s+карты|плана(?:\s+мероприятий)?)(?!\w)", re.IGNORECASE)
_UNDER_A_DOCUMENT = re.compile(
    r"(?:согласно|соответствии\s+со?|основании|исполнение|руководствуясь)\s+$", re.IGNORECASE
)
#: How work stands, in a word or two.
_STATUS = (
    r"\s*(?::|-|)\s*(?:(?:не|пока не|ещ[её] не|уже|частично|полностью|вс[её]|тоже|также)\s+)*"
    r"(?:выполнен+[оаы]?|исполнен[оаы]?|[сз]дела(?:н[оаы]?|ли)|готов[оаы]?|заверш[её]н[оаы]?|закрыт[оаы]?|проведен[оаы]?|в\s+работе|в\s+процессе|без\s+изменений|[а-яё]{3,}(?:[её]н[оаы]?|[ая]н[оаы]|[ыя]т[оаы])"
    r"|пока\s+нет|ещ[её]\s+нет|нет\s+(?:пока|ещ[её])|да|нет|\d{1,3}(?:[.,]\d+)?\s*%|ok|ок)\s*"
)
_SAYS_STATUS = re.compile(_STATUS + r"(?=[,;.!]|$|(?<=\s)\d)", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?<![\wё])(?P<word>[а-яё]+(?:ый|ой|ий))(?:\s+пункт)?(?={PROGRESS.pattern})", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:[,;.]\s*(?:(?:а|но|и|зато)\s+)?|(?<=\s))(?P<address>\d{1,3}(?:\.\d{1,2})?)(?=[\s:-])"
)
#: «80 процентов по 8», «всё сделано по 12»: how work stands, and an item's number at the end.
_AT_THE_END = re.compile(r"(?<!\w)по\s+(?P<address>\d{1,3})\s*[.!]?$", re.IGNORECASE)
_TOLD_BEFORE = re.compile(rf"%|процент|{PROGRESS.pattern}", re.IGNORECASE)
#: «п. 57 сделал и по 121 тоже всё ок»: what follows tells how work stands.
_BY_NUMBER = re.compile(
    rf"(?<!\w)(?:по|что)\s+(?P<address>\d{{1,3}})(?=\s+(?:тоже|также|вс[её])(?!\w)|{PROGRESS.pattern})",
    re.IGNORECASE,
)
#: «мероприятие 3 пункта 7», «КТ1 в п. 9»: the point before its item.
_POINT_OF_ITEM = re.compile(
    rf"(?<!\w)(?:(?P<control>кт|к\.т\.|контрольн[а-яё]*\s+точк[а-яё]*|точк[а-яё]*)|мероприяти[а-яё]*)\s*(?:№\s*)?"
    rf"(?P<point>\d{{1,2}})\s+(?:(?:в|из|по)\s+)?(?:(?:{ITEM_WORD}|п\.?)\s*(?:№\s*)?(?P<item>\d{{1,3}})|(?P<first>\d{{1,3}})(?:-?[а-я]{{1,3}})?\s+пункт[а-яё]*)(?![\d.])",
    re.IGNORECASE,
)

#: «7 пункт 3 мероприятие», «пункт 9 точка 2»: the item before its point.
_ITEM_THEN_POINT = re.compile(
    rf"(?<!\w)(?:по\s+)?(?:(?P<item>\d{{1,3}})(?:-?[а-я]{{1,3}})?\s+пункт[а-яё]*|(?:{ITEM_WORD}|п\.?)\s*(?:№\s*)?(?P<first>\d{{1,3}}))[\s,]+"
    r"(?P<point>\d{1,2})(?:-?[а-я]{1,3})?\s+(?:(?P<control>контрольн[а-яё]*\s+точк[а-яё]*|точк[а-яё]*|кт)|мероприяти[а-яё]*)(?!\w)",
    re.IGNORECASE,
)

#: «1.2 п.2 график утвердили»: the document's own «2.» within the item.
_OWN_OF_ITEM = re.compile(
    r"(?<![\w.])(?P<item>\d{1,3}(?:\.\d{1,2})*)\s+(?:п\.?|пункт|мероприяти[ея]|м\.)\s*(?P<point>\d{1,2})(?![\d.]*\d|[:/])",
    re.IGNORECASE,
)

#: «3.М2», «1М3», «6 КТ1»: an item with its point; «5 м 20», «120 м2» are measured.
_WITH_POINT = (
    r"\d{1,3}(?:\.\d{1,2})*"
    r"(?:\.\s?[МмMm]\.?\s?|\s?(?-i:[МM])\.?|[.\s]?\s?[КкKk][ТтTt]\.?\s?)\d{1,2}(?:\.\d{1,2})*"
)
#: «акт по 3.М2», «1.1 и 3.М2»: with the addresses beside it.
_OF_POINTS = re.compile(
    rf"(?<![\w.,])(?:со?\s+|для\s+|{_BY})(?P<list>(?:(?:{_WITH_POINT}|\d{{1,3}}(?:\.\d{{1,2}})*)\s*(?:,|и)\s+){{0,20}}"
    rf"{_WITH_POINT}(?:\s*(?:,|и)\s+(?:{_WITH_POINT}|\d{{1,3}}\.\d{{1,2}})(?![\w.]*\w)){{0,20}})(?![\w.]*\w)",
    re.IGNORECASE,
)


def mentions(text: str, numbers: Collection[str]) -> list[Mention]:
    """The items of `numbers` that the tidied line `text` names, in order, without overlaps."""
    found: list[Mention] = []
    candidates = sorted(
        (
            *_points_of_items(text, numbers),
            *_of_points(text, numbers),
            *_marked(text, numbers),
            *_by_ordinal(text, numbers),
            *_dotted(text, numbers),
            *_at_the_end(text, numbers),
            *_by_number(text, numbers),
        ),
        key=lambda mention: (mention.start, -mention.end),
    )
    for mention in candidates:
        if _EXCEPTED.search(text, 0, mention.start):
            continue
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


#: «все, кроме 9.1»: what follows is not spoken of.
BUT = r"(?:кроме|за\s+исключением|исключая|помимо)\s+(?:(?:п\w*\.?|№)\s*)?"
_EXCEPTED = re.compile(rf"(?<!\w){BUT}$", re.IGNORECASE)
_EXCEPTS = re.compile(rf"(?<!\w){BUT}(?=\d)", re.IGNORECASE)


def excepted(text: str, numbers: Collection[str]) -> tuple[Address, ...]:
    """The items that the tidied `text` leaves out: «все, кроме 9.1 и 11.2»."""
    found = _EXCEPTS.search(text)
    named = read_leading(text[found.end() :]) if found else None
    return _located(named[0], numbers) if named else ()


def likes(text: str, end: int, numbers: Collection[str]) -> list[Mention]:
    """Bare numbers after the address that ends at `end`, as in «6 выполнено, 8 – 75 %»."""
    found: list[Mention] = []
    while said := _SAYS_STATUS.match(text, end):
        match = _BARE.match(text, said.end())
        read = read_address(match["address"]) if match else None
        address = locate(read[0], numbers) if read else None
        if match is None or address is None or not _SAYS_STATUS.match(text, match.end()):
            break
        end = match.end()
        found.append(Mention((address,), match.start("address"), end))
    return found


def told_by_ordinals(text: str, end: int, numbers: Collection[str]) -> list[Mention]:
    """«восьмой выполнен, двенадцатый в работе»: ordinals behind `end` that say how work stands."""
    found = []
    for match in _ORDINAL.finditer(text, end):
        said = FORMS.get(match["word"].lower())
        if said is None or said.name is not Name.ORDINAL:
            continue
        if located := _located((Address(str(said.number)),), numbers):
            found.append(Mention(located, match.start(), match.end("word")))
    return found


def _points_of_items(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    for match in _OWN_OF_ITEM.finditer(text):
        own = Address(match["item"], PointKind.MEASURE, match["point"], marked=True)
        if located := _located((own,), numbers):
            yield Mention(located, match.start(), match.end())
    for match in (*_POINT_OF_ITEM.finditer(text), *_ITEM_THEN_POINT.finditer(text)):
        kind = PointKind.CONTROL_POINT if match["control"] else PointKind.MEASURE
        address = Address(match["item"] or match["first"], kind, match["point"], marked=True)
        if located := _located((address,), numbers):
            yield Mention(located, match.start(), match.end())


def _of_points(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    for match in _OF_POINTS.finditer(text):
        addresses = read_addresses(match["list"])
        if addresses and (located := _located(addresses, numbers)):
            yield Mention(located, match.start(), match.end())


def _at_the_end(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    match = _AT_THE_END.search(text)
    if match is None or not _TOLD_BEFORE.search(f" {text[: match.start()]}"):
        return
    if located := _located((Address(match["address"]),), numbers):
        yield Mention(located, match.start(), match.end())


def _by_number(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    for match in _BY_NUMBER.finditer(text):
        if located := _located((Address(match["address"]),), numbers):
            yield Mention(located, match.start(), match.end())


def _marked(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    # A list may fill the whole text: none of it is read again from a mark inside.
    reached = 0
    for match in _MARKED.finditer(text):
        start = match.start("address")
        if start < reached:
            continue
        # `read_leading` does not know «п.п.», «КТ» and «контрольная точка» before an item's number.
        alone = _MARK_ALONE.match(text, start)
        read_at = alone.end() if alone else start
        found = read_leading(text[read_at:])
        if found is None:
            return  # more than any message means: «п. 1-1000, 2.1-2.1000, …»
        located = _located(found[0], numbers)
        reached = read_at + found[1]
        of_an_item = (
            alone is not None
            and alone[0][0] not in "пП"
            and not re.match(r"\d+\.\d", text[read_at:])
        )
        if not located or of_an_item:
            continue  # «КТ1» by itself is a point of the item spoken of before
        if len(located) > 1 and not (_PLURAL.match(text, start) or _ENDS.match(text, reached)):
            continue  # «п. 6, 7 утренников»
        ours = _OF_OURS.match(text, reached)
        if ours is not None:
            yield Mention(located, match.start(), ours.end())
        elif not (
            OF_A_DOCUMENT.match(text, reached) or _UNDER_A_DOCUMENT.search(text, 0, match.start())
        ):
            yield Mention(located, match.start(), reached)


def _located(addresses: tuple[Address, ...], numbers: Collection[str]) -> tuple[Address, ...]:
    """All of them located among the roadmap's items; empty where one is not there."""
    located = tuple(address for one in addresses if (address := locate(one, numbers)) is not None)
    return located if len(located) == len(addresses) else ()


def _by_ordinal(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    """«11-му пункту», «по 3, 4 и 5 пунктам», «восьмой пункт», «пункт двенадцать»."""
    for match in _ITEM_WORD.finditer(text):
        named, start = _numbers_before(text, match.start())
        end = match.end()
        after = _WORD_AFTER.match(text.lower(), end)
        if not named and after is not None and (number := _spelt(after["word"])):
            named, end = [number], after.end()
            if point := _point_in_words(text, end, int(number)):
                named, end = [f"{number}.{point[0]}"], point[1]
            by = re.search(r"(?<!\w)по\s+$", text[:start].lower())
            start = by.start() if by else start
        spoken = (number.partition(".") for number in named)
        located = _located(
            tuple(Address(item, None, point or None, marked=True) for item, _, point in spoken),
            numbers,
        )
        if (of_hundreds := _of_hundreds(text, match.start(), numbers)) is not None:
            located, start = of_hundreds
        if located and not OF_A_DOCUMENT.match(text, end):
            yield Mention(located, start, end)


def _of_hundreds(
    text: str, end: int, numbers: Collection[str]
) -> tuple[tuple[Address, ...], int] | None:
    """«сто двадцать первый» before the word «пункт»: its item and where it begins."""
    for match in _HUNDREDS.finditer(text, max(end - 60, 0), end):
        read = read_ordinal(text[match.start() :])
        if read is None or match.start() + read[1] != end - 1:
            continue
        if located := _located((Address(str(read[0]), marked=True),), numbers):
            return located, match.start()
    return None


def _point_in_words(text: str, start: int, item: int) -> tuple[int, int] | None:
    """«пункт девять один», as people dictate 9.1, and where it ends; not «двадцать один»."""
    after = _WORD_AFTER.match(text.lower(), start)
    said = FORMS.get(after["word"]) if after is not None else None
    if after is None or said is None or said.name is not Name.COUNT or not 0 < said.number < 10:
        return None
    if item % 10 == 0 or agreement(said.number, text[after.end() :]) is Agreement.COUNTS:
        return None
    return said.number, after.end()


def _numbers_before(text: str, end: int) -> tuple[list[str], int]:
    """The numbers, in figures or words, right before `end`, and where they begin, with «по»."""
    found: list[str] = []
    first = offset = end
    while len(found) < _MOST_IN_WORDS and (
        match := _WORD_BEFORE.search(text[max(offset - 30, 0) : offset].lower())
    ):
        number = match["figures"] or _spelt(match["word"] or "")
        if number is None and match[0].strip() not in {",", "и", "по", "в", "о"}:
            break
        offset -= len(match[0])
        first = offset if number or (found and match[0].strip() == "по") else first
        found[:0] = [number] if number else []
    return found, first


def _spelt(word: str) -> str | None:
    """The number that a word says: «восьмой», «двенадцать»."""
    said = FORMS.get(word)
    return (
        str(said.number) if said is not None and said.name in {Name.ORDINAL, Name.COUNT} else None
    )


def _dotted(text: str, numbers: Collection[str]) -> Iterator[Mention]:
    alone = len(re.findall(r"\d+(?:[.,]\d+)*", text)) == 1
    for match in _DOTTED.finditer(text):
        start = match.start("address")
        found = read_address(text[start : start + 40])
        located = _located((found[0],), numbers) if found else ()
        if (
            found is None
            or not located
            or (match["words"] and not alone)
            or _is_figure(text, match)
        ):
            continue
        yield Mention(located, match.start("by") if match["by"] else start, start + found[1])


def _is_figure(text: str, match: re.Match[str]) -> bool:
    """«16.12», «9.30», «6.1 %»: a date, a time, a number of something."""
    if SECTION_MARK in match["address"]:
        return False
    _, _, last = match["address"].partition(".")
    return len(last) > 1 or bool(_NO_ADDRESS.match(text, match.end()))
