"""Decide which kind of deadline a phrase is. The first rule that fits decides, the surest ones
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from roadmap.deadlines.atoms import Atom, Node
from roadmap.deadlines.counted_from import find_anchor
from roadmap.deadlines.dated import YEARS, last_day_of, read_dated
from roadmap.deadlines.members import read_members
from roadmap.deadlines.nodes import read_nodes
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.recurring import RHYTHM_WORDS, read_rhythm, says_how_often
from roadmap.deadlines.repeated import read_repeated
from roadmap.deadlines.roman import with_roman_months
from roadmap.deadlines.tokens import Token, tokenise
from roadmap.deadlines.undated import EVENTS, read_undated
from roadmap.model import Deadline, Kind, Period, YearKind

_BOUND_TO = frozenset({"during", "before", "after", "once_in", "till", "by", "since"})


def read(text: str, period: Period) -> Deadline:
    """Read one phrase within the roadmap's year; `text` is kept as written."""
    nodes = _without_length_aside(read_nodes(with_roman_months(tokenise(text))))
    words = [node for node in nodes if isinstance(node, Token)]
    names = {word.name for word in words}
    units = {node.unit for node in nodes if isinstance(node, Atom)}
    members = read_members(nodes)
    rhythm = read_rhythm(nodes)
    anchor = find_anchor(nodes)
    if anchor is not None and not says_how_often(nodes):
        return _duration(text, read_members(_after_a_comma(nodes[anchor:])), period, bound=True)
    if rhythm is not None and not _comes_before(nodes, "following", [*RHYTHM_WORDS]):
        names -= {"following"}  # «ежемесячно (далее – по графику)» says nothing of what comes first
    if rhythm is not None and not (
        {"during", "by"} <= names and "span" in units and not rhythm.days
    ):
        return read_repeated(text, rhythm, members, period, names)
    first = {
        node.name for node in takewhile(lambda node: node.name not in {"open", "comma"}, words)
    }
    if not members and first >= {"next", "year_word"} and not first & {*_BOUND_TO, *EVENTS}:
        return _next_year(text, period, names)
    if "next" in names:
        members = _of_next_year(nodes, members, period)
    reported = bool(members) and _is_reported_on(nodes)
    if "span" in units and not reported and (names & _BOUND_TO or not members):
        return _duration(text, members, period, bound=bool(names & {*_BOUND_TO, "next"}))
    if names & {"continuous", "as_needed"} and not (members and _is_aside(names, members)):
        return Deadline(text, Kind.CONTINUOUS, period.start, period.end)
    if members and not ("bad" in names and all(member.first.unit in YEARS for member in members)):
        return read_dated(text, members, nodes, period, names)
    return read_undated(text, nodes, period)


def _of_next_year(nodes: Sequence[Node], members: list[Member], period: Period) -> list[Member]:
    """«до 20 января следующего года»: the year after the one that the plan begins in."""
    words = [node.name if isinstance(node, Token) else "" for node in nodes]
    words = [word for word in words if word != "current"]
    if ("next", "year_word") not in pairwise(words):
        return members
    year = period.start.year + 1
    dated = [
        member if member.first.year else replace(member, first=replace(member.first, year=year))
        for member in members
        if member.last is None
    ]
    return dated or members


def _next_year(text: str, period: Period, names: set[str]) -> Deadline:
    """«в следующем году» of a school year's plan may be the next school year or its own second
    half.
    """
    if period.kind is YearKind.SCHOOL and "school" in names:
        following = Period.school(period.start.year + 1)
    else:
        following = Period.calendar(period.start.year + 1)
    sure = period.kind is not YearKind.SCHOOL or "school" in names
    return Deadline(text, Kind.YEAR, following.start, following.end, sure)


def _is_aside(names: set[str], members: Sequence[Member]) -> bool:
    """«март (при необходимости)», «до 1 марта, далее постоянно»: the days named are due all the
    same.
    """
    if "continuous" in names:
        return "following" in names
    return all(member.first.unit not in YEARS and not _is_open(member) for member in members)


def _is_open(member: Member) -> bool:
    return member.prefix in {"from", "after"} and member.last is None


def _duration(text: str, members: Sequence[Member], period: Period, *, bound: bool) -> Deadline:
    """«в течение 15 дней …, но не позднее 15 сентября»: counted from something unknown, at most
    until a day.
    """
    limits = [
        member
        for member in members
        if member.prefix in {"by", "till"} and member.first.unit == "day"
    ]
    end = last_day_of(limits[-1], place(limits[-1], period)) if limits else None
    return Deadline(text, Kind.RELATIVE, None, end, sure=not bound or end is not None)


def _comes_before(nodes: Sequence[Node], name: str, later: Sequence[str]) -> bool:
    places = [node.unit if isinstance(node, Atom) else node.name for node in nodes]
    return name in places and any(word in places[places.index(name) :] for word in later)


def _without_length_aside(nodes: list[Node]) -> list[Node]:
    """«до 5 сентября (для новых – в течение 10 дней)»: a length of time in brackets is for somebody
    else.
    """
    names = [node.name if isinstance(node, Token) else "" for node in nodes]
    if "open" not in names or "close" not in names[names.index("open") :]:
        return nodes
    start = names.index("open")
    end = names.index("close", start)
    units = {node.unit for node in nodes[start:end] if isinstance(node, Atom)}
    outside = nodes[:start] + nodes[end + 1 :]
    aside = units == {"span"} and bool(read_members(outside)) and not says_how_often(nodes)
    return outside if aside else nodes


def _is_reported_on(nodes: Sequence[Node]) -> bool:
    """«за 9 месяцев – до 10 октября»: the length is what the report is about."""
    return any(
        isinstance(left, Token)
        and left.text == "за"
        and isinstance(right, Atom)
        and right.unit == "span"
        for left, right in pairwise(nodes)
    )


def _after_a_comma(nodes: Sequence[Node]) -> list[Node]:
    comma = next(
        (at for at, node in enumerate(nodes) if isinstance(node, Token) and node.name == "comma"),
        len(nodes),
    )
    return list(nodes[comma:])
