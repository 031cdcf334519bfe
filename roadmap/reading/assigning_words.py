"""What people write to say who answers: «8 Иванова, соисп. Петров», «+8 Петров», «-8 Петров»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.model import Capacity
from roadmap.model.address import Address, clean, read_addresses, split_assignment

_CO = r"соисп(?:олнител[а-яё]*)?|co-?executors?"
_LEAD = r"отв(?:етственн[а-яё]*)?|исп(?:олнител[а-яё]*)?|responsible"
#: Before names: it holds for all that follow, up to the next.
_BEFORE = re.compile(rf"(?<![\w-])(?:(?P<co>{_CO})|(?P<lead>{_LEAD}))(?:\.?:|\.|(?=\s|$))\s*", re.I)
#: Behind a name: «Петров (соисп.)», «Петров – соисполнитель».
_BEHIND = re.compile(
    rf"\s*(?:\((?:(?P<co>{_CO})|(?P<lead>{_LEAD}))\.?\)|-\s*(?:(?P<co2>{_CO})|(?P<lead2>{_LEAD}))\.?)\s*$",
    re.I,
)
_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_AND = re.compile(r"\s+(?:и|and)\s+", re.I)
_SIGN = re.compile(r"\s*([+-])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class NameWritten:
    """One name as written, and in what capacity it is to answer. `halves`: the two names that it
    is where no one has it whole («Иванова и Петров»); empty where it cannot be parted.
    """

    name: str
    capacity: Capacity
    halves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentWritten:
    """A command: `sign` is «+», «-» or «»; the addresses and the names."""

    sign: str
    addresses: tuple[Address, ...]
    names: tuple[NameWritten, ...]


def sign_of(text: str) -> tuple[str, str]:
    """«+8 Петров» as «+» and «8 Петров»; «» where there is no sign."""
    signed = _SIGN.match(text)
    return (signed[1], text[signed.end() :]) if signed else ("", text)


def read_assignment(text: str) -> AssignmentWritten | None:
    """«+8 Петров», «8 Иванова, соисп. Петров», «Иванова 1-3»; None without addresses or names."""
    sign, text = sign_of(clean(text))
    parted = split_assignment(text)
    if parted is None:
        return None
    rest = parted[1]
    if rest.startswith("+") and not sign:  # «8 +Петров»
        sign, rest = "+", rest[1:]
    names = read_names(rest)
    return AssignmentWritten(sign, parted[0], names) if names else None


def read_names(text: str) -> tuple[NameWritten, ...]:
    """The names of a list, «Иванова, Петров; соисп.: Сидоров и Котова», in its order."""
    capacity, found = Capacity.RESPONSIBLE, list[NameWritten]()
    for words in _BETWEEN.split(clean(text).strip(" .,;:")):
        before = _BEFORE.match(words)
        if before:
            capacity = Capacity.CO_EXECUTOR if before["co"] else Capacity.RESPONSIBLE
            words = words[before.end() :]
        behind, own = _BEHIND.search(words), capacity
        if behind:
            co = behind["co"] or behind["co2"]
            own = Capacity.CO_EXECUTOR if co else Capacity.RESPONSIBLE
            words = words[: behind.start()]
        name = " ".join(words.split()).strip(" :;-")
        if name:
            halves = tuple(_AND.split(name))
            found.append(NameWritten(name, own, halves if len(halves) > 1 else ()))
    return tuple(found)


def read_cell(text: str) -> list[tuple[tuple[Address, ...], Capacity]] | None:
    """The addresses of a cell by capacity, «1-3; соисп. 5, 6»; None where they are unread."""
    found = list[tuple[tuple[Address, ...], Capacity]]()
    capacity, start, text = Capacity.RESPONSIBLE, 0, clean(text)
    for mark in [*_BEFORE.finditer(text), None]:
        part = text[start : mark.start() if mark else None]
        told = Capacity.CO_EXECUTOR if mark and mark["co"] else Capacity.RESPONSIBLE
        behind = part.rstrip().endswith("(")  # «8 (соисп.)»
        if part := part.strip(" .,;:()"):
            addresses = read_addresses(part)
            if not addresses:
                return None
            found.append((addresses, told if behind else capacity))
        if mark:
            capacity = Capacity.RESPONSIBLE if behind else told
            start = mark.end()
    return found
