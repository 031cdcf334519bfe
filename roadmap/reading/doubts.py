"""What is asked about days because of the document's year: the year itself, and days outside of it.

While the year of a document is not sure, no day that leans on it is. A day whose own year lies
outside the period («до 1 марта 2008 г.» in a plan for 2024) is either a slip of the pen or meant;
all of them are asked about alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from roadmap.model import (
    ControlPoint,
    Deadline,
    DraftItem,
    Judgement,
    Option,
    Part,
    Period,
    Question,
    Reason,
    Span,
)
from roadmap.reading.year import names_its_year, outside

#: What a question about the whole document is about; its item is «».
PERIOD = "period"
Change = Callable[[str, str, Deadline], Deadline]
Dated = TypeVar("Dated", Part, ControlPoint)


def period_question(judgement: Judgement, title: str) -> Question:
    """The question which year a document is of, with the likely periods as its options."""
    options = tuple(Option(Span(one.start, one.end)) for one in judgement.choices)
    return Question("", PERIOD, title, judgement.period.label, options)


def not_sure(items: Iterable[DraftItem]) -> tuple[DraftItem, ...]:
    """`items` with no day called sure that leans on the document's year."""

    def doubt(_about: str, _text: str, deadline: Deadline) -> Deadline:
        leans = (deadline.start or deadline.end) and not names_its_year(deadline)
        return replace(deadline, sure=False) if leans else deadline

    return tuple(each_deadline(item, doubt) for item in items)


def ask_about_outside(
    items: Iterable[DraftItem], period: Period
) -> tuple[tuple[DraftItem, ...], tuple[Question, ...]]:
    """`items` with the days outside of `period` in doubt, and a question for each: as written, or
    the same day within the period.
    """
    questions: list[Question] = []

    def ask(item: DraftItem) -> Change:
        def change(about: str, text: str, deadline: Deadline) -> Deadline:
            if not deadline.sure or not outside(deadline, period) or deadline.end is None:
                return deadline
            written = Span(deadline.start, deadline.end)
            moved = _within(written, period)
            options = [Option(written, Reason.AS_WRITTEN)]
            if moved is not None:
                options.insert(0, Option(moved, Reason.IN_PERIOD))
            questions.append(
                Question(item.number, about, text, deadline.text, tuple(options), "outside")
            )
            spans = tuple(option.span for option in options if option.span)
            return replace(deadline, sure=False, options=spans)

        return change

    return tuple(each_deadline(item, ask(item)) for item in items), tuple(questions)


def _within(span: Span, period: Period) -> Span | None:
    """The same days in the first year in which they lie within the period."""
    for year in range(period.start.year, period.end.year + 1):
        try:
            end = span.end.replace(year=year)
        except ValueError:  # 29 February
            continue
        if period.start <= end <= period.end:
            length = span.end - (span.start or span.end)
            return Span(end - length if span.start else None, end)
    return None


def each_deadline(item: DraftItem, change: Change) -> DraftItem:
    """`item` with each of its deadlines changed; `change` gets what it is about and its text.

    The same object where nothing changes: nearly all of a plan's items.
    """
    same = True

    def changed(about: str, text: str, deadline: Deadline | None) -> Deadline | None:
        nonlocal same
        found = deadline and change(about, text, deadline)
        same = same and found is deadline
        return found

    measures = [
        (
            changed(f"measure {place}", measure.text, measure.deadline),
            [
                changed(f"measure {place} part {count}", part.text, part.deadline)
                for count, part in enumerate(measure.parts, 1)
            ],
        )
        for place, measure in enumerate(item.measures, 1)
    ]
    points = [
        changed(f"control_point {place}", point.text, point.deadline)
        for place, point in enumerate(item.control_points, 1)
    ]
    if same:
        return item
    return replace(
        item,
        measures=tuple(
            replace(
                measure,
                deadline=deadline,
                parts=tuple(map(_at, measure.parts, parts)),
            )
            for measure, (deadline, parts) in zip(item.measures, measures, strict=True)
        ),
        control_points=tuple(map(_at, item.control_points, points)),
    )


def _at(place: Dated, deadline: Deadline | None) -> Dated:
    return replace(place, deadline=deadline)
