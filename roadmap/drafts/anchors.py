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
_IS = r"\s*(?:[-–—:(]|состоится|назначен\w{0,2}(?:\s+на)?|является)\s*(?:на\s+)?"
_OPENS = r"(?:^|[.;(«]\s*|\b(?:день|дня|днем|дат[аыу]|срок)\s+)"
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
    rows = list(_rows(items))
    keys = list(dict.fromkeys(row.counted.key for row in rows if row.counted.by_itself))
    if not keys:
        return Anchored(tuple(items), (), ())
    told = {key: day for key in keys if (day := _day_told(key, items, lines, read)) is not None}
    warnings: list[Caution] = []
    for key, day in told.items():
        items = settled(items, key, day, WEEKENDS)
        mine = [row for row in rows if row.counted.key == key]
        warnings.append(
            Caution.of(
                CautionCode.COUNTED,
                anchor=_name(mine),
                day=f"{day:%d.%m.%Y}",
                count=str(len(mine)),
            )
        )
        warnings += [
            Caution.of(CautionCode.GUESSED, number=row.item, phrase=" ".join(row.phrase.split()))
            for row in mine
            if row.counted.last.unit is Unit.WORKING_DAY
        ]
    asked = [
        Question("", ANCHOR, _name(mine), " ".join(mine[0].phrase.split()), ())
        for key in keys
        if key not in told and (mine := [row for row in rows if row.counted.key == key])
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


def _day_told(
    key: str, items: Sequence[DraftItem], lines: Sequence[str], read: _Reader
) -> date | None:
    """The one day that the document names for an anchor; None where it names none, or two."""
    stems = [re.escape(stem) for stem in key.split()]
    anchor = r"\w*\s+(?:\w+\s+)?".join(stems) + r"\w*(?:\s+дат[аы])?"
    tells = re.compile(
        rf"{_OPENS}{anchor}{_IS}{_DATE}"
        rf"|{_DATE.replace('date', 'first')}\s*[-–—]\s*(?:\w+\s+)?{anchor}\s*$",
        re.IGNORECASE,
    )
    days: set[date] = set()

    def look(_about: str, text: str, deadline: Deadline) -> Deadline:
        if anchor_key(text) == key and deadline.kind is Kind.DATE and deadline.sure:
            days.update(deadline.due_days())
        return deadline

    texts: dict[str, None] = dict.fromkeys(lines)
    for item in items:
        each_deadline(item, look)
        texts |= dict.fromkeys((*item.section, *(one.text for one in item.measures)))
    for line in texts:
        plain = " ".join(line.replace("ё", "е").split())
        for found in tells.finditer(plain):
            deadline = read(found["date"] or found["first"])
            if deadline.kind is Kind.DATE and deadline.sure:
                days.update(deadline.due_days())
    return days.pop() if len(days) == 1 else None
