"""The deadline grammar: phrases as officials write them, read into days of the roadmap's year.

The way of a phrase: `normalise` and `spelling` (one spelling) ▶ `tokens` ▶ `atoms` (days, months,
parts) ▶ `members` (ranges, lists, what governs them, what only names an event) ▶ `grammar`, which
asks in turn whether it is counted from something (`counted_from`), comes again (`recurring`,
`repeated`), has days (`dated`, `place`) or none (`undated`). The vocabulary stands in `words`,
slips of the hand in `slips`.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.deadlines.grammar import read
from roadmap.deadlines.years import read_period
from roadmap.model import Deadline, Period

__all__ = ["read_deadline", "read_period"]

#: Nobody writes a longer deadline; what follows is a text pasted into the wrong column.
_LONGEST = 240


def read_deadline(text: str, period: Period) -> Deadline:
    """Return what a phrase says within the roadmap's year; an unreadable one is `Kind.UNKNOWN`,
    never an exception.

    `Deadline.text` is `text` as written; days are those of the roadmap's zone; `sure` is false
    where it is a guess.
    """
    return replace(read(text[:_LONGEST], period), text=text)
