"""Writing reports of 16, 200 and 2,000 items with 10 entries each: time, memory and file size.

Run from the repository's root: `python -m bench.report`. Each report is written in a process of its
own, as the bot does; the time is that of the writing, the memory the most that the process held.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bench.reading import plain_plan
from documents.tables.reading import read_document
from roadmap.model import (
    Draft,
    Due,
    DueState,
    Item,
    Period,
    Point,
    PointKind,
    ProgressEntry,
    Roadmap,
)
from roadmap.report.composing import ItemStory, ReportBook, ReportLine, compose_item_text

SIZES = (16, 200, 2_000)
ENTRIES = 10
FORMS = ("docx", "docx from a template", "xlsx", "ics", "png", "timeline")
_YEAR = Period.school(2025)
_HALF = _YEAR.halves()[0]
_AT = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)


def main() -> None:
    """Measure every form at every size, or one of them as the child that this program starts."""
    if len(sys.argv) == 3:
        _measure(sys.argv[1], int(sys.argv[2]))
        return
    print(f"{'form':22}{'items':>7}{'time, ms':>11}{'memory, MB':>12}{'file, kB':>10}")
    for form in FORMS:
        for items in SIZES:
            order = [sys.executable, "-m", "bench.report", form, str(items)]
            print(subprocess.run(order, check=True, capture_output=True, text=True).stdout, end="")


def _measure(form: str, items: int) -> None:
    source = plain_plan(items)
    book = _book(items, read_document(source, "plan.docx", _YEAR, _YEAR.start))
    began = time.perf_counter()
    size = sum(len(content) for content in _write(form, book, source))
    spent = (time.perf_counter() - began) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form:22}{items:>7}{spent:>11.0f}{memory:>12.0f}{size / 1024:>10.0f}")


def _write(form: str, book: ReportBook, source: bytes) -> list[bytes]:
    if form == "docx":
        from documents.writing.report import write_report

        return [write_report(source, _lines(book), _HALF, _YEAR, book.roadmap.heads)]
    if form == "docx from a template":
        from documents.writing.template_report import write_template_report

        return [write_template_report(book, _lines(book))]
    if form == "xlsx":
        from documents.writing.workbook import write_workbook

        return [write_workbook(book, ZoneInfo("Europe/Moscow"))]
    if form == "ics":
        return [_calendar(book)]
    from documents.writing.timeline import draw_timeline, print_timeline

    return draw_timeline(book) if form == "png" else [print_timeline(book)]


def _calendar(book: ReportBook) -> bytes:
    from documents.writing.calendar_file import CalendarDay, write_calendar

    texts = {point.id: point.text for point in book.points}
    days = [
        CalendarDay(due.id, str(due.id), texts[due.point_id], due.day, due.state, _AT)
        for due in book.dues
        if due.day
    ]
    return write_calendar(days, book.roadmap.title)


def _lines(book: ReportBook) -> list[ReportLine]:
    """The lines with the time that putting the entries together takes."""
    told: dict[int, list[ProgressEntry]] = {}
    for entry in book.entries:
        told.setdefault(entry.item_id, []).append(entry)
    stories = ((item, ItemStory(told[item.id])) for item in book.items)
    return [
        ReportLine(i.position, i.number, compose_item_text(story, _HALF, _YEAR), i.origin)
        for i, story in stories
    ]


def _book(items: int, draft: Draft) -> ReportBook:
    days = [date(2025, 9, 1) + timedelta(days=n * 7 % 360) for n in range(items)]
    return ReportBook(
        roadmap=Roadmap(1, draft.title, _YEAR, _AT, heads=draft.heads),
        half=_HALF,
        today=date(2025, 11, 23),
        items=[
            Item(
                n,
                1,
                n,
                str(n + 1),
                (f"Раздел {n // 8 + 1}",),
                f"Семинар {n} для школ",
                origin=draft.items[n].origin,
            )
            for n in range(items)
        ],
        points=[
            Point(n, n, PointKind.MEASURE, "1", 0, f"Семинар {n}", "measure 1")
            for n in range(items)
        ],
        dues=[
            Due(n, n, day, DueState.DONE if n % 3 else DueState.OPEN) for n, day in enumerate(days)
        ],
        entries=[_entry(n, k) for n in range(items) for k in range(ENTRIES)],
        people=[],
    )


def _entry(item: int, number: int) -> ProgressEntry:
    title = f"семинар № {item}-{number}"
    text = f"{number + 1:02}.10.2025 проведён {title}, участвовали {30 + number} педагогов."
    return ProgressEntry(
        item * ENTRIES + number, item, None, None, text, date(2025, 10, number + 1), _AT
    )


if __name__ == "__main__":
    main()
