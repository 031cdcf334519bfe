"""Days as people say them in chat: «до пятницы», «через две недели», «до 20 числа», «ещё 5 дней».

The words are those of the deadline grammar (`tokens`, `joining`), but they mean something else than
in a document: a document's day lies in its year, a person's is counted from the day of writing, and
a length of time («на неделю») from the deadline that is to be moved. `Speech` tells both. Each
rule below reads one kind of expression and has its examples in `tests/roadmap/spoken_days.tsv`.

What cannot be told for sure is never guessed: `SpokenDay` then has a `Doubt` and the days that may
be meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum, auto

from roadmap.deadlines.anchors import Offset, Unit, day_counted
from roadmap.deadlines.atoms import PLACED, Atom, Part, days_in
from roadmap.deadlines.english import day_said_in_russian
from roadmap.deadlines.joining import joined
from roadmap.deadlines.names import Name
from roadmap.deadlines.parts import first_of_month, month_end, part_of
from roadmap.deadlines.phrase import Node, Phrase
from roadmap.deadlines.slips import one_slip
from roadmap.deadlines.tokens import Token, tokenise
from roadmap.model.policy import WEEKENDS, WorkingDays

_DAY = timedelta(days=1)
#: Longer messages tell more than a day; nobody asks for one after so many words.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Speech:
    """When something is said and of what: `written` is the day of writing in the writer's zone,
    `due` the deadline that lengths of time are counted from (None: from the day of writing).

    With `past_too` what has begun may be meant, as in a leave that is entered late.
    """

    written: date
    due: date | None = None
    calendar: WorkingDays = WEEKENDS
    past_too: bool = False

    @property
    def first(self) -> date:
        """The first day that may be meant."""
        return date.min if self.past_too else self.written + _DAY


class Doubt(StrEnum):
    """Why a person must say which day is meant."""

    PAST = auto()  # «до 20 ноября» on the 23rd
    NO_SUCH_DAY = auto()  # «31 ноября»
    VAGUE = auto()  # «в начале декабря»
    SEVERAL = auto()  # «15 или 20 декабря»
    NOT_LATER = auto()  # a new deadline that is not later than the old one


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day that was said; where it is in doubt `day` is None and `choices` has what may be meant,
    likeliest first (there may be none).

    `alone` tells that the words say nothing else: no reason, nothing for a report.
    """

    day: date | None
    doubt: Doubt | None = None
    choices: tuple[date, ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """Days from `first` to `last`, both included: «с понедельника на две недели». `last` is None
    where only the beginning is said.
    """

    first: date
    last: date | None


#: Words of speech in the words that documents have.
_IN_DOCUMENTS_WORDS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"ё", "е"),
        (r"\bпосле\s+завтра\b", "послезавтра"),
        (
            r"\bсл(?:ед)?\.?\s+(?=(?:недел|мес|год|пн|вт|ср|чт|пт|понед|втор|сред|четв|пятн))",
            "следующий ",
        ),
        (r"\bчисла\s+(?:до\s+)?(\d{1,2})\b", r"до \1 числа"),
        (r"\bнг\b", "31 декабря"),
        (r"\b(?:недельк|неделек)(?:[аиуе]|ой|ам)?\b", "неделю"),
        (r"\b(?:денек|денечек|деньк[аи]|деньков)\b", "день"),
        (r"\b(?:месяцок|месячишко)\b", "месяц"),
        (r"\bпар[ауыеу]\s+(?=(?:недел|дней|дня|месяц|раб))", "2 "),
        (r"\bполтор[аы]\s+недел\w*", "10 дней"),
        (r"\bполутора\s+недел\w*", "10 дней"),
        (r"\bполтора\s+месяца\b|\bполутора\s+месяц\w*", "45 дней"),
        (r"\b(?:две|2)\s+с\s+половиной\s+недел\w+", "17 дней"),
        (r"\bполмесяца\b", "15 дней"),
        (r"\bзавтрашн\w+(?:\s+дн\w+)?", "завтра"),
        (r"\bсегодняшн\w+(?:\s+дн\w+)?", "сегодня"),
        (r"\b(дня|дней|недел[юиь]|месяц\w{0,2})\s+через\s+(\d{1,2}|[а-я]{2,6})\b", r"через \2 \1"),
        (r"\bпол-?\s?года\b|\bполугода\b", "6 месяцев"),
        (r"\b(?:дней|деньков)\s+на\s+(\d{1,2}|\w+(?=\s*$))", r"на \1 дней"),
        (r"\bнедел[иь]\s+на\s+(\d{1,2}|две|три|четыре)\b", r"на \1 недели"),
        (r"\bмесяц(?:а|ев)\s+на\s+(\d|два|три)\b", r"на \1 месяца"),
        (
            r"\b(?:дней|деньков)\s+(?=(?:пять|шесть|семь|восемь|девять|десять|\d+)\b)(\w+)",
            r"\1 дней",
        ),
        (r"\bнеделю\s*(?:[-,]|или)?\s*(?:другую|две|вторую)\b", "1-2 недели"),
        (r"\bдень\s*[-,]\s*(?:другой|два)\b", "1-2 дня"),
        (r"\bдня\s+(?=(?:два|три|четыре)\b)(\w+)", r"\1 дня"),
        (r"\b(?:новым|новому|нового)\s+год(?:ом|у|а)\b(?!\s*учебн)", "31 декабря"),
        (r"\bэт(?:у|ой|и|от|а)\b|\bближайш\w+", "текущий"),
        (r"\bтой\s+неделе\b", "следующей неделе"),
        (r"\bполдень\b", ""),
        (r"(?<!\d)\+\s*(\d{1,3})(?!\d)(?=\s*$)", r"\1 дней"),
    )
)
_NAMED_DAYS = {"сегодня": 0, "завтра": 1, "послезавтра": 2}
#: Words that end a week: «до выходных» is its Friday.
_DAYS_OFF = frozenset({"выходных", "выходные", "выходным", "выходными"})
#: Units that are one where no number stands before them: «на неделю», not «на несколько дней».
_ONE = frozenset({"день", "сутки", "сут", "неделю", "неделя", "нед", "месяц", "мес", "год"})
_SOME = frozenset({"несколько", "немного"})
_UNITS = {
    Name.DAY: Unit.DAY,
    Name.CALENDAR_DAYS: Unit.DAY,
    Name.WORKING: Unit.WORKING_DAY,
    Name.WEEK: Unit.WEEK,
    Name.MONTH_WORD: Unit.MONTH,
    Name.YEAR_WORD: Unit.YEAR,
}
_LENGTHS = frozenset({Name.WEEK, Name.DAY, Name.MONTH_WORD, Name.YEAR_WORD})
_EDGES = frozenset({Name.BEGIN, Name.MIDDLE, Name.FINISH})
_WHICH = frozenset({Name.NEXT, Name.CURRENT})
#: What says that a day is the one meant.
_ONTO = frozenset({Name.TILL, Name.THROUGH, Name.BY, Name.ONCE_IN, Name.DURING})
#: What says that a day is where something begins or comes from: «с 23 на 27 ноября», «акт от 3.11».
_AWAY = frozenset({Name.FROM, Name.AFTER, Name.SINCE, Name.OUTCOME})
_GOVERNORS = _ONTO | _AWAY | {Name.IN, Name.NOT, Name.EARLIER, Name.BEFORE}
#: Between what governs a day and the day.
_BETWEEN = frozenset({Name.WHOLE, Name.PERIOD, Name.CALENDAR_DAYS})
#: The verbs of putting off: the day that follows one is the one meant.
_PUT_OFF = re.compile(
    r"(?:перен[ео]с|перенест|сдви[гн]|продл|отлож|отсроч|отодви|перед?вин|пролонг|дайте|дать|можно)"
)
#: Words that ask for a day and tell nothing beside it.
_ASKING = re.compile(
    r"(?:перен[ео]с\w*|перенест\w*|сдви[гн]\w*|продл\w*|отлож\w*|отсроч\w*|отодви\w*|передвин\w*|пролонг\w*"
    r"|прошу|просим|просьб\w*|просил\w*|пожалуйста|плиз|можно|могу|можем|можете|ли|давайте|давай|дайте|дать|дай"
    r"|еще|хотя|хоть|бы|срок\w*|дат[ауеы]|дедлайн\w*|нам|мне|нас|меня|его|ее|их|это|этот|я|мы|нужен|нужн\w*|надо|чуть|потребу\w+|необходимо"
    r"|требу\w+|понадоб\w+|хот\w+|будет|будем|буду|быть|лучше|тогда|пусть|ок|окей|да|нет|ну|так|вот|не|и|а|но|или|ориентировочно"
    r"|примерно|где|то|около|плюс|минимум|максимум|только|уже|там|если|пункт\w*|точк\w*|мероприяти\w*|п|пп|кт|м|г|год[ау]?|ч|час\w*"
    r"|сда[мдюе]\w*|сдать|сдела[ею]\w*|сделать|закончим|закончу|закончить|завершу|завершим|завершить|отправ[илю]\w*|пришл[юеё]\w*"
    r"|представ[илю]\w*|подготов[илю]\w*|успе[ею]\w*|успеть|будут|готов[оаы]?|исполнения|выполнения|здравствуйте|добр\w+|утро|вечер"
    r"|привет|коллеги|спасибо|врем[яе]\w*|позже|попозже|обед\w*|утр\w*|вечер\w*|включительно)"
)
#: Numbers, signs and joints tell nothing by themselves, nor do the words that govern days.
_SILENT = _GOVERNORS | {
    Name.COMMA, Name.DASH, Name.SLASH, Name.OPEN, Name.CLOSE, Name.COLON, Name.CLOCK, Name.AND,
    Name.OR, Name.INCLUSIVE, Name.PERIOD, Name.BAD, Name.NUMBER, Name.HOUR, Name.WHOLE, Name.EACH,
}  # fmt: skip


