"""Where the sample documents lie, and the small things that several tests need."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from documents.files.grid import Table
from documents.files.word_in import read_docx
from documents.writing.report import write_report
from roadmap.model import Draft, DraftItem, Period, ReportingPeriod
from roadmap.report.composing import ReportLine

ROADMAPS = Path(__file__).resolve().parents[3] / "shared" / "roadmaps"
YEAR = Period.school(2019)
FIRST, SECOND = YEAR.halves()


def sample(kind: str) -> bytes:
    """The real document rebuilt, as «plan» or «report»; skipped where it is not at hand."""
    path = ROADMAPS / f"ryazan-2019-2020-{kind}.docx"
    if not path.exists():
        pytest.skip(f"the sample document {path.name} is not beside the repository")
    return path.read_bytes()


def invented_lines(count: int = 16) -> list[ReportLine]:
    """A report of `count` items, of two paragraphs each."""
    return [
        ReportLine(n, f"{n + 1}.", f"Проведено совещание {n + 1}.\nОхват – {n + 50}%.")
        for n in range(count)
    ]


def lines_of(draft: Draft) -> list[ReportLine]:
    """An answer of two paragraphs about each item, to be written where the item stood."""
    return [
        ReportLine(n, item.number, f"Проведено {item.number}.\nОхват – {n}%.", item.origin)
        for n, item in enumerate(draft.items)
    ]


def reported(source: bytes, draft: Draft, half: ReportingPeriod | None = None) -> bytes:
    """The report of a roadmap that was imported from `source` as `draft`, as the bot writes it."""
    half = half or draft.period.halves()[0]
    return write_report(source, lines_of(draft), half, draft.period, draft.heads)


def without_report(draft: Draft) -> list[DraftItem]:
    """The items but for what a report adds: its texts, and the column that these stand in."""
    return [replace(item, progress="", origin=None, rows=()) for item in draft.items]


def table_of(content: bytes) -> Table:
    """The first table of a .docx, read again."""
    return read_docx(content)[0]


def to_pdf(path: Path) -> Path:
    """`path` printed by LibreOffice; the test is skipped where that is not installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    order = [
        office,
        f"-env:UserInstallation=file://{path.parent}/office",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*order, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=150,
    )
    return path.with_suffix(".pdf")
