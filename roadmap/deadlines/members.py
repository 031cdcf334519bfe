"""Read out of the nodes what is a range, what a list, and what governs each («до», «к», «с …
по»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roadmap.deadlines.atoms import PLACED, Atom, Node, given
from roadmap.deadlines.place import Member, with_years
from roadmap.deadlines.tokens import Token

_PREFIXES = {
    "till": "till",
    "by": "by",
    "from": "from",
    "earlier": "from",
    "through": "through",
    "after": "after",
    "outcome": "outcome",
}
#: «за I квартал» is what is reported on, «приказ от 15.09.2019» the day of a document.
_BY_TEXT = {"за": "about", "от": "of"}
_DAYS_GOVERNORS = {"outcome": "", "of": "from"}
_YEARS = frozenset({"year", "years", "school_year"})
#: Long enough to be the name of an event («план на 2020 год», «итоги I полугодия») rather than its
#: time.
_LONG = _YEARS | {"half", "quarter", "term", "trimester", "period_year"}
_SILENT = frozenset(
    {
        "in",
        "period",
        "not",
        "colon",
        "open",
        "during",
        "whole",
        "since",
        "month_word",
        "current",
        "clock",
        "hour",
    }
)
_LENGTHS = {"day": 1, "month": 2, "quarter": 3, "season": 3, "term": 3, "trimester": 3, "half": 4}
_PLANNED = ("планов", "отчетн", "указан", "бюджетн", "трехлетн")
_CLAUSE_ENDS = frozenset({"comma", "open", "close", "colon", "dash", "during"})
_BOUNDS = frozenset({"till", "after", "outcome", "before"})


def read_members(nodes: Sequence[Node]) -> list[Member]:
    """Return the members in the order written, each with the years it can borrow from the others.

    What only names an event («по итогам I полугодия») or a period reported on («за I квартал») is
    left out, the latter only beside others.
    """
    found = _Reading()
    for node in nodes:
        found.take(node)
    named = [member for member in found.members if not found.names_event(member)]
    own = [member for member in named if member.prefix != "about"] or named
    return with_years(_with_common_year(_governed(own)))


@dataclass
class _Reading:
    """The members so far, and what the words since the last one say about the next."""

    members: list[Member] = field(default_factory=list)
    prefix: str = ""
    joining: bool = False
    fresh: bool = False
    event: str = ""
    opened: bool = False
    onto: bool = False
    last: Token = field(default_factory=lambda: Token(""))
    sign: str = ""
    at_work: bool = False

    def take(self, node: Node) -> None:
        if isinstance(node, Atom):
            self._take_atom(node)
            return
        self._take_clause(node)
        if self._joins(node):
            self._expect("", joining=True)
        elif node.name == "inclusive":
            if self.members and self.members[-1].prefix == "till":
                self.members[-1] = replace(self.members[-1], prefix="by")
        elif node.name == "comma":
            self.joining, self.fresh = False, False
        elif node.name in _PREFIXES or node.text in _BY_TEXT:
            self._expect(_BY_TEXT.get(node.text) or _PREFIXES[node.name], joining=False)
        elif node.name not in {"year_word", "dash", *_SILENT} and node.text != "чем":
            self._expect("", joining=False)

    def names_event(self, member: Member) -> bool:
        """Whether the member was marked as part of an event's name when it was read."""
        return member.prefix in {"told", "outcome"}

    def _expect(self, prefix: str, *, joining: bool) -> None:
        self.prefix, self.joining, self.fresh = prefix, joining, False

    def _take_atom(self, atom: Atom) -> None:
        if atom.unit not in PLACED:
            self._expect("", joining=False)
            return
        if self.joining and self.members and not self._is_label(atom):
            self.members[-1] = replace(self.members[-1], last=atom)
        else:
            atom = self._limiting(atom)
            if self.onto and self.members and self.members[-1].prefix == "from":
                self.members[-1] = replace(
                    self.members[-1], prefix="told"
                )  # «перенести с марта на май»
            self.members.append(Member(atom, None, self._governing(atom)))
        self._expect("", joining=False)
        self.fresh = True

    def _is_label(self, atom: Atom) -> bool:
        """«I квартал – март» is no range; «декабрь – I квартал» is."""
        longer = self.members[-1]
        plain = self.sign == "dash" and not longer.prefix
        return plain and _LENGTHS.get(atom.unit, 9) < _LENGTHS.get(longer.first.unit, 0)

    def _limiting(self, atom: Atom) -> Atom:
        """«I квартал – до 25 марта», «I полугодие (декабрь)»: the shorter is due, the longer what
        it is for.
        """
        before = self.members[-1] if self.members else None
        if (
            before is None
            or before.prefix not in {"", "till", "by"}
            or not self.sign
            or {atom.unit, before.first.unit} - _LENGTHS.keys()
        ):
            return atom
        if not before.prefix and _LENGTHS[atom.unit] < _LENGTHS[before.first.unit]:
            self.members[-1] = replace(before, prefix="about")
            return _in_common(atom, before.first)
        if _LENGTHS[atom.unit] > _LENGTHS[before.first.unit] and self.sign == "open":
            self.prefix = "about"
        return atom

    def _governing(self, atom: Atom) -> str:
        """«по итогам I полугодия», «план на 2020 год», «приказ от 15.09.2019» name an event and are
        no deadline.
        """
        if self.prefix in {"till", "by", "through"}:
            return self.prefix
        before = self.members[-1] if self.members else None
        if (
            before is not None
            and not (self.prefix or self.onto)
            and self.names_event(before)
            and before.first.unit == atom.unit
        ):
            return before.prefix  # «по итогам I, II и III четвертей»
        if atom.unit in _LONG and (self.event or self.prefix == "after"):
            return "told"
        if atom.unit == "day":
            return (
                "told"
                if self.prefix == "of" and self.event
                else _DAYS_GOVERNORS.get(self.prefix, self.prefix)
            )
        return _DAYS_GOVERNORS["of"] if self.prefix == "of" else self.prefix

    def _take_clause(self, node: Token) -> None:
        tight = node.text == "tight" and not self.fresh  # «ГИА-2020», «план-график»
        if (node.name in _CLAUSE_ENDS and not tight) or (
            node.text in {"в", "во"} and self.event == "event"
        ):
            self.event = ""
        elif node.name in {"outcome", "before", "holidays"}:
            self.event = "bound"
        elif node.name in {"event", "document", "other"}:
            bound = self.prefix in _BOUNDS or (self.event == "bound")
            self.event = "bound" if bound else (self.event if node.name == "other" else node.name)
        if node.name in {"dash", "open", "colon"}:
            self.sign = node.name if self.fresh else ""
        elif node.name in {"comma", "and"}:
            self.sign = ""
        elif node.name == "clock":  # «с 9.00 до 18.00» are hours of work
            self.prefix = "" if self.prefix == "from" or self.at_work else self.prefix
            self.at_work = True
        if (
            node.name == "period"
            and self.last.name == "other"
            and not self.last.text.startswith(_PLANNED)
        ):
            self.event = "event"  # «отопительный период 2020/2021 гг.»
        self.onto = node.text == "на"
        self.last = node
        self.opened = self.opened or node.name == "begin"

    def _joins(self, token: Token) -> bool:
        """Whether a sign or a word makes a range with the member just read."""
        if (
            not self.members
            or self.members[-1].last is not None
            or self.names_event(self.members[-1])
        ):
            return False
        if token.name == "dash":
            return self.fresh
        if token.name == "finish":  # «начало – сентябрь, окончание – май»
            return self.opened
        if token.name in {"through", "till", "by"}:  # «не ранее 15 мая и не позднее 1 июня»
            return self.members[-1].prefix == "from" or (self.fresh and token.name == "through")
        return False


