"""A file in, a draft out: the one way by which every document is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import PurePath

from documents.files.convert import to_docx
from documents.files.grid import Table
from documents.files.kinds import FileKind, kind_of
from documents.files.text_in import read_text
from documents.files.word_in import read_docx
from documents.tables.columns import (
    given_layout,
    guess_meanings,
    infer_layout,
    layouts_of,
    lift_title,
)
from documents.tables.headers import has_header
from documents.tables.items import build_items
from documents.tables.layout import Layout, Reader
from documents.tables.raw_items import RawItem
from documents.tables.rows import RowWalk
from documents.tables.sections import Outline, sections_above
from documents.tables.title import period_of, period_of_dates, period_of_day, title_of
from documents.words.headings import MONTH_ALONE, Meaning, is_filler, is_time, meaning_of
from roadmap.deadlines import read_deadline, read_period
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.model import Caution, CautionCode, Deadline, Draft, Period, TableHead
from roadmap.reading.cell import tidy

_MONTH_OF_PLAN = re.compile(
    r"(?:(?:^|.*\s)(?:на|(?P<told>за))|(?:мероприятия|план(?: работы)?))\s+"
    r"(?P<phrase>(?:\S+\s+){0,2}?\S+(?:\s+20\d\d(?:\s*г\.?|\s*года)?)?)$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"20\d\d(?:\s*[-–—/]\s*\d{2,4})?\s*(?:учебный\s*)?(?:год|г\.?)", re.IGNORECASE
)
_SHOWN_ROWS = 5


def read_document(
    content: bytes,
    name: str,
    year: Period | None,
    today: date,
    columns: Sequence[str] | None = None,
) -> Draft:
    """Read the roadmap in the file `name` with the bytes `content`.

    `year` overrides the year that the document gives; `today` decides where it gives none.
    `columns` answers an earlier UnsureColumns, one meaning for each column. Raises UnsureColumns,
    and UnreadableDocument for what is no roadmap.
    """
    tables = [lift_title(table) for table in read_tables(content, name)]
    above = _lines_above(tables)
    lines = [line for group in above for line in group]
    period, guessed = _period(year, lines, tables, today)
    chosen = _choose(tables, _reader(period), columns)
    raw, warnings, heads = _walk(chosen, period, fixed=year is not None)
    if not raw:
        raise UnreadableDocument("error-no-table")
    read = build_items(raw, period)
    if guessed:
        warnings.insert(0, Caution.of(CautionCode.YEAR, label=period.label))
    headings = sections_above([table for table, _ in chosen])
    title = title_of(
        [[line for line in group if tidy(line) not in headings] for group in above],
        PurePath(name).stem,
    )
    return Draft(title, period, read.items, read.questions, (*warnings, *read.warnings), heads)


def read_tables(content: bytes, name: str) -> list[Table]:
    """The tables of a file of any kind. Raises UnreadableDocument."""
    kind = kind_of(content, name)
    if kind is FileKind.OTHER_OFFICE:
        return read_docx(to_docx(content, name))
    if kind is FileKind.EXCEL:
        # Imported here: a Word document, by far the commonest, should not wait for it.
        from documents.files.excel_in import read_excel

        return read_excel(content)
    return read_docx(content) if kind is FileKind.WORD else read_text(content)


def _lines_above(tables: Sequence[Table]) -> list[tuple[str, ...]]:
    """The lines above the first table with a header and above all stamps and letterheads before."""
    groups: list[tuple[str, ...]] = []
    for table in tables:
        groups.append(table.above)
        if has_header(table):
            break
    return groups


def _reader(period: Period) -> Reader:
    """Deadlines within `period`; a plan repeats its few phrases often."""

    @lru_cache(maxsize=4096)
    def read(text: str) -> Deadline:
        return read_deadline(text, period)

    return read


def _period(
    year: Period | None, lines: Sequence[str], tables: Sequence[Table], today: date
) -> tuple[Period, bool]:
    """The roadmap's year, and whether it is no more than a guess."""
    found = year or period_of(lines, read_period)
    if found is not None:
        return found, False
    cells = [
        cell.text
        for table in tables
        for row in table.rows[:200]
        for cell in row.cells
        if len(cell.text) < 60
    ]
    by_dates = period_of_dates(cells)
    return by_dates or period_of_day(today, [*lines, *cells]), True


