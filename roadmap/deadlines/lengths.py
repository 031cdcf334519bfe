"""Rules for lengths of time: «в течение 10 дней со дня …», «через неделю после …», «за 3 дня»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.deadlines.dated import last_day_of
from roadmap.deadlines.members import read_members
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Phrase
from roadmap.deadlines.place import Governor, Member, place
from roadmap.deadlines.reading import Reading
from roadmap.model import Deadline, Kind

#: Words that say that a length of time is counted from something.
BOUND_TO = frozenset(
    {
        Name.DURING,
        Name.BEFORE,
        Name.AFTER,
        Name.ONCE_IN,
        Name.TILL,
        Name.BY,
        Name.SINCE,
    }
)

_DATED = frozenset({Name.DAY, Name.MONTH, Name.QUARTER})
_SET_OFF = (Name.COMMA, Name.OPEN, Name.DASH)
_THAT_IS = (("то", "есть"), ("т", "е"))


def counted_from_something(reading: Reading) -> Deadline | None:
    """A length of time and what it is counted from; a last day set off by a comma, a dash or a
    bracket, behind it or before it, is the latest.
    """
    if reading.anchor is None:
        return None
    before, behind = reading.nodes.cut(0, reading.anchor), reading.nodes.cut(reading.anchor)
    limits: list[Member] = []
    if (sign := before.find(*_SET_OFF)) is not None:
        limits += read_members(before.cut(0, sign))
    if (sign := behind.find(*_SET_OFF)) is not None:
        limits += _last_days(behind.cut(sign))
    return _at_most(reading, limits, bound=True)


def _last_days(nodes: Phrase) -> list[Member]:
    """«(не ранее 18 и не позднее 28 августа)», «то есть 5 сентября»: a bare day, which may be what
    the length is counted from, is none.
    """
    for words in _THAT_IS:
        for index in range(len(nodes)):
            if tuple(nodes.text(at) for at in (index, index + 1)) == words:
                said = read_members(nodes.cut(index + 2))
                return [
                    member if member.is_start else replace(member, governor=Governor.BY)
                    for member in said
                ]
    bounded = Name.BY in nodes.names
    return [
        Member(member.last, governor=Governor.BY) if member.last and bounded else member
        for member in read_members(nodes)
    ]


def length_of_time(reading: Reading) -> Deadline | None:
    """A length of time that is counted from nothing named."""
    if Name.SPAN not in reading.units:
        return None
    if reading.members and (_is_reported_on(reading.nodes) or not reading.names & BOUND_TO):
        return None
    bound = bool(reading.names & BOUND_TO) or Name.NEXT in reading.names
    return _at_most(reading, reading.members, bound=bound)


def _at_most(reading: Reading, members: Sequence[Member], *, bound: bool) -> Deadline:
    """«в течение 15 дней …, но не позднее 15 сентября»: counted from something unknown, at most
    until a day.
    """
    limits = [
        member
        for member in members
        if member.governor in {Governor.BY, Governor.TILL} and member.first.unit in _DATED
    ]
    end = last_day_of(limits[-1], place(limits[-1], reading.period)) if limits else None
    return reading.deadline(Kind.RELATIVE, None, end, sure=not bound or end is not None)


def _is_reported_on(nodes: Phrase) -> bool:
    """«за 9 месяцев – до 10 октября»: the length is what the report is about."""
    return any(
        atom.unit is Name.SPAN
        and (nodes.text(index - 1) == "за" or nodes.name(index - 1) is Name.OUTCOME)
        for index in range(len(nodes))
        if (atom := nodes.atom(index)) is not None
    )
