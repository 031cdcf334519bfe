"""The real document that all this is built for, as Word (report and plan) and as text."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from documents.tables.reading import read_document
from roadmap.deadlines import read_deadline
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.model import Deadline, Draft, DraftItem, Period
from roadmap.reading.reported import criterion_value, most_alike, put_off

ROADMAPS = Path(__file__).parents[3] / "shared" / "roadmaps"
FORMS = ("plan.docx", "report.docx", "txt")
ALL_YEAR, ALWAYS = "В течение года", "Постоянно"

pytestmark = pytest.mark.skipif(
    not ROADMAPS.is_dir(), reason="the sample documents lie beside the repository"
)


@cache
def sample(form: str) -> Draft:
    name = "ryazan-2019-2020" + (f"-{form}" if form != "txt" else ".txt")
    return read_document((ROADMAPS / name).read_bytes(), name, None, date(2019, 8, 1))


def item(number: int, form: str = "plan.docx") -> DraftItem:
    return sample(form).items[number - 1]


def due(deadline: Deadline | None) -> str | None:
    return None if deadline is None else str(deadline.end)


def said(deadline: Deadline | None) -> str | None:
    return None if deadline is None else deadline.text


@pytest.mark.parametrize("form", FORMS)
def test_the_year_is_the_roadmaps_and_not_the_one_quoted_in_its_title(form: str) -> None:
    assert sample(form).period == Period.school(2019)


def test_the_title_is_all_that_stands_above_the_table() -> None:
    title = sample("plan.docx").title
    assert title.startswith("«Дорожная карта» по выполнению решения")
    assert title.endswith("на 2019-2020 учебный год")


@pytest.mark.parametrize("form", FORMS)
def test_sixteen_items_stand_in_five_sections_of_two_levels(form: str) -> None:
    draft = sample(form)
    assert [one.number for one in draft.items] == [str(number) for number in range(1, 17)]
    assert all(
        len(one.section) == 2 and one.section[0].startswith("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ")
        for one in draft.items
    )
    inner = [one.section[1] for one in draft.items]
    assert [(text[:4], inner.count(text)) for text in dict.fromkeys(inner)] == [
        ("1.1.", 6), ("1.2.", 2), ("1.3.", 7), ("1.4.", 1),
    ]  # fmt: skip
    assert inner[0] == "1.1. ПОВЫШЕНИЕ КАЧЕСТВА ОБРАЗОВАНИЯ"


@pytest.mark.parametrize("form", FORMS)
def test_every_measure_keeps_its_number_as_written(form: str) -> None:
    numbers = {
        one.number: "".join(measure.number or "-" for measure in one.measures)
        for one in sample(form).items
    }
    assert numbers == {
        "1": "12345", "2": "1245678", "3": "12345678", "4": "12", "5": "123", "6": "123", "7": "123345", "8": "-",
        "9": "1234", "10": "-", "11": "-", "12": "-", "13": "-", "14": "12", "15": "12", "16": "-",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_parts_belong_to_the_measure_above_them(form: str) -> None:
    parts = {
        (one.number, measure.number): len(measure.parts)
        for one in sample(form).items
        for measure in one.measures
        if measure.parts
    }
    assert parts == {("2", "1"): 2, ("2", "2"): 2, ("3", "1"): 3, ("15", "1"): 2}
    assert (
        item(3, form).measures[0].parts[0].text
        == "комплексное изучение деятельности администрации ОУ № 38;"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_wrapped_line_that_begins_with_a_figure_is_no_measure(form: str) -> None:
    assert item(7, form).measures[0].text.endswith("в условиях ФГОС СОО на 3-хлетний период.")


@pytest.mark.parametrize("form", FORMS)
def test_two_paragraphs_without_number_are_one_measure(form: str) -> None:
    for number in (11, 12, 13):
        (measure,) = item(number, form).measures
        assert len(measure.text.splitlines()) == 2


CONTROL_POINTS = {
    1: [("совещание с директорами", "2019-11-30"), ("Совещание с заместителями", "2020-04-30")],
    2: [("контроль за выполнением", "2019-12-31"), ("контроль за выполнением", "2020-06-30")],
    3: [("результаты оценочных процедур", "2020-06-30")],
    4: [("результаты инновационной деятельности", "2020-06-30")],
    5: [("результаты конкурсных отборов", "None")],
    6: [
        ("результаты муниципального этапа", "2019-12-31"),
        ("результаты регионального этапа", "2020-04-30"),
    ],
    7: [("Мониторинг «Подготовка ОУ", "2019-12-31"), ("Мониторинг «Подготовка ОУ", "2020-06-30")],
    8: [("% выполнения плана", "2020-01-31"), ("% выполнения плана", "2020-06-30")],
    9: [("мониторинг кадрового", "2020-08-31")],
    10: [("% участия учителей математики 7-8", "2020-06-30")],
    11: [("% участия учителей математики", "2020-06-30")],
    12: [("отчет ЦМиСО", "2020-06-30")],
    13: [("% участия педагогов", "2020-07-31")],
    14: [("% реализации проекта", "2020-06-30")],
}


@pytest.mark.parametrize("form", FORMS)
def test_nineteen_control_points_have_their_text_and_date(form: str) -> None:
    found = [(one.number, point) for one in sample(form).items for point in one.control_points]
    expected = [
        (str(number), *point) for number, points in CONTROL_POINTS.items() for point in points
    ]
    assert len(found) == len(expected) == 19
    for (number, point), (expected_number, text, day) in zip(found, expected, strict=True):
        assert (number, due(point.deadline)) == (expected_number, day)
        assert point.text.startswith(text)
    assert [point.number for point in item(7, form).control_points] == [1, 2]


@pytest.mark.parametrize("form", FORMS)
def test_the_criterion_of_item_2_stands_apart_from_its_last_measure(form: str) -> None:
    assert item(2, form).criterion == "% выполнения плана мероприятий."
    assert (
        item(2, form).measures[-1].text
        == "Коррекция плана мероприятий, принятие управленческих решений."
    )
    assert [one.number for one in sample(form).items if one.criterion] == ["2"]


@pytest.mark.parametrize("form", FORMS)
def test_a_parent_ending_in_a_colon_takes_no_line_while_its_parts_do(form: str) -> None:
    measures = item(2, form).measures
    assert [said(measure.deadline) for measure in measures] == [
        None, None, "Сентябрь", "Сентябрь-Октябрь", ALL_YEAR, ALL_YEAR, "Август",
    ]  # fmt: skip
    assert [said(part.deadline) for measure in measures for part in measure.parts] == [
        "Август", "Сентябрь", "Август", "Август",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_august_is_told_apart_by_the_order_of_its_neighbours(form: str) -> None:
    measures = item(2, form).measures
    days = [due(part.deadline) for measure in measures for part in measure.parts]
    assert days == ["2019-08-31", "2019-09-30", "2019-08-31", "2019-08-31"]
    assert due(measures[-1].deadline) == "2020-08-31"
    assert all(
        part.deadline and part.deadline.sure for measure in measures for part in measure.parts
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_parent_takes_a_line_as_well_as_its_parts_where_the_numbers_say_so(form: str) -> None:
    measures = item(3, form).measures
    assert [said(measure.deadline) for measure in measures] == [
        ALWAYS, ALWAYS, "Март", ALWAYS, ALWAYS, ALWAYS, "Апрель,  сентябрь", ALWAYS,
    ]  # fmt: skip
    assert [said(part.deadline) for part in measures[0].parts] == [ALL_YEAR, "Сентябрь", "Сентябрь"]
    listed = measures[6].deadline
    assert listed is not None
    assert [str(day) for day in listed.due_days()] == ["2019-09-30", "2020-04-30"]


@pytest.mark.parametrize("form", FORMS)
def test_one_line_serves_everything(form: str) -> None:
    measures = item(15, form).measures
    texts = [said(measure.deadline) for measure in measures] + [
        said(part.deadline) for part in measures[0].parts
    ]
    assert texts == [ALL_YEAR] * 4


@pytest.mark.parametrize("form", FORMS)
def test_item_16_is_due_on_the_first_of_october(form: str) -> None:
    assert due(item(16, form).measures[0].deadline) == "2019-10-01"


def test_the_plan_is_asked_about_in_items_1_and_5_alone() -> None:
    questions = sample("plan.docx").questions
    assert [(question.item, question.about) for question in questions] == [
        ("1", "measure 4"), ("1", "measure 3"), ("1", "measure 5"),
        ("5", "measure 1"), ("5", "measure 2"), ("5", "control_point 1"),
    ]  # fmt: skip
    assert all(option.reason is not None for question in questions for option in question.options)


@pytest.mark.parametrize("form", ["report.docx", "txt"])
def test_the_dates_in_the_report_settle_item_1(form: str) -> None:
    assert {question.item for question in sample(form).questions} == {"5"}
    deadlines = [measure.deadline for measure in item(1, form).measures]
    assert [due(deadline) for deadline in deadlines[3:]] == ["2019-10-31", "2020-03-31"]
    assert all(deadline and deadline.sure for deadline in deadlines[3:])


def test_the_september_of_item_5_may_be_either() -> None:
    question = sample("plan.docx").questions[-1]
    assert question.phrase == "Сентябрь"
    assert {str(option.span.end) for option in question.options if option.span} == {
        "2019-09-30",
        "2020-09-30",
    }


def test_a_line_short_changes_no_date_in_items_4_and_14_and_is_only_warned_of() -> None:
    warned = {dict(caution.variables).get("number") for caution in sample("plan.docx").warnings}
    assert warned >= {"4", "14"}
    assert said(item(4).measures[0].deadline) == ALWAYS
    assert item(4).measures[0].deadline != item(4).control_points[0].deadline


@pytest.mark.parametrize("form", ["report.docx", "txt"])
def test_the_report_column_is_the_progress(form: str) -> None:
    assert item(5, form).progress == (
        "Проведено информационное совещание с руководителями образовательных учреждений."
    )
    assert "перенесена на 2 полугодие" in item(2, form).progress
    assert item(4, form).progress.endswith("региональными инновационными площадками участвовали")
    assert not item(5).progress


def test_the_text_gives_the_same_items_as_word() -> None:
    text, word = sample("txt").without_origins(), sample("report.docx").without_origins()
    assert text.items == word.items


def test_the_report_gives_the_same_items_as_the_plan_but_for_what_it_tells_of_the_work() -> None:
    for planned, reported in zip(
        sample("plan.docx").items, sample("report.docx").items, strict=True
    ):
        assert planned.control_points == reported.control_points
        if planned.number != "1":
            assert planned.measures == reported.measures


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_goes_through_json_without_loss(form: str) -> None:
    written = json.dumps(draft_as_json(sample(form)))
    assert draft_from_json(json.loads(written)) == sample(form)


def test_the_json_has_the_shapes_of_the_contract() -> None:
    form = draft_as_json(sample("plan.docx"))
    assert form["period"] == {
        "label": "2019/2020 учебный год",
        "start": "2019-09-01",
        "end": "2020-08-31",
    }
    assert form["items"][5]["control_points"][0]["deadline"] == {
        "text": "Декабрь", "kind": "month", "start": "2019-12-01", "end": "2019-12-31", "sure": True,
    }  # fmt: skip
    spans = form["items"][2]["measures"][6]["deadline"]["spans"]
    assert {"start": "2020-04-01", "end": "2020-04-30"} in spans
    assert form["questions"][-1]["options"][0].keys() >= {"start", "end"}
    json.dumps(form)


def test_the_report_gives_the_criterions_value_and_what_was_put_off() -> None:
    assert criterion_value(item(10, "report.docx").progress) == "89%"
    assert criterion_value(item(11, "report.docx").progress) == "75%"
    reported = item(2, "report.docx")
    (found,) = put_off(reported.progress, lambda text: read_deadline(text, Period.school(2019)))
    measures = [measure.text for measure in reported.measures]
    assert most_alike(measures, found.what) == 4
    assert found.deadline.start == date(2020, 1, 1)
