"""Rules for deadlines without days of their own: all the time, the whole period, events, lengths of
time counted from nothing named.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from roadmap.deadlines.atoms import YEARS
from roadmap.deadlines.lengths import BOUND_TO
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.place import Member
from roadmap.deadlines.reading import Reading
from roadmap.deadlines.tokens import Token
from roadmap.model import Deadline, Kind, Period, YearKind

_COUNTED = frozenset(
    {
        Name.PART,
        Name.MONTH_WORD,
        Name.WEEK,
        Name.QUARTER,
        Name.HALF,
        Name.DECADE,
        Name.ONCE_IN,
    }
)
#: Words for what a deadline may be bound to.
_EVENTS = frozenset(
    {
        Name.EVENT,
        Name.DOCUMENT,
        Name.HOLIDAYS,
        Name.AFTER,
        Name.OUTCOME,
        Name.BEFORE,
    }
)
_NO_LONGER_A_YEAR = frozenset(
    {
        Name.TILL,
        Name.BY,
        Name.BEGIN,
        Name.FINISH,
        Name.MIDDLE,
        Name.AFTER,
        Name.SINCE,
    }
)
_TELLS_A_TIME = frozenset({Name.DURING, Name.TILL, Name.FINISH, Name.BEGIN, Name.DAY})
_ALL_THE_TIME = frozenset({Name.CONTINUOUS, Name.AS_NEEDED})
_OPENS_A_PERIOD = frozenset({Name.IN, Name.DURING, Name.WHOLE})
#: What the roadmap itself may be called: its period is the roadmap's, that of a contract is not.
_OWN = ("программ", "подпрограмм", "проект", "нацпроект", "план", "карт", "стратеги", "концепци")
_ALLOWING = ("позволяющ", "обеспечивающ", "достаточн")
_LIMITS = frozenset({Name.TILL, Name.BY})
_LONGEST_QUARTER = 92
_LONGEST_HALF_YEAR = 185
_HEATING = "отопительн"
_ASIDE = frozenset({"при", "согласно"})
_ITS_RUN = ("реализаци", "исполнени", "выполнени", "действи", "планировани")


def in_time_for_something(reading: Reading) -> Deadline | None:
    """In time for what is named behind it; a day or a year there is the event's, not the
    deadline's.
    """
    place = reading.nodes.find(Name.PERIOD)
    if place is None:
        return None
    behind = place + 2 if reading.nodes.name(place + 1) is Name.COMMA else place + 1
    allowing = reading.nodes.text(behind).startswith(_ALLOWING)
    return reading.deadline(Kind.EVENT, sure=False) if allowing else None


def next_year(reading: Reading) -> Deadline | None:
    """The year after the plan's; for a plan of a school year it may be its own second half."""
    if reading.members or Name.NEXT not in reading.names:
        return None
    first = {
        word.name
        for word in takewhile(
            lambda word: word.name not in {Name.OPEN, Name.COMMA},
            (node for node in reading.nodes if isinstance(node, Token)),
        )
    }
    if not first >= {Name.NEXT, Name.YEAR_WORD} or first & (BOUND_TO | _EVENTS):
        return None
    period = reading.period
    school = period.kind is YearKind.SCHOOL
    named = Name.SCHOOL in reading.names
    year = period.start.year + 1
    following = Period.school(year) if school and named else Period.calendar(year)
    return reading.deadline(Kind.YEAR, following.start, following.end, sure=named or not school)


def all_the_time(reading: Reading) -> Deadline | None:
    """Never due; days beside it («март, при необходимости») are due all the same. «с марта, далее
    постоянно» tells when it starts.
    """
    if not reading.names & _ALL_THE_TIME:
        return None
    if reading.members and _is_aside(reading):
        return None
    start, end = reading.period.start, reading.period.end
    if all(member.is_start for member in reading.members):
        starts = [placed.span[0] for placed in reading.placed if placed.span is not None]
        told = min(starts, default=start)
        start = told if told <= end or Name.FOLLOWING in reading.names else start
    return reading.deadline(Kind.CONTINUOUS, start, max(start, end))


def _is_aside(reading: Reading) -> bool:
    if Name.CONTINUOUS in reading.names:
        starts = all(member.is_start for member in reading.members)
        return Name.FOLLOWING in reading.names and not starts
    return not any(_is_open(member) for member in reading.members)


def _is_open(member: Member) -> bool:
    return member.first.unit in YEARS or member.is_start


def impossible(reading: Reading) -> Deadline | None:
    """A day or an hour that cannot be."""
    return reading.unknown() if Name.BAD in reading.names else None


def at_once(reading: Reading) -> Deadline | None:
    """As soon as can be, counted from nothing named."""
    return reading.deadline(Kind.RELATIVE, sure=False) if Name.PROMPT in reading.names else None


def part_of_something(reading: Reading) -> Deadline | None:
    """A part of a month that is not named, and a word that binds it to something."""
    if Name.PART not in reading.units or not reading.names & BOUND_TO:
        return None
    return reading.deadline(Kind.RELATIVE, sure=False)


def whole_period(reading: Reading) -> Deadline | None:
    """The plan's own year or period: «срока реализации программы», but not «действия договора»."""
    year = any(map(_is_whole_year, _before_an_event(reading.nodes).clauses()))
    own = _is_called_by_its_name(reading)
    if not year and not own and not any(map(_is_whole_period, reading.nodes.clauses())):
        return None
    return reading.deadline(Kind.WHOLE_PERIOD, reading.period.start, reading.period.end)


