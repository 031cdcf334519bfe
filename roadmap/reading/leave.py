"""When somebody is on leave, as people write it: «с понедельника на две недели», «до 15 декабря».

This is no deadline: it is counted from the day of writing and not within a roadmap's year. A word
that is not known makes the whole unread, for a leave that is read wrong silences reminders.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.model.months import MONTHS

#: A leave without a year in it is no longer than this: «с 15 по 1 декабря» is a slip, not a year.
LONGEST = timedelta(days=183)
#: With a year it may be a parental leave.
LONGEST_WITH_YEAR = timedelta(days=3 * 366)

_UNDECIDED = re.compile(
    r"(?:(?:я|мы|пока|ещ[её]|точно|и|сам[аи]?)\s+)*не\s+(?:знаю|знаем|помню|помним|решил[аи]?|определил\w+|уверен\w*)\b"
    r"|(?:i\s+)?(?:do\s+not|don't)\s+know",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d+|[a-zа-я]+|\S")
_ORDINAL = re.compile(r"(?<=\d)-?(?:го|ого|ое|е|st|nd|rd|th)\b")
_DASHES = re.compile(r"[‐-―−]")
#: What may stand in such a message and says nothing of the days.
_SAYS_NOTHING = (
    "я буду ухожу уйду иду в на отпуск отпуска отпуске отпуску больничный больничном командировка "
    "командировке командировку г год года календарных включительно числа месяца . , ; ! : ( ) "
    "the of on leave vacation i am will be inclusive"
)
_FILLERS = frozenset(_SAYS_NOTHING.split())
_FROM = {"с", "со", "от", "from"}
_TO = {"по", "до", "-", "to", "till", "until"}
_FOR = {"на", "for"}
_NUMBERS = {
    word: number
    for number, words in {
        1: "один одну одна one a", 2: "два две two", 3: "три three", 4: "четыре four",
        5: "пять five", 6: "шесть six", 7: "семь seven", 8: "восемь eight", 9: "девять nine",
        10: "десять ten", 11: "одиннадцать", 12: "двенадцать", 13: "тринадцать",
        14: "четырнадцать fourteen", 15: "пятнадцать", 16: "шестнадцать", 17: "семнадцать",
        18: "восемнадцать", 19: "девятнадцать", 20: "двадцать", 30: "тридцать",
    }.items()
    for word in words.split()
}  # fmt: skip
_DAYS = {"день", "дня", "дней", "сутки", "суток", "day", "days"}
_WEEKS = {"неделя", "неделю", "недели", "недель", "week", "weeks"}
_A_MONTH = {"месяц", "месяца", "месяцев", "month", "months"}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "понедельник понедельника понедельнику monday", "вторник вторника вторнику tuesday",
            "среда среды среду среде wednesday", "четверг четверга четвергу thursday",
            "пятница пятницы пятницу пятнице friday", "суббота субботы субботу saturday",
            "воскресенье воскресенья воскресенью sunday",
        )
    )
    for word in words.split()
}  # fmt: skip
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
)
_MONTHS = {
    word: number
    for number, (month, english) in enumerate(
        zip(
            MONTHS,
            _ENGLISH_MONTHS.split(),
            strict=True,
        ),
        start=1,
    )
    for word in (*month.cases, *month.abbreviations, english, english[:3])
}
_NEAR_DAYS = {"сегодня": 0, "сегодняшнего": 0, "today": 0, "завтра": 1, "завтрашнего": 1}
_NEAR_DAYS |= {"tomorrow": 1, "послезавтра": 2}
_NEXT = {"следующий", "следующего", "следующей", "следующую", "следующая", "следующем", "next"}
_THIS = {"этот", "этого", "этой", "эту", "эта", "этом", "ближайший", "ближайшего", "ближайшей"}
_THIS |= {"ближайшую", "this"}
_WHOLE = {"весь", "всю", "целый", "whole", "all"}
_END = {"конец", "конца", "концу", "end"}
_IN = {"в", "во", "на", "in", "on"}


@dataclass(frozen=True, slots=True)
class LeaveSpan:
    """A leave's first and last day, both of them on leave."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.last - self.first).days + 1


