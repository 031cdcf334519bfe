"""What a deadline is counted from, and how far: «за 10 дней до дня голосования», «в течение 3
рабочих дней со дня отчётной даты».

The words of such a phrase name a day that only a person or another line of the document can tell
(`anchor`); `counted_from` takes them apart, `day_counted` counts from the day once it is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.deadlines.names import Name
from roadmap.deadlines.slips import look_up
from roadmap.model.policy import WorkingDays, working_days_after, working_days_before


class Unit(StrEnum):
    """What a length of time is measured in."""

    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before or after the anchor's day."""

    number: int
    unit: Unit
    before: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline counted from something: `anchor` are its words as written («дня голосования»),
    `key` the same for all their forms.

    `last` tells the last day, `first` the first one of «не ранее чем за 28 и не позднее чем за 20
    дней». `by_itself` is false for «в день голосования»: such a phrase asks nothing by itself, it
    only takes the day that others are counted from.
    """

    anchor: str
    key: str
    last: Offset
    first: Offset | None = None
    by_itself: bool = True


_BRACKETS = re.compile(r"\s*\([^()]*\)")
_UNITS = r"(?:дн[яейам]{1,2}|день|сут(?:ок|ки)|недел[юьиями]{1,2}|месяц\w{0,2}|мес\.|года?|лет)"
_LENGTH = (
    rf"(?:(?P<number>\d{{1,3}}|[а-я]+)(?:-?(?:х|ти|и))?\s+)?(?P<working>раб(?:\.|оч\w+)\s*)?"
    rf"(?:календ(?:\.|арн\w+)\s*)?(?P<unit>{_UNITS})"
)
#: «10-дневный срок», «в трёхдневный срок», «в месячный срок».
_IN_A_WORD = (
    r"(?:(?P<figure>\d{1,3})(?:-?(?:ти|х))?-?\s?|(?P<count>[а-я]+?))?"
    r"(?P<adjective>дневн|недельн|месячн)\w{2,3}"
    r"(?:\s+срок)?"
)
_OF_DAY = r"(?:(?:дня|даты|момента)\s+)"
_FROM = (
    rf"(?:(?P<before>до|перед)\s+|(?P<after>после|по\s+истечении|(?:со?|от)\s+(?={_OF_DAY}))\s*)"
)
_COUNTED = re.compile(
    rf"\b(?:{_LENGTH}|{_IN_A_WORD})[\s,]+{_FROM}(?P<anchor>.+)", re.IGNORECASE | re.DOTALL
)
_EARLIEST = re.compile(rf"не\s+ранее,?\s+(?:чем\s+)?за\s+(?:{_LENGTH}|(?P<bare>\d{{1,3}})\b)", re.I)
_ONLY_EARLIEST = re.compile(r"не\s+(?:ранее|раньше),?\s+(?:чем\s+)?(?:за|через)?\s*$", re.I)
_BESIDE = re.compile(
    r"(?:не\s+позднее\s+)?(?:(?P<eve>накануне|(?:в\s+)?д(?:ень|ня),?\s+предшествующ\w+)"
    r"|(?P<same>в))\s+(?P<anchor>д(?:ень|ня|ню)\s+.+)",
    re.IGNORECASE | re.DOTALL,
)
#: Where the anchor's words end: another limit, an aside.
_END = re.compile(
    r"\s*(?:[,;:(]|\s[-–—]\s|\b(?:но|и)\s+не\s+(?:позднее|ранее)|\bне\s+(?:позднее|ранее)|\bдо\s+\d|\bв\s+\d{1,2}\b)"
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 12  # words
_LONGEST_TEXT = 240
_ENDINGS = re.compile(
    r"(?:иями|ями|ами|ием|иям|иях|ого|его|ому|ему|ыми|ими|ов|ев|ии|ия|ие|ию|ий|ой|ей|ая|яя|ое|ее"
    r"|ые|ых|их|ую|юю|ом|ем|ам|ям|ах|ях|ый|[аяоеыиуюйь])$"
)
_DAY_WORDS = re.compile(r"д(?:ень|ня|ню|нем|не)|дат(?:а|ы|е|у|ой)|момент(?:а|у)?")
#: What happens again and again, to one person or paper after another: no one date settles it.
_EACH_TIME = re.compile(
    r"кажд|поступлен|обращен|запрос|заявлен|получен|выявлен|возникнов|предъявлен|прибыт|ходатайств"
    r"|жалоб|отчетн\w* (?:период|квартал|месяц|недел)|квартал|месяц|полугод|недел"
)
#: Federal law 67-FZ, article 11.1, part 2: what has to be done so many days before the day of
#: voting is due on the day after which that many days are left until it.
_OF_ELECTIONS = re.compile(r"\bголосован|\bвыбор")
#: Words that may stand where a number does: «за день до», «на следующий день после».
_NO_NUMBER = frozenset(
    ["за", "через", "спустя", "течение", "позднее", "позже", "чем", "следующий", "следующего"]
)


def counted_from(text: str) -> Counted | None:
    """What the phrase is counted from and how far; None where it is counted from nothing, from
    what happens again and again, or only a first day is told.
    """
    written = " ".join(_BRACKETS.sub("", text[:_LONGEST_TEXT]).split())
    plain = written.replace("ё", "е").replace("Ё", "Е")
    found = _COUNTED.search(plain)
    if found is None:
        return _beside(plain, written)
    last = _offset(found, before=found["before"] is not None)
    if last is None or _ONLY_EARLIEST.search(plain[: found.start()]):
        return None
    anchor = _words(written[found.start("anchor") :])
    key = anchor_key(anchor)
    if not key or _EACH_TIME.search(anchor.lower().replace("ё", "е")):
        return None
    return Counted(anchor, key, last, _first(plain[: found.start()], last))


def anchor_key(words: str) -> str:
    """One key for every form of an anchor's words: «дня голосования», «День голосования»."""
    plain = [word.lower().replace("ё", "е") for word in _WORD.findall(words)]
    told = [word for word in plain if not _DAY_WORDS.fullmatch(word)]
    return " ".join(_ENDINGS.sub("", word) if len(word) > 3 else word for word in told[:_LONGEST])


