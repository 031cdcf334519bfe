"""How often something comes again, as a phrase says it: «раз в квартал», «до 5 числа каждого
месяца».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from roadmap.deadlines.atoms import Atom, Part
from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.tokens import Token

#: What comes again, by the word that says so outright.
_WORDS = {
    Name.YEARLY: Name.YEAR,
    Name.MONTHLY: Name.MONTH,
    Name.QUARTERLY: Name.QUARTER,
    Name.WEEKLY: Name.WEEK,
    Name.DAILY: Name.DAY,
    Name.HALF_YEARLY: Name.HALF,
    Name.DECADELY: Name.DECADE,
    Name.TERMLY: Name.TERM,
    Name.PERIODICALLY: Name.OTHER,
}
#: The words that say outright that something comes again.
RHYTHM_WORDS = frozenset({*_WORDS, Name.TIMES, Name.N_TIMES, Name.EACH})
_UNITS = {
    Name.YEAR_WORD: Name.YEAR,
    Name.MONTH_WORD: Name.MONTH,
    Name.QUARTER: Name.QUARTER,
    Name.WEEK: Name.WEEK,
    Name.DAY: Name.DAY,
    Name.DECADE: Name.DECADE,
    Name.HALF: Name.HALF,
    Name.TERM: Name.TERM,
    Name.TRIMESTER: Name.TRIMESTER,
    Name.SEMESTER: Name.OTHER,
}
_EACH_TIME = frozenset({"год", "месяц", "квартал", "неделю", "полугодие", "четверть"})
_SMALL = frozenset(
    {
        Name.IN,
        Name.DURING,
        Name.WHOLE,
        Name.EACH,
        Name.SCHOOL,
        Name.CALENDAR_DAYS,
        Name.WORKING,
        Name.REPORTING,
    }
)
#: A phrase without any of these comes once.
_MAY_COME_AGAIN = frozenset(
    {
        *RHYTHM_WORDS,
        *_UNITS,
        Name.ONCE_IN,
        Name.WORKING,
        Name.WEEKDAY,
        Name.MONTHDAY,
        Name.SPAN,
        Name.PART,
        Name.BEGIN,
        Name.MIDDLE,
        Name.REPORTING,
        Name.PRECEDING,
    }
)
_AFTER_THE_REPORTED = frozenset({Name.NEXT, Name.REPORTING})
_BY_THE_END_OF_THE_NEXT = frozenset({Name.NEXT, Name.REPORTING, Name.FINISH})
_SO_MANY_TIMES = frozenset({Name.TIMES, Name.N_TIMES})
#: What comes each ten days has three days of each month.
_MONTHLY = {Name.DECADE: Name.MONTH}
_EACH_YEAR = frozenset({Name.MONTH, Name.DAY, Name.SEASON})
_EACH_MONTH = frozenset({Name.MONTHDAY, Name.PART})
_EDGES = frozenset({Name.BEGIN, Name.MIDDLE, Name.FINISH})
_OF_A_MONTH = frozenset({Name.MONTH_WORD, Name.EACH, Name.REPORTING, Name.NEXT})
_ENDS = frozenset({Name.COMMA, Name.OPEN, Name.CLOSE, Name.DASH})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often: once (`count` times) in each `unit`, on `days` of the month or `parts` of it or on
    `weekdays`.

    `lag` says that the day lies in the month after the one, or the quarter, that is reported on;
    `counted` that the phrase counts («1 раз в год»), where «ежегодно» does not; `month` that of the
    quarter or half-year which is named («второго месяца квартала»), 0 for none; `told` that a word
    says outright that it comes again.
    """

    unit: Name
    count: int = 1
    step: int = 1
    days: tuple[int, ...] = ()
    working: bool = False
    parts: tuple[Part, ...] = ()
    weekdays: tuple[int, ...] = ()
    lag: bool = False
    counted: bool = False
    month: int = 0
    told: bool = False


