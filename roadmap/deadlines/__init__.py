"""The deadline grammar: phrases as officials write them, read into days of the roadmap's year.

The way of a phrase: `normalise` and `spelling` (one spelling) ▶ `tokens` ▶ `joining` (days, months,
parts: `atoms`) ▶ `members` (ranges, lists, what governs them, what only names an event) and
`rhythm` (how often it comes again), both held by a `Reading` ▶ `rules`: the one table, in which
each rule has its name and its examples beside it. How a rule reads stands in `lengths`, `repeated`,
`dated`, `slipped` and `undated`, the hour and place beside a day in `happening`; the vocabulary in
`words`, slips of the hand in `slips`. Of a planned and an actual day `planned` keeps the planned
one; `exceptions` holds what is taken away from something that comes again.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.deadlines.happening import ON_A_DAY, hour_and_place_in, hour_in
from roadmap.deadlines.rules import read_by_rule
from roadmap.deadlines.years import read_period
from roadmap.model import Deadline, Period

__all__ = ["hour_in", "read_deadline", "read_period", "rule_of"]

#: Nobody writes a longer deadline; what follows is a text pasted into the wrong column.
_LONGEST = 240


def read_deadline(text: str, period: Period) -> Deadline:
    """Return what a phrase says within the roadmap's year; an unreadable one is `Kind.UNKNOWN`,
    never an exception.

    `Deadline.text` is `text` as written; days and hours are those of the roadmap's zone; `sure` is
    false where it is a guess.
    """
    phrase = text[:_LONGEST]
    found = read_by_rule(phrase, period)[0]
    if found.kind not in ON_A_DAY:
        return replace(found, text=text)
    hour, place = hour_and_place_in(phrase)
    return replace(found, text=text, hour=hour, place=place)


def rule_of(text: str, period: Period) -> str:
    """Return the name of the rule that reads the phrase; «none» where no rule does."""
    return read_by_rule(text[:_LONGEST], period)[1]