def is_undecided(text: str) -> bool:
    """Whether somebody says that they do not know the days yet."""
    return _UNDECIDED.match(text) is not None


def read_leave(words: str, today: date) -> LeaveSpan | None:
    """The days of leave that `words` name, written on `today`; None where they are not understood,
    name no end, or make a leave that nobody has.

    A day without a year is the nearest one that has not passed: the leave ends today or later.
    «До» and «по» both include the day. Where a year is written, the leave may have passed.
    """
    plain = _DASHES.sub("-", _ORDINAL.sub("", words.lower().replace("ё", "е")))
    plain = plain.replace("меня не будет", "")
    try:
        span = _Words(_TOKEN.findall(plain), today).leave()
    except (_UnreadError, ValueError, OverflowError):
        return None
    longest = LONGEST_WITH_YEAR if re.search(r"\d{4}|\.\d+\.\d", plain) else LONGEST
    return span if timedelta() <= span.last - span.first < longest else None


class _UnreadError(Exception):
    """The words are not understood."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as far as it was written, or the end of the week, month or year that it falls in."""

    day: int = 0
    month: int = 0
    year: int = 0
    fixed: date | None = None
    weekday: int | None = None
    end_of: str = ""
    coming: bool = False

    @property
    def told(self) -> int:
        """How much of it was written: what has less takes it from the other."""
        if self.fixed is not None:
            return 4
        return bool(self.day) + bool(self.month) + bool(self.year)

    def near(self, today: date) -> Iterator[date]:
        """The dates that it may be, rising, from two years before `today` on."""
        if self.fixed is not None:
            yield self.fixed
            return
        if not self.day:
            raise _UnreadError
        years = [self.year] if self.year else range(today.year - 2, today.year + 3)
        for year in years:
            for month in [self.month] if self.month else range(1, 13):
                if self.day <= monthrange(year, month)[1]:
                    yield date(year, month, self.day)

    def after(self, first: date, today: date) -> date:
        """Which date it is as the last day of what begins on `first`."""
        if self.end_of:
            return _end(self.end_of, first, coming=self.coming)
        if self.weekday is not None:
            return first + timedelta(days=(self.weekday - first.weekday()) % 7)
        return _found(day for day in self.near(today) if day >= first)

    def before(self, last: date, today: date) -> date | None:
        """Which date it is as the first day of what ends on `last`; None where it would be long
        ago.
        """
        return max((day for day in self.near(today) if day <= last), default=None)


def _found(days: Iterator[date]) -> date:
    day = next(days, None)
    if day is None:
        raise _UnreadError
    return day


