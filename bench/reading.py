"""Reading Word documents: the real one beside python-docx, and plans of 16, 500 and 10,000 rows.

Run from the repository's root: `python -m bench.reading`.
"""

from __future__ import annotations

import asyncio
import io
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from documents.child.reading import read_in_child
from documents.tables.reading import read_document

REAL = Path(__file__).parents[2] / "shared" / "roadmaps" / "ryazan-2019-2020-report.docx"
ROWS = (16, 500, 10_000)
TODAY = date(2025, 9, 1)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MONTHS = (
    "сентябрь",
    "октябрь",
    "до 15 ноября",
    "декабрь",
    "25.01.2026",
    "в течение года",
    "март",
    "I квартал 2026 г.",
)


def plain_plan(rows: int) -> bytes:
    """A plan of `rows` rows with five columns, as Word would write it, for an invented town."""
    head = _row("№ п/п", "Мероприятие", "Срок", "Ответственный", "Ожидаемый результат")
    body = "".join(
        _row(
            str(number),
            f"Провести семинар № {number} для педагогов школ города Заречинска по теме «Качество»",
            _MONTHS[number % len(_MONTHS)],
            "Иванова А.П., Петров В.С.",
            "Справка, приказ",
        )
        for number in range(1, rows + 1)
    )
    title = "<w:p><w:r><w:t>План работы на 2025-2026 учебный год</w:t></w:r></w:p>"
    document = f"<w:document {_W}><w:body>{title}<w:tbl>{head}{body}</w:tbl></w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _row(*texts: str) -> str:
    look = '<w:tcPr><w:tcW w:w="1587" w:type="dxa"/></w:tcPr>'
    run = '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>'
    cells = "".join(f"<w:tc>{look}<w:p>{run}{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


def walk_with_python_docx(content: bytes) -> int:
    """Open the document and walk its cells row by row, the quick way; the number of characters."""
    from docx import Document

    tables = Document(io.BytesIO(content)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def best_of(times: int, *works: Callable[[], object]) -> list[float]:
    """The least time of several runs of each [ms]; they take turns, to meet the same load."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, taken in zip(works, found, strict=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return [min(taken) * 1000 for taken in found]


def measure_rows(rows: int) -> None:
    """Print time and peak memory of reading a plan of `rows` rows in a process of its own."""
    content = plain_plan(rows)
    began = time.perf_counter()
    draft = read_document(content, "plan.docx", None, TODAY)
    seconds = time.perf_counter() - began
    assert len(draft.items) == rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows:>6} rows: {seconds * 1000:8.1f} ms, {seconds / rows * 1e6:6.0f} us a row, peak "
        f"{peak:5.0f} MB"
    )


def main() -> None:
    """Print the figures of docs/benchmarks.md for reading."""
    if len(sys.argv) > 1:
        measure_rows(int(sys.argv[1]))
        return
    if REAL.is_file():
        content = REAL.read_bytes()
        ours, theirs = best_of(
            50,
            lambda: read_document(content, REAL.name, None, TODAY),
            lambda: walk_with_python_docx(content),
        )
        print(
            f"the real .docx: read {ours:.1f} ms, python-docx opening and walking its cells "
            f"{theirs:.1f} ms"
        )
        print(f"ratio {ours / theirs:.2f} (at most 2)")
    for rows in ROWS:
        subprocess.run([sys.executable, "-m", "bench.reading", str(rows)], check=True)
    began = time.perf_counter()
    asyncio.run(read_in_child(plain_plan(ROWS[-1]), "plan.docx", None, TODAY))
    print(
        f"{ROWS[-1]} rows in a child under 256 MB: {time.perf_counter() - began:.1f} s (at most 10)"
    )


if __name__ == "__main__":
    main()
