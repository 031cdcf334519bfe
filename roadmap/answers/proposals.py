"""What an answer suggests: that work is done, a value, another deadline. A person decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.answers.english import in_russian
from roadmap.deadlines import read_deadline
from roadmap.model import Deadline, Period
from roadmap.model.address import clean
from roadmap.model.months import MONTHS

#: Reads a deadline phrase within a period, as `roadmap.deadlines` does.
DeadlineReader = Callable[[str, Period], Deadline]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What may be offered under an answer.

    `done` with `done_on`, the day that was named (None: none was); `value` of the criterion («75
    %», «89 из 100»); `postpone_to` the deadline asked for, whose last due day is the new one.
    """

    done: bool = False
    done_on: date | None = None
    value: str | None = None
    postpone_to: Deadline | None = None

    def __bool__(self) -> bool:
        return self.done or self.value is not None or self.postpone_to is not None


_DONE = re.compile(
    r"\b(?:(?:выполнен+|исполнен+|[сз]делан|заверш[её]н|провед[её]н|реализован|закончен|закрыт)(?:о|а|ы|)|готов(?:о|а|)"
    r"|(?:выполнил|исполнил|[сз]делал|завершил|пров[её]л|реализовал|закончил)(?:и|а|о|)|провел[аи]|состоял(?:ось|ся|ась|ись))\b",
    re.IGNORECASE,
)
# Before the word, in the same clause: it has not happened, not wholly, or is only planned.
_NOT_YET = re.compile(
    r"\b(?:не|ни|нет|пока|частично|почти|наполовину|не полностью|буд[еу]т?|будут"
    r"|планиру\w+|должн\w+|если|когда|чтобы|план\w*)\b",
    re.IGNORECASE,
)
# After the word: not wholly, or ready for something else.
_NOT_WHOLLY = re.compile(
    r"\s*(?:частично|не\b|пока\s+не|к\s+(?!сроку)|на\s+(?:\d{1,2}(?:[.,]\d+)?\s*(?:%|процент)|треть|половину)|\d{1,2}(?:[.,]\d+)?\s*%"
    r"|\w+ть\b|наполовину|половин|треть\b|часть\b|только|менее|\d+\s+из\s+\d+)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?\n]*")
_CLAUSE = re.compile(r"[^;!?\n.,]+(?:[.,](?=\d)[^;!?\n.,]*)*[;!?\n.,]?")


#: Of several places at once; beside other words people and rooms are ready, too.
_ALL_READY = re.compile(r"\W*(?:уже\s+)?(?:вс[её]\s+|оба\s+)?готовы\W*", re.IGNORECASE)


def _is_done(text: str) -> bool:
    """Whether a clause tells of done work and none of work that is not done."""
    if _ALL_READY.fullmatch(text):
        return True
    told = "".join(
        sentence for sentence in _SENTENCE.findall(text) if not sentence.rstrip().endswith("?")
    )
    done = False
    for clause in _CLAUSE.findall(told):
        for match in _DONE.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :]
            if _NOT_YET.search(before) or _NOT_WHOLLY.match(after):
                return False
            done = True
    return done


#: A day is of a month in the genitive: «мая».
_MONTHS = [month.genitive[:3] for month in MONTHS]
_DAY = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}|\d{2}))?(?!\d|\s*%)"
    rf"|\s+(?P<name>{'|'.join(_MONTHS)})[а-я]*(?:\s+(?P<full>\d{{4}}))?)",
    re.IGNORECASE,
)


#: Nobody tells what was done a year ago but for a few weeks without its year.
_LONG_AGO = timedelta(days=270)


def _day_named(text: str, today: date) -> date | None:
    """The latest day named in `text` up to `today`; a day without a year is the last such day, if
    that is not too long ago: «25 ноября» said on the 23rd is no day of the year before.
    """
    days = [day for match in _DAY.finditer(text) if (day := _past_day(match, today)) is not None]
    return max(days, default=None)


def _past_day(match: re.Match[str], today: date) -> date | None:
    month = int(match["month"]) if match["month"] else _MONTHS.index(match["name"].lower()) + 1
    year = match["year"] or match["full"]
    years = [int(year) % 2000 + 2000] if year else [today.year, today.year - 1]
    candidates = [_day(one, month, int(match["day"])) for one in years]
    past = next((day for day in candidates if day is not None and day <= today), None)
    return None if past is not None and not year and today - past > _LONG_AGO else past


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|процент)", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d.,])(\d+)\s+из\s+(\d+)(?![\d.,]\d)", re.IGNORECASE)


# «увеличилась на 5 %» is a change, «при плане 80 %» a target: neither is the value reached.
_NO_VALUE = re.compile(
    r"(?:вырос|увелич|повы[сш]|возрос|сниз|уменьш|сократ|прирос|рост)[а-яё]*(?:\s+[а-яё]+)?\s+на\s+\d{1,3}(?:[.,]\d+)?\s*(?:%|процент)"
    r"|(?:план[а-яё]*|цел[а-яё]+|норматив[а-яё]*|требуе[а-яё]+|надо|нужно)(?:\s+[а-яё]+)?\s*(?:-|:|)\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|процент)",
    re.IGNORECASE,
)


def value_in(text: str) -> str | None:
    """The last percentage («от 60 до 75 %» ends at 75), else the last «89 из 100»."""
    text = _NO_VALUE.sub(" ", text)
    if percents := _PERCENT.findall(text):
        return f"{percents[-1].replace('.', ',')} %"
    shares = [(part, whole) for part, whole in _SHARE.findall(text) if int(part) <= int(whole)]
    return f"{shares[-1][0]} из {shares[-1][1]}" if shares else None


_POSTPONE = re.compile(
    r"(?P<not>\b(?:не|без)\s+)?\b(?:перенес|перенос|перенёс|продл[иеё]|отлож|сдвин|сдвиг|отсроч)[а-яё]*(?P<between>[^\n]*?)"
    r"\b(?P<how>на|до|к)\s+(?P<phrase>[^\n]+)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\s*(?:[;!?(]|,|\.(?!\d)|\s-\s|\bв\s+связи\b|\bиз-за\b|\bпо\s+причин|\bтак\s+как\b|\bпотому\b|\bпоскольку\b|\bввиду\b).*",
    re.IGNORECASE,
)


def _postponement(text: str, period: Period, today: date, read: DeadlineReader) -> Deadline | None:
    """The deadline asked for, where it has a day that is not past."""
    for match in _POSTPONE.finditer(text):
        phrase = _REASON.sub("", match["phrase"]).strip()
        if match["not"] or not phrase:
            continue
        deadline = read(_as_written_in_documents(match["how"].lower(), phrase), period)
        days = deadline.due_days()
        if days and days[-1] >= today:
            return deadline
    return None


def _as_written_in_documents(how: str, phrase: str) -> str:
    """«на март» is the deadline «март», «на конец марта» is «до конца марта»; «до» and «к» stay."""
    phrase, ends = re.subn(r"^конец\b", "конца", phrase, flags=re.IGNORECASE)
    if how == "на":
        return f"до {phrase}" if ends else phrase
    return f"{how} {phrase}"


def proposals(
    text: str, period: Period, today: date, read: DeadlineReader = read_deadline
) -> Proposals:
    """What `text`, an answer of `today` about an item of a roadmap of `period`, suggests.

    It may be in Russian or in English.
    """
    text = in_russian(clean(text))
    postpone_to = _postponement(text, period, today, read)
    done = postpone_to is None and _is_done(text)
    return Proposals(done, _day_named(text, today) if done else None, value_in(text), postpone_to)