def _end(unit: str, day: date, *, coming: bool) -> date:
    """The last day of the week, month or year of `day`, or of the one after it."""
    if unit == "week":
        return day + timedelta(days=6 - day.weekday() + 7 * coming)
    if unit == "year":
        return date(day.year + coming, 12, 31)
    year, month = divmod(day.year * 12 + day.month - 1 + coming, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _months_on(day: date, count: int) -> date:
    """The same day `count` months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class _Length:
    """How long a leave is."""

    days: int = 0
    months: int = 0

    def last(self, first: date) -> date:
        """The last day of a leave of this length."""
        return _months_on(first, self.months) + timedelta(days=self.days - 1)


class _Words:
    """The words of one message, read from left to right."""

    def __init__(self, tokens: list[str], today: date) -> None:
        self._tokens, self._today, self._at = tokens, today, 0

    def leave(self) -> LeaveSpan:
        """The whole message; raises _UnreadError."""
        self._skip()
        if whole := self._whole():
            return self._ended(whole)
        length = self._length()
        first = self._day() if self._take(_FROM) else None
        if first is None and length is None and not self._next_is(_TO):
            self._take(_IN)
            first = self._day()
            if not self._next_is(_TO | _FOR):
                return self._ended(self._single(first))
        if length is None:
            length = self._length()
        if length is not None:
            return self._ended(self._lasting(first, length))
        if not self._take(_TO):
            raise _UnreadError  # «с понедельника»: until when?
        return self._ended(self._until(first, self._day()))

    def _ended(self, span: LeaveSpan) -> LeaveSpan:
        self._skip()
        if self._at < len(self._tokens):
            raise _UnreadError
        return span

    def _single(self, day: _Day) -> LeaveSpan:
        one = _found(one for one in day.near(self._today) if one >= self._today or day.told > 2)
        return LeaveSpan(one, one)

    def _lasting(self, first: _Day | None, length: _Length) -> LeaveSpan:
        if first is None:
            return LeaveSpan(self._today, length.last(self._today))
        begins = _found(
            one
            for one in first.near(self._today)
            if length.last(one) >= self._today or first.told > 2
        )
        return LeaveSpan(begins, length.last(begins))

    def _until(self, first: _Day | None, last: _Day) -> LeaveSpan:
        if first is None:
            return LeaveSpan(self._today, last.after(self._today, self._today))
        sure = bool(first.year or last.year or first.fixed)
        for span in self._spans(first, last):
            if sure or span.last >= self._today:
                return span
        raise _UnreadError

    def _spans(self, first: _Day, last: _Day) -> Iterator[LeaveSpan]:
        """What they may mean together, rising: «с 1 по 14 декабря», «с 28 декабря по 10»."""
        if last.told > first.told:
            for end in last.near(self._today):
                begin = first.before(end, self._today)
                if begin is not None:
                    yield LeaveSpan(begin, end)
        else:
            for day in first.near(self._today):
                yield LeaveSpan(day, last.after(day, self._today))

    def _next_is(self, words: set[str]) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] in words

    def _take(self, words: set[str]) -> bool:
        found = self._next_is(words)
        self._at += found
        return found

    def _take_number(self, words: dict[str, int]) -> int | None:
        found = words.get(self._tokens[self._at]) if self._at < len(self._tokens) else None
        self._at += found is not None
        return found

    def _skip(self) -> None:
        """Leave out words that say nothing; «на две недели» begins with one that does."""
        while self._at < len(self._tokens) and self._tokens[self._at] in _FILLERS:
            if self._tokens[self._at] in _FOR | _IN and self._means_something():
                return
            self._at += 1

    def _means_something(self) -> bool:
        kept = self._at
        found = self._length() is not None or self._whole() is not None
        self._at = kept
        return found

    def _length(self) -> _Length | None:
        """«на две недели», «на 28 календарных дней»."""
        kept = self._at
        if not self._take(_FOR):
            return None
        count = self._count()
        while self._next_is({"календарных", "календарные", "calendar"}):
            self._at += 1
        many = 1 if count is None else count
        if count is not None and self._take(_DAYS):
            return _Length(days=self._sensible(many))
        if self._take(_WEEKS):
            return _Length(days=7 * self._sensible(many))
        if self._take(_A_MONTH):
            return _Length(months=self._sensible(many))
        self._at = kept
        return None

    def _sensible(self, count: int) -> int:
        if not 0 < count <= 1000:
            raise _UnreadError
        return count

    def _count(self) -> int | None:
        if self._at < len(self._tokens) and self._tokens[self._at].isdecimal():
            self._at += 1
            return int(self._tokens[self._at - 1])
        count = self._take_number(_NUMBERS)
        if count is not None and count in (20, 30):
            count += self._take_number({w: n for w, n in _NUMBERS.items() if n < 10}) or 0
        return count

    def _whole(self) -> LeaveSpan | None:
        """«весь декабрь», «в декабре», «на следующей неделе»."""
        kept = self._at
        self._take(_IN)
        self._take(_WHOLE)
        coming = self._take(_NEXT)
        named = coming or self._take(_THIS)
        self._take(_WHOLE)
        month = None if named else self._take_number(_MONTHS)
        if month is not None:
            year = self._year() or self._today.year
            first = date(year, month, 1)
            if _end("month", first, coming=False) < self._today and year == self._today.year:
                first = date(year + 1, month, 1)
            if self._at == len(self._tokens):
                return LeaveSpan(first, _end("month", first, coming=False))
        elif named and self._take(_WEEKS | {"неделе"}):
            monday = self._today - timedelta(days=self._today.weekday() - 7 * coming)
            return LeaveSpan(max(monday, self._today), monday + timedelta(days=6))
        self._at = kept
        return None

    def _year(self) -> int:
        if self._at < len(self._tokens) and re.fullmatch(r"20\d\d", self._tokens[self._at]):
            self._at += 1
            return int(self._tokens[self._at - 1])
        return 0

    def _day(self) -> _Day:
        """One day; raises _UnreadError."""
        coming = self._take(_NEXT)
        this = not coming and self._take(_THIS)
        if (weekday := self._take_number(_WEEKDAYS)) is not None:
            return self._of_week(weekday, coming=coming, this=this)
        if coming or this:
            raise _UnreadError
        if (near := self._take_number(_NEAR_DAYS)) is not None:
            self._take({"дня"})
            return _Day(fixed=self._today + timedelta(days=near))
        if self._take(_END):
            return self._end_of()
        if (month := self._take_number(_MONTHS)) is not None:  # «December 15»
            day = self._digits()
            self._take({","})
            return _Day(day, month, self._year())
        return self._dated()

    def _of_week(self, weekday: int, *, coming: bool, this: bool) -> _Day:
        """A weekday: as a last day the first one after the leave's beginning."""
        monday = self._today - timedelta(days=self._today.weekday())
        if coming or this:
            return _Day(fixed=monday + timedelta(days=weekday + 7 * coming))
        days = (weekday - self._today.weekday() - 1) % 7 + 1
        return _Day(fixed=self._today + timedelta(days=days), weekday=weekday)

    def _end_of(self) -> _Day:
        self._take({"of"})
        coming = self._take(_NEXT)
        if not coming:
            self._take(_THIS)
        for unit, words in (("week", _WEEKS), ("month", _A_MONTH), ("year", {"года", "year"})):
            if self._take(words):
                return _Day(end_of=unit, coming=coming)
        month = self._take_number(_MONTHS)
        if month is None:
            raise _UnreadError
        year = self._year()
        return _Day(monthrange(year or 2023, month)[1], month, year)

    def _digits(self) -> int:
        if self._at < len(self._tokens) and re.fullmatch(r"\d{1,2}", self._tokens[self._at]):
            self._at += 1
            return int(self._tokens[self._at - 1])
        raise _UnreadError

    def _dated(self) -> _Day:
        """«1», «1 декабря», «1 декабря 2026 г.», «01.12», «01.12.2026», «2026-12-01»."""
        if self._at == len(self._tokens):
            raise _UnreadError
        word = self._tokens[self._at]
        if "-" in word and word != "-":
            self._at += 1
            return _Day(fixed=date.fromisoformat(word))
        if "." in word and word != ".":
            self._at += 1
            return self._in_digits(*(int(part) for part in word.split(".")))
        day = self._digits()
        self._take({"числа"})
        month = self._take_number(_MONTHS) or 0
        date(2024, month or 1, day)  # raises ValueError where there is no such day
        year = self._year() if month else 0
        while self._take({"г", "года", ".", "включительно"}):
            pass
        return _Day(day, month, year)

    def _in_digits(self, day: int, month: int, year: int = 0) -> _Day:
        date(2024, month, day)
        return _Day(day, month, year + 2000 if 0 < year < 100 else year)