def read_rhythm(nodes: Phrase) -> Rhythm | None:
    """Return how often the phrase says something comes again, None where it does not."""
    words = nodes.names | nodes.units
    if _MAY_COME_AGAIN.isdisjoint(words):
        return None
    told, count, step = _frequency(nodes)
    days, working = _days_of_month(nodes)
    if told is Name.DECADE:
        days = days or (10, 20, 31)
    if (
        not days
        and words >= _BY_THE_END_OF_THE_NEXT
        and nodes.has_pair(Name.FINISH, Name.MONTH_WORD)
    ):
        days = (31,)  # «до конца месяца, следующего за отчётным»
    parts = tuple(filter(None, map(_part_named, nodes)))
    weekdays = tuple(node.number for node in nodes if node.name is Name.WEEKDAY)
    # «дня, предшествующего дню голосования» is counted from that day.
    before = Name.PRECEDING in words and (Name.DAY not in nodes.names or bool(told))
    reporting = words >= _AFTER_THE_REPORTED or before
    unit = _MONTHLY.get(told, told) or _unit_of_days(nodes, days, parts, weekdays)
    if not unit and not reporting:
        return None
    rhythm = Rhythm(
        unit or Name.YEAR,
        count,
        step,
        days,
        working,
        parts,
        weekdays,
        lag=reporting,
        counted=not words.isdisjoint(_SO_MANY_TIMES) or bool(_so_many_in(nodes)),
        told=bool(told),
    )
    return _of_the_quarter(rhythm, nodes)


def _of_the_quarter(rhythm: Rhythm, nodes: Phrase) -> Rhythm:
    """«до 10 числа … квартала»: a day of a month of the quarter, or of the one after it; of a
    half-year, of its last month or of the one after it.
    """
    if rhythm.unit is Name.HALF and rhythm.days and Name.LAST in nodes.names:
        return replace(rhythm, month=6)
    monthly = rhythm.unit is Name.MONTH and rhythm.days and Name.QUARTER in nodes.names
    if not monthly and rhythm.unit is not Name.QUARTER:
        return rhythm
    lag = rhythm.lag or not _is_within_the_quarter(nodes, rhythm.days)
    return replace(rhythm, unit=Name.QUARTER, lag=lag, month=_month_of_quarter(nodes))


def _is_within_the_quarter(nodes: Phrase, days: tuple[int, ...]) -> bool:
    """«до 20 числа последнего месяца квартала», not after it as «ежеквартально до 10 числа»."""
    return 31 in days or Name.LAST in nodes.names or _names_last_month(nodes)


def says_how_often(nodes: Phrase) -> bool:
    """Whether a word says outright that something comes again: «ежемесячно», «раз в», «каждый»."""
    return bool(_frequency(nodes)[0])


def _unit_of_days(
    nodes: Phrase, days: tuple[int, ...], parts: tuple[Part, ...], weekdays: tuple[int, ...]
) -> Name:
    """What a part, a weekday or a day of no named month is of, where no word says how often."""
    names = nodes.names
    quarter = next((unit for unit in (Name.QUARTER, Name.HALF) if unit in names), Name.NONE)
    if parts and parts[0].name not in _EDGES:
        unit = Name.MONTH if Name.MONTH_WORD in names else quarter
        if unit:
            return unit
    if Name.DAY not in nodes.units:
        if weekdays:
            return Name.WEEK
        if days:
            return quarter or Name.MONTH
    return quarter if _month_of_quarter(nodes) or _names_last_month(nodes) else Name.NONE


def _month_of_quarter(nodes: Phrase) -> int:
    """«второго месяца квартала»: which of its three months; 0 where none is named."""
    months = (
        atom.number
        for atom in nodes.atoms
        if atom.unit is Name.SPAN and atom.counted is Name.MONTH_WORD and 1 <= atom.number <= 3
    )
    return next(months, 0)


def _names_last_month(nodes: Phrase) -> bool:
    """«последнего месяца», «третий месяц»: a month told by a number of no unit."""
    return any(
        left.name in {Name.NUMBER, Name.LAST}
        and left.text != Look.ROMAN
        and right.name is Name.MONTH_WORD
        for left, right in pairwise(nodes)
    )


