"""The hour and the place of an event, as they stand beside its day: «22 июня, 10.00, площадь
Победы».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from roadmap.deadlines.names import Name
from roadmap.deadlines.slips import look_up
from roadmap.model import Kind

#: Kinds whose days are days, not months: only these have an hour.
ON_A_DAY = frozenset({Kind.DATE, Kind.BY_DATE, Kind.DATE_RANGE, Kind.RECURRING})

_LONGEST_PLACE = 200
#: Most phrases have neither; they are not looked at any longer.
_MAY_TELL = re.compile(r"[,;(\n]|\d\s?[:.–—-]\s?\d\d|(?:\d|нол[ья]|нуля)\s?ч", re.IGNORECASE)
_DASHES = str.maketrans("–—−‑\xa0", "---- ")
#: Whole dates and years are no hours; they are blanked, so that places in the text stay.
_DATES = re.compile(
    r"(?<![\d.])\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|(?<!\d)\d{1,2}-\d{1,2}-\d{4}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)(?:-\d\d-\d\d(?!\d))?"
)
_IN_HOURS = r"\s?(?:час(?:ов|а|у|ам)?\b\.?|ч\b\.?)"
#: The hour and its minutes: «10:00», «10.00», «11-30», «9 ч. 30 мин.».
_CLOCK = re.compile(
    rf"(?<![\d.:-])(?P<hour>[01]?\d|2[0-3])(?:(?P<sign>[:.-])|{_IN_HOURS}\s?)(?P<minute>[0-5]\d)"
    rf"(?![\d]|[.:]\d)(?:\s?мин\w*\.?)?(?P<named>{_IN_HOURS}|\s?\(?мск\)?)?",
    re.IGNORECASE,
)
#: Before a whole hour stands what says that it is no length of time: «в 9 часов», «до 18 час.»,
#: «с 9 до 18 часов».
_WHOLE_HOUR = re.compile(
    r"(?:\b(?:в|во|с|со|до|к|не позднее)\s|,\s?)(?P<hour>[01]?\d|2[0-3]|нол[ья]|нуля)"
    rf"(?:{_IN_HOURS}|(?=\s?(?:до|-|по)\s?\d{{1,2}}{_IN_HOURS}))",
    re.IGNORECASE,
)
#: In a column of hours: «10-12» may be two hours, «18-30» cannot.
_HOUR_ALONE = re.compile(
    r"\s*(?:в|с|к|до)?\s*(?P<hour>[01]?\d|2[0-3])(?:[.:]?\s*$|[.:](?P<minute>[0-5]\d)|-(?P<late>[3-5]\d))"
    r"(?![\d.:])",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(?:течение|протяжении|через|менее|более|объ[её]м\w*)\s*$", re.IGNORECASE)
_FROM_TO = re.compile(r"\s*(?:-|до|по)\s*", re.IGNORECASE)
_RANGE_BEHIND = re.compile(r"\s?-\s?\d{1,2}[:.-]\d\d(?!\d)")
_WORD_BEHIND = re.compile(r"\s*([^\W\d_]+)")
#: Stands where an hour was.
_MARK = "\0"
_PLACE = re.compile(
    r"(?:(?:в|во|на)\s+)?(?:(?:[а-яё]+(?:ый|ий|ой|ая|ое|ые|ого|ом|ем|ной)\s+){0,2}"
    r"(?:площад|пл\.|зал\b|зал[аеуы]\b|актов|спортзал|кабинет|каб\.|аудитори|ауд\.|школ[аеу]\b|гимнази|лице[йея]"
    r"|дворец|дворц|стадион|парк\w?\b|сквер|библиотек|музе[йея]|театр|клуб|центр|набережн|бульвар|улиц"
    r"|администраци|мемориал|памятник|обелиск|ипподром|манеж|бассейн|холл|фойе|двор\b|дом[еа]?\s(?:культур|творчеств|офицер|детск)|спорткомплекс)"
    r"|(?:ДК|СДК|РДК|ЦДТ|ДДТ|СОШ|МБОУ|МАОУ|МКОУ|МБДОУ|ФОК|ЦКД)\b"
    r"|(?:ул|д|корп|г|пос|с|пр|пр-т|пер|ауд|каб)\.\s*\S|онлайн|дистанционно|zoom\b|вкс\b|видеоконференц)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[А-ЯЁ«\"]")
_PERSON = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_BETWEEN = re.compile(r"\s*[,;()\n]\s*(?=(?:[^«»]|«[^«»]*»)*$)")


def hour_in(cell: str) -> time | None:
    """The hour in a cell of a column of hours, by the clock of the roadmap's zone: «18-30», «10»;
    None where there is none, or several that are not the two ends of one event.
    """
    hours = _begins(f", {cell.strip()}")
    if len(hours) == 1:
        return hours.pop()
    alone = _HOUR_ALONE.match(cell) if not hours else None
    return time(int(alone["hour"]), int(alone["minute"] or alone["late"] or 0)) if alone else None


def hour_and_place_in(text: str) -> tuple[time | None, str]:
    """The hour and the place beside a day. Where several days have hours of their own, none of
    these is kept, nor a place: one deadline has one hour.
    """
    if not _MAY_TELL.search(text):
        return None, ""
    hours = _begins(text)
    if len(hours) > 1:
        return None, ""
    return (hours.pop() if hours else None), _place_in(text)


def _begins(text: str) -> set[time]:
    return {time(hour, minute) for _, _, hour, minute in _hours(_flat(text))}


def _place_in(text: str) -> str:
    """A word for a place, or a name behind the hour; «» where there is none."""
    found: list[str] = []
    after_hour = False
    for part in _BETWEEN.split(_without_hours(_flat(text))):
        after_hour = after_hour or _MARK in part
        words = part.rpartition(_MARK)[2].strip(" .-:")
        if _is_place(words, named=after_hour or bool(found)):
            found.append(words)
        elif found:
            break
    return ", ".join(" ".join(one.split()) for one in found)[:_LONGEST_PLACE]


def _flat(text: str) -> str:
    """The text with its dates blanked, letter for letter as long as it was."""
    return _DATES.sub(lambda date: " " * len(date[0]), text.translate(_DASHES))


def _hours(flat: str) -> Iterator[tuple[int, int, int, int]]:
    """Where each event's hour stands, and its hour and minute; the end of an event is left out."""
    whole = {one.start("hour"): (one.end(), _number(one["hour"]), 0) for one in _whole_hours(flat)}
    clocks = {
        one.start(): (one.end(), int(one["hour"]), int(one["minute"])) for one in _clocks(flat)
    }
    before: int | None = None
    for start, (end, hour, minute) in sorted({**whole, **clocks}.items()):
        if before is None or not _FROM_TO.fullmatch(flat[before:start]):
            yield start, end, hour, minute
        before = end


