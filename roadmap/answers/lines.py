"""Messages that name their items themselves: «6.1 завершён 16 декабря», «п. 8 – 75%», several lines
for several items. A number may also be a date or a quantity («16 декабря провели …», «3 школы
участвовали»); one that could be either is marked as not sure, and the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from roadmap.answers.courtesies import Courtesy, courtesy, tells, without_courtesies
from roadmap.answers.leading import counting, is_calendar, leading
from roadmap.answers.mentions import BUT, Mention, excepted, likes, mentions, told_by_ordinals
from roadmap.answers.numerals import Agreement, agreement
from roadmap.answers.spelling import ordinals_in, respell
from roadmap.deadlines.words import FORMS
from roadmap.model.address import (
    SECTION_MARK,
    Address,
    clean,
    dot_sections,
    locate,
    read_leading,
)


@dataclass(frozen=True, slots=True)
class AddressedText:
    """A part of a message and where it belongs.

    `text` is without the address, `whole` as written. `address` is located among the roadmap's
    numbers where it fits one of them, and None for lines that stood before the first address. Where
    not `sure`, ask before attaching. Words after several addresses («6.1, 6.2 выполнены») make a
    part for each, with the same text.
    """

    address: Address | None
    text: str
    whole: str
    sure: bool = True


# Before a further address in the same line.
_PAUSE = re.compile(r"(?:^|[,;.!?]\s*(?:а|и|но|также|ещ[её])?\s*)$", re.IGNORECASE)
_BULLET = re.compile(r"\d{1,2}\s*[.)]\s")
_LEADS_IN = re.compile(
    r"(?:добр\w+\s+(?:день|утро|вечер)|здравствуйте|уважаем\w+|привет)[^\d\n]*|[^\d\n]*:",
    re.IGNORECASE,
)


#: «Дорохов:», «Лицей:»: whose the next line is.
_NAMES_WHOSE = re.compile(r"\s*(?:[А-ЯЁA-Z][\w.«»\"-]*\s*){1,4}:\s*")
#: A figure, a Roman number, or a number in words.
_NUMBERED = re.compile(
    r"\d|[IVXХ]|перв|втор|трет|четв|пят|шест|сем|седьм|вос|дев|десят|дцат|сорок|ст[оа]|сот|од[ин]|дв[аеу]|три|ноль|ст\w",
    re.IGNORECASE,
)
#: Lines that tell whether a message is a list of items.
_LOOKED_AT = 40
#: «№ п/п», «Мероприятие», «Ход исполнения»: the head of a table, copied with its rows.
_TABLE_HEAD = re.compile(r"\s*(?:№|п/п|№\s*п/п|пункт)\s*\t[^\d]*", re.IGNORECASE)
_CELL = re.compile(r"^(\s*\d{1,4}(?:\.\d{1,3})*\.?)\t")
_COUNTER = re.compile(r"\s*(\d{1,2})\s*[.)]\s+(?=\S)")
_BETWEEN_STATEMENTS = re.compile(
    r"[;,]\s+(?=(?:по\s+)?(?:п\w*\.?\s*)?\d)|(?<=[^\d\s])\.\s+(?=(?:[Пп]о\s+)?(?:[Пп]\w*\.?\s*)?\d)"
)
_NUMBERS = re.compile(r"\d{1,4}(?:\.\d{1,4})*[абвгд]?|[IVXХ]{1,6}(?:\.\d{1,4})*")
_RANGE = re.compile(r"((?:\d{1,4}\.)*)(\d{1,4})\s*(?:-|\bпо\b)\s*(?:\d{1,4}\.)*(\d{1,4})")
_LONGEST_RANGE = 300


def numbers_in(text: str) -> list[str]:
    """Every item number that `text` may name, in every spelling, those within a range («1-3») too.

    With them the database finds the few items of a large roadmap by its index.
    """
    spelt = respell(text, None)
    tidy = dot_sections(clean(text if spelt == text else f"{text}\n{spelt}"))
    named = _NUMBERS.findall(tidy) + ordinals_in(clean(text))
    for start, first, last in _RANGE.findall(tidy):
        named += [
            f"{start}{number}"
            for number in range(int(first), min(int(last), int(first) + _LONGEST_RANGE) + 1)
        ]
    named += [
        str(FORMS[word].number) for word in re.findall("[а-яё]{3,}", tidy.lower()) if word in FORMS
    ]
    found: dict[str, None] = {}
    for number in named:
        parts = number.split(".")
        for length in range(1, len(parts) + 1):
            start = ".".join(parts[:length])
            found |= dict.fromkeys(
                (start, start.replace("Х", "X"), start.replace("X", "Х"), f"{start}.")
            )
            found |= dict.fromkeys(
                SECTION_MARK.join((".".join(parts[:cut]), ".".join(parts[cut:length])))
                for cut in range(1, length)
            )
    return list(found)


_COUNTED = re.compile(r"\s*(\d{1,4})\s+([а-яё]+)(?![а-яё])", re.IGNORECASE)


def counted(text: str) -> tuple[str, str] | None:
    """The number and the noun with which `text` begins: «10», «учителей»; None for days."""
    found = _COUNTED.match(clean(text))
    return (found[1], found[2]) if found and not is_calendar(found[2]) else None


_BEGINS = re.compile(
    r"\W*(?:п[а-яё]*\.?\s*)?(\d{1,4})(?!\d|[.,:]\d|\s*%)\s*-?\s*([а-яё]*)", re.IGNORECASE
)


def begins_with_number(text: str) -> str | None:
    """The plain number with which `text` begins, of an item perhaps; None for a day or a figure."""
    found = _BEGINS.match(clean(text))
    return found[1] if found and not is_calendar(found[2]) else None


#: «фото к 7», «акт по п. 12», «протокол 5»: whose a file is, or an answer that names it last.
_BESIDE_A_PAPER = re.compile(
    r"(?:^|\s)(?:к|по|для|(?:акт|протокол|приказ|справк|отч[её]т|скан|файл|документ|приложени|материал|фото|презентаци)[а-яё]*)"
    r"\s+(?:п[а-яё]*\.?\s*)?(?:№\s*)?(\d{1,4})\W*$",
    re.IGNORECASE,
)


def ends_with_number(text: str) -> str | None:
    """The plain number of an item, perhaps, with which `text` ends: «7» of «фото к 7»."""
    found = _BESIDE_A_PAPER.search(clean(text))
    return found[1] if found else None


#: «1.М3», «7. КТ 2»: before a point's number stands an item's, which counts nothing.
_OF_A_POINT = r"(?!\s*(?:[мm]|кт|kt)\.?\s*\d)"
_SIGNED = re.compile(r"\W*с\s+(?:\w+\s+)?уважением\b|\W*(?:best|kind)\s+regards\b", re.IGNORECASE)
_FORMAL = frozenset({Courtesy.GREETING, Courtesy.THANKS})
_COUNTED_WITHIN = re.compile(
    rf"(?:^|[\s;,])(\d{{1,2}})[.)]{_OF_A_POINT}(?=\s*[^\d\s])", re.IGNORECASE
)
_COUNTED_LINE = re.compile(
    rf"\s*(\d{{1,2}})(?:\s*[.)]{_OF_A_POINT}|\s+[-–—]|[-–—]\s)\s*\S", re.IGNORECASE
)
_PLAIN_LINE = re.compile(r"\s*(\d{1,2})\s+[^\d\s%]")


def counts_from_one(text: str, *, replied: bool = False) -> bool:
    """Whether `text` is a list that counts from one: «1. Провели … 2. Подписали …»; in a reply also
    «1 приказ издан», «2 перечень приложен», each on its line.
    """
    lines = [line for line in clean(text).splitlines() if line.strip()]
    plain = _PLAIN_LINE if replied and len(lines) > 1 else _COUNTED_LINE
    begun = (_COUNTED_LINE.match(line) or plain.match(line) for line in lines)
    numbers = [int(found[1]) for found in begun if found]
    if len(lines) == 1 and numbers:
        numbers = [int(one) for one in _COUNTED_WITHIN.findall(lines[0])]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


_OWN_NUMBER = re.compile(
    r"\s*(?:"
    r"мероприяти[еяю]\s*(?:№\s*)?(?P<measure>\d{1,2})(?![\d.]*\d|\s*пункт)[\s.:)-]*"
    rf"|(?P<number>\d{{1,2}})[.)](?!\d){_OF_A_POINT}\s*(?=[^\d\s])"
    r")",
    re.IGNORECASE,
)


def own_number(text: str) -> tuple[str, str] | None:
    """The number of a measure and the words behind it, as a document counts measures within its
    item: «3. изменения внесены», «мероприятие 3 выполнено».
    """
    found = _OWN_NUMBER.match(clean(text))
    if found is None or not text[found.end() :].strip():
        return None
    return found["measure"] or found["number"], text[found.end() :].strip()


def names_a_measure(text: str) -> bool:
    """«Мероприятие 88 исполнено»: a measure, or an item that is one."""
    found = _OWN_NUMBER.match(clean(text))
    return found is not None and found["measure"] is not None


def read_answer(
    text: str, numbers: Collection[str], *, anywhere: bool = True
) -> list[AddressedText]:
    """The parts of a message by where they belong, in order; empty where it names no item.

    `numbers` are the roadmap's item numbers. Lines without an address continue the one before.
    Where not `anywhere`, as in a reply, which has its item already, only what a line starts with is
    an address.
    """
    groups: list[list[AddressedText]] = []
    lines = _without_courtesies(without_courtesies(text).strip().splitlines())
    lines = _statements(_without_counters(lines, numbers), numbers)
    looked_at = lines[:_LOOKED_AT] if len(lines) > 2 else []
    listed = sum(_begins_surely(line, numbers) for line in looked_at)
    for line in lines:
        counts_on = bool(groups) and _counts_on(groups[-1][0], line)
        within = anywhere and not any(part.address for group in groups for part in group)
        sure = sum(group[0].sure for group in groups) or (listed if listed > 1 else 0)
        counts_on = counts_on or not _NUMBERED.search(line)  # most lines of a long text
        line = _CELL.sub(r"\1)", line)
        spelt = line if counts_on else respell(line, numbers)
        found = [] if counts_on else _heads(line, spelt, numbers, before=sure, within=within)
        if found:
            groups += found
        elif groups and _NAMES_WHOSE.fullmatch(line):  # «Дорохов:» above the next line of a list
            groups[-1] = [replace(part, whole=f"{part.whole}\n{line}") for part in groups[-1]]
        elif groups:
            groups[-1] = [_continued(part, line) for part in groups[-1]]
        else:
            groups.append([AddressedText(None, line, line, sure=False)])
    parts = [part for group in _without_greeting(groups) for part in group]
    return parts if any(part.address for part in parts) else []


def _without_counters(lines: list[str], numbers: Collection[str]) -> list[str]:
    """«1) 9.1 утверждён», «2) 11.2 проведён»: the list's own numbers are left out."""
    counted_lines = [_COUNTER.match(clean(line)) for line in lines]
    counts = [int(found[1]) for found in counted_lines if found]
    if len(lines) < 2 or counts != list(range(1, len(lines) + 1)):
        return lines
    bare = [line[found.end() :] for line, found in zip(lines, counted_lines, strict=True) if found]
    return bare if all(_begins_surely(line, numbers) for line in bare) else lines


