"""The rows of a report whose table is ours: for the template and for the printed one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap.model import Item, Point, PointKind
from roadmap.report.composing import ReportBook, ReportLine


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A heading row (only `section`) or an item's; lines of a text are parted by «\\n»."""

    section: str = ""
    number: str = ""
    recommendation: str = ""
    responsible: str = ""
    work: str = ""
    deadlines: str = ""
    report: str = ""


def report_rows(book: ReportBook, lines: Sequence[ReportLine]) -> Iterable[ReportRow]:
    """Each item in the document's order, below its sections; `lines` have what was done."""
    points: dict[int, list[Point]] = {}
    for point in sorted(book.points, key=lambda point: point.position):
        points.setdefault(point.item_id, []).append(point)
    texts = {line.position: line.text for line in lines}
    before: tuple[str, ...] = ()
    for item in sorted(book.items, key=lambda item: item.position):
        same = next(
            (n for n, (a, b) in enumerate(zip(before, item.section, strict=False)) if a != b),
            len(before),
        )
        for section in item.section[same:]:
            yield ReportRow(section=section)
        before = item.section
        people = item.responsible or book.responsible.get(item.id, ())
        yield _item_row(item, points.get(item.id, []), people, texts.get(item.position, ""))


def _item_row(item: Item, points: Sequence[Point], people: Sequence[str], report: str) -> ReportRow:
    return ReportRow(
        number=item.number_written.strip(),
        recommendation=item.recommendation,
        responsible="\n".join(people),
        work="\n".join(_work(item, points)),
        deadlines="\n".join(point.deadline.text for point in points if point.deadline),
        report=report,
    )


def _work(item: Item, points: Sequence[Point]) -> Iterable[str]:
    """The lines of a measures cell as such documents write them."""
    alone = sum(point.kind is PointKind.MEASURE for point in points) == 1
    for point in points:
        if point.kind is PointKind.CONTROL_POINT:
            yield f"Контрольная точка {point.number}:"
            yield point.text
        elif point.kind is PointKind.PART:
            yield f"- {point.text}"
        else:
            yield point.text if alone else f"{point.number}. {point.text}"
    if item.criterion:
        yield f"Критерий - {item.criterion}"
