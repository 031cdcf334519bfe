"""Deadlines that come again: how often, within which days, and the due day of each occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from roadmap.deadlines.atoms import Atom, Node, Part
from roadmap.deadlines.tokens import Token

_DAY = timedelta(days=1)
_WORDS = {
    "yearly": "year",
    "monthly": "month",
    "quarterly": "quarter",
    "weekly": "week",
    "daily": "day",
    "half_yearly": "half",
    "decadely": "decade",
    "termly": "term",
    "periodically": "other",
}
#: Names of the words that say outright that something comes again.
RHYTHM_WORDS = frozenset({*_WORDS, "times", "n_times", "each"})
_UNITS = {
    "year_word": "year",
    "month_word": "month",
    "quarter": "quarter",
    "week": "week",
    "day": "day",
    "decade": "decade",
    "half": "half",
    "term": "term",
    "trimester": "term",
    "semester": "other",
}
_EACH_TIME = frozenset({"год", "месяц", "квартал", "неделю", "полугодие", "четверть"})
_SMALL = {"in", "during", "whole", "each", "school", "calendar_days", "working", "reporting"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often: once (`count` times) in each `unit`, on `days` of the month or `parts` of it or on
    `weekdays`.

    `lag` says that the day lies in the month after the one, or the quarter, that is reported on;
    `counted` that the phrase counts («1 раз в год»), where «ежегодно» does not; `month` that of the
    quarter which is named («второго месяца квартала»), 0 for none.
    """

    unit: str
    count: int = 1
    step: int = 1
    days: tuple[int, ...] = ()
    working: bool = False
    parts: tuple[Part, ...] = ()
    weekdays: tuple[int, ...] = ()
    lag: bool = False
    counted: bool = False
    month: int = 0


def read_rhythm(nodes: Sequence[Node]) -> Rhythm | None:
    """Return how often the phrase says something comes again, None where it does not."""
    unit, count, step = _frequency(nodes)
    days, working = _days_of_month(nodes)
    parts = tuple(part for node in nodes if (part := _part_named(node)) is not None)
    weekdays = tuple(
        node.number for node in nodes if isinstance(node, Token) and node.name == "weekday"
    )
    has_days = any(isinstance(node, Atom) and node.unit == "day" for node in nodes)
    names = [node.name for node in nodes if isinstance(node, Token)]
    if unit == "decade":
        unit, days = "month", days or (10, 20, 31)
    if not unit and parts and parts[0].name not in {"begin", "middle", "finish"}:
        unit = "month" if "month_word" in names else "quarter" if "quarter" in names else ""
    if not unit and weekdays and not has_days:
        unit = "week"
    if not unit and days and not has_days:
        unit = "quarter" if "quarter" in names else "month"
    if not unit and "quarter" in names and (_month_of_quarter(nodes) or _last_month(nodes)):
        unit = "quarter"
    reporting = {"next", "reporting"} <= set(names) or "preceding" in names
    if not unit and reporting:
        unit = "year"
    if not unit:
        return None
    if unit == "month" and days and "quarter" in names:
        unit = "quarter"
    lag = reporting or (
        unit == "quarter" and 31 not in days and "last" not in names and not _last_month(nodes)
    )
    counted = bool({"times", "n_times"} & _all(nodes)) or bool(_so_many_in(nodes))
    month = _month_of_quarter(nodes) if unit == "quarter" else 0
    return Rhythm(unit, count, step, days, working, parts, weekdays, lag, counted, month)


def says_how_often(nodes: Sequence[Node]) -> bool:
    """Whether a word says outright that something comes again: «ежемесячно», «раз в», «каждый»."""
    return bool(_frequency(nodes)[0])


def _month_of_quarter(nodes: Sequence[Node]) -> int:
    named = (
        node
        for node in nodes
        if isinstance(node, Atom) and node.unit == "span" and node.name == "month_word"
    )
    return next((node.number for node in named if 1 <= node.number <= 3), 0)


def _all(nodes: Sequence[Node]) -> set[str]:
    return {node.unit if isinstance(node, Atom) else node.name for node in nodes}


