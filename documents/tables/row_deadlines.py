"""The deadlines of a row: in one column, in two (start, end), one per quarter, or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from documents.files.grid import Row
from documents.tables.layout import TELLS_TIME, Layout, Reader
from documents.words.headings import MONTH_ALONE, Meaning, heading, is_ditto, is_filler
from roadmap.deadlines import hour_in
from roadmap.model import DATED_KINDS, Deadline, Kind, PointKind
from roadmap.model.months import MONTHS
from roadmap.reading.cell import Element, tidy
from roadmap.reading.lines import combine, combine_ends, read_lines

_TICK = re.compile(r"[+хxv✓✔√*•●▪]{1,3}|да|1", re.IGNORECASE)
#: «0», «нет», «150,5»: no mark, or a sum of money beside the marks.
_NO_TICK = re.compile(r"нет|\d[\d\s]*(?:,\d+)?", re.IGNORECASE)
#: Days from 2009 to 2064 as Excel counts them.
_DAY_NUMBER = re.compile(r"^[45]\d{4}$")
#: What a measure's text may end in: «Провести сбор до 15 марта 2026 года», «Учёт (май)», «Слёт, 1
#: июня».
_LAST_WORDS = re.compile(
    r"[(,]\s*(?:срок\w*\s*[:–-]\s*)?(?P<bracketed>[^(),]{3,40})\)?\.?$|\bсрок\w*\s*[:–-]\s*(?P<named>[^:]{3,40})\.?$"
    r"|\s(?P<by>(?:до|к|не позднее)\s+\d{1,2}[\s.]\S.{2,25})\.?$"
)
#: Characters that the last words and what opens them take at most.
_LONGEST_END = 100
#: What a phrase that tells a day has: a figure or the name of a time.
_MAY_TELL_DAY = re.compile(
    r"\d|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|год|лет|квартал|месяц|недел|дн|"
    r"каникул|четверт|триместр",
    re.IGNORECASE,
)
#: «2024», «Срок 2024 год», «2024 г.»: a column of one year, not «I квартал 2024» or «2024–2026».
_YEAR_OF_COLUMN = re.compile(
    r"^(?:срок\w*(?: \w+)?[ ,:]*(?:на|в)?\s*)?(20\d\d)\s*(?:г\.?|год\w*)?$"
)
_YEAR = re.compile(r"20\d\d|\d\.\d\d?\.\d\d")
_CLOCK = r"\d{1,2}(?:\s*[.:-]\s*\d\d)?\s*(?:час(?:ов|а|\.)?|ч\.?)?"
_HOUR = re.compile(
    rf"(?:(?:с|в|к|до|от|начало в)\s+)?{_CLOCK}(?:\s*(?:[-–—]|до|по)\s*{_CLOCK})?", re.IGNORECASE
)
_DAY_ONLY = re.compile(r"(?:до\s*)?\d{1,2}(?:\s*[-–—]\s*\d{1,2})?\.?", re.IGNORECASE)
#: «в течение месяца», «первая неделя», «2 декада»: a part of the month that stands above.
_OF_A_MONTH = re.compile(r"(?P<part>\b(?:недел[яию]|декад[аыу])\b)|\bмесяца?\b", re.IGNORECASE)
_LONGEST_PLACE = 200
_GENITIVES = {month.name: month.genitive for month in MONTHS}


def row_deadlines(
    row: Row, layout: Layout, read: Reader, month: str | None, elements: Sequence[Element]
) -> list[Deadline]:
    """The deadlines of `elements`, in the order of their lines; `month` if the row has none."""
    found = (
        _from_column(row, layout, read, month, elements)
        or _from_ends(row, layout, read, len(elements))
        or _from_marks(row, layout, read)
    )
    return found or ([read(month)] if month else [])


def held(deadlines: Sequence[Deadline], row: Row, layout: Layout) -> list[Deadline]:
    """The deadlines with the hours and the place that stand in columns of their own; hours are one
    for all, or one for each.
    """
    if not layout.has(Meaning.HOUR, Meaning.PLACE):
        return list(deadlines)
    hours = [
        hour_in(line) for text in texts_of(row, layout, Meaning.HOUR) for line in text.splitlines()
    ]
    places = texts_of(row, layout, Meaning.PLACE)
    place = tidy(places[0])[:_LONGEST_PLACE] if places and not is_ditto(places[0]) else ""
    if len(hours) != len(deadlines):
        hours = [hours[0] if len(set(hours)) == 1 else None] * len(deadlines)
    return [
        replace(deadline, hour=deadline.hour or hour, place=deadline.place or place)
        for deadline, hour in zip(deadlines, hours, strict=True)
    ]


def is_work(text: str, read: Reader) -> bool:
    """Whether what stands in a quarter's column is the work itself, not a tick or a date."""
    line = tidy(text)
    return not is_filler(line) and not _TICK.fullmatch(line) and read(line).kind is Kind.UNKNOWN


