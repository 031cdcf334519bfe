"""A report changes its own column and titles in documents of every shape, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.files.word_in import read_docx
from documents.tables.reading import read_document
from documents.writing.report import write_report
from documents.writing.report_places import find_places
from roadmap.model import Draft
from roadmap.report.composing import ReportLine
from tests.documents.sets.documents import CASES, Case

TODAY = date(2025, 9, 1)
WORD = [case for case in CASES if case.suffix == "docx"]
NAMES = [case.name for case in WORD]


def read(content: bytes) -> Draft:
    return read_document(content, "plan.docx", None, TODAY)


def lines_of(draft: Draft) -> list[ReportLine]:
    return [
        ReportLine(n, item.number, f"Отчёт {n}.\nОхват – {n}%.")
        for n, item in enumerate(draft.items)
    ]


def written(case: Case) -> tuple[bytes, Draft, bytes]:
    source = case.make()
    draft = read(source)
    return (
        source,
        draft,
        write_report(source, lines_of(draft), draft.period.halves()[0], draft.period),
    )


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_no_cell_but_those_of_the_report_column_differs(case: Case) -> None:
    source, draft, report = written(case)
    before, after = read_docx(source), read_docx(report)
    assert len(before) == len(after)
    for old, new, place in zip(before, after, find_places(before, draft.period), strict=True):
        for was, now in zip(old.rows, new.rows, strict=True):
            kept = (
                range(old.width)
                if place is None or place.report is None
                else set(range(old.width)) - {place.report}
            )
            assert [was.texts(old.width)[n] for n in kept] == [
                now.texts(old.width)[n] for n in kept
            ]


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_read_again_it_gives_the_same_items_with_their_new_texts(case: Case) -> None:
    _, draft, report = written(case)
    again = read(report)
    assert [replace(item, progress="") for item in again.items] == [
        replace(item, progress="") for item in draft.items
    ]
    assert all(
        line.text in item.progress for line, item in zip(lines_of(draft), again.items, strict=True)
    )


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_written_twice_it_is_the_same_document(case: Case) -> None:
    _, draft, report = written(case)
    twice = write_report(report, lines_of(draft), draft.period.halves()[0], draft.period)
    assert [(table.above, table.rows) for table in read_docx(twice)] == [
        (table.above, table.rows) for table in read_docx(report)
    ]
