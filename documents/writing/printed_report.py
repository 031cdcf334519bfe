"""The report's table as .pdf, where no program prints the Word report: number, measure, deadline,
progress, on sheets of A4. matplotlib's weight belongs in a child process.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Any

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from documents.words.period_words import for_half, in_half
from documents.writing.report_rows import report_rows
from documents.writing.report_title import report_heading, without_heading, without_year
from documents.writing.word_fill import clean
from roadmap.report.composing import ReportBook, ReportLine

#: A4 on its side, in points of 1/72 inch.
_WIDTH, _HEIGHT, _MARGIN = 842.0, 595.0, 42.0
_SIZE, _TITLE_SIZE, _LINE, _PAD = 9.0, 12.0, 12.0, 4.0
#: Where the columns begin and end: number, measure, deadline, progress.
_EDGES = (_MARGIN, 82.0, 388.0, 508.0, _WIDTH - _MARGIN)
_FAMILY = "DejaVu Serif"  # comes with matplotlib, and has Cyrillic
_COLOR = "#222222"
_TITLE_LINES = 8
_MEASURED = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of each cell, wrapped; a heading has one cell over the whole width."""

    cells: Sequence[Sequence[str]]
    bold: bool = False

    @property
    def height(self) -> int:
        return max(map(len, self.cells), default=0)


def print_report(book: ReportBook, lines: Sequence[ReportLine]) -> bytes:
    """The report of `book` for its half-year with the texts of `lines`, as one .pdf whose text can
    be searched and copied. A row that does not fit its sheet goes on upon the next, below the
    heading of the table.
    """
    title = _title(book)
    head = _wrapped(
        ("№", "Мероприятие", "Срок", f"Проведено {in_half(book.half, book.roadmap.period)}"),
        bold=True,
    )
    rows = list(_rows(book, lines))
    first = _HEIGHT - 2 * _MARGIN - len(title) * (_LINE + 4) - _PAD
    sheets = _sheets(rows, head, first)
    out = io.BytesIO()
    # Type 42 keeps Cyrillic letters as text; the default draws them.
    with (
        matplotlib.rc_context({"pdf.fonttype": 42, "font.family": _FAMILY}),
        PdfPages(out, metadata={"Title": title[0][:200], "CreationDate": None}) as pdf,
    ):
        for number, sheet in enumerate(sheets, 1):
            pdf.savefig(_drawn(title if number == 1 else (), head, sheet, number, len(sheets)))
    return out.getvalue()


def _title(book: ReportBook) -> list[str]:
    period, heading = book.roadmap.period, report_heading(book.roadmap.title)
    title = "" if heading else without_year(without_heading(book.roadmap.title))
    told = [
        clean(heading or "Отчет о выполнении дорожной карты"),
        clean(title),
        for_half(book.half, period),
    ]
    width = _WIDTH - 2 * _MARGIN
    lines = [line for text in told for line in _wrap(text, width, _TITLE_SIZE, bold=True) if line]
    return [*lines[:_TITLE_LINES], *lines[-1:]] if len(lines) > _TITLE_LINES else lines


def _rows(book: ReportBook, lines: Sequence[ReportLine]) -> Iterable[_Row]:
    for row in report_rows(book, lines):
        if row.section:
            width = _EDGES[-1] - _EDGES[0] - 2 * _PAD
            yield _Row([_wrap(clean(row.section), width, _SIZE, bold=True)], bold=True)
        else:
            work = "\n".join(filter(None, (row.recommendation, row.work)))
            yield _wrapped((row.number, work, row.deadlines, row.report))


def _wrapped(texts: Sequence[str], *, bold: bool = False) -> _Row:
    widths = [right - left - 2 * _PAD for left, right in pairwise(_EDGES)]
    return _Row(
        [
            _wrap(clean(text), width, _SIZE, bold=bold)
            for text, width in zip(texts, widths, strict=True)
        ],
        bold,
    )


