"""A phrase within its roadmap's year, and what the rules find in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from roadmap.deadlines.atoms import YEARS
from roadmap.deadlines.counted_from import find_anchor
from roadmap.deadlines.exceptions import thinned, without_exceptions
from roadmap.deadlines.joining import joined
from roadmap.deadlines.members import read_members
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Phrase
from roadmap.deadlines.place import Member, Placed, place
from roadmap.deadlines.rhythm import RHYTHM_WORDS, Rhythm, read_rhythm, says_how_often
from roadmap.deadlines.roman import with_roman_months
from roadmap.deadlines.tokens import tokenise
from roadmap.model import Deadline, Kind, Period, Span


class Reading:
    """What a rule looks at.

    `nodes` is the phrase; `names` and `units` are those of its tokens and atoms; `members` its days
    and ranges, `only` the member of a phrase that has no other; `rhythm` how often it comes again;
    `anchor` where that stands from which a length of time is counted; `exceptions` what is taken
    away, which `nodes` no longer has. `has_days` is false where there is no member, or only the
    year of an impossible day («31.02.2020»).
    """

    __slots__ = (
        "_placed",
        "anchor",
        "exceptions",
        "has_days",
        "members",
        "names",
        "nodes",
        "only",
        "period",
        "rhythm",
        "text",
        "units",
    )

    def __init__(self, text: str, period: Period) -> None:
        tokens, self.exceptions = without_exceptions(Phrase(tokenise(text)))
        nodes = _without_length_aside(joined(with_roman_months(tokens)))
        self.text, self.period, self.nodes = text, period, nodes
        self.names, self.units = nodes.names, nodes.units
        self.members = read_members(nodes)
        rhythm = read_rhythm(nodes)
        self.anchor = None if rhythm is not None and rhythm.told else find_anchor(nodes)
        self.rhythm = rhythm if rhythm is not None and self._is_repeated(rhythm) else None
        if self.rhythm is None and Name.NEXT in self.names:
            self.members = _of_next_year(nodes, self.members, period)
        only_years = all(member.first.unit in YEARS for member in self.members)
        self.has_days = bool(self.members) and not (Name.BAD in self.names and only_years)
        single = self.has_days and len(self.members) == 1
        self.only = self.members[0] if single else None
        self._placed: list[Placed] | None = None

    @property
    def placed(self) -> list[Placed]:
        """The days of each member."""
        if self._placed is None:
            self._placed = [place(member, self.period) for member in self.members]
        return self._placed

    def deadline(
        self,
        kind: Kind,
        start: date | None = None,
        end: date | None = None,
        *,
        sure: bool = True,
        spans: Collection[Span] = (),
        options: Collection[Span] = (),
    ) -> Deadline:
        """The phrase as a deadline of `kind`."""
        return Deadline(self.text, kind, start, end, sure, tuple(spans), tuple(options))

    def without_exceptions(self, deadline: Deadline) -> Deadline:
        """What comes again without the days that are taken away; any other deadline as it is."""
        if self.exceptions is None or deadline.kind is not Kind.RECURRING or not deadline.spans:
            return deadline
        lag = self.rhythm is not None and self.rhythm.lag and bool(self.rhythm.days)
        reported = lag or Name.NEXT in self.names
        return thinned(deadline, self.exceptions, self.period, reported=reported)

    def unknown(self) -> Deadline:
        """The phrase as one that no rule can read."""
        return self.deadline(Kind.UNKNOWN, sure=False)

    def _is_repeated(self, rhythm: Rhythm) -> bool:
        """«ежемесячно (далее – по графику)» says nothing of what comes first; «не позднее чем в
        течение 10 дней каждого месяца» is a length of time.
        """
        if not _comes_before(self.nodes, Name.FOLLOWING, RHYTHM_WORDS):
            self.names.discard(Name.FOLLOWING)
        length = {Name.DURING, Name.BY} <= self.names and Name.SPAN in self.units
        return bool(rhythm.days) or not length


def _of_next_year(nodes: Phrase, members: list[Member], period: Period) -> list[Member]:
    """«до 20 января следующего года»: the year after the one that the plan begins in."""
    words = Phrase(node for node in nodes if node.name is not Name.CURRENT)
    if not words.has_pair(Name.NEXT, Name.YEAR_WORD):
        return members
    year = period.start.year + 1
    dated = [
        member if member.first.year else replace(member, first=replace(member.first, year=year))
        for member in members
        if member.last is None
    ]
    return dated or members


def _comes_before(nodes: Phrase, name: Name, later: frozenset[Name]) -> bool:
    place = nodes.find(name)
    if place is None:
        return False
    behind = nodes.cut(place)
    return not later.isdisjoint(behind.names | behind.units)


def _without_length_aside(nodes: Phrase) -> Phrase:
    """«до 5 сентября (для новых – в течение 10 дней)»: a length of time in brackets is for somebody
    else.
    """
    start = nodes.find(Name.OPEN)
    if start is None:
        return nodes
    length = nodes.cut(start).find(Name.CLOSE)
    if length is None:
        return nodes
    end = start + length
    if nodes.cut(start, end).units != {Name.SPAN} or says_how_often(nodes):
        return nodes
    outside = Phrase(nodes[:start] + nodes[end + 1 :])
    return outside if read_members(outside) else nodes
