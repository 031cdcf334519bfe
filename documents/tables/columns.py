"""Which column of a table means what: by the words of its header rows, and where those fail by what
stands below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Table
from documents.tables.contents import complete
from documents.tables.headers import HEADER_WITHIN, has_header, header_at, is_header
from documents.tables.layout import CARRIES_WORK, TELLS_TIME, Column, Layout, Reader
from documents.words.headings import Meaning, is_time, meaning_of

_SIGNATURE = re.compile(
    r"(?:личная )?(?:под|рос)пис[ьи]\b|виза\b|с (?:планом|приказом) ознакомлен", re.IGNORECASE
)
_SHEET = re.compile(r"\s*лист (?:согласован|ознакомлен|регистрац)", re.IGNORECASE)


def find_layout(table: Table, read: Reader) -> Layout | None:
    """The layout by the first header row; None where the table has no header, or one without a
    column of work.

    `read` tells deadlines among the texts of columns whose heading says nothing.
    """
    for index in range(min(len(table.rows), HEADER_WITHIN)):
        layout = header_at(table, index)
        if layout is not None:
            completed = complete(table, layout, read)
            return completed if completed.has(*CARRIES_WORK) else None
    return None


def next_layout(table: Table, index: int, before: Layout, read: Reader) -> Layout | None:
    """The layout from the row `index` on, where that is a further header: as `before` where it has
    the same headings.

    «Мероприятия ко Дню музеев | май | Отдел» is an item: a header with a single month repeats other
    headings.
    """
    header = header_at(table, index)
    if header is None or not header.has(*CARRIES_WORK) or not header.has(*TELLS_TIME):
        return None
    known = {column.title for column in before.columns if column.title}
    titles = [column.title for column in header.columns]
    if titles == [column.title for column in before.columns]:
        return replace(before, body=header.body)
    if sum(map(is_time, titles)) == 1 and not known.intersection(titles):
        return None
    return complete(table, header, read)


def layouts_of(tables: Sequence[Table], read: Reader) -> list[Layout | None]:
    """The layout of each table that has one; one without header goes on the one before when it has
    as many columns.

    None for what is no part of the plan: letterheads, forms, sheets of signatures.
    """
    found: list[Layout | None] = []
    before: tuple[int, Layout] | None = None
    for table in tables:
        layout = None if _is_for_signatures(table) else find_layout(table, read)
        goes_on = before is not None and before[0] == table.width
        if (
            layout is None
            and before is not None
            and goes_on
            and not (_is_for_signatures(table) or _is_headed(table))
        ):
            layout = replace(before[1], body=0)
        if layout is not None:
            before = (table.width, layout)
        found.append(layout)
    return found


def _is_headed(table: Table) -> bool:
    """Whether the first row names columns, though not those of a plan: «№ | Наименование показателя
    | Ед. изм.».
    """
    first = [cell.text for row in table.rows[:1] for cell in row.cells if cell.text]
    return any(meaning_of(text) is Meaning.NUMBER for text in first)


def _is_for_signatures(table: Table) -> bool:
    """«Лист согласования»: names, signatures and dates, which look like work with people and
    deadlines.
    """
    heads = [cell.text for row in table.rows[:1] for cell in row.cells]
    return any(_SIGNATURE.match(text.strip()) for text in heads) or any(
        _SHEET.match(text) for text in table.above[-2:]
    )


def lift_title(table: Table) -> Table:
    """The table with the rows of a single text that stand above its header as lines above it."""
    first = next(
        (i for i, row in enumerate(table.rows[:HEADER_WITHIN]) if is_header(row, table.width)), 0
    )
    texts = [[cell.text for cell in row.cells if cell.text] for row in table.rows[:first]]
    if any(len(row) > 1 for row in texts):
        return table
    return Table(
        table.rows[first:],
        (*table.above, *(line for row in texts for text in row for line in text.splitlines())),
    )


def infer_layout(table: Table, read: Reader) -> Layout | None:
    """The layout of a table without header, by its contents; None where they do not tell work from
    deadline.
    """
    rows = [row.texts(table.width) for row in table.rows if len(row.cells) > 1]
    if not rows or table.width < 2 or has_header(table):
        return None  # a header that was not understood is asked about, not overruled
    columns = [Column(number, Meaning.OTHER) for number in range(table.width)]
    layout = complete(table, Layout(tuple(columns), 0), read)
    return layout if layout.has(Meaning.MEASURE) and layout.has(Meaning.DEADLINE) else None


def given_layout(table: Table, meanings: Sequence[str], read: Reader) -> Layout:
    """The layout that a coordinator's answer gives: one meaning for each column, «other» where
    none.
    """
    found = find_layout(table, read)
    known = {meaning.value: meaning for meaning in Meaning}
    columns = (
        Column(index, known.get(value, Meaning.OTHER), _title(found, index))
        for index, value in enumerate(meanings[: table.width])
    )
    first = found.body if found else 0
    return Layout(tuple(columns), first or _rows_of_headings(table))


def guess_meanings(table: Table) -> tuple[str, ...]:
    """What the words of the first header row tell of each column, for somebody to complete."""
    found = (header_at(table, index) for index in range(min(len(table.rows), HEADER_WITHIN)))
    layout = next((layout for layout in found if layout is not None), None)
    return (
        tuple(column.meaning.value for column in layout.columns)
        if layout
        else ("other",) * table.width
    )


def _title(found: Layout | None, index: int) -> str:
    return (
        next((column.title for column in found.columns if column.index == index), "")
        if found
        else ""
    )


def _rows_of_headings(table: Table) -> int:
    """How many rows at the top are short of a deadline's or measure's length in every cell: one or
    none.
    """
    first = table.rows[0].texts(table.width) if table.rows else ()
    return 1 if first and not any(re.search(r"\d", text) for text in first) else 0
