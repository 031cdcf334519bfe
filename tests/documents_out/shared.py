"""Where the sample documents lie, and the small things that several tests need."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from documents.files.grid import Table
from documents.files.word_in import read_docx
from roadmap.model import Period
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
