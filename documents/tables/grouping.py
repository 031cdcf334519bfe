"""Which column holds the work and which only groups it: «Направление» beside «Задача»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Row, Table
from documents.tables.layout import CARRIES_WORK, Column, Layout
from documents.words.headings import Meaning, is_filler, meaning_of, names_section
from roadmap.reading.cell import tidy


def group_columns(table: Table, layout: Layout) -> Layout:
    """The layout with the work told from what groups it, by the words of the headings and the texts
    below.

    Where no column is surely of measures, that with the most different texts is. A column that
    names a section («Направление», «Раздел»), or says nothing, and goes on over several rows of
    work holds sections.
    """
    rows = [
        row for row in table.rows[layout.body :] if sum(bool(cell.text) for cell in row.cells) > 1
    ]
    work = _work(rows, layout)
    if work is None:
        return layout
    rows = [row for row in rows if _own_texts([row], work.index)]
    columns = (_grouped(column, work, rows, layout) for column in layout.columns)
    return replace(layout, columns=tuple(columns))


def _work(rows: Sequence[Row], layout: Layout) -> Column | None:
    found = [column for column in layout.columns if column.meaning in CARRIES_WORK]
    sure = [
        column
        for column in found
        if column.meaning is Meaning.MEASURE and not names_section(column.title)
    ]
    if sure or len(found) < 2:
        return next(iter(sure or found), None)
    return max(reversed(found), key=lambda column: len(set(_own_texts(rows, column.index))))


def _grouped(column: Column, work: Column, rows: Sequence[Row], layout: Layout) -> Column:
    if column is work:
        others = (one for one in layout.columns if one is not work)
        beside_another = any(one.meaning in CARRIES_WORK for one in others)
        return replace(column, meaning=Meaning.MEASURE) if beside_another else column
    asked = layout.of(Meaning.RECOMMENDATION)
    if (
        column.meaning is Meaning.RECOMMENDATION
        and column is not asked[-1]
        and asked[-1] is not work
    ):
        return replace(column, meaning=Meaning.STAGE) if _goes_over(column, work, rows) else column
    if column.meaning in CARRIES_WORK and names_section(column.title):
        over = _goes_over(column, work, rows) and not _numbered_alike(column, rows, layout)
        return replace(column, meaning=Meaning.STAGE if over else Meaning.RECOMMENDATION)
    unknown = column.meaning is Meaning.OTHER and meaning_of(column.title) is None
    if (
        unknown
        and column.index < work.index
        and not layout.has(Meaning.STAGE)
        and _goes_over(column, work, rows, 2)
    ):
        return replace(column, meaning=Meaning.STAGE)
    return column


def _goes_over(column: Column, work: Column, rows: Sequence[Row], times: int = 1) -> bool:
    """Whether `column` has fewer texts than there are works beside them, at least `times` fewer."""
    texts, works = set(_own_texts(rows, column.index)), _own_texts(rows, work.index)
    return bool(texts) and len(texts) < len(works) and times * len(texts) <= len(works)


def _numbered_alike(column: Column, rows: Sequence[Row], layout: Layout) -> bool:
    """Whether each text of the column has one number, as an item with several measures has."""
    numbers = [
        number for one in layout.of(Meaning.NUMBER) for number in _own_texts(rows, one.index)
    ]
    return bool(numbers) and len(numbers) <= len(set(_own_texts(rows, column.index)))


def _own_texts(rows: Sequence[Row], column: int) -> list[str]:
    """The texts of a column's cells, each merged cell once."""
    cells = (row.at(column) for row in rows)
    return [
        tidy(cell.text) for cell in cells if cell and not cell.above and not is_filler(cell.text)
    ]
