"""Days whose month is named apart: «до 20 числа сентября», «декабрь, 25–27», «10 января и
апреля».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.deadlines.atoms import JOINTS, Atom, Node, days_in
from roadmap.deadlines.tokens import Token

_OF_EVERY_MONTH = frozenset({"each", "monthly", "quarterly", "month_word", "reporting"})


def day_of(day: int, token: Token) -> Node:
    """A day of the month of `token`, or a «bad» token where the calendar has no such day
    («31.09»).
    """
    month = token.month or token.number
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, token.year):
        return Token("bad")
    return Atom("day", month, day, token.year)


def with_named_days(nodes: list[Node]) -> list[Node]:
    """«с 15 по 20 число сентября», «сентябрь (до 20 числа)»: days of that month, not of every
    one.
    """
    days = [
        index
        for index, node in enumerate(nodes)
        if isinstance(node, Atom) and node.unit == "monthday"
    ]
    others = {node.name for node in nodes if isinstance(node, Token)}
    if not days or others & _OF_EVERY_MONTH:
        return nodes
    months = [index for index in range(max(days[0] - 3, 0), len(nodes)) if _is_month(nodes[index])]
    if months[:1] != [days[-1] + 1] and (len(months) != 1 or sum(map(_is_month, nodes)) != 1):
        return nodes
    named = [
        _day_in(nodes[months[0]], node) if index in days else node
        for index, node in enumerate(nodes)
    ]
    return named[: months[0]] + named[months[0] + 1 :]


def with_numbered_days(nodes: list[Node]) -> list[Node]:
    """«декабрь, 25–27», «июнь, 1»: numbers that count nothing, behind a month to the end of the
    phrase or bracket.
    """
    for index, node in enumerate(nodes):
        if not _is_month(node) or _day_before(nodes, index):
            continue
        start = index + 2 if _name(nodes, index + 1) in {"comma", "open"} else index + 1
        end = start
        while _name(nodes, end) in {"number", *JOINTS}:
            end += 1
        numbers = [
            at
            for at in nodes[start:end]
            if isinstance(at, Token) and at.name == "number" and at.text == ""
        ]
        followed = _name(nodes, end) not in {"", "close", "year"}
        if not numbers or followed:
            continue
        days = [
            _day_in(node, Atom("monthday", at.number)) if at in numbers else at
            for at in nodes[start:end]
            if isinstance(at, Token)
        ]
        return nodes[:index] + days + nodes[end:]
    return nodes


def with_shared_day(nodes: list[Node]) -> list[Node]:
    """«10 января, апреля и июля»: a month in the genitive shares the day of the one before it."""
    shared = list(nodes)
    for index in range(2, len(nodes)):
        day, joint, month = shared[index - 2], nodes[index - 1], nodes[index]
        if not isinstance(day, Atom) or not isinstance(month, Atom) or not isinstance(joint, Token):
            continue
        if (
            day.unit == "day"
            and joint.name in {"comma", "and"}
            and month.unit == "month"
            and month.name == "of"
        ):
            shared[index] = replace(
                month, unit="day", day=min(day.day, days_in(month.number, month.year)), name=""
            )
    return shared


def _day_in(month: Node, monthday: Node) -> Node:
    """«15 числа» is a day of the month, «последний рабочий день» a part of it."""
    if not isinstance(month, Atom) or not isinstance(monthday, Atom):
        return monthday
    if monthday.part is not None:
        return replace(month, part=monthday.part)
    day = day_of(monthday.number, Token("month", month.number))
    return replace(day, year=month.year) if isinstance(day, Atom) else day


def _day_before(nodes: Sequence[Node], index: int) -> bool:
    return index > 0 and (
        isinstance(nodes[index - 1], Atom) or _name(nodes, index - 1) in {"number", *JOINTS}
    )


def _name(nodes: Sequence[Node], index: int) -> str:
    node = nodes[index] if index < len(nodes) else None
    return "" if node is None else "atom" if isinstance(node, Atom) else node.name


def _is_month(node: Node) -> bool:
    return isinstance(node, Atom) and node.unit == "month"