def _clocks(flat: str) -> Iterator[re.Match[str]]:
    at = 0
    while (one := _CLOCK.search(flat, at)) is not None:
        if _is_hour(one, flat):
            yield one
            at = one.end()
            # «11-30-13-30»: the sign between is no part of the second hour.
            if (behind := _RANGE_BEHIND.match(flat, at)) is not None:
                at = behind.end()
        else:
            at = one.start() + len(one["hour"])


def _is_hour(one: re.Match[str], flat: str) -> bool:
    """«22.06» is a day and «10-15 марта» are several, but «10.00», «10.30» and «14-00» are not."""
    minute, sign = int(one["minute"]), one["sign"]
    if sign == ":" or one["named"]:
        return True
    behind = _WORD_BEHIND.match(flat, one.end())
    word = look_up(behind[1].lower()) if behind else None
    if word is not None and word.name is Name.MONTH:
        return False  # «10-15 марта», «до 18 часов 15 мая»
    if sign is None:
        return True
    if sign == ".":
        return minute % 5 == 0 and not 0 < minute <= 12
    return minute == 0 or _RANGE_BEHIND.match(flat, one.end()) is not None


def _whole_hours(flat: str) -> Iterator[re.Match[str]]:
    for one in _WHOLE_HOUR.finditer(flat):
        plausible = _number(one["hour"]) >= 6 or not one[0].startswith(",")
        if plausible and not _LENGTH.search(flat[: one.start()]):
            yield one


def _number(hour: str) -> int:
    """«до ноля часов»."""
    return int(hour) if hour.isdecimal() else 0


def _without_hours(flat: str) -> str:
    """The text with a mark in place of each event's hour."""
    kept, at = "", 0
    for start, end, _, _ in _hours(flat):
        behind = _RANGE_BEHIND.match(flat, end)
        kept += flat[at:start] + _MARK
        at = behind.end() if behind else end
    return kept + flat[at:]


def _is_place(words: str, *, named: bool) -> bool:
    if not words or _PERSON.match(words):
        return False
    if _PLACE.match(words):
        return True
    first = _WORD_BEHIND.match(words)
    known = look_up(first[1].lower()) if first else None
    return named and _NAME.match(words) is not None and known is None
