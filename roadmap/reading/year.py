"""The year of a document: a judgement on all that speaks for one, not the first number found.

A plan hardly ever says «this is the plan of 2024» in one place that is always the same. Its title
may; else a stamp of approval, the deadlines that have a year, weekdays beside dates and the events
that it prepares for tell. Each is an `Evidence`; where they agree the period is sure, and where
they do not, or there is none, the coordinator is asked once for the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.deadlines import read_deadline, read_period
from roadmap.model import Deadline, Evidence, Judgement, Period, Sign
from roadmap.model.deadline import DATED_KINDS
from roadmap.model.months import MONTHS

#: Plans are approved up to this long before they begin, and may be approved after that.
_BEFORE_START = timedelta(days=240)
#: Reports on a year and its last works are due this long after it; what precedes it, before.
_AFTER_END, _AHEAD = timedelta(days=92), timedelta(days=62)
#: No plan that is sent to a bot is of an earlier year: such a year is history.
_EARLIEST = 1995
_SOME_YEAR, _OTHER_YEAR = Period.calendar(2019), Period.calendar(2021)

_YEARS = r"(?P<first>\d{4})\s*[-–—/]\s*(?P<last>\d{4}|\d\d)"
_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"|“[^“”]*”")
_ANNIVERSARY = re.compile(
    r"\d+\s*[-–—]?\s*лети\w*|\d+\s*[-–—]?\s*(?:й|ой|ю)\s+годовщин\w*"
    # No plan that a bot is sent is of such a year.
    r"|\b(?:1[0-8]\d\d|19[0-8]\d)\b(?:\s*[-–—]\s*(?:1[0-8]\d\d|19[0-8]\d)\b)?(?:\s*г\w*\.?)*",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"(?:(?:по|об)\s+(?:итогам|итогах|результатам|результатах)\b|\bвыявленн\w+|\bпроведенн\w+)"
    r"(?:(?!\bна\s+20\d\d|\bза\s+(?:[12]|I{1,2})\s+полугоди)[^.;])*?\b(?P<year>20\d\d)\s*(?:/\s*\d+\s*)?(?:учебн\w+\s*)?(?:г\w*\.?)",
    re.IGNORECASE,
)
_SCHOOL_AHEAD = re.compile(
    rf"\bк\s+(?:(?:началу|открытию)\s+)?(?:нов\w+\s+)?{_YEARS}\s*(?:-?\w{{1,3}}\s+)?(?:уч\w*\.?\s*г\w*\.?)",
    re.IGNORECASE,
)
_HEATING = re.compile(
    rf"(?P<to>\b(?:к|подготовк\w+)\b[^.;]*?)?(?:отопительн\w+|осенне-?\s?зимн\w+|\bОЗП)\s*"
    rf"(?:период\w*|сезон\w*)?\s*(?:на\s+|в\s+)?{_YEARS}(?:\s*(?:г\w*\.?)+)?",
    re.IGNORECASE,
)
_HEATING_AFTER = re.compile(
    rf"(?P<to>\b(?:к|подготовк\w+)\b[^.;]*?)?{_YEARS}\s*(?:г\w*\.?)*\s*"
    r"(?:отопительн\w+|осенне-?\s?зимн\w+)\s*(?:период\w*|сезон\w*)?",
    re.IGNORECASE,
)
_EXAMS = re.compile(
    r"\b(?:ГИА|ЕГЭ|ОГЭ|государственн\w+ итогов\w+ аттестаци\w+)\b(?:\s*[-–—]?\s*(?:9|11)\b)?"
    r"(?:\s*[-–—]\s*|[^.;\d]*?\bв\s+|\s+)(?P<year>20\d\d)(?!\s*[-–—/]\s*\d)(?:\s*г\w*\.?)?",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(r"\bнов\w+\s+(?P<year>20\d\d)[-–—]?\w*\s+год\w*", re.IGNORECASE)
_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-яё]*"
_DAY = (
    rf"[«\"]?\s*\d{{1,2}}\s*[»\"]?\s*{_MONTH}\s+(?:19|20)\d\d"
    r"|\b\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d\d|\d\d(?!\d))"
)
_EVENT = re.compile(rf"\bк(?:о)?\s+(?P<day>{_DAY})", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:на\s+)?(?:период\s+)?до\s+(?P<year>20\d\d)\s*(?:г\w*\.?)", re.IGNORECASE)
_SCHOOL_YEARS = re.compile(rf"{_YEARS}\s*(?:-?\w{{1,3}}\s+)?уч\w*\.?\s*г\w*", re.IGNORECASE)
_PLAN_PERIOD = re.compile(
    r"\bна\s+(?P<first>20\d\d)\s*(?:г\w*\.?)?\s*и\s+(?:на\s+)?планов\w+\s+период\w*\s+"
    r"(?:20\d\d\s*(?:-|–|—|и|,)\s*)*(?P<last>20\d\d)\s*(?:г\w*\.?)*",
    re.IGNORECASE,
)
#: «на 2023 и 2024 годы», «2023, 2024, 2025 годов».
_LISTED_YEARS = re.compile(
    r"\b(?P<first>20\d\d)(?:\s*(?:,|и)\s*20\d\d)*\s*(?:,|и)\s*(?P<last>20\d\d)\s*(?:год(?:ы|ов|ах)|г\.?\s?г)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?P<quarter>[1-4]|I{1,3}|IV)\s*(?:-?й\s*)?кв(?:артал\w*|\.)\s*(?P<year>20\d\d)(?!\s*[-–—/]\s*\d)",
    re.IGNORECASE,
)
#: «на I полугодие 2026 года», not «отчёт за I полугодие 2026 года».
_HALF_YEAR = re.compile(
    r"\bна\s+(?P<half>[12]|I{1,2}|перв\w+|втор\w+)\s*(?:-?е\s*)?полугоди\w*\s*(?P<year>20\d\d)(?!\s*[-–—/]\s*\d)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"\W*приложение\b", re.IGNORECASE)
#: «СОГЛАШЕНИЕ», «П Л А Н», «ДОРОЖНАЯ КАРТА»: a title that begins on a line of its own.
_CAPITALS = re.compile(r"[\W]*[А-ЯЁ](?:[А-ЯЁ\W]*[А-ЯЁ])?[\W]*")
_FULL_DATE = re.compile(_DAY, re.IGNORECASE)
_STAMP = re.compile(
    r"утвержд|согласован|приложени[ея]\b|\bк (?:приказу|постановлению|распоряжению|письму)"
    r"|рассмотрен|принят[оаы]?\b|введен\w* в действие",
    re.IGNORECASE,
)
#: The heading of an order or a protocol: «от 18 июня 2014 г. № 820», «15.01.2024 № 12».
_HEADING = re.compile(
    rf"^(?:\W*|.{{0,40}}\s)(?:от\s+)?(?P<day>{_DAY})\s*(?:г\w*\.?)?\s*(?:,\s*)?(?:№|N\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"^(?:г\.\s*\S+|\W*)?\s*(?:от\s+)?(?:{_DAY})\s*(?:г(?:ода|\.)?)?\W*"
    r"(?:(?:г|с|п|пос|д)\.\s?[А-ЯЁ][\w-]*\W*)?$",
    re.IGNORECASE,
)
_OTHER_PAPER = re.compile(
    r"во исполнение|в соответствии|на основании|в целях|в ред\.|согласно|в рамках|с изменениями",
    re.IGNORECASE,
)
#: A stamp is a block of a few lines: «УТВЕРЖДАЮ», a post, a name, a day.
_STAMP_LINES = 6
_WEEKDAYS = {"пн": 0, "вт": 1, "ср": 2, "чт": 3, "пт": 4, "сб": 5, "вс": 6} | {
    "понедельник": 0, "вторник": 1, "сред": 2, "четверг": 3, "пятниц": 4, "суббот": 5,
    "воскресень": 6,
}  # fmt: skip
_NAMED_DAY = (
    r"(?P<name{0}>понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье"
    r"|пн|вт|ср|чт|пт|сб|вс)\b"
)
_DAY_OF_YEAR = rf"(?P<day{{0}}>\d{{{{1,2}}}}(?:\.\d{{{{2}}}}(?!\d)|\s+{_MONTH}))"
_WEEKDAY = re.compile(
    rf"{_DAY_OF_YEAR.format(1)}\.?\s*[(,]?\s*{_NAMED_DAY.format(1)}"
    rf"|{_NAMED_DAY.format(2)}\.?\)?\s*[,(]?\s*{_DAY_OF_YEAR.format(2)}",
    re.IGNORECASE,
)
_SCHOOLS = re.compile(r"учебн|школ|педагог|учени[кц]|обучающ|воспитательн|класс", re.IGNORECASE)
#: «2026», both of «2026/27», and the year of «01.10.26».
_EACH_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:20)?\d\d)(?![\d.]))?(?!\d)"
    r"|\d{1,2}[./]\d{1,2}[./](\d\d)(?!\d)"
)
_YEAR_WRITTEN = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a document says that may tell its period.

    `above` are the lines above the plan; `phrases` the deadlines as written, in order; `dates` any
    texts in which a weekday may stand beside a day; `sections` the headings among the rows.
    """

    above: Sequence[str]
    phrases: Sequence[str]
    dates: Sequence[str] = ()
    sections: Sequence[str] = ()


