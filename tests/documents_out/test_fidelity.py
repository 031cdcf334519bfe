"""A report changes its own column and titles in documents of every shape, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from bench.shapes import ALL
from documents.files.word_in import read_docx
from documents.tables.reading import read_document
from documents.writing.report import write_report
from roadmap.model import Draft, InTable
from roadmap.report.composing import ReportLine
from tests.documents.sets.documents import CASES, Case
from tests.documents_out.shared import lines_of, reported, sample, without_report

TODAY = date(2025, 9, 1)
WORD = [case for case in CASES if case.suffix == "docx"]
NAMES = [case.name for case in WORD]
EVERY = [case for case in ALL if case.suffix == "docx"]


def read(content: bytes) -> Draft:
    return read_document(content, "plan.docx", None, TODAY)


def written(case: Case) -> tuple[bytes, Draft, bytes]:
    source = case.make()
    draft = read(source)
    return source, draft, reported(source, draft)


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_no_cell_but_those_of_the_report_column_differs(case: Case) -> None:
    source, draft, report = written(case)
    own: dict[int | None, set[int | None]] = {}
    for item in draft.items:
        assert isinstance(item.origin, InTable)
        own.setdefault(item.origin.table, set()).add(item.origin.report)
    before, after = read_docx(source), read_docx(report)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        kept = set(range(old.width)) - own.get(old.number, set())
        for was, now in zip(old.rows, new.rows, strict=True):
            texts, still = was.texts(old.width), now.texts(old.width)
            assert [texts[n] for n in kept] == [still[n] for n in kept]


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_read_again_it_gives_the_same_items_with_their_new_texts(case: Case) -> None:
    _, draft, report = written(case)
    again = read(report)
    assert without_report(again) == without_report(draft)
    assert all(
        line.text in item.progress for line, item in zip(lines_of(draft), again.items, strict=True)
    )


@pytest.mark.parametrize("case", WORD, ids=NAMES)
def test_written_twice_it_is_the_same_document(case: Case) -> None:
    _, _, report = written(case)
    twice = reported(report, read(report))
    assert [(table.above, table.rows) for table in read_docx(twice)] == [
        (table.above, table.rows) for table in read_docx(report)
    ]


def without_origins(draft: Draft) -> list[ReportLine]:
    return [ReportLine(line.position, line.number, line.text) for line in lines_of(draft)]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_roadmap_imported_before_origins_were_kept_gets_the_same_report(case: Case) -> None:
    source, draft, report = written(case)
    half = draft.period.halves()[0]
    assert write_report(source, without_origins(draft), half, draft.period) == report


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_so_does_the_real_roadmap(kind: str) -> None:
    source = sample(kind)
    draft = read(source)
    for half in draft.period.halves():
        old = write_report(source, without_origins(draft), half, draft.period)
        assert old == reported(source, draft, half)
