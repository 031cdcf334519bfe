"""Decide which kind of deadline a phrase is. The first rule that fits decides, the surest ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from roadmap.deadlines.atoms import Atom, Node
from roadmap.deadlines.dated import YEARS, last_day_of, read_dated
from roadmap.deadlines.members import read_members
from roadmap.deadlines.nodes import read_nodes
from roadmap.deadlines.place import Member, place
from roadmap.deadlines.recurring import read_rhythm
from roadmap.deadlines.repeated import read_repeated
from roadmap.deadlines.tokens import Token, tokenise
from roadmap.model import Deadline, Kind, Period, YearKind

_BOUND_TO = frozenset({"during", "before", "after", "once_in", "till", "by", "since"})
_COUNTED = frozenset({"part", "month_word", "week", "quarter", "half", "decade", "once_in"})
_EVENTS = frozenset({"event", "document", "holidays", "after", "outcome", "before"})
#: What the roadmap itself may be called: its period is the roadmap's, that of a contract is not.
_OWN = ("программ", "подпрограмм", "проект", "нацпроект", "план", "карт", "стратеги", "концепци")
_ITS_RUN = ("реализаци", "исполнени", "выполнени", "действи", "планировани")


def read(text: str, period: Period) -> Deadline:
    """Read one phrase within the roadmap's year; `text` is kept as written."""
    nodes = read_nodes(tokenise(text))
    names = {node.name for node in nodes if isinstance(node, Token)}
    units = {node.unit for node in nodes if isinstance(node, Atom)}
    members = read_members(nodes)
    rhythm = read_rhythm(nodes)
    if rhythm is not None and not ({"during", "by"} <= names and "span" in units and not rhythm.days):
        return read_repeated(text, rhythm, members, period, names)
    if "next" in names and not members and "year_word" in names and not names & {*_BOUND_TO, *_EVENTS}:
        return _next_year(text, period, names)
    if "next" in names:
        members = _of_next_year(nodes, members, period)
    if "span" in units and (names & _BOUND_TO or not members):
        return _duration(text, members, period, bound=bool(names & {*_BOUND_TO, "next"}))
    if names & {"continuous", "as_needed"} and not (members and _is_aside(names, members)):
        return Deadline(text, Kind.CONTINUOUS, period.start, period.end)
    if members and not ("bad" in names and all(member.first.unit in YEARS for member in members)):
        return read_dated(text, members, nodes, period, names)
    return _without_days(text, nodes, names, units, period)


def _of_next_year(nodes: Sequence[Node], members: list[Member], period: Period) -> list[Member]:
    """«до 20 января следующего года»: the year after the one that the plan begins in."""
    words = [node.name if isinstance(node, Token) else "" for node in nodes]
    if ("next", "year_word") not in pairwise(words):
        return members
    year = period.start.year + 1
    dated = [member if member.first.year else replace(member, first=replace(member.first, year=year))
             for member in members if member.last is None]  # fmt: skip
    return dated or members


def _next_year(text: str, period: Period, names: set[str]) -> Deadline:
    """«в следующем году» of a school year's plan may be the next school year or its own second half."""
    if period.kind is YearKind.SCHOOL and "school" in names:
        following = Period.school(period.start.year + 1)
    else:
        following = Period.calendar(period.start.year + 1)
    sure = period.kind is not YearKind.SCHOOL or "school" in names
    return Deadline(text, Kind.YEAR, following.start, following.end, sure)


def _is_aside(names: set[str], members: Sequence[Member]) -> bool:
    """«март (при необходимости)», «до 1 марта, далее постоянно»: the days named are due all the same."""
    if "continuous" in names:
        return "following" in names
    return all(member.first.unit not in YEARS and not _is_open(member) for member in members)


def _is_open(member: Member) -> bool:
    return member.prefix in {"from", "after"} and member.last is None


