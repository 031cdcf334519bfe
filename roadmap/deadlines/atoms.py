"""Put tokens together into atoms: a day, a month, a quarter, a year, or a part of one («первая декада марта»)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from roadmap.deadlines.tokens import Token


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is meant: `name` decade, week, half_part, weekday, begin, middle or finish; -1 is the last one."""

    name: str
    number: int = 1
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Atom:
    """Something with a place in the calendar; `number` is that of the month, quarter, half-year, term or season.

    `year` is None where none is written; `until` the last year of several («февраль 2018–2020 гг.»); `school` the
    first calendar year of a school year that is named. Units `part`, `monthday`, `times` and `span` have no place of
    their own: a part of nothing named, a day of every month, a frequency, a duration.
    """

    unit: str
    number: int = 0
    day: int = 0
    year: int | None = None
    until: int | None = None
    school: int | None = None
    part: Part | None = None
    name: str = ""


Node: TypeAlias = Token | Atom
_Maker: TypeAlias = Callable[[int], Node]

PLACED = frozenset({"day", "month", "quarter", "half", "term", "season", "year", "years", "school_year", "period_year"})
_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
_JOINTS = frozenset({"dash", "comma", "and", "or", "slash", "through"})
_NUMBERED = {"quarter": "quarter", "half": "half", "term": "term", "trimester": "term"}
_PARTS = frozenset({"decade", "week", "half_part"})
_DURATIONS = frozenset({"day", "month_word", "year_word", "hour"})
_FILLING = frozenset({"school", "working", "calendar_days"})
_EDGES = frozenset({"begin", "middle", "finish"})


def read_nodes(tokens: Sequence[Token]) -> list[Node]:
    """Return the phrase with every atom in place of the tokens it was made of."""
    return _parted(_dated(_measured(tokens)))


def days_in(month: int, year: int | None) -> int:
    """How many days a month may have; 29 for February of an unknown year."""
    return monthrange(year or 2020, month)[1]


# ── numbers and what they count ─────────────────────────────────────────────────────────────────────────────────────


def _measured(tokens: Sequence[Token]) -> list[Node]:
    nodes: list[Node] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.name in {"number", "last"}:
            made, index = _counted(tokens, index)
            nodes.extend(made)
        elif token.name in _NUMBERED and _stands_before_its_number(tokens, index):
            nodes.append(Atom(_NUMBERED[token.name], tokens[index + 1].number))
            index += 2
        else:
            nodes.append(_one_unit(tokens, index) or _single(token, _name(tokens, index + 1)))
            index += 1
    return nodes


def _name(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].name if 0 <= index < len(tokens) else ""


def _stands_before_its_number(tokens: Sequence[Token], index: int) -> bool:
    return _name(tokens, index + 1) == "number" and _name(tokens, index + 2) in {"", "year", "years", "close", "comma"}


def _one_unit(tokens: Sequence[Token], index: int) -> Atom | None:
    """«за месяц до», «через неделю после», «на следующий день»: one of the unit, though no number is written."""
    token, before = tokens[index], tokens[index - 1] if index else Token("")
    if token.name not in _DURATIONS | {"week"}:
        return None
    counted = before.text == "за" or before.name == "once_in"
    if (counted and _name(tokens, index + 1) in {"till", "after"}) or (token.name == "day" and before.name == "next"):
        return Atom("span", 1, name=token.name)
    return None


def _single(token: Token, following: str) -> Node:
    if token.name == "month":
        return Atom("month", token.number, year=token.year)
    if token.name == "date":
        return _day(token.number, token)
    if token.name in _SEASONS and following not in {"holidays", "event", "other"}:
        return Atom("season", _SEASONS[token.name])
    return token


def _day(day: int, token: Token) -> Node:
    """A day of the month of `token`, or a «bad» token where the calendar has no such day («31.09»)."""
    month = token.month or token.number
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, token.year):
        return Token("bad")
    return Atom("day", month, day, token.year)


def _counted(tokens: Sequence[Token], index: int) -> tuple[list[Node], int]:
    """A run of numbers («1, 8 и 15», «I–II», «с 1 по 15») takes the unit that follows its last one."""
    run: list[Token] = [tokens[index]]
    end = index + 1
    while _name(tokens, end) in _JOINTS and _name(tokens, end + 1) in {"number", "last"}:
        run += [tokens[end], tokens[end + 1]]
        end += 2
    if _name(tokens, end) in _JOINTS and _name(tokens, end + 1) == "date" and len(tokens[end + 1].text) < 8:
        return [_of_run(token, lambda number: _day(number, tokens[end + 1])) for token in run], end
    unit = end
    while _name(tokens, unit) in _FILLING:
        unit += 1
    made = _with_unit(run, tokens, unit)
    return (made, unit + 1) if made is not None else (list(run), end)