_UNGOVERNED = Token(Name.NONE)
#: What may follow a number that is the day of a month: nothing that it could count.
_BEHIND_A_DAY = frozenset(
    {Name.NONE, Name.COMMA, Name.DASH, Name.OPEN, Name.CLOSE, Name.INCLUSIVE, Name.OR}
)


@dataclass(frozen=True, slots=True)
class _Said:
    """One expression: its nodes from `start` up to `end`, its `day`, or its doubt and choices.

    `again` gives its next occurrence after a day, where it has one: «до пятницы», «до 20 числа».
    """

    start: int
    end: int
    day: date | None
    doubt: Doubt | None = None
    choices: tuple[date, ...] = ()
    again: Callable[[date], date] | None = None
    governor: Token = _UNGOVERNED
    shifts: bool = False  # a length of time counted from the deadline

    @property
    def meant(self) -> tuple[date, ...]:
        return (self.day,) if self.day is not None else self.choices


def read_spoken_day(text: str, speech: Speech) -> SpokenDay | None:
    """The day that `text` says; None where it says none. Never raises."""
    nodes = _nodes(text)
    try:
        first, found = speech.first, list(_expressions(nodes, speech))
        chosen = _chosen(nodes, found)
        if chosen is None:
            return None
        chosen = _later_than_the_deadline(chosen, speech)
    except (OverflowError, ValueError):  # the calendar ends in the year 9999
        return None
    used = {index for one in found for index in range(one.start, one.end)}
    alone = not _says_more(nodes, used)
    day = chosen.day if chosen.doubt is None else None
    choices = tuple(dict.fromkeys(one for one in chosen.choices if one >= first))
    return SpokenDay(day, chosen.doubt, choices, alone)