def _without_days(text: str, nodes: Sequence[Node], names: set[str], units: set[str], period: Period) -> Deadline:
    if "bad" in names:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    if "prompt" in names:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if "part" in units and names & _BOUND_TO:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if _is_whole(_before_an_event(nodes)):
        return Deadline(text, Kind.WHOLE_PERIOD, period.start, period.end)
    before = {node.unit if isinstance(node, Atom) else node.name for node in _before_an_event(nodes)}
    counted = bool(before & _COUNTED) or before >= {"during", "day"} or before >= {"during", "hour"}
    if (names & _EVENTS and not counted) or _is_event(names, units):
        return Deadline(text, Kind.EVENT, sure=False)
    if "part" in units:
        return Deadline(text, Kind.RELATIVE, sure=not names & _BOUND_TO)
    if counted:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if names & {"during", "till", "finish", "begin", "day"} or _names_a_time(names):
        return Deadline(text, Kind.EVENT, sure=False)
    return Deadline(text, Kind.UNKNOWN, sure=False)


def _before_an_event(nodes: Sequence[Node]) -> list[Node]:
    """What stands before an event's name; what follows «по плану на …» is the event's own."""
    place = next((index for index, node in enumerate(nodes) if isinstance(node, Token) and node.name in _EVENTS), None)
    if place is None:
        return list(nodes)
    during = next((index for index, node in enumerate(nodes) if isinstance(node, Token) and node.name == "during"), 0)
    bound = any(isinstance(node, Token) and node.name in {"after", "outcome", "since"} for node in nodes[:during])
    return list(nodes[:place]) if during < place or bound else list(nodes[during:])


def _is_event(names: set[str], units: set[str]) -> bool:
    """«конец четверти», «конец полугодия»: when that is, the school decides."""
    return bool(
        "term" in units
        or ("term" in names and "during" not in names)
        or ("finish" in names and names & {"half", "quarter"})
    )


def _names_a_time(names: set[str]) -> bool:
    """«по вызову», «в период отпусков»."""
    return names >= {"through", "other"} or (bool(names & {"in", "whole"}) and names >= {"period", "other"})


def _is_whole(nodes: Sequence[Node]) -> bool:
    """«в течение года», «весь период», «в течение срока реализации программы», but not «срока действия договора»."""
    return any(_is_whole_clause(clause) for clause in _clauses(nodes))


def _clauses(nodes: Sequence[Node]) -> list[list[Token]]:
    clauses: list[list[Token]] = [[]]
    for node in nodes:
        if isinstance(node, Token) and node.name in {"comma", "open", "close", "dash", "colon"}:
            clauses.append([])
        elif isinstance(node, Token):
            clauses[-1].append(node)
    return clauses


def _is_whole_clause(words: Sequence[Token]) -> bool:
    names = {word.name for word in words}
    if "year_word" in names:
        return not names & {"till", "by", "begin", "finish", "middle", "after", "since"}
    place = next((index for index, word in enumerate(words) if word.name == "period"), None)
    if place is None:
        return False
    opened = [index for index, word in enumerate(words[:place]) if word.name in {"in", "during", "whole"}]
    strange = {word.name for word in words[opened[-1] + 1 if opened else 0 : place]} - {"reporting", "current"}
    after = list(takewhile(lambda word: word.name not in {"through", "in"}, words[place + 1 :]))
    its_own = _of_the_plan(after) or (not after and bool(names & {"whole", "during"}))
    return its_own and not strange


def _of_the_plan(words: Sequence[Token]) -> bool:
    """«реализации», «действия муниципальной программы»: a run, of the roadmap itself or of nothing named."""
    if not words or not words[0].text.startswith(_ITS_RUN):
        return False
    return len(words) == 1 or any(word.text.startswith(_OWN) for word in words)


def _duration(text: str, members: Sequence[Member], period: Period, *, bound: bool) -> Deadline:
    """«в течение 15 дней …, но не позднее 15 сентября»: counted from something unknown, at most until a day."""
    limits = [member for member in members if member.prefix in {"by", "till"} and member.first.unit == "day"]
    end = last_day_of(limits[-1], place(limits[-1], period)) if limits else None
    return Deadline(text, Kind.RELATIVE, None, end, sure=not bound or end is not None)