def _statements(lines: list[str], numbers: Collection[str]) -> list[str]:
    """«57 проведён; 121 проведена; 150 сдан» cut into the three that each begin with an item."""
    found: list[str] = []
    for line in lines:
        ends = [0, *(one.end() for one in _BETWEEN_STATEMENTS.finditer(line)), len(line)]
        cut = [line[start:end] for start, end in pairwise(ends) if line[start:end].strip()]
        begins = len(cut) > 1 and all(_begins_surely(one.rstrip(" ,;."), numbers) for one in cut)
        told = ";" in line or all(_says_how(one) for one in cut)
        found += cut if begins and told else [line]
    return found


def _says_how(statement: str) -> bool:
    """Whether it tells how work stands: «34 чел.» does not."""
    return (
        re.match(r"\s*\d+\.\d", statement) is not None
        or tells(statement)
        or re.search(r"%|в\s+работе", statement) is not None
    )


def _begins_surely(line: str, numbers: Collection[str]) -> bool:
    """Whether the line is one of a list of items: those above it may be, too."""
    return leading(clean(respell(line, numbers)).strip(), numbers)[1]


def _without_courtesies(lines: list[str]) -> list[str]:
    """The lines of a letter without «Добрый день!» above and «С уважением, Ветрова» below."""
    if len(lines) < 2:
        return lines
    signed = next((at for at, line in enumerate(lines) if at and _SIGNED.match(line)), len(lines))
    kept = [
        line
        for line in lines[:signed]
        if courtesy(line) not in _FORMAL and not _TABLE_HEAD.fullmatch(line)
    ]
    return kept or lines


