"""Put tokens together into atoms, then give each its year and the part of it that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.deadlines.atoms import JOINTS, PLACED, Atom, Node, Part, given
from roadmap.deadlines.counting import read_counted
from roadmap.deadlines.tokens import Token

_PLAIN_YEARS = frozenset({"current", "reporting", "calendar_days"})
_EDGES = frozenset({"begin", "middle", "finish"})


def read_nodes(tokens: Sequence[Token]) -> list[Node]:
    """Return the phrase with every atom in place of the tokens it was made of."""
    return _parted(_dated(read_counted(tokens)))


# ── years
# ───────────────────────────────────────────────────────────────────────────────────────────


def _dated(nodes: Sequence[Node]) -> list[Node]:
    """Give each year to the atom that it follows; a year by itself becomes an atom."""
    dated: list[Node] = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        if not isinstance(node, Token) or node.name not in {"year", "years"}:
            dated.append(node)
            continue
        ahead = any(isinstance(word, Token) and word.name == "school" for word in dated[-2:])
        last = index
        while (
            _node_name(nodes, last) in {"comma", "and"} and _node_name(nodes, last + 1) == "years"
        ):
            last += 2  # «2019–2020 и 2020–2021 учебные годы»
        school = ahead or "school" in {_node_name(nodes, last), _node_name(nodes, last + 1)}
        while _node_name(nodes, index) in {"year_word", "school"}:
            index += 1
        year = _year(node, school)
        before = dated[-1] if dated else None
        if _goes_on(before, dated, year):
            continue
        if (
            isinstance(before, Atom)
            and before.unit in PLACED
            and before.year is None
            and before.school is None
        ):
            dated[-1] = given(before, year)
        else:
            dated.append(year)
    return dated


def _goes_on(joint: Node | None, dated: list[Node], year: Atom) -> bool:
    """«декабрь 2019, 2020 и 2021 гг.»: once in each of the years that follow one another."""
    before = dated[-2] if len(dated) > 1 else None
    if (
        not isinstance(joint, Token)
        or joint.name not in {"comma", "and"}
        or not isinstance(before, Atom)
    ):
        return False
    last = before.until or before.year
    if (
        before.unit not in PLACED - {"year", "years"}
        or last is None
        or year.unit != "year"
        or year.year != last + 1
    ):
        return False
    dated[-2:] = [replace(before, until=year.year)]
    return True


def _node_name(nodes: Sequence[Node], index: int) -> str:
    node = nodes[index] if index < len(nodes) else None
    return node.name if isinstance(node, Token) else ""


def _year(token: Token, school: bool) -> Atom:
    if token.name == "year":
        return Atom("year", year=token.year)
    first = token.year or token.number
    if first + 1 == token.number and (school or token.text == "/"):
        return Atom("school_year", school=first)
    return Atom("years", year=min(first, token.number), until=max(first, token.number))


# ── parts
# ───────────────────────────────────────────────────────────────────────────────────────────


def _parted(nodes: Sequence[Node]) -> list[Node]:
    """Join «первая декада» or «конец» with the month, quarter or year that follows; or with a month
    before it.
    """
    parted: list[Node] = []
    index = 0
    while index < len(nodes):
        part = _leading_part(nodes[index])
        index += 1
        if part is None:
            parted.append(nodes[index - 1])
            continue
        base, used = _base(nodes, index)
        if base is not None:
            parted = _shared(parted, base)
            parted.append(replace(base, part=part))
            index += used
        elif _is_heading(nodes, index) or not _into_month_before(parted, part):
            parted.append(nodes[index - 1])
    return parted


def _leading_part(node: Node) -> Part | None:
    if isinstance(node, Atom):
        return node.part if node.unit == "part" else None
    return Part(node.name) if node.name in _EDGES else None


def _is_heading(nodes: Sequence[Node], index: int) -> bool:
    """«сентябрь, окончание – май»: what is named after the sign ends then."""
    return isinstance(nodes[index - 1], Token) and _node_name(nodes, index) in {"dash", "colon"}


def _base(nodes: Sequence[Node], index: int) -> tuple[Atom | None, int]:
    node = nodes[index] if index < len(nodes) else None
    if isinstance(node, Atom):
        return (
            (node, 1)
            if node.unit in PLACED and node.unit != "day" and node.part is None
            else (None, 0)
        )
    adjectives: list[str] = []
    while (name := _node_name(nodes, index + len(adjectives))) in {*_PLAIN_YEARS, "school", "new"}:
        adjectives.append(name)
    if _node_name(nodes, index + len(adjectives)) != "year_word":
        return None, 0
    kept = [name for name in adjectives if name not in _PLAIN_YEARS]
    return Atom("period_year", name=" ".join(sorted(kept))), len(adjectives) + 1


def _shared(parted: list[Node], base: Atom) -> list[Node]:
    """«1–2 неделя сентября», «в начале и в конце года»: the parts before share the month or the
    year.
    """
    for back in range(len(parted) - 1, -1, -1):
        node = parted[back]
        part = _leading_part(node)
        if part is not None:
            parted[back] = replace(base, part=part)
        elif not isinstance(node, Token) or node.name not in JOINTS | {"in"}:
            break
    return parted


def _into_month_before(parted: list[Node], part: Part) -> bool:
    """«октябрь (2 неделя)», «октябрь, 2–3 неделя»: the part belongs to the month written before
    it.
    """
    back = len(parted) - 1
    while (
        back >= 0
        and isinstance(parted[back], Token)
        and parted[back].name in {"open", "comma", "colon", "dash"}
    ):
        back -= 1
    before = parted[back] if back >= 0 else None
    if not isinstance(before, Atom) or before.unit != "month":
        return False
    joint = parted[-1]
    if before.part is None:
        parted[back:] = [replace(before, part=part)]
    elif isinstance(joint, Token) and joint.name in {"comma", "dash"}:
        parted.append(replace(before, part=part))
    else:
        return False
    return True
