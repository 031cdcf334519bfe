"""Addresses as people write them: `6` is an item, `6.1` its control point 1, `6.М2` its measure 2.

Where numbers start anew in sections, `2·3` is item 3 of section 2; people type «2·3», «2*3», «2.3»,
«р2 п3», «раздел 2 пункт 3» or «п. 3 раздела 2». «2-3» stays a range of items.

Reading needs no roadmap; `locate` then fits an address to the items' numbers («1.1» may be an item
or control point 1 of item 1), and `resolve` finds its point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from roadmap.model import Item, Point, PointKind

#: The item of an address that means every item («все»).
EVERYTHING = "*"

#: Between a section and its item: «2·3».
SECTION_MARK = "·"
#: What people type for it, spaces around it or not.
_MARKS = r"\s?[·•∙⋅*]\s?"

# Latin letters that look like the Cyrillic ones come from people's keyboards; Roman numbers only in
# capitals.
_PLAIN = r"\d{1,4}(?:\.\d{1,4})*"
_NUMBER = rf"(?:(?:{_PLAIN}{_MARKS})?{_PLAIN}[абвгд]?|(?-i:[IVXХ]{{1,6}})(?:\.\d{{1,4}})*)"
#: «пункту», and what hands make of it before a number: «пунк», «пукт», «пнкт», «пунтк».
ITEM_WORD = r"(?:пункт[а-яё]*|п[унктд]{2,5}[аеуом]{0,2}(?=\.?\s*(?:№\s*)?\d))"
_MARK = rf"(?:(?:{ITEM_WORD}|пп?|item)\.?\s*(?:№\s*)?|№\s*)"
#: «р2 п3», «раздел 2, пункт 3»: the section before the mark of its item.
SECTION = rf"р(?:азд(?:ел[а-яё]*)?)?\.?\s?(?:№\s?)?{_PLAIN}[\s.,;/-]*"
_SECTION = SECTION.replace(_PLAIN, rf"(?P<section>{_PLAIN})")
_OF_SECTION = rf"\s+разд(?:ела)?\.?\s?(?:№\s?)?(?P<of>{_PLAIN})"
_POINT = (
    r"(?:(?P<control>[кk]\.?\s?[тt]|контр[а-яё]*\.?\s+точк[а-яё]*|cp)|мероприяти[а-яё]*|мер[аы]?|[мm])"
    r"\.?\s*(?:№\s*)?(?P<number>\d{1,3}[абвгд]?(?:\.\d{1,3}){0,2}[абвгд]?)"
)
_END = r"(?!\w|\.\d)"
_ELEMENT = re.compile(
    rf"(?P<mark>(?:{_SECTION})?{_MARK})?(?P<item>{_NUMBER})(?:{_OF_SECTION})?(?:[\s.,/-]*{_POINT})?{_END}",
    re.IGNORECASE,
)
_WITH_SECTION = re.compile(rf"(?<!\w){_SECTION}{_MARK}(?P<number>{_PLAIN}[абвгд]?)", re.IGNORECASE)
_ITEM_OF_SECTION = re.compile(rf"(?P<number>{_PLAIN}[абвгд]?){_OF_SECTION}", re.IGNORECASE)
_OWN_POINT = re.compile(_POINT + _END, re.IGNORECASE)
_ALL = re.compile(r"(?:все|всё|all)\b", re.IGNORECASE)
_RANGE = re.compile(r"\.?\s*(?:-(?!\s*\d+\s*%)|\.{2,3}|по\b)\s*", re.IGNORECASE)
_LIST = re.compile(r"\.?\s*(?:[,;&]\s*(?:и\b)?|и\b|and\b|\s)\s*", re.IGNORECASE)
_LONGEST_RANGE = 1000
#: In one list: ranges («1-1000, 2.1-2.1000, …») would otherwise make one message name hundreds of
#: thousands.
_MOST = 2000
#: Before the addresses: every one more is another reading of all that follows.
_WORDS_OF_NAME = 12


@dataclass(frozen=True, slots=True)
class Address:
    """An item (`number` None) or a point of it; `kind` None where only the item can tell («6.1»).

    `marked`: written as an address beyond doubt («п. 6», «6 КТ1»).
    """

    item: str
    kind: PointKind | None = None
    number: str | None = None
    marked: bool = field(default=False, compare=False)


def clean(text: str) -> str:
    """`text` with every space a plain one, every dash a hyphen, and no invisible marks."""
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", text)
    return re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"[^\S\n]", " ", text))


def dot_sections(text: str) -> str:
    """`text` with every item of a section as «2.3», however it was written («2·3», «р2 п3»)."""
    text = re.sub(rf"(?<=\d){_MARKS}(?=\d)", ".", text)
    text = _WITH_SECTION.sub(r"\g<section>.\g<number>", text)
    return _ITEM_OF_SECTION.sub(r"\g<of>.\g<number>", text)


def read_address(text: str) -> tuple[Address, int] | None:
    """The address that the cleaned `text` starts with, and where it ends; or None."""
    match = _ELEMENT.match(text)
    return (_from_match(match), match.end()) if match else None


def _from_match(match: re.Match[str], item: str | None = None) -> Address:
    item = item or _item_of(match)
    number = match["number"]
    if number is not None:
        kind = PointKind.PART if "." in number else PointKind.MEASURE
        kind = PointKind.CONTROL_POINT if match["control"] else kind
        return Address(item, kind, number.lower(), marked=True)
    section, between, within = item.rpartition(SECTION_MARK)
    own, dot, last = within.rpartition(".")
    whole = f"{section}{between}{own if dot else last}"
    return Address(whole, None, last if dot else None, marked=bool(match["mark"] or between))


def _item_of(match: re.Match[str]) -> str:
    """The item with its section, spelt «2·3» however it was written."""
    item = re.sub(_MARKS, SECTION_MARK, match["item"])
    section = match["section"] or match["of"]
    return f"{section}{SECTION_MARK}{item}" if section and SECTION_MARK not in item else item


def read_addresses(text: str) -> tuple[Address, ...] | None:
    """The addresses of a list, ranges unrolled («1-3, 7.2»); None where `text` is no such list."""
    text = clean(text).strip()
    found = read_leading(text)
    return found[0] if found and not text[found[1] :].strip(" .,;:") else None


def split_assignment(text: str) -> tuple[tuple[Address, ...], str] | None:
    """«1-3, 7.2 Иванова» or «Иванова 1-3» as the addresses and the rest; None without addresses."""
    text = " ".join(clean(text).split())
    if found := read_leading(text):
        return found[0], text[found[1] :].strip(" .,;:-")
    for space in islice(re.finditer(" ", text), _WORDS_OF_NAME):
        if addresses := read_addresses(text[space.end() :]):
            return addresses, text[: space.start()].strip(" .,;:-")
    return None


def read_leading(text: str) -> tuple[tuple[Address, ...], int] | None:
    """The longest list of addresses that the cleaned `text` starts with, and where it ends."""
    if match := _ALL.match(text):
        return (Address(EVERYTHING),), match.end()
    found: list[Address] = []
    end = position = 0
    while step := _next(text, position, found[-1].item if found else None):
        address, end = step
        found.append(address)
        if (dash := _RANGE.match(text, end)) and (last := _next(text, dash.end(), address.item)):
            members = _unroll(address, last[0])
            if members is None or len(found) + len(members) > _MOST:
                return None
            found[-1:], end = members, last[1]
        between = _LIST.match(text, end)
        if between is None:
            break
        position = between.end()
    return (tuple(dict.fromkeys(found)), end) if found else None


def _next(text: str, position: int, item: str | None) -> tuple[Address, int] | None:
    """The address at `position`; a bare «КТ2» belongs to the item named before it."""
    match = _ELEMENT.match(text, position)
    if match is None and item is not None and (match := _OWN_POINT.match(text, position)):
        return _from_match(match, item), match.end()
    return (_from_match(match), match.end()) if match else None


def _unroll(first: Address, last: Address) -> list[Address] | None:
    """The members of a range of items («1-3», «2·1-2·3», «2·1-3») or of points of one item
    («6.1-6.3», «6.1-3»).
    """
    if first.number is None:
        section, between, begins = first.item.rpartition(SECTION_MARK)
        over = f"{section}{between}"
        ends = (begins, last.item.removeprefix(over) if last.number is None else "")
        return _members(ends, lambda number: Address(f"{over}{number}", marked=first.marked))
    ends = (
        first.number,
        last.item if last.number is None else last.number if last.item == first.item else "",
    )
    return _members(ends, lambda number: Address(first.item, first.kind, number, first.marked))


def _members(ends: tuple[str, str], build: Callable[[str], Address]) -> list[Address] | None:
    if (
        not all(end.isdecimal() for end in ends)
        or not 0 <= int(ends[1]) - int(ends[0]) < _LONGEST_RANGE
    ):
        return None
    return [build(str(number)) for number in range(int(ends[0]), int(ends[1]) + 1)]


def locate(address: Address, numbers: Collection[str]) -> Address | None:
    """`address` with an item that exists in `numbers` (spelt as there), None where it fits none.

    An item of exactly this number comes before a point of a shorter one: with items 1 and 1.1,
    «1.1» is the item. «2.3» is item 2·3 where no other is meant.
    """
    known = {_canonical(number): number for number in numbers}
    for number in numbers:
        if SECTION_MARK in number:
            known.setdefault(_canonical(number).replace(SECTION_MARK, "."), number)
    if address.kind is not None or address.number is None:
        item = known.get(_canonical(address.item))
        return None if item is None else Address(item, address.kind, address.number, address.marked)
    parts = f"{address.item}.{address.number}".split(".")
    for length in range(len(parts), 0, -1):
        item = known.get(_canonical(".".join(parts[:length])))
        if item is not None:
            return Address(item, None, ".".join(parts[length:]) or None, address.marked)
    return None


# Each of a thousand addresses in a list is compared with the same numbers of the roadmap's items.
@lru_cache(maxsize=20_000)
def _canonical(number: str) -> str:
    return clean(number).strip(" .)").upper().replace("Х", "X").replace("І", "I")


def resolve(address: Address, item: Item, points: Sequence[Point]) -> Point | None:
    """The point of `item` that a located `address` names; None where it names the item or no point.

    A number without a kind is a control point's, else a measure's: in an item with two control
    points «7.3» is the document's own «3.».
    """
    if address.number is None:
        return None
    own = [point for point in points if point.item_id == item.id]
    # «1.1» is a part of measure 1, or a measure with that number.
    within = (PointKind.PART, PointKind.MEASURE)
    kinds: Sequence[PointKind] = (PointKind.CONTROL_POINT, PointKind.MEASURE)
    if address.kind is not None:
        kinds = within if address.kind is PointKind.PART else (address.kind,)
    elif "." in address.number:
        kinds = within
    named = [point for point in own if point.number.lower() == address.number]
    return next((point for kind in kinds for point in named if point.kind is kind), None)


def any_dotted(numbers: Iterable[str]) -> bool:
    """Whether an item's number has a dot: «1.1» may then be an item or a control point."""
    return any("." in number for number in numbers)


def label(item: Item, point: Point | None, *, dotted: bool) -> str:
    """The canonical address: «6», «6.1» (control point), «6.М2» (measure), «6.М2.1» (its part).

    Where the roadmap has `dotted` item numbers, a control point is «6.КТ1»: «6.1» would be read as
    the item. The only measure of an item is the item: «121», as in its document.
    """
    if point is None or (point.alone and point.kind is PointKind.MEASURE):
        return item.number
    mark = "М" if point.kind is not PointKind.CONTROL_POINT else "КТ" if dotted else ""
    return f"{item.number}.{mark}{point.number}"
