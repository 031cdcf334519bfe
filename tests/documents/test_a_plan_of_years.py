"""A plan for several years: which of its years a phrase means, and years that are named alone."""

from __future__ import annotations

from datetime import date

import pytest

from documents.tables.reading import read_document
from roadmap.deadlines import read_deadline
from roadmap.drafts.questions import with_resolutions
from roadmap.model import Draft, Period, Reason, Span

YEARS = Period("2026–2027 годы", date(2026, 1, 1), date(2027, 12, 31))


def plan(*phrases: str) -> Draft:
    """A plan with these deadlines, one an item."""
    lines = [f"{n}. Провести работу {n} — {phrase}" for n, phrase in enumerate(phrases, 1)]
    text = "План на 2026–2027 годы\n" + "\n".join(lines)
    return read_document(text.encode(), "план.txt", YEARS, date(2026, 11, 23), None)


@pytest.mark.parametrize("phrase", ["к началу учебного года", "к концу учебного года"])
def test_each_year_of_the_plan_is_offered(phrase: str) -> None:
    read = read_deadline(phrase, YEARS)
    assert [one.end.year for one in read.options] == [2026, 2027]


def test_the_end_of_the_year_is_that_of_each_year_of_the_plan() -> None:
    ends = [one.end for one in read_deadline("до конца года", YEARS).options]
    assert ends == [date(2026, 12, 31), date(2027, 12, 31)]


def test_no_choice_of_a_plan_of_years_is_called_the_end_of_the_year() -> None:
    draft = plan("31 октября", "до 1 сентября", "до 1 декабря")
    reasons = {option.reason for one in draft.questions for option in one.options}
    assert reasons.isdisjoint({Reason.LATE, Reason.EARLY})


def test_a_year_alone_is_asked_about_and_due_at_its_end_where_that_is_chosen() -> None:
    draft = plan("2027 год", "в течение 2026–2027 гг.")
    (question,) = draft.questions
    assert (question.item, question.phrase) == ("1", "2027 год")
    assert [(o.span and o.span.end, o.reason) for o in question.options] == [
        (date(2027, 12, 31), None),
        (None, Reason.WHOLE_YEAR),
    ]
    year = Span(date(2027, 1, 1), date(2027, 12, 31))
    chosen, whole = with_resolutions(draft, {0: year}), with_resolutions(draft, {0: None})
    assert chosen.items[0].measures[0].deadline is not None
    assert chosen.items[0].measures[0].deadline.due_days() == (date(2027, 12, 31),)
    assert not [day for one in whole.deadlines() for day in one.due_days()]


def test_a_year_that_is_all_of_the_plan_is_never_due_and_not_asked_about() -> None:
    year = Period.calendar(2027)
    text = "План на 2027 год\n1. Провести работу — 2027 год\n2. Провести вторую — март"
    draft = read_document(text.encode(), "план.txt", year, date(2026, 11, 23), None)
    assert draft.questions == ()
