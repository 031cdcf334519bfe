"""The report as Word from a template, for a roadmap whose source is no Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from documents.period_words import for_half, in_half
from documents.word_fill import clean
from roadmap.model import Item, Point, PointKind
from roadmap.report import ReportBook, ReportLine

_TEMPLATE = Path(__file__).with_name("templates") / "report.docx"
_NEW_PARAGRAPH = "\a"  # what docxtpl makes a paragraph of


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading row (only `section`) or an item's."""

    section: str = ""
    number: str = ""
    recommendation: str = ""
    work: str = ""
    deadlines: str = ""
    report: str = ""


def built_in_template() -> bytes:
    """The template that reports are made from unless another is given; Word opens it."""
    return _TEMPLATE.read_bytes()


def write_template_report(book: ReportBook, lines: Sequence[ReportLine], template: bytes | None = None) -> bytes:
    """The .docx report of `book` for its half-year; `template` is one restyled in Word, the built-in one by default.

    Texts are escaped; a template may not reach beyond the values it is given (Jinja's sandbox).
    """
    document = DocxTemplate(io.BytesIO(template if template is not None else built_in_template()))
    period = book.roadmap.period
    context = {
        "heading": "Отчет о выполнении дорожной карты",
        "title": _paragraphs([_without_heading(book.roadmap.title)]),
        "for_half": for_half(book.half, period),
        "in_half": in_half(book.half, period),
        "rows": [asdict(row) for row in _rows(book, lines)],
    }
    document.render(context, SandboxedEnvironment(autoescape=True))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _without_heading(title: str) -> str:
    """The title without the words that the report's heading says already."""
    for words in ("«дорожная карта»", "дорожная карта", "«дорожной карты»"):
        if title.lower().startswith(words):
            return title[len(words) :].strip()
    return title


def _rows(book: ReportBook, lines: Sequence[ReportLine]) -> Iterable[_Row]:
    points: dict[int, list[Point]] = {}
    for point in sorted(book.points, key=lambda point: point.position):
        points.setdefault(point.item_id, []).append(point)
    texts = {line.position: line.text for line in lines}
    before: tuple[str, ...] = ()
    for item in sorted(book.items, key=lambda item: item.position):
        same = next((n for n, (a, b) in enumerate(zip(before, item.section, strict=False)) if a != b), len(before))
        for section in item.section[same:]:
            yield _Row(section=_paragraphs([section]))
        before = item.section
        yield _item_row(item, points.get(item.id, []), texts.get(item.position, ""))


def _item_row(item: Item, points: Sequence[Point], report: str) -> _Row:
    return _Row(
        number=item.number.strip(),
        recommendation=_paragraphs([item.recommendation]),
        work=_paragraphs(_work(item, points)),
        deadlines=_paragraphs(point.deadline.text for point in points if point.deadline),
        report=_paragraphs([report]),
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


def _paragraphs(lines: Iterable[str]) -> str:
    return clean("\n".join(lines)).replace("\n", _NEW_PARAGRAPH)
