"""A document read, answered, written and read again gives the same items."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents.tables.reading import read_document
from roadmap.model import ReportingPeriod
from tests.documents.sets.documents import Case
from tests.documents.sets.traps import TRAPS
from tests.documents_out.shared import (
    FIRST,
    SECOND,
    lines_of,
    reported,
    sample,
    without_report,
)

DEMO = Path(__file__).resolve().parents[2] / "sandbox" / "sample" / "roadmap.docx"
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("half", [FIRST, SECOND])
@pytest.mark.parametrize("kind", ["plan", "report"])
def test_the_sample_gives_the_same_items_with_the_new_texts(
    kind: str, half: ReportingPeriod
) -> None:
    source = sample(kind)
    before = read_document(source, "карта.docx", None, TODAY)
    again = read_document(reported(source, before, half), "отчет.docx", None, TODAY)
    assert len(again.items) == 16
    # What the report's own dates settle in the first item is left aside.
    assert without_report(again)[1:] == without_report(before)[1:]
    assert [item.progress for item in again.items] == [line.text for line in lines_of(before)]
    assert again.period == before.period


def test_the_demo_roadmap_gives_the_same_items() -> None:
    source = DEMO.read_bytes()
    before = read_document(source, DEMO.name, None, TODAY)
    again = read_document(reported(source, before), DEMO.name, None, TODAY)
    assert without_report(again) == without_report(before)
    assert again.questions == before.questions


def test_the_demo_roadmap_has_twelve_items_and_asks_about_one() -> None:
    draft = read_document(DEMO.read_bytes(), DEMO.name, None, TODAY)
    assert [item.number for item in draft.items] == [str(n) for n in range(1, 13)]
    assert {question.item for question in draft.questions} == {"4"}
    assert draft.period.label == "2026/2027 учебный год"
    assert draft.items[0].section[-1].startswith("1.1.")
    assert len(draft.items[0].section) == 2


def test_the_demo_roadmap_has_control_points_due_past_soon_and_in_december() -> None:
    draft = read_document(DEMO.read_bytes(), DEMO.name, None, TODAY)
    points = [point for item in draft.items for point in item.control_points]
    days = [day for point in points if point.deadline for day in point.deadline.due_days()]
    assert sum(day < TODAY for day in days) >= 2
    assert days.count(date(2026, 11, 30)) >= 2
    assert sum(day.month == 12 and day.year == 2026 for day in days) >= 6
    assert sum(item.criterion is not None for item in draft.items) == 1


@pytest.mark.parametrize(
    "case",
    [case for case in TRAPS if case.suffix == "docx" and case.name[0] != "G"],
    ids=lambda case: case.name,
)
def test_a_report_lands_in_the_plan_however_its_table_is_wrapped(case: Case) -> None:
    source = case.make()
    before = read_document(source, "план.docx", None, TODAY)
    again = read_document(reported(source, before), "план.docx", before.period, TODAY)
    assert [item.progress for item in again.items] == [line.text for line in lines_of(before)]
    assert without_report(again) == without_report(before)
