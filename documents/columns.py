"""Which column of a table means what: by the words of its header rows, and where those fail by what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.contents import complete
from documents.grid import Row, Table
from documents.headings import Meaning, heading, meaning_of
from documents.layout import CARRIES_WORK, TELLS_TIME, Column, Layout, Reader

__all__ = [
    "Layout",
    "Reader",
    "find_layout",
    "given_layout",
    "guess_meanings",
    "has_header",
    "header_at",
    "infer_layout",
    "is_number_row",
    "lift_title",
]

_HEADER_WITHIN = 30
_ITEM_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.)/]?\s*")
_TELLING = frozenset(Meaning) - {Meaning.OTHER}
_NAMES_A_PLAN = CARRIES_WORK | TELLS_TIME | {Meaning.POINT, Meaning.POINT_DEADLINE}


def find_layout(table: Table, read: Reader) -> Layout | None:
    """The layout by the first header row; None where the table has no header, or one without a column of work.

    `read` tells deadlines among the texts of columns whose heading says nothing.
    """
    for index in range(min(len(table.rows), _HEADER_WITHIN)):
        layout = header_at(table, index)
        if layout is not None:
            completed = complete(table, layout, read)
            return completed if completed.has(*CARRIES_WORK) else None
    return None


def has_header(table: Table) -> bool:
    """Whether any of the first rows names columns."""
    return any(_is_header(row, table.width) for row in table.rows[:_HEADER_WITHIN])


def lift_title(table: Table) -> Table:
    """The table with the rows of a single text that stand above its header as lines above it."""
    first = next((i for i, row in enumerate(table.rows[:_HEADER_WITHIN]) if _is_header(row, table.width)), 0)
    texts = [[cell.text for cell in row.cells if cell.text] for row in table.rows[:first]]
    if any(len(row) > 1 for row in texts):
        return table
    return Table(
        table.rows[first:], (*table.above, *(line for row in texts for text in row for line in text.splitlines()))
    )


def header_at(table: Table, index: int) -> Layout | None:
    """The layout that the row `index`, with the row below where the header has two levels, gives; None if no header."""
    row = table.rows[index]
    if not _is_header(row, table.width):
        return None
    titles = list(row.texts(table.width))
    body = index + 1
    if body < len(table.rows) and _is_second_level(row, table.rows[body]):
        below = table.rows[body]
        for column, text in enumerate(below.texts(table.width)):
            cell = below.at(column)
            if cell is not None and not cell.above and text:
                titles[column] = _both_levels(titles[column], text)
        body += 1
    found = [Column(number, meaning_of(title) or Meaning.OTHER, title) for number, title in enumerate(titles)]
    return Layout(_once(row, _with_points(_without_hours(found))), body)


def infer_layout(table: Table, read: Reader) -> Layout | None:
    """The layout of a table without header, by its contents; None where they do not tell work from deadline."""
    rows = [row.texts(table.width) for row in table.rows if len(row.cells) > 1]
    if not rows or table.width < 2 or has_header(table):
        return None  # a header that was not understood is asked about, not overruled
    columns = [Column(number, Meaning.OTHER) for number in range(table.width)]
    layout = complete(table, Layout(tuple(columns), 0), read)
    return layout if layout.has(Meaning.MEASURE) and layout.has(Meaning.DEADLINE) else None


def given_layout(table: Table, meanings: Sequence[str], read: Reader) -> Layout:
    """The layout that a coordinator's answer gives: one meaning for each column, «other» where none."""
    found = find_layout(table, read)
    known = {meaning.value: meaning for meaning in Meaning}
    columns = (
        Column(index, known.get(value, Meaning.OTHER), _title(found, index))
        for index, value in enumerate(meanings[: table.width])
    )
    first = found.body if found else 0
    return Layout(tuple(columns), first or _rows_of_headings(table))


def is_number_row(texts: Sequence[str]) -> bool:
    """A row «1 2 3 4 5» under the header."""
    filled = [text.strip(" .") for text in texts if text.strip()]
    if len(filled) < 3 or not all(text.isdecimal() for text in filled):
        return False
    numbers = [int(text) for text in dict.fromkeys(filled)]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def guess_meanings(table: Table) -> tuple[str, ...]:
    """What the words of the first header row tell of each column, for somebody to complete."""
    found = (header_at(table, index) for index in range(min(len(table.rows), _HEADER_WITHIN)))
    layout = next((layout for layout in found if layout is not None), None)
    return tuple(column.meaning.value for column in layout.columns) if layout else ("other",) * table.width