def day_counted(offset: Offset, key: str, day: date, calendar: WorkingDays) -> date:
    """The day that is `offset` from the anchor's `day`. Raises OverflowError outside of the
    calendar.

    «В течение 3 дней после» begins with the day after (Civil Code, article 191); before the day of
    voting the law on elections counts whole days in between.
    """
    number = offset.number
    if offset.unit is Unit.WORKING_DAY:
        count = working_days_before if offset.before else working_days_after
        return count(day, number, calendar)
    if offset.unit is Unit.DAY and offset.before and number and _OF_ELECTIONS.search(key):
        number += 1
    sign = -1 if offset.before else 1
    if offset.unit in {Unit.DAY, Unit.WEEK}:
        return day + sign * timedelta(days=number * (7 if offset.unit is Unit.WEEK else 1))
    return _months_away(day, sign * number * (12 if offset.unit is Unit.YEAR else 1))


def _months_away(day: date, months: int) -> date:
    """The same day of another month, or its last (Civil Code, article 192)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _beside(plain: str, written: str) -> Counted | None:
    """«накануне дня голосования», «в день голосования»."""
    found = _BESIDE.fullmatch(plain)
    if found is None:
        return None
    anchor = _words(written[found.start("anchor") :])
    key = anchor_key(anchor)
    # No number of days is written, so no rule of counting backward holds.
    last = Offset(-1 if found["eve"] else 0, Unit.DAY, before=False)
    return Counted(anchor, key, last, by_itself=False) if key else None


def _first(before: str, last: Offset) -> Offset | None:
    found = _EARLIEST.search(before)
    if found is None:
        return None
    if found["bare"]:  # «не ранее чем за 28 и не позднее чем за 20 дней»
        return Offset(int(found["bare"]), last.unit, last.before)
    return _offset(found, before=last.before)


def _offset(found: re.Match[str], *, before: bool) -> Offset | None:
    groups = found.groupdict()
    if groups.get("adjective"):
        number = _number(groups["figure"] or groups["count"])
        unit = {"д": Unit.DAY, "н": Unit.WEEK, "м": Unit.MONTH}[groups["adjective"][0].lower()]
    else:
        number, unit = _number(groups["number"]), _unit(groups["unit"])
        if groups["working"]:
            unit = Unit.WORKING_DAY
    return Offset(number, unit, before) if number is not None else None


def _unit(word: str) -> Unit:
    start = word.lower()[:2]
    if start in {"дн", "де", "су"}:
        return Unit.DAY
    return {"не": Unit.WEEK, "ме": Unit.MONTH}.get(start, Unit.YEAR)


def _number(word: str | None) -> int | None:
    """The number that a word or figures say: 1 where nothing is said («за день до»), None where
    that cannot be told.
    """
    if not word or word.lower() in _NO_NUMBER:
        return 1
    if word.isdecimal():
        return int(word)
    known = look_up(word.lower())
    return known.number if known and known.name in {Name.COUNT, Name.ORDINAL} else None


def _words(text: str) -> str:
    """The anchor's words alone."""
    end = _END.search(text)
    words = (text[: end.start()] if end else text).split()[:_LONGEST]
    if len(words) > 1 and words[0].lower().startswith(("дат", "момент")):
        del words[0]  # «с момента утверждения»: of the approval
    return " ".join(words).rstrip(" .")
