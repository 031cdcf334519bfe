"""Put tokens together into atoms, then give each its year and the part of it that is meant."""

from __future__ import annotations

from dataclasses import replace

from roadmap.deadlines.atoms import JOINTS, PLACED, Atom, Part, given
from roadmap.deadlines.counting import read_counted
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.tokens import Token

_PLAIN_YEARS = frozenset({Name.CURRENT, Name.REPORTING, Name.CALENDAR_DAYS})
_YEARS = frozenset({Name.YEAR, Name.YEARS})
_HEADS = frozenset({Name.DASH, Name.COLON})
_BETWEEN = frozenset({Name.COMMA, Name.AND})
_EDGES = frozenset({Name.BEGIN, Name.MIDDLE, Name.FINISH})
_BEFORE_A_YEAR = _PLAIN_YEARS | {Name.SCHOOL, Name.NEW}
_BEHIND_A_MONTH = frozenset({Name.OPEN, Name.COMMA, Name.COLON, Name.DASH})


def joined(tokens: Phrase) -> Phrase:
    """Return the phrase with every atom in place of the tokens it was made of."""
    return _parted(_dated(_with_years_told(read_counted(tokens))))


# ── years ─────────────────────────────────────────────────────────────────────────────────────


def _with_years_told(nodes: Phrase) -> Phrase:
    """«2024 – до 1 марта, 2025 – до 1 февраля»: each year written behind the days that it heads.

    Only where every part of the phrase begins with its year.
    """
    if sum(node.name is Name.YEAR for node in nodes) < 2:
        return nodes
    told: list[Node] = []
    heads = [index for index, node in enumerate(nodes) if node.name is Name.YEAR]
    starts = [head - (nodes.name(head - 1) is Name.IN) for head in heads]
    if starts[0] != 0:
        return nodes
    for head, end in zip(heads, [*starts[1:], len(nodes)], strict=True):
        start = head + 1 + (nodes.name(head + 1) is Name.YEAR_WORD)
        signed = nodes.name(start) in _HEADS
        part = nodes.cut(start + signed, end)
        while part and part[-1].name in _BETWEEN:
            part = part.cut(0, len(part) - 1)
        after_sign = nodes.name(starts[heads.index(head)] - 1) in {*_BETWEEN, Name.NONE}
        if not part or part[0].name in _BETWEEN or not (signed or after_sign):
            return nodes
        placed = [node for node in part if isinstance(node, Atom) and _can_be_given_a_year(node)]
        if not placed and Name.DURING not in part.names:
            return nodes
        for node in part if placed else (nodes[head],):
            told.append(node)
            if isinstance(node, Atom) and _can_be_given_a_year(node):
                told.append(nodes[head])
        told.append(Token(Name.COMMA))
    return Phrase(told[:-1])


def _dated(nodes: Phrase) -> Phrase:
    """Give each year to the atom that it follows; a year by itself becomes an atom."""
    dated: list[Node] = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        if not isinstance(node, Token) or node.name not in _YEARS:
            dated.append(node)
            continue
        behind_school = any(word.name is Name.SCHOOL for word in dated[-2:])
        year = _year(node, behind_school or _is_followed_by_school(nodes, index))
        while nodes.name(index) in {Name.YEAR_WORD, Name.SCHOOL}:
            index += 1
        if _goes_on(dated, year):
            continue
        back = -2 if dated and _leads_to_the_day_before(dated[-1], nodes, index) else -1
        before = dated[back] if len(dated) >= -back else None
        if isinstance(before, Atom) and _can_be_given_a_year(before):
            dated[back] = given(before, year)
        else:
            dated.append(year)
    return Phrase(dated)


def _is_followed_by_school(nodes: Phrase, index: int) -> bool:
    """«2019–2020 учебный год», «2019–2020 и 2020–2021 учебные годы»."""
    while nodes.name(index) in {Name.COMMA, Name.AND} and nodes.name(index + 1) is Name.YEARS:
        index += 2
    return Name.SCHOOL in {nodes.name(index), nodes.name(index + 1)}


def _leads_to_the_day_before(word: Node, nodes: Phrase, behind: int) -> bool:
    """«до 1 марта в 2024 году», «март (2024)»."""
    return word.name is Name.IN or (word.name is Name.OPEN and nodes.name(behind) is Name.CLOSE)