def to_the_end_of_the_quarter(reading: Reading) -> Deadline | None:
    """«до конца квартала» in a plan of one quarter, «до конца полугодия» in one of a half-year."""
    if Name.FINISH not in reading.names or not reading.names & _LIMITS:
        return None
    if not _names_its_length(reading):
        return None
    return reading.deadline(Kind.BY_DATE, None, reading.period.end)


def _names_its_length(reading: Reading) -> bool:
    """Whether a quarter is named in a plan of one quarter, a half-year in one of a half-year."""
    length = (reading.period.end - reading.period.start).days
    if Name.QUARTER in reading.names:
        return length < _LONGEST_QUARTER
    return Name.HALF in reading.names and length < _LONGEST_HALF_YEAR


def _is_called_by_its_name(reading: Reading) -> bool:
    """«в течение квартала» in a plan of one quarter, «в течение полугодия» in one of a half-year,
    «в течение отопительного периода» in that of a heating season.
    """
    names, period = reading.names, reading.period
    if not names & {Name.DURING, Name.WHOLE} or names & _EVENTS:
        return False
    return _names_its_length(reading) or any(
        word.text.startswith(_HEATING) and _HEATING in period.label for word in reading.nodes
    )


def bound_to_an_event(reading: Reading) -> Deadline | None:
    """An event, a document or a plan of its own tells when."""
    named = bool(reading.names & _EVENTS) and not _is_counted(reading)
    return reading.deadline(Kind.EVENT, sure=False) if named or _is_event(reading) else None


def part_of_nothing_named(reading: Reading) -> Deadline | None:
    """A decade or a week, of whichever month it is."""
    return reading.deadline(Kind.RELATIVE) if Name.PART in reading.units else None


def within_a_length(reading: Reading) -> Deadline | None:
    """A month, a week, a day: no number is written, and what it is counted from is not named."""
    return reading.deadline(Kind.RELATIVE, sure=False) if _is_counted(reading) else None


def some_time(reading: Reading) -> Deadline | None:
    """A time that somebody knows and the phrase does not tell."""
    if not reading.names & _TELLS_A_TIME and not _names_a_time(reading):
        return None
    return reading.deadline(Kind.EVENT, sure=False)


def _is_counted(reading: Reading) -> bool:
    """A length of time before an event's name: «в течение месяца», «не позднее суток»."""
    before = _before_an_event(reading.nodes)
    told = before.names | before.units
    if told & _COUNTED or (Name.DURING in told and told & {Name.DAY, Name.HOUR}):
        return True
    return any(node.text == "суток" for node in reading.nodes)


def _before_an_event(nodes: Phrase) -> Phrase:
    """What stands before an event's name; what follows «по плану на …» is the event's own."""
    place = nodes.find(*_EVENTS)
    if place is None:
        return nodes
    during = nodes.find(Name.DURING)
    if during is None or during < place:
        return nodes.cut(0, place)
    bound = nodes.cut(0, during).names & {Name.AFTER, Name.OUTCOME, Name.SINCE}
    return nodes.cut(0, place) if bound else nodes.cut(during)


def _is_event(reading: Reading) -> bool:
    """«конец четверти», «конец полугодия»: when that is, the school decides."""
    names = reading.names
    return bool(
        Name.TERM in reading.units
        or (Name.TERM in names and Name.DURING not in names)
        or (Name.FINISH in names and names & {Name.HALF, Name.QUARTER})
    )


def _names_a_time(reading: Reading) -> bool:
    """«по вызову», «в период отпусков», «пожароопасный период»."""
    names = reading.names
    if reading.nodes.has_pair(Name.OTHER, Name.PERIOD):
        return True
    if Name.SINCE in names and names & {Name.IN, Name.FROM}:
        return True
    if Name.OTHER not in names:
        return False
    within = names & {Name.IN, Name.WHOLE} and Name.PERIOD in names
    return Name.THROUGH in names or bool(within)


def _is_whole_year(words: Phrase) -> bool:
    names = words.names
    return Name.YEAR_WORD in names and not names & _NO_LONGER_A_YEAR


def _is_whole_period(words: Phrase) -> bool:
    place = words.find(Name.PERIOD)
    if place is None:
        return False
    opened = [index for index in range(place) if words.name(index) in _OPENS_A_PERIOD]
    between = words.cut(opened[-1] + 1 if opened else 0, place).names
    if between - {Name.REPORTING, Name.CURRENT}:
        return False
    behind = list(takewhile(_still_names_it, words[place + 1 :]))
    return _of_the_plan(behind) or (not behind and bool(words.names & {Name.WHOLE, Name.DURING}))


def _still_names_it(word: Node) -> bool:
    return word.name not in {Name.THROUGH, Name.IN} and word.text not in _ASIDE


def _of_the_plan(words: Sequence[Node]) -> bool:
    """«реализации», «действия муниципальной программы»: a run, of the roadmap itself or of nothing
    named.
    """
    if not words or not words[0].text.startswith(_ITS_RUN):
        return False
    return len(words) == 1 or any(word.text.startswith(_OWN) for word in words)
