"""An invented roadmap in the state of 23 November 2026, as the writers get it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from roadmap.model import (
    Deadline,
    Due,
    DueState,
    Item,
    Kind,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    ProgressEntry,
    Roadmap,
    Role,
)
from roadmap.report.composing import DisciplineLine, ReportBook, ReportLine

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
YEAR = Period.school(2026)
SECTIONS = (
    ("ОТДЕЛ ОБРАЗОВАНИЯ", "1.1. УЧЁБА"),
    ("ОТДЕЛ ОБРАЗОВАНИЯ", "1.2. ЗДОРОВЬЕ"),
    ("ОТДЕЛ КУЛЬТУРЫ", "2.1. КРУЖКИ"),
)
STATES = (DueState.DONE, DueState.OPEN, DueState.OPEN, DueState.QUIET, DueState.CLAIMED_DONE)


def month_deadline(day: date) -> Deadline:
    """«30.11.2026» as a deadline."""
    return Deadline(f"{day:%d.%m.%Y}", Kind.DATE, day, day)


def _points(item: int) -> list[Point]:
    first = date(2026, 9, 30) + timedelta(days=item * 11 % 90)
    second = first + timedelta(days=60)
    point = item * 2
    return [
        Point(
            point,
            item,
            PointKind.MEASURE,
            "1",
            0,
            f"Обход школ № {item}",
            "measure 1",
            month_deadline(first),
        ),
        Point(
            point + 1,
            item,
            PointKind.CONTROL_POINT,
            "1",
            1,
            "отчёт",
            "control_point 1",
            month_deadline(second),
        ),
    ]


def make_book(
    items: int = 16, entries_each: int = 1, text: str = "Проведено совещание."
) -> ReportBook:
    """A book of `items` items of two points, with the same number of entries each."""
    number = range(items)
    points = [point for item in number for point in _points(item)]
    dues = [
        Due(p.id, p.id, p.deadline.end if p.deadline else None, STATES[p.id % 5]) for p in points
    ]
    return ReportBook(
        roadmap=Roadmap(
            1, "«Дорожная карта» города Верхнеозёрска на 2026-2027 учебный год", YEAR, AT
        ),
        half=YEAR.halves()[0],
        today=TODAY,
        items=[
            Item(
                n,
                1,
                n,
                f"{n + 1}.",
                SECTIONS[n * 3 // items],
                f"Безопасная дорога к школе № {n + 1} и обратно зимой",
            )
            for n in number
        ],
        points=points,
        dues=dues,
        entries=[
            ProgressEntry(
                n * entries_each + k, n, n * 2, 1, f"{text} {k}", date(2026, 11, 1 + k % 28), AT
            )
            for n in number
            for k in range(entries_each)
        ],
        people=[
            Person(
                1,
                "Ольга Ветрова",
                Role.OFFICIAL,
                "директор школы",
                state=PersonState.ACTIVE,
                seen_at=AT,
            )
        ],
        responsible={n: ["Ольга Ветрова"] for n in number},
        discipline=[DisciplineLine("Ольга Ветрова", 4, 3, 1, 5, 0, 0, 0.75)],
        formula="Коэффициент = выполнено в срок / наступило сроков",
    )


def make_lines(book: ReportBook) -> list[ReportLine]:
    """A report line for each item."""
    return [
        ReportLine(item.position, item.number, f"Проведено {item.number}\nИтог подведён.")
        for item in book.items
    ]
