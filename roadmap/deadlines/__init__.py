"""The deadline grammar: phrases as officials write them, read into days of the roadmap's year.

The way of a phrase: `normalise` and `spelling` (one spelling) ▶ `tokens` ▶ `joining` (days, months,
parts: `atoms`) ▶ `members` (ranges, lists, what governs them, what only names an event) and
`rhythm` (how often it comes again), both held by a `Reading` ▶ `rules`: the one table, in which
each rule has its name and its examples beside it. How a rule reads stands in `lengths`, `repeated`,
`dated` and `undated`; the vocabulary in `words`, slips of the hand in `slips`.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.deadlines.rules import read_by_rule
from roadmap.deadlines.years import read_period
from roadmap.model import Deadline, Period

__all__ = ["read_deadline", "read_period", "rule_of"]

#: Nobody writes a longer deadline; what follows is a text pasted into the wrong column.
_LONGEST = 240


def read_deadline(text: str, period: Period) -> Deadline:
    """Return what a phrase says within the roadmap's year; an unreadable one is `Kind.UNKNOWN`,
    never an exception.

    `Deadline.text` is `text` as written; days are those of the roadmap's zone; `sure` is false
    where it is a guess.
    """
    return replace(read_by_rule(text[:_LONGEST], period)[0], text=text)


def rule_of(text: str, period: Period) -> str:
    """Return the name of the rule that reads the phrase; «none» where no rule does."""
    return read_by_rule(text[:_LONGEST], period)[1]