def _continued(part: AddressedText, line: str) -> AddressedText:
    """A number alone in its line, with words below it, is an address and counts nothing."""
    alone = part.address is not None and not part.text
    return replace(
        part,
        text=f"{part.text}\n{line}".strip(),
        whole=f"{part.whole}\n{line}",
        sure=part.sure or alone,
    )


def _counts_on(before: AddressedText, line: str) -> bool:
    """Whether «1)», «2)» … after a line that ends in a colon number parts of one item's answer."""
    match = re.match(r"\s*(\d{1,2})\s*[.)]\s", clean(line))
    if match is None:
        return False  # most lines end here, before the search through all that was written above
    lines = [clean(one).strip() for one in before.whole.splitlines()]
    colon = next((index for index, one in enumerate(lines) if one.endswith(":")), None)
    if colon is None:
        return False
    return int(match[1]) == 1 + sum(bool(_BULLET.match(one)) for one in lines[colon + 1 :])


def _without_greeting(groups: list[list[AddressedText]]) -> list[list[AddressedText]]:
    """Join a greeting, or a line that ends in a colon, to the address after it, so that its words
    stay with that answer.
    """
    greeting = groups[0][0] if groups else None
    if len(groups) < 2 or greeting is None or greeting.address:
        return groups
    heads = len(groups) > 2 and not tells(greeting.text)
    if not heads and not _LEADS_IN.fullmatch(greeting.text.strip()):
        return groups
    if len(groups) > 2:  # «Собрала от коллег:», «Школа № 5» above a list is of none of its items
        head = [replace(part, whole=f"{greeting.whole}\n{part.whole}") for part in groups[1]]
        return [head, *groups[2:]]
    joined = [
        replace(part, text=f"{greeting.text}\n{part.text}", whole=f"{greeting.whole}\n{part.whole}")
        for part in groups[1]
    ]
    return [joined, *groups[2:]]