def judge(signs: Signs, today: date, given: Period | None = None) -> Judgement:
    """The period of a document; `given` overrides all that it says. `today` only guesses."""
    if given is not None:
        return Judgement(given, (Evidence(Sign.GIVEN),))
    stamp = approved_on(signs.above)
    dated = _days_with_year(signs.phrases)
    weekdays = _weekdays(signs.dates)
    named = _named(_title(_without_annex(signs.above)), stamp)
    if named is not None and named[1].sign is Sign.HEATING:
        named = _with_season(*named, stamp, dated, signs)
    if named is not None:
        return _weighed(*named, stamp, dated, weekdays, signs)
    sections = _of_sections(signs.sections)
    if sections is not None:
        return _weighed(*sections, stamp, dated, weekdays, signs)
    if dated:
        by_dates = _of_dates([day for span in dated for day in span], signs)
        if stamp is not None:
            after = _after(stamp.day, signs)
            if all(after.start <= last <= after.end for _, last in dated):
                by_dates = after
        return _weighed(
            by_dates, Evidence(Sign.DATES, count=len(dated)), stamp, [], weekdays, signs
        )
    if stamp is not None:
        return _weighed(_after(stamp.day, signs), stamp.evidence, None, [], weekdays, signs)
    return _guessed(signs, weekdays, today)


