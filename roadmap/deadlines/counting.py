"""Give numbers the unit they count: «1, 8 и 15 марта», «I–II квартал», «3-х рабочих дней»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from roadmap.deadlines.atoms import JOINTS, Atom, Node, Part
from roadmap.deadlines.named_days import (
    day_of,
    with_named_days,
    with_numbered_days,
    with_shared_day,
)
from roadmap.deadlines.tokens import Token

_Maker: TypeAlias = Callable[[int], Node]

_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
_SEASONAL = {"wintry": 12, "vernal": 3, "estival": 6, "autumnal": 9}
_NUMBERED = {"quarter": "quarter", "half": "half", "term": "term", "trimester": "trimester"}
_PARTS = frozenset({"decade", "week", "half_part"})
_DURATIONS = frozenset({"day", "month_word", "year_word", "hour"})
_PLURAL = frozenset({"первых", "первые", "последних", "последние"})
_FILLING = frozenset({"school", "working", "calendar_days"})


def read_counted(tokens: Sequence[Token]) -> list[Node]:
    """Return the phrase with an atom in place of each number and its unit, and of each date and
    month.
    """
    return with_shared_day(with_named_days(with_numbered_days(_measured(tokens))))


def _measured(tokens: Sequence[Token]) -> list[Node]:
    nodes: list[Node] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.name in {"number", "last"}:
            made, index = _counted(tokens, index)
            nodes.extend(made)
        elif token.name in _NUMBERED and _stands_before_its_number(tokens, index):
            nodes.append(_numbered(_NUMBERED[token.name], tokens[index + 1].number))
            index += 2
        else:
            season, index = _season(tokens, index)
            nodes.append(season or _one_unit(tokens, index - 1) or _single(token))
    return nodes


def _name(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].name if 0 <= index < len(tokens) else ""


def _stands_before_its_number(tokens: Sequence[Token], index: int) -> bool:
    if _name(tokens, index + 1) != "number":
        return False
    roman = tokens[index + 1].text == "roman" and _name(tokens, index - 1) not in {"number", "each"}
    return _name(tokens, index + 2) in {"", "year", "years", "open", "close", "comma"} or (
        roman and _name(tokens, index + 2) not in {"quarter", "half", "term", *_PARTS}
    )


def _season(tokens: Sequence[Token], index: int) -> tuple[Node | None, int]:
    """«зимой», «летний период», «в летние месяцы»; «зимние каникулы» and «летняя смена» have days
    of their own.
    """
    token = tokens[index]
    if token.name in _SEASONS and _name(tokens, index + 1) != "holidays":
        return Atom("season", _SEASONS[token.name]), index + 1
    if (
        token.name in _SEASONAL
        and _name(tokens, index + 1) == "dash"
        and _name(tokens, index + 2) in _SEASONAL
    ):
        return Atom("season", _SEASONAL[token.name]), index + 1
    following = tokens[index + 1] if index + 1 < len(tokens) else Token("")
    if token.name in _SEASONAL and (
        following.name in {"", "period", "month_word"} or following.text in {"время", "сезон"}
    ):
        return Atom("season", _SEASONAL[token.name]), index + 2
    return None, index + 1


def _one_unit(tokens: Sequence[Token], index: int) -> Atom | None:
    """«за месяц до», «через неделю после», «на следующий день»: one of the unit, though no number
    is written.
    """
    token, before = tokens[index], tokens[index - 1] if index else Token("")
    if token.name not in _DURATIONS | {"week"}:
        return None
    counted = before.text == "за" or before.name == "once_in"
    if (counted and _name(tokens, index + 1) in {"till", "after"}) or (
        token.name == "day" and _is_next(tokens, index)
    ):
        return Atom("span", 1, name=token.name)
    return None


def _is_next(tokens: Sequence[Token], index: int) -> bool:
    before = [_name(tokens, index - 1), _name(tokens, index - 2)]
    return before[0] == "next" or before == ["working", "next"]


def _single(token: Token) -> Node:
    if token.name == "month":
        return Atom(
            "month",
            token.number,
            year=token.year,
            name="of" if token.text.endswith(("а", "я")) else "",
        )
    if token.name == "date":
        return day_of(token.number, token)
    return token


def _counted(tokens: Sequence[Token], index: int) -> tuple[list[Node], int]:
    """A run of numbers («1, 8 и 15», «I–II», «с 1 по 15») takes the unit that follows its last
    one.
    """
    few = _first_few(tokens, index)
    run: list[Token] = few or [tokens[index]]
    end = index + 2 if few else index + 1
    joints = JOINTS | {"till"} if _name(tokens, index - 1) == "from" else JOINTS
    while _name(tokens, end) in joints and _name(tokens, end + 1) in {"number", "last"}:
        run += [tokens[end], tokens[end + 1]]
        end += 2
    if (
        _name(tokens, end) in JOINTS
        and _name(tokens, end + 1) == "date"
        and len(tokens[end + 1].text) < 8
    ):
        return [
            _of_run(token, lambda number: day_of(number, tokens[end + 1])) for token in run
        ], end
    if (
        _name(tokens, end - 1) not in JOINTS
        and _name(tokens, end) in JOINTS
        and _is_month_in_figures(tokens, end + 1)
    ):
        return [_of_run(token, lambda number: _month(number)) for token in run], end
    unit = end
    while _name(tokens, unit) in _FILLING:
        unit += 1
    made = _with_unit(run, tokens, unit)
    return (made, unit + 1) if made is not None else (list(run), end)


def _first_few(tokens: Sequence[Token], index: int) -> list[Token] | None:
    """«первые две недели», «последние две декады»: one after the other, or no more is known than
    the last.
    """
    edge, count = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else Token("")
    if count.name == "last":
        edge, count = count, edge
    if (
        (edge.text not in _PLURAL and edge.name != "last")
        or count.name != "number"
        or count.number < 2
    ):
        return None
    if edge.name == "last":
        return [edge]
    return [replace(count, number=1), Token("dash"), count]


def _is_month_in_figures(tokens: Sequence[Token], index: int) -> bool:
    return _name(tokens, index) == "month" and tokens[index].text[:1].isdigit()


def _month(number: int) -> Node:
    return Atom("month", number) if 1 <= number <= 12 else Token("bad")


def _with_unit(run: Sequence[Token], tokens: Sequence[Token], unit: int) -> list[Node] | None:
    name = _name(tokens, unit)
    if name == "month":
        return [_of_run(token, lambda number: day_of(number, tokens[unit])) for token in run]
    if name == "weekday":
        return [
            _of_run(token, lambda number: _part("weekday", number, tokens[unit].number))
            for token in run
        ]
    if name in _PARTS:
        return [_of_run(token, lambda number: _part(name, number)) for token in run]
    if (
        name in _NUMBERED
        and len(run) == 1
        and not run[0].text
        and tokens[unit].text in {"кварталов", "полугодий", "четвертей"}
    ):
        return [Atom("span", run[0].number, name=name)]
    if name in _NUMBERED:
        return [_of_run(token, lambda number: _numbered(_NUMBERED[name], number)) for token in run]
    worked = "working" if _name(tokens, unit - 1) == "working" else name
    if name == "day" and run[-1].text in _PLURAL and tokens[unit].text in {"дни", "днях", "дней"}:
        return [Atom("part", part=Part("finish" if run[-1].name == "last" else "begin"))]
    if name == "day" and (run[0].name == "last" or _name(tokens, unit + 1) == "month"):
        return [_of_run(token, lambda number: _monthday(number, worked)) for token in run]
    if name == "hour" and _clock_before(run[0], tokens):
        return [Token("clock")]
    if name in _DURATIONS and run[-1].number > 0:
        return [_of_run(token, lambda number: Atom("span", number, name=worked)) for token in run]
    if name == "number_word":
        if run[-1].text in _PLURAL:  # «в первых числах», «последние числа»
            return [Atom("part", part=Part("finish" if run[-1].name == "last" else "begin"))]
        return [_of_run(token, _monthday) for token in run]
    if name == "times":
        return [_of_run(token, lambda number: Atom("times", number)) for token in run]
    return None


def _clock_before(number: Token, tokens: Sequence[Token]) -> bool:
    """«до 12 час.», «в 10 часов» tell the time of day, «через 2 часа» does not."""
    index = next(place for place, token in enumerate(tokens) if token is number)
    return (
        index == 0
        or tokens[index - 1].text in {"в", "до", "к", "с"}
        or tokens[index - 1].name == "comma"
    )


def _of_run(token: Token, make: _Maker) -> Node:
    return (
        make(token.number if token.name == "number" else -1)
        if token.name in {"number", "last"}
        else token
    )


def _part(name: str, number: int, weekday: int = 0) -> Node:
    return Atom("part", part=Part(name, number, weekday)) if -1 <= number <= 5 else Token("bad")


def _monthday(number: int, name: str = "") -> Node:
    """The last one is the 31st, which shorter months bring forward; no month has a 0th or a
    40th.
    """
    part = Part(name, number) if name else None
    number = 31 if number == -1 else number
    return Atom("monthday", number, name=name, part=part) if 1 <= number <= 31 else Token("bad")


def _numbered(unit: str, number: int) -> Node:
    most = {"half": 2, "trimester": 3}.get(unit, 4)
    number = most if number == -1 else number
    return Atom(unit, number) if 1 <= number <= most else Token("bad")
