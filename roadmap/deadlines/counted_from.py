"""Durations counted from something: «в течение 10 дней со дня …», «за месяц до …», «через неделю
после …».
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.deadlines.atoms import PLACED, Atom, Node

_GOVERNING = frozenset({"during", "by", "till", "once_in"})
_LENGTHS = frozenset({"week", "month_word", "hour", "year_word"})
_HALF_A_YEAR = frozenset({"полгода", "полугода"})
_ANCHORS = frozenset({"till", "after", "since", "outcome", "before"})
_BETWEEN = frozenset({"working", "calendar_days", "school", "close"})


def find_anchor(nodes: Sequence[Node]) -> int | None:
    """Return where what a duration is counted from begins («до начала …», «со дня …»); None where
    there is none.
    """
    for index in range(len(nodes)):
        governor = _governor(nodes, index)
        if not _is_length(nodes[index], governed=bool(governor)):
            continue
        after = index + 1
        while _name(nodes, after) in _BETWEEN:
            after += 1
        if _is_anchor(nodes, after, during=governor == "during"):
            return after
    return None


def _is_length(node: Node, *, governed: bool) -> bool:
    if isinstance(node, Atom):
        weeks = (
            node.unit == "part" and node.part is not None and node.part.name in {"week", "decade"}
        )
        return node.unit == "span" or (weeks and governed)
    return governed and (node.name in _LENGTHS or node.text in _HALF_A_YEAR or node.text == "суток")


def _governor(nodes: Sequence[Node], index: int) -> str:
    """The word that says that a length follows: «в течение», «не позднее», «через», «за»."""
    back = index - 1
    while back >= 0 and _text(nodes, back) == "чем":
        back -= 1
    name = _name(nodes, back) if back >= 0 else ""
    return name if name in _GOVERNING or (back >= 0 and _text(nodes, back) == "за") else ""


def _is_anchor(nodes: Sequence[Node], index: int, *, during: bool) -> bool:
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    name = _name(nodes, index)
    if name == "from":  # «с момента …», but not «с 1 по 7 октября»
        return following is not None and not (
            isinstance(following, Atom) and following.unit in PLACED
        )
    if name == "through":
        return _name(nodes, index + 1) == "outcome"
    return name in _ANCHORS and not (name == "till" and during)


def _name(nodes: Sequence[Node], index: int) -> str:
    node = nodes[index] if index < len(nodes) else None
    return "" if node is None or isinstance(node, Atom) else node.name


def _text(nodes: Sequence[Node], index: int) -> str:
    node = nodes[index]
    return "" if isinstance(node, Atom) else node.text
