"""Months written as Roman numerals: «IX–X», «XI 2019», «12 X 2019». Quarters, half-years and weeks
keep theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.deadlines.tokens import Token

_JOINTS = frozenset({"dash", "comma", "and", "slash", "through"})
_BEFORE = frozenset(
    {"", "open", "colon", "from", "till", "by", "through", "in", "number", "comma", "dash"}
)
_AFTER = frozenset({"", "year", "years", "year_word", "open", "close", "comma", "dash"})
_QUARTERS = 4


def with_roman_months(tokens: list[Token]) -> list[Token]:
    """Return the tokens with Roman numerals made into months where one of them can be nothing else.

    Up to «IV» a numeral may be a quarter's: it is a month beside a higher one, or with a day before
    it.
    """
    runs = [run for run in _runs(tokens) if _stand_as_months(tokens, run)]
    if not any(_only_months(tokens, run) for run in runs):
        return tokens
    months = {index for run in runs for index in run if _is_roman(tokens[index])}
    return [
        replace(token, name="month", text="") if index in months else token
        for index, token in enumerate(tokens)
    ]


def _is_roman(token: Token) -> bool:
    return token.name == "number" and token.text == "roman"


def _runs(tokens: Sequence[Token]) -> list[range]:
    """Where numerals follow one another, with a joint between each two."""
    runs: list[range] = []
    for index in (index for index, token in enumerate(tokens) if _is_roman(token)):
        joined = bool(runs) and index - runs[-1].stop == 1 and tokens[index - 1].name in _JOINTS
        if joined:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def _name(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].name if 0 <= index < len(tokens) else ""


def _stand_as_months(tokens: Sequence[Token], run: range) -> bool:
    return _name(tokens, run.start - 1) in _BEFORE and _name(tokens, run.stop) in _AFTER


def _only_months(tokens: Sequence[Token], run: range) -> bool:
    if _name(tokens, run.start - 1) == "number":
        return _name(tokens, run.stop) not in {"open", "close"}
    return any(tokens[index].number > _QUARTERS for index in run if _is_roman(tokens[index]))
