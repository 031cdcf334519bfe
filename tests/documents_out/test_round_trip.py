"""A document read, answered, written and read again gives the same items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from documents.tables.reading import read_document
from documents.writing.report import write_report
from roadmap.model import Draft, DraftItem, ReportingPeriod
from roadmap.report.composing import ReportLine
from tests.documents.sets.documents import Case
from tests.documents.sets.traps import TRAPS
from tests.documents_out.shared import FIRST, SECOND, YEAR, sample

DEMO = Path(__file__).resolve().parents[2] / "sandbox" / "sample" / "roadmap.docx"
TODAY = date(2026, 11, 23)


def lines_for(draft: Draft) -> list[ReportLine]:
    return [
        ReportLine(n, item.number, f"Проведено {item.number}.\nОхват – {n}%.")
        for n, item in enumerate(draft.items)
    ]


@pytest.mark.parametrize("half", [FIRST, SECOND])
@pytest.mark.parametrize("kind", ["plan", "report"])
def test_the_sample_gives_the_same_items_with_the_new_texts(
    kind: str, half: ReportingPeriod
) -> None:
    source = sample(kind)
    before = read_document(source, "карта.docx", None, TODAY)
    lines = lines_for(before)
    again = read_document(write_report(source, lines, half, YEAR), "отчет.docx", None, TODAY)
    assert len(again.items) == 16
    assert [replace(item, progress="") for item in undated(again)] == [
        replace(i, progress="") for i in undated(before)
    ]
    assert [item.progress for item in again.items] == [line.text for line in lines]
    assert again.period == before.period


def undated(draft: Draft) -> list[DraftItem]:
    """The items of a draft; what the report's own dates settle in the first item is left aside."""
    return list(draft.items[1:])


def test_the_demo_roadmap_gives_the_same_items() -> None:
    source = DEMO.read_bytes()
    before = read_document(source, DEMO.name, None, TODAY)
    written = write_report(source, lines_for(before), before.period.halves()[0], before.period)
    again = read_document(written, DEMO.name, None, TODAY)
    assert [replace(item, progress="") for item in again.items] == [
        replace(item, progress="") for item in before.items
    ]
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
    lines = lines_for(before)
    written = write_report(source, lines, before.period.halves()[0], before.period)
    again = read_document(written, "план.docx", before.period, TODAY)
    assert [item.progress for item in again.items] == [line.text for line in lines]
    assert [replace(item, progress="") for item in again.items] == list(before.items)
