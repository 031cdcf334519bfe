"""Header rows: which rows name columns, in one level or two, and what each column then means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.files.grid import Row, Table
from documents.tables.layout import CARRIES_WORK, TELLS_TIME, Column, Layout
from documents.words.headings import (
    Meaning,
    heading,
    meaning_of,
    names_offices,
    part_of_year,
    rank_of_people,
    with_months_spelt,
)

HEADER_WITHIN = 30
_ITEM_NUMBER = re.compile(r"\s*(?!20\d\d\s*$)\d+(?:\.\d+)*[.)/]?\s*")
_YEAR = re.compile(r"20\d\d")
_TELLING = frozenset(Meaning) - {Meaning.OTHER}
_NAMES_A_PLAN = CARRIES_WORK | TELLS_TIME | {Meaning.POINT, Meaning.POINT_DEADLINE}


def has_header(table: Table) -> bool:
    """Whether any of the first rows names columns."""
    return any(is_header(row, table.width) for row in table.rows[:HEADER_WITHIN])


def header_at(table: Table, index: int) -> Layout | None:
    """The layout that the row `index` heads, with a second level below it; None if no header."""
    row = table.rows[index]
    if not is_header(row, table.width):
        return None
    upper = with_months_spelt(row.texts(table.width))
    titles = list(upper)
    body = index + 1
    if body < len(table.rows) and _is_second_level(row, table.rows[body]):
        below = table.rows[body]
        for column, text in enumerate(with_months_spelt(below.texts(table.width))):
            cell = below.at(column)
            if cell is not None and not cell.above and text:
                titles[column] = _both_levels(upper[column] or _title_left_of(upper, column), text)
        body += 1
    found = [
        Column(number, meaning_of(title) or Meaning.OTHER, title)
        for number, title in enumerate(titles)
    ]
    people = _with_co_executors(_without_offices(_with_hours(found)))
    return Layout(_once(row, _with_points(people)), body)


def heading_rows(table: Table, body: int) -> tuple[int, ...]:
    """The rows above the row `body` that name the columns."""
    first = next((index for index in range(body) if header_at(table, index) is not None), 0)
    return tuple(range(first, body))


def is_number_row(texts: Sequence[str]) -> bool:
    """A row «1 2 3 4 5» under the header."""
    filled = [text.strip(" .") for text in texts if text.strip()]
    if len(filled) < 3 or not all(text.isdecimal() for text in filled):
        return False
    numbers = [int(text) for text in dict.fromkeys(filled)]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_header(row: Row, width: int) -> bool:
    """Whether the words of a row name columns; an item's number or a single month does not."""
    filled = [cell.text for cell in row.cells if cell.text]
    if len(row.cells) < 2 or width < 2 or any(_ITEM_NUMBER.fullmatch(text) for text in filled):
        return False
    meanings = [meaning_of(text) for text in with_months_spelt(filled)]
    telling = {meaning for meaning in meanings if meaning in _TELLING}
    if meanings.count(Meaning.MARK) < 2:
        telling.discard(Meaning.MARK)
    known = sum(meaning is not None for meaning in meanings)
    return len(telling) > 1 and known * 2 >= len(filled) and bool(telling & _NAMES_A_PLAN)


def _is_second_level(row: Row, below: Row) -> bool:
    """Whether `below` divides a merged heading of `row`, or goes on headings merged downward."""
    if len(below.cells) < 2 or (
        is_number_row([cell.text for cell in below.cells]) and not _divides_unmerged(row, below)
    ):
        return False
    divided = [cell for cell in row.cells if cell.span > 1]
    under = [
        cell
        for cell in below.cells
        if any(one.first <= cell.first < one.first + one.span for one in divided)
    ]
    rest = [cell for cell in below.cells if cell not in under]
    if sum(cell.above for cell in rest) > 1 or _divides_unmerged(row, below):
        return True
    return bool(under or any(cell.above for cell in rest)) and all(
        cell.above or not cell.text for cell in rest
    )


