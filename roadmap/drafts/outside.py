"""Days of a draft that lie outside its period, such as a year that is a slip of the pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.model import Deadline, Draft, Option, Question, Reason, Span
from roadmap.reading.doubts import each_deadline
from roadmap.reading.year import is_outside


@dataclass(frozen=True, slots=True)
class OutsideDay:
    """A day outside the period, and the question about its point that `asking` has or adds."""

    question: Question
    day: date


def outside_days(draft: Draft, known: Draft, given: Mapping[int, Span | None]) -> list[OutsideDay]:
    """The days outside the period of `draft` that saving would take over or leave open: `known` is
    the draft with what was answered, `given` the answers by question. A day that was chosen «as
    written» was agreed to.
    """
    agreed = {
        (one.item, one.about)
        for index, one in enumerate(draft.questions)
        if index in given and Option(given[index], Reason.AS_WRITTEN) in one.options
    }
    found = [
        OutsideDay(one, option.span.end)
        for one in known.questions
        for option in one.options
        if option.reason is Reason.AS_WRITTEN and option.span is not None
    ]
    asked = {(one.item, one.about) for one in known.questions} | agreed
    for item in known.items:

        def look(about: str, text: str, deadline: Deadline, number: str = item.number) -> Deadline:
            days = deadline.due_days()
            out = [day for day in days if is_outside(day, day, draft.period)]
            if out and (number, about) not in asked:
                written = Span(deadline.start if len(days) == 1 else None, out[0])
                option = Option(written, Reason.AS_WRITTEN)
                found.append(
                    OutsideDay(Question(number, about, text, deadline.text, (option,)), out[0])
                )
            return deadline

        each_deadline(item, look)
    return found


def asking(draft: Draft, days: Sequence[OutsideDay]) -> tuple[Draft, list[int]]:
    """`draft` with a question about the point of each of `days`, and their indexes: those that it
    has, and new ones at the end.
    """
    questions, places = list(draft.questions), dict[tuple[str, str], int]()
    for index, one in enumerate(questions):
        places.setdefault((one.item, one.about), index)
    for one in (day.question for day in days):
        if (one.item, one.about) not in places:
            places[one.item, one.about] = len(questions)
            questions.append(one)
    indexes = [places[day.question.item, day.question.about] for day in days]
    return replace(draft, questions=tuple(questions)), indexes
