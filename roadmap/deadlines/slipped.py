"""Rules for days that cannot be meant as they are written: with the weekday of another day, or in a
year out of reach.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from roadmap.deadlines import dated
from roadmap.deadlines.atoms import YEARS, Atom
from roadmap.deadlines.names import Name
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.reading import Reading
from roadmap.model import Deadline, Kind

#: No plan names a day so many years away from its own year.
_OUT_OF_REACH = 30
_LISTING = frozenset({Name.COMMA, Name.AND})
_WEEK = 7


class _Written(NamedTuple):
    """The days of a phrase and the weekdays in it, each with the place where it stands."""

    days: list[tuple[int, date]]
    weekdays: list[tuple[int, int]]


def day_on_another_weekday(reading: Reading) -> Deadline | None:
    """«22 августа (среда)» where that is a Thursday: one of the two is a slip."""
    if Name.WEEKDAY not in reading.names:
        return None
    written = _written(reading)
    if not written.days or not written.weekdays or _tells_which_days(reading, written):
        return None
    if all(day.weekday() == weekday for day, weekday in _pairs(written)):
        return None
    found = dated.days_or_list(reading)
    return None if found is None else replace(found, sure=False)


def year_out_of_reach(reading: Reading) -> Deadline | None:
    """«15.06.2924», «31.12.20023»: a slip; the same day of the plan's own year is offered."""
    first = reading.period.start.year - _OUT_OF_REACH
    last = reading.period.end.year + _OUT_OF_REACH
    years = (
        year
        for member in reading.members
        for atom in member.atoms
        for year in (atom.year, atom.until)
        if year is not None
    )
    if all(first <= year <= last for year in years):
        return None
    member = reading.only
    if member is None or member.first.unit in YEARS:
        return reading.unknown()
    bare = member.with_atoms(replace(it, year=None, until=None) for it in member.atoms)
    span = dated.member_span(bare, place(bare, reading.period))
    kind = Kind.BY_DATE if member.is_limit else dated.kind_of(member)
    return reading.deadline(kind, sure=False, options=() if span is None else (span,))


def _written(reading: Reading) -> _Written:
    """No days where a member's year is open, or where one only names something else."""
    nodes = list(enumerate(reading.nodes))
    places = [at for at, node in nodes if isinstance(node, Atom) and node.unit is Name.DAY]
    days = [
        day
        for member, placed in zip(reading.members, reading.placed, strict=True)
        if placed.span is not None
        for day in _ends(member, placed.span)
    ]
    weekdays = [
        (at, node.number)
        for at, node in nodes
        if not isinstance(node, Atom)
        and node.name is Name.WEEKDAY
        # «ср. школа № 5»
        and not (node.text == "ср" and reading.nodes.name(at + 1) is Name.OTHER)
    ]
    same = len(days) == len(places)
    return _Written(list(zip(places, days, strict=True)) if same else [], weekdays)


def _ends(member: Member, span: tuple[date, date]) -> list[date]:
    return [day for atom, day in zip(member.atoms, span, strict=False) if atom.unit is Name.DAY]


def _tells_which_days(reading: Reading, written: _Written) -> bool:
    """«с 1 по 30 июня (суббота, воскресенье)»: on these of its days; of «1–2 июня (суббота,
    воскресенье)» each is that of a day.
    """
    days, weekdays = written
    ranged = any(member.last is not None for member in reading.members)
    if not ranged or weekdays[0][0] < days[-1][0]:
        return False
    long = (days[-1][1] - days[0][1]).days >= _WEEK
    if len(weekdays) == len(days) and not long:
        return False
    listed = any(reading.nodes.name(right - 1) in _LISTING for _, (right, _) in pairwise(weekdays))
    return listed or (len(weekdays) == 1 and long)


def _pairs(written: _Written) -> list[tuple[date, int]]:
    """Each weekday with its day: in order where there are as many, else with the day before it."""
    days, weekdays = written
    if len(days) == len(weekdays):
        return [(day, number) for (_, day), (_, number) in zip(days, weekdays, strict=True)]
    return [
        (next((day for at, day in reversed(days) if at < place_), days[0][1]), number)
        for place_, number in weekdays
    ]