def _governed(members: list[Member]) -> list[Member]:
    """«до 1 марта, 1 июня и 1 сентября»: what governs the first day governs the bare ones after
    it.
    """
    governed: list[Member] = []
    for member in members:
        before = governed[-1] if governed else None
        bare = (
            before is not None
            and not member.prefix
            and before.prefix in {"till", "by"}
            and before.last is None
        )
        if (
            bare
            and before is not None
            and member.last is None
            and member.first.unit == before.first.unit == "day"
        ):
            member = replace(member, prefix=before.prefix)
        governed.append(member)
    return governed


def _with_common_year(members: list[Member]) -> list[Member]:
    """«2020 год: март, июнь»: a single year written apart holds for all that have none."""
    years = [
        member
        for member in members
        if member.first.unit in _YEARS and member.last is None and not member.prefix
    ]
    others = [member for member in members if member not in years]
    bare = [
        atom
        for member in others
        for atom in member.atoms
        if atom.year is None and atom.school is None
    ]
    if len(years) != 1 or not bare or any(member.first.unit in _YEARS for member in others):
        return members
    common = years[0].first
    if common.part is not None:
        return others
    return [
        replace(
            member,
            first=_in_common(member.first, common),
            last=None if member.last is None else _in_common(member.last, common),
        )
        for member in others
    ]


def _in_common(atom: Atom, common: Atom) -> Atom:
    return atom if atom.year is not None or atom.school is not None else given(atom, common)
