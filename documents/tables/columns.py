"""What each column of a table means: by its heading, else by the texts below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Row, Table
from documents.tables.contents import complete, told_by_contents
from documents.tables.headers import HEADER_WITHIN, header_at, is_header
from documents.tables.layout import CARRIES_WORK, TELLS_TIME, Column, Layout, Reader
from documents.tables.sections import is_named_or_numbered
from documents.tables.title import is_stamp, names_a_plan
from documents.words.headings import Meaning, is_time, meaning_of
from roadmap.model import Kind
from roadmap.reading.cell import tidy
from roadmap.reading.responsible import names_in

_SIGNATURE = re.compile(
    r"(?:личная )?(?:под|рос)пис[ьи]\b|виза\b|с (?:планом|приказом) ознакомлен", re.IGNORECASE
)
_LONGEST_HEADING = 150
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
    """The table with the rows of a single text that stand above its header as lines above it; but
    those right above it that are headings of a section stay («Модуль «Ключевые дела»»).
    """
    first = next(
        (i for i, row in enumerate(table.rows[:HEADER_WITHIN]) if is_header(row, table.width)), 0
    )
    texts = [[cell.text for cell in row.cells if cell.text] for row in table.rows[:first]]
    if any(len(row) > 1 for row in texts):
        return table
    titled = any(names_a_plan(line) for line in table.above)
    while first and _heads_a_section(texts[first - 1], titled):
        first -= 1
        del texts[first]
    lines = (line for row in texts for text in row for line in text.splitlines())
    lifted = table.lifted + first
    return replace(table, rows=table.rows[first:], above=(*table.above, *lines), lifted=lifted)


def _heads_a_section(texts: Sequence[str], titled: bool) -> bool:
    """Whether a row above the header heads a section: named or numbered as one, or, below a plan
    that is `titled` outside of its table, any short line that is no title, time or stamp.
    """
    text = tidy(" ".join(texts))
    if not text or len(text) > _LONGEST_HEADING or is_stamp(text):
        return False
    if is_named_or_numbered(text):  # «1. Кадры и отчётность», though it has the word of a title
        return True
    if names_a_plan(text):
        return False
    is_plain = text[0].isupper() and not re.search(r"\d{4}|\d\.\d", text)
    return titled and is_plain and not is_time(text)


def given_layout(table: Table, meanings: Sequence[str], read: Reader) -> Layout:
    """The layout that a coordinator named: one meaning for each column, «other» for the rest."""
    found = find_layout(table, read)
    titles = {column.index: column.title for column in found.columns} if found else {}
    known = {meaning.value: meaning for meaning in Meaning}
    columns = (
        Column(index, known.get(value, Meaning.OTHER), titles.get(index, ""))
        for index, value in enumerate(meanings[: table.width])
    )
    given = Layout(tuple(columns), found.body if found else 0)
    if not given.body and table.rows and _is_heading(table.rows[0], given, read):
        return replace(given, body=1)
    return given


def _is_heading(row: Row, layout: Layout, read: Reader) -> bool:
    """Whether a first row whose words are not known names columns: no figure, time or person."""
    if len(row.cells) < 2:
        return False
    dated = [
        cell.text
        for column in layout.columns
        if column.meaning in TELLS_TIME and (cell := row.at(column.index)) is not None
    ]
    texts = [cell.text for cell in row.cells]
    if any(re.search(r"\d", text) or names_in(text) for text in texts):
        return False
    return all(read(tidy(text)).kind is Kind.UNKNOWN for text in dated if text)


def guess_meanings(table: Table, read: Reader) -> tuple[str, ...]:
    """What the words of the first header row tell of each column, or what stands in the columns of
    a table without one, for somebody to complete.
    """
    found = (header_at(table, index) for index in range(min(len(table.rows), HEADER_WITHIN)))
    layout = next((layout for layout in found if layout is not None), None)
    if layout is None:
        layout = told_by_contents(table, read)
    return tuple(column.meaning.value for column in layout.columns)