def outside(deadline: Deadline, period: Period) -> bool:
    """Whether a deadline that names its year lies where no deadline of this plan does."""
    last = deadline.end
    if last is None or not names_its_year(deadline):
        return False
    return is_outside(deadline.start or last, last, period)


def is_outside(first: date, last: date, period: Period) -> bool:
    """Whether days from `first` to `last` lie where no deadline of a plan for `period` does."""
    return last < period.start - _AHEAD or first > period.end + _AFTER_END


def names_its_year(deadline: Deadline) -> bool:
    """Whether the phrase names its year itself."""
    return _YEAR_WRITTEN.search(deadline.text) is not None


def names_another_year(deadline: Deadline, day: date) -> bool:
    """Whether the phrase names a year, and not that of `day`."""
    years = {
        int(year) if len(year) == 4 else day.year // 100 * 100 + int(year)
        for found in _EACH_YEAR.finditer(deadline.text)
        for year in found.groups()
        if year
    }
    return bool(years) and day.year not in years


# ── what the title says


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a document was approved, and the words that say so."""

    day: date
    words: str

    @property
    def evidence(self) -> Evidence:
        return Evidence(Sign.STAMP, self.words)


def _without_annex(above: Sequence[str]) -> Sequence[str]:
    """The lines without «Приложение № 4 к коллективному договору на 2022–2024 годы», where the
    plan's own title follows in capitals: the years of what a plan is annexed to are not its own.
    """
    begun = next((at for at, line in enumerate(above) if _ANNEX.match(line)), None)
    if begun is None:
        return above
    titles = (at for at, line in enumerate(above) if at > begun and _CAPITALS.fullmatch(line))
    title = next(titles, None)
    return above if title is None else (*above[:begun], *above[title:])


def _title(above: Sequence[str]) -> str:
    return " ".join(" ".join(line.split()) for line in above)


def _named(title: str, stamp: Stamp | None) -> tuple[Period, Evidence] | None:
    """The period that the title names, or that an event tells for which the plan prepares."""
    text = title
    for pattern, make in (
        (_SCHOOL_AHEAD, _before_school),
        (_HEATING, _around_heating),
        (_HEATING_AFTER, _around_heating),
        (_EXAMS, _before_exams),
        (_EVENT, _before_event),
    ):
        match = pattern.search(text)
        if match is not None and (found := make(match)) is not None:
            return found
    for pattern in (_FULL_DATE, _ANNIVERSARY, _RESULTS):
        text = pattern.sub(" ", text)
    for candidate in (_QUOTED.sub(" ", text), text):
        if (plain := _plainly(candidate, stamp)) is not None:
            return plain
    return None


def _plainly(text: str, stamp: Stamp | None) -> tuple[Period, Evidence] | None:
    """«на 2024 год», «на I квартал 2025 года», «на 2020–2024 учебные годы», «до 2027 года»."""
    if match := _NEW_YEAR.search(text):
        year = int(match["year"])
        begun = stamp.day if stamp and stamp.day.year == year - 1 else date(year - 1, 11, 1)
        return _running(begun, date(year, 1, 31)), Evidence(Sign.NEW_YEAR, match[0])
    if (match := _SCHOOL_YEARS.search(text)) and len(match["last"]) == 4:
        first, last = int(match["first"]), int(match["last"])
        if last > first + 1:
            label = f"{first}–{last} учебные годы"
            return Period(label, date(first, 9, 1), date(last, 8, 31)), _in_title(match[0])
    for pattern in (_PLAN_PERIOD, _LISTED_YEARS):
        if match := pattern.search(text):
            first, last = int(match["first"]), int(match["last"])
            if last > first:
                return _years(first, last), _in_title(match[0])
    if match := _QUARTER.search(text):
        return _quarter(match["quarter"].upper(), int(match["year"])), _in_title(match[0])
    if match := _HALF_YEAR.search(text):
        return _half_year(match["half"].lower(), int(match["year"])), _in_title(match[0])
    until = _UNTIL.search(text)
    whole = read_period(_UNTIL.sub(" ", text) if until else text)
    if whole is not None and whole.end.year >= _EARLIEST:
        return whole, _in_title(whole.label)
    if until and stamp is not None and int(until["year"]) > stamp.day.year:
        return _years(stamp.day.year, int(until["year"])), _in_title(until[0])
    return None


def _in_title(words: str) -> Evidence:
    return Evidence(Sign.TITLE, " ".join(words.split()))


def _years(first: int, last: int) -> Period:
    return Period(f"{first}–{last} годы", date(first, 1, 1), date(last, 12, 31))


def _quarter(number: str, year: int) -> Period:
    count = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(number) or int(number)
    roman = ("I", "II", "III", "IV")[count - 1]
    after = date(year + count // 4, count * 3 % 12 + 1, 1)
    return Period(
        f"{roman} квартал {year} года", date(year, count * 3 - 2, 1), after - timedelta(days=1)
    )


def _half_year(which: str, year: int) -> Period:
    if which in ("1", "i") or which.startswith("перв"):
        return Period(f"I полугодие {year} года", date(year, 1, 1), date(year, 6, 30))
    return Period(f"II полугодие {year} года", date(year, 7, 1), date(year, 12, 31))


def _before_school(match: re.Match[str]) -> tuple[Period, Evidence]:
    return Period.calendar(int(match["first"])), Evidence(Sign.SCHOOL, match[0])


def _around_heating(match: re.Match[str]) -> tuple[Period, Evidence] | None:
    """What prepares for a heating season is done in the summer before; the season itself runs from
    1 October to 15 May.
    """
    first = int(match["first"])
    if int(match["last"]) % 100 != (first + 1) % 100:
        return None
    if match["to"]:
        return Period.calendar(first), Evidence(Sign.HEATING, match[0])
    label = f"отопительный период {first}/{first + 1}"
    period = Period(label, date(first, 10, 1), date(first + 1, 5, 15))
    return period, Evidence(Sign.SEASON, match[0])


def _with_season(
    period: Period,
    sign: Evidence,
    stamp: Stamp | None,
    dated: Sequence[tuple[date, date]],
    signs: Signs,
) -> tuple[Period, Evidence]:
    """The period of a plan that prepares for a heating season: twelve months from its spring on,
    where rows are due in the season itself; else its calendar year, as `period` is.
    """
    year = period.start.year
    spring = date(year, 5, 1)
    begun = stamp is not None and stamp.day.year == year and 4 <= stamp.day.month <= 6
    if stamp is not None and begun:
        # «до 6 мая», approved on 22 April: May is the first month in which something is due.
        left = [day for day in _days_in(signs.phrases, period) if day.month == stamp.day.month]
        begins_at_once = any(day >= stamp.day for day in left)
        spring = date(year, stamp.day.month + (not begins_at_once), 1)
    into_spring = any(date(year + 1, 1, 1) <= last <= date(year + 1, 6, 30) for _, last in dated)
    if not into_spring and not _goes_into_winter(signs.phrases, period, from_spring=begun):
        return period, sign
    return _running(spring, date(year + 1, spring.month - 1, 28)), sign


def _goes_into_winter(phrases: Sequence[str], period: Period, *, from_spring: bool) -> bool:
    """Whether a row without a year is due after New Year: a phrase runs over it («01.10 – 30.04»),
    or a winter month stands below autumn's or in a plan that only begins `from_spring` on.
    """
    late = from_spring
    for phrase in phrases:
        deadline = read_deadline(phrase, period)
        if _YEAR_WRITTEN.search(phrase) or deadline.kind not in DATED_KINDS or not deadline.end:
            continue
        if deadline.end.year > period.end.year or (late and deadline.end.month <= 3):
            return True
        late |= deadline.end.month >= 8
    return False


def _before_exams(match: re.Match[str]) -> tuple[Period, Evidence]:
    return Period.school(int(match["year"]) - 1), Evidence(Sign.EXAMS, match[0])


def _before_event(match: re.Match[str]) -> tuple[Period, Evidence] | None:
    day = _as_day(match["day"])
    if day is None or day.year < _EARLIEST:
        return None
    if day.month > 3:
        return Period.calendar(day.year), Evidence(Sign.EVENT, match[0])
    label = f"октябрь {day.year - 1} – март {day.year}"
    period = Period(label, date(day.year - 1, 10, 1), date(day.year, 3, 31))
    return period, Evidence(Sign.EVENT, match[0])


# ── when it was approved


def approved_on(lines: Sequence[str]) -> Stamp | None:
    """The last day on which the lines above a plan say that it was approved; None where none does.

    The day of another paper («во исполнение приказа от …») is none, nor that of an amendment.
    """
    found: list[Stamp] = []
    left = 0
    for line in (" ".join(line.split()) for line in lines):
        stamped = _STAMP.search(line)
        left = _STAMP_LINES if stamped else left - 1
        other = _OTHER_PAPER.search(line)
        beside = line[: other.start()] if other else line
        heading = _HEADING.match(beside)
        if left > 0 or heading or _ALONE.match(beside):
            days = [day for match in _FULL_DATE.finditer(beside) if (day := _as_day(match[0]))]
            found += [Stamp(day, f"{day:%d.%m.%Y}") for day in days if day.year >= _EARLIEST]
    return max(found, key=lambda one: one.day, default=None)


def _as_day(text: str) -> date | None:
    """A full date; None where there is no such day."""
    plain = re.sub(r"[«»\"]", " ", text)
    deadline = read_deadline(" ".join(plain.split()), _SOME_YEAR)
    return deadline.end if deadline.kind in DATED_KINDS and names_its_year(deadline) else None


# ── what the deadlines say


def _days_with_year(phrases: Iterable[str]) -> list[tuple[date, date]]:
    """The days of the phrases that name their year: the same in whatever year they are read."""
    found = []
    for phrase, times in Counter(phrases).items():
        if _YEAR_WRITTEN.search(phrase):
            one, other = read_deadline(phrase, _SOME_YEAR), read_deadline(phrase, _OTHER_YEAR)
            if one.end is not None and one.end == other.end and one.end.year >= _EARLIEST:
                found += [(one.start or one.end, one.end)] * times
    return found


def _of_dates(days: Sequence[date], signs: Signs) -> Period:
    """The year in which the dated days lie; what lies far from most of them does not count."""
    middle = sorted(days)[len(days) // 2]
    near = [day for day in days if abs(day.year - middle.year) <= 1] or list(days)
    first, last = min(near), max(near)
    if first.year == last.year and not _runs_over(near, signs):
        return Period.calendar(first.year)
    if first.month >= 7 and last <= date(first.year + 1, 8, 31):
        if _speaks_of_schools(signs):
            return Period.school(first.year)
        if last.month <= 3 and last.year > first.year:
            return _running(first, last)
        if last.year > first.year:
            return Period.school(first.year)
    if last.year == first.year:
        return Period.calendar(first.year)
    common, times = Counter(day.year for day in near).most_common(1)[0]
    if len(near) - times <= len(near) // 4:
        return Period.calendar(common)
    return _years(first.year, last.year)


def _runs_over(days: Sequence[date], signs: Signs) -> bool:
    """Whether a plan that names only one autumn goes on in the spring after it: its rows without
    a year turn from December to January.
    """
    if min(days).month < 8:
        return False
    months = [
        deadline.end.month
        for phrase in signs.phrases
        if not _YEAR_WRITTEN.search(phrase)
        and (deadline := read_deadline(phrase, _SOME_YEAR)).kind in DATED_KINDS
        and deadline.end
    ]
    return bool(months) and min(months) < 8


def _running(first: date, last: date) -> Period:
    start = first.replace(day=1)
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    names = [MONTHS[day.month - 1].name for day in (start, last)]
    label = f"{names[0]} {start.year} – {names[1]} {last.year}"
    return Period(label, start, following - timedelta(days=1))


_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
)  # fmt: skip


def _of_sections(sections: Sequence[str]) -> tuple[Period, Evidence] | None:
    """«2024 год», «2025 год» as headings: a plan of these years, each read within its own."""
    periods = [period for heading in sections if (period := _year_alone(heading)) is not None]
    if not periods:
        return None
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    period = periods[0] if len(set(periods)) == 1 else _years(first.year, last.year)
    return period, Evidence(Sign.SECTIONS, period.label)


def _year_alone(heading: str) -> Period | None:
    return read_period(heading) if re.fullmatch(r"\W*20\d\d\s*(?:г\w*\.?)?\W*", heading) else None


# ── what an approval says


def _after(stamp: date, signs: Signs) -> Period:
    """The year in which the days without one lie after the approval, the first of them soon.

    A plan is approved shortly before its work begins, or while it is under way.
    """
    candidates = [Period.calendar(stamp.year)]
    if stamp.month >= 10:
        candidates.append(Period.calendar(stamp.year + 1))
        candidates.append(_running(stamp, date(stamp.year + 1, stamp.month - 1, 28)))
    schools = Period.school(stamp.year if stamp.month >= 6 else stamp.year - 1)
    if _speaks_of_schools(signs):
        candidates.append(schools)
    read = {period: _days_in(signs.phrases, period) for period in candidates}

    def badness(period: Period) -> tuple[int, int, int]:
        days = read[period]
        missed = sum(day < stamp - timedelta(days=31) for day in days)
        wait = min((abs((day - stamp).days) for day in days), default=0)
        return missed, wait // 60, candidates.index(period)

    best = min(candidates, key=badness)
    if best.label.count("–") and read[best]:
        return _running(min(stamp, min(read[best])), max(read[best]))
    return best


def _days_in(phrases: Sequence[str], period: Period) -> list[date]:
    """The days of the phrases without a year, read within `period`."""
    leaning = (one for one in dict.fromkeys(phrases) if not _YEAR_WRITTEN.search(one))
    deadlines = (read_deadline(phrase, period) for phrase in leaning)
    return [
        deadline.end
        for deadline in deadlines
        if deadline.kind in DATED_KINDS and deadline.end is not None
    ]


# ── weekdays


def _weekdays(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Days of the year with the weekday that stands beside them, Monday 0."""
    found = []
    for text in texts:
        for match in _WEEKDAY.finditer(text):
            day = match["day1"] or match["day2"]
            name = (match["name1"] or match["name2"]).lower()
            number = _WEEKDAYS.get(name, _WEEKDAYS.get(name[:-1]))
            if number is not None and read_deadline(day, _SOME_YEAR).kind in DATED_KINDS:
                found.append((day, number))
    return found