def read_spoken_span(text: str, speech: Speech) -> SpokenSpan | None:
    """The days that `text` says with a beginning, an end or a length: «с 1 по 15 июля», «с
    понедельника на две недели», «до пятницы» (from the day of writing on), «завтра».

    None where it says none, or where a day of it is in doubt. What began within the last half a
    year and is not over may be meant; what is over is that of next year.
    """
    nodes, said = _nodes(text), replace(speech, past_too=True)
    try:
        span = _span(nodes, said)
        if span is None or (span.last or span.first) >= speech.written:
            return span
        if any(atom.year for atom in nodes.atoms):
            return None
        last = _a_year_later(span.last) if span.last else None
        return SpokenSpan(_a_year_later(span.first), last)
    except (OverflowError, ValueError):
        return None


def _span(nodes: Phrase, speech: Speech) -> SpokenSpan | None:
    found = list(_expressions(nodes, speech))
    begins = next((one for one in found if one.governor.name is Name.FROM), None)
    if begins is None:
        if not found or found[0].day is None:
            return None
        last = found[0].day - _DAY if found[0].shifts else found[0].day
        bare = found[0].governor.name is Name.NONE and not found[0].shifts
        return SpokenSpan(last if bare else speech.written, last)
    start = begins.day
    if start is None:
        return None
    since = replace(speech, written=start - _DAY, due=start)
    ends = [one for one in _expressions(nodes, since) if one.start >= begins.end]
    if not ends:
        lengths = [one for one in _expressions(nodes, since) if one.shifts and one.day is not None]
        ends = lengths[:1]  # «две недели с понедельника»
    if not ends:
        return SpokenSpan(start, None)
    end = ends[0].day
    if end is None:
        return None
    last = end - _DAY if ends[0].shifts else end
    return SpokenSpan(start, last) if start <= last else None


def names_a_date(text: str) -> bool:
    """Whether `text` names a place in the calendar as documents do («март», «15.12», «IV квартал»),
    and not one that only the day of writing tells («до пятницы», «через неделю»).
    """
    units = _nodes(text).units
    return bool(units & (PLACED - {Name.PERIOD_YEAR}))


def after_a_week(speech: Speech) -> date:
    """A week after the deadline; after the day of writing where that is past."""
    return _shifted(Offset(1, Unit.WEEK, before=False), speech)


def end_of_month(speech: Speech) -> date:
    """The last day of the first month that ends after both the deadline and the day of writing."""
    base = max(speech.due or speech.written, speech.written)
    last = month_end(base.year, base.month)
    return last if last > base else _last_of(first_of_month(base, 1))


# ── which of the expressions is meant ─────────────────────────────────────────────────────────