# ── which tables, which columns ───────────────────────────────────────────────────────────────────


def _choose(
    tables: Sequence[Table], read: Reader, columns: Sequence[str] | None
) -> list[tuple[Table, Layout]]:
    """The tables with items and their layouts; raises UnsureColumns or UnreadableDocument."""
    if columns is not None:
        asked = _largest(tables)
        return [
            (table, given_layout(table, columns, read))
            for table in tables
            if table.width == asked.width
        ]
    found = zip(tables, layouts_of(tables, read), strict=True)
    chosen = [(table, layout) for table, layout in found if layout is not None]
    return chosen or _infer(tables, read)


def _infer(tables: Sequence[Table], read: Reader) -> list[tuple[Table, Layout]]:
    inferred = [
        (table, layout) for table in tables if (layout := infer_layout(table, read)) is not None
    ]
    if inferred:
        return inferred
    asked = _largest(tables)
    if asked.width < 2 or len(asked.rows) < 2:
        raise UnreadableDocument("error-no-table")
    shown = tuple(row.texts(asked.width) for row in asked.rows[:_SHOWN_ROWS])
    raise UnsureColumns(shown, guess_meanings(asked))


def _largest(tables: Sequence[Table]) -> Table:
    return max(tables, key=lambda table: len(table.rows) * min(table.width, 3), default=Table(()))


# ── rows to raw items ─────────────────────────────────────────────────────────────────────────────


def _walk(
    chosen: Sequence[tuple[Table, Layout]], period: Period, *, fixed: bool
) -> tuple[list[RawItem], list[Caution], tuple[TableHead, ...]]:
    """The raw items of all tables with the heads of these; unless `fixed`, a table may name a year
    of its own.
    """
    raw: list[RawItem] = []
    heads: list[TableHead] = []
    warnings: list[Caution] = []
    outline = Outline()
    for (table, layout), over in zip(
        chosen, sections_above([table for table, _ in chosen]), strict=True
    ):
        if not _goes_on(table):
            outline = Outline() if over is None else Outline().below(over)
        own = None if fixed or len(chosen) < 2 else period_of(table.above, read_period)
        under = partial(_reader_under, within=period if fixed else None)
        walk = RowWalk(table, layout, _reader(own or period), _month_above(table), under, outline)
        walk.walk()
        raw += walk.items
        if walk.items and (head := walk.head()):
            heads.append(head)
        outline = walk.outline
        warnings += walk.warnings + _unread(table, layout)
        if hidden := sum(row.hidden for row in table.rows):
            warnings.append(Caution.of(CautionCode.HIDDEN, count=str(hidden)))
    return raw, warnings, tuple(heads)


def _goes_on(table: Table) -> bool:
    """Whether a table only goes on the one before, as after a page's end."""
    return all(
        re.match(r"(?:продолжение|окончание)\b", line, re.IGNORECASE) for line in table.above
    )


def _unread(table: Table, layout: Layout) -> list[Caution]:
    """A warning for each column that has texts, and a heading of unknown words."""
    unknown = (
        one
        for one in layout.columns
        if one.meaning is Meaning.OTHER and one.title and not meaning_of(one.title)
    )
    rows = table.rows[layout.body :]
    filled = (
        one
        for one in unknown
        if any((cell := row.at(one.index)) and not is_filler(cell.text) for row in rows)
    )
    return [Caution.of(CautionCode.COLUMN, title=tidy(one.title)) for one in filled]


def _reader_under(heading: str, within: Period | None) -> Reader | None:
    """The reader for a section row that is only a year («2026 год»), if that lies `within`."""
    period = read_period(heading) if _YEAR_ALONE.fullmatch(heading) else None
    beyond = period and within and not within.start <= period.start <= period.end <= within.end
    return _reader(period) if period and not beyond else None


def _month_above(table: Table) -> str | None:
    """The month above a table, alone or at the end of its title («план на октябрь 2019 года»)."""
    for line in reversed(table.above):
        text = tidy(line)
        if is_time(text):
            return text
        match = _MONTH_OF_PLAN.fullmatch(text)
        if (
            match
            and is_time(match["phrase"])
            and (not match["told"] or MONTH_ALONE.fullmatch(match["phrase"]))
        ):
            return match["phrase"]  # a report «за I полугодие» tells no deadline
    return None
