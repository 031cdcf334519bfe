"""The address of each item: its number, with its section where numbers start anew."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from documents.tables.raw_items import RawItem
from roadmap.model import Caution, CautionCode
from roadmap.model.address import SECTION_MARK
from roadmap.model.months import ROMAN_NUMERALS

_ROMAN = {numeral.upper(): str(value) for numeral, value in ROMAN_NUMERALS.items()}
_OWN_NUMBER = re.compile(
    r"(?:(?:под)?раздел|глава|блок|направление|этап|часть|модуль)?\s*№?\s*"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})(?:[.):\s]|$)",
    re.IGNORECASE,
)
_LETTERS = "абвгд"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item's `address`, which no other has, and its number `written` in the document."""

    address: str
    written: str


def number_items(raw: Sequence[RawItem]) -> tuple[list[Numbered], tuple[Caution, ...]]:
    """A number for each item, in order, and what the coordinator should know of the numbers.

    Items without a number are counted on. Where numbers start anew, the address is «2·3»: the
    section's own number, or which of the sections it is, and the item's. A number that is only
    repeated gets a letter («3», «3а»).
    """
    if not any(item.number for item in raw):
        counted = [str(position) for position in range(1, len(raw) + 1)]
        return [Numbered(number, number) for number in counted], ()
    written = _counted_on(raw)
    if len(set(written)) == len(written):
        return [Numbered(number, number) for number in written], ()
    groups = _by_sections(raw) or _by_runs(raw)
    if 2 * len(set(groups)) > len(raw) and len(set(groups)) > len({item.section for item in raw}):
        # Nearly each row starts anew: such numbers tell nothing.
        through = [Numbered(str(at), number) for at, number in enumerate(written, 1)]
        return through, (Caution.of(CautionCode.NUMBERS),)
    return _addressed(raw, groups)


def _counted_on(raw: Sequence[RawItem]) -> list[str]:
    """Items without a number get the next whole number that no item has."""
    taken = {item.number for item in raw}
    free = (str(number) for number in range(1, 2 * len(raw) + 2) if str(number) not in taken)
    return [item.number or next(free) for item in raw]


# ── what numbers start anew in ────────────────────────────────────────────────────────────────────


def _by_sections(raw: Sequence[RawItem]) -> list[int] | None:
    """The section of each item, counted from 0, by the outermost headings within which no number
    repeats, else by tables; None where numbers repeat within these, too.
    """
    deepest = max(len(item.section) for item in raw)
    keys: list[list[Hashable]] = [
        [item.section[:depth] for item in raw] for depth in range(1, deepest + 1)
    ]
    keys += [[item.table for item in raw], [(item.table, item.section) for item in raw]]
    for key in keys:
        seen = [(one, item.number) for one, item in zip(key, raw, strict=True) if item.number]
        if len(set(seen)) == len(seen):
            order = {one: at for at, one in enumerate(dict.fromkeys(key))}
            return [order[one] for one in key]
    return None


def _by_runs(raw: Sequence[RawItem]) -> list[int]:
    """A new run begins where the number that began the last one stands again."""
    runs: list[int] = []
    first: str | None = None
    run = -1
    for item in raw:
        if run < 0 or (item.number and item.number == first):
            run += 1
            first = item.number
        first = first or item.number
        runs.append(run)
    return runs


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────


def _addressed(
    raw: Sequence[RawItem], groups: Sequence[int]
) -> tuple[list[Numbered], tuple[Caution, ...]]:
    members: dict[int, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    headings = {group: _common(raw, places) for group, places in members.items()}
    labels = _labels(headings)
    found: dict[int, Numbered] = {}
    twice: list[Caution] = []
    for group, places in members.items():
        own = _counted_on([raw[at] for at in places])
        for at, number, written in zip(places, _with_letters(own), own, strict=True):
            address = f"{labels[group]}{SECTION_MARK}{number}" if len(members) > 1 else number
            found[at] = Numbered(address, written)
            if number != written:
                twice.append(Caution.of(CautionCode.TWICE, number=written, address=address))
    cautions = tuple(twice)
    if len(members) > 1:
        second = list(members)[1]
        example = found[members[second][0]]
        cautions = (_starting_anew(example, headings[second], labels[second]), *cautions)
    return [found[at] for at in range(len(raw))], cautions


def _with_letters(numbers: Sequence[str]) -> list[str]:
    taken = set(numbers)
    seen: set[str] = set()
    unique: list[str] = []
    for number in numbers:
        given = number
        if number in seen:
            lettered = (f"{number}{letter}" for letter in _LETTERS)
            counted = (f"{number}.{nth}" for nth in range(1, len(numbers) + 1))
            given = next(one for one in (*lettered, *counted) if one not in taken)
        seen.add(given)
        taken.add(given)
        unique.append(given)
    return unique


def _common(raw: Sequence[RawItem], places: Sequence[int]) -> tuple[str, ...]:
    """The headings that all of these items stand under."""
    shared = raw[places[0]].section
    for at in places:
        while shared != raw[at].section[: len(shared)]:
            shared = shared[:-1]
    return shared


def _labels(headings: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """The sections' own numbers where each has one and no two the same, else their order."""
    own = {group: _own_number(heading) for group, heading in headings.items()}
    labels = {group: number for group, number in own.items() if number}
    if len(labels) == len(headings) == len(set(labels.values())):
        return labels
    return {group: str(at) for at, group in enumerate(headings, 1)}


def _own_number(headings: Sequence[str]) -> str | None:
    match = _OWN_NUMBER.match(headings[-1]) if headings else None
    number = match["number"].upper() if match else None
    return _ROMAN.get(number, number) if number else None


def _starting_anew(example: Numbered, headings: Sequence[str], label: str) -> Caution:
    """The caution with an example of the second section: how its items are addressed."""
    number, address = example.written, example.address
    typed = address.replace(SECTION_MARK, ".")
    if not headings:
        return Caution.of(
            CautionCode.ANEW_IN_TABLES, section=label, number=number, address=address, typed=typed
        )
    return Caution.of(
        CautionCode.ANEW, title=headings[-1], number=number, address=address, typed=typed
    )