# ── headers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_header(row: Row, width: int) -> bool:
    """Whether the words of a row name columns. A row with an item's number, or a single month, is an item's."""
    filled = [cell.text for cell in row.cells if cell.text]
    if len(row.cells) < 2 or width < 2 or any(_ITEM_NUMBER.fullmatch(text) for text in filled):
        return False
    meanings = [meaning_of(text) for text in filled]
    telling = {meaning for meaning in meanings if meaning in _TELLING}
    if meanings.count(Meaning.MARK) < 2:
        telling.discard(Meaning.MARK)
    known = sum(meaning is not None for meaning in meanings)
    return len(telling) > 1 and known * 2 >= len(filled) and bool(telling & _NAMES_A_PLAN)


def _is_second_level(row: Row, below: Row) -> bool:
    """Whether `below` divides a merged heading of `row`, or goes on headings merged downward."""
    if len(below.cells) < 2 or is_number_row([cell.text for cell in below.cells]):
        return False
    divided = [cell for cell in row.cells if cell.span > 1]
    under = [cell for cell in below.cells if any(one.first <= cell.first < one.first + one.span for one in divided)]
    rest = [cell for cell in below.cells if cell not in under]
    return bool(under or any(cell.above for cell in rest)) and all(cell.above or not cell.text for cell in rest)


def _both_levels(above: str, below: str) -> str:
    """A quarter or month under «Срок» stands for itself, under «2026 год» it is that year's; «начало» needs «Срок»."""
    if heading(above) == heading(below):
        return below
    if meaning_of(below) is not Meaning.MARK:
        return f"{above} {below}"
    over = meaning_of(above)
    if over is Meaning.MARK:
        return f"{below} {above}"
    return f"{above} {below}" if over is Meaning.OTHER else below  # sums of money by year are no deadlines


def _with_points(columns: list[Column]) -> list[Column]:
    """Control points are those of measures: in a report of control events these are the work themselves."""
    known = {column.meaning for column in columns}
    instead: dict[Meaning, Meaning] = {}
    if Meaning.MEASURE not in known:
        instead = {Meaning.POINT: Meaning.MEASURE, Meaning.POINT_DEADLINE: Meaning.DEADLINE}
    elif Meaning.POINT not in known:
        instead = {Meaning.POINT_DEADLINE: Meaning.DEADLINE}
    return [replace(column, meaning=instead.get(column.meaning, column.meaning)) for column in columns]


def _without_hours(columns: list[Column]) -> list[Column]:
    """«Время проведения» beside a column of dates holds hours."""
    dates = [column for column in columns if column.meaning is Meaning.DEADLINE]
    hours = [column for column in dates if heading(column.title).startswith("время")]
    if len(hours) == len(dates):
        return columns
    return [replace(column, meaning=Meaning.OTHER) if column in hours else column for column in columns]


def _once(row: Row, columns: list[Column]) -> tuple[Column, ...]:
    """Two columns of work are what is asked for and how it is met; a merged heading counts once."""
    work = [column for column in columns if column.meaning is Meaning.MEASURE]
    found: list[Column] = []
    for column in columns:
        cell = row.at(column.index)
        same = bool(found) and cell is not None and cell.first < column.index and found[-1].title == column.title
        if same and column.meaning is not Meaning.DEADLINE:
            found.append(replace(column, meaning=Meaning.OTHER))
        elif len(work) > 1 and column is work[0] and not any(c.meaning is Meaning.RECOMMENDATION for c in columns):
            found.append(replace(column, meaning=Meaning.RECOMMENDATION))
        else:
            found.append(column)
    return tuple(found)


def _title(found: Layout | None, index: int) -> str:
    return next((column.title for column in found.columns if column.index == index), "") if found else ""


def _rows_of_headings(table: Table) -> int:
    """How many rows at the top are short of a deadline's or measure's length in every cell: one or none."""
    first = table.rows[0].texts(table.width) if table.rows else ()
    return 1 if first and not any(re.search(r"\d", text) for text in first) else 0
