"""The coordinator's resolutions of a draft's questions, put into the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadmap.deadlines.anchors import anchor_key
from roadmap.drafts.anchors import ANCHOR, settled
from roadmap.model import (
    DATED_KINDS,
    MANY_DAY_KINDS,
    Deadline,
    Draft,
    DraftItem,
    Kind,
    Measure,
    Option,
    Question,
    Span,
)
from roadmap.model.policy import WEEKENDS, WorkingDays

#: What was asked about: the item's number and the name of the point within it.
PointName = tuple[str, str]
Resolved = Mapping[PointName, tuple[Question, Span | None]]


def with_resolutions(
    draft: Draft, resolutions: Mapping[int, Span | None], calendar: WorkingDays = WEEKENDS
) -> Draft:
    """`draft` with resolved questions put into its deadlines and taken off its list.

    `resolutions` by the question's index: the days chosen, or None for «без даты». `calendar`
    counts the working days from a day that was typed for several deadlines.
    """
    offered = _offered(draft.questions, resolutions)
    known = {**_single(draft.questions, offered), **resolutions}
    resolved = {
        (q.item, q.about): (q, known[index])
        for index, q in enumerate(draft.questions)
        if index in known
    }
    left = tuple(
        replace(q, options=offered[index])
        for index, q in enumerate(draft.questions)
        if index not in known
    )
    items = tuple(_item(item, resolved) for item in draft.items)
    for index, span in resolutions.items():
        question = draft.questions[index]
        if question.about == ANCHOR and span is not None:
            items = settled(items, anchor_key(question.text), span.end, calendar)
    return replace(draft, items=items, questions=left)


def implied(
    questions: Sequence[Question], resolutions: Mapping[int, Span | None]
) -> dict[int, Span | None]:
    """The other questions of the same cell, by index, that `resolutions` leave a single reading of.

    A deadline line belongs to one element: «Октябрь» given to measure 1 is not measure 2's.
    """
    return _single(questions, _offered(questions, resolutions))


def _offered(
    questions: Sequence[Question], resolutions: Mapping[int, Span | None]
) -> dict[int, tuple[Option, ...]]:
    """The options left of each open question, by the resolutions about the same item."""
    of_item: defaultdict[str, dict[int, Span | None]] = defaultdict(dict)
    for index, span in resolutions.items():
        of_item[questions[index].item][index] = span
    return {
        index: options_left(questions, index, of_item[question.item])
        for index, question in enumerate(questions)
        if index not in resolutions
    }


def _single(
    questions: Sequence[Question], offered: Mapping[int, tuple[Option, ...]]
) -> dict[int, Span | None]:
    narrowed = {
        index: options for index, options in offered.items() if len(questions[index].options) > 1
    }
    return {index: options[0].span for index, options in narrowed.items() if len(options) == 1}


def options_left(
    questions: Sequence[Question], index: int, resolutions: Mapping[int, Span | None]
) -> tuple[Option, ...]:
    """The options of question `index` that the `resolutions` of others of its cell do not exclude.

    All of them where the resolutions contradict each other.
    """
    question = questions[index]
    ways = all_ways = _ways(question)
    if not ways:
        return question.options
    for other, span in resolutions.items():
        tied = questions[other].item == question.item and _ways(questions[other]) == all_ways
        if other != index and tied:
            ways = ways & _ways_of_resolution(questions[other], span)
    return (
        tuple(option for option in question.options if ways & set(option.ways)) or question.options
    )


def lines_left(
    questions: Sequence[Question], index: int, span: Span | None, given: Mapping[int, Span | None]
) -> dict[int, tuple[int, ...]]:
    """Which lines of the cell an answer `span` to question `index` leaves to each question of it,
    that one first; -1 is none. Empty where the cell's lines are not known.
    """
    asked = questions[index]
    ways, told = _ways(asked), {**given, index: span}
    cell = [
        other
        for other, question in enumerate(questions)
        if question.item == asked.item and ways and _ways(question) == ways
    ]
    for other in cell:
        if other in told:
            ways = ways & _ways_of_resolution(questions[other], told[other])
    cell = [index, *(other for other in cell if other != index)]
    taken = {other: _lines_in(questions[other], ways) for other in cell}
    return taken if all(taken.values()) else {}


def _lines_in(question: Question, ways: Collection[int]) -> tuple[int, ...]:
    pairs = (pair for one in question.options for pair in zip(one.ways, one.lines, strict=False))
    return tuple(sorted({line for way, line in pairs if way in ways}))


def _ways(question: Question) -> frozenset[int]:
    return frozenset(way for option in question.options for way in option.ways)


def _ways_of_resolution(question: Question, span: Span | None) -> frozenset[int]:
    """The ways that a resolution leaves; all where a day was named that no line is due on."""
    fitting = [option.ways for option in question.options if _due(option.span) == _due(span)]
    return frozenset(way for ways in fitting for way in ways) or _ways(question)


def _due(span: Span | None) -> date | None:
    return span.end if span else None


def _item(item: DraftItem, resolved: Resolved) -> DraftItem:
    measures = tuple(
        _measure(item.number, nth, one, resolved) for nth, one in enumerate(item.measures, 1)
    )
    points = tuple(
        replace(
            one, deadline=_deadline((item.number, f"control_point {nth}"), one.deadline, resolved)
        )
        for nth, one in enumerate(item.control_points, 1)
    )
    return replace(item, measures=measures, control_points=points)


def _measure(item: str, nth: int, measure: Measure, resolved: Resolved) -> Measure:
    about = f"measure {nth}"
    parts = tuple(
        replace(part, deadline=_deadline((item, f"{about} part {count}"), part.deadline, resolved))
        for count, part in enumerate(measure.parts, 1)
    )
    return replace(
        measure, deadline=_deadline((item, about), measure.deadline, resolved), parts=parts
    )


def _deadline(name: PointName, deadline: Deadline | None, resolved: Resolved) -> Deadline | None:
    if name not in resolved:
        return deadline
    question, span = resolved[name]
    if span is None:
        return None
    return resolved_as(deadline or Deadline(question.phrase, Kind.UNKNOWN), span)


def resolved_as(deadline: Deadline, span: Span) -> Deadline:
    """`deadline` with its days resolved as `span`; the phrase as written stays."""
    kind = deadline.kind if deadline.kind in DATED_KINDS | MANY_DAY_KINDS else _kind(span)
    spans = (span,) if kind in MANY_DAY_KINDS else ()
    return replace(
        deadline, kind=kind, start=span.start, end=span.end, sure=True, spans=spans, options=()
    )


def _kind(span: Span) -> Kind:
    if span.start is None:
        return Kind.BY_DATE
    if span.start == span.end:
        return Kind.DATE
    one_month = span.start.month == span.end.month
    whole = span.start.day == 1 and (span.end + timedelta(days=1)).day == 1
    return Kind.MONTH if one_month and whole else Kind.DATE_RANGE
