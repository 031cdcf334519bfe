"""The timeline as a picture for a telephone; matplotlib's weight belongs in a child process."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from documents.writing.timeline_rows import Mark, TimelineRow, timeline_rows
from roadmap.model import Period
from roadmap.model.months import MONTHS
from roadmap.report.composing import ReportBook

#: Colours of equal weight and shapes that differ, for those who do not tell red from green.
_LOOKS: dict[Mark, dict[str, Any]] = {
    Mark.DONE: {"marker": "o", "color": "#1B7F3B"},
    Mark.CLAIMED: {
        "marker": "o",
        "color": "#1B7F3B",
        "markerfacecolor": "white",
        "markeredgewidth": 3,
    },
    Mark.AHEAD: {"marker": "D", "color": "#1F5FBF"},
    Mark.LATE: {"marker": "^", "color": "#C62828"},
    Mark.QUIET: {"marker": "s", "color": "#8A8A8A"},
}
# Lengths are pixels at _DPI; a telephone is about 1080 wide and shows a picture up to twice as high
# without shrinking.
_DPI = 100
_WIDTH, _SIDE = 1080, 44
_TOP, _BOTTOM, _ROW, _HEADING = 250, 150, 84, 62
_TITLE, _TEXT, _SMALL = 28, 24, 22
_TITLE_LETTERS, _LETTERS = 50, 70  # of _TITLE and _TEXT that fit the width
_ROWS_OF_PAGE = 24


def draw_timeline(book: ReportBook, at_most: int = 0) -> list[bytes]:
    """The pages of the timeline as .png, 1080 pixels wide.

    Where there are more than `at_most` (unless that is 0), the first of them and, last, all of them
    as one .pdf.
    """
    pages = _paged(timeline_rows(book))
    shown = pages[: at_most or None]
    made: list[bytes] = []
    for number, rows in enumerate(shown, 1):
        out = io.BytesIO()
        figure = _figure(book, rows, number, len(pages))
        figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
        made.append(out.getvalue())
    return made if len(shown) == len(pages) else [*made, print_timeline(book)]


def print_timeline(book: ReportBook) -> bytes:
    """The same pages as one .pdf."""
    out = io.BytesIO()
    with PdfPages(out, metadata={"Title": book.roadmap.title[:200], "CreationDate": None}) as pdf:
        pages = _paged(timeline_rows(book))
        for number, rows in enumerate(pages, 1):
            pdf.savefig(_figure(book, rows, number, len(pages)))
    return out.getvalue()


def _paged(rows: Sequence[TimelineRow]) -> list[list[TimelineRow]]:
    """Pages of much the same height; a heading never ends a page, and is repeated on the next."""
    count = max(1, -(-len(rows) // _ROWS_OF_PAGE))
    height = -(-len(rows) // count)
    pages: list[list[TimelineRow]] = [[]]
    heading: TimelineRow | None = None
    for row in rows:
        full = len(pages[-1]) >= height + (-1 if row.heading else 0)
        if full:
            pages.append([heading] if not row.heading and heading is not None else [])
        if row.heading:
            heading = row
        pages[-1].append(row)
    return pages


def _figure(book: ReportBook, rows: Sequence[TimelineRow], page: int, pages: int) -> Figure:
    height = _TOP + sum(_HEADING if row.heading else _ROW for row in rows) + _BOTTOM
    figure = Figure(figsize=(_WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    _draw_title(axes, book, page, pages)
    _draw_months(axes, book.roadmap.period, height)
    y = _TOP
    for row in rows:
        _draw_row(axes, row, y, book.roadmap.period)
        y += _HEADING if row.heading else _ROW
    _draw_today(axes, book, height)
    _draw_legend(axes, height)
    return figure


def _x(day: date, period: Period) -> float:
    """Where a day stands; days outside the period stand at its edge."""
    share = (day - period.start).days / max(1, (period.end - period.start).days)
    return _SIDE + min(1.0, max(0.0, share)) * (_WIDTH - 2 * _SIDE)


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI


def _write(axes: Any, x: float, y: float, text: str, size: int = _TEXT, **look: Any) -> None:
    # A dollar sign would start a formula.
    axes.text(
        x,
        y,
        text.replace("$", r"\$"),
        fontsize=_points(size),
        **{"va": "center", "color": "#222222", **look},
    )


def _draw_title(axes: Any, book: ReportBook, page: int, pages: int) -> None:
    title = wrap(" ".join(book.roadmap.title.split()), _TITLE_LETTERS, max_lines=2, placeholder="…")
    for number, line in enumerate(title):
        _write(axes, _SIDE, 40 + number * 40, line, _TITLE, weight="bold")
    of_pages = f", лист {page} из {pages}" if pages > 1 else ""
    _write(
        axes,
        _SIDE,
        122,
        f"{book.roadmap.period.label}, на {book.today:%d.%m.%Y}{of_pages}",
        color="#555555",
    )


def _draw_months(axes: Any, period: Period, height: int) -> None:
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    step = -(-months // 12)
    for number in range(0, months, step):
        month = (period.start.month - 1 + number) % 12
        year = period.start.year + (period.start.month - 1 + number) // 12
        x = _x(date(year, month + 1, 1), period)
        axes.plot([x, x], [_TOP - 16, height - _BOTTOM + 4], color="#E3E3E3", linewidth=1, zorder=0)
        _write(axes, x + 4, _TOP - 34, MONTHS[month].short, _SMALL, color="#555555")
        if number == 0 or month < step:
            _write(axes, x + 4, _TOP - 62, str(year), _SMALL, color="#555555", weight="bold")


def _draw_row(axes: Any, row: TimelineRow, y: int, period: Period) -> None:
    if row.heading:
        axes.fill_between(
            [0, _WIDTH], y + 8, y + _HEADING - 6, color="#E7EEF7", zorder=1, linewidth=0
        )
        _write(
            axes,
            _SIDE,
            y + _HEADING / 2 + 1,
            _short(row.text, _LETTERS - 12),
            _SMALL,
            weight="bold",
            zorder=3,
        )
        return
    background = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    _write(axes, _SIDE, y + 22, _short(row.text, _LETTERS), bbox=background, zorder=3)
    track = y + 60
    axes.plot([_SIDE, _WIDTH - _SIDE], [track, track], color="#C9C9C9", linewidth=2, zorder=1)
    if row.note:
        _write(
            axes,
            _SIDE,
            track,
            _short(row.note, _LETTERS),
            _SMALL,
            color="#555555",
            bbox=background,
            zorder=3,
        )
    for spot in row.spots:
        x, size = _x(spot.day, period), _points(30 if spot.big else 21)
        axes.plot([x], [track], markersize=size, linestyle="none", zorder=4, **_LOOKS[spot.mark])
        if spot.count > 1:
            _write(axes, min(x + 22, _WIDTH - 34), track - 2, f"×{spot.count}", _SMALL, zorder=5)


def _draw_today(axes: Any, book: ReportBook, height: int) -> None:
    period = book.roadmap.period
    if not period.start <= book.today <= period.end:
        return
    x = _x(book.today, period)
    axes.plot([x, x], [_TOP - 102, height - _BOTTOM + 4], color="#E07B00", linewidth=3, zorder=2)
    near_edge = x > _WIDTH - 160
    _write(
        axes,
        x + (-8 if near_edge else 8),
        _TOP - 92,
        "сегодня",
        _SMALL,
        color="#B35F00",
        ha="right" if near_edge else "left",
    )


def _draw_legend(axes: Any, height: int) -> None:
    top = height - _BOTTOM + 36
    for number, mark in enumerate(Mark):
        x, y = _SIDE + 14 + number % 3 * 330, top + number // 3 * 42
        axes.add_line(Line2D([x], [y], markersize=_points(26), linestyle="none", **_LOOKS[mark]))
        _write(axes, x + 26, y, mark.value, _SMALL)
    _write(
        axes,
        _SIDE + 2,
        top + 84,
        "Крупный знак – контрольная точка, малый – мероприятие",
        _SMALL,
        color="#555555",
    )


def _short(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    border = cut.rfind(" ", letters // 2)  # between words, unless one of them is very long
    return (cut[:border] if border > 0 else cut).rstrip(" ,.;–-") + "…"