def _frequency(nodes: Sequence[Node]) -> tuple[str, int, int]:
    for index, node in enumerate(nodes):
        name = node.unit if isinstance(node, Atom) else node.name
        if isinstance(node, Token) and name in _WORDS:
            return _WORDS[name], 1, 1
        if (
            isinstance(node, Token)
            and node.text in {"дни", "дням"}
            and nodes[max(index - 1, 0)].name == "working"
        ):
            return "day", 1, 1
        if name == "once_in" and [_text(node) for node in nodes[index + 1 : index + 3]] in (
            ["день"],
            ["день", ","],
        ):
            return "day", 1, 2  # «через день», but not «через день после»
        if name in {"times", "n_times", "each"}:
            unit, step = _unit_after(nodes, index + 1, each=name == "each")
            if unit:
                return unit, max(node.number, 1), step
    return _by_plural(nodes) or _so_many_in(nodes), 1, 1


def _text(node: Node) -> str:
    """The word of a token, a comma for what ends a clause."""
    if isinstance(node, Atom):
        return "atom"
    return "," if node.name in {"comma", "open", "close", "dash"} else node.text


def _so_many_in(nodes: Sequence[Node]) -> str:
    """«1 в месяц», «по одному в квартал», «2 семинара в год»: so many things each time."""
    words = [node if isinstance(node, Token) else Token("atom") for node in nodes]
    for index, word in enumerate(words[2:], start=2):
        if word.text not in _EACH_TIME or words[index - 1].text != "в":
            continue
        before = words[max(index - 3, 0) : index - 1]
        if before[-1].name == "number" or (
            len(before) == 2 and [at.name for at in before] == ["number", "other"]
        ):
            return _UNITS[word.name]
    return ""


def _by_plural(nodes: Sequence[Node]) -> str:
    """«по кварталам», «по полугодиям», «по итогам каждого …» are met elsewhere; here the plain
    plural.
    """
    for before, node in pairwise(nodes):
        plural = (
            isinstance(node, Token) and node.text.endswith(("ам", "ям")) and node.name in _UNITS
        )
        if (
            plural
            and isinstance(before, Token)
            and before.name == "through"
            and isinstance(node, Token)
        ):
            return _UNITS[node.name]
    return ""


def _unit_after(nodes: Sequence[Node], index: int, *, each: bool) -> tuple[str, int]:
    while index < len(nodes) and isinstance(nodes[index], Token) and nodes[index].name in _SMALL:
        index += 1
    node = nodes[index] if index < len(nodes) else None
    if isinstance(node, Atom):
        return _unit_of_atom(node, each=each)
    if node is None:
        return "", 1
    if node.name == "weekday":
        return "week", 1
    if node.name == "half_part" and index + 1 < len(nodes) and nodes[index + 1].name == "year_word":
        return "half", 1
    return _UNITS.get(node.name, ""), 1


def _unit_of_atom(atom: Atom, *, each: bool) -> tuple[str, int]:
    if atom.unit == "span":
        return (_UNITS.get(atom.name, "day"), atom.number)
    if atom.part is not None and atom.part.name == "week" and not each:
        return "week", atom.part.number
    if atom.unit == "period_year":
        return "year", 1
    if not each:
        return "", 1
    yearly = atom.unit in {"month", "day", "season"}
    return ("year" if yearly else "month" if atom.unit in {"monthday", "part"} else ""), 1


def _part_named(node: Node) -> Part | None:
    if isinstance(node, Atom):
        return node.part if node.unit == "part" else None
    return Part(node.name) if node.name in {"begin", "middle"} else None


def _days_of_month(nodes: Sequence[Node]) -> tuple[tuple[int, ...], bool]:
    """The days of the month («1 и 15 числа»), and whether working ones are counted; a range is due
    on its last.
    """
    found: list[int] = []
    working = joined = False
    for index, node in enumerate(nodes):
        if isinstance(node, Token):
            joined = joined or node.name in {"dash", "through"}
            continue
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        counted = (
            node.unit == "span" and node.name in {"day", "working"} and isinstance(following, Token)
        )
        if node.unit == "monthday" or (
            counted
            and following is not None
            and following.name in {"month_word", "each", "reporting", "next"}
        ):
            found[-1:] = [node.number] if joined and found else [*found[-1:], node.number]
            working = working or node.name == "working"
        joined = False
    return tuple(found), working


def _last_month(nodes: Sequence[Node]) -> bool:
    return any(
        isinstance(node, Token)
        and node.name in {"number", "last"}
        and node.text != "roman"
        and _followed(nodes, index)
        for index, node in enumerate(nodes)
    )


def _followed(nodes: Sequence[Node], index: int) -> bool:
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return isinstance(following, Token) and following.name == "month_word"