def _fits_weekdays(weekdays: Sequence[tuple[str, int]], period: Period) -> bool:
    right = sum(
        day is not None and day.weekday() == number
        for text, number in weekdays
        for day in [read_deadline(text, period).end]
    )
    return right * 2 > len(weekdays)


# ── weighing


def _weighed(
    period: Period,
    sign: Evidence,
    stamp: Stamp | None,
    dated: Sequence[tuple[date, date]],
    weekdays: Sequence[tuple[str, int]],
    signs: Signs,
) -> Judgement:
    """The judgement on `period`, for which `sign` speaks, in the light of everything else."""
    because, against, others = [sign], [], []
    if stamp is not None:
        if period.start - _BEFORE_START <= stamp.day <= period.end:
            because.append(stamp.evidence)
        else:
            against.append(stamp.evidence)
            others.append(_after(stamp.day, signs))
    if dated:
        within = sum(
            first <= period.end + _AFTER_END and last >= period.start - _AHEAD
            for first, last in dated
        )
        evidence = Evidence(Sign.DATES, count=len(dated))
        if within * 2 >= len(dated):
            because.append(Evidence(Sign.DATES, count=within))
        elif len(dated) > 1:
            against.append(evidence)
            others.append(_of_dates([day for span in dated for day in span], signs))
    if weekdays:
        evidence = Evidence(Sign.WEEKDAYS, count=len(weekdays))
        if _fits_weekdays(weekdays, period):
            because.append(evidence)
        else:
            against.append(evidence)
            others += _years_of_weekdays(weekdays, period.start.year)
    if len(against) > 1 and len(set(others)) == 1:
        # The day of approval and the dated rows speak for the same other period.
        period, others = others[0], [period]
        because, against = against, because
    choices = tuple(dict.fromkeys([period, *others])) if against else ()
    return Judgement(period, tuple(because), tuple(against), choices)


