"""Rules for lengths of time: «в течение 10 дней со дня …», «через неделю после …», «за 3 дня»."""

from __future__ import annotations

from collections.abc import Sequence

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


def counted_from_something(reading: Reading) -> Deadline | None:
    """A length of time and what it is counted from; a day behind a comma is the latest."""
    if reading.anchor is None:
        return None
    behind = reading.nodes.cut(reading.anchor)
    comma = behind.find(Name.COMMA)
    limits = read_members(behind.cut(comma)) if comma is not None else []
    return _at_most(reading, limits, bound=True)


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
        if member.governor in {Governor.BY, Governor.TILL} and member.first.unit is Name.DAY
    ]
    end = last_day_of(limits[-1], place(limits[-1], reading.period)) if limits else None
    return reading.deadline(Kind.RELATIVE, None, end, sure=not bound or end is not None)


def _is_reported_on(nodes: Phrase) -> bool:
    """«за 9 месяцев – до 10 октября»: the length is what the report is about."""
    return any(
        atom.unit is Name.SPAN and nodes.text(index - 1) == "за"
        for index in range(len(nodes))
        if (atom := nodes.atom(index)) is not None
    )
