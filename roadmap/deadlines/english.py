"""English days in the Russian words of the grammar, so that one set of rules reads both."""

from __future__ import annotations

import re

from roadmap.model.months import MONTHS

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: By their first three letters.
_MONTHS = dict(zip(_ENGLISH, MONTHS, strict=True))
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s+(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
MONTH_ALONE = re.compile(rf"(?P<month>{MONTH})(?:,?\s+(?P<year>20\d\d)\b)?", re.IGNORECASE)

_WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
_WEEKDAY = r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_UNITS = {"day": "дней", "week": "недель", "month": "месяцев", "year": "лет"}
_ORDER = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: In this order: phrases before the words in them.
_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (r"\bday after tomorrow\b", "послезавтра"),
        (r"\btomorrow\b", "завтра"),
        (r"\btoday\b", "сегодня"),
        (r"\b(?:the )?end of (?:the |this )?(week|month|quarter|year)\b", r"конец \1"),
        (r"\b(?:the )?end of next (week|month|year)\b", r"конец следующего \1"),
        (r"\bnext\b", "следующий"),
        (r"\bthis\b", "текущий"),
        (r"\bin (?=(?:an?|one|two|three|four|\d+) (?:working )?(?:day|week|month|year))", "через "),
        (
            r"\bfor (?=(?:an?|one|two|three|four|another|\d+) (?:more )?(?:day|week|month|year))",
            "на ",
        ),
        (r"\b(?:until|till|by|before|to)\b", "до"),
        (r"\bfrom\b", "с"),
        (r"\b(?:another|more|please|an?|one|the|of|on)\b", ""),
        (r"\btwo\b", "2"),
        (r"\bthree\b", "3"),
        (r"\bfour\b", "4"),
        (r"\bworking\b", "рабочих"),
    )
)
_COUNTED = re.compile(r"(\d+)(\s+рабочих)?\s+(day|week|month|year)s?\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(day|week|month|quarter|year)\b", re.IGNORECASE)
_UNIT_WORDS = {
    "day": "день",
    "week": "неделя",
    "month": "месяц",
    "quarter": "квартал",
    "year": "год",
}


def day_said_in_russian(text: str) -> str:
    """«by Friday», «in two weeks» in Russian words; as it is where it has a Cyrillic letter."""
    if re.search("[а-яё]", text, re.IGNORECASE):
        return text
    text = with_days(text)
    for pattern, meant in _SAID:
        text = pattern.sub(meant, text)
    text = _COUNTED.sub(
        lambda found: f"{found[1]}{found[2] or ''} {_UNITS[found[3].lower()]}", text
    )
    text = _UNIT.sub(lambda found: _UNIT_WORDS[found[1].lower()], text)
    return re.sub(
        _WEEKDAY,
        lambda found: _WEEKDAYS[_ORDER.index(found[1][:3].lower())],
        text,
        flags=re.IGNORECASE,
    )


def with_days(text: str) -> str:
    return _MONTH_FIRST.sub(_day, _DAY_FIRST.sub(_day, text))


def _day(found: re.Match[str]) -> str:
    return f"{found['day']} {month_in_russian(found, genitive=True)}"


def month_in_russian(found: re.Match[str], *, genitive: bool) -> str:
    month = _MONTHS[found["month"][:3].lower()]
    name = month.genitive if genitive else month.name
    return f"{name} {found['year']}" if found["year"] else name