def _nodes(text: str) -> Phrase:
    plain = " ".join(day_said_in_russian(text[:_LONGEST]).lower().split())
    for pattern, meant in _IN_DOCUMENTS_WORDS:
        plain = pattern.sub(meant, plain)
    return joined(Phrase(tokenise(plain)))


def _chosen(nodes: Phrase, found: Sequence[_Said]) -> _Said | None:
    """The expression meant: one after a verb of putting off goes before others, one with «до» or
    «на» before a bare day, and what something comes from («с 23 ноября») is none.
    """
    verbs = [index for index, node in enumerate(nodes) if _PUT_OFF.match(node.text)]
    told = [one for one in found if one.governor.name not in _AWAY]
    strong = [one for one in told if _is_governed(one)]
    after = [one for one in strong if verbs and one.start > verbs[0]]
    if after:
        return _together(nodes, after, found)
    for some in (strong, told):
        if some:
            return _together(nodes, some, found) if len(some) == 1 else _several(nodes, some)
    return None


def _is_governed(said: _Said) -> bool:
    governor = said.governor
    return governor.name in _ONTO or governor.text == "на" or said.shifts


def _together(nodes: Phrase, some: Sequence[_Said], found: Sequence[_Said]) -> _Said:
    """The first of `some` with what is joined to it: «до среды (25.11)», «на 15 или 20 декабря»."""
    first = some[0]
    joined_to = [first]
    for one in found:
        if one.start <= joined_to[-1].start or one.governor.name in _AWAY:
            continue
        between = nodes.cut(joined_to[-1].end, one.start).names
        if not between <= {Name.OPEN, Name.DASH, Name.OR, Name.IN, Name.COLON, Name.THROUGH}:
            break
        joined_to.append(one)
    return _several(nodes, joined_to) if len(joined_to) > 1 else first


def _several(nodes: Phrase, some: Sequence[_Said]) -> _Said:
    """One of several: they say the same day, or bound a range, or it must be asked."""
    days = list(dict.fromkeys(day for one in some for day in one.meant))
    if len(days) == 1 and any(one.doubt is None for one in some):
        return next(one for one in some if one.doubt is None)
    first, last = some[0], some[-1]
    if len(some) == 2 and first.day is not None and last.day is not None:
        between = nodes.cut(first.end, last.start).names
        named = [one for one in some if _is_weekday(nodes, one)]
        dated = [one for one in some if one not in named]
        if len(named) == len(dated) == 1:
            if first.day.weekday() == last.day.weekday():
                return dated[0]  # «в среду 2 декабря»: the date tells which Wednesday
        elif (
            between
            and between <= {Name.DASH, Name.THROUGH}
            and not first.shifts
            and first.day <= last.day
        ):
            return last  # «5–7 декабря»: done at the end of it
    return replace(first, day=None, doubt=Doubt.SEVERAL, choices=tuple(sorted(days, reverse=True)))


def _is_weekday(nodes: Phrase, said: _Said) -> bool:
    return any(node.name is Name.WEEKDAY for node in nodes[said.start : said.end])


def _later_than_the_deadline(said: _Said, speech: Speech) -> _Said:
    """A new deadline is later than the old one: «до пятницы» of a deadline in three weeks is not
    this Friday, and is asked about.
    """
    if speech.due is None or said.day is None or said.doubt or said.day > speech.due:
        return said
    choices = (said.again(speech.due),) if said.again else ()
    return replace(said, day=None, doubt=Doubt.NOT_LATER, choices=choices)


def _says_more(nodes: Phrase, used: set[int]) -> bool:
    """Whether words are left that neither say a day nor ask for one."""
    for index, node in enumerate(nodes):
        if index in used or node.name in _SILENT or not node.text:
            continue
        if isinstance(node, Token) and not _ASKING.fullmatch(node.text):
            return True
    return False


# ── expressions ───────────────────────────────────────────────────────────────────────────────


def _expressions(nodes: Phrase, speech: Speech) -> Iterable[_Said]:
    """Every expression of a day, from left to right, with what governs it."""
    index, governor, began = 0, Token(Name.NONE), 0
    while index < len(nodes):
        token = nodes.token(index)
        if token.name in _GOVERNORS:
            negated = nodes.name(index - 1) is Name.NOT
            governor, began = token, index
            if negated and token.name is Name.BY:
                governor = token._replace(name=Name.TILL)
            index += 1
            continue
        if token.name in _BETWEEN or token.text == "чем":
            index += 1
            continue
        said = _expression(nodes, index, governor, speech)
        if said is not None:
            yield replace(said, start=began if governor.name else said.start, governor=governor)
            index = max(said.end, index + 1)
        else:
            index += 1
        governor, began = Token(Name.NONE), index


