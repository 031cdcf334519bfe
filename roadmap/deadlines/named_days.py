"""Days whose month is named apart: «до 20 числа сентября», «декабрь, 25–27», «10 января и
апреля».
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.deadlines.atoms import JOINTS, Atom, days_in
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.tokens import Token

_OF_EVERY_MONTH = frozenset(
    {Name.EACH, Name.MONTHLY, Name.QUARTERLY, Name.MONTH_WORD, Name.REPORTING}
)
_JOINED = frozenset({Name.COMMA, Name.AND})
_ON = JOINTS | {Name.TILL}
_MONTHS = frozenset({Name.MONTH, Name.DATE})
_IN_A_RUN = JOINTS | {Name.NUMBER}
_AFTER_A_RUN = frozenset({Name.NONE, Name.CLOSE, Name.YEAR})


def day_of(day: int, token: Token) -> Node:
    """A day of the month of `token`, or a BAD token where the calendar has no such day
    («31.09»).
    """
    month = token.month or token.number
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, token.year):
        return Token(Name.BAD, day, month)
    return Atom(Name.DAY, month, day, token.year)


def with_named_days(nodes: Phrase) -> Phrase:
    """«с 15 по 20 число сентября», «сентябрь (до 20 числа)»: days of that month, not of every
    one.
    """
    days = [index for index in range(len(nodes)) if _unit(nodes, index) is Name.MONTHDAY]
    if nodes.names & _OF_EVERY_MONTH:
        return nodes
    months = [index for index in range(len(nodes)) if _unit(nodes, index) is Name.MONTH]
    near = [index for index in months if index >= days[0] - 3]
    if near[:1] != [days[-1] + 1] and not len(near) == len(months) == 1:
        return nodes
    month = nodes[near[0]]
    named = [_day_in(month, node) if index in days else node for index, node in enumerate(nodes)]
    return Phrase(named[: near[0]] + named[near[0] + 1 :])


def with_numbered_days(nodes: Phrase) -> Phrase:
    """«декабрь, 25–27», «июнь, 1»: numbers that count nothing, behind a month to the end of the
    phrase or bracket.
    """
    for index, node in enumerate(nodes):
        if _unit(nodes, index) is not Name.MONTH or _stands_in_a_date(nodes, index):
            continue
        start = index + 2 if nodes.name(index + 1) in {Name.COMMA, Name.OPEN} else index + 1
        end = start
        while nodes.name(end) in _IN_A_RUN:
            end += 1
        run = nodes.cut(start, end)
        bare = [at.name is Name.NUMBER and not at.text for at in run]
        if any(bare) and nodes.name(end) in _AFTER_A_RUN:
            days = [
                _day_in(node, Atom(Name.MONTHDAY, at.number)) if is_bare else at
                for at, is_bare in zip(run, bare, strict=True)
            ]
            return Phrase([*nodes[:index], *days, *nodes[end:]])
    return nodes


def with_shared_day(nodes: Phrase) -> Phrase:
    """«10 января, апреля и июля»: a month in the genitive shares the day of the one before it."""
    shared = list(nodes)
    for index in range(2, len(nodes)):
        day, month = shared[index - 2], nodes[index]
        if nodes[index - 1].name not in _JOINED:
            continue
        if (
            isinstance(day, Atom)
            and isinstance(month, Atom)
            and day.unit is Name.DAY
            and month.genitive
        ):
            last = min(day.day, days_in(month.number, month.year))
            shared[index] = replace(month, unit=Name.DAY, day=last, genitive=False)
    return Phrase(shared)


def with_weekdays_behind(tokens: Phrase) -> Phrase:
    """«с 3 (понедельник) по 7 июня (пятница)», «с понедельника 3 по пятницу 7 июня»: a weekday
    between a day and its month is told behind the month.
    """
    kept: list[Node] = []
    told: list[Node] = []
    index = 0
    while index < len(tokens):
        if _is_aside_of_a_day(tokens, index):
            told.append(tokens[index + 1])
            index += 3
            continue
        if _is_before_the_next_day(tokens, index):
            told.append(tokens[index])
            index += 1
            continue
        kept.append(tokens[index])
        if tokens.name(index) in _MONTHS:
            kept += told
            told = []
        index += 1
    return Phrase(kept + told)


def _is_aside_of_a_day(tokens: Phrase, index: int) -> bool:
    around = [tokens.name(at) for at in (index - 1, index, index + 1, index + 2)]
    if around != [Name.NUMBER, Name.OPEN, Name.WEEKDAY, Name.CLOSE]:
        return False
    behind, after = tokens.name(index + 3), tokens.name(index + 4)
    return behind in _MONTHS or (behind in _ON and after is Name.NUMBER)


def _is_before_the_next_day(tokens: Phrase, index: int) -> bool:
    around = [tokens.name(at) for at in (index - 2, index, index + 1)]
    listed = around == [Name.NUMBER, Name.WEEKDAY, Name.NUMBER]
    return listed and tokens.name(index - 1) in _ON


def _unit(nodes: Phrase, index: int) -> Name:
    atom = nodes.atom(index)
    return Name.NONE if atom is None else atom.unit


def _day_in(month: Node, monthday: Node) -> Node:
    """«15 числа» is a day of the month, «последний рабочий день» a part of it."""
    if not isinstance(month, Atom) or not isinstance(monthday, Atom):
        return monthday
    if monthday.part is not None:
        return replace(month, part=monthday.part)
    day = day_of(monthday.number, Token(Name.MONTH, month.number))
    return replace(day, year=month.year) if isinstance(day, Atom) else day


def _stands_in_a_date(nodes: Phrase, index: int) -> bool:
    return nodes.name(index - 1) is Name.ATOM or nodes.name(index - 1) in _IN_A_RUN