def _heads(
    line: str, spelt: str, numbers: Collection[str], *, before: int, within: bool
) -> list[list[AddressedText]]:
    """The items that `line`, with its numbers as they are `spelt`, names; [] for none.

    There is a group for each place where it names some. A doubtful number after one sure address
    (`before`) is part of that answer; after two or more, a list is under way, and it is asked
    about.
    """
    tidy = clean(spelt).strip()
    head, sure = _but_some(tidy, numbers) or closed(tidy, numbers) or leading(tidy, numbers)
    named = mentions(tidy, numbers)
    longer = bool(named) and named[0].start == 0 and (head is None or named[0].end > head.end)
    if named and (longer or (not sure and (named[0].start == 0 or (head is None and within)))):
        head, sure = named[0], True
    if head is None and before > 1:
        head = counting(tidy, numbers)
    if head is None:
        return []
    if not sure:
        known = any(locate(address, numbers) for address in head.addresses)
        part = _parts(line, spelt, tidy, head, (0, len(tidy)), sure=False)
        return [] if before == 1 and known and not _may_name(tidy) else [part]
    if out := excepted(tidy, numbers):
        kept = tuple(one for one in head.addresses if one not in out)
        head = replace(head, addresses=kept or head.addresses)
    further = [
        mention for mention in named if mention.start >= head.end and _begins_anew(tidy, mention)
    ]
    if not further and re.search(r"[а-яё]", tidy[head.start : head.end], re.IGNORECASE):
        further = told_by_ordinals(tidy, head.end, numbers)
    groups = _groups(line, spelt, tidy, [head, *(further or likes(tidy, head.end, numbers))])
    if not out:
        return groups
    return [[replace(one, text=_LEFT_OUT.sub("", one.text)) for one in group] for group in groups]


#: «сделано, кроме 1.2»: of which items that is said is told by where it stands.
_LEFT_OUT = re.compile(rf"[\s,(]+{BUT}[\d.,\sи]+[).!]*$", re.IGNORECASE)
_BUT = re.compile(rf"\s*,?\s*\(?{BUT}", re.IGNORECASE)
_CLOSES = re.compile(
    r"(?:(?:ну|вс[её]|итак|коллеги|итого)[\s,]+)*"
    r"(?:закр\w+|сделали|выполнили|готовы?о?|(?:выполнен|сделан|исполнен)[оы])"
    r"\s*(?:пункт\w*|пп?\.?)?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_LIST_ENDS = re.compile(
    r"\s*(?:[.,;!(]|$|пункт|(?:все\s+)?(?:сделан|готов|выполн|исполн))", re.IGNORECASE
)


