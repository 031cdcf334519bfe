"""Decide which kind of deadline a phrase is. The first rule that fits decides, the surest ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from roadmap.deadlines.atoms import Atom, Node
from roadmap.deadlines.dated import YEARS, last_day_of, read_dated
from roadmap.deadlines.members import read_members
from roadmap.deadlines.nodes import read_nodes
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.recurring import read_rhythm
from roadmap.deadlines.repeated import read_repeated
from roadmap.deadlines.tokens import Token, tokenise
from roadmap.model import Deadline, Kind, Period

_BOUND_TO = frozenset({"during", "before", "after", "once_in", "till", "by", "since"})
_LONG = YEARS | {"half", "quarter", "term", "trimester", "period_year"}
_EVENTS = frozenset({"event", "holidays", "after", "before"})


def read(text: str, period: Period) -> Deadline:
    """Read one phrase within the roadmap's year; `text` is kept as written."""
    nodes = read_nodes(tokenise(text))
    names = {node.name for node in nodes if isinstance(node, Token)}
    units = {node.unit for node in nodes if isinstance(node, Atom)}
    members = read_members(nodes)
    rhythm = read_rhythm(nodes)
    if rhythm is not None and not ({"during", "by"} <= names and "span" in units and not rhythm.day):
        return read_repeated(text, rhythm, members, period, names)
    if "next" in names:
        members = _of_next_year(nodes, members, period)
    if "span" in units and (names & _BOUND_TO or not members):
        return _duration(text, members, period, bound=bool(names & _BOUND_TO))
    if names & {"continuous", "as_needed"}:
        return Deadline(text, Kind.CONTINUOUS, period.start, period.end)
    if members and not _only_told_by(members, names):
        return read_dated(text, members, nodes, period, names)
    return _without_days(text, names, units, period)


def _of_next_year(nodes: Sequence[Node], members: list[Member], period: Period) -> list[Member]:
    """«до 20 января следующего года»: the year after the one that the plan begins in."""
    words = [node.name if isinstance(node, Token) else "" for node in nodes]
    if ("next", "year_word") not in pairwise(words):
        return members
    year = period.start.year + 1
    dated = [member if member.first.year else replace(member, first=replace(member.first, year=year))
             for member in members if member.last is None]  # fmt: skip
    return dated or members


def _only_told_by(members: Sequence[Member], names: set[str]) -> bool:
    """«по итогам I полугодия», «согласно плану на 2020 год»: the event decides, the year is only its name."""
    limited = any(member.prefix in {"till", "by"} for member in members)
    if names & _EVENTS and not limited:
        loose = all(member.first.unit in _LONG for member in members)
        return loose and not names & {"during", "open"}
    return any(member.prefix == "after" and member.first.unit in _LONG for member in members)


def _without_days(text: str, names: set[str], units: set[str], period: Period) -> Deadline:
    if "bad" in names:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    if "prompt" in names:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if "part" in units and names & _BOUND_TO:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if {"during", "year_word"} <= names and not names & {"after", "since"}:
        return Deadline(text, Kind.WHOLE_PERIOD, period.start, period.end)
    if names & _EVENTS or _is_event(names, units) or _within_an_event(names):
        return Deadline(text, Kind.EVENT, sure=False)
    if _is_whole(names):
        return Deadline(text, Kind.WHOLE_PERIOD, period.start, period.end)
    if "part" in units:
        return Deadline(text, Kind.RELATIVE, sure=not names & _BOUND_TO)
    if "during" in names or names & {"month_word", "week", "quarter", "half", "decade", "once_in"}:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if names & {"till", "finish", "begin", "day"} or names >= {"through", "other"}:
        return Deadline(text, Kind.EVENT, sure=False)
    return Deadline(text, Kind.UNKNOWN, sure=False)


def _is_event(names: set[str], units: set[str]) -> bool:
    """«конец четверти», «конец полугодия»: when that is, the school decides."""
    return bool(
        "term" in units
        or ("term" in names and "during" not in names)
        or ("finish" in names and names & {"half", "quarter"})
    )


def _within_an_event(names: set[str]) -> bool:
    """«в период отопительного сезона», but not «в течение всего периода реализации»."""
    return names >= {"in", "period", "other"} and not names & {"during", "whole"}


def _is_whole(names: set[str]) -> bool:
    if "year_word" in names and not names & {"till", "by", "begin", "finish", "middle"}:
        return True
    return "period" in names and bool(names & {"whole", "during"})


def _duration(text: str, members: Sequence[Member], period: Period, *, bound: bool) -> Deadline:
    """«в течение 15 дней …, но не позднее 15 сентября»: counted from something unknown, at most until a day."""
    limits = [member for member in members if member.prefix in {"by", "till"} and member.first.unit == "day"]
    end = last_day_of(limits[-1], place(limits[-1], period)) if limits else None
    return Deadline(text, Kind.RELATIVE, None, end, sure=not bound or end is not None)
