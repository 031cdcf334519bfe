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
from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

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
#: How far below the top of a line its letters stand, as a part of their size.
_ASCENT = 0.85
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


def _width_of(line: str, size: float, *, bold: bool) -> float:
    words = line.split()
    space = _width(" ", size, bold) * (len(words) - 1)
    return sum(_width(word, size, bold) for word in words) + space


@lru_cache(maxsize=50_000)
def _width(word: str, size: float, bold: bool) -> float:
    """In points; measured large, since a small size is rounded to whole pixels."""
    font = _font(bold)
    font.set_size(_MEASURED, 72)
    font.set_text(f"н{word}н")
    both = font.get_width_height()[0]
    font.set_text("нн")
    return float(both - font.get_width_height()[0]) / 64 * size / _MEASURED


@lru_cache(maxsize=8)
def _named_font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=_FAMILY, weight="bold" if bold else "normal", size=size)


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    return get_font(findfont(_named_font(_SIZE, bold)))


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
    drawn = _Sheet()
    y = _MARGIN
    for line in title:
        wide = _width_of(line, _TITLE_SIZE, bold=True)
        drawn.words.append((_WIDTH / 2 - wide / 2, y, line, _TITLE_SIZE, True))
        y += _LINE + 4
    y += _PAD if title else 0
    for row in (head, *rows):
        y = _draw_row(drawn, row, y)
    if sheets > 1:
        told = f"Лист {sheet} из {sheets}"
        x = _WIDTH - _MARGIN - _width_of(told, _SIZE - 1, bold=False)
        drawn.words.append((x, _HEIGHT - _MARGIN + 12, told, _SIZE - 1, False))
    figure.add_artist(drawn)
    return figure


def _draw_row(drawn: _Sheet, row: _Row, top: float) -> float:
    edges = _EDGES if len(row.cells) > 1 else (_EDGES[0], _EDGES[-1])
    bottom = top + _tall(row)
    drawn.lines += [((x, top), (x, bottom)) for x in edges]
    drawn.lines += [((edges[0], y), (edges[-1], y)) for y in (top, bottom)]
    for left, cell in zip_longest(edges[:-1], row.cells):
        for number, line in enumerate(cell):
            if line:
                at = top + _PAD + number * _LINE
                drawn.words.append((left + _PAD, at, line, _SIZE, row.bold))
    return bottom


class _Sheet(Artist):
    """Words (left, top, text, size, bold) and lines of one sheet, handed to the page as they are:
    matplotlib's Text measures each line anew, which takes as long again as writing it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[float, float, str, float, bool]] = []
        self.lines: list[tuple[tuple[float, float], tuple[float, float]]] = []

    def draw(self, renderer: Any) -> None:
        """Put everything on the page, whose points are counted from below."""
        pen = renderer.new_gc()
        pen.set_foreground("#555555")
        pen.set_linewidth(0.5)
        corners = [(x, _HEIGHT - y) for line in self.lines for x, y in line]
        strokes = [Path.MOVETO, Path.LINETO] * len(self.lines)
        renderer.draw_path(pen, Path(corners, strokes), IdentityTransform())
        pen.set_foreground(_COLOR)
        for left, top, text, size, bold in self.words:
            font = _named_font(size, bold)
            renderer.draw_text(pen, left, _HEIGHT - top - _ASCENT * size, text, font, 0)
        pen.restore()
