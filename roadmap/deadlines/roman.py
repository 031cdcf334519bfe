"""Months written as Roman numerals: «IX–X», «XI 2019», «12 X 2019». Quarters, half-years and weeks
keep theirs.
"""

from __future__ import annotations

from roadmap.deadlines.atoms import JOINTS
from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.phrase import Node, Phrase

_JOINTS = JOINTS - {Name.OR}
_BEFORE = frozenset(
    {
        Name.NONE,
        Name.OPEN,
        Name.COLON,
        Name.FROM,
        Name.TILL,
        Name.BY,
        Name.THROUGH,
        Name.IN,
        Name.NUMBER,
        Name.COMMA,
        Name.DASH,
    }
)
_AFTER = frozenset(
    {
        Name.NONE,
        Name.YEAR,
        Name.YEARS,
        Name.YEAR_WORD,
        Name.OPEN,
        Name.CLOSE,
        Name.COMMA,
        Name.DASH,
    }
)
_ROMAN = Look.ROMAN
_QUARTERS = 4


def with_roman_months(tokens: Phrase) -> Phrase:
    """Return the tokens with Roman numerals made into months where one of them can be nothing else.

    Up to «IV» a numeral may be a quarter's: it is a month beside a higher one, or with a day before
    it.
    """
    if not any(token.text == _ROMAN for token in tokens):
        return tokens
    runs = [run for run in _runs(tokens) if _stand_as_months(tokens, run)]
    if not any(_only_months(tokens, run) for run in runs):
        return tokens
    months = {index for run in runs for index in run if is_roman(tokens[index])}
    return Phrase(
        tokens.token(index)._replace(name=Name.MONTH, text="") if index in months else token
        for index, token in enumerate(tokens)
    )


def is_roman(node: Node) -> bool:
    """Whether it is a number in Roman numerals."""
    return node.name is Name.NUMBER and node.text == Look.ROMAN


def _runs(tokens: Phrase) -> list[range]:
    """Where numerals follow one another, with a joint between each two."""
    runs: list[range] = []
    for index in (index for index, token in enumerate(tokens) if is_roman(token)):
        joined = bool(runs) and index - runs[-1].stop == 1 and tokens[index - 1].name in _JOINTS
        if joined:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def _stand_as_months(tokens: Phrase, run: range) -> bool:
    return tokens.name(run.start - 1) in _BEFORE and tokens.name(run.stop) in _AFTER


def _only_months(tokens: Phrase, run: range) -> bool:
    if tokens.name(run.start - 1) is Name.NUMBER:
        return tokens.name(run.stop) not in {Name.OPEN, Name.CLOSE}
    return any(tokens[index].number > _QUARTERS for index in run if is_roman(tokens[index]))
