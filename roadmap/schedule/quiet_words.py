"""Quiet hours as people say them: «с 21 до 8», «21:30–7», «с девяти вечера до восьми утра»."""

from __future__ import annotations

import re
from datetime import time

_WORDS = {
    "полночь": 0, "полуночи": 0, "полдень": 12, "полудня": 12, "часа": 1, "одного": 1, "двух": 2,
    "трёх": 3, "трех": 3, "четырёх": 4, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "midnight": 0,
    "noon": 12,
}  # fmt: skip
_AFTERNOON = frozenset({"вечера", "дня", "pm"})
_HOUR = (
    rf"(?P<{{0}}>\d{{{{1,2}}}}|{'|'.join(_WORDS)})(?:[:.](?P<{{0}}_minute>\d\d))?"
    r"\s*(?:ч\b\.?|час\w*)?\s*(?P<{0}_part>утра|вечера|дня|ночи|am|pm)?"
)
_HOURS = re.compile(
    rf"(?:(?:с|со|from)\s+)?{_HOUR.format('begin')}\s*(?:до|to|till|until|[-–—])\s*"
    rf"{_HOUR.format('end')}",
    re.IGNORECASE,
)
_NONE = re.compile(r"нет|не нужн\w+|без(?: тихих часов)?|никаких|no|none", re.IGNORECASE)


def read_quiet_hours(text: str) -> tuple[time | None, time | None] | None:
    """From when until when nothing is to be sent, in the person's own zone; (None, None) for «нет»;
    None where `text` names no two different hours.
    """
    words = " ".join(text.split()).strip(" .!")
    if _NONE.fullmatch(words):
        return None, None
    found = _HOURS.search(words)
    if found is None:
        return None
    begin, end = _hour(found, "begin"), _hour(found, "end")
    return None if begin is None or end is None or begin == end else (begin, end)


def _hour(found: re.Match[str], name: str) -> time | None:
    word, part = found[name].casefold(), (found[f"{name}_part"] or "").casefold()
    hour = _WORDS[word] if word in _WORDS else int(word)
    if part in _AFTERNOON and hour < 12:
        hour += 12
    elif part in ("ночи", "am") and hour == 12:
        hour = 0
    elif part == "ночи" and 9 <= hour < 12:
        hour += 12
    minute = int(found[f"{name}_minute"] or 0)
    if hour == 24 and not minute:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