def _years_of_weekdays(weekdays: Sequence[tuple[str, int]], near: int) -> list[Period]:
    years = sorted(range(near - 6, near + 7), key=lambda year: (abs(year - near), -year))
    return [p for year in years if _fits_weekdays(weekdays, p := Period.calendar(year))][:1]


def _guessed(signs: Signs, weekdays: Sequence[tuple[str, int]], today: date) -> Judgement:
    """Nothing names a year: weekdays may leave one near today, else it is asked."""
    results = _RESULTS.search(_title(signs.above))
    schools = _speaks_of_schools(signs)
    year = today.year if today.month >= 8 or not schools else today.year - 1
    if weekdays and (fitting := _years_of_weekdays(weekdays, year)):
        because = (Evidence(Sign.WEEKDAYS, count=len(weekdays)),)
        sure = len(weekdays) > 1 and abs(fitting[0].start.year - today.year) <= 1
        return Judgement(fitting[0], because, (), () if sure else tuple(fitting))
    make = Period.school if schools else Period.calendar
    if results is not None:
        after = int(results["year"]) + 1
        evidence = Evidence(Sign.RESULTS, results["year"])
        likely = [Period.calendar(after), Period.calendar(after - 1)]
    else:
        evidence = Evidence(Sign.TODAY)
        likely = [make(year), make(year + 1), make(year - 1)]
    return Judgement(likely[0], (evidence,), (), tuple(likely))


def _speaks_of_schools(signs: Signs) -> bool:
    return any(_SCHOOLS.search(text) for text in (*signs.above, *signs.sections, *signs.dates))