def closed(tidy: str, numbers: Collection[str]) -> tuple[Mention, bool] | None:
    """«ну всё, закрываем: 5, 8, 9.1»: the several items behind the word that they are done, and
    True; None where the tidied line does not begin so.
    """
    before = _CLOSES.match(tidy)
    named = read_leading(tidy[before.end() :]) if before else None
    if before is None or named is None or len(named[0]) < 2:
        return None
    end = before.end() + named[1]
    located = [locate(one, numbers) for one in named[0]]
    found = tuple(one for one in located if one is not None)
    if not _LIST_ENDS.match(tidy, end) or len(found) < len(located):
        return None
    return Mention(found, before.end(), end), True


def _but_some(tidy: str, numbers: Collection[str]) -> tuple[Mention, bool] | None:
    """«4.1-4.3 кроме 4.2 исполнено»: the list without those that it leaves out."""
    named = read_leading(tidy)
    but = _BUT.match(tidy, named[1]) if named else None
    left_out = read_leading(tidy[but.end() :]) if but else None
    if named is None or but is None or left_out is None or len(named[0]) < 2:
        return None
    kept = [locate(one, numbers) for one in named[0] if one not in left_out[0]]
    found = tuple(one for one in kept if one is not None)
    return (Mention(found, 0, but.end() + left_out[1]), True) if len(found) == len(kept) else None


def _may_name(tidy: str) -> bool:
    """«121 ярмарка прошла» on a line of its own: it may be the item as well as one fair."""
    found = _COUNTED.match(tidy)
    if found is None:
        return False
    return agreement(int(found[1]), tidy[found.end(1) :]) is Agreement.EITHER


def _groups(
    line: str, spelt: str, tidy: str, heads: Sequence[Mention]
) -> list[list[AddressedText]]:
    """The line cut before each head but the first; not where a piece would have no words."""
    starts = [0, *(head.start for head in heads[1:]), len(tidy)]
    groups = [
        _parts(line, spelt, tidy, head, span)
        for head, span in zip(heads, pairwise(starts), strict=True)
    ]
    if len(groups) == 1 or all(part.text for group in groups for part in group):
        return groups
    addresses = dict.fromkeys(address for head in heads for address in head.addresses)
    return [[AddressedText(address, line.strip(), line) for address in addresses]]


def _begins_anew(tidy: str, mention: Mention) -> bool:
    """Whether a new statement begins: «6.1 выполнен, по 6.2 работаем»; not «6.1 вместе с п. 8»."""
    return (
        tidy[mention.start :].lower().startswith("по ")
        or _PAUSE.search(tidy[max(mention.start - 20, 0) : mention.start]) is not None
    )


_JOINT = re.compile(r"[\s,;]+(?:(?:а|но|и|зато)\s+)?$", re.IGNORECASE)


def _parts(
    line: str, spelt: str, tidy: str, head: Mention, span: tuple[int, int], *, sure: bool = True
) -> list[AddressedText]:
    """The text of `span` for each of the head's addresses, without the addresses it begins with."""
    first = _offset_in(spelt, span[0]) if span[0] else 0
    last = _offset_in(spelt, span[1]) if span[1] < len(tidy) else len(line)
    leads = head.start == span[0] and head.end > head.start
    start = _offset_in(spelt, head.end) if leads else first
    while start < last and spelt[start].isspace():
        start += 1  # «10-го» is spelt «10», and what was left out is of the number
    text = line[start:last]
    text = re.sub(r"^[\s.,:;)/–—-]+", "", text) if leads else text.strip()
    text = text.rstrip(" \t\n;,") if span[1] == len(tidy) else _JOINT.sub("", text)
    return [AddressedText(address, text, line[first:last], sure) for address in head.addresses]


def _offset_in(line: str, end: int) -> int:
    """Where the first `end` characters of the tidied line end in the line as it was written."""
    offsets = _offsets(line)
    return offsets[end] if end < len(offsets) else len(line)


@lru_cache(maxsize=4)  # called for each address of a line
def _offsets(line: str) -> tuple[int, ...]:
    """The offset in `line` of each character of the tidied line."""
    kept = [offset for offset, character in enumerate(line) if clean(character)]
    blank = len(clean(line)) - len(clean(line).lstrip())
    return tuple(kept[blank:])
