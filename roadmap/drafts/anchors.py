"""Deadlines of a draft that are counted from something: where the document itself tells its day,
they are computed; else one question is asked for each such thing, and one date settles all its
rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from roadmap.deadlines.anchors import Counted, Unit, anchor_key, counted_from, day_counted
from roadmap.model import (
    Caution,
    CautionCode,
    Deadline,
    Draft,
    DraftItem,
    Kind,
    Question,
)
from roadmap.model.policy import WEEKENDS, Weekends, WorkingDays
from roadmap.reading.doubts import each_deadline

#: What a question is about whose answer is the day that other deadlines are counted from.
ANCHOR = "anchor"

_Reader = Callable[[str], Deadline]
_DATE = r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\s+[а-яё]{3,8}(?:\s+\d{4})?)(?:\s*г(?:ода|\.)?)?"
_WITH_DATE = re.compile(_DATE, re.IGNORECASE)
_IS = r"\s*(?:[-–—:(]|состоится|назначен\w{0,2}(?:\s+на)?|является)\s*(?:на\s+)?"
_OPENS = r"(?:^|[.;(«]\s*|\b(?:день|дня|днем|дат[аыу]|срок)\s+)"
#: Of a text, and of anchors and dated texts: no plan has more that tells such a day.
_LONGEST, _MOST = 300, 200
#: What may be counted from a day that the document tells: nothing that has a day of its own.
_WAITING = frozenset({Kind.RELATIVE, Kind.EVENT})


@dataclass(frozen=True, slots=True)
class Anchored:
    """Items whose deadlines have the days that the document tells, what to say of these, and the
    questions that are left.
    """

    items: tuple[DraftItem, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A deadline that is counted from something: the point that has it, and what it says."""

    item: str
    about: str
    phrase: str
    counted: Counted


def anchored(items: Sequence[DraftItem], lines: Sequence[str], read: _Reader) -> Anchored:
    """Settle what the `lines` around a document's table or the rows themselves tell the day of; a
    day that is counted in working days is not sure, for no calendar is at hand here. `read` reads
    a date within the document's year.
    """
    rows: dict[str, list[_Row]] = {}
    for row in _rows(items):
        rows.setdefault(row.counted.key, []).append(row)
    keys = [key for key, mine in rows.items() if any(row.counted.by_itself for row in mine)]
    told = _days_told(keys, items, lines, read) if keys else {}
    warnings: list[Caution] = []
    for key, day in told.items():
        items = settled(items, key, day, WEEKENDS)
        warnings.append(
            Caution.of(
                CautionCode.COUNTED,
                anchor=_name(rows[key]),
                day=f"{day:%d.%m.%Y}",
                count=str(len(rows[key])),
            )
        )
        warnings += [
            Caution.of(CautionCode.GUESSED, number=row.item, phrase=" ".join(row.phrase.split()))
            for row in rows[key]
            if row.counted.last.unit is Unit.WORKING_DAY
        ]
    asked = [
        Question("", ANCHOR, _name(rows[key]), " ".join(rows[key][0].phrase.split()), ())
        for key in keys
        if key not in told
    ]
    return Anchored(tuple(items), tuple(asked), tuple(warnings))


def settled_by(draft: Draft, question: Question) -> tuple[tuple[str, str], ...]:
    """The points, as item and name within it, whose days the answer to `question` about an anchor
    gives.
    """
    key = anchor_key(question.text)
    return tuple((row.item, row.about) for row in _rows(draft.items) if row.counted.key == key)


def settled(
    items: Sequence[DraftItem], key: str, day: date, calendar: WorkingDays
) -> tuple[DraftItem, ...]:
    """`items` with every deadline that is counted from the anchor `key` due as counted from `day`;
    the phrases stay as written. Working days are not sure where `calendar` knows weekends only.
    """

    def settle(_about: str, _text: str, deadline: Deadline) -> Deadline:
        counted = _counted(deadline)
        if counted is None or counted.key != key:
            return deadline
        return _due(deadline, counted, day, calendar)

    return tuple(each_deadline(item, settle) for item in items)


def _due(deadline: Deadline, counted: Counted, day: date, calendar: WorkingDays) -> Deadline:
    try:
        end = day_counted(counted.last, counted.key, day, calendar)
        start = day_counted(counted.first, counted.key, day, calendar) if counted.first else None
    except OverflowError:
        return deadline
    sure = counted.last.unit is not Unit.WORKING_DAY or not isinstance(calendar, Weekends)
    if start is not None and start <= end:
        return replace(deadline, kind=Kind.DATE_RANGE, start=start, end=end, sure=sure)
    return replace(deadline, kind=Kind.BY_DATE, start=None, end=end, sure=sure)


def _rows(items: Sequence[DraftItem]) -> Iterator[_Row]:
    found: list[_Row] = []
    for item in items:

        def look(about: str, _text: str, deadline: Deadline, number: str = item.number) -> Deadline:
            if (counted := _counted(deadline)) is not None:
                found.append(_Row(number, about, deadline.text, counted))
            return deadline

        each_deadline(item, look)
    return iter(found)


def _counted(deadline: Deadline) -> Counted | None:
    if deadline.kind not in _WAITING or deadline.due_days():
        return None
    return counted_from(deadline.text)


def _name(rows: Sequence[_Row]) -> str:
    """The anchor's words as most rows have them."""
    return Counter(row.counted.anchor for row in rows).most_common(1)[0][0]


# ── the day that the document tells ───────────────────────────────────────────────────────────────


def _days_told(
    keys: Sequence[str], items: Sequence[DraftItem], lines: Sequence[str], read: _Reader
) -> dict[str, date]:
    """The one day that the document names for each anchor; none where it names none, or two."""
    days: dict[str, set[date]] = {key: set() for key in keys[:_MOST]}
    texts: dict[str, None] = dict.fromkeys(lines)

    def look(_about: str, text: str, deadline: Deadline) -> Deadline:
        key = anchor_key(text[:_LONGEST])
        if key in days and deadline.kind is Kind.DATE and deadline.sure:
            days[key].update(deadline.due_days())
        return deadline

    for item in items:
        each_deadline(item, look)
        texts |= dict.fromkeys((*item.section, *(one.text for one in item.measures)))
    plain = (" ".join(text[:_LONGEST].replace("ё", "е").split()) for text in texts)
    dated = [text for text in plain if _WITH_DATE.search(text)][:_MOST]
    for key, found in days.items():
        near = [text for text in dated if key.partition(" ")[0] in text.lower()]
        matches = (match for text in near for match in _telling(key).finditer(text))
        for match in matches:
            deadline = read(match["date"] or match["first"])
            if deadline.kind is Kind.DATE and deadline.sure:
                found.update(deadline.due_days())
    return {key: next(iter(found)) for key, found in days.items() if len(found) == 1}


@lru_cache(maxsize=1)
def _telling(key: str) -> re.Pattern[str]:
    """«День голосования – 19 декабря 2021 года» or «19 декабря 2021 г. – день голосования»."""
    anchor = r"\w*\s+(?:\w+\s+)?".join(map(re.escape, key.split())) + r"\w*(?:\s+дат[аы])?"
    first = _DATE.replace("date", "first")
    return re.compile(
        rf"{_OPENS}{anchor}{_IS}{_DATE}|{first}\s*[-–—]\s*(?:\w+\s+)?{anchor}\s*$",
        re.IGNORECASE,
    )
