"""Deadlines without days of their own: the whole period, events, lengths of time counted from
nothing named.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from roadmap.deadlines.atoms import Atom, Node
from roadmap.deadlines.tokens import Token
from roadmap.model import Deadline, Kind, Period

_BOUND_TO = frozenset({"during", "before", "after", "once_in", "till", "by", "since"})
_COUNTED = frozenset({"part", "month_word", "week", "quarter", "half", "decade", "once_in"})
#: Words for what a deadline may be bound to.
EVENTS = frozenset({"event", "document", "holidays", "after", "outcome", "before"})
#: What the roadmap itself may be called: its period is the roadmap's, that of a contract is not.
_OWN = ("программ", "подпрограмм", "проект", "нацпроект", "план", "карт", "стратеги", "концепци")
_ASIDE = frozenset({"при", "согласно"})
_ITS_RUN = ("реализаци", "исполнени", "выполнени", "действи", "планировани")


def read_undated(text: str, nodes: Sequence[Node], period: Period) -> Deadline:
    """Read a phrase that names no day, month or year: the whole period, an event, a part or a
    length of time.
    """
    names = {node.name for node in nodes if isinstance(node, Token)}
    units = {node.unit for node in nodes if isinstance(node, Atom)}
    if "bad" in names:
        return Deadline(text, Kind.UNKNOWN, sure=False)
    if "prompt" in names:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if "part" in units and names & _BOUND_TO:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if _is_whole(nodes):
        return Deadline(text, Kind.WHOLE_PERIOD, period.start, period.end)
    before = {
        node.unit if isinstance(node, Atom) else node.name for node in _before_an_event(nodes)
    }
    counted = (
        bool(before & _COUNTED)
        or before >= {"during", "day"}
        or before >= {"during", "hour"}
        or _is_within_a_day(nodes)
    )
    if (names & EVENTS and not counted) or _is_event(names, units):
        return Deadline(text, Kind.EVENT, sure=False)
    if "part" in units:
        return Deadline(text, Kind.RELATIVE, sure=not names & _BOUND_TO)
    if counted:
        return Deadline(text, Kind.RELATIVE, sure=False)
    if names & {"during", "till", "finish", "begin", "day"} or _names_a_time(nodes, names):
        return Deadline(text, Kind.EVENT, sure=False)
    return Deadline(text, Kind.UNKNOWN, sure=False)


def _before_an_event(nodes: Sequence[Node]) -> list[Node]:
    """What stands before an event's name; what follows «по плану на …» is the event's own."""
    place = next(
        (
            index
            for index, node in enumerate(nodes)
            if isinstance(node, Token) and node.name in EVENTS
        ),
        None,
    )
    if place is None:
        return list(nodes)
    during = next(
        (
            index
            for index, node in enumerate(nodes)
            if isinstance(node, Token) and node.name == "during"
        ),
        -1,
    )
    bound = any(
        isinstance(node, Token) and node.name in {"after", "outcome", "since"}
        for node in nodes[: max(during, 0)]
    )
    return list(nodes[:place]) if during < place or bound else list(nodes[during:])


def _is_event(names: set[str], units: set[str]) -> bool:
    """«конец четверти», «конец полугодия»: when that is, the school decides."""
    return bool(
        "term" in units
        or ("term" in names and "during" not in names)
        or ("finish" in names and names & {"half", "quarter"})
    )


def _names_a_time(nodes: Sequence[Node], names: set[str]) -> bool:
    """«по вызову», «в период отпусков», «пожароопасный период»."""
    named = any(
        isinstance(left, Token)
        and isinstance(right, Token)
        and left.name == "other"
        and right.name == "period"
        for left, right in pairwise(nodes)
    )
    since = named or ("since" in names and bool(names & {"in", "from"}))
    return (
        since
        or names >= {"through", "other"}
        or (bool(names & {"in", "whole"}) and names >= {"period", "other"})
    )


def _is_whole(nodes: Sequence[Node]) -> bool:
    """«в течение года», «весь период», «в течение срока реализации программы», but not «срока
    действия договора».
    """
    of_a_year = any(_is_whole_year(clause) for clause in _clauses(_before_an_event(nodes)))
    return of_a_year or any(_is_whole_period(clause) for clause in _clauses(nodes))


def _clauses(nodes: Sequence[Node]) -> list[list[Token]]:
    clauses: list[list[Token]] = [[]]
    for node in nodes:
        if isinstance(node, Token) and node.name in {
            "comma",
            "open",
            "close",
            "dash",
            "colon",
            "slash",
        }:
            clauses.append([])
        elif isinstance(node, Token):
            clauses[-1].append(node)
    return clauses


def _is_whole_year(words: Sequence[Token]) -> bool:
    names = {word.name for word in words}
    return "year_word" in names and not names & {
        "till",
        "by",
        "begin",
        "finish",
        "middle",
        "after",
        "since",
    }


def _is_whole_period(words: Sequence[Token]) -> bool:
    names = {word.name for word in words}
    place = next((index for index, word in enumerate(words) if word.name == "period"), None)
    if place is None:
        return False
    opened = [
        index for index, word in enumerate(words[:place]) if word.name in {"in", "during", "whole"}
    ]
    strange = {word.name for word in words[opened[-1] + 1 if opened else 0 : place]} - {
        "reporting",
        "current",
    }
    after = list(
        takewhile(
            lambda word: word.name not in {"through", "in"} and word.text not in _ASIDE,
            words[place + 1 :],
        )
    )
    its_own = _of_the_plan(after) or (not after and bool(names & {"whole", "during"}))
    return its_own and not strange


def _of_the_plan(words: Sequence[Token]) -> bool:
    """«реализации», «действия муниципальной программы»: a run, of the roadmap itself or of nothing
    named.
    """
    if not words or not words[0].text.startswith(_ITS_RUN):
        return False
    return len(words) == 1 or any(word.text.startswith(_OWN) for word in words)


def _is_within_a_day(nodes: Sequence[Node]) -> bool:
    """«не позднее суток», «в срок до суток»."""
    return any(isinstance(node, Token) and node.text == "суток" for node in nodes)