def _expression(nodes: Phrase, index: int, governor: Token, speech: Speech) -> _Said | None:
    """What is said at `index`: an edge («конец»), which one («следующий»), and the unit."""
    at, edge, which = index, Name.NONE, Name.NONE
    while nodes.name(at) in _EDGES | _WHICH:
        if nodes.name(at) in _EDGES:
            edge = nodes.name(at)
        else:
            which = nodes.name(at)
        at += 1
    place = _Place(nodes, index, at, governor, edge, which, speech)
    for rule in _RULES:
        said = rule(place)
        if said is not None:
            return said
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression may begin (`start`) and its unit stands (`at`)."""

    nodes: Phrase
    start: int
    at: int
    governor: Token
    edge: Name
    which: Name
    speech: Speech

    @property
    def node(self) -> Node:
        return self.nodes[self.at] if self.at < len(self.nodes) else Token(Name.NONE)

    @property
    def atom(self) -> Atom | None:
        return self.nodes.atom(self.at)

    @property
    def is_limit(self) -> bool:
        """«до», «к», «перед»."""
        return self.governor.name in {Name.TILL, Name.BEFORE}

    def sure(self, day: date, *, to: int = 1, again: Callable[[date], date] | None = None) -> _Said:
        """The day itself, or, where it is past, a question."""
        if day < self.speech.first:
            choices = (again(self.speech.written),) if again else ()
            return _Said(self.start, self.at + to, None, Doubt.PAST, choices)
        return _Said(self.start, self.at + to, day, again=again)

    def asked(self, doubt: Doubt, choices: Iterable[date] = (), *, to: int = 1) -> _Said:
        return _Said(self.start, self.at + to, None, doubt, tuple(choices))


def _read_named_day(place: _Place) -> _Said | None:
    """«завтра», «послезавтра», one slip of the hand included."""
    text = place.node.text
    if place.node.name is not Name.OTHER:
        return None
    known = next(
        (name for name in _NAMED_DAYS if name == text or (len(text) > 5 and one_slip(text, name))),
        None,
    )
    if known is not None:
        day = place.speech.written + _NAMED_DAYS[known] * _DAY
        return place.sure(day, again=lambda after: after + _DAY)
    if text in _DAYS_OFF:
        return _around_days_off(place)
    return None


def _around_days_off(place: _Place) -> _Said:
    """«до выходных» is Friday, «после выходных» Monday, «в выходные» Sunday."""
    written = place.speech.written
    if place.governor.name is Name.AFTER:
        monday = _weekday_after(written, 0)
        # «после» governs nothing else that can be meant, so the day is told without it.
        return replace(place.sure(monday), shifts=True)
    if place.is_limit:
        return place.sure(_weekday_after(written, 4), again=lambda after: _weekday_after(after, 4))
    return place.sure(_weekday_after(written, 6), again=lambda after: _weekday_after(after, 6))


def _read_weekday(place: _Place) -> _Said | None:
    """«до пятницы»: the next one after the day of writing; «в следующую пятницу» is that of the
    next week, which on a Monday may as well mean this one.
    """
    token = place.nodes.token(place.at)
    if token.name is not Name.WEEKDAY:
        return None
    speech = place.speech
    written, number = speech.written, token.number

    def again(after: date) -> date:
        return _weekday_after(after, number)

    coming = again(written)
    if place.governor.name is Name.ONCE_IN:  # «через понедельник» is not this one
        return place.asked(Doubt.SEVERAL, (again(coming), coming))
    if place.which is Name.NEXT:
        next_week = _monday(written) + (7 + number) * _DAY
        return (
            place.sure(next_week, again=again)
            if coming == next_week
            else place.asked(Doubt.SEVERAL, (next_week, coming))
        )
    behind = place.nodes.cut(place.at + 1)
    if behind[:1] and behind.name(0) in _WHICH and behind.name(1) is Name.WEEK:
        weeks = 7 if behind.name(0) is Name.NEXT else 0
        return place.sure(_monday(written) + (weeks + number) * _DAY, to=3, again=again)
    return place.sure(coming, again=again)


def _read_date(place: _Place) -> _Said | None:
    """«15.12», «15 янв»: without a year the first such day after the day of writing; one that
    passed within half a year is asked about.
    """
    atom = place.atom
    if atom is None or atom.unit is not Name.DAY:
        return None
    speech = place.speech
    year, to = _year_behind(place, atom)
    place = replace(place, at=place.at + to)
    years = [year] if year else [speech.written.year, speech.written.year + 1]
    days = [day for year in years if (day := _day(year, atom.number, atom.day)) is not None]
    if not days:
        return _no_such_day(place, atom.number, atom.day)
    if year or days[0] > speech.written or _may_have_begun(days[0], speech):
        later = _same_day_later(days[0], speech.written)
        return place.sure(days[0], again=(lambda _: later) if days[0] < speech.first else None)
    if speech.written - days[0] <= timedelta(days=183):
        choices = (_same_day_later(days[0], speech.written), *days[1:])
        return place.asked(Doubt.PAST, choices)
    return place.sure(days[-1])


def _year_behind(place: _Place, atom: Atom) -> tuple[int | None, int]:
    """The year of a day or a month: its own, or that of «этого года», «следующего года»; and how
    many nodes follow for it («2026 г.»).
    """
    which, written = place.nodes.name(place.at + 1), place.speech.written
    if which is Name.YEAR_WORD:
        return atom.year, 1
    if which in _WHICH and place.nodes.name(place.at + 2) is Name.YEAR_WORD:
        return atom.year or written.year + (which is Name.NEXT), 2
    return atom.year, 0


def _may_have_begun(day: date, speech: Speech) -> bool:
    return speech.past_too and speech.written - day <= timedelta(days=183)


def _read_month(place: _Place) -> _Said | None:
    """«на декабрь», «до конца декабря»: its last day; «в начале декабря», «до декабря» are asked
    about.
    """
    atom = place.atom
    if atom is None or atom.unit is not Name.MONTH:
        return None
    year, to = _year_behind(place, atom)
    place = replace(place, at=place.at + to)
    first = _first_of_coming(atom.number, year, place.speech)
    if atom.until is not None or first is None:
        return place.asked(Doubt.VAGUE)
    part = atom.part or (Part(place.edge) if place.edge else None)
    last = _last_of(first)
    if last < place.speech.first:
        return place.asked(Doubt.PAST, (_last_of(first.replace(year=first.year + 1)),))
    if part is None:
        if place.is_limit:
            return place.asked(Doubt.VAGUE, (first - _DAY, first, last))
        return place.sure(last)
    return _part_of_month(place, first, part)


def _part_of_month(place: _Place, first: date, part: Part, *, to: int = 1) -> _Said:
    if part.name is Name.BEGIN:
        days = (first, first.replace(day=5), first.replace(day=10))
        return place.asked(Doubt.VAGUE, days, to=to)
    if part.name is Name.MIDDLE:
        return place.asked(Doubt.VAGUE, (first.replace(day=15), first.replace(day=20)), to=to)
    if part.name is Name.FINISH:
        return place.sure(_last_of(first), to=to, again=_end_of_month_after)
    span = part_of((first, _last_of(first)), part)
    return place.sure(span[1], to=to) if span else place.asked(Doubt.NO_SUCH_DAY, to=to)


def _read_day_of_a_month(place: _Place) -> _Said | None:
    """«до 20 числа», «20-го», «до 5 числа следующего месяца»: the next such day."""
    atom, token = place.atom, place.nodes.token(place.at)
    if atom is not None and atom.unit is Name.MONTHDAY:
        number = atom.number
    elif token.name is Name.NUMBER and 1 <= token.number <= 31 and _stands_for_a_day(place):
        number = token.number
    else:
        return None
    written = place.speech.written
    behind = place.nodes.cut(place.at + 1)

    def again(after: date) -> date:
        return _day_of_month_after(after, number)

    if behind.name(0) in _WHICH and behind.name(1) is Name.MONTH_WORD:
        month = first_of_month(written, 1 if behind.name(0) is Name.NEXT else 0)
        day = _day(month.year, month.month, number)
        if day is None:
            return place.asked(Doubt.NO_SUCH_DAY, (_last_of(month),), to=3)
        return place.sure(day, to=3, again=again)
    return place.sure(again(written), again=again)


def _stands_for_a_day(place: _Place) -> bool:
    """A number alone, «20-го», or one after «до», «на» with nothing behind that it could count."""
    nodes, at = place.nodes, place.at
    behind = nodes.token(at + 1)
    asks = behind.name is Name.OTHER and _ASKING.fullmatch(behind.text) is not None
    if behind.name not in _BEHIND_A_DAY and not asks:
        return False
    governed = place.is_limit or place.governor.text in {"на", "по"}
    return governed or len(nodes) == 1


def _read_edge(place: _Place) -> _Said | None:
    """«до конца недели» (its Friday), «конец месяца», «до конца квартала»."""
    name, written = place.node.name, place.speech.written
    if place.edge is Name.NONE:
        return None
    later = 1 if place.which is Name.NEXT else 0
    if name is Name.WEEK:
        return _edge_of_week(place, _monday(written) + 7 * later * _DAY)
    if name is Name.MONTH_WORD:
        if place.edge is Name.FINISH:
            last = _last_of(first_of_month(written, later))
            return place.sure(last, again=_end_of_month_after)
        first = first_of_month(written, later)
        if place.edge is Name.BEGIN and first < place.speech.first:
            first = first_of_month(first, 1)
        return _part_of_month(place, first, Part(place.edge))
    if name is Name.QUARTER and place.edge is Name.FINISH:
        last = _quarter_end(written)
        return place.sure(
            _quarter_end(last + _DAY) if later else last,
            again=lambda after: _quarter_end(after + _DAY),
        )
    if name is Name.YEAR_WORD and place.edge is Name.FINISH:
        return _end_of_year(place, later)
    if name in {Name.HALF, Name.TERM, Name.TRIMESTER, Name.SEMESTER}:
        return place.asked(Doubt.VAGUE)
    return None


def _edge_of_week(place: _Place, monday: date) -> _Said:
    if place.edge is Name.BEGIN:
        if monday < place.speech.first:
            monday += 7 * _DAY
        return place.sure(monday)
    if place.edge is Name.MIDDLE:
        return place.sure(monday + 2 * _DAY, again=lambda after: _weekday_after(after, 2))
    friday, sunday = monday + 4 * _DAY, monday + 6 * _DAY
    if friday < place.speech.first:  # said on Friday or later
        return place.asked(Doubt.SEVERAL, (sunday, friday + 7 * _DAY))
    return place.sure(friday, again=lambda after: _weekday_after(after, 4))


def _read_part_of_the_year(place: _Place) -> _Said | None:
    """«до конца года», «до конца учебного года» (lessons end in May, the year in August)."""
    atom, speech = place.atom, place.speech
    if atom is None:
        return None
    if atom.unit is Name.PERIOD_YEAR and atom.part is not None:
        if atom.counted is not Name.NONE:
            coming = [_coming(month, day, speech) for month, day in ((5, 31), (8, 31))]
            return place.asked(Doubt.VAGUE, sorted(coming))
        return _end_of_year(place, 0) if atom.part.name is Name.FINISH else place.asked(Doubt.VAGUE)
    if atom.unit is Name.QUARTER and 1 <= atom.number <= 4 and atom.part is None:
        year = atom.year or speech.written.year
        last = month_end(year, 3 * atom.number)
        if atom.year is None and last < speech.first:
            last = month_end(year + 1, 3 * atom.number)
        return place.sure(last)
    if atom.unit in {Name.HALF, Name.TERM, Name.TRIMESTER, Name.SEASON, Name.QUARTER}:
        return place.asked(Doubt.VAGUE)
    return None


def _end_of_year(place: _Place, later: int) -> _Said:
    year = place.speech.written.year + later

    def again(after: date) -> date:
        return date(after.year + 1, 12, 31)

    return place.sure(date(year, 12, 31), again=again)


def _read_length(place: _Place) -> _Said | None:
    """«на неделю», «ещё 5 дней»: counted from the deadline; «через две недели» from the day of
    writing. «на следующей неделе» names no length.
    """
    if place.edge:
        return None
    if place.node.text in _SOME and place.nodes.name(place.at + 1) in _LENGTHS:
        return place.asked(Doubt.VAGUE, to=2)
    offset, to = _offset(place)
    if offset is None:
        return None
    speech = place.speech
    if place.which is Name.NEXT:
        return _within_the_next(place, offset.unit)
    if place.which is Name.CURRENT:
        return _within_this(place, offset.unit)
    range_end = _second_of_a_range(place, to)
    from_writing = place.governor.name in {Name.ONCE_IN, Name.DURING} or place.governor.text == "за"
    if from_writing and offset == Offset(1, Unit.DAY, before=False) and place.atom is None:
        days = (speech.written + 2 * _DAY, speech.written + _DAY)
        return place.asked(Doubt.SEVERAL, days, to=to)  # «через день» leaves one out, or does not
    base = replace(speech, due=None) if from_writing else speech
    if range_end is not None:
        longest, end = range_end
        days = (_shifted(longest, base), _shifted(offset, base))
        return place.asked(Doubt.SEVERAL, days, to=end - place.at)
    return replace(place.sure(_shifted(offset, base), to=to), shifts=not from_writing)


def _offset(place: _Place) -> tuple[Offset | None, int]:
    """The length at `place`, and how many nodes it takes."""
    atom, name = place.atom, place.node.name
    if atom is not None:
        if atom.unit is Name.SPAN and atom.counted in _UNITS:
            return Offset(atom.number, _UNITS[atom.counted], before=False), 1
        week = atom.unit is Name.PART and atom.part is not None and atom.part.name is Name.WEEK
        if week and atom.part is not None and atom.part.number > 0:
            return Offset(atom.part.number, Unit.WEEK, before=False), 1
        return None, 0
    if name is Name.WORKING and place.nodes.name(place.at + 1) is Name.DAY:
        return Offset(1, Unit.WORKING_DAY, before=False), 2
    if name in _LENGTHS and (place.node.text in _ONE or place.which or _is_counted(place)):
        return Offset(1, _UNITS[name], before=False), 1
    return None, 0


def _is_counted(place: _Place) -> bool:
    """«через недели», in whatever case: the word tells that a length follows."""
    return place.governor.name in {Name.ONCE_IN, Name.DURING}


def _second_of_a_range(place: _Place, to: int) -> tuple[Offset, int] | None:
    """«2–3 дня», «неделю или две»: the longer one, and where it ends."""
    joint = place.at + to
    if place.nodes.name(joint) not in {Name.DASH, Name.OR}:
        return None
    offset, used = _offset(replace(place, at=joint + 1))
    return (offset, joint + 1 + used) if offset is not None else None


def _within_the_next(place: _Place, unit: Unit) -> _Said | None:
    """«на следующей неделе», «в следующем месяце»: when, must be asked."""
    written = place.speech.written
    if unit is Unit.WEEK:
        monday = _monday(written) + 7 * _DAY
        if place.is_limit:
            return place.asked(Doubt.VAGUE, (monday, monday - 3 * _DAY))
        return place.asked(Doubt.VAGUE, (monday + 4 * _DAY, monday + 2 * _DAY, monday))
    if unit is Unit.MONTH:
        first = first_of_month(written, 1)
        if place.is_limit:
            return place.asked(Doubt.VAGUE, (first - _DAY, first))
        return place.asked(Doubt.VAGUE, (_last_of(first), first.replace(day=15), first))
    if unit is Unit.DAY:
        return place.sure(written + _DAY)
    return place.asked(Doubt.VAGUE)


def _within_this(place: _Place, unit: Unit) -> _Said | None:
    """«на этой неделе» ends on its Friday, «в этом месяце» on its last day."""
    written = place.speech.written
    if unit is Unit.WEEK:
        return _edge_of_week(replace(place, edge=Name.FINISH), _monday(written))
    if unit is Unit.MONTH:
        return place.sure(month_end(written.year, written.month), again=_end_of_month_after)
    return _end_of_year(place, 0) if unit is Unit.YEAR else None


def _read_bad_day(place: _Place) -> _Said | None:
    """«31 ноября», «32.12»: there is no such day."""
    token = place.nodes.token(place.at)
    if token.name is not Name.BAD:
        return None
    return _no_such_day(place, token.month, token.number)


_RULES: tuple[Callable[[_Place], _Said | None], ...] = (
    _read_named_day,
    _read_weekday,
    _read_date,
    _read_month,
    _read_day_of_a_month,
    _read_edge,
    _read_part_of_the_year,
    _read_length,
    _read_bad_day,
)


# ── the calendar ──────────────────────────────────────────────────────────────────────────────


def _no_such_day(place: _Place, month: int, day: int) -> _Said:
    first = _first_of_coming(month, None, place.speech)
    if first is None or not 28 < day <= 31:
        return place.asked(Doubt.NO_SUCH_DAY)
    return place.asked(Doubt.NO_SUCH_DAY, (_last_of(first), _last_of(first) + _DAY))


def _shifted(offset: Offset, speech: Speech) -> date:
    """`offset` after the deadline; after the day of writing where there is none, or where the
    deadline is so long past that the new one would be, too.
    """
    day = day_counted(offset, "", speech.due or speech.written, speech.calendar)
    if day < speech.first:
        return day_counted(offset, "", speech.written, speech.calendar)
    return day


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _weekday_after(day: date, weekday: int) -> date:
    """The first such weekday after `day`."""
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * _DAY


def _day_of_month_after(day: date, number: int) -> date:
    """The first day after `day` that is the `number`-th of its month."""
    month = day.replace(day=1)
    while True:
        found = _day(month.year, month.month, number)
        if found is not None and found > day:
            return found
        month = first_of_month(month, 1)


def _same_day_later(day: date, written: date) -> date:
    return _day_of_month_after(written, day.day)


def _last_of(day: date) -> date:
    return month_end(day.year, day.month)


def _end_of_month_after(day: date) -> date:
    last = _last_of(day)
    return last if last > day else _last_of(first_of_month(day, 1))


def _quarter_end(day: date) -> date:
    return month_end(day.year, (day.month - 1) // 3 * 3 + 3)


def _first_of_coming(month: int, year: int | None, speech: Speech) -> date | None:
    """The first day of the month that is meant: of this year, or of the next where the month ended
    more than half a year ago.
    """
    if not 1 <= month <= 12:
        return None
    first = date(year or speech.written.year, month, 1)
    if year is None and speech.written - _last_of(first) > timedelta(days=183):
        return first.replace(year=first.year + 1)
    return first


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, days_in(day.month, day.year + 1)))


def _coming(month: int, day: int, speech: Speech) -> date:
    found = date(speech.written.year, month, day)
    return found if found >= speech.first else found.replace(year=found.year + 1)


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= day <= days_in(month, year) or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day)