def _divides_unmerged(row: Row, below: Row) -> bool:
    """Whether `below` divides a heading to its left that is not merged, as sheets have it."""
    filled = [cell for cell in below.cells if cell.text]
    spelt = with_months_spelt([cell.text for cell in filled])
    width = max((cell.first + cell.span for cell in (*row.cells, *below.cells)), default=0)
    upper = row.texts(width)
    gaps = [cell for cell in filled if not upper[cell.first]]
    titles = [
        _both_levels(_title_left_of(upper, cell.first + 1), text)
        for cell, text in zip(filled, spelt, strict=True)
    ]
    known = all(meaning_of(title) in TELLS_TIME | {Meaning.END, Meaning.REPORT} for title in titles)
    return len(filled) > 1 and bool(gaps) and known


def _title_left_of(titles: Sequence[str], column: int) -> str:
    return next((title for title in reversed(titles[:column]) if title), "")


def _both_levels(above: str, below: str) -> str:
    """One heading out of two: a quarter stands alone or with its year, «начало» needs «Срок»."""
    if heading(above) == heading(below):
        return below
    if part := part_of_year(above, below):
        return part
    if meaning_of(below) is not Meaning.MARK:
        return f"{above} {below}"
    over = meaning_of(above)
    if over is Meaning.MARK or _YEAR.fullmatch(above.strip()):
        return f"{below} {above}"
    return (
        f"{above} {below}" if over is Meaning.OTHER else below
    )  # sums of money by year are no deadlines


def _with_points(columns: list[Column]) -> list[Column]:
    """Control points are the work themselves where no column of measures stands beside them."""
    known = {column.meaning for column in columns}
    instead: dict[Meaning, Meaning] = {}
    if Meaning.MEASURE not in known:
        instead = {Meaning.POINT: Meaning.MEASURE, Meaning.POINT_DEADLINE: Meaning.DEADLINE}
    elif Meaning.POINT not in known:
        instead = {Meaning.POINT_DEADLINE: Meaning.DEADLINE}
    return [
        replace(column, meaning=instead.get(column.meaning, column.meaning)) for column in columns
    ]


def _with_hours(columns: list[Column]) -> list[Column]:
    """«Время проведения» beside a column of dates holds hours."""
    dates = [column for column in columns if column.meaning is Meaning.DEADLINE]
    hours = [column for column in dates if heading(column.title).startswith("время")]
    if len(hours) == len(dates) and not any(
        column.meaning in TELLS_TIME for column in columns if column not in hours
    ):
        return columns
    return [
        replace(column, meaning=Meaning.HOUR) if column in hours else column for column in columns
    ]


def _without_offices(columns: list[Column]) -> list[Column]:
    """«Организация» beside «Ответственный» is where something takes place."""
    offices = [
        one for one in columns if one.meaning is Meaning.RESPONSIBLE and names_offices(one.title)
    ]
    if len(offices) == sum(column.meaning is Meaning.RESPONSIBLE for column in columns):
        return columns
    return [
        replace(column, meaning=Meaning.OTHER) if column in offices else column
        for column in columns
    ]


def _with_co_executors(columns: list[Column]) -> list[Column]:
    """Of several columns of people, «Ответственный» beside «Исполнители» or «Организаторы», those
    that name the responsible less surely hold the co-executors.
    """
    people = [one for one in columns if one.meaning is Meaning.RESPONSIBLE]
    surest = min((rank_of_people(one.title) for one in people), default=0)
    return [
        replace(one, meaning=Meaning.CO_EXECUTOR)
        if one in people and rank_of_people(one.title) > surest
        else one
        for one in columns
    ]


def _once(row: Row, columns: list[Column]) -> tuple[Column, ...]:
    """Two columns of work are what is asked for and how it is met; a merged heading counts once."""
    work = [column for column in columns if column.meaning is Meaning.MEASURE]
    found: list[Column] = []
    for column in columns:
        cell = row.at(column.index)
        same = (
            bool(found)
            and cell is not None
            and cell.first < column.index
            and found[-1].title == column.title
        )
        if same and column.meaning is not Meaning.DEADLINE:
            found.append(replace(column, meaning=Meaning.OTHER))
        elif (
            len(work) > 1
            and column is work[0]
            and not any(c.meaning is Meaning.RECOMMENDATION for c in columns)
        ):
            found.append(replace(column, meaning=Meaning.RECOMMENDATION))
        else:
            found.append(column)
    return tuple(found)