def _with_unit(run: Sequence[Token], tokens: Sequence[Token], unit: int) -> list[Node] | None:
    name = _name(tokens, unit)
    if name == "month":
        return [_of_run(token, lambda number: _day(number, tokens[unit])) for token in run]
    if name == "weekday":
        return [_of_run(token, lambda number: _part("weekday", number, tokens[unit].number)) for token in run]
    if name in _PARTS:
        return [_of_run(token, lambda number: _part(name, number)) for token in run]
    if name in _NUMBERED:
        return [_of_run(token, lambda number: _numbered(_NUMBERED[name], number)) for token in run]
    worked = "working" if _name(tokens, unit - 1) == "working" else name
    if name == "day" and run[0].name == "last":
        return [Atom("monthday", 31, name=worked)]
    if name in _DURATIONS and run[-1].number > 0:
        return [_of_run(token, lambda number: Atom("span", number, name=worked)) for token in run]
    if name == "number_word":
        return [_of_run(token, lambda number: Atom("monthday", number)) for token in run]
    if name == "times":
        return [_of_run(token, lambda number: Atom("times", number)) for token in run]
    return None


def _of_run(token: Token, make: _Maker) -> Node:
    return make(token.number if token.name == "number" else -1) if token.name in {"number", "last"} else token


def _part(name: str, number: int, weekday: int = 0) -> Node:
    return Atom("part", part=Part(name, number, weekday)) if -1 <= number <= 5 else Token("bad")


def _numbered(unit: str, number: int) -> Node:
    most = 2 if unit == "half" else 4
    number = most if number == -1 else number
    return Atom(unit, number) if 1 <= number <= most else Token("bad")


# ── years ───────────────────────────────────────────────────────────────────────────────────────────────────────────


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
        school = _node_name(nodes, index) == "school" or (_node_name(nodes, index + 1) == "school")
        while _node_name(nodes, index) in {"year_word", "school"}:
            index += 1
        year = _year(node, school)
        before = dated[-1] if dated else None
        if isinstance(before, Atom) and before.unit in PLACED and before.year is None and before.school is None:
            dated[-1] = given(before, year)
        else:
            dated.append(year)
    return dated


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


def given(atom: Atom, year: Atom) -> Atom:
    """The atom in the year, the years or the school year that `year` names."""
    return replace(atom, year=year.year, until=year.until, school=year.school)


# ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _parted(nodes: Sequence[Node]) -> list[Node]:
    """Join «первая декада» or «конец» with the month, quarter or year that follows; or with a month before it."""
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
        elif not _into_month_before(parted, part):
            parted.append(nodes[index - 1])
    return parted


def _leading_part(node: Node) -> Part | None:
    if isinstance(node, Atom):
        return node.part if node.unit == "part" else None
    return Part(node.name) if node.name in _EDGES else None


def _base(nodes: Sequence[Node], index: int) -> tuple[Atom | None, int]:
    node = nodes[index] if index < len(nodes) else None
    if isinstance(node, Atom):
        return (node, 1) if node.unit in PLACED and node.unit != "day" and node.part is None else (None, 0)
    words = 0
    school = False
    while _node_name(nodes, index + words) in {"school", "current"}:
        school = school or _node_name(nodes, index + words) == "school"
        words += 1
    if _node_name(nodes, index + words) == "year_word":
        return Atom("period_year", name="school" if school else ""), words + 1
    return None, 0


def _shared(parted: list[Node], base: Atom) -> list[Node]:
    """«1–2 неделя сентября»: the parts before share the month."""
    for back in range(len(parted) - 1, -1, -1):
        node = parted[back]
        if isinstance(node, Atom) and node.unit == "part":
            parted[back] = replace(base, part=node.part)
        elif not isinstance(node, Token) or node.name not in _JOINTS:
            break
    return parted


def _into_month_before(parted: list[Node], part: Part) -> bool:
    """«октябрь (2 неделя)», «октябрь, 2–3 неделя»: the part belongs to the month written before it."""
    back = len(parted) - 1
    while back >= 0 and isinstance(parted[back], Token) and parted[back].name in {"open", "comma", "colon", "dash"}:
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
