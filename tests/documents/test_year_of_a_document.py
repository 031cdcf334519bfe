"""The year that a document is read within, from where such signs stand in real files."""

from __future__ import annotations

from datetime import date

import pytest

from documents.tables.reading import read_document
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.model import Deadline, Draft, Period, Sign
from tests.documents.sets.word import Plan

TODAY = date(2026, 11, 30)
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def draft_of(plan: Plan, year: Period | None = None) -> Draft:
    return read_document(plan.bytes(), "plan.docx", year, TODAY)


def deadlines(draft: Draft) -> list[Deadline]:
    return list(draft.deadlines())


def rows(*phrases: str) -> list[tuple[str, ...]]:
    return [
        HEADER,
        *((f"{n}", f"Работа {n}", text, "Ким О.А.") for n, text in enumerate(phrases, 1)),
    ]


def test_a_stamp_in_a_table_of_its_own_tells_the_year() -> None:
    plan = Plan().table(
        ("СОГЛАСОВАНО", "УТВЕРЖДАЮ\nДиректор\n______ Ким О.А.\n«15» января 2024 г.")
    )
    plan.text("План мероприятий").table(*rows("до 1 марта", "декабрь"))
    draft = draft_of(plan)
    assert [str(one.end) for one in deadlines(draft)] == ["2024-03-01", "2024-12-31"]
    assert draft.judgement is not None
    assert [(one.sign, one.words) for one in draft.judgement.because] == [
        (Sign.STAMP, "15.01.2024")
    ]
    assert draft.questions == ()


def test_without_a_year_the_whole_document_is_asked_about_once_and_no_day_is_sure() -> None:
    no_year = draft_of(Plan("План мероприятий").table(*rows("до 1 марта", "декабрь")))
    assert [(one.item, one.about) for one in no_year.questions] == [("", "period")]
    assert [str(option.span and option.span.start) for option in no_year.questions[0].options] == [
        "2026-01-01",
        "2027-01-01",
        "2025-01-01",
    ]
    assert not any(one.sure for one in deadlines(no_year))


def test_a_given_year_settles_it() -> None:
    plan = Plan("План мероприятий").table(*rows("до 1 марта", "декабрь"))
    draft = draft_of(plan, Period.calendar(2023))
    assert draft.questions == ()
    assert [str(one.end) for one in deadlines(draft)] == ["2023-03-01", "2023-12-31"]
    assert all(one.sure for one in deadlines(draft))


@pytest.mark.parametrize(
    ("phrase", "offered"),
    [("до 1 марта 2008 г.", ["2024-03-01", "2008-03-01"]), ("2034", ["2024-12-31", "2034-12-31"])],
)
def test_a_day_outside_the_period_is_asked_about(phrase: str, offered: list[str]) -> None:
    draft = draft_of(Plan("План работы на 2024 год").table(*rows("март", phrase, "май")))
    question = draft.questions[0]
    assert (question.item, question.about, question.same_as) == ("2", "measure 1", "outside")
    assert [str(option.span and option.span.end) for option in question.options] == offered
    assert [one.sure for one in deadlines(draft)] == [True, False, True]


def test_two_columns_of_years_make_a_plan_of_both() -> None:
    plan = Plan("План работы комитета").table(
        ("№", "Мероприятие", "Срок, 2023 год", "Срок, 2024 год"),
        ("1", "Форум", "июнь", "июль"),
        ("2", "Доклад", "–", "до 15 декабря"),
    )
    draft = draft_of(plan)
    assert (str(draft.period.start), str(draft.period.end)) == ("2023-01-01", "2024-12-31")
    days = [[str(day) for day in one.due_days()] for one in deadlines(draft)]
    assert days == [["2023-06-30", "2024-07-31"], ["2024-12-15"]]


def test_a_start_in_autumn_and_an_end_in_spring_tell_the_heating_season() -> None:
    plan = Plan("План подготовки к отопительному периоду 2025-2026 годов").table(
        ("№", "Мероприятие", "Начало", "Окончание"),
        ("1", "Замена труб", "05.05", "15.08"),
        ("2", "Дежурство", "01.10", "30.04"),
    )
    draft = draft_of(plan)
    assert draft.questions == ()
    assert [str(one.end) for one in deadlines(draft)] == ["2025-08-15", "2026-04-30"]


def test_a_report_on_the_year_that_is_due_after_it_is_not_asked_about() -> None:
    draft = draft_of(Plan("План работы на 2024 год").table(*rows("март", "до 20 января 2025 г.")))
    assert draft.questions == ()


def test_what_the_year_was_concluded_from_goes_through_json() -> None:
    for plan in (Plan("План"), Plan("План на 2024 год", "УТВЕРЖДАЮ", "10.01.2021")):
        draft = draft_of(plan.table(*rows("март")))
        assert draft_from_json(draft_as_json(draft)) == draft
