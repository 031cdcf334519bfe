"""What each column of a table means: by its heading, else by the texts below."""

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
        layout = None
        if not _is_for_signatures(table):
            layout = find_layout(table, read)
            first = [cell.text for row in table.rows[:1] for cell in row.cells if cell.text]
            # «№ | Показатель | Ед. изм.» heads a table of another kind.
            is_headed = any(meaning_of(text) is Meaning.NUMBER for text in first)
            if layout is None and before and before[0] == table.width and not is_headed:
                layout = replace(before[1], body=0)
        if layout is not None:
            before = (table.width, layout)
        found.append(layout)
    return found


def _is_for_signatures(table: Table) -> bool:
    """«Лист согласования»: its names and dates look like work with people and deadlines."""
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
    lines = (line for row in texts for text in row for line in text.splitlines())
    lifted = table.lifted + first
    return replace(table, rows=table.rows[first:], above=(*table.above, *lines), lifted=lifted)


def infer_layout(table: Table, read: Reader) -> Layout | None:
    """The layout of a table without header, by its texts; None without sure work and deadline."""
    rows = [row.texts(table.width) for row in table.rows if len(row.cells) > 1]
    if not rows or table.width < 2 or has_header(table):
        return None  # a header that was not understood is asked about, not overruled
    columns = [Column(number, Meaning.OTHER) for number in range(table.width)]
    layout = complete(table, Layout(tuple(columns), 0), read)
    return layout if layout.has(Meaning.MEASURE) and layout.has(Meaning.DEADLINE) else None


def given_layout(table: Table, meanings: Sequence[str], read: Reader) -> Layout:
    """The layout that a coordinator named: one meaning for each column, «other» for the rest."""
    found = find_layout(table, read)
    titles = {column.index: column.title for column in found.columns} if found else {}
    known = {meaning.value: meaning for meaning in Meaning}
    columns = (
        Column(index, known.get(value, Meaning.OTHER), titles.get(index, ""))
        for index, value in enumerate(meanings[: table.width])
    )
    body = found.body if found else 0
    if not body and table.rows:  # a first row without any figure is a heading
        first = table.rows[0].texts(table.width)
        body = int(bool(first) and not any(re.search(r"\d", text) for text in first))
    return Layout(tuple(columns), body)


def guess_meanings(table: Table) -> tuple[str, ...]:
    """What the words of the first header row tell of each column, for somebody to complete."""
    found = (header_at(table, index) for index in range(min(len(table.rows), HEADER_WITHIN)))
    layout = next((layout for layout in found if layout is not None), None)
    return (
        tuple(column.meaning.value for column in layout.columns)
        if layout
        else ("other",) * table.width
    )