def in_texts(elements: Sequence[Element], layout: Layout, read: Reader) -> list[Deadline]:
    """The deadlines that the texts themselves end in, in a table without any column of time.

    None at all where not every measure has one: the rest could not be told from those whose line is
    missing.
    """
    if layout.has(*TELLS_TIME, Meaning.END):
        return []
    whole = [element for element in elements if element.kind is not PointKind.PART]
    found = [deadline for element in whole if (deadline := in_text(element.text, read))]
    return found if len(found) == len(whole) else []


def days_in_texts(elements: Sequence[Element], read: Reader) -> dict[int, Deadline]:
    """What each element's text ends in, by its place: «Контрольная точка: справка, 1 декабря»."""
    found = ((index, in_text(element.text, read)) for index, element in enumerate(elements))
    return {index: deadline for index, deadline in found if deadline}


def in_text(text: str, read: Reader) -> Deadline | None:
    """The days that a measure's text surely ends in."""
    match = _LAST_WORDS.search(tidy(text)[-_LONGEST_END:])
    words = match[match.lastgroup or 0].strip() if match else ""
    found = read(words) if _MAY_TELL_DAY.search(words) else None
    return found if found and found.sure and found.kind in DATED_KINDS and found.end else None


def is_hour(text: str, read: Reader) -> bool:
    """Whether a text is only a time of day: «18.00 час.», «с 10:00 до 12:00», or that and a place:
    «19.00, актовый зал».
    """
    line = tidy(text)
    return _HOUR.fullmatch(line.partition(",")[0]) is not None and read(line).end is None


def month_of(row: Row, layout: Layout) -> str | None:
    """The month in a column «Месяц»: rows below may leave it out."""
    columns = [
        column.index
        for column in layout.of(Meaning.DEADLINE)
        if heading(column.title).startswith("месяц")
    ]
    cells = (row.at(index) for index in columns)
    return next(
        (
            tidy(cell.text)
            for cell in cells
            if cell is not None and MONTH_ALONE.fullmatch(tidy(cell.text))
        ),
        None,
    )


def has_own_deadline(row: Row, layout: Layout) -> bool:
    """Whether the row itself holds a deadline, not a month above it."""
    return any(
        texts_of(row, layout, meaning)
        for meaning in (Meaning.DEADLINE, Meaning.START, Meaning.END, Meaning.MARK)
    )


def texts_of(row: Row, layout: Layout, meaning: Meaning) -> list[str]:
    """The texts of the row's cells of this meaning, each once; Excel's day numbers as dates."""
    return [text for text, _ in _titled_texts(row, layout, meaning)]


def _titled_texts(row: Row, layout: Layout, meaning: Meaning) -> list[tuple[str, str]]:
    """The same, each with its column's heading."""
    cells = {
        cell.first: (cell, column)
        for column in layout.of(meaning)
        if (cell := row.at(column.index)) is not None
    }
    return [
        (_DAY_NUMBER.sub(_as_date, cell.text), column.title)
        for cell, column in cells.values()
        if not is_filler(cell.text)
    ]


def _of_its_year(text: str, title: str, read: Reader) -> str:
    """«до 1 марта» in the column «2024 год»: «2024 год: до 1 марта»."""
    year = _YEAR_OF_COLUMN.search(heading(title))
    if year is None or _YEAR.search(text) or read(text).kind is Kind.UNKNOWN:
        return text
    return f"{year[1]} год: {text}"


def _as_date(number: re.Match[str]) -> str:
    """A date whose cell lost its form: Excel counts days from 30 December 1899."""
    return (date(1899, 12, 30) + timedelta(days=int(number[0]))).strftime("%d.%m.%Y")


def _from_column(
    row: Row, layout: Layout, read: Reader, month: str | None, elements: Sequence[Element]
) -> list[Deadline]:
    titled = _titled_texts(row, layout, Meaning.DEADLINE)
    texts = _without_months([_of_its_year(text, title, read) for text, title in titled])
    if len(texts) > 1:
        return [combine([read(text) for text in texts], "\n".join(texts))]
    lines = texts[0].splitlines() if texts else []
    if month and MONTH_ALONE.fullmatch(tidy(month)):
        lines = [_within(line, month, read) for line in lines]
    found = read_lines(lines, len(elements), read)
    return [_occurring(deadline, read(month)) for deadline in found] if month else found


