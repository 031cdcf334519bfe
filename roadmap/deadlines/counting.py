"""Give numbers the unit they count: «1, 8 и 15 марта», «I–II квартал», «3-х рабочих дней»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from roadmap.deadlines.atoms import JOINTS, Atom, Part
from roadmap.deadlines.named_days import (
    day_of,
    with_named_days,
    with_numbered_days,
    with_shared_day,
    with_weekdays_behind,
)
from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.tokens import Token

_Maker: TypeAlias = Callable[[int], Node]

_SEASONS = {Name.WINTER: 12, Name.SPRING: 3, Name.SUMMER: 6, Name.AUTUMN: 9}
_SEASONAL = {Name.WINTRY: 12, Name.VERNAL: 3, Name.ESTIVAL: 6, Name.AUTUMNAL: 9}
#: Units that have a number of their own, and the highest that each can have.
_NUMBERED = {Name.QUARTER: 4, Name.HALF: 2, Name.TERM: 4, Name.TRIMESTER: 3}
_PARTS = frozenset({Name.DECADE, Name.WEEK, Name.HALF_PART})
_DURATIONS = frozenset({Name.DAY, Name.MONTH_WORD, Name.YEAR_WORD, Name.HOUR})
_ONES = _DURATIONS | {Name.WEEK}
_FILLING = frozenset({Name.SCHOOL, Name.WORKING, Name.CALENDAR_DAYS})
_DATED = frozenset({Name.MONTH, Name.DATE})
_COUNTABLE = frozenset({Name.NUMBER, Name.LAST})
_AFTER_A_NUMERAL = frozenset({Name.NONE, Name.YEAR, Name.YEARS, Name.OPEN, Name.CLOSE, Name.COMMA})
_UNITS_OF_NUMERALS = frozenset({Name.QUARTER, Name.HALF, Name.TERM, *_PARTS})
_PLURAL = frozenset({"первых", "первые", "последних", "последние"})
_MANY = frozenset({"кварталов", "полугодий", "четвертей"})


def read_counted(tokens: Phrase) -> Phrase:
    """Return the phrase with an atom in place of each number and its unit, and of each date and
    month.
    """
    nodes = _measured(with_weekdays_behind(tokens) if Name.WEEKDAY in tokens.names else tokens)
    if Name.NUMBER in nodes.names:
        nodes = with_numbered_days(nodes)
    if Name.MONTHDAY in nodes.units:
        nodes = with_named_days(nodes)
    return with_shared_day(nodes)


def _measured(tokens: Phrase) -> Phrase:
    nodes: list[Node] = []
    index = 0
    while index < len(tokens):
        token = tokens.token(index)
        if token.name in _COUNTABLE:
            made, index = _counted(tokens, index)
            nodes.extend(made)
        elif token.name in _NUMBERED and _stands_before_its_number(tokens, index):
            nodes.append(_numbered(token.name, tokens[index + 1].number))
            index += 2
        else:
            season, index = _season(tokens, index)
            nodes.append(season or _one_unit(tokens, index - 1) or _single(token))
    return Phrase(nodes)


def _stands_before_its_number(tokens: Phrase, index: int) -> bool:
    if tokens.name(index + 1) is not Name.NUMBER:
        return False
    if tokens.name(index + 2) in _AFTER_A_NUMERAL:
        return True
    roman = tokens.text(index + 1) == Look.ROMAN
    own = tokens.name(index - 1) not in {Name.NUMBER, Name.EACH}
    return roman and own and tokens.name(index + 2) not in _UNITS_OF_NUMERALS


def _season(tokens: Phrase, index: int) -> tuple[Node | None, int]:
    """«зимой», «летний период», «в летние месяцы»; «зимние каникулы» and «летняя смена» have days
    of their own.
    """
    name, following = tokens.name(index), tokens.name(index + 1)
    if name in _SEASONS and following is not Name.HOLIDAYS:
        return Atom(Name.SEASON, _SEASONS[name]), index + 1
    if name not in _SEASONAL:
        return None, index + 1
    season = Atom(Name.SEASON, _SEASONAL[name])
    if following is Name.DASH and tokens.name(index + 2) in _SEASONAL:
        return season, index + 1
    timed = following in {Name.NONE, Name.PERIOD, Name.MONTH_WORD}
    if timed or tokens.text(index + 1) in {"время", "сезон"}:
        return season, index + 2
    return None, index + 1


def _one_unit(tokens: Phrase, index: int) -> Atom | None:
    """«за месяц до», «через неделю после», «на следующий день»: one of the unit, though no number
    is written.
    """
    name = tokens.name(index)
    if name not in _ONES:
        return None
    counted = tokens.text(index - 1) == "за" or tokens.name(index - 1) is Name.ONCE_IN
    anchored = counted and tokens.name(index + 1) in {Name.TILL, Name.AFTER}
    if anchored or (name is Name.DAY and _is_next(tokens, index)):
        return Atom(Name.SPAN, 1, counted=name)
    return None


def _is_next(tokens: Phrase, index: int) -> bool:
    before = index - 2 if tokens.name(index - 1) is Name.WORKING else index - 1
    return tokens.name(before) is Name.NEXT


def _single(token: Token) -> Node:
    if token.name not in _DATED:
        return token
    if token.name is Name.DATE:
        return day_of(token.number, token)
    genitive = token.text.endswith(("а", "я"))
    return Atom(Name.MONTH, token.number, year=token.year, genitive=genitive)


def _counted(tokens: Phrase, index: int) -> tuple[list[Node], int]:
    """A run of numbers («1, 8 и 15», «I–II», «с 1 по 15») takes the unit that follows its last
    one.
    """
    run, end = _run(tokens, index)
    following = tokens.token(end + 1)
    if tokens.name(end) in JOINTS and following.name is Name.DATE and len(following.text) < 8:
        return _of_run(run, lambda number: day_of(number, following)), end
    open_ended = tokens.name(end - 1) not in JOINTS and tokens.name(end) in JOINTS
    if open_ended and following.name is Name.MONTH and following.text[:1].isdigit():
        return _of_run(run, _month), end
    unit = end
    while tokens.name(unit) in _FILLING:
        unit += 1
    make = _maker(run, tokens, index, unit)
    return (_of_run(run, make), unit + 1) if make is not None else (list(run), end)


def _run(tokens: Phrase, index: int) -> tuple[list[Token], int]:
    """The numbers from `index` on with what joins them, and where they end."""
    few = _first_few(tokens, index)
    run = few or [tokens.token(index)]
    end = index + 2 if few else index + 1
    joints = JOINTS | {Name.TILL} if tokens.name(index - 1) is Name.FROM else JOINTS
    while tokens.name(end) in joints and tokens.name(end + 1) in _COUNTABLE:
        run += [tokens.token(end), tokens.token(end + 1)]
        end += 2
    return run, end


def _first_few(tokens: Phrase, index: int) -> list[Token] | None:
    """«первые две недели», «последние две декады»: one after the other, or no more is known than
    the last.
    """
    edge, count = tokens.token(index), tokens.token(index + 1)
    if count.name is Name.LAST:
        edge, count = count, edge
    plural = edge.text in _PLURAL or edge.name is Name.LAST
    if not plural or count.name is not Name.NUMBER or count.number < 2:
        return None
    if edge.name is Name.LAST:
        return [edge]
    return [count._replace(number=1), Token(Name.DASH), count]


def _month(number: int) -> Node:
    return Atom(Name.MONTH, number) if 1 <= number <= 12 else Token(Name.BAD)


def _maker(run: Sequence[Token], tokens: Phrase, start: int, unit: int) -> _Maker | None:
    """What each number of the run from `start` becomes by the unit behind it; None where that is
    no unit.
    """
    word = tokens.token(unit)
    name = word.name
    if name is Name.MONTH:
        return lambda number: day_of(number, word)
    if name is Name.WEEKDAY:
        return lambda number: _part(Name.WEEKDAY, number, word.number)
    if name in _PARTS:
        return lambda number: _part(name, number)
    if name in _NUMBERED:
        many = len(run) == 1 and not run[0].text and word.text in _MANY
        return (
            (lambda number: Atom(Name.SPAN, number, counted=name))
            if many
            else (lambda number: _numbered(name, number))
        )
    if name is Name.NUMBER_WORD:
        return _edge_of_a_month(run) or _monthday
    if name is Name.TIMES:
        return lambda number: Atom(Name.TIMES, number)
    return _maker_of_time(run, tokens, start, unit) if name in _DURATIONS else None


def _maker_of_time(run: Sequence[Token], tokens: Phrase, start: int, unit: int) -> _Maker | None:
    """Days, hours, months and years: a length of time, a day of the month, an hour of the day."""
    name = tokens.name(unit)
    counted = Name.WORKING if tokens.name(unit - 1) is Name.WORKING else name
    if name is Name.DAY:
        if tokens.text(unit) in {"дни", "днях", "дней"} and (edge := _edge_of_a_month(run)):
            return edge
        if run[0].name is Name.LAST or tokens.name(unit + 1) is Name.MONTH:
            return lambda number: _monthday(number, counted)
    if name is Name.HOUR and _tells_the_hour(tokens, start):
        return lambda _: Token(Name.CLOCK)
    return (lambda number: Atom(Name.SPAN, number, counted=counted)) if run[-1].number > 0 else None


def _edge_of_a_month(run: Sequence[Token]) -> _Maker | None:
    """«в первых числах», «последние дни»: its beginning or its end."""
    if run[-1].text not in _PLURAL:
        return None
    return lambda number: Atom(Name.PART, part=Part(Name.FINISH if number == -1 else Name.BEGIN))


def _tells_the_hour(tokens: Phrase, start: int) -> bool:
    """«до 12 час.», «в 10 часов» tell the time of day, «через 2 часа» does not."""
    before = tokens.text(start - 1) in {"в", "до", "к", "с"}
    return start == 0 or before or tokens.name(start - 1) is Name.COMMA


def _of_run(run: Sequence[Token], make: _Maker) -> list[Node]:
    """The run with what is made of each number; the last one has the number -1."""
    return [
        make(-1 if token.name is Name.LAST else token.number) if token.name in _COUNTABLE else token
        for token in run
    ]


def _part(name: Name, number: int, weekday: int = 0) -> Node:
    if -1 <= number <= 5:
        return Atom(Name.PART, part=Part(name, number, weekday))
    return Token(Name.BAD)


def _monthday(number: int, counted: Name = Name.NONE) -> Node:
    """The last one is the 31st, which shorter months bring forward; no month has a 0th or a
    40th.
    """
    part = Part(counted, number) if counted else None
    number = 31 if number == -1 else number
    if 1 <= number <= 31:
        return Atom(Name.MONTHDAY, number, counted=counted, part=part)
    return Token(Name.BAD)


def _numbered(unit: Name, number: int) -> Node:
    most = _NUMBERED[unit]
    number = most if number == -1 else number
    return Atom(unit, number) if 1 <= number <= most else Token(Name.BAD)