def _frequency(nodes: Phrase) -> tuple[Name, int, int]:
    """The unit in which something comes again, how often in it, and in every how many of it."""
    for index, node in enumerate(nodes):
        if node.name in _WORDS:
            return _WORDS[node.name], 1, 1
        if node.text in {"дни", "дням"} and nodes.name(max(index - 1, 0)) is Name.WORKING:
            return Name.DAY, 1, 1
        if node.name is Name.ONCE_IN and _is_every_other_day(nodes, index):
            return Name.DAY, 1, 2
        name = node.unit if isinstance(node, Atom) else node.name
        if name in {Name.TIMES, Name.N_TIMES, Name.EACH}:
            unit, step = _unit_after(nodes, index + 1, each=name is Name.EACH)
            if unit:
                return unit, max(node.number, 1), step
    return _by_plural(nodes) or _so_many_in(nodes), 1, 1


def _is_every_other_day(nodes: Phrase, index: int) -> bool:
    """«через день», but not «через день после»."""
    ends = index + 2 >= len(nodes) or nodes.name(index + 2) in _ENDS
    return nodes.text(index + 1) == "день" and ends


def _so_many_in(nodes: Phrase) -> Name:
    """«1 в месяц», «по одному в квартал», «2 семинара в год»: so many things each time."""
    for index in range(2, len(nodes)):
        if nodes.text(index) not in _EACH_TIME or nodes.text(index - 1) != "в":
            continue
        thing = nodes.name(index - 2) is Name.OTHER
        if nodes.name(index - 3 if thing else index - 2) is Name.NUMBER:
            return _UNITS[nodes.name(index)]
    return Name.NONE


def _by_plural(nodes: Phrase) -> Name:
    """«по кварталам», «по полугодиям», «по итогам каждого …» are met elsewhere; here the plain
    plural.
    """
    for before, node in pairwise(nodes):
        plural = node.text.endswith(("ам", "ям")) and node.name in _UNITS
        if plural and before.name is Name.THROUGH:
            return _UNITS[node.name]
    return Name.NONE


def _unit_after(nodes: Phrase, index: int, *, each: bool) -> tuple[Name, int]:
    while nodes.name(index) in _SMALL:
        index += 1
    atom = nodes.atom(index)
    if atom is not None:
        return _unit_of_atom(atom, each=each)
    name = nodes.name(index)
    if name is Name.WEEKDAY:
        return Name.WEEK, 1
    if name is Name.HALF_PART and nodes.name(index + 1) is Name.YEAR_WORD:
        return Name.HALF, 1
    return _UNITS.get(name, Name.NONE), 1


def _unit_of_atom(atom: Atom, *, each: bool) -> tuple[Name, int]:
    if atom.unit is Name.SPAN:
        return _UNITS.get(atom.counted, Name.DAY), atom.number
    if atom.part is not None and atom.part.name is Name.WEEK and not each:
        return Name.WEEK, atom.part.number
    if atom.unit is Name.PERIOD_YEAR or (each and atom.unit in _EACH_YEAR):
        return Name.YEAR, 1
    return Name.MONTH if each and atom.unit in _EACH_MONTH else Name.NONE, 1


def _part_named(node: Node) -> Part | None:
    if isinstance(node, Atom):
        return node.part if node.unit is Name.PART else None
    return Part(node.name) if node.name in {Name.BEGIN, Name.MIDDLE} else None


def _days_of_month(nodes: Phrase) -> tuple[tuple[int, ...], bool]:
    """The days of the month («1 и 15 числа»), and whether working ones are counted; a range is due
    on its last.
    """
    found: list[int] = []
    working = joined = False
    for index, node in enumerate(nodes):
        if isinstance(node, Token):
            joined = joined or node.name in {Name.DASH, Name.THROUGH}
            continue
        counted = node.unit is Name.SPAN and node.counted in {Name.DAY, Name.WORKING}
        if node.unit is Name.MONTHDAY or (counted and nodes.name(index + 1) in _OF_A_MONTH):
            if joined and found:
                found.pop()
            found.append(node.number)
            working = working or node.counted is Name.WORKING
        joined = False
    return tuple(found), working
