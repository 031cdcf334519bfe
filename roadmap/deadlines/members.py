"""Read out of the nodes what is a range, what a list, and what governs each («до», «к», «с …
по»).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from roadmap.deadlines.atoms import PLACED, YEARS, Atom, given
from roadmap.deadlines.names import Look, Name
from roadmap.deadlines.phrase import Phrase
from roadmap.deadlines.place import Governor, Member, with_years
from roadmap.deadlines.tokens import Token

_GOVERNORS = {
    Name.TILL: Governor.TILL,
    Name.BY: Governor.BY,
    Name.FROM: Governor.FROM,
    Name.EARLIER: Governor.FROM,
    Name.THROUGH: Governor.THROUGH,
    Name.AFTER: Governor.AFTER,
    Name.OUTCOME: Governor.OUTCOME,
}
#: «за I квартал» is what is reported on, «приказ от 15.09.2019» the day of a document.
_BY_TEXT = {"за": Governor.ABOUT, "от": Governor.OF}
_UNTIL = frozenset({Governor.TILL, Governor.BY, Governor.THROUGH})
_LIMITS = frozenset({Governor.TILL, Governor.BY})
_GOVERNS_ON = _LIMITS | {Governor.AFTER}
_NAMES_AN_EVENT = frozenset({Governor.TOLD, Governor.OUTCOME})
#: Long enough to be the name of an event («план на 2020 год», «итоги I полугодия») rather than its
#: time.
_LONG = YEARS | {Name.HALF, Name.QUARTER, Name.TERM, Name.TRIMESTER, Name.PERIOD_YEAR}
_SILENT = frozenset(
    {
        Name.YEAR_WORD,
        Name.DASH,
        Name.IN,
        Name.PERIOD,
        Name.NOT,
        Name.COLON,
        Name.OPEN,
        Name.DURING,
        Name.WHOLE,
        Name.SINCE,
        Name.MONTH_WORD,
        Name.CURRENT,
        Name.CLOCK,
        Name.HOUR,
    }
)
_LENGTHS = {
    Name.DAY: 1,
    Name.MONTH: 2,
    Name.QUARTER: 3,
    Name.SEASON: 3,
    Name.TERM: 3,
    Name.TRIMESTER: 3,
    Name.HALF: 4,
    Name.YEAR: 5,
}
_PLANNED = ("планов", "отчетн", "указан", "бюджетн", "трехлетн")
_PUT_OFF = ("перенес", "продл", "отложен")
_CLAUSE_ENDS = frozenset({Name.COMMA, Name.OPEN, Name.CLOSE, Name.COLON, Name.DASH, Name.DURING})
_BOUNDS = frozenset({Governor.TILL, Governor.AFTER, Governor.OUTCOME})
_BINDING = frozenset({Name.OUTCOME, Name.BEFORE, Name.HOLIDAYS})
_OPENING = frozenset({Name.DASH, Name.OPEN, Name.COLON})
_LISTING = frozenset({Name.COMMA, Name.AND})
_TO_ITS_END = frozenset({Name.THROUGH, Name.TILL, Name.BY})


class _Event(Enum):
    """What the words so far name: nothing, an event, a document, or what a deadline is bound to."""

    NONE = auto()
    NAMED = auto()
    DOCUMENT = auto()
    BOUND = auto()


#: What a word names; one that the vocabulary does not have may be part of a name.
_EVENTS = {Name.EVENT: _Event.NAMED, Name.DOCUMENT: _Event.DOCUMENT, Name.OTHER: None}


def read_members(nodes: Phrase) -> list[Member]:
    """Return the members in the order written, each with the years it can borrow from the others.

    What only names an event («по итогам I полугодия») or a period reported on («за I квартал») is
    left out, the latter only beside others.
    """
    found = _Members()
    for node in nodes:
        if isinstance(node, Atom):
            found.take_atom(node)
        else:
            found.take_word(node)
    named = [member for member in found.members if member.governor not in _NAMES_AN_EVENT]
    own = [member for member in named if member.governor is not Governor.ABOUT] or named
    return with_years(_with_common_year(_governed(own)))


@dataclass(slots=True)
class _Members:
    """The members so far, and what the words since the last one say about the next."""

    members: list[Member] = field(default_factory=list)
    governor: Governor = Governor.NONE
    joining: bool = False
    fresh: bool = False  # nothing but signs since the last member
    event: _Event = _Event.NONE
    opened: bool = False  # «начало» was named
    onto: bool = False  # «на» came last
    last: Token = field(default_factory=lambda: Token(Name.NONE))
    sign: Name = Name.NONE
    at_work: bool = False  # an hour was named
    moved: bool = False  # the day before was put off

    def take_word(self, word: Token) -> None:
        before = self.last
        behind_comma = before.name is Name.COMMA
        self._tell_event(word)
        self._tell_sign(word)
        if self._joins(word, behind_comma=behind_comma):
            self._expect(Governor.NONE, joining=True)
        elif word.name is Name.INCLUSIVE:
            if self.members and self.members[-1].governor is Governor.TILL:
                self.members[-1] = replace(self.members[-1], governor=Governor.BY)
        elif word.name is Name.COMMA:
            self.joining, self.fresh = False, False
        elif word.name in _GOVERNORS or word.text in _BY_TEXT:
            self._expect(_BY_TEXT.get(word.text) or _GOVERNORS[word.name])
        elif not _says_nothing(word, before):
            self._expect(Governor.NONE)

    def take_atom(self, atom: Atom) -> None:
        if atom.unit not in PLACED:
            self._expect(Governor.NONE)
            return
        if self.joining and self.members and not self._is_label(atom):
            self.members[-1] = replace(self.members[-1], last=atom)
        else:
            atom = self._limiting(atom)
            before = self.members[-1] if self.members else None
            if before is not None and self._replaces(before):
                self.members[-1] = replace(before, governor=Governor.TOLD)
            self.members.append(Member(atom, None, self._governing(atom)))
        self._expect(Governor.NONE)
        self.fresh, self.moved = True, False

    def _replaces(self, before: Member) -> bool:
        """«перенести с марта на май», «до 1 мая (перенесён на 1 июня, продлён до 1 июля)»."""
        if self.moved and (self.onto or self.governor is Governor.TILL):
            return True
        return self.onto and before.governor is Governor.FROM

    def _expect(self, governor: Governor, *, joining: bool = False) -> None:
        self.governor, self.joining, self.fresh = governor, joining, False

    def _is_label(self, atom: Atom) -> bool:
        """«I квартал – март» is no range; «декабрь – I квартал» is."""
        longer = self.members[-1]
        plain = self.sign is Name.DASH and longer.governor is Governor.NONE
        if longer.first.unit is Name.YEAR and not _is_yearless(atom):
            return False  # «2019 – март 2020»
        return plain and _LENGTHS.get(atom.unit, 9) < _LENGTHS.get(longer.first.unit, 0)

    def _limiting(self, atom: Atom) -> Atom:
        """«I квартал – до 25 марта», «I полугодие (декабрь)»: the shorter is due, the longer what
        it is for.
        """
        before = self.members[-1] if self.members else None
        if before is None or not self.sign or {atom.unit, before.first.unit} - _LENGTHS.keys():
            return atom
        longer = _LENGTHS[before.first.unit] - _LENGTHS[atom.unit]
        if before.governor is Governor.NONE and longer > 0:
            self.members[-1] = replace(before, governor=Governor.ABOUT)
            return _in_common(atom, before.first)
        limited = before.governor is Governor.NONE or before.governor in _LIMITS
        if limited and longer < 0 and self.sign is Name.OPEN:
            self.governor = Governor.ABOUT
        return atom

    def _governing(self, atom: Atom) -> Governor:
        """«по итогам I полугодия», «план на 2020 год», «приказ от 15.09.2019» name an event and are
        no deadline.
        """
        governor = self.governor
        if governor in _UNTIL:
            return governor
        before = self.members[-1] if self.members else None
        if before is not None and self._goes_on_naming(before, atom):
            return before.governor
        if self._is_in_a_name(atom):
            return Governor.TOLD
        if governor is Governor.OUTCOME and atom.unit is Name.DAY:
            return Governor.NONE
        return Governor.FROM if governor is Governor.OF else governor

    def _goes_on_naming(self, before: Member, atom: Atom) -> bool:
        """«по итогам I, II и III четвертей»."""
        bare = not self.governor and not self.onto
        return bare and before.governor in _NAMES_AN_EVENT and before.first.unit is atom.unit

    def _is_in_a_name(self, atom: Atom) -> bool:
        named = self.event is not _Event.NONE
        if atom.unit in _LONG:
            return named or self.governor is Governor.AFTER
        return named and self.governor is Governor.OF and atom.unit is Name.DAY

    def _tell_event(self, word: Token) -> None:
        named = self.event is _Event.NAMED
        if self._ends_clause(word) or (named and word.text in {"в", "во"}):
            self.event = _Event.NONE
        elif word.name in _BINDING or (word.name in _EVENTS and self._is_bound()):
            self.event = _Event.BOUND
        else:
            self.event = _EVENTS.get(word.name) or self.event
        its_own = self.last.name is Name.OTHER and not self.last.text.startswith(_PLANNED)
        if word.name is Name.PERIOD and its_own:
            self.event = _Event.NAMED  # «отопительный период 2020/2021 гг.»

    def _ends_clause(self, word: Token) -> bool:
        tight = word.text == Look.TIGHT and not self.fresh  # «ГИА-2020», «план-график»
        return word.name in _CLAUSE_ENDS and not tight

    def _is_bound(self) -> bool:
        return self.governor in _BOUNDS or self.event is _Event.BOUND

    def _tell_sign(self, word: Token) -> None:
        if word.name in _OPENING:
            self.sign = word.name if self.fresh else Name.NONE
        elif word.name in _LISTING:
            self.sign = Name.NONE
        elif word.name is Name.CLOCK:  # «с 9.00 до 18.00» are hours of work
            if self.governor is Governor.FROM or self.at_work:
                self.governor = Governor.NONE
            self.at_work = True
        self.onto = word.text == "на"
        self.moved = self.moved or word.text.startswith(_PUT_OFF)
        self.last = word
        self.opened = self.opened or word.name is Name.BEGIN

    def _joins(self, word: Token, *, behind_comma: bool) -> bool:
        """Whether a sign or a word makes a range with the member just read."""
        before = self.members[-1] if self.members else None
        if before is None or before.governor in _NAMES_AN_EVENT:
            return False
        if before.last is not None:  # «июнь-июль-август»
            chained = word.name is Name.DASH and before.last.unit in {Name.MONTH, Name.QUARTER}
            return chained and self.fresh
        if word.name is Name.DASH:
            return self.fresh
        if word.name is Name.FINISH:  # «начало – сентябрь, окончание – май»
            return self.opened
        if word.name in _TO_ITS_END:  # «не ранее 15 мая и не позднее 1 июня»
            if behind_comma and before.first.unit in YEARS:
                return False  # «ежегодно, начиная с 2025 года, до 1 марта»
            return before.governor is Governor.FROM or (self.fresh and word.name is Name.THROUGH)
        return False


def _says_nothing(word: Token, before: Token) -> bool:
    """«по пятницу 7 июня», but not «по пятницам 7 и 14 июня»; «5 (ср) – 7 июня»."""
    if word.name is Name.WEEKDAY:
        return not word.text.endswith(("ам", "ям"))
    aside = word.name is Name.CLOSE and before.name is Name.WEEKDAY
    return aside or word.name in _SILENT or word.text == "чем"


def _governed(members: list[Member]) -> list[Member]:
    """«до 1 марта, 1 июня и 1 сентября», «после 1 марта и 1 июня»: what governs the first day
    governs the bare ones after it.
    """
    governed: list[Member] = []
    for member in members:
        before = governed[-1] if governed else None
        if (
            before is not None
            and before.governor in _GOVERNS_ON
            and not member.governor
            and before.is_one(Name.DAY)
            and member.is_one(Name.DAY)
        ):
            member = replace(member, governor=before.governor)
        governed.append(member)
    return governed


def _with_common_year(members: list[Member]) -> list[Member]:
    """«2020 год: март, июнь»: a single year written apart holds for all that have none."""
    years = list(filter(_is_year_alone, members))
    others = [member for member in members if not _is_year_alone(member)]
    bare = any(_is_yearless(atom) for member in others for atom in member.atoms)
    if len(years) != 1 or not bare or any(member.first.unit in YEARS for member in others):
        return members
    common = years[0].first
    if common.part is not None:
        return others
    return [
        member.with_atoms(_in_common(atom, common) for atom in member.atoms) for member in others
    ]


def _is_year_alone(member: Member) -> bool:
    return member.first.unit in YEARS and member.last is None and not member.governor


def _in_common(atom: Atom, common: Atom) -> Atom:
    return given(atom, common) if _is_yearless(atom) else atom


def _is_yearless(atom: Atom) -> bool:
    return atom.year is None and atom.school is None