def _can_be_given_a_year(atom: Atom) -> bool:
    return atom.unit in PLACED and atom.year is None and atom.school is None


def _goes_on(dated: list[Node], year: Atom) -> bool:
    """«декабрь 2019, 2020 и 2021 гг.»: once in each of the years that follow one another."""
    before = dated[-2] if len(dated) > 1 else None
    if not isinstance(before, Atom) or dated[-1].name not in {Name.COMMA, Name.AND}:
        return False
    last = before.until or before.year
    placed = before.unit in PLACED - {Name.YEAR, Name.YEARS}
    if not placed or last is None or year.unit is not Name.YEAR or year.year != last + 1:
        return False
    dated[-2:] = [replace(before, until=year.year)]
    return True


def _year(token: Token, school: bool) -> Atom:
    if token.name is Name.YEAR:
        return Atom(Name.YEAR, year=token.year)
    first = token.year or token.number
    if first + 1 == token.number and (school or token.text == "/"):
        return Atom(Name.SCHOOL_YEAR, school=first)
    return Atom(Name.YEARS, year=min(first, token.number), until=max(first, token.number))


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _parted(nodes: Phrase) -> Phrase:
    """Join «первая декада» or «конец» with the month, quarter or year that follows; or with a month
    before it.
    """
    parted: list[Node] = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        part = leading_part(node)
        index += 1
        if part is None:
            parted.append(node)
            continue
        base, used = _base(nodes, index)
        if base is not None:
            _share(parted, base)
            parted.append(replace(base, part=part))
            index += used
        elif _is_heading(nodes, index) or not _into_month_before(parted, part):
            parted.append(node)
    return Phrase(parted)


def leading_part(node: Node) -> Part | None:
    """«первая декада», «конец»: the part of whatever follows; None where it is no part."""
    if isinstance(node, Atom):
        return node.part if node.unit in {Name.PART, Name.MONTHDAY} else None
    return Part(node.name) if node.name in _EDGES else None


def _is_heading(nodes: Phrase, index: int) -> bool:
    """«сентябрь, окончание – май»: what is named after the sign ends then."""
    word = nodes.name(index - 1) is not Name.ATOM
    return word and nodes.name(index) in {Name.DASH, Name.COLON}


def _base(nodes: Phrase, index: int) -> tuple[Atom | None, int]:
    """What a part is of, and how many nodes that takes: an atom, or «(нового учебного) года»."""
    atom = nodes.atom(index)
    if atom is not None:
        whole = atom.unit in PLACED and atom.unit is not Name.DAY and atom.part is None
        return (atom, 1) if whole else (None, 0)
    end = index
    while nodes.name(end) in _BEFORE_A_YEAR:
        end += 1
    if nodes.name(end) is not Name.YEAR_WORD:
        return None, 0
    adjectives = nodes.cut(index, end).names
    which = Name.NONE
    if Name.SCHOOL in adjectives:
        which = Name.NEW if Name.NEW in adjectives else Name.SCHOOL
    return Atom(Name.PERIOD_YEAR, counted=which), end - index + 1


def _share(parted: list[Node], base: Atom) -> None:
    """«1–2 неделя сентября», «в начале и в конце года»: the parts before share the month or the
    year.
    """
    for back in range(len(parted) - 1, -1, -1):
        node = parted[back]
        part = leading_part(node)
        if part is not None:
            parted[back] = replace(base, part=part)
        elif node.name is not Name.IN and node.name not in JOINTS:
            break


def _into_month_before(parted: list[Node], part: Part) -> bool:
    """«октябрь (2 неделя)», «октябрь, 2–3 неделя»: the part belongs to the month written before
    it.
    """
    back = len(parted) - 1
    while back >= 0 and parted[back].name in _BEHIND_A_MONTH:
        back -= 1
    before = parted[back] if back >= 0 else None
    if not isinstance(before, Atom) or before.unit is not Name.MONTH:
        return False
    if before.part is None:
        parted[back:] = [replace(before, part=part)]
    elif parted[-1].name in {Name.COMMA, Name.DASH}:
        parted.append(replace(before, part=part))
    else:
        return False
    return True