def _within(line: str, month: str, read: Reader) -> str:
    """«5», «вторая неделя» as of the month above; a text that has a day stays as it is."""
    if _DAY_ONLY.fullmatch(line.strip()):
        return f"{line.strip(' .')} {_genitive(month)}"
    if read(line).end is not None or not _OF_A_MONTH.search(line):
        return line
    return _OF_A_MONTH.sub(lambda found: f"{found['part'] or ''} {_genitive(month)}", line, count=1)


def _occurring(deadline: Deadline, above: Deadline) -> Deadline:
    """«Еженедельно» under «Сентябрь»: the occurrences in that month."""
    spans = tuple(
        span
        for span in deadline.spans
        if (above.start or span.end) <= span.end <= (above.end or span.end)
    )
    if deadline.kind is not Kind.RECURRING or not spans:
        return deadline
    return replace(deadline, start=above.start, end=above.end, spans=spans)


def _without_months(texts: Sequence[str]) -> list[str]:
    """«Сентябрь» and «20-22» or «2026» in two columns are one date; a whole date stands alone."""
    months = [text for text in texts if MONTH_ALONE.fullmatch(tidy(text))]
    days = [text for text in texts if text not in months]
    if len(months) != 1 or len(days) != 1 or not re.search(r"\d", days[0]):
        return list(texts)
    day = days[0].strip(" .")
    if re.fullmatch(r"20\d\d", day):
        return [f"{tidy(months[0])} {day} года"]
    return [f"{day} {_genitive(months[0])}" if _DAY_ONLY.fullmatch(days[0].strip()) else days[0]]


def _genitive(month: str) -> str:
    """«Сентябрь 2019 г.» as it stands after a day: «сентября 2019 г.»."""
    words = tidy(month).lower().removeprefix("месяц").strip(" :").split(" ")
    return " ".join([_GENITIVES.get(words[0], words[0]), *words[1:]])


def _from_ends(row: Row, layout: Layout, read: Reader, count: int) -> list[Deadline]:
    """A range from its two ends; a text that both columns share is the deadline itself."""
    starts, ends = texts_of(row, layout, Meaning.START), texts_of(row, layout, Meaning.END)
    if starts and ends and tidy(starts[0]) == tidy(ends[0]):
        return read_lines(starts[0].splitlines(), count, read)
    firsts, lasts = starts[0].splitlines() if starts else [], ends[0].splitlines() if ends else []
    if count > 1 and len(firsts) == len(lasts) > 1:
        return [_range(first, last, read) for first, last in zip(firsts, lasts, strict=True)]
    if starts and ends:
        return [_range(starts[0], ends[0], read)]
    if lasts or not layout.has(Meaning.END):
        return read_lines(lasts or firsts, count, read)
    return [_begun(start) for start in read_lines(firsts, count, read)]


def _begun(start: Deadline) -> Deadline:
    """A start beside which no end is written: no last day is known, so none is invented."""
    if start.kind not in DATED_KINDS or start.end is None or start.options:
        return start
    return replace(
        start, kind=Kind.DATE_RANGE, start=start.start or start.end, end=None, sure=False
    )


def _range(first: str, last: str, read: Reader) -> Deadline:
    return combine_ends(read(first), read(last), f"{tidy(first)} – {tidy(last)}")


def _coloured_marks(row: Row, layout: Layout) -> frozenset[int]:
    """The empty mark columns that have a colour, where it is not the whole row's."""
    if any(cell.shaded and cell.text for cell in row.cells):
        return frozenset()
    cells = {column.index: row.at(column.index) for column in layout.of(Meaning.MARK)}
    return frozenset(
        index for index, cell in cells.items() if cell is not None and cell.shaded and not cell.text
    )


def _from_marks(row: Row, layout: Layout, read: Reader) -> list[Deadline]:
    """The headings of ticked or coloured quarters are deadlines; a date written there is one."""
    found: list[Deadline] = []
    coloured = _coloured_marks(row, layout)
    for column in layout.of(Meaning.MARK):
        cell = row.at(column.index)
        text = _DAY_NUMBER.sub(_as_date, tidy(cell.text)) if cell else ""
        if column.index in coloured:
            text = "+"
        if not text or (is_filler(text) and not _TICK.fullmatch(text)):
            continue
        written = read(_of_its_year(text, column.title, read))
        if written.kind is Kind.UNKNOWN and _NO_TICK.fullmatch(text) and not _TICK.fullmatch(text):
            continue
        found.append(
            read(tidy(column.title))
            if _TICK.fullmatch(text) or written.kind is Kind.UNKNOWN
            else written
        )
    return (
        [combine(found, ", ".join(deadline.text for deadline in found))]
        if len(found) > 1
        else found
    )