def _wrap(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """`text` in lines of at most `width` points; a word that is longer is cut."""
    space = _width(" ", size, bold)
    found: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split():
            wide = _width(word, size, bold)
            if line and used + space + wide <= width:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                found.append(line)
            *whole, word = _cut(word, width, size, bold)
            found += whole
            line, used = word, _width(word, size, bold)
        found.append(line)
    return found


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    if _width(word, size, bold) <= width:
        return [word]
    parts, part = [], ""
    for letter in word:
        if part and _width(part + letter, size, bold) > width:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


@lru_cache(maxsize=50_000)
def _width(word: str, size: float, bold: bool) -> float:
    """In points; measured large, since a small size is rounded to whole pixels."""
    font = _font(bold)
    font.set_size(_MEASURED, 72)
    font.set_text(f"н{word}н")
    both = font.get_width_height()[0]
    font.set_text("нн")
    return float(both - font.get_width_height()[0]) / 64 * size / _MEASURED


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    return get_font(findfont(FontProperties(_FAMILY, weight="bold" if bold else "normal")))


def _sheets(rows: Sequence[_Row], head: _Row, first: float) -> list[list[_Row]]:
    """The rows of each sheet; `first` is the height that the first has below the title.

    A heading stands with the first lines of what follows it; a row is parted only where more than
    two lines of it are left for either sheet.
    """
    whole = _HEIGHT - 2 * _MARGIN
    room = first - _tall(head)
    sheets: list[list[_Row]] = [[]]
    for number, row in enumerate(rows):
        left: _Row | None = row
        while left is not None:
            fitting = int((room - 2 * _PAD) // _LINE)
            beside = 3 if left.bold and number + 1 < len(rows) else 0
            if left.height + beside <= fitting:
                sheets[-1].append(left)
                room -= _tall(left)
                left = None
                continue
            if not left.bold and fitting > 2 and left.height - fitting > 2:
                sheets[-1].append(_part(left, slice(fitting)))
                left = _part(left, slice(fitting, None))
            elif not sheets[-1] and fitting > 0:
                # As tall as an empty sheet and a little more.
                sheets[-1].append(_part(left, slice(fitting)))
                rest = _part(left, slice(fitting, None))
                left = rest if rest.height else None
            sheets.append([])
            room = whole - _tall(head)
    return [sheet for sheet in sheets if sheet] or [[]]


def _part(row: _Row, lines: slice) -> _Row:
    return _Row([cell[lines] for cell in row.cells], row.bold)


def _tall(row: _Row) -> float:
    return row.height * _LINE + 2 * _PAD


def _drawn(
    title: Sequence[str], head: _Row, rows: Sequence[_Row], sheet: int, sheets: int
) -> Figure:
    figure = Figure(figsize=(_WIDTH / 72, _HEIGHT / 72), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(_HEIGHT, 0)
    axes.axis("off")
    y = _MARGIN
    for line in title:
        _write(axes, _WIDTH / 2, y, line, _TITLE_SIZE, weight="bold", ha="center")
        y += _LINE + 4
    y += _PAD if title else 0
    for row in (head, *rows):
        y = _draw_row(axes, row, y)
    if sheets > 1:
        told = f"Лист {sheet} из {sheets}"
        _write(axes, _WIDTH - _MARGIN, _HEIGHT - _MARGIN + 12, told, _SIZE - 1, ha="right")
    return figure


def _draw_row(axes: Any, row: _Row, top: float) -> float:
    edges = _EDGES if len(row.cells) > 1 else (_EDGES[0], _EDGES[-1])
    bottom = top + _tall(row)
    for x in edges:
        axes.plot([x, x], [top, bottom], color="#555555", linewidth=0.5)
    for y in (top, bottom):
        axes.plot([edges[0], edges[-1]], [y, y], color="#555555", linewidth=0.5)
    for left, cell in zip_longest(edges[:-1], row.cells):
        for number, line in enumerate(cell):
            weight = "bold" if row.bold else "normal"
            _write(axes, left + _PAD, top + _PAD + number * _LINE, line, _SIZE, weight=weight)
    return bottom


def _write(axes: Any, x: float, y: float, text: str, size: float, **look: Any) -> None:
    if text:
        # A dollar sign would start a formula.
        axes.text(x, y, text.replace("$", r"\$"), fontsize=size, va="top", color=_COLOR, **look)
