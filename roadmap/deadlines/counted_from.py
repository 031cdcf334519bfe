"""Durations counted from something: «в течение 10 дней со дня …», «за месяц до …», «через неделю
после …».
"""

from __future__ import annotations

from roadmap.deadlines.atoms import PLACED, Atom
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Node, Phrase

_GOVERNING = frozenset({Name.DURING, Name.BY, Name.TILL, Name.ONCE_IN})
_LENGTHS = frozenset({Name.WEEK, Name.MONTH_WORD, Name.HOUR, Name.YEAR_WORD})
_PARTS = frozenset({Name.WEEK, Name.DECADE})
_LENGTHS_IN_A_WORD = frozenset({"полгода", "полугода", "суток"})
_ANCHORS = frozenset({Name.TILL, Name.AFTER, Name.SINCE, Name.OUTCOME, Name.BEFORE})
_BETWEEN = frozenset({Name.WORKING, Name.CALENDAR_DAYS, Name.SCHOOL, Name.CLOSE})


def find_anchor(nodes: Phrase) -> int | None:
    """Return where what a duration is counted from begins («до начала …», «со дня …»); None where
    there is none.
    """
    for index, node in enumerate(nodes):
        governor = _governor(nodes, index)
        if not _is_length(node, governed=governor is not None):
            continue
        after = index + 1
        while nodes.name(after) in _BETWEEN:
            after += 1
        if _is_anchor(nodes, after, during=governor is Name.DURING):
            return after
    return None


def _is_length(node: Node, *, governed: bool) -> bool:
    if isinstance(node, Atom):
        weeks = node.unit is Name.PART and node.part is not None and node.part.name in _PARTS
        return node.unit is Name.SPAN or (weeks and governed)
    return governed and (node.name in _LENGTHS or node.text in _LENGTHS_IN_A_WORD)


def _governor(nodes: Phrase, index: int) -> Name | None:
    """The word that says that a length follows: «в течение», «не позднее», «через», «за»."""
    back = index - 1
    while nodes.text(back) == "чем":
        back -= 1
    name = nodes.name(back)
    return name if name in _GOVERNING or nodes.text(back) == "за" else None


def _is_anchor(nodes: Phrase, index: int, *, during: bool) -> bool:
    name = nodes.name(index)
    if name is Name.FROM:  # «с момента …», but not «с 1 по 7 октября»
        following = nodes.atom(index + 1)
        dated = following is not None and following.unit in PLACED
        return index + 1 < len(nodes) and not dated
    if name is Name.THROUGH:
        return nodes.name(index + 1) is Name.OUTCOME
    return name in _ANCHORS and not (name is Name.TILL and during)
